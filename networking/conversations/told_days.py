"""Which days and hours a text names, as people write them in mails: in English, and in German."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

MONTHS = (
    "jan january januar", "feb february februar", "mar march märz mär", "apr april", "may mai",
    "jun june juni", "jul july juli", "aug august", "sep sept september", "oct october okt oktober",
    "nov november", "dec december dez dezember",
)  # fmt: skip
NUMBER_OF = {name: number for number, names in enumerate(MONTHS, 1) for name in names.split()}
MONTH = "|".join(sorted(NUMBER_OF, key=len, reverse=True))
YEAR = r"(?:,?\s{1,3}(?P<year>20\d\d)\b)?"
DAYS = (
    re.compile(r"\b(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s{{1,3}}(?:of\s)?(?P<name>{MONTH})\b\.?{YEAR}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<name>{MONTH})\b\.?\s{{1,3}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b{YEAR}", re.IGNORECASE
    ),
    re.compile(r"\b(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>20\d\d)?(?!\d)"),
    re.compile(r"\b(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>20\d\d)\b"),
)
HALF = r"[ap]\.?m\b\.?"
CLOCK = re.compile(
    rf"(?<![\d:.,/-])(?P<h1>\d{{1,2}})(?::(?P<m1>[0-5]\d))?\s?(?P<p1>{HALF}|uhr\b)?"
    rf"(?:\s{{0,2}}(?:-|–|—|to|until|till|bis)\s{{0,2}}"
    rf"(?P<h2>\d{{1,2}})(?::(?P<m2>[0-5]\d))?\s?(?P<p2>{HALF}|uhr\b)?)?(?![\d/:])",
    re.IGNORECASE,
)


class ToldDay(NamedTuple):
    """A day, and the words that say it; two numbers can be meant in two ways."""

    day: dt.date
    words: str
    is_unsure: bool = False


class Hours(NamedTuple):
    """From when to when on the clock; where no end is said, none."""

    start: dt.time
    end: dt.time | None


def days_in(text: str, today: dt.date) -> list[ToldDay]:
    """Every day it names, in the order they stand there; without a year, the next such day is meant."""
    hits = sorted((hit.start(), index, hit) for index, each in enumerate(DAYS) for hit in each.finditer(text))
    return [told for _, _, hit in hits if (told := _day(hit, today))]


def _day(hit: re.Match[str], today: dt.date) -> ToldDay | None:
    words = hit.groupdict()
    month = NUMBER_OF[words["name"].lower()] if words.get("name") else int(words["month"])
    day, is_unsure = int(words["day"]), False
    if "/" in hit[0]:
        is_unsure = day <= 12 and month <= 12 and day != month
        day, month = (month, day) if month > 12 else (day, month)
    found = _dated(words["year"], month, day, today)
    return ToldDay(found, hit[0].strip(), is_unsure) if found else None


def _dated(year: str | None, month: int, day: int, today: dt.date) -> dt.date | None:
    """In that year, or in the next one that has such a day; there are eight to look at for 29 February."""
    years = [int(year)] if year else range(today.year, today.year + 9)
    for each in years:
        try:
            found = dt.date(each, month, day)
        except ValueError:
            continue
        if year or found >= today:
            return found
    return None


def hours_in(text: str) -> Hours | None:
    """The first time on a clock in it, with the end of it if one is said."""
    return next(_hours(text), None)


def _hours(text: str) -> Iterator[Hours]:
    for hit in CLOCK.finditer(without_days(text)):
        if not (hit["m1"] or hit["p1"] or (hit["h2"] and (hit["m2"] or hit["p2"]))):
            continue
        end = _time(hit["h2"], hit["m2"], hit["p2"]) if hit["h2"] and (hit["m2"] or hit["p2"]) else None
        start = _time(hit["h1"], hit["m1"], hit["p1"] or _same_half(hit, end))
        if start:
            yield Hours(start, end)


def without_days(text: str) -> str:
    for each in DAYS:
        text = each.sub(" ", text)
    return text


def _same_half(hit: re.Match[str], end: dt.time | None) -> str:
    """“6 to 9 pm” begins at six in the evening, “11 to 1 pm” before noon."""
    half = hit["p2"] or ""
    is_before_noon = end is not None and int(hit["h1"]) % 12 > end.hour % 12
    return "am" if half.lower().startswith("p") and is_before_noon else half


def _time(hour: str, minute: str | None, half: str | None) -> dt.time | None:
    number, told = int(hour), (half or "").lower()[:1]
    if told in {"a", "p"}:
        if not 1 <= number <= 12:
            return None
        number = number % 12 + 12 * (told == "p")
    return dt.time(number, int(minute or 0)) if number < 24 else None
