"""Events as a calendar file: the same moment for every reader, and no line that somebody's text began."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from networking.accounts.models import User
from networking.conversations.event_calendar import event_file
from networking.conversations.models import Event
from tests.people import NOW, new_key

MINE = User(time_zone="Europe/Berlin")
STARTS = dt.datetime(2026, 11, 24, 17, 30, tzinfo=dt.UTC)


def file_of(**fields) -> bytes:
    shown = Event(**{"name": "Python night", "starts_at": STARTS, "key": new_key(), **fields})
    return event_file(shown, user=MINE, now=NOW)


def read(**fields):
    (found,) = Calendar.from_ical(file_of(**fields)).events
    return found


def test_it_says_what_when_and_where():
    key = new_key()
    found = read(
        key=key, place="c-base, Berlin", notes="Talks\n\nPizza", ends_at=STARTS + dt.timedelta(hours=2)
    )
    assert {name: str(found[name]) for name in ("UID", "SUMMARY", "LOCATION", "DESCRIPTION", "STATUS")} == {
        "UID": f"{key}@inroad",
        "SUMMARY": "Python night",
        "LOCATION": "c-base, Berlin",
        "DESCRIPTION": "Talks\nPizza",
        "STATUS": "CONFIRMED",
    }
    assert (found.start, found.end) == (STARTS, STARTS + dt.timedelta(hours=2))
    assert found["DTSTART"].params["TZID"] == "Europe/Berlin"


def test_without_an_end_it_has_a_beginning_alone():
    assert "DTEND" not in read()


@pytest.mark.parametrize("days", [1, 3])
def test_a_whole_day_is_a_day_wherever_one_is(days: int):
    begins = dt.datetime(2026, 11, 23, 23, tzinfo=dt.UTC)  # midnight of the 24th in Berlin
    ends = begins + dt.timedelta(days=days)
    found = read(starts_at=begins, ends_at=ends, is_all_day=True, time_zone="Europe/Berlin")
    day = dt.date(2026, 11, 24)
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (day, day + dt.timedelta(days=days))


@pytest.mark.parametrize("hour", range(22, 28))
def test_in_the_night_when_the_clocks_go_back_it_is_the_same_moment(hour: int):
    moment = dt.datetime(2026, 10, 24, 22, tzinfo=dt.UTC) + dt.timedelta(hours=hour - 22)
    found = read(starts_at=moment, ends_at=moment + dt.timedelta(hours=1))
    assert (found.start, found.end) == (moment, moment + dt.timedelta(hours=1))


def test_one_to_which_i_did_not_go_is_called_off():
    assert str(read(attendance="skipped")["STATUS"]) == "CANCELLED"


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=80))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_no_text_begins_a_line(name: str, place: str, notes: str):
    data = file_of(name=f"a{name}", place=place, notes=notes)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data.count(b"\n") == data.count(b"\r") == data.count(b"\r\n")
    properties = {line.split(b":")[0].split(b";")[0] for line in data.replace(b"\r\n ", b"").split(b"\r\n")}
    known = b"UID DTSTAMP DTSTART STATUS SUMMARY DESCRIPTION LOCATION BEGIN END PRODID VERSION TZID".split()
    zone = b"COMMENT TZNAME TZOFFSETFROM TZOFFSETTO RRULE RDATE".split()
    assert properties <= {*known, *zone, b""}
