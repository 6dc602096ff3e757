"""When an event is: its days, whether it is over, how that is said. No queries, and now is an argument.

An event of hours belongs to the day it began on, over midnight too; one without an end is over after a while.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple
from zoneinfo import ZoneInfo

from networking.accounts.zones import zone_of
from networking.conversations.models import Event
from networking.conversations.times import say_day, time_there, which_of_two

WITHOUT_END = dt.timedelta(hours=3)
A_DAY = dt.timedelta(days=1)


class Span(NamedTuple):
    """From when to when, on the wall of `zone`; `mine` is where I am."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    is_all_day: bool
    has_end: bool
    zone: ZoneInfo
    mine: ZoneInfo

    @property
    def wall(self) -> ZoneInfo:
        """Whose calendar says on which day it is: a whole day is that day wherever I am."""
        return self.zone if self.is_all_day else self.mine

    @property
    def first_day(self) -> dt.date:
        return self.starts_at.astimezone(self.wall).date()

    @property
    def last_day(self) -> dt.date:
        """The last day of several; an evening that ends after midnight is still that evening."""
        if not self.is_all_day and self.ends_at - self.starts_at < A_DAY:
            return self.first_day
        return max(self.first_day, (self.ends_at - dt.timedelta(microseconds=1)).astimezone(self.wall).date())

    def is_over(self, now: dt.datetime) -> bool:
        return self.ends_at <= now

    def has_begun(self, now: dt.datetime) -> bool:
        return self.starts_at <= now

    def day_met(self, today: dt.date) -> dt.date:
        """On which day somebody was met there: today until it is over, else its last day."""
        return min(today, self.last_day)


def span_of(event: Event, mine: ZoneInfo) -> Span:
    zone = zone_of(event.time_zone) if event.time_zone else mine
    end = event.ends_at or end_without_one(event.starts_at, zone, is_all_day=event.is_all_day)
    return Span(event.starts_at, end, event.is_all_day, event.ends_at is not None, zone, mine)


def end_without_one(starts_at: dt.datetime, zone: ZoneInfo, *, is_all_day: bool) -> dt.datetime:
    if not is_all_day:
        return starts_at + WITHOUT_END
    return midnight(starts_at.astimezone(zone).date() + A_DAY, zone)


def midnight(day: dt.date, zone: ZoneInfo) -> dt.datetime:
    """The moment a day begins; where the clocks jump over its midnight, the first moment there is."""
    return dt.datetime.combine(day, dt.time.min, zone).astimezone(dt.UTC)


# --- In words


def say_when(span: Span, today: dt.date) -> str:
    """“Thursday 19 November, 18:00 to 21:00”, “… 22:00 to 02:00 on Friday”, “…, all day”."""
    if span.is_all_day:
        return f"{_say_days(span, today)}, all day"
    start, end = span.starts_at.astimezone(span.mine), span.ends_at.astimezone(span.mine)
    begins = f"{say_day(start)}{_year(start.date(), today)}, {start:%H:%M}"
    change = ", the clocks change meanwhile" if start.utcoffset() != end.utcoffset() else which_of_two(start)
    return f"{begins}{_say_end(span, start, end, today)}{change if span.has_end else which_of_two(start)}"


def say_shortly(span: Span, today: dt.date) -> str:
    """“Thu 19 Nov, 18:00”, “Today, all day”, “Thu 19 to Sat 21 Nov”."""
    first, last = span.first_day, span.last_day
    if span.is_all_day and first != last:
        month = "" if (first.year, first.month) == (last.year, last.month) else f" {first:%b}"
        return f"{first:%a} {first.day}{month} to {last:%a} {last.day} {last:%b}{_year(last, today)}"
    day = "Today" if first == today else f"{first:%a} {first.day} {first:%b}{_year(first, today)}"
    return f"{day}, all day" if span.is_all_day else f"{day}, {span.starts_at.astimezone(span.mine):%H:%M}"


def say_there(span: Span) -> str:
    """“12:00 in New York”, where it is on the wall of another zone than mine."""
    return "" if span.is_all_day else time_there(span.starts_at, span.mine.key, span.zone.key)


def _say_days(span: Span, today: dt.date) -> str:
    first, last = (dt.datetime.combine(day, dt.time.min) for day in (span.first_day, span.last_day))
    year = _year(last.date(), today)
    return f"{say_day(first)} to {say_day(last)}{year}" if first != last else f"{say_day(first)}{year}"


def _say_end(span: Span, start: dt.datetime, end: dt.datetime, today: dt.date) -> str:
    if not span.has_end or start == end:
        return ""
    if start.date() == end.date():
        return f" to {end:%H:%M}"
    if end - start < A_DAY:
        return f" to {end:%H:%M} on {end:%A}"
    return f" to {say_day(end)}{_year(end.date(), today)}, {end:%H:%M}"


def _year(day: dt.date, today: dt.date) -> str:
    return "" if day.year == today.year else f" {day.year}"
