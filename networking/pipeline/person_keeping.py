"""What keeps a relation alive, on the page of one person: days that matter, small signs, help both ways."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from networking.contacts.models import Contact
from networking.contacts.stages import Kind
from networking.conversations.occasions import Yearly, next_time, occurrence
from networking.conversations.sorts import SORTS
from networking.pipeline.balance import GIVEN, RECEIVED, Balance, Entry, balance, called
from networking.pipeline.days import day_words
from networking.pipeline.kinds import OF_SORT, WORDS
from networking.pipeline.person_history import IMPORTANT_DATE, SAID, History

MOST_ENTRIES = 4  # of each side of the ledger; the conversation has all of them
A_LEAP_YEAR = 2024  # 29 February is called so in every year
SOON = 31  # so many days ahead a day is counted in days


class DateLine(NamedTuple):
    pk: int
    label: str
    day: str
    when: str
    since: str


class SortButton(NamedTuple):
    """A press that says which sign of life, or which help, it was."""

    words: str
    url: str
    key: uuid.UUID


class Side(NamedTuple):
    title: str
    entries: Sequence[Entry]
    more: int


class Keeping(NamedTuple):
    dates: list[DateLine]
    touches: list[SortButton]
    helps: list[tuple[str, list[SortButton]]]
    sides: list[Side]
    balance: Balance


def keeping_of(history: Iterable[History], contact: Contact, first_name: str, today: dt.date) -> Keeping:
    rows = list(history)
    said = sorted((row for row in rows if row.what == SAID and row.on), key=when, reverse=True)
    given = [entry_of(row, today) for row in said if row.kind in GIVEN]
    received = [entry_of(row, today) for row in said if row.kind in RECEIVED]
    return Keeping(
        dates_of(rows, today),
        buttons(contact, Kind.TOUCH),
        [
            ("From me", buttons(contact, Kind.HELP_GIVEN)),
            ("From them", buttons(contact, Kind.HELP_RECEIVED)),
        ],
        [
            side
            for side in (side_of("You gave", given), side_of(f"{first_name} gave", received))
            if side.entries
        ],
        balance(len(given), len(received), first_name),
    )


def when(row: History) -> tuple[dt.date, int]:
    return row.on or dt.date.min, row.pk


def entry_of(row: History, today: dt.date) -> Entry:
    on = row.on or today
    return Entry(on, called(row.kind, row.place), day_words(on, today), row.text)


def side_of(title: str, entries: Sequence[Entry]) -> Side:
    return Side(title, entries[:MOST_ENTRIES], max(0, len(entries) - MOST_ENTRIES))


def buttons(contact: Contact, kind: str) -> list[SortButton]:
    """One for each sort that has words of its own; other help is logged with a note."""
    url = f"/people/{contact.pk}/log/{kind}/"
    named = [
        SortButton(OF_SORT[kind, sort][0], f"{url}?sort={sort}", uuid.uuid4())
        for sort in SORTS[kind]
        if (kind, sort) in OF_SORT
    ]
    other = [] if kind == Kind.TOUCH else [SortButton(WORDS[kind].button, url, uuid.uuid4())]
    return named + other


def dates_of(rows: Iterable[History], today: dt.date) -> list[DateLine]:
    """The days of a person, the one that comes next first."""
    yesterday = today - dt.timedelta(days=1)
    lines = [
        (next_time(Yearly(int(row.kind), row.minutes, row.text, yesterday), yesterday), row)
        for row in rows
        if row.what == IMPORTANT_DATE
    ]
    return [date_line(row, on, today) for on, row in sorted(lines, key=lambda line: (line[0], line[1].pk))]


def date_line(row: History, on: dt.date, today: dt.date) -> DateLine:
    day = occurrence(int(row.kind), row.minutes, A_LEAP_YEAR)
    years = on.year - int(row.how) if row.how else 0
    since = f"{years} year{'s' if years > 1 else ''}" if years > 0 else ""
    return DateLine(row.pk, row.text, f"{day.day} {day:%B}", how_soon((on - today).days), since)


def how_soon(days: int) -> str:
    if days > SOON:
        return ""
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")
