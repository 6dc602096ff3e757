from __future__ import annotations

import datetime as dt
import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import time_machine

from networking.contacts.models import Contact
from networking.contacts.stages import Kind, Stage
from networking.conversations import writer
from networking.conversations.models import Draft, Hidden, Interaction
from tests.people import NOW, TODAY, make_company, make_contact, new_key
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


def mail_in(c) -> tuple[str, dict[str, list[str]]]:
    link = urlsplit(c.open.url)
    return unquote(link.path), parse_qs(link.query)


# --- Sending


def test_marking_as_sent_logs_the_text_and_the_template_and_deletes_the_draft(as_seeker, lena):
    c = composer(as_seeker, lena)
    as_seeker.post(url(lena), sent_form(c))
    response = as_seeker.post(url(lena, "sent/"), sent_form(c, version=Draft.objects.get().version))
    assert response["Location"] == f"/people/{lena.pk}/"
    sent = Interaction.objects.get()
    assert (sent.kind, sent.channel, sent.on) == ("outreach", "email", TODAY)
    assert (sent.subject, sent.text) == (c.words.subject, c.words.text)
    assert (sent.template_key, sent.template_name) == ("starter:first-developer", "Curious about the work")
    assert not Draft.objects.exists()
    lena.refresh_from_db()
    assert lena.stage == Stage.REACHED_OUT


def test_a_double_click_sends_once(as_seeker, lena):
    form = sent_form(composer(as_seeker, lena))
    for _ in range(2):
        assert as_seeker.post(url(lena, "sent/"), form).status_code == 302
    assert Interaction.objects.count() == 1


@pytest.mark.parametrize(
    ("place", "there"),
    [("today", "/"), ("people", "/people/"), ("", "/people/{pk}/"), ("//evil", "/people/{pk}/")],
)
def test_after_sending_one_is_where_one_came_from(as_seeker, lena, place, there):
    c = composer(as_seeker, lena, f"?place={place}")
    there = there.format(pk=lena.pk)
    assert as_seeker.post(url(lena, "sent/"), sent_form(c))["Location"] == there
    response = as_seeker.post(url(lena, "sent/"), sent_form(c, key=new_key()), headers=HTMX)
    assert response["HX-Redirect"] == there


def test_the_undo_of_sending_takes_back_and_brings_the_draft_back(as_seeker, lena):
    c = composer(as_seeker, lena)
    response = as_seeker.post(url(lena, "sent/"), sent_form(c, text="My own words"), follow=True)
    undo = re.search(r'action="([^"]*/undo/[^"]*)"', response.content.decode())[1]
    as_seeker.post(undo)
    assert not Interaction.objects.filter(removed_at=None).exists()
    draft = Draft.objects.get()
    assert (draft.purpose, draft.channel, draft.text) == ("outreach", "email", "My own words")
    assert as_seeker.post(undo).status_code == 404
    lena.refresh_from_db()
    assert lena.stage == Stage.TO_CONTACT


def test_what_another_window_wrote_meanwhile_stays_a_draft(as_seeker, lena):
    c = composer(as_seeker, lena)
    as_seeker.post(url(lena), sent_form(c, text="From the other window"))
    as_seeker.post(url(lena, "sent/"), sent_form(c))
    assert Draft.objects.get().text == "From the other window"


# --- Introductions


@pytest.fixture
def mei(seeker, lena):
    mei = make_contact(seeker, None, "Mei Tanaka", email="mei@example.org", closeness="close")
    Contact.objects.filter(pk=lena.pk).update(introducer=mei)
    return mei


def test_an_introduction_is_asked_of_the_one_who_can_introduce(as_seeker, lena, mei):
    c = composer(as_seeker, lena)
    assert (c.words.purpose, c.words.channel) == ("introduction", "introduction")
    assert c.words.text.startswith("Hi Mei,")
    assert "I would love to talk with Lena Koch there. I built my project" in c.words.text
    assert mail_in(c)[0] == "mei@example.org"


def test_choosing_an_introduction_and_leaving_it_again(as_seeker, seeker, lena, mei):
    seeker.change_settings(channel_order=["email"])
    c = composer(as_seeker, lena)
    assert c.words.purpose == "outreach"
    as_seeker.post(url(lena, "begin/"), sent_form(c, choose_channel="introduction"))
    c = composer(as_seeker, lena)
    assert (c.words.purpose, c.words.text[:7]) == ("introduction", "Hi Mei,")
    as_seeker.post(url(lena, "begin/"), sent_form(c, choose_channel="email"))
    c = composer(as_seeker, lena)
    assert (c.words.purpose, c.words.channel, c.words.text[:8]) == ("outreach", "email", "Hi Lena,")


@pytest.mark.parametrize(("before", "kind"), [([], "outreach"), ([Kind.REPLY], "message")])
def test_asking_for_an_introduction_is_logged_with_the_introducer(as_seeker, lena, mei, before, kind):
    for said in before:
        log(mei, said, 3)
    c = composer(as_seeker, lena)
    response = as_seeker.post(url(lena, "sent/"), sent_form(c), follow=True)
    sent = Interaction.objects.latest("pk")
    assert (sent.contact, sent.kind, sent.channel, sent.text) == (mei, kind, "email", c.words.text)
    assert not Interaction.objects.filter(contact=lena).exists()
    put_off = Hidden.objects.get()
    assert (put_off.rule, put_off.subject) == (7, f"contact:{lena.pk}")
    assert put_off.until == TODAY + dt.timedelta(days=7)
    page = as_seeker.get(f"/people/{lena.pk}/").content.decode()
    assert "You asked Mei Tanaka for an introduction. Your own message comes up again on 26 November." in page
    undo = re.search(r'action="([^"]*/undo/[^"]*)"', response.content.decode())[1]
    as_seeker.post(undo)
    assert not Hidden.objects.exists()
    draft = Draft.objects.get()
    assert (draft.contact, draft.purpose, draft.channel) == (lena, "introduction", "introduction")


def test_an_introducer_who_was_removed_introduces_nobody(as_seeker, lena, mei):
    writer.remove_contact(mei, now=NOW)
    c = composer(as_seeker, lena, "?purpose=introduction&channel=introduction")
    assert (c.words.purpose, c.words.channel) == ("outreach", "email")
