"""Chats as a file for any calendar: each the same event however often it is moved.

It names no guests and no organizer, so that no calendar writes to anybody.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

from networking.accounts.models import User
from networking.accounts.zones import zone_of
from networking.conversations.models import Chat, ChatStatus
from networking.conversations.question_list import lines
from networking.conversations.times import which_of_two

STATUS = {
    ChatStatus.PLANNED: "CONFIRMED",
    ChatStatus.HELD: "CONFIRMED",
    ChatStatus.MISSED: "CANCELLED",
    ChatStatus.CANCELLED: "CANCELLED",
}
BREAKS = frozenset({"Cc", "Cs", "Zl", "Zp"})  # what could begin a line, or cannot be written at all


def event(chat: Chat, *, user: User, now: dt.datetime) -> bytes:
    """The file; `chat` has a time, and comes with its contact and company."""
    return agenda([chat], user=user, now=now)


def agenda(chats: Iterable[Chat], *, user: User, now: dt.datetime) -> bytes:
    """One file of several, each with its time, contact and company."""
    return file_of([event_of(chat, user=user, now=now) for chat in chats])


def file_of(shown: Iterable[Event]) -> bytes:
    """All of them in one file, with the rules of every clock they speak of."""
    shown = list(shown)
    calendar = Calendar()
    calendar.add("prodid", "-//Inroad//Chats//EN")
    calendar.add("version", "2.0")
    for zone, (first, last) in sorted(zones_of(shown).items()):
        calendar.add_component(rules_of(zone, first, last))
    for one in shown:
        calendar.add_component(one)
    return bytes(calendar.to_ical())


def event_of(chat: Chat, *, user: User, now: dt.datetime) -> Event:
    start, end = hours_of(chat, user)
    shown = Event()
    shown.add("uid", f"{chat.key}@inroad")
    shown.add("sequence", chat.sequence)
    shown.add("dtstamp", now.astimezone(dt.UTC))
    shown.add("dtstart", start)
    shown.add("dtend", end)
    shown.add("status", STATUS[ChatStatus(chat.status)])
    shown.add("summary", title_of(chat))
    shown.add("description", description_of(chat))
    if place := plain(chat.place):
        shown.add("location", place)
    return shown


def zones_of(events: Iterable[Event]) -> dict[str, tuple[int, int]]:
    """Every time zone that is spoken of, from which year to which."""
    years: dict[str, list[int]] = {}
    for one in events:
        zone = getattr(getattr(one.start, "tzinfo", None), "key", "")
        if zone:
            years.setdefault(zone, []).append(one.start.year)
    return {zone: (min(found), max(found)) for zone, found in years.items()}


@lru_cache(maxsize=256)
def rules_of(zone: str, first: int, last: int) -> Timezone:
    """When the clocks change there around these years; slow to find for places where they never do."""
    return Timezone.from_tzid(zone, first_date=dt.date(first - 1, 1, 1), last_date=dt.date(last + 1, 12, 31))


def hours_of(chat: Chat, user: User) -> tuple[dt.datetime, dt.datetime]:
    """From when to when, in the time zone it was agreed in."""
    assert chat.starts_at
    assert chat.ends_at
    zone = zone_of(chat.time_zone or user.zone.key)
    return on_clock(chat.starts_at, chat.ends_at, zone)


def on_clock(starts_at: dt.datetime, ends_at: dt.datetime, zone: ZoneInfo) -> tuple[dt.datetime, dt.datetime]:
    """Both on the clock of that place.

    A time that comes twice in a night would mean the first one (RFC 5545, 3.3.5), and not to every calendar:
    around it both are said in UTC.
    """
    start, end = starts_at.astimezone(zone), ends_at.astimezone(zone)
    if zone.key == "UTC" or which_of_two(start) or which_of_two(end):
        return start.astimezone(dt.UTC), end.astimezone(dt.UTC)
    return start, end


def title_of(chat: Chat) -> str:
    name = plain(chat.contact.name)
    return f"Chat with {name} ({plain(chat.company.name)})" if chat.company else f"Chat with {name}"


def description_of(chat: Chat) -> str:
    questions = [f"- {question}" for line in lines(chat.questions) if (question := plain(line))]
    return "\n".join([chat.get_medium_display(), *(["", "My questions:", *questions] if questions else [])])


def plain(text: str) -> str:
    """What somebody typed, on one line: no character of it can begin another (SECURITY T30)."""
    return " ".join("".join(" " if unicodedata.category(c) in BREAKS else c for c in text).split())
