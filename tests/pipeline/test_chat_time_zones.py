"""Chats with somebody whose clock shows another time."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from networking.conversations.models import Chat
from tests.people import NOW, make_company, make_contact, new_key

NEW_YORK = "America/New_York"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def seeker(seeker):
    seeker.change_settings(time_zone="Europe/Berlin")
    return seeker


@pytest.fixture
def lena(seeker):
    return make_contact(seeker, make_company(seeker, "Northwind"), "Lena Koch")


def form(**changed: str) -> dict[str, object]:
    said = {"date": "2026-11-24", "time": "09:00", "minutes": "30", "medium": "video", "place": ""}
    return {**said, "key": new_key(), **changed}


def plan(client, contact, **changed: str):
    return client.post(f"/people/{contact.pk}/chats/add/", form(**changed))


def utc(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=dt.UTC)


def test_a_time_agreed_in_their_time_zone_is_that_moment_and_is_remembered(as_seeker, lena):
    plan(as_seeker, lena, time_zone=NEW_YORK)
    chat = Chat.objects.get()
    assert (chat.starts_at, chat.time_zone) == (utc(2026, 11, 24, 14), NEW_YORK)
    lena.refresh_from_db()
    assert lena.time_zone == NEW_YORK


def test_what_is_known_of_where_they_live_is_not_overwritten(as_seeker, lena):
    type(lena).objects.update(time_zone="Asia/Tokyo")
    plan(as_seeker, lena, time_zone=NEW_YORK)
    lena.refresh_from_db()
    assert lena.time_zone == "Asia/Tokyo"


@pytest.mark.parametrize("mine", ["", "Europe/Berlin"])
def test_a_time_in_my_own_time_zone_says_nothing_of_theirs(as_seeker, lena, mine):
    plan(as_seeker, lena, time_zone=mine)
    chat = Chat.objects.get()
    assert (chat.starts_at, chat.time_zone) == (utc(2026, 11, 24, 8), "")
    lena.refresh_from_db()
    assert lena.time_zone == ""


def test_my_time_and_theirs_stand_on_the_chat_and_on_the_person(as_seeker, lena):
    planned = plan(as_seeker, lena, time_zone=NEW_YORK)
    page = as_seeker.get(planned["Location"]).content.decode()
    assert "is planned: Tuesday 24 November at 15:00 Berlin time (09:00 in New York)." in page
    assert "Tue 24 Nov, 15:00" in page
    assert "Berlin time (09:00 in New York), 30 minutes" in page
    chat = as_seeker.get(f"/chats/{Chat.objects.get().pk}/").content.decode()
    assert "Tuesday 24 November, 15:00 to 15:30 Berlin time (09:00 in New York)" in chat


def test_another_day_there_is_named(as_seeker, lena):
    plan(as_seeker, lena, time_zone="Asia/Tokyo", time="07:30")
    page = as_seeker.get(f"/chats/{Chat.objects.get().pk}/").content.decode()
    assert "Monday 23 November, 23:30 to 00:00 Berlin time (Tuesday at 07:30 in Tokyo)" in page


def test_moving_offers_the_time_as_it_was_agreed_and_understands_it_so(as_seeker, lena):
    plan(as_seeker, lena, time_zone=NEW_YORK)
    chat = Chat.objects.get()
    page = as_seeker.get(f"/chats/{chat.pk}/").content.decode()
    assert 'value="09:00"' in page
    assert f'<option value="{NEW_YORK}" selected>New York, theirs</option>' in page
    as_seeker.post(f"/chats/{chat.pk}/move/", form(time="10:00", time_zone=NEW_YORK))
    chat.refresh_from_db()
    assert (chat.starts_at, chat.sequence) == (utc(2026, 11, 24, 15), 1)
    as_seeker.post(f"/chats/{chat.pk}/move/", form(time="10:00", time_zone="Europe/Berlin"))
    chat.refresh_from_db()
    assert (chat.starts_at, chat.time_zone, chat.sequence) == (utc(2026, 11, 24, 9), "", 2)


def test_a_time_that_their_clocks_jump_over_is_refused_with_the_next_one(as_seeker, lena):
    answer = plan(as_seeker, lena, date="2027-03-14", time="02:30", time_zone=NEW_YORK)
    assert answer.status_code == 422
    assert "the clocks jump over it. Try 03:30." in answer.content.decode()
    plan(as_seeker, lena, date="2027-03-14", time="02:30", time_zone="Europe/Berlin")
    assert Chat.objects.get().starts_at == utc(2027, 3, 14, 1, 30)


def test_today_is_over_later_where_it_is_earlier(as_seeker, lena):
    # It is noon in UTC: 13:00 in Berlin, 07:00 in New York.
    assert plan(as_seeker, lena, date="2026-11-19", time="12:30").status_code == 422
    answer = plan(as_seeker, lena, date="2026-11-19", time="12:30", time_zone=NEW_YORK)
    assert answer.status_code == 302


def test_a_day_that_is_over_here_may_still_be_there(as_seeker, lena, seeker):
    seeker.change_settings(time_zone="Pacific/Kiritimati")  # it is 2 o'clock on the 20th
    plan(as_seeker, lena, date="2026-11-19", time="23:00", time_zone="Pacific/Pago_Pago")
    assert Chat.objects.get().starts_at == utc(2026, 11, 20, 10)


def test_a_time_zone_that_does_not_exist_is_refused(as_seeker, lena):
    answer = plan(as_seeker, lena, time_zone="Mars/Olympus")
    assert answer.status_code == 422
    assert "There is no such time zone" in answer.content.decode()
    assert not Chat.objects.exists()


def test_in_the_night_of_the_change_both_clocks_say_which_of_the_two(as_seeker, lena):
    type(lena).objects.update(time_zone=NEW_YORK)
    plan(as_seeker, lena, date="2027-11-07", time="07:15")
    page = as_seeker.get(f"/chats/{Chat.objects.get().pk}/").content.decode()
    assert "07:15 to 07:45 Berlin time (01:15 in New York, after the clocks go back)" in page


def test_their_time_zone_can_be_written_down_and_taken_back(as_seeker, lena):
    page = f"/people/{lena.pk}/edit/"
    assert "Their time zone" in as_seeker.get(page).content.decode()
    said = {"name": "Lena Koch", "persona": "developer", "closeness": "distant"}
    as_seeker.post(page, {**said, "time_zone": NEW_YORK, "version": lena.version})
    lena.refresh_from_db()
    assert lena.time_zone == NEW_YORK
    assert "New York (America)" in as_seeker.get(page).content.decode()
    as_seeker.post(page, {**said, "time_zone": "", "version": lena.version})
    lena.refresh_from_db()
    assert lena.time_zone == ""
