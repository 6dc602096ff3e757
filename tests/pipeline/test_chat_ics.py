from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine
from icalendar import Calendar

from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.conversations.models import Chat
from tests.people import NOW, TODAY, make_company, make_contact, new_key


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def lena(seeker):
    seeker.change_settings(time_zone="Europe/Berlin")
    return make_contact(seeker, make_company(seeker, "Northwind"), "Lena Koch")


@pytest.fixture
def chat(lena):
    return writer.plan_chat(
        lena,
        starts_at=dt.datetime(2026, 11, 24, 14, tzinfo=dt.UTC),
        minutes=45,
        medium="video",
        place="https://meet.example/lena",
        questions="First month?",
        now=NOW,
        key=new_key(),
        time_zone="America/New_York",
    )


def event_of(client, chat: Chat):
    (event,) = Calendar.from_ical(client.get(f"/chats/{chat.pk}/chat.ics").content).events
    return event


def test_the_file_is_downloaded_under_a_plain_name_and_kept_nowhere(as_seeker, chat, lena):
    lena.name = 'x"; filename="evil.exe\r\nSet-Cookie: a=b'
    lena.save()
    response = as_seeker.get(f"/chats/{chat.pk}/chat.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="chat.ics"'
    assert response["Cache-Control"] == "no-store, private"


def test_it_is_the_right_instant_for_both(as_seeker, chat):
    event = event_of(as_seeker, chat)
    assert event.start == dt.datetime(2026, 11, 24, 14, tzinfo=dt.UTC)
    assert event.end - event.start == dt.timedelta(minutes=45)
    assert f"{event.start.astimezone(ZoneInfo('America/New_York')):%A %H:%M}" == "Tuesday 09:00"
    assert f"{event.start.astimezone(ZoneInfo('Europe/Berlin')):%A %H:%M}" == "Tuesday 15:00"
    assert event["SUMMARY"] == "Chat with Lena Koch (Northwind)"


def test_moving_and_cancelling_change_the_same_event(as_seeker, chat):
    said = []
    moved = {"date": "2026-12-01", "time": "09:00", "minutes": "30", "medium": "phone", "place": ""}
    for act, data in (("move", moved), ("cancelled", {}), ("planned", {}), ("missed", {})):
        as_seeker.post(f"/chats/{chat.pk}/{act}/", data)
        event = event_of(as_seeker, chat)
        said.append((str(event["UID"]), event["SEQUENCE"], str(event["STATUS"])))
    uid = f"{chat.key}@inroad"
    assert said == [
        (uid, 1, "CONFIRMED"),
        (uid, 2, "CANCELLED"),
        (uid, 3, "CONFIRMED"),
        (uid, 4, "CANCELLED"),
    ]


def test_a_chat_that_was_logged_without_a_time_has_no_file(as_seeker, lena):
    writer.log(lena, Kind.CHAT, on=TODAY, now=NOW)
    assert as_seeker.get(f"/chats/{Chat.objects.get().pk}/chat.ics").status_code == 404


def test_a_stranger_finds_no_file(as_stranger, chat):
    assert as_stranger.get(f"/chats/{chat.pk}/chat.ics").status_code == 404


def test_a_removed_chat_and_a_chat_of_somebody_removed_have_none(as_seeker, chat, lena):
    writer.remove_chat(chat, now=NOW)
    assert as_seeker.get(f"/chats/{chat.pk}/chat.ics").status_code == 404
    writer.restore_chat(chat, now=NOW)
    assert as_seeker.get(f"/chats/{chat.pk}/chat.ics").status_code == 200
    writer.remove_contact(lena, now=NOW)
    assert as_seeker.get(f"/chats/{chat.pk}/chat.ics").status_code == 404


def test_where_a_chat_is_shown_it_can_be_put_in_the_calendar(as_seeker, chat, lena):
    link = f'href="/chats/{chat.pk}/chat.ics" download'
    for page in (f"/chats/{chat.pk}/", f"/people/{lena.pk}/"):
        assert link in as_seeker.get(page).content.decode()
    writer.cancel_chat(chat, now=NOW)
    page = as_seeker.get(f"/chats/{chat.pk}/").content.decode()
    assert link in page
    assert "Cancel it in your calendar" in page


def test_the_file_takes_three_queries(as_seeker, chat, django_assert_num_queries):
    with django_assert_num_queries(3):
        as_seeker.get(f"/chats/{chat.pk}/chat.ics")
