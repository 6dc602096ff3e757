"""The few words on a person's card: what was last said, and what is due."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from networking.contacts.stages import EFFECTS, THEIRS, Kind
from networking.conversations.models import Channel

WEEK = 7
ON_ME = frozenset({1, 2, 3, 4})  # rules where somebody waits for me
IN_MONTHS = 60

SENT = frozenset({Kind.OUTREACH, Kind.FOLLOW_UP, Kind.MESSAGE, Kind.THANK_YOU, Kind.REFERRAL_ASK})

# What is due by a rule, in a word or two.
DUE_WORDS = {
    1: "Prepare the chat",
    2: "How did it go?",
    3: "Thank-you",
    4: "Your answer",
    6: "Follow-up",
    7: "First message",
    12: "Keep in touch",
    13: "Let it rest",
}


class Said(NamedTuple):
    """The last thing said."""

    kind: str
    on: dt.date
    channel: str


def done_words(kind: str) -> str:
    """How the button ends that logs a step: "I've sent it"."""
    return "sent it" if kind in SENT else "done it"


def day_words(day: dt.date, today: dt.date) -> str:
    """today, yesterday, the weekday of this past week, else the date."""
    ago = (today - day).days
    if ago in (0, 1):
        return ("today", "yesterday")[ago]
    if 0 < ago < WEEK:
        return f"{day:%A}"
    return f"{day.day} {day:%b}" + (f" {day.year}" if day.year != today.year else "")


def said_words(said: Said | None, today: dt.date) -> str:
    """How the last words went and when; counted in days while I wait for an answer."""
    if said is None:
        return "Not written to yet"
    how = Channel(said.channel).label if said.channel else ""
    what = Kind(said.kind).label
    when = day_words(said.on, today)
    if EFFECTS[said.kind].waits:
        days = (today - said.on).days
        return f"{how or what} · {when if days < 1 else f'day {days}'}"
    if said.kind in THEIRS:
        return f"{how} · {what.lower()} {when}" if how else f"{what} {when}"
    return f"{how or what} · {when}"


def coming_words(rule: int, due_on: dt.date, today: dt.date) -> str:
    """What will be due and when; far away, the month is enough."""
    days = (due_on - today).days
    if days > IN_MONTHS:
        when = f"in {due_on:%B}" + (f" {due_on.year}" if due_on.year != today.year else "")
    else:
        when = "tomorrow" if days == 1 else f"in {days} days"
    return f"{DUE_WORDS[rule]} {when}"
