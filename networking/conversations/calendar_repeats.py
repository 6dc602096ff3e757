"""When an event that repeats comes next: a few times of it are found, and never all of them."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from icalendar.prop import vRecur

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WORKED_OUT = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "WKST"})
AHEAD = {"DAILY": 400, "WEEKLY": 60, "MONTHLY": 100, "YEARLY": 10}  # so many periods one looks on
COUNTED = 1_000  # a rule that ends after more times than this does not end for us
LAST_YEAR = 2_100
LOOKED_AT = 2_000  # periods; a rule that is counted from long ago comes in fewer of them, or not at all
LONGEST = 500  # letters; nobody writes such a rule
SAID = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}


@dataclass(frozen=True)
class Repeats:
    """The rule of an event, as far as we work it out."""

    freq: str
    interval: int = 1
    count: int = 0
    until: dt.date | None = None
    days: tuple[tuple[int, int], ...] = ()  # (which of the month, 0 for each; Monday is 0)
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()

    @property
    def words(self) -> str:
        unit = SAID[self.freq]
        return f"every {unit}" if self.interval == 1 else f"every {self.interval} {unit}s"


def repeats(rule: str, zone: dt.tzinfo) -> Repeats | None:
    """None for a rule that is broken, or of a kind that is rarer than it is worth."""
    if len(rule) > LONGEST:
        return None
    try:
        parts: dict[str, Any] = dict(vRecur.from_ical(rule))
        found = _read(parts, zone)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError):
        return None
    return found if parts.keys() <= WORKED_OUT and _is_worked_out(found, parts) else None


def _read(parts: dict[str, Any], zone: dt.tzinfo) -> Repeats:
    return Repeats(
        freq=parts["FREQ"][0],
        interval=max(1, min(int(parts.get("INTERVAL", [1])[0]), 1_000)),
        count=max(0, int(parts.get("COUNT", [0])[0])),
        until=_day(parts["UNTIL"][0], zone) if "UNTIL" in parts else None,
        days=tuple(_weekday(str(day)) for day in parts.get("BYDAY", [])),
        month_days=tuple(day for day in map(int, parts.get("BYMONTHDAY", [])) if 0 < abs(day) <= 31),
        months=tuple(_month(str(month)) for month in parts.get("BYMONTH", [])),
    )


def _is_worked_out(rule: Repeats, parts: dict[str, Any]) -> bool:
    """A day counted within a year, or a week that begins on a Sunday, is more than we do."""
    if rule.freq not in SAID:
        return False
    if rule.freq == "YEARLY" and not rule.months:
        return not (rule.days or rule.month_days)
    is_two_weeks = rule.freq == "WEEKLY" and rule.interval > 1 and len(rule.days) > 1
    return not (is_two_weeks and str(parts.get("WKST", ["MO"])[0]) != "MO")


def coming(
    rule: Repeats, first: dt.date, *, since: dt.date, but: frozenset[dt.date] = frozenset(), most: int = 3
) -> list[dt.date]:
    """The next days of it from `since` on, those left out left out."""
    return list(islice((day for day in _days(rule, first, since) if day >= since and day not in but), most))


def _days(rule: Repeats, first: dt.date, since: dt.date) -> Iterator[dt.date]:
    """Its days in order; where they are not counted, the time before `since` is jumped over."""
    is_counted = 0 < rule.count <= COUNTED
    found = 0
    for period in _periods(rule, first, since, from_first=is_counted):
        for day in _within(rule, first, period):
            if day < first:
                continue
            found += 1
            if (rule.until and day > rule.until) or (is_counted and found > rule.count):
                return
            yield day


def _periods(rule: Repeats, first: dt.date, since: dt.date, *, from_first: bool) -> Iterator[dt.date]:
    """The first day of each day, week, month or year the rule speaks of."""
    start = _start(rule.freq, first)
    past = max(0, _between(rule.freq, start, _start(rule.freq, max(first, since))) // rule.interval)
    begins = 0 if from_first else past
    for turn in range(begins, min(past + AHEAD[rule.freq], begins + LOOKED_AT)):
        period = _moved(rule.freq, start, turn * rule.interval)
        if period is None or period.year > LAST_YEAR:
            return
        yield period


def _start(freq: str, day: dt.date) -> dt.date:
    if freq == "WEEKLY":
        return dt.date.fromordinal(max(1, day.toordinal() - day.weekday()))
    if freq == "MONTHLY":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if freq == "YEARLY" else day


def _between(freq: str, start: dt.date, until: dt.date) -> int:
    if freq in {"DAILY", "WEEKLY"}:
        return (until - start).days // (7 if freq == "WEEKLY" else 1)
    months = (until.year - start.year) * 12 + until.month - start.month
    return months if freq == "MONTHLY" else months // 12


def _moved(freq: str, start: dt.date, number: int) -> dt.date | None:
    try:
        if freq in {"DAILY", "WEEKLY"}:
            return start + dt.timedelta(days=number * (7 if freq == "WEEKLY" else 1))
        months = start.month - 1 + number * (12 if freq == "YEARLY" else 1)
        return start.replace(year=start.year + months // 12, month=months % 12 + 1)
    except (ValueError, OverflowError):
        return None


def _within(rule: Repeats, first: dt.date, period: dt.date) -> list[dt.date]:
    """The days of one period that the rule means, in order."""
    if rule.freq == "DAILY":
        days = [period] if _fits(rule, period) else []
    elif rule.freq == "WEEKLY":
        weekdays = [day for _, day in rule.days] or [first.weekday()]
        days = [period + dt.timedelta(days=day) for day in set(weekdays)]
    elif rule.freq == "MONTHLY":
        days = _of_month(rule, first, period)
    else:
        months = rule.months or (first.month,)
        days = [day for month in months for day in _of_month(rule, first, period.replace(month=month))]
    return sorted({day for day in days if not rule.months or day.month in rule.months})


def _fits(rule: Repeats, day: dt.date) -> bool:
    weekdays = {weekday for _, weekday in rule.days} or {day.weekday()}
    return day.weekday() in weekdays and (not rule.month_days or day.day in rule.month_days)


def _of_month(rule: Repeats, first: dt.date, month: dt.date) -> list[dt.date]:
    """The second Tuesday, the 24th, the last day; without any of them, the day of the first time."""
    length = calendar.monthrange(month.year, month.month)[1]
    every = [month.replace(day=number) for number in range(1, length + 1)]
    numbers = rule.month_days or (() if rule.days else (first.day,))
    if numbers:
        asked = {number if number > 0 else length + 1 + number for number in numbers}
        every = [day for day in every if day.day in asked]
    return [day for day in every if not rule.days or _is_asked(rule, day, length)]


def _is_asked(rule: Repeats, day: dt.date, length: int) -> bool:
    from_start, from_end = (day.day - 1) // 7 + 1, -((length - day.day) // 7 + 1)
    return any(
        weekday == day.weekday() and which in {0, from_start, from_end} for which, weekday in rule.days
    )


def _weekday(text: str) -> tuple[int, int]:
    which = text[:-2].lstrip("+")
    return int(which) if which else 0, DAYS.index(text[-2:].upper())


def _month(text: str) -> int:
    if not 1 <= int(text) <= 12:
        raise ValueError("no such month")
    return int(text)


def _day(moment: dt.date, zone: dt.tzinfo) -> dt.date:
    if isinstance(moment, dt.datetime):
        return (moment.astimezone(zone) if moment.tzinfo else moment).date()
    return moment
