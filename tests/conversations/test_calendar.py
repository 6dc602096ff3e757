from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from networking.accounts.models import User
from networking.companies.models import Company
from networking.contacts.models import Contact
from networking.conversations.calendar import event
from networking.conversations.models import Chat, ChatStatus
from tests.people import NOW, new_key

BERLIN, NEW_YORK, LORD_HOWE = "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"
TUESDAY = dt.datetime(2026, 11, 24, 11, tzinfo=dt.UTC)
BREAKS = ["\r", "\n", "\r\n", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x00", "\x1b", "\x1e"]


def chat(starts_at: dt.datetime = TUESDAY, *, name: str = "Lena Koch", company: str = "Northwind", **fields):
    contact = Contact(name=name)
    fields = {"key": new_key(), "minutes": 30, "medium": "video", **fields}
    return Chat(
        contact=contact, company=Company(name=company) if company else None, starts_at=starts_at, **fields
    )


def file_of(shown: Chat, zone: str = BERLIN) -> bytes:
    return event(shown, user=User(time_zone=zone), now=NOW)


def parsed(data: bytes) -> Event:
    (found,) = Calendar.from_ical(data).events
    return found


def named_lines(data: bytes) -> list[str]:
    """The names of all properties, as any reader would find them: unfolded, one a line."""
    unfolded = data.replace(b"\r\n ", b"").decode()
    return [line.split(":")[0].split(";")[0] for line in unfolded.split("\r\n") if line]


def test_the_file_says_who_when_where_and_what_to_ask():
    planned = chat(
        place="https://meet.example/lena?a=1;b=2", questions="First month?\n\nWho else, and why?", sequence=3
    )
    found = parsed(file_of(planned))
    assert {name: str(found[name]) for name in ("UID", "STATUS", "SUMMARY", "LOCATION", "DESCRIPTION")} == {
        "UID": f"{planned.key}@inroad",
        "STATUS": "CONFIRMED",
        "SUMMARY": "Chat with Lena Koch (Northwind)",
        "LOCATION": "https://meet.example/lena?a=1;b=2",
        "DESCRIPTION": "Video\n\nMy questions:\n- First month?\n- Who else, and why?",
    }
    assert (found["SEQUENCE"], found.DTSTAMP) == (3, NOW)
    assert (found.start, found.end) == (TUESDAY, TUESDAY + dt.timedelta(minutes=30))


def test_it_says_no_more_than_it_knows():
    data = file_of(chat(company=""))
    assert parsed(data)["SUMMARY"] == "Chat with Lena Koch"
    assert parsed(data)["DESCRIPTION"] == "Video"
    assert set(named_lines(data)).isdisjoint({"LOCATION", "URL", "ATTENDEE", "ORGANIZER", "METHOD"})


@pytest.mark.parametrize(
    ("status", "said"),
    [("planned", "CONFIRMED"), ("held", "CONFIRMED"), ("missed", "CANCELLED"), ("cancelled", "CANCELLED")],
)
def test_a_chat_that_fell_through_is_cancelled_in_the_calendar(status, said):
    assert parsed(file_of(chat(status=status)))["STATUS"] == said
    assert {str(status) for status in ChatStatus} == {"planned", "held", "missed", "cancelled"}


MOMENTS = [
    TUESDAY,
    dt.datetime(2028, 2, 29, 23, 45, tzinfo=dt.UTC),
    *(
        dt.datetime(*night, hour, minute, tzinfo=dt.UTC)
        for night in [
            (2027, 3, 28),
            (2027, 10, 31),
            (2027, 3, 14),
            (2027, 11, 7),
            (2027, 4, 3),
            (2027, 10, 2),
        ]
        for hour in (0, 1, 2, 5, 6, 7, 14, 15, 16)
        for minute in (0, 15, 30, 45)
    ),
]


@pytest.mark.parametrize("zone", [BERLIN, NEW_YORK, LORD_HOWE, "Asia/Kathmandu", "Pacific/Kiritimati", "UTC"])
def test_it_is_the_same_instant_for_everybody_on_the_night_of_the_change_too(zone):
    for moment in MOMENTS:
        for minutes in (30, 90):
            shown = chat(moment, minutes=minutes)
            for data in (file_of(shown, zone), file_of(with_zone(shown, zone))):
                found = parsed(data)
                hours = [end.astimezone(dt.UTC) for end in (found.start, found.end)]
                assert hours == [moment, moment + dt.timedelta(minutes=minutes)]


@pytest.mark.parametrize("zone", [BERLIN, NEW_YORK, LORD_HOWE, "Asia/Kathmandu"])
def test_the_time_zone_in_the_file_is_enough_for_a_calendar_that_knows_none(zone):
    for number, moment in enumerate(MOMENTS):
        unknown = f"Nowhere/Of_{zone.replace('/', '_')}_{number}"
        data = file_of(chat(moment), zone).replace(zone.encode(), unknown.encode())
        assert parsed(data).start.astimezone(dt.UTC) == moment, moment


def with_zone(shown: Chat, zone: str) -> Chat:
    shown.time_zone = zone
    return shown


def test_two_people_see_their_own_clock():
    found = parsed(file_of(chat(time_zone=NEW_YORK)))
    assert found["DTSTART"].params["TZID"] == NEW_YORK
    assert f"{found.start:%H:%M}" == "06:00"
    assert f"{found.start.astimezone(ZoneInfo(BERLIN)):%H:%M}" == "12:00"


def test_a_moved_chat_is_the_same_event():
    planned = chat(sequence=0)
    before = parsed(file_of(planned))
    planned.starts_at, planned.sequence = TUESDAY + dt.timedelta(days=1), 1
    after = parsed(file_of(planned))
    assert (before["UID"], before["SEQUENCE"]) == (after["UID"], after["SEQUENCE"] - 1)


HOSTILE = [f"a{end}ATTENDEE:mailto:eve@example.org{end}BEGIN:VALARM{end}" for end in BREAKS]
FIELDS = ("name", "company", "place", "questions")


@pytest.mark.parametrize("text", [*HOSTILE, 'x";X=1:y', "a\\nATTENDEE:b", "🚀" * 100, "é,;:\\" * 200])
@pytest.mark.parametrize("field", FIELDS)
def test_no_text_adds_a_property(field, text):
    plain = named_lines(file_of(chat(**{field: "text"})))
    data = file_of(chat(**{field: text}))
    assert named_lines(data) == plain
    assert not [c for c in data.replace(b"\r\n", b"").decode() if ord(c) < 32 or c in "\x85\u2028\u2029"]
    assert "ATTENDEE" not in parsed(data)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300), st.sampled_from(FIELDS))
def test_any_text_at_all_is_a_well_made_file(text, field):
    data = file_of(chat(**{field: f"text{text}"}))
    assert named_lines(data) == named_lines(file_of(chat(**{field: "text"})))
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert len(Calendar.from_ical(data).events) == 1


def test_a_link_is_written_as_it_was_typed_and_nothing_else_becomes_one():
    assert parsed(file_of(chat(place="javascript:alert(1)")))["LOCATION"] == "javascript:alert(1)"
    assert "URL" not in parsed(file_of(chat(place="https://meet.example/\r\nX:1")))
