from __future__ import annotations

import pytest
import time_machine

from networking.contacts.stages import Kind
from networking.conversations.models import Draft, Template
from tests.people import NOW, make_company, make_contact
from tests.pipeline.writing import HTMX, composer, log, sent_form, url


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def northwind(seeker):
    return make_company(seeker, "Northwind Robotics", in_words="I built my project on your arm SDK")


@pytest.fixture
def lena(seeker, northwind):
    return make_contact(seeker, northwind, "Lena Koch", email="lena@northwind.example")


def test_what_is_missing_is_asked_for_and_kept_where_it_belongs(as_seeker, seeker, lena, northwind):
    northwind.in_words, northwind.in_product = "", True
    northwind.save()
    seeker.change_settings(name="")
    Template.objects.create(
        owner=seeker,
        name="Mine",
        purpose="outreach",
        persona="developer",
        body="{first_name}, {role}: {in} {common_ground} {takeaway} {my_name}",
        changed_at=NOW,
    )
    c = composer(as_seeker, lena)
    assert [ask.name for ask in c.asks] == ["role", "in", "common_ground", "takeaway", "my_name"]
    text = as_seeker.get(url(lena)).content.decode()
    for said in (
        "Still to fill in: Their role, Your “in” at the company",
        "Kept as your “in” at Northwind Robotics too.",
        "Kept with Lena too",
        "Kept as Lena’s job title too.",
        "Kept in your settings too.",
    ):
        assert said in text
    answers = {
        "known_role": "Developer",
        "known_in": "i use the SDK",
        "known_common_ground": "we both taught",
        "known_takeaway": "{role} <b>",
        "known_my_name": "Sam",
        "known_company": "Evil",
    }
    as_seeker.post(url(lena, "fill/"), sent_form(c, **answers))
    assert Draft.objects.get().text == "Lena, Developer: I use the SDK. We both taught. {role} <b> Sam"
    for row in (lena, northwind, seeker):
        row.refresh_from_db()
    assert (lena.title, lena.common_ground) == ("Developer", "we both taught")
    assert (northwind.in_words, northwind.name, seeker.name) == ("i use the SDK", "Northwind Robotics", "Sam")


def test_answers_left_empty_leave_their_gaps_and_what_is_too_long_is_refused(as_seeker, lena):
    c = composer(as_seeker, lena)
    form = sent_form(c, text="{takeaway} and {role}", known_role="Developer")
    as_seeker.post(url(lena, "fill/"), form)
    assert Draft.objects.get().text == "{takeaway} and Developer"
    form = sent_form(composer(as_seeker, lena), known_takeaway="x" * 501)
    response = as_seeker.post(url(lena, "fill/"), form)
    assert response.status_code == 422
    assert "x" * 501 in response.content.decode()


def test_what_has_become_known_meanwhile_is_offered_and_what_is_kept_stays(as_seeker, lena, northwind):
    as_seeker.post(url(lena), sent_form(composer(as_seeker, lena), text="Once more: {in}"))
    c = composer(as_seeker, lena)
    assert [(ask.value, ask.kept) for ask in c.asks] == [("I built my project on your arm SDK.", "")]
    as_seeker.post(url(lena, "fill/"), sent_form(c, known_in="Another reason"))
    assert Draft.objects.get().text == "Once more: Another reason."
    northwind.refresh_from_db()
    assert northwind.in_words == "I built my project on your arm SDK"


def test_a_message_that_would_grow_too_long_is_refused_before_it_is_kept(as_seeker, lena):
    form = sent_form(composer(as_seeker, lena), text="x" * 9_900 + "{takeaway}", known_takeaway="y" * 200)
    response = as_seeker.post(url(lena, "fill/"), form)
    assert response.status_code == 422
    assert "longer than 10,000 characters" in response.content.decode()
    assert not Draft.objects.exists()


def test_enter_in_a_question_fills_in_without_script(as_seeker, lena):
    c = composer(as_seeker, lena)
    as_seeker.post(url(lena), sent_form(c, text="Thank you for {takeaway}", known_takeaway="your time"))
    assert Draft.objects.get().text == "Thank you for your time"


def test_times_go_into_the_text_in_both_time_zones(as_seeker, seeker, lena):
    seeker.change_settings(time_zone="Europe/Berlin")
    log(lena, Kind.REPLY)
    c = composer(as_seeker, lena)
    assert [ask.name for ask in c.asks] == ["times"]
    assert "Offer other times" not in as_seeker.get(url(lena)).content.decode()
    times = {"date_1": "2026-11-24", "time_1": "12:00", "time_zone": "America/New_York"}
    as_seeker.post(url(lena, "times/"), sent_form(c, **times))
    assert "Offer other times" in as_seeker.get(url(lena)).content.decode()
    said = "Tuesday 24 November at 12:00 Berlin time (06:00 in New York)"
    assert f"Would {said} suit you?" in Draft.objects.get().text
    lena.refresh_from_db()
    assert lena.time_zone == "America/New_York"
    c = composer(as_seeker, lena)
    as_seeker.post(url(lena, "times/"), sent_form(c, text="Hi Lena", **times))
    assert Draft.objects.get().text == f"Hi Lena\n\nWould {said} suit you?"


def test_times_that_are_over_are_refused_and_nothing_typed_is_lost(as_seeker, lena):
    log(lena, Kind.REPLY)
    c = composer(as_seeker, lena)
    times = {"date_1": "2026-11-01", "time_1": "12:00"}
    response = as_seeker.post(
        url(lena, "times/"), sent_form(c, text="My words {times}", **times), headers=HTMX
    )
    text = response.content.decode()
    assert response.status_code == 422
    assert "This is over already" in text
    assert 'value="2026-11-01"' in text
    assert "My words {times}</textarea>" in text
