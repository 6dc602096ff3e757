"""Giving and receiving: the ledger of one person on their page, and of all on a page of its own."""

from __future__ import annotations

import datetime as dt
import html

import pytest
import time_machine

from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.pipeline import giving_list
from tests.people import NOW, TODAY, make_company, make_contact

URL = "/people/giving/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def lena(seeker):
    return make_contact(seeker, make_company(seeker, "Northwind"), "Lena Koch")


def log(contact, kind: str, days_ago: int = 0, **more):
    return writer.log(contact, kind, on=TODAY - dt.timedelta(days=days_ago), now=NOW, **more)


def read(client, url: str = URL) -> str:
    return html.unescape(client.get(url).content.decode())


def test_without_help_it_teaches_what_belongs_there(as_seeker):
    assert "Giving comes before asking" in read(as_seeker)


def test_the_page_of_a_person_tells_what_went_both_ways(as_seeker, lena):
    log(lena, Kind.INTRODUCTION, 3, note="To the first team")
    log(lena, Kind.HELP_GIVEN, 1, sort="mentoring")
    keeping = as_seeker.get(f"/people/{lena.pk}/").context["keeping"]
    sides = [(side.title, [(entry.what, entry.note) for entry in side.entries]) for side in keeping.sides]
    assert sides == [
        ("You gave", [("Mentoring", "")]),
        ("Lena gave", [("An introduction", "To the first team")]),
    ]
    assert keeping.balance.words.startswith("As much given as received")


def test_more_than_four_of_one_side_are_counted(as_seeker, lena):
    for _ in range(6):
        log(lena, Kind.HELP_GIVEN)
    assert "and 2 more" in read(as_seeker, f"/people/{lena.pk}/")


def test_a_press_on_the_page_writes_down_the_sort(as_seeker, lena):
    buttons = as_seeker.get(f"/people/{lena.pk}/").context["keeping"].touches
    assert [button.words for button in buttons] == [
        "I congratulated",
        "I shared an article",
        "I shared a job",
        "I commented",
    ]
    as_seeker.post(buttons[0].url, {"key": buttons[0].key, "place": "person"})
    assert "You congratulated Lena" in read(as_seeker, f"/people/{lena.pk}/")


def test_everybody_stands_on_one_page_the_latest_first(as_seeker, seeker, lena):
    mei = make_contact(seeker, name="Mei Tanaka")
    log(lena, Kind.REFERRAL, 9)
    for _ in range(2):
        log(mei, Kind.HELP_GIVEN, 2, sort="knowledge")
    giving = as_seeker.get(URL).context["giving"]
    assert [(row.contact.name, row.given, row.received) for row in giving.page.things] == [
        ("Mei Tanaka", "Knowledge or feedback (2)", ""),
        ("Lena Koch", "", "A referral"),
    ]
    assert (giving.given, giving.received) == (2, 1)
    assert "You gave 2 times and received 1." in read(as_seeker)


def test_something_back_is_offered_to_who_gave_most_with_an_idea_for_them(as_seeker, seeker):
    for number, persona in enumerate(("developer", "manager", "recruiter", "other")):
        person = make_contact(seeker, name=f"Person {number}", persona=persona)
        for _ in range(number + 1):
            log(person, Kind.HELP_RECEIVED)
    turns = as_seeker.get(URL).context["giving"].turns
    assert [turn.contact.name for turn in turns] == ["Person 3", "Person 2", "Person 1"]
    assert turns[1].idea.startswith("Name somebody who fits a role")


def test_what_was_taken_back_and_who_was_removed_do_not_count(as_seeker, seeker, lena):
    writer.remove(log(lena, Kind.HELP_GIVEN), now=NOW)
    gone = make_contact(seeker, name="Gone")
    log(gone, Kind.HELP_GIVEN)
    writer.remove_contact(gone, now=NOW)
    assert "Giving comes before asking" in read(as_seeker)


def test_sample_people_are_shown_but_never_counted(as_seeker, seeker, lena):
    sample = make_contact(seeker, name="Sample Sue", is_sample=True)
    log(sample, Kind.HELP_GIVEN)
    giving = as_seeker.get(URL).context["giving"]
    assert ([row.contact for row in giving.page.things], giving.given) == ([sample], 0)


def test_a_stranger_sees_nothing_of_it(as_stranger, lena):
    log(lena, Kind.HELP_GIVEN, note="zq7secret")
    assert "Lena" not in read(as_stranger)


def test_a_long_ledger_has_pages(as_seeker, seeker, monkeypatch):
    monkeypatch.setattr(giving_list, "ON_A_PAGE", 2)
    for number in range(3):
        log(make_contact(seeker, name=f"Person {number}"), Kind.HELP_GIVEN, number)
    assert "Person 2" not in read(as_seeker)
    assert "Page 2 of 2" in read(as_seeker, f"{URL}?page=2")
    for odd in ("0", "99", "x", "-1"):
        assert as_seeker.get(f"{URL}?page={odd}").status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_five_queries_for_one_and_for_three(as_seeker, seeker, django_assert_num_queries, rows):
    company = make_company(seeker)
    for number in range(rows):
        person = make_contact(seeker, company, f"Person {number}")
        log(person, Kind.HELP_GIVEN)
        log(person, Kind.REFERRAL)
    with django_assert_num_queries(5):
        as_seeker.get(URL)
