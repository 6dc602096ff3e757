"""Reads the text of a calendar file: which events it tells of, when they are, and why some are left out.

Nothing is fetched, and whatever stands in the file ends in an event, or in a reason why not.
"""

from __future__ import annotations

import datetime as dt
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import vText
from icalendar.prop import vDDDTypes, vDuration

from networking.conversations.calendar_lines import Block, Property, blocks
from networking.conversations.calendar_repeats import Repeats, coming, repeats
from networking.conversations.found_events import EARLIEST, LATEST, Found, fitting, short_uid, web_address

BEGINS = "BEGIN:VCALENDAR"
RULES = 200  # so many events that repeat are worked out; the others stand on their first day
WRONG = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError)
NO_NAME = "it has no name"
NO_DAY = "it has no day that can be read"
FAR_AWAY = "it is in another century"
CANCELLED = "it is cancelled"
TWICE = "it stands in the file twice"
OVER = "it does not come again"
CUT_OFF = "the file breaks off in the middle of it"


class UnreadableCalendarError(Exception):
    """There is nothing in it that could be an event; the sentence says so."""


class LeftOutError(Exception):
    """Why one event of it is left out."""


@dataclass
class Reading:
    """What was found, in the order of time, and how often each reason left one out."""

    events: list[Found] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Moment:
    """When something is: the day alone if it has no hour, and of which clock."""

    at: dt.datetime
    is_day: bool
    zone: str = ""
    remark: str = ""


def is_calendar(text: str) -> bool:
    return "BEGIN:VEVENT" in text.upper() or BEGINS in text[:10_000].upper()


def read(text: str, *, zone: ZoneInfo, since: dt.date) -> Reading:
    """All events of the file; one that repeats stands there once, the next time it comes."""
    found = list(blocks(text))
    if not found:
        raise UnreadableCalendarError("There is no event in this calendar.")
    reading, moved = Reading(), _moved(found, zone)
    left = RULES
    seen: set[str] = set()
    for block in found:
        left -= bool(block.value("RRULE"))
        try:
            event = _event(block, zone, since if left >= 0 else None, moved)
            if event.uid in seen:
                raise LeftOutError(TWICE)
        except LeftOutError as why:
            reading.skipped[str(why)] += 1
            continue
        seen.add(event.uid)
        reading.events.append(event)
    reading.events.sort(key=lambda event: (event.starts_at, event.name))
    return reading


def _event(block: Block, zone: ZoneInfo, since: dt.date | None, moved: dict[str, set[dt.datetime]]) -> Found:
    """`since` is None where it is not worked out when it comes next."""
    if not block.is_whole:
        raise LeftOutError(CUT_OFF)
    if block.value("STATUS").strip().upper() == "CANCELLED":
        raise LeftOutError(CANCELLED)
    name = fitting(_text(block, "SUMMARY"), "name")
    if not name:
        raise LeftOutError(NO_NAME)
    start = _start(block, zone)
    ends_at, wrong = _end(block, start, zone)
    replaced = _moment(block.get("RECURRENCE-ID"), zone)
    place, notes = _text(block, "LOCATION"), _text(block, "DESCRIPTION")
    event = Found(
        uid=short_uid(block.value("UID"), replaced.at.date() if replaced else None),
        name=name,
        starts_at=start.at,
        ends_at=ends_at,
        is_all_day=start.is_day,
        time_zone=start.zone,
        place=fitting(place, "place"),
        url=web_address(block.value("URL"), place, notes),
        notes=fitting(notes, "notes"),
        remarks=tuple(filter(None, [start.remark, wrong])),
    )
    return _next(event, block, since, moved).with_uid() if block.value("RRULE") else event.with_uid()


def _text(block: Block, name: str) -> str:
    try:
        return str(vText.from_ical(block.value(name)))
    except WRONG:
        return ""


def _start(block: Block, zone: ZoneInfo) -> Moment:
    start = _moment(block.get("DTSTART"), zone)
    if start is None:
        raise LeftOutError(NO_DAY)
    if not EARLIEST <= start.at.date() < LATEST:
        raise LeftOutError(FAR_AWAY)
    return start


def _end(block: Block, start: Moment, zone: ZoneInfo) -> tuple[dt.datetime | None, str]:
    """When it ends; nothing, and a remark, where the file says what cannot be."""
    end = _moment(block.get("DTEND"), zone)
    ends_at = end.at if end and end.is_day == start.is_day else _after(block, start.at)
    if ends_at is None:
        return None, "Its end could not be read." if block.get("DTEND") or block.get("DURATION") else ""
    if ends_at < start.at or ends_at.date() > LATEST:
        return None, "It ends before it begins there, so its end is left out."
    is_one_day = start.is_day and ends_at - start.at <= dt.timedelta(hours=25)
    return (None, "") if ends_at == start.at or is_one_day else (ends_at, "")


def _after(block: Block, start: dt.datetime) -> dt.datetime | None:
    """The end of one that says how long it lasts."""
    if not block.get("DURATION"):
        return None
    try:
        lasts: dt.timedelta = vDuration.from_ical(block.value("DURATION"))  # type: ignore[no-untyped-call]
        return start + lasts
    except WRONG:
        return None


def _moment(said: Property | None, zone: ZoneInfo) -> Moment | None:
    """What a line says of time: floating, in UTC, somewhere, or a day without an hour."""
    if said is None:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a guessed time zone is what we want
            value = _value(said)
    except WRONG:
        return None
    if isinstance(value, dt.datetime):
        return _hour(value, said.zone, zone)
    if not isinstance(value, dt.date):
        return None
    return _safe(dt.datetime.combine(value, dt.time(), zone), is_day=True)


def _value(said: Property) -> Any:
    """“Europe” is a folder of time zones, and some names are too long for one: known to nobody, as others."""
    try:
        return vDDDTypes.from_ical(said.value.strip(), said.zone or None)  # type: ignore[no-untyped-call]
    except OSError:
        return vDDDTypes.from_ical(said.value.strip())  # type: ignore[no-untyped-call]


def _hour(value: dt.datetime, told: str, zone: ZoneInfo) -> Moment | None:
    key = getattr(value.tzinfo, "key", "")
    if value.tzinfo is None:
        remark = (
            f"Its time zone “{fitting(told, 'name')[:60]}” is not known, so the time is taken as yours."
            if told
            else ""
        )
        return _safe(value.replace(tzinfo=zone), remark=remark)
    return _safe(value, zone="" if key in {"UTC", zone.key} else key)


def _safe(at: dt.datetime, *, is_day: bool = False, zone: str = "", remark: str = "") -> Moment | None:
    """A time that a clock jumps over is the one it shows instead."""
    try:
        return Moment(at.astimezone(dt.UTC).astimezone(at.tzinfo), is_day, zone, remark)
    except WRONG:
        return None


def _moved(found: Iterable[Block], zone: ZoneInfo) -> dict[str, set[dt.datetime]]:
    """Of each that repeats, the times that stand in the file on their own."""
    days: dict[str, set[dt.datetime]] = {}
    for block in found:
        if day := _moment(block.get("RECURRENCE-ID"), zone):
            days.setdefault(block.value("UID"), set()).add(day.at)
    return days


def _next(event: Found, block: Block, since: dt.date | None, moved: dict[str, set[dt.datetime]]) -> Found:
    """The event on the next day it comes; where that is not worked out, on its first day, and it says so."""
    clock = event.starts_at.tzinfo
    rule = repeats(block.value("RRULE"), clock) if isinstance(clock, ZoneInfo) else None
    if rule is None or since is None or not isinstance(clock, ZoneInfo):
        return _said(event, "It repeats, in a way that is not worked out here: this is its first day.")
    but = {each.astimezone(clock).date() for each in moved.get(block.value("UID"), ())}
    days = coming(
        rule, event.starts_at.date(), since=since, but=frozenset(but | set(_called_off(block, clock)))
    )
    if not days:
        raise LeftOutError(OVER)
    return _said(_on(event, days[0], block), _words(rule, days))


def _called_off(block: Block, clock: ZoneInfo) -> Iterator[dt.date]:
    """The days of a row on which it does not take place; a line can name several."""
    for line in block.properties.get("EXDATE", []):
        for value in line.value.split(",")[:500]:
            if moment := _moment(line._replace(value=value), clock):
                yield moment.at.astimezone(clock).date()


def _on(event: Found, day: dt.date, block: Block) -> Found:
    """The same event on another day of its row, at the same time on the clock."""
    later = day - event.starts_at.date()
    moved = [_safe(each + later) for each in (event.starts_at, event.ends_at) if each]
    if not all(moved):
        raise LeftOutError(OVER)
    starts_at, *ends_at = [each.at for each in moved if each]
    return replace(
        event,
        uid=short_uid(block.value("UID"), day),
        starts_at=starts_at,
        ends_at=max(starts_at, ends_at[0]) if ends_at else None,
    )


def _words(rule: Repeats, days: list[dt.date]) -> str:
    said = [f"{day.day} {day:%B}" + (f" {day.year}" if day.year != days[0].year else "") for day in days]
    after = f"then on {' and '.join(said[1:])}" if said[1:] else "this is the last time"
    return f"It repeats {rule.words}; {after}."


def _said(event: Found, remark: str) -> Found:
    return replace(event, remarks=(*event.remarks, remark))
