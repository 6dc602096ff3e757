"""Telling whoever helped how it ended: on their page, in the message to them, and on the page of the role."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from networking.accounts.models import User
from networking.companies.models import Company
from networking.contacts.models import Contact
from networking.contacts.stages import Kind, Parked
from networking.conversations import updates, writer
from networking.conversations.endings import within_a_sentence
from networking.conversations.models import (
    Due,
    Introduction,
    Opportunity,
    Progress,
    Purpose,
    Update,
)
from networking.pipeline.loop import load_who_should_know
from tests.people import NOW, TODAY, make_company, make_contact, make_template, new_key
from tests.pipeline.writing import composer, sent_form

pytestmark = pytest.mark.usefixtures("noon")
YESTERDAY = TODAY - dt.timedelta(1)
EARLIER = NOW - dt.timedelta(1)


@pytest.fixture
def northwind(seeker: User) -> Company:
    return make_company(seeker, "Northwind Robotics", in_words="their SDK")


@pytest.fixture
def lena(seeker: User, northwind: Company) -> Contact:
    """Talked with and thanked; so all that is owed is what has ended since."""
    lena = make_contact(seeker, northwind, "Lena Koch", email="lena@northwind.example")
    for kind in (Kind.CHAT, Kind.THANK_YOU):
        writer.log(lena, kind, on=TODAY - dt.timedelta(9), now=NOW - dt.timedelta(9))
    return lena


def end_role(company: Company, progress: str, role: str = "Backend Engineer") -> Opportunity:
    """It ended yesterday."""
    ended = Opportunity.objects.create(
        owner=company.owner,
        company=company,
        role=role,
        progress=progress,
        progress_on=YESTERDAY,
        progress_at=EARLIER,
        created_at=EARLIER,
        key=new_key(),
    )
    updates.owe(opportunity=ended, on=YESTERDAY, at=EARLIER)
    return ended


def introduction(introducer: Contact, introduced: Contact) -> Introduction:
    return Introduction.objects.create(
        owner=introducer.owner,
        introducer=introducer,
        introduced=introduced,
        on=TODAY - dt.timedelta(5),
        key=new_key(),
    )


def page(client: Client, contact: Contact) -> str:
    return client.get(f"/people/{contact.pk}/").content.decode()


def known_url(act: str = "known") -> str:
    return f"/updates/{Update.objects.get().pk}/{act}/"


class TestTheMessage:
    @pytest.mark.parametrize(
        ("progress", "template", "ended"),
        [
            (Progress.ACCEPTED, "starter:update-yes", "It worked out"),
            (Progress.REJECTED, "starter:update-no", "It did not work out"),
            (Progress.WITHDRAWN, "starter:update-no", "It did not work out"),
        ],
    )
    def test_begins_with_the_words_for_how_it_ended(
        self, as_seeker: Client, northwind: Company, lena: Contact, progress: str, template: str, ended: str
    ) -> None:
        end_role(northwind, progress)
        c = composer(as_seeker, lena)
        assert (c.words.purpose, c.words.template_key) == (Purpose.UPDATE, template)
        assert "A short word about Backend Engineer at Northwind Robotics: " in c.words.text
        assert c.material == [(f"{ended} · Yesterday", "Backend Engineer at Northwind Robotics")]
        assert not c.asks

    @pytest.mark.parametrize("purpose", sorted(set(Purpose.values) - {Purpose.INTRODUCTION}))
    def test_whatever_the_message_is_for_what_they_were_not_told_is_at_hand(
        self, as_seeker: Client, northwind: Company, lena: Contact, purpose: str
    ) -> None:
        """A thank-you for a chat would settle the update too, and leave it untold."""
        end_role(northwind, Progress.REJECTED)
        material = composer(as_seeker, lena, f"?purpose={purpose}").material
        assert material[-1] == ("It did not work out · Yesterday", "Backend Engineer at Northwind Robotics")

    def test_for_silence_after_an_introduction(
        self, as_seeker: Client, seeker: User, lena: Contact, northwind: Company
    ) -> None:
        omar = make_contact(seeker, northwind, "Omar Haddad")
        introduction(lena, omar)
        writer.park(omar, Parked.NO_ANSWER, now=NOW, on=YESTERDAY)
        c = composer(as_seeker, lena)
        assert c.words.template_key == "starter:update-silence"
        assert "A short word about the introduction to Omar Haddad: no answer came" in c.words.text

    def test_takes_a_copy_of_mine_in_the_place_of_ours_and_one_of_my_own_for_any_outcome(
        self, as_seeker: Client, seeker: User, northwind: Company, lena: Contact
    ) -> None:
        end_role(northwind, Progress.REJECTED)
        make_template(seeker, "Yes", purpose=Purpose.UPDATE, copied_from="starter:update-yes")
        assert composer(as_seeker, lena).words.template_key == "starter:update-no"
        mine = make_template(seeker, "Whatever", purpose=Purpose.UPDATE)
        assert composer(as_seeker, lena).words.template_key == f"own:{mine.pk}"

    def test_sent_it_is_a_thank_you_and_nothing_is_owed_any_more(
        self, as_seeker: Client, northwind: Company, lena: Contact
    ) -> None:
        role = end_role(northwind, Progress.REJECTED)
        assert "helped, and would like to know" in page(as_seeker, lena)
        form = sent_form(composer(as_seeker, lena))
        as_seeker.post(f"/people/{lena.pk}/write/sent/", form)
        assert lena.interactions.latest("pk").kind == Kind.THANK_YOU
        assert not Due.objects.filter(rule=3).exists()
        assert "helped, and would like to know" not in page(as_seeker, lena)
        assert [row.is_told for row in load_who_should_know(role.owner, role)] == [True]

    def test_thanks_for_help_stay_thanks(self, as_seeker: Client, lena: Contact) -> None:
        writer.log(lena, Kind.HELP_RECEIVED, on=YESTERDAY, now=NOW)
        assert composer(as_seeker, lena).words.purpose == Purpose.THANK_YOU


class TestTheirPage:
    def test_says_what_ended_and_how(self, as_seeker: Client, northwind: Company, lena: Contact) -> None:
        end_role(northwind, Progress.REJECTED, "Engineer <b>")
        text = page(as_seeker, lena)
        assert "<strong>Engineer &lt;b&gt; at Northwind Robotics</strong>" in text
        assert "It did not work out · Yesterday" in text

    def test_they_know_already_and_after_all_they_do_not(
        self, as_seeker: Client, northwind: Company, lena: Contact
    ) -> None:
        end_role(northwind, Progress.REJECTED)
        assert Due.objects.filter(contact=lena, rule=3).exists()
        response = as_seeker.post(known_url(), {"place": "person"}, follow=True)
        assert response.redirect_chain == [(f"/people/{lena.pk}/", 302)]
        assert "Good: Lena knows already." in response.content.decode()
        assert not Due.objects.filter(contact=lena, rule=3).exists()
        as_seeker.post(known_url("not-known"))
        assert Due.objects.filter(contact=lena, rule=3).exists()

    def test_with_htmx_the_page_follows(self, as_seeker: Client, northwind: Company, lena: Contact) -> None:
        end_role(northwind, Progress.REJECTED)
        response = as_seeker.post(known_url(), {"place": "person"}, headers={"HX-Request": "true"})
        assert response.content.decode().startswith('<div id="person">')

    def test_what_a_stranger_asks_for_does_not_exist(
        self, as_stranger: Client, northwind: Company, lena: Contact
    ) -> None:
        end_role(northwind, Progress.REJECTED)
        assert as_stranger.post(known_url()).status_code == 404
        assert Update.objects.get().is_known is False

    @pytest.mark.parametrize("number", [1, 3])
    def test_it_costs_the_same_for_one_and_for_three(
        self, as_seeker: Client, northwind: Company, lena: Contact, number: int
    ) -> None:
        for i in range(number):
            end_role(northwind, Progress.REJECTED, f"Engineer {i}")
        page(as_seeker, lena)
        with CaptureQueriesContext(connection) as queries:
            page(as_seeker, lena)
        assert len(queries) == 8


class TestWhoShouldKnowOfARole:
    def test_stands_on_its_page_and_saying_they_know_comes_back_there(
        self, as_seeker: Client, northwind: Company, lena: Contact
    ) -> None:
        role = f"/opportunities/{end_role(northwind, Progress.REJECTED).pk}/"
        text = as_seeker.get(role).content.decode()
        place = f"opportunity:{role.split('/')[2]}"
        assert f'href="/people/{lena.pk}/write/?purpose=update&amp;place={place}"' in text
        response = as_seeker.post(known_url(), {"next": role}, follow=True)
        assert response.redirect_chain == [(role, 302)]
        assert '<span class="muted">Knows already</span>' in response.content.decode()

    def test_written_to_from_its_page_they_are_told_of_this_role_first_and_it_leads_back_there(
        self, as_seeker: Client, northwind: Company, lena: Contact
    ) -> None:
        end_role(northwind, Progress.REJECTED, "Data Engineer")
        role = end_role(northwind, Progress.ACCEPTED, "Platform Engineer")
        usual = composer(as_seeker, lena)
        assert usual.words.template_key == "starter:update-no"
        c = composer(as_seeker, lena, f"?purpose=update&place=opportunity:{role.pk}")
        assert c.words.template_key == "starter:update-yes"
        assert "A short word about Platform Engineer at Northwind Robotics: it worked out!" in c.words.text
        assert [it.title for it in c.material] == [
            "It worked out · Yesterday",
            "It did not work out · Yesterday",
        ]
        sent = as_seeker.post(f"/people/{lena.pk}/write/sent/", sent_form(c))
        assert sent["Location"] == f"/opportunities/{role.pk}/"

    def test_nobody_while_it_is_open(self, northwind: Company, lena: Contact) -> None:
        role = end_role(northwind, Progress.INTERVIEWING)
        assert load_who_should_know(lena.owner, role) == []

    def test_who_is_not_told_yet_comes_first(self, seeker: User, northwind: Company, lena: Contact) -> None:
        ada = make_contact(seeker, northwind, "Ada")
        zoe = make_contact(seeker, northwind, "Zoe")
        for person in (ada, zoe):
            writer.log(person, Kind.CHAT, on=TODAY - dt.timedelta(9), now=NOW)
        role = end_role(northwind, Progress.REJECTED)
        writer.log(ada, Kind.MESSAGE, on=TODAY, now=NOW)
        updates.say_known(Update.objects.get(contact=lena))
        rows = load_who_should_know(seeker, role)
        assert [(row.person, row.is_told, row.is_known) for row in rows] == [
            ("Zoe", False, False),
            ("Ada", True, False),
            ("Lena Koch", False, True),
        ]


@pytest.mark.parametrize(
    ("about", "within"),
    [
        ("Introduction to Omar", "the introduction to Omar"),
        ("Referral for Engineer at Acme", "the referral for Engineer at Acme"),
        ("Backend Engineer at Acme", "Backend Engineer at Acme"),
    ],
)
def test_what_ended_stands_well_within_a_sentence(about: str, within: str) -> None:
    assert within_a_sentence(about) == within
