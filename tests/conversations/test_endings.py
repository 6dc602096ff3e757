"""How an introduction ended follows from the chat and the parking of the one introduced."""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest

from networking.contacts.stages import Parked
from networking.conversations.endings import Ending, Happened, introduction_ending
from networking.conversations.models import Outcome
from tests.people import NOW, TODAY

DAY = dt.timedelta(1)
BEFORE, SAME, AFTER = (Happened(TODAY + days * DAY, NOW + days * DAY) for days in (-1, 0, 1))


@pytest.mark.parametrize(
    ("chat", "reason", "parked"),
    list(product([None, BEFORE, SAME, AFTER], ["", *Parked], [BEFORE, SAME, AFTER])),
)
def test_every_ending(chat: Happened | None, reason: str, parked: Happened) -> None:
    ending = introduction_ending(TODAY, chat, reason, parked if reason else None)
    if chat in (SAME, AFTER):
        assert ending == (Outcome.YES, *chat)
    elif reason == Parked.DECLINED and parked != BEFORE:
        assert ending == (Outcome.NO, *parked)
    elif reason == Parked.NO_ANSWER and parked != BEFORE:
        assert ending == (Outcome.SILENCE, *parked)
    else:
        assert ending == Ending() == (Outcome.OPEN, None, None)
