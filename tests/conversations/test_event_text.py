"""What a mail or a page says of an event: its name, day, hours and place."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networking.conversations.calendar_reading import UnreadableCalendarError
from networking.conversations.event_text import read_text
from networking.conversations.found_events import Found
from networking.conversations.told_days import MONTHS, days_in, hours_in

BERLIN = ZoneInfo("Europe/Berlin")
TODAY = dt.date(2026, 11, 21)

MAIL = """From: Mia <mia@example.org>
Date: Mon, 16 Nov 2026 09:12:00 +0100
Subject: Fwd: Python night at c-base

Hi Kim,

come along!

When: Tuesday 24 November, 6:30 – 9 pm
Where: c-base, Rungestraße 20, Berlin
https://meet.example/python-night

See you, Mia
"""


def told(text: str) -> Found:
    return read_text(text, zone=BERLIN, today=TODAY)


def at(*moment: int) -> dt.datetime:
    return dt.datetime(*moment, tzinfo=BERLIN)  # type: ignore[arg-type]


def test_a_mail_tells_name_day_hours_place_and_link():
    found = told(MAIL)
    assert (found.name, found.place) == ("Python night at c-base", "c-base, Rungestraße 20, Berlin")
    assert (found.starts_at, found.ends_at) == (at(2026, 11, 24, 18, 30), at(2026, 11, 24, 21))
    assert found.url == "https://meet.example/python-night"
    assert found.remarks == ()


@pytest.mark.parametrize(
    "greeting", ["You are invited!", "You’re invited to", "You have been invited", "Hi Kim,"]
)
def test_a_greeting_is_no_name_and_a_link_alone_no_call(greeting):
    found = told(
        f"{greeting}\nPython Meetup\n10 December 2026 at 18:30\n12 Main Street\nhttps://example.org/e/1"
    )
    assert (found.name, found.is_online) == ("Python Meetup", False)


@pytest.mark.parametrize(
    "told_so",
    [
        "Python night, online\n24 November 18:30",
        "Python night\n24 November 18:30\nWhere: Zoom",
        "Python night\n24 November 18:30\nhttps://us02web.zoom.us/j/1",
        "Python night\n24 November 18:30\nhttps://meet.google.com/abc",
        "Python night\n24 November 18:30\nhttps://teams.microsoft.com/l/1",
    ],
)
def test_what_says_so_or_leads_to_a_call_is_online(told_so):
    assert told(told_so).is_online


def test_the_same_text_brings_the_same_event():
    assert told(MAIL).uid == told(f"{MAIL}\n\n").uid


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-11-24", (2026, 11, 24)),
        ("24 November 2026", (2026, 11, 24)),
        ("24 November", (2026, 11, 24)),
        ("the 24th of November", (2026, 11, 24)),
        ("Nov 24, 2026", (2026, 11, 24)),
        ("November 24th", (2026, 11, 24)),
        ("Dienstag, 24. November", (2026, 11, 24)),
        ("24.11.2026", (2026, 11, 24)),
        ("24.11. um 18:30 Uhr", (2026, 11, 24)),
        ("11/24/2026", (2026, 11, 24)),
        ("24/11/2026", (2026, 11, 24)),
        ("5 März", (2027, 3, 5)),
        ("20 November", (2027, 11, 20)),
        ("29 February", (2028, 2, 29)),
    ],
)
def test_each_way_of_writing_a_day(words: str, day: tuple[int, ...]):
    assert [found.day for found in days_in(words, TODAY)] == [dt.date(*day)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "words", ["31 June", "2026-13-01", "30.02.2026", "February", "call 24", "version 3.11"]
)
def test_what_is_no_day(words: str):
    assert days_in(words, TODAY) == []


def test_every_month_is_known_by_all_its_names():
    for number, names in enumerate(MONTHS, 1):
        assert {days_in(f"5 {name} 2027", TODAY)[0].day.month for name in names.split()} == {number}


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("18:30", "18:30", None),
        ("18:30 – 21:00", "18:30", "21:00"),
        ("6:30 pm to 9 pm", "18:30", "21:00"),
        ("6-9 p.m.", "18:00", "21:00"),
        ("11 to 1 pm", "11:00", "13:00"),
        ("12 am", "00:00", None),
        ("12 pm", "12:00", None),
        ("19 Uhr", "19:00", None),
        ("22:30-01:00", "22:30", "01:00"),
        ("on 2026-11-24 at 09:05", "09:05", None),
    ],
)
def test_each_way_of_writing_hours(words: str, start: str, end: str | None):
    hours = hours_in(words)
    assert hours
    assert (f"{hours.start:%H:%M}", hours.end and f"{hours.end:%H:%M}") == (start, end)


@pytest.mark.parametrize(
    "words", ["", "room 12", "25:00", "13 pm", "2026-11-24", "10 - 12 people", "24.11.2026"]
)
def test_what_is_no_hour(words: str):
    assert hours_in(words) is None


def test_an_evening_over_midnight_ends_on_the_next_day():
    assert told("Party, 24 November, 22:30-01:00").ends_at == at(2026, 11, 25, 1)


def test_a_day_without_a_time_is_the_whole_day_and_says_so():
    found = told("Career day\n2 December 2026")
    assert (found.name, found.is_all_day, found.starts_at) == ("Career day", True, at(2026, 12, 2))
    assert found.remarks == ("No time was found, so it is kept as the whole day.",)


def test_what_could_be_meant_in_another_way_is_said():
    assert told("Meetup 05/12/2026 18:30").remarks == ("“05/12/2026” is read as 5 December.",)
    assert told("Webinar 24 November 18:30 EST").remarks == ("It speaks of EST; the time is taken as yours.",)


def test_a_day_that_is_to_come_goes_before_one_that_is_past():
    assert told("Since 1 May 2025 we meet. Next: 24 November 2026, 19 Uhr").starts_at == at(2026, 11, 24, 19)


def test_without_a_day_a_sentence_says_how_to_write_one():
    with pytest.raises(UnreadableCalendarError, match="No day was found"):
        told("Come to our party!")


@given(st.text(max_size=400), st.sampled_from(["24 November", "05/12/2026", "2026-11-24 18:30"]))
def test_any_text_with_a_day_is_an_event_with_a_name(text: str, day: str):
    try:
        found = told(f"{text} {day} {text}")
    except UnreadableCalendarError:
        return
    assert found.name
    assert found.ends_at is None or found.ends_at >= found.starts_at


def test_a_long_text_is_read_quickly():
    told("When: 24 November " + "1 1:1 - " * 50_000 + "http://" * 5_000)
