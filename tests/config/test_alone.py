"""Several instances on one PostgreSQL set it up one after the other."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, connections

from networking.config.alone import KEY, alone


def is_taken() -> bool:
    """Asked by somebody else: another connection."""
    answers = []

    def ask() -> None:
        try:
            with connections["default"].cursor() as cursor:
                cursor.execute("SELECT pg_try_advisory_lock(%s)", [KEY])
                answers.append(not cursor.fetchone()[0])
                cursor.execute("SELECT pg_advisory_unlock_all()")
        finally:
            connections.close_all()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    return answers[0]


@pytest.mark.django_db(transaction=True)
def test_one_at_a_time_sets_up():
    if connection.vendor != "postgresql":
        with alone():  # one instance: nobody to wait for
            return
    with alone():
        assert is_taken()
    assert not is_taken()


@pytest.mark.django_db(transaction=True)
def test_whoever_fails_makes_room():
    with pytest.raises(ZeroDivisionError), alone():
        raise ZeroDivisionError
    assert connection.vendor != "postgresql" or not is_taken()
