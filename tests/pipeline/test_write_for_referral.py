"""Asking for a referral with the composer: the words for each, the packet in them, and where it leads."""

from __future__ import annotations

import pytest

from networking.contacts.stages import Kind
from networking.conversations import referrals
from networking.conversations.models import Interaction, Outcome, Purpose
from tests.conversations.test_referrals import make_role
from tests.people import NOW, make_company, make_contact, make_template, new_key
from tests.pipeline.writing import composer, log, sent_form, url

pytestmark = pytest.mark.usefixtures("noon")
PACKET = {
    "why_me": "i like Go",
    "talking_points": "Kind\nTests first",
    "resume_url": "https://sam.example/resume",
}


@pytest.fixture
def lena(seeker):
    northwind = make_company(seeker, "Northwind", in_words="I built my project on your arm SDK")
    return make_contact(seeker, northwind, "Lena Koch", email="lena@example.org", closeness="close")


def begun(lena, role="Backend Engineer", **packet):
    made = referrals.begin(lena, make_role(lena.owner, lena.company, role), now=NOW)
    return referrals.edit(made, PACKET | packet)


def ask(client, lena, place: str = ""):
    return composer(client, lena, f"?purpose=referral&place={place}")


def test_somebody_close_is_asked_in_words_for_close_people_with_the_packet_in_them(as_seeker, lena):
    begun(lena)
    c = ask(as_seeker, lena)
    assert c.words.template_key == "starter:referral-close"
    assert c.words.subject == "Backend Engineer at Northwind"
    assert "there is a role that fits: Backend Engineer. I like Go." in c.words.text
    assert "\n\nKind\nTests first\n\n" in c.words.text
    assert [it.title for it in c.material] == [
        "Backend Engineer at Northwind",
        "What they could say about me",
        "My résumé",
    ]


def test_the_check_does_not_mind_that_a_referral_is_asked_for(as_seeker, lena):
    begun(lena)
    c = ask(as_seeker, lena)
    assert [it.code for it in c.advice] == []
    assert c.hint == "Make it easy to do, and as easy to say no"


def test_somebody_distant_is_asked_carefully_and_it_is_said_when_it_is_too_early(as_seeker, seeker, lena):
    theo = make_contact(seeker, lena.company, "Theo", email="theo@example.org")
    begun(theo)
    c = ask(as_seeker, theo)
    assert c.words.template_key == "starter:referral-distant"
    assert [it.code for it in c.advice] == ["not_yet"]
    log(theo, Kind.CHAT, 2)
    log(theo, Kind.THANK_YOU, 1)
    assert [it.code for it in ask(as_seeker, theo).advice] == []


def test_what_is_missing_is_asked_for(as_seeker, lena):
    begun(lena, talking_points="", resume_url="")
    assert [it.name for it in ask(as_seeker, lena).asks] == ["talking_points", "resume"]


def test_my_own_words_and_my_copy_come_first(as_seeker, seeker, lena):
    begun(lena)
    copied = make_template(
        seeker, "Mine", purpose=Purpose.REFERRAL, body="Hi!", copied_from="starter:referral-close"
    )
    make_template(
        seeker, "For distant", purpose=Purpose.REFERRAL, body="Hm", copied_from="starter:referral-distant"
    )
    assert ask(as_seeker, lena).words.template_key == f"own:{copied.pk}"


def test_without_a_referral_there_is_nothing_to_ask_for(as_seeker, lena):
    c = ask(as_seeker, lena)
    assert c.words.purpose == Purpose.OUTREACH
    assert "Asking for a referral" not in [title for title, _ in c.menu]


def test_of_two_it_is_the_one_whose_page_one_came_from(as_seeker, lena):
    first, second = begun(lena, "First Role"), begun(lena, "Second Role")
    assert ask(as_seeker, lena).words.subject == "Second Role at Northwind"
    assert ask(as_seeker, lena, f"referral:{first.pk}").words.subject == "First Role at Northwind"
    assert ask(as_seeker, lena, "referral:x").words.subject == "Second Role at Northwind"
    referrals.end(second, Outcome.SILENCE, on=NOW.date(), key=new_key(), now=NOW)
    assert ask(as_seeker, lena).words.subject == "First Role at Northwind"


def test_marked_as_sent_it_is_asked_and_leads_back_and_its_undo_takes_it_back(as_seeker, lena):
    mine, place = begun(lena), ""
    place = f"referral:{mine.pk}"
    form = sent_form(ask(as_seeker, lena, place))
    for _ in range(2):
        answer = as_seeker.post(url(lena, "sent/"), form)
        assert answer["Location"] == f"/referrals/{mine.pk}/"
    mine.refresh_from_db()
    sent = Interaction.objects.get()
    assert (mine.ask, sent.kind) == (sent, Kind.REFERRAL_ASK)
    as_seeker.post(f"{url(lena, 'sent/')}{sent.pk}/undo/?purpose=referral")
    mine.refresh_from_db()
    assert not referrals.is_asked(mine)
    assert ask(as_seeker, lena, place).words.purpose == Purpose.REFERRAL


def test_a_no_is_answered_with_thanks(as_seeker, lena):
    mine = begun(lena)
    referrals.end(mine, Outcome.NO, on=NOW.date(), key=new_key(), now=NOW)
    assert composer(as_seeker, lena).words.purpose == Purpose.DECLINE_THANKS
