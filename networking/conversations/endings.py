"""How an introduction ended, from what became of the one introduced: a chat, a no, or silence."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from networking.contacts.stages import Parked
from networking.conversations.models import Outcome


class Happened(NamedTuple):
    """A day, and the moment it was said."""

    on: dt.date
    at: dt.datetime


class Ending(NamedTuple):
    """An outcome, with its day and moment unless it is open."""

    outcome: str = Outcome.OPEN
    on: dt.date | None = None
    at: dt.datetime | None = None


BY_PARKING: dict[str, Outcome] = {Parked.DECLINED: Outcome.NO, Parked.NO_ANSWER: Outcome.SILENCE}


def introduction_ending(
    on: dt.date, chat: Happened | None, parked_reason: str, parked: Happened | None
) -> Ending:
    """`chat` is the first one since the day of the introduction; what came before that day is no answer."""
    if chat and chat.on >= on:
        return Ending(Outcome.YES, *chat)
    if parked and parked.on >= on and parked_reason in BY_PARKING:
        return Ending(BY_PARKING[parked_reason], *parked)
    return Ending()
