"""Events as a file for any calendar: whole days as days, hours on the clock of their place."""

from __future__ import annotations

import datetime as dt

from icalendar import Event as Shown

from networking.accounts.models import User
from networking.conversations.calendar import file_of, on_clock, plain
from networking.conversations.event_time import A_DAY, Span, span_of
from networking.conversations.models import Attendance, Event


def event_file(event: Event, *, user: User, now: dt.datetime) -> bytes:
    return file_of([event_of(event, user=user, now=now)])


def event_of(event: Event, *, user: User, now: dt.datetime) -> Shown:
    """Named by our own key, whatever the calendar it came from calls it (SECURITY T30)."""
    shown, span = Shown(), span_of(event, user.zone)
    shown.add("uid", f"{event.key}@inroad")
    shown.add("dtstamp", now.astimezone(dt.UTC))
    add_time(shown, span)
    shown.add("status", "CANCELLED" if event.attendance == Attendance.SKIPPED else "CONFIRMED")
    shown.add("summary", plain(event.name))
    if notes := "\n".join(filter(None, map(plain, event.notes.split("\n")))):
        shown.add("description", notes)
    if place := plain(event.place):
        shown.add("location", place)
    return shown


def add_time(shown: Shown, span: Span) -> None:
    """Of an event without an end, the beginning alone."""
    if span.is_all_day:
        shown.add("dtstart", span.first_day)
        shown.add("dtend", span.last_day + A_DAY)
        return
    start, end = on_clock(span.starts_at, span.ends_at, span.zone)
    shown.add("dtstart", start)
    if span.has_end:
        shown.add("dtend", end)
