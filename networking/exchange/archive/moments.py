"""When a message or an invitation was sent, by what LinkedIn wrote into its cell in one year or another."""

from __future__ import annotations

import datetime as dt
import re

from networking.exchange import dates

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})? ?([AaPp])?\.?[Mm]?\.?")
_FIRST_YEAR = 2003  # when LinkedIn began


def parse(text: str) -> dt.datetime | None:
    """The moment, aware; a time that names no zone is taken for UTC, which is at most a day beside it."""
    try:
        moment = dt.datetime.fromisoformat(text[:19])  # "2024-03-20 15:09:26 UTC", which nearly all are
    except ValueError:
        return _other(text.strip())
    return moment.replace(tzinfo=dt.UTC) if _FIRST_YEAR <= moment.year <= dates.LAST_YEAR else None


def _other(text: str) -> dt.datetime | None:
    """ "9/21/16, 3:29 AM", "Mar 25 2023 10:15 AM", "Wed Mar 13 18:51:14 UTC 2024", or a day alone."""
    clock = _CLOCK.search(text)
    day = dates.parse(_without_clock(text, clock)) if clock else dates.parse(text)
    if day is None or not _FIRST_YEAR <= day.year <= dates.LAST_YEAR:
        return None
    return dt.datetime.combine(day, _time(clock), dt.UTC)


def _without_clock(text: str, clock: re.Match[str]) -> str:
    """The words that name the day: the year may stand behind the clock, a day of the week before it."""
    before, after = text[: clock.start()].strip(" ,"), text[clock.end() :].strip(" ,Zz")
    before = re.sub(r"^[^\W\d]{2,9}[.,]? (?=[^\W\d])", "", before)
    year = re.fullmatch(r"(?:[A-Z]{3,4} )?(\d{4})", after)
    return f"{before} {year[1]}" if year else f"{before}, 0:00 AM" if "/" in before else before


def _time(clock: re.Match[str] | None) -> dt.time:
    """Noon for a day alone, which is the same day nearly everywhere."""
    if clock is None:
        return dt.time(12)
    hour, minute = int(clock[1]), int(clock[2])
    if clock[3]:
        hour = hour % 12 + (12 if clock[3] in "pP" else 0)
    return dt.time(hour, minute) if hour < 24 and minute < 60 else dt.time(12)
