"""When an event is: over midnight, on the nights when the clocks change, whole days, other zones."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networking.conversations.event_time import (
    Span,
    end_without_one,
    midnight,
    say_shortly,
    say_there,
    say_when,
    span_of,
)
from networking.conversations.models import Event

BERLIN, NEW_YORK, TOKYO = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York"), ZoneInfo("Asia/Tokyo")
SANTIAGO, HAVANA, LORD_HOWE = (
    ZoneInfo("America/Santiago"),
    ZoneInfo("America/Havana"),
    ZoneInfo("Australia/Lord_Howe"),
)
ZONES = [
    BERLIN,
    NEW_YORK,
    TOKYO,
    SANTIAGO,
    HAVANA,
    LORD_HOWE,
    ZoneInfo("UTC"),
    ZoneInfo("Pacific/Kiritimati"),
]
TODAY = dt.date(2026, 11, 19)


def wall(text: str, zone: ZoneInfo = BERLIN, fold: int = 0) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold).astimezone(dt.UTC)


def of(start: str, end: str = "", zone: ZoneInfo = BERLIN, mine: ZoneInfo = BERLIN) -> Span:
    event = Event(
        name="PyLadies",
        starts_at=wall(start, zone),
        ends_at=wall(end, zone) if end else None,
        time_zone="" if zone == mine else zone.key,
    )
    return span_of(event, mine)


def whole(first: str, last: str = "", zone: ZoneInfo = BERLIN, mine: ZoneInfo = BERLIN) -> Span:
    days = [dt.date.fromisoformat(day) for day in (first, last or first)]
    end = midnight(days[1] + dt.timedelta(1), zone)
    event = Event(starts_at=midnight(days[0], zone), ends_at=end, is_all_day=True, time_zone=zone.key)
    return span_of(event, mine)


@pytest.mark.parametrize(
    ("span", "said", "shortly", "days"),
    [
        (of("2026-11-19T18:00"), "Thursday 19 November, 18:00", "Today, 18:00", (19, 19)),
        (
            of("2026-11-19T18:00", "2026-11-19T21:00"),
            "Thursday 19 November, 18:00 to 21:00",
            "Today, 18:00",
            (19, 19),
        ),
        (
            of("2026-11-20T18:00", "2026-11-21T00:00"),
            "Friday 20 November, 18:00 to 00:00 on Saturday",
            "Fri 20 Nov, 18:00",
            (20, 20),
        ),
        (
            of("2026-11-20T22:00", "2026-11-21T02:00"),
            "Friday 20 November, 22:00 to 02:00 on Saturday",
            "Fri 20 Nov, 22:00",
            (20, 20),
        ),
        (
            of("2026-11-20T18:00", "2026-11-22T16:00"),
            "Friday 20 November, 18:00 to Sunday 22 November, 16:00",
            "Fri 20 Nov, 18:00",
            (20, 22),
        ),
        (
            of("2026-11-20T00:00", "2026-11-21T00:00"),
            "Friday 20 November, 00:00 to Saturday 21 November, 00:00",
            "Fri 20 Nov, 00:00",
            (20, 20),
        ),
        (
            of("2026-10-24T22:00", "2026-10-25T04:00"),
            "Saturday 24 October, 22:00 to 04:00 on Sunday, the clocks change meanwhile",
            "Sat 24 Oct, 22:00",
            (24, 24),
        ),
        (
            of("2026-10-25T02:30"),
            "Sunday 25 October, 02:30, before the clocks go back",
            "Sun 25 Oct, 02:30",
            (25, 25),
        ),
        (
            of("2027-03-27T23:00", "2027-03-28T05:00"),
            "Saturday 27 March 2027, 23:00 to 05:00 on Sunday, the clocks change meanwhile",
            "Sat 27 Mar 2027, 23:00",
            (27, 27),
        ),
        (
            of("2026-11-20T20:00", "2026-11-20T23:00", NEW_YORK),
            "Saturday 21 November, 02:00 to 05:00",
            "Sat 21 Nov, 02:00",
            (21, 21),
        ),
        (whole("2026-11-19"), "Thursday 19 November, all day", "Today, all day", (19, 19)),
        (
            whole("2026-11-20", "2026-11-22"),
            "Friday 20 November to Sunday 22 November, all day",
            "Fri 20 to Sun 22 Nov",
            (20, 22),
        ),
        (
            whole("2026-12-31", "2027-01-01"),
            "Thursday 31 December to Friday 1 January 2027, all day",
            "Thu 31 Dec to Fri 1 Jan 2027",
            (31, 1),
        ),
        (whole("2026-11-20", zone=TOKYO), "Friday 20 November, all day", "Fri 20 Nov, all day", (20, 20)),
        (whole("2026-10-25"), "Sunday 25 October, all day", "Sun 25 Oct, all day", (25, 25)),
        (whole("2026-09-06", zone=SANTIAGO), "Sunday 6 September, all day", "Sun 6 Sep, all day", (6, 6)),
        (whole("2026-11-01", zone=HAVANA), "Sunday 1 November, all day", "Sun 1 Nov, all day", (1, 1)),
    ],
)
def test_how_it_is_said(span: Span, said: str, shortly: str, days: tuple[int, int]) -> None:
    assert say_when(span, TODAY) == said
    assert say_shortly(span, TODAY) == shortly
    assert (span.first_day.day, span.last_day.day) == days


def test_another_wall_is_said_beside_mine() -> None:
    assert say_there(of("2026-11-20T20:00", zone=NEW_YORK)) == "Friday at 20:00 in New York"
    assert say_there(of("2026-11-20T20:00")) == ""
    assert say_there(whole("2026-11-20", zone=TOKYO)) == ""


def test_a_whole_day_stays_its_day_wherever_i_am() -> None:
    for mine in ZONES:
        span = whole("2026-11-20", "2026-11-21", mine=mine)
        assert (span.first_day.day, span.last_day.day) == (20, 21)


@pytest.mark.parametrize(
    ("now", "has_begun", "is_over"),
    [
        ("2026-11-19T21:59", False, False),
        ("2026-11-19T22:00", True, False),
        ("2026-11-20T01:59", True, False),
        ("2026-11-20T02:00", True, True),
    ],
)
def test_when_it_is_over(now: str, has_begun: bool, is_over: bool) -> None:
    span = of("2026-11-19T22:00", "2026-11-20T02:00")
    assert (span.has_begun(wall(now)), span.is_over(wall(now))) == (has_begun, is_over)


def test_without_an_end_it_is_over_after_a_while() -> None:
    assert not of("2026-11-19T18:00").is_over(wall("2026-11-19T20:59"))
    assert of("2026-11-19T18:00").is_over(wall("2026-11-19T21:00"))
    start = midnight(dt.date(2026, 10, 25), BERLIN)
    assert end_without_one(start, BERLIN, is_all_day=True) - start == dt.timedelta(hours=25)


@pytest.mark.parametrize(
    ("span", "today", "met"),
    [
        (of("2026-11-19T22:00", "2026-11-20T02:00"), 19, 19),
        (of("2026-11-19T22:00", "2026-11-20T02:00"), 20, 19),  # at one in the night, and a day later
        (of("2026-11-19T18:00"), 23, 19),
        (of("2026-11-19T18:00"), 17, 17),  # in the chat of those who will come
        (whole("2026-11-20", "2026-11-22"), 21, 21),
        (whole("2026-11-20", "2026-11-22"), 25, 22),
    ],
)
def test_the_day_somebody_was_met(span: Span, today: int, met: int) -> None:
    assert span.day_met(dt.date(2026, 11, today)) == dt.date(2026, 11, met)


YEARS = [dt.datetime.fromisoformat(day) for day in ("2020-01-01", "2030-01-01")]
MOMENTS = st.datetimes(*YEARS, timezones=st.just(dt.UTC))


@given(
    MOMENTS,
    st.timedeltas(dt.timedelta(0), dt.timedelta(days=9)),
    st.sampled_from(ZONES),
    st.sampled_from(ZONES),
    st.booleans(),
)
def test_days_are_in_order_and_every_event_can_be_said(
    start: dt.datetime, length: dt.timedelta, zone: ZoneInfo, mine: ZoneInfo, is_all_day: bool
) -> None:
    event = Event(starts_at=start, ends_at=start + length, is_all_day=is_all_day, time_zone=zone.key)
    span = span_of(event, mine)
    assert span.first_day <= span.last_day
    assert span.first_day <= span.day_met(dt.date(2031, 1, 1)) <= span.last_day
    assert say_when(span, TODAY).startswith(f"{span.first_day:%A} {span.first_day.day} ")
    assert say_shortly(span, TODAY)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2035, 1, 1)), st.sampled_from(ZONES))
def test_a_day_begins_on_that_day(day: dt.date, zone: ZoneInfo) -> None:
    begin = midnight(day, zone)
    assert begin.astimezone(zone).date() == day
    assert (begin - dt.timedelta(microseconds=1)).astimezone(zone).date() < day
