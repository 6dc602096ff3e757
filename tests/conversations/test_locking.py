"""An act that another one crossed is begun anew; what went wrong otherwise is told at once."""

from __future__ import annotations

import pytest
from django.db import OperationalError

from networking.conversations.writer.locking import TRIES, Conflict, act

pytestmark = pytest.mark.django_db


class EndedError(Exception):
    """What psycopg raises, as far as it is looked at."""

    def __init__(self, sqlstate: str) -> None:
        self.sqlstate = sqlstate


def failing(error: Exception, cause: Exception | None = None, times: int = 99):
    """An act that fails so many times before it comes to its end, and the tries it took."""
    tries: list[int] = []

    @act
    def do() -> str:
        tries.append(1)
        if len(tries) <= times:
            raise error from cause
        return "done"

    return do, tries


@pytest.mark.parametrize(
    ("error", "cause"), [(Conflict(), None), (OperationalError("deadlock"), EndedError("40P01"))]
)
def test_an_act_that_was_crossed_is_begun_anew(error, cause):
    do, tries = failing(error, cause, times=TRIES - 1)
    assert do() == "done"
    assert len(tries) == TRIES


@pytest.mark.parametrize(
    ("error", "cause"), [(Conflict(), None), (OperationalError("deadlock"), EndedError("40P01"))]
)
def test_it_is_given_up_after_three_tries(error, cause):
    do, tries = failing(error, cause)
    with pytest.raises(type(error)):
        do()
    assert len(tries) == TRIES


@pytest.mark.parametrize("cause", [None, EndedError("57014")])
def test_another_fault_of_the_database_is_told_at_once(cause):
    do, tries = failing(OperationalError("gone"), cause)
    with pytest.raises(OperationalError):
        do()
    assert len(tries) == 1
