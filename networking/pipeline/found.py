"""What the page shows of a calendar before anything is added: the next events, and what is left out."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.core import signing

from networking.accounts.models import User
from networking.conversations.calendar_reading import Reading, is_calendar, read
from networking.conversations.event_import import AT_ONCE, event_of, uids_of
from networking.conversations.event_text import read_text
from networking.conversations.event_time import say_there, say_when, span_of
from networking.conversations.found_events import Found, of_json

SALT = "inroad.found-events"
KEPT_FOR = dt.timedelta(hours=24)


@dataclass(frozen=True)
class Line:
    """One event of the preview; `number` names it in the form."""

    number: int
    found: Found
    when: str
    is_ticked: bool


@dataclass(frozen=True)
class Preview:
    """The events to choose from, and everything that stands in the file besides."""

    lines: list[Line]
    token: str
    later: int
    since: dt.date
    known: int
    past: int
    skipped: list[tuple[str, int]]

    @property
    def last_on(self) -> dt.date:
        return self.lines[-1].found.starts_at.date()


def reading_of(text: str, user: User, *, since: dt.date, today: dt.date) -> Reading:
    """A calendar, or the one event that a mail tells of."""
    if is_calendar(text):
        return read(text, zone=user.zone, since=since)
    return Reading([read_text(text, zone=user.zone, today=today)])


def preview(reading: Reading, user: User, *, since: dt.date, today: dt.date) -> Preview:
    """The first events from that day on that are not in the list yet. One query."""
    have = set(uids_of(user))
    new = [event for event in reading.events if event.uid not in have]
    coming = [event for event in new if is_on_or_after(event, since)]
    shown = coming[:AT_ONCE]
    return Preview(
        lines=lines_of(shown, user, today),
        token=token_of(shown, user),
        later=len(coming) - len(shown),
        since=since,
        known=len(reading.events) - len(new),
        past=len(new) - len(coming),
        skipped=reading.skipped.most_common(),
    )


def is_on_or_after(event: Found, day: dt.date) -> bool:
    """What goes on over that day is not past."""
    return (event.ends_at or event.starts_at).date() >= day


def lines_of(shown: list[Found], user: User, today: dt.date) -> list[Line]:
    """A single event is ticked; of many, those that look as if one met people there."""
    return [
        Line(number, event, when_of(event, user, today), len(shown) == 1 or event.known_kind is not None)
        for number, event in enumerate(shown)
    ]


def when_of(found: Found, user: User, today: dt.date) -> str:
    """As the list of events will say it."""
    span = span_of(event_of(user, found), user.zone)
    there = say_there(span)
    return f"{say_when(span, today)} ({there})" if there else say_when(span, today)


def token_of(shown: list[Found], user: User) -> str:
    """The events as they were read, signed: nothing is stored until they are added."""
    held = {"for": user.pk, "batch": uuid.uuid4().hex, "events": [event.as_json() for event in shown]}
    return signing.dumps(held, salt=SALT, compress=True)


def held_in(token: str, user: User) -> tuple[uuid.UUID, list[Found]] | None:
    """What `token_of` put in; None if it is another's, too old, or not ours."""
    try:
        held = signing.loads(token, salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None
    if held["for"] != user.pk:
        return None
    return uuid.UUID(held["batch"]), [of_json(words) for words in held["events"]]


def ticked(found: list[Found], numbers: Iterable[str]) -> dict[int, Found]:
    asked = {int(number) for number in numbers if number.isascii() and number.isdigit() and len(number) < 4}
    return {number: event for number, event in enumerate(found) if number in asked}
