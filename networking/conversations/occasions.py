"""What makes a step due besides what was said: an outcome to tell of, somebody met, a day that comes back.

Pure as `clocks`, which asks each of them for its rule: everything is given, nothing is looked up.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from networking.contacts.stages import MINE, Kind

if TYPE_CHECKING:
    from networking.conversations.clocks import Entry

MESSAGES: frozenset[str] = MINE - {Kind.TOUCH, Kind.HELP_GIVEN}  # of mine, and words to somebody
UPDATE_DAYS = 1
MET_DAYS = 2
SETTLES: frozenset[str] = MESSAGES | {Kind.CHAT}


class Owed(NamedTuple):
    """Something ended that they helped with, on a day; said at a moment."""

    on: dt.date
    at: dt.datetime
    about: str


class Meeting(NamedTuple):
    """They were met at an event."""

    on: dt.date
    place: str


class Yearly(NamedTuple):
    """A day that comes back; until `passed_on` it is over."""

    month: int
    day: int
    label: str
    passed_on: dt.date


class Occasion(NamedTuple):
    """A day, and what it is about."""

    on: dt.date
    about: str


def update_owed(entries: Iterable[Entry], updates: Iterable[Owed]) -> Occasion | None:
    """Due the day after the outcome, until a later message of mine or a chat."""
    said = max(((e.on, e.logged_at) for e in entries if e.kind in SETTLES), default=None)
    open_ = [owed for owed in updates if said is None or said <= (owed.on, owed.at)]
    first = min(open_, default=None)
    return Occasion(first.on + dt.timedelta(UPDATE_DAYS), f"update:{first.about}") if first else None


def met_unwritten(entries: Iterable[Entry], met: Iterable[Meeting]) -> Occasion | None:
    """Due two days after they were met, until written to on that day or later."""
    said = max((e.on for e in entries if e.kind in SETTLES), default=dt.date.min)
    first = min((meeting for meeting in met if meeting.on > said), default=None)
    return Occasion(first.on + dt.timedelta(MET_DAYS), f"met:{first.place}") if first else None


def day_that_matters(entries: Iterable[Entry], days: Iterable[Yearly]) -> Occasion | None:
    """The first that comes after the last exchange, whoever began it, and after what is over."""
    last = max((e.on for e in entries), default=dt.date.min)
    coming = (Occasion(next_time(day, max(last, day.passed_on)), f"date:{day.label}") for day in days)
    return min(coming, default=None)


def next_time(day: Yearly, after: dt.date) -> dt.date:
    """Its first occurrence after a day. 29 February is kept on the 28th in years without one."""
    this_year = occurrence(day.month, day.day, after.year)
    return this_year if this_year > after else occurrence(day.month, day.day, after.year + 1)


def occurrence(month: int, day: int, year: int) -> dt.date:
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))
