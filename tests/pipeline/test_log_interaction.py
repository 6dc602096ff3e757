from __future__ import annotations

import datetime as dt
import json

import pytest
import time_machine
from django.test import Client

from networking.contacts.stages import Kind, Parked, Stage
from networking.conversations import writer
from networking.conversations.models import Chat, ChatStatus, Interaction
from tests.people import NOW, TODAY, make_company, make_contact, new_key

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def lena(seeker):
    return make_contact(seeker, make_company(seeker, "Northwind", in_words="their SDK"), "Lena Koch")


def url(contact, kind: str) -> str:
    return f"/people/{contact.pk}/log/{kind}/"


def said(contact) -> list[tuple[str, dt.date, str]]:
    """What is written down with somebody, and was not taken back."""
    rows = Interaction.objects.owned_by(contact.owner).filter(contact=contact).order_by("on", "pk")
    return list(rows.values_list("kind", "on", "note"))


def toast(response) -> dict[str, str]:
    return json.loads(response["HX-Trigger"])["toast"][0]


def test_one_press_logs_today(as_seeker, lena):
    response = as_seeker.post(url(lena, Kind.OUTREACH), {"key": new_key()})
    assert response["Location"] == f"/people/{lena.pk}/"
    assert said(lena) == [(Kind.OUTREACH, TODAY, "")]
    lena.refresh_from_db()
    assert (lena.stage, lena.reached_on) == (Stage.REACHED_OUT, TODAY)


def test_a_double_click_adds_one_and_two_replies_on_one_day_are_two(as_seeker, lena):
    key = new_key()
    for data in ({"key": key}, {"key": key}, {"key": new_key()}):
        as_seeker.post(url(lena, Kind.REPLY), data)
    assert said(lena) == [(Kind.REPLY, TODAY, "")] * 2


def test_the_small_form_asks_for_day_way_and_note(as_seeker, lena):
    page = as_seeker.get(url(lena, Kind.REPLY)).content.decode()
    assert 'value="2026-11-19"' in page
    data = {"key": new_key(), "on": "2026-11-16", "channel": "email", "note": "Happy to talk"}
    as_seeker.post(url(lena, Kind.REPLY), data)
    assert said(lena) == [(Kind.REPLY, dt.date(2026, 11, 16), "Happy to talk")]
    assert "Lena replied by e-mail" in as_seeker.get(f"/people/{lena.pk}/").content.decode()


@pytest.mark.parametrize(
    ("on", "why"),
    [
        ("2026-11-20", "This day has not come yet"),
        ("2026-02-30", "There is no such day"),
        ("yesterday", "There is no such day"),
        ("0001-01-01", "very long ago"),
    ],
)
def test_an_impossible_day_is_refused_and_the_words_are_kept(as_seeker, lena, on, why):
    response = as_seeker.post(url(lena, Kind.REPLY), {"on": on, "note": "Happy to talk", "key": new_key()})
    assert response.status_code == 422
    assert why in response.content.decode()
    assert "Happy to talk" in response.content.decode()
    assert said(lena) == []


def test_today_is_the_seekers_own(as_seeker, seeker, lena):
    seeker.change_settings(time_zone="Pacific/Kiritimati")  # fourteen hours ahead: already the 20th
    as_seeker.post(url(lena, Kind.REPLY), {"on": "2026-11-20", "key": new_key()})
    assert said(lena) == [(Kind.REPLY, dt.date(2026, 11, 20), "")]


def test_an_unknown_kind_a_strangers_person_and_a_removed_one_are_not_there(as_seeker, as_stranger, lena):
    assert as_seeker.post(url(lena, "shouted"), {"key": new_key()}).status_code == 404
    assert as_stranger.post(url(lena, Kind.REPLY), {"key": new_key()}).status_code == 404
    assert as_stranger.get(url(lena, Kind.REPLY)).status_code == 404
    writer.remove_contact(lena, now=NOW)
    assert as_seeker.post(url(lena, Kind.REPLY), {"key": new_key()}).status_code == 404
    assert Interaction.objects.count() == 0


def test_a_key_that_is_none_is_refused(as_seeker, lena):
    assert as_seeker.post(url(lena, Kind.REPLY), {"key": "x"}).status_code == 422
    assert said(lena) == []


def test_the_page_of_a_person_comes_back_with_a_way_to_undo(as_seeker, lena):
    data = {"key": new_key(), "place": "person"}
    response = as_seeker.post(url(lena, Kind.OUTREACH), data, headers=HTMX)
    assert response.content.decode().startswith('<div id="person">')
    assert "You reached out" in response.content.decode()
    logged = Interaction.objects.get()
    undo = f"/people/{lena.pk}/interactions/{logged.pk}/remove/"
    assert toast(response) == {"text": "You reached out. It is written down.", "undo": undo}
    back = as_seeker.post(undo, {"place": "person"}, headers=HTMX)
    assert said(lena) == []
    as_seeker.post(toast(back)["undo"], {"place": "person"}, headers=HTMX)
    assert said(lena) == [(Kind.OUTREACH, TODAY, "")]


def test_with_and_without_javascript_the_same_is_written_down(as_seeker, lena):
    as_seeker.post(url(lena, Kind.OUTREACH), {"key": new_key(), "place": "person"}, headers=HTMX)
    fragment = as_seeker.get(f"/people/{lena.pk}/").content
    Interaction.objects.all().delete()
    as_seeker.post(url(lena, Kind.OUTREACH), {"key": new_key(), "place": "person"})
    page = as_seeker.get(f"/people/{lena.pk}/").content
    assert (b"You reached out" in fragment, b"You reached out" in page) == (True, True)


def test_saying_that_we_talked_makes_a_held_chat(as_seeker, lena):
    as_seeker.post(url(lena, Kind.CHAT), {"key": new_key()})
    assert Chat.objects.get().status == ChatStatus.HELD


def test_saying_that_we_talked_settles_the_chat_that_was_planned(as_seeker, lena):
    planned = writer.plan_chat(
        lena,
        starts_at=NOW - dt.timedelta(hours=2),
        minutes=30,
        medium="phone",
        place="",
        questions="",
        now=NOW,
    )
    as_seeker.post(url(lena, Kind.CHAT), {"key": new_key(), "note": "A team of eight"})
    assert said(lena) == [(Kind.CHAT, TODAY, "A team of eight")]
    planned.refresh_from_db()
    assert (Chat.objects.count(), planned.status) == (1, ChatStatus.HELD)


def test_a_double_click_on_we_talked_holds_the_planned_chat_once(as_seeker, lena):
    writer.plan_chat(
        lena,
        starts_at=NOW - dt.timedelta(hours=2),
        minutes=30,
        medium="phone",
        place="",
        questions="",
        now=NOW,
    )
    key = new_key()
    for _ in range(2):
        as_seeker.post(url(lena, Kind.CHAT), {"key": key})
    assert said(lena) == [(Kind.CHAT, TODAY, "")]
    assert [chat.status for chat in Chat.objects.all()] == [ChatStatus.HELD]


# --- Putting it right


@pytest.fixture
def reply(lena):
    return writer.log(lena, Kind.REPLY, on=TODAY, now=NOW, note="Happy to talk")


def one(interaction) -> str:
    return f"/people/{interaction.contact_id}/interactions/{interaction.pk}/"


def test_a_correction_changes_the_stage_with_it(as_seeker, lena, reply):
    assert "Happy to talk" in as_seeker.get(one(reply)).content.decode()
    data = {"kind": "outreach", "on": "2026-11-18", "channel": "linkedin", "note": "Hello"}
    assert as_seeker.post(one(reply), data)["Location"] == f"/people/{lena.pk}/"
    assert said(lena) == [("outreach", dt.date(2026, 11, 18), "Hello")]
    lena.refresh_from_db()
    assert lena.stage == Stage.REACHED_OUT


def test_a_correction_to_a_day_to_come_is_refused(as_seeker, lena, reply):
    data = {"kind": "reply", "on": "2027-01-01", "note": "Other words"}
    response = as_seeker.post(one(reply), data)
    assert response.status_code == 422
    assert "Other words" in response.content.decode()
    assert said(lena) == [(Kind.REPLY, TODAY, "Happy to talk")]


def test_a_chat_stays_a_chat_when_its_note_is_corrected(as_seeker, lena):
    chat = writer.log(lena, Kind.CHAT, on=TODAY, now=NOW)
    as_seeker.post(one(chat), {"kind": "reply", "on": "2026-11-18", "note": "A team of eight"})
    assert said(lena) == [(Kind.CHAT, dt.date(2026, 11, 18), "A team of eight")]


def test_taking_back_a_decline_takes_back_the_parking(as_seeker, lena):
    no = writer.log(lena, Kind.DECLINED, on=TODAY, now=NOW)
    lena.refresh_from_db()
    assert lena.parked_reason == Parked.DECLINED
    as_seeker.post(f"{one(no)}remove/")
    lena.refresh_from_db()
    assert lena.parked_reason == ""


@pytest.mark.parametrize("act", ["", "remove/", "restore/"])
def test_a_stranger_corrects_removes_and_restores_nothing(as_stranger, stranger, lena, reply, act):
    theirs = make_contact(stranger)
    for address in (one(reply), f"/people/{theirs.pk}/interactions/{reply.pk}/"):
        assert as_stranger.post(address + act, {"kind": "reply", "on": "2026-01-01"}).status_code == 404
    assert said(lena) == [(Kind.REPLY, TODAY, "Happy to talk")]


def test_somebody_elses_interaction_is_not_found_under_another_of_my_people(as_seeker, seeker, reply):
    other = make_contact(seeker)
    assert as_seeker.post(f"/people/{other.pk}/interactions/{reply.pk}/remove/").status_code == 404


def test_an_answer_that_is_not_needed_is_settled(as_seeker, lena, reply):
    lena.refresh_from_db()
    assert lena.due_on == TODAY
    as_seeker.post(f"/people/{lena.pk}/no-answer-needed/")
    lena.refresh_from_db()
    assert lena.due_on is None


def test_a_get_changes_nothing(client: Client, as_seeker, lena, reply):
    for address in (f"{one(reply)}remove/", f"{one(reply)}restore/", f"/people/{lena.pk}/no-answer-needed/"):
        assert as_seeker.get(address).status_code == 405
    assert client.post(url(lena, Kind.REPLY), {"key": new_key()}).status_code == 302
    assert len(said(lena)) == 1


def test_that_no_answer_is_needed_can_be_undone(as_seeker, lena):
    writer.log(lena, Kind.REPLY, on=TODAY, now=NOW)
    said_so = as_seeker.post(f"/people/{lena.pk}/no-answer-needed/", {"place": "person"}, headers=HTMX)
    assert not lena.dues.filter(rule=4).exists()
    as_seeker.post(toast(said_so)["undo"], headers=HTMX)
    assert lena.dues.get(rule=4).due_on == TODAY


def test_a_stranger_settles_no_answer_and_takes_none_back(as_stranger, lena):
    for act in ("no-answer-needed", "answer-needed"):
        assert as_stranger.post(f"/people/{lena.pk}/{act}/").status_code == 404


# --- Which help, or which small sign of life


def sorts(contact) -> list[tuple[str, str]]:
    return list(Interaction.objects.filter(contact=contact).order_by("pk").values_list("kind", "sort"))


def test_a_press_can_say_which_sign_of_life_it_was(as_seeker, lena):
    as_seeker.post(f"{url(lena, Kind.TOUCH)}?sort=article", {"key": new_key()})
    assert sorts(lena) == [(Kind.TOUCH, "article")]
    assert "You shared an article with Lena" in as_seeker.get(f"/people/{lena.pk}/").content.decode()


def test_the_small_form_asks_which_help_it_was(as_seeker, lena):
    page = as_seeker.get(f"{url(lena, Kind.HELP_GIVEN)}?sort=mentoring").content.decode()
    assert '<option value="mentoring" selected>Mentoring</option>' in page
    as_seeker.post(f"{url(lena, Kind.HELP_GIVEN)}?sort=referral", {"key": new_key(), "sort": "knowledge"})
    assert sorts(lena) == [(Kind.HELP_GIVEN, "knowledge")]


def test_a_sort_of_another_kind_or_of_none_is_left_unsaid(as_seeker, lena):
    as_seeker.post(url(lena, Kind.TOUCH), {"key": new_key(), "sort": "mentoring"})
    as_seeker.post(f"{url(lena, Kind.REPLY)}?sort=article", {"key": new_key()})
    as_seeker.post(f"{url(lena, Kind.TOUCH)}?sort={'x' * 500}", {"key": new_key()})
    assert sorts(lena) == [(Kind.TOUCH, ""), (Kind.REPLY, ""), (Kind.TOUCH, "")]


def test_which_help_it_was_can_be_put_right(as_seeker, lena):
    helped = writer.log(lena, Kind.HELP_RECEIVED, on=TODAY, now=NOW, sort="knowledge")
    address = f"/people/{lena.pk}/interactions/{helped.pk}/"
    assert '<option value="knowledge" selected>' in as_seeker.get(address).content.decode()
    as_seeker.post(address, {"kind": "help_received", "on": TODAY, "sort": "mentoring"})
    assert sorts(lena) == [(Kind.HELP_RECEIVED, "mentoring")]
    as_seeker.post(address, {"kind": "reply", "on": TODAY, "sort": "mentoring"})
    assert sorts(lena) == [(Kind.REPLY, "")]
