from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from networking.contacts.stages import Kind, Stage
from networking.conversations import writer
from networking.conversations.models import Chat, ChatStatus, Interaction
from tests.people import NOW, TODAY, make_company, make_contact, new_key


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def berlin(seeker):
    seeker.change_settings(time_zone="Europe/Berlin")
    return seeker


@pytest.fixture
def lena(berlin):
    return make_contact(berlin, make_company(berlin, "Northwind", in_words="their SDK"), "Lena Koch")


def plan(contact, starts_at: dt.datetime = NOW + dt.timedelta(days=5), questions: str = "") -> Chat:
    return writer.plan_chat(
        contact,
        starts_at=starts_at,
        minutes=30,
        medium="video",
        place="https://meet.example/lena",
        questions=questions,
        now=NOW,
        key=new_key(),
    )


def form(**changed: str) -> dict[str, object]:
    said = {"date": "2026-11-24", "time": "17:30", "minutes": "45", "medium": "video", "place": "a café"}
    return {**said, "questions": "First month?\n\nWho else?", "key": new_key(), **changed}


def url(contact) -> str:
    return f"/people/{contact.pk}/chats/add/"


def test_a_chat_is_planned_in_the_seekers_own_time(as_seeker, lena):
    assert "Berlin, yours" in as_seeker.get(url(lena)).content.decode()
    assert as_seeker.post(url(lena), form())["Location"] == f"/people/{lena.pk}/"
    chat = Chat.objects.get()
    assert chat.starts_at == dt.datetime(2026, 11, 24, 16, 30, tzinfo=dt.UTC)
    assert (chat.minutes, chat.medium, chat.place) == (45, "video", "a café")


def test_a_planned_chat_stands_on_the_persons_page_with_its_zone_and_questions(as_seeker, lena):
    as_seeker.post(url(lena), form())
    page = as_seeker.get(f"/people/{lena.pk}/").content.decode()
    assert "Tue 24 Nov, 17:30" in page
    assert "Berlin time" in page
    assert "First month?" in page
    assert "Who else?" in page


def test_a_double_click_plans_one(as_seeker, lena):
    data = form()
    for _ in range(2):
        as_seeker.post(url(lena), data)
    assert Chat.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"date": "2026-11-18"}, "This is over already"),
        ({"date": "2026-11-19", "time": "12:59"}, "This is over already"),  # it is 13:00 in Berlin
        ({"date": "2026-02-30"}, "There is no such day"),
        ({"date": "9999-12-31"}, "Is the year right?"),
        ({"time": "25:00"}, "There is no such time"),
        ({"time": ""}, "This field is required"),
        ({"minutes": "0"}, "at least 5 minutes"),
        ({"minutes": "-30"}, "at least 5 minutes"),
        ({"minutes": "half an hour"}, "Enter a whole number"),
        ({"minutes": "99999"}, "a day at most"),
        ({"medium": "telepathy"}, "Select a valid choice"),
        ({"place": "x" * 501}, "at most 500 characters"),
        ({"date": "2027-03-28", "time": "02:30"}, "the clocks jump over it. Try 03:30."),
    ],
)
def test_what_cannot_be_planned_is_refused_and_the_words_are_kept(as_seeker, lena, changed, why):
    response = as_seeker.post(url(lena), form(**changed))
    assert response.status_code == 422
    assert why in response.content.decode()
    assert "First month?" in response.content.decode()
    assert Chat.objects.count() == 0


def test_of_a_time_that_comes_twice_the_first_is_meant(as_seeker, lena):
    as_seeker.post(url(lena), form(date="2027-10-31", time="02:30"))
    assert Chat.objects.get().starts_at == dt.datetime(2027, 10, 31, 0, 30, tzinfo=dt.UTC)


def test_the_page_of_a_chat_shows_its_details_and_my_questions(as_seeker, lena):
    chat = plan(lena, questions="What surprised you?")
    page = as_seeker.get(f"/chats/{chat.pk}/").content.decode()
    assert "Tuesday 24 November, 13:00" in page
    assert 'href="https://meet.example/lena"' in page
    assert "What surprised you?" in page
    assert f'href="/chats/{chat.pk}/prepare/"' in page


def test_a_place_that_is_no_web_address_is_no_link(as_seeker, lena):
    chat = plan(lena)
    Chat.objects.update(place="javascript:alert(1)")
    for page in (f"/chats/{chat.pk}/", f"/people/{lena.pk}/"):
        assert 'href="javascript' not in as_seeker.get(page).content.decode()


def test_it_was_held_writes_it_down_and_owes_thanks(as_seeker, lena):
    chat = plan(lena, NOW - dt.timedelta(hours=3))
    response = as_seeker.post(f"/chats/{chat.pk}/held/", {"on": "2026-11-18", "note": "A team of eight"})
    assert response["Location"] == f"/chats/{chat.pk}/"
    talked = Interaction.objects.get()
    assert (talked.kind, talked.on, talked.note) == (Kind.CHAT, dt.date(2026, 11, 18), "A team of eight")
    lena.refresh_from_db()
    assert (lena.stage, lena.due_on, lena.due_rule) == (Stage.CHATTED, TODAY, 3)


def test_held_tomorrow_is_refused_and_the_note_is_kept(as_seeker, lena):
    chat = plan(lena)
    response = as_seeker.post(f"/chats/{chat.pk}/held/", {"on": "2026-11-24", "note": "A team of eight"})
    assert response.status_code == 422
    assert "This day has not come yet" in response.content.decode()
    assert "A team of eight" in response.content.decode()
    assert Interaction.objects.count() == 0


def test_a_moved_chat_is_planned_for_the_new_time(as_seeker, lena):
    chat = plan(lena)
    data = {"date": "2026-12-01", "time": "09:00", "minutes": "30", "medium": "phone"}
    as_seeker.post(f"/chats/{chat.pk}/move/", data)
    chat.refresh_from_db()
    assert (chat.starts_at, chat.medium) == (dt.datetime(2026, 12, 1, 8, tzinfo=dt.UTC), "phone")


def test_a_move_into_the_past_is_refused_on_the_same_page(as_seeker, lena):
    chat = plan(lena)
    data = {"date": "2026-11-01", "time": "09:00", "minutes": "30", "medium": "phone", "place": "a café"}
    response = as_seeker.post(f"/chats/{chat.pk}/move/", data)
    assert response.status_code == 422
    assert "This is over already" in response.content.decode()
    assert "a café" in response.content.decode()


@pytest.mark.parametrize(
    ("act", "status"), [("missed", "missed"), ("cancelled", "cancelled"), ("held", "held")]
)
def test_how_it_went_can_be_taken_back(as_seeker, lena, act, status):
    chat = plan(lena, NOW - dt.timedelta(hours=3))
    as_seeker.post(f"/chats/{chat.pk}/{act}/", {})
    chat.refresh_from_db()
    assert chat.status == status
    as_seeker.post(f"/chats/{chat.pk}/planned/")
    chat.refresh_from_db()
    assert chat.status == ChatStatus.PLANNED
    assert not Interaction.objects.filter(removed_at=None).exists()


def test_a_missed_chat_asks_for_a_new_time(as_seeker, lena):
    chat = plan(lena, NOW - dt.timedelta(hours=3))
    as_seeker.post(f"/chats/{chat.pk}/missed/")
    lena.refresh_from_db()
    assert (lena.due_on, lena.due_rule) == (TODAY, 4)
    assert "Plan it again" in as_seeker.get(f"/chats/{chat.pk}/").content.decode()


def test_a_removed_chat_comes_back(as_seeker, lena):
    chat = plan(lena)
    as_seeker.post(f"/chats/{chat.pk}/remove/")
    assert as_seeker.get(f"/chats/{chat.pk}/").status_code == 404
    as_seeker.post(f"/chats/{chat.pk}/restore/")
    assert as_seeker.get(f"/chats/{chat.pk}/").status_code == 200


@pytest.mark.parametrize(
    "act", ["prepare/", "move/", "held/", "missed/", "cancelled/", "planned/", "remove/", "restore/"]
)
def test_a_stranger_finds_no_chat_and_changes_none(as_stranger, lena, act):
    chat = plan(lena, questions="First month?")
    assert as_stranger.get(f"/chats/{chat.pk}/").status_code == 404
    assert as_stranger.post(f"/chats/{chat.pk}/{act}", form()).status_code == 404
    assert as_stranger.post(url(lena), form()).status_code == 404
    now = Chat.objects.get()
    assert (now.status, now.questions, now.removed_at) == (ChatStatus.PLANNED, "First month?", None)


def test_the_page_of_a_chat_takes_four_queries(as_seeker, lena, django_assert_num_queries):
    chat = plan(lena)
    with django_assert_num_queries(4):
        as_seeker.get(f"/chats/{chat.pk}/")
