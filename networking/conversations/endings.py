"""How an introduction ended, from what became of the one introduced; and how one speaks of what ended."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from networking.contacts.stages import Parked
from networking.conversations.models import Outcome

# What an update is about, as it is kept, and how it stands within a sentence.
INTRODUCTION, REFERRAL = "Introduction to ", "Referral for "
WITHIN = {INTRODUCTION: "the introduction to ", REFERRAL: "the referral for "}


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


def within_a_sentence(about: str) -> str:
    """The introduction to Omar; a role stands as it was written."""
    for begins, within in WITHIN.items():
        if about.startswith(begins):
            return within + about.removeprefix(begins)
    return about
