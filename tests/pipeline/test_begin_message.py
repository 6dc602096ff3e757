from __future__ import annotations

import pytest
import time_machine

from networking.contacts.models import Contact
from networking.contacts.stages import Kind
from networking.conversations.models import Draft
from tests.people import NOW, make_company, make_contact
from tests.pipeline.writing import composer, log, sent_form, url


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


# --- Ways


def test_a_first_message_goes_by_the_first_open_way_and_the_chooser_says_why(as_seeker, seeker, lena):
    Contact.objects.update(profile_url="https://www.linkedin.com/in/lena", alumni_channel="Slack: @lena")
    c = composer(as_seeker, lena)
    assert [(tab.name, tab.why, tab.is_chosen) for tab in c.tabs] == [
        ("Alumni channel", "Slack: @lena", True),
        ("E-mail", "lena@northwind.example", False),
        ("LinkedIn note", "5 of 5 left this month", False),
    ]
    assert [way.name for way in c.closed] == ["An introduction", "LinkedIn message"]
    seeker.change_settings(channel_order=["linkedin_note"])
    c = composer(as_seeker, lena)
    assert (c.words.channel, c.limit) == ("linkedin_note", 200)


def test_a_later_message_goes_by_the_way_of_the_last_exchange(as_seeker, seeker, lena):
    mei = make_contact(seeker, None, "Mei", email="mei@example.org")
    Contact.objects.filter(pk=lena.pk).update(alumni_channel="Slack: @lena", introducer=mei)
    log(lena, Kind.OUTREACH, 3, channel="email")
    log(lena, Kind.REPLY, 1)
    assert composer(as_seeker, lena).words.channel == "email"
    log(lena, Kind.REPLY, channel="in_person")
    assert composer(as_seeker, lena).words.channel == "alumni"


def test_without_any_way_the_page_still_lets_one_write(as_seeker, lena):
    Contact.objects.update(email="")
    c = composer(as_seeker, lena)
    assert (c.words.channel, c.tabs, c.open) == ("", [], None)
    assert "No way to Lena is open yet." in as_seeker.get(url(lena)).content.decode()


def test_another_way_changes_the_text_only_while_nobody_wrote_in_it(as_seeker, lena):
    Contact.objects.update(profile_url="https://www.linkedin.com/in/lena")
    c = composer(as_seeker, lena)
    as_seeker.post(url(lena, "begin/"), sent_form(c, choose_channel="linkedin_note"))
    c = composer(as_seeker, lena)
    assert (c.words.channel, c.template) == ("linkedin_note", "Note with your “in”")
    as_seeker.post(url(lena, "begin/"), sent_form(c, text="My own words", choose_channel="email"))
    draft = Draft.objects.get()
    assert (draft.channel, draft.text, draft.earlier_text) == ("email", "My own words", "")


def test_a_closed_way_and_a_lost_template_are_refused_and_the_words_stay(as_seeker, lena):
    c = composer(as_seeker, lena)
    for choice, said in (
        ({"choose_channel": "linkedin"}, "This way is not open"),
        ({"choose_template": "own:987654"}, "no longer here"),
    ):
        response = as_seeker.post(url(lena, "begin/"), sent_form(c, text="My own words", **choice))
        assert response.status_code == 422
        assert said in response.content.decode()
        assert "My own words</textarea>" in response.content.decode()
    assert not Draft.objects.exists()


# --- Templates


def test_a_template_replaces_what_was_typed_and_keeps_it(as_seeker, lena):
    c = composer(as_seeker, lena)
    form = sent_form(c, text="My own words", choose_template="starter:first-in-common")
    response = as_seeker.post(url(lena, "begin/"), form, follow=True)
    draft = Draft.objects.get()
    assert "with whom I share something" in draft.text
    assert draft.earlier_text == "My own words"
    text = response.content.decode()
    assert f'action="{url(lena, "earlier/")}"' in text
    assert "Your own words are kept." in text
    as_seeker.post(url(lena, "earlier/"))
    assert Draft.objects.get().text == "My own words"
    as_seeker.post(url(lena, "earlier/"), sent_form(composer(as_seeker, lena), text="My own words!"))
    draft = Draft.objects.get()
    assert ("with whom I share" in draft.text, draft.earlier_text) == (True, "My own words!")


def test_an_untouched_text_is_replaced_without_a_word(as_seeker, lena):
    c = composer(as_seeker, lena)
    as_seeker.post(url(lena, "begin/"), sent_form(c, choose_template="starter:first-in-common"))
    assert Draft.objects.get().earlier_text == ""


def test_a_draft_nobody_wrote_in_gives_way_to_the_step_at_hand(as_seeker, lena):
    c = composer(as_seeker, lena)
    as_seeker.post(url(lena), sent_form(c))
    log(lena, Kind.REPLY)
    assert composer(as_seeker, lena).words.purpose == "offer_times"
    as_seeker.post(url(lena), sent_form(c, text="My own words", version=Draft.objects.get().version))
    c = composer(as_seeker, lena, "?purpose=thank_you")
    assert (c.words.purpose, c.words.text) == ("outreach", "My own words")
