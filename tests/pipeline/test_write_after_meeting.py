"""Whoever was met is written to about that: the event in the words, and what was talked about beside them."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from networking.accounts.models import User
from networking.contacts.models import Contact
from networking.contacts.stages import Kind, Stage
from networking.conversations import events
from networking.conversations.models import Attendance, Event, Interaction, Purpose
from tests.people import NOW, make_company, make_contact, new_key
from tests.pipeline.writing import composer, log, sent_form, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def mei(seeker: User) -> Contact:
    return make_contact(
        seeker, make_company(seeker, "Bluebird"), "Mei Tanaka", email="mei@example.org", closeness="distant"
    )


def meet(person: Contact, days_ago: int = 2, name: str = "PyLadies", note: str = "robots") -> Event:
    owner = person.owner
    start = NOW - dt.timedelta(days=days_ago, hours=1)
    event = events.add(owner, key=new_key(), now=NOW, name=name, starts_at=start)
    events.meet_at(event, person, note=note, key=new_key(), now=NOW)
    return event


def test_two_days_later_the_step_opens_a_message_about_it(as_seeker: Client, mei: Contact) -> None:
    meet(mei)
    c = composer(as_seeker, mei)
    assert (c.words.purpose, c.words.template_key) == (Purpose.MET, "starter:met-general")
    assert c.words.subject == "Good to meet you at PyLadies"
    assert "It was good to meet you at PyLadies." in c.words.text
    assert [(part.title, part.text) for part in c.material] == [("You met at PyLadies · Tue", "robots")]
    assert "no_in" not in [advice.code for advice in c.advice]


def test_it_can_be_written_before_it_is_due(as_seeker: Client, mei: Contact) -> None:
    meet(mei, days_ago=0)
    assert composer(as_seeker, mei).words.purpose == Purpose.MET


def test_sending_it_is_a_first_message_and_nothing_more_is_due(as_seeker: Client, mei: Contact) -> None:
    meet(mei)
    form = sent_form(composer(as_seeker, mei), text="Hi Mei, it was good to meet you. What now?")
    as_seeker.post(url(mei, "sent/"), form)
    mei.refresh_from_db()
    assert (Interaction.objects.get().kind, mei.stage) == (Kind.OUTREACH, Stage.REACHED_OUT)
    assert composer(as_seeker, mei).words.purpose == Purpose.FOLLOW_UP


def test_somebody_met_again_is_written_to_about_that(as_seeker: Client, mei: Contact) -> None:
    log(mei, Kind.OUTREACH, days_ago=20)
    meet(mei, 30, "Long ago")
    assert composer(as_seeker, mei).words.purpose == Purpose.FOLLOW_UP
    meet(mei, 3, "PyCon")
    c = composer(as_seeker, mei)
    assert (c.words.purpose, "PyCon" in c.words.text) == (Purpose.MET, True)


def test_of_two_events_the_message_is_about_the_one_that_the_step_names(
    as_seeker: Client, mei: Contact
) -> None:
    for name, days_ago in (("PyCon", 5), ("PyLadies", 3)):
        meet(mei, days_ago, name)
    assert "whom you met at PyCon" in as_seeker.get("/").content.decode()
    c = composer(as_seeker, mei)
    assert "It was good to meet you at PyCon." in c.words.text
    assert c.material[0].title == "You met at PyCon · Sat"
    log(mei, Kind.MESSAGE)
    assert "meet you at PyLadies" in composer(as_seeker, mei, "?purpose=met").words.text


@pytest.mark.parametrize("gone", ["skipped", "removed"])
def test_an_event_i_did_not_go_to_says_nothing(as_seeker: Client, mei: Contact, gone: str) -> None:
    event = meet(mei)
    if gone == "skipped":
        events.attend(event, Attendance.SKIPPED)
    else:
        events.remove(event, now=NOW)
    for query in ("", "?purpose=met"):
        assert composer(as_seeker, mei, query).words.purpose == Purpose.OUTREACH


def test_where_nobody_was_met_it_is_not_offered(as_seeker: Client, mei: Contact) -> None:
    titles = [title for title, _ in composer(as_seeker, mei, "?purpose=met").menu]
    assert Purpose.MET.label not in titles
    meet(mei)
    titles = [title for title, _ in composer(as_seeker, mei).menu]
    assert titles[0] == Purpose.MET.label


def test_the_step_on_today_leads_there(as_seeker: Client, mei: Contact) -> None:
    meet(mei)
    page = as_seeker.get("/").content.decode()
    assert "Write to Mei Tanaka, whom you met at PyLadies" in page
    assert f'href="/people/{mei.pk}/#write"' in page or f"/people/{mei.pk}/" in page


def test_the_event_leads_there(as_seeker: Client, mei: Contact) -> None:
    event = meet(mei, days_ago=0)
    page = as_seeker.get(reverse("pipeline:event", args=[event.pk])).content.decode()
    assert f'href="/people/{mei.pk}/write/?purpose=met"' in page
