"""Reads an event from the text of a mail or a page: its name, its day, its hours and its place."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

from networking.conversations.calendar_reading import UnreadableCalendarError
from networking.conversations.found_events import Found, fitting, web_address
from networking.conversations.told_days import Hours, ToldDay, days_in, hours_in

READ = 20_000  # an invitation is shorter; what follows is the mail it answers
NO_DAY = "No day was found in it. Write it beside the name, as 24 November at 18:30, and read it again."
LABEL = r"^[\s*>_#-]{0,6}(?:%s)[\s*_]{0,3}[:：]\s*(?P<rest>.+)$"
WHEN = re.compile(LABEL % "when|date|date and time|day|time|wann|datum", re.IGNORECASE | re.MULTILINE)
WHERE = re.compile(LABEL % "where|location|venue|place|address|wo|ort", re.IGNORECASE | re.MULTILINE)
WHAT = re.compile(LABEL % "event|what|title|subject|betreff|was", re.IGNORECASE | re.MULTILINE)
SENT = re.compile(r"^(from|to|cc|sent|date|reply-to|received|von|an|gesendet|datum)\s?:", re.IGNORECASE)
FROM = re.compile(r"^(from|von)\s?:", re.IGNORECASE | re.MULTILINE)
ANSWERS = re.compile(r"^((re|fwd?|aw|wg|invitation|einladung)\s?:\s*)+", re.IGNORECASE)
GREETING = re.compile(
    r"^(hi|hello|hey|dear|hallo|liebe|lieber|good (morning|evening)|you(.re| are| have been) invited)\b", re.I
)
OTHER_CLOCK = re.compile(r"\d\s?(?:[ap]\.?m\.?)?\s?\(?(?P<name>UTC|GMT|CES?T|[ECMP][SD]?T|BST|IST|JST)\b")


def read_text(text: str, *, zone: ZoneInfo, today: dt.date) -> Found:
    """The one event it tells of."""
    told = without_header(text[:READ])
    day = day_of(told, today)
    if day is None:
        raise UnreadableCalendarError(NO_DAY)
    hours = hours_of(told, day)
    place = labelled(WHERE, told)
    starts_at, ends_at = moments(day.day, hours, zone)
    return Found(
        uid="",
        name=name_of(text[:READ], told, day),
        starts_at=starts_at,
        ends_at=ends_at,
        is_all_day=hours is None,
        place=fitting(place, "place"),
        url=web_address(place, told),
        notes=fitting(told, "notes"),
        remarks=tuple(remarks(told, day, hours)),
    ).with_uid()


def without_header(text: str) -> str:
    """A mail's own day is when it was sent, not when one meets."""
    if not FROM.search(text[:2_000]):
        return text
    head, gap, body = text.strip().partition("\n\n")
    kept = [line for line in head.splitlines() if not SENT.match(line.strip())]
    return "\n".join(kept) + gap + body


def labelled(label: re.Pattern[str], text: str) -> str:
    hit = label.search(text)
    return hit["rest"].strip() if hit else ""


def day_of(text: str, today: dt.date) -> ToldDay | None:
    """The day beside “When:”, else the first that is still to come, else the first."""
    beside = [told for hit in WHEN.finditer(text) for told in days_in(hit["rest"], today)]
    days = beside or days_in(text, today)
    return next((told for told in days if told.day >= today), days[0] if days else None)


def hours_of(text: str, day: ToldDay) -> Hours | None:
    """The hours on the line of the day or the next one, beside “Time:”, or anywhere."""
    lines = text.splitlines()
    near = [n for n, line in enumerate(lines) if day.words in line]
    places = [lines[n] for n in near] + [line for n in near for line in lines[n + 1 : n + 2]]
    places += [hit["rest"] for hit in WHEN.finditer(text)]
    return next((hours for place in [*places, text] if (hours := hours_in(place))), None)


def moments(day: dt.date, hours: Hours | None, zone: ZoneInfo) -> tuple[dt.datetime, dt.datetime | None]:
    """An end that is earlier on the clock is on the next day; a time the clocks jump over moves on."""
    if hours is None:
        return dt.datetime.combine(day, dt.time(), zone), None
    start = shown(day, hours.start, zone)
    if hours.end is None or hours.end == hours.start:
        return start, None
    end = shown(day + dt.timedelta(days=hours.end < hours.start), hours.end, zone)
    return start, max(start, end)


def shown(day: dt.date, time: dt.time, zone: ZoneInfo) -> dt.datetime:
    return dt.datetime.combine(day, time, zone).astimezone(dt.UTC).astimezone(zone)


def name_of(whole: str, told: str, day: ToldDay) -> str:
    """What it calls itself, else its first line that says more than a greeting or a day."""
    lines = [line.strip(" *_#>-\t") for line in told.splitlines()]
    said = [line for line in lines if line and not GREETING.match(line) and not is_about_time(line, day)]
    candidates = [labelled(WHAT, whole), *said[:1], f"Event on {day.day.day} {day.day:%B}"]
    named = (fitting(ANSWERS.sub("", each.strip("* _")), "name") for each in candidates)
    return next(name for name in named if name)


def is_about_time(line: str, day: ToldDay) -> bool:
    """“When: Tuesday 24 November, 18:30” is no name; “Python night on 24 November” is one."""
    rest = re.sub(r"\d|[ap]\.?m\b|uhr|[^\w]", "", line.replace(day.words, ""), flags=re.IGNORECASE)
    return bool(WHEN.match(line)) or (day.words in line and len(rest) < 12)


def remarks(text: str, day: ToldDay, hours: Hours | None) -> list[str]:
    """What one should look at, because it could be meant in another way."""
    said = []
    if day.is_unsure:
        said.append(f"“{day.words}” is read as {day.day.day} {day.day:%B}.")
    if hours is None:
        said.append("No time was found, so it is kept as the whole day.")
    if clock := OTHER_CLOCK.search(text) if hours else None:
        said.append(f"It speaks of {clock['name']}; the time is taken as yours.")
    return said
