"""Asking somebody to pass my name on: each act, its undo, and what it leaves in the conversation."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from networking.contacts.models import Contact
from networking.contacts.stages import Kind, Parked
from networking.conversations import referrals, writer
from networking.conversations.audit import check
from networking.conversations.models import (
    Interaction,
    Introduction,
    Opportunity,
    Outcome,
    Referral,
    Sort,
    Update,
)
from tests.people import NOW, TODAY, make_company, make_contact, new_key

MAIL = {"channel": "email", "on": TODAY, "now": NOW}


@pytest.fixture
def role(seeker):
    return make_role(seeker, make_company(seeker, "Northwind"))


@pytest.fixture
def lena(seeker, role):
    return make_contact(seeker, role.company, "Lena Koch", closeness="close")


def make_role(owner, company, role="Backend Engineer", **fields):
    fields = {"progress_on": TODAY, "progress_at": NOW, "created_at": NOW, "key": new_key()} | fields
    return Opportunity.objects.create(owner=owner, company=company, role=role, **fields)


def begun(contact, role) -> Referral:
    return referrals.begin(contact, role, now=NOW)


def said(contact) -> list[tuple[str, str]]:
    rows = Interaction.objects.filter(contact=contact, removed_at=None).order_by("pk")
    return list(rows.values_list("kind", "sort"))


def introduce(introducer, introduced) -> Introduction:
    return Introduction.objects.create(
        owner=introducer.owner, introducer=introducer, introduced=introduced, on=TODAY, key=new_key()
    )


def owed(person) -> list[str]:
    return list(Update.objects.filter(contact=person).values_list("about", flat=True))


def test_it_is_begun_once_for_each_person_and_role(lena, role):
    first = begun(lena, role)
    assert begun(lena, role) == first
    assert begun(make_contact(lena.owner, role.company), role) != first
    assert Referral.objects.count() == 2


def test_the_packet_begins_with_what_i_say_of_myself(lena, role):
    lena.owner.story, lena.owner.resume_url = "From teaching to Go.", "https://sam.example/resume"
    lena.owner.save()
    first = begun(lena, role)
    assert (first.why_me, first.resume_url, first.has_story) == (
        "From teaching to Go.",
        "https://sam.example/resume",
        True,
    )


def test_the_next_packet_for_a_role_begins_with_the_one_before_but_how_we_met_is_another(lena, role):
    written = {
        "context": "A meetup",
        "why_me": "Go",
        "talking_points": "Kind",
        "resume_url": "https://a.example",
    }
    referrals.edit(begun(lena, role), written)
    second = begun(make_contact(lena.owner, role.company), role)
    assert (second.context, second.why_me, second.talking_points, second.resume_url) == (
        "",
        "Go",
        "Kind",
        "https://a.example",
    )


def test_asking_stands_in_the_conversation_and_waits(lena, role):
    asked = referrals.ask(begun(lena, role), key=new_key(), **MAIL)
    assert referrals.is_asked(asked)
    assert said(lena) == [(Kind.REFERRAL_ASK, "")]
    lena.refresh_from_db()
    assert (lena.due_rule, lena.due_on) == (6, TODAY + dt.timedelta(7))


def test_asking_twice_is_asking_once(lena, role):
    mine, key = begun(lena, role), new_key()
    for each in (key, key, new_key()):
        referrals.ask(mine, key=each, **MAIL)
    assert said(lena) == [(Kind.REFERRAL_ASK, "")]


def test_asking_is_taken_back_and_the_same_press_asks_again(lena, role):
    mine, key = begun(lena, role), new_key()
    referrals.unask(referrals.ask(mine, key=key, **MAIL), now=NOW)
    assert said(lena) == []
    assert not referrals.is_asked(mine)
    assert referrals.is_asked(referrals.ask(mine, key=key, **MAIL))
    assert said(lena) == [(Kind.REFERRAL_ASK, "")]


def test_nobody_was_asked_tomorrow(lena, role):
    with pytest.raises(ValidationError):
        referrals.ask(begun(lena, role), key=new_key(), channel="", on=TODAY + dt.timedelta(1), now=NOW)
    assert said(lena) == []


@pytest.mark.parametrize(
    ("outcome", "logged", "rule"),
    [
        (Outcome.YES, [(Kind.REFERRAL, "")], 3),
        (Outcome.NO, [(Kind.REPLY, Sort.REFERRAL)], 4),
        (Outcome.SILENCE, [], 6),
    ],
)
def test_each_end_says_what_it_is_and_is_taken_back(lena, role, outcome, logged, rule):
    mine = referrals.ask(begun(lena, role), key=new_key(), **MAIL)
    referrals.end(mine, outcome, on=TODAY, key=new_key(), now=NOW, note="We shall see")
    lena.refresh_from_db()
    assert said(lena) == [(Kind.REFERRAL_ASK, ""), *logged]
    assert (mine.outcome, mine.outcome_on, lena.due_rule) == (outcome, TODAY, rule)
    referrals.reopen(mine, now=NOW)
    lena.refresh_from_db()
    assert said(lena) == [(Kind.REFERRAL_ASK, "")]
    assert (mine.outcome, mine.outcome_on, mine.answer, lena.due_rule) == (Outcome.OPEN, None, None, 6)


def test_a_no_parks_nobody(lena, role):
    referrals.end(begun(lena, role), Outcome.NO, on=TODAY, key=new_key(), now=NOW)
    lena.refresh_from_db()
    assert lena.parked_reason == ""


def test_an_answer_takes_somebody_up_again_and_its_undo_lets_them_rest(lena, role):
    writer.park(lena, Parked.NO_ANSWER, now=NOW)
    mine = referrals.end(begun(lena, role), Outcome.YES, on=TODAY, key=new_key(), now=NOW)
    assert Contact.objects.get(pk=lena.pk).parked_reason == ""
    referrals.reopen(mine, now=NOW)
    assert Contact.objects.get(pk=lena.pk).parked_reason == Parked.NO_ANSWER


def test_a_no_that_becomes_a_yes_leaves_one_answer(lena, role):
    mine = begun(lena, role)
    for outcome in (Outcome.NO, Outcome.NO, Outcome.YES):
        referrals.end(mine, outcome, on=TODAY, key=new_key(), now=NOW)
    assert said(lena) == [(Kind.REFERRAL, "")]


@pytest.mark.parametrize("outcome", [Outcome.YES, Outcome.NO, Outcome.SILENCE])
def test_whoever_introduced_them_is_owed_a_word_until_it_is_taken_back(lena, role, outcome):
    mei = make_contact(lena.owner, None, "Mei Tanaka")
    introduce(mei, lena)
    mine = referrals.end(begun(lena, role), outcome, on=TODAY, key=new_key(), now=NOW)
    assert owed(mei) == ["Referral for Backend Engineer at Northwind"]
    referrals.remove(mine, now=NOW)
    assert owed(mei) == []
    referrals.restore(mine)
    assert len(owed(mei)) == 1
    referrals.reopen(mine, now=NOW)
    assert owed(mei) == []


def test_a_removed_one_leaves_what_was_said_and_comes_back(lena, role):
    mine = referrals.ask(begun(lena, role), key=new_key(), **MAIL)
    referrals.remove(mine, now=NOW)
    assert said(lena) == [(Kind.REFERRAL_ASK, "")]
    assert list(referrals.of(lena.owner)) == []
    assert referrals.restore(mine) == mine
    assert list(referrals.of(lena.owner)) == [mine]


def test_one_that_was_begun_anew_meanwhile_is_the_one_that_comes_back(lena, role):
    first = begun(lena, role)
    referrals.remove(first, now=NOW)
    second = begun(lena, role)
    assert referrals.restore(first) == second
    assert list(referrals.of(lena.owner)) == [second]


def test_of_a_removed_person_role_or_company_there_is_none(lena, role):
    begun(lena, role)
    for thing in (lena, role, role.company):
        type(thing).objects.filter(pk=thing.pk).update(removed_at=NOW)
        assert list(referrals.of(lena.owner)) == []
        type(thing).objects.filter(pk=thing.pk).update(removed_at=None)


ACTS = st.lists(st.sampled_from(["ask", "unask", "yes", "no", "silence", "reopen", "remove", "restore"]))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_in_any_order_what_is_stored_stays_true(lena, role, names):
    mei, ida = make_contact(lena.owner, None, "Mei"), make_contact(lena.owner, None, "Ida")
    introduce(mei, ida)
    mine = begun(ida, role)
    do = {
        "ask": lambda: referrals.ask(mine, key=uuid.uuid4(), **MAIL),
        "unask": lambda: referrals.unask(mine, now=NOW),
        "reopen": lambda: referrals.reopen(mine, now=NOW),
        "remove": lambda: referrals.remove(mine, now=NOW),
        "restore": lambda: referrals.restore(mine),
    }
    for name in names:
        if name in do:
            do[name]()
        else:
            referrals.end(mine, name, on=TODAY, key=uuid.uuid4(), now=NOW)
    assert list(check(fix=False, now=NOW)) == []
    assert bool(owed(mei)) == (mine.outcome != Outcome.OPEN and not mine.is_removed)


def test_a_yes_names_who_referred_me_and_its_undo_nobody(lena, role):
    mine = referrals.end(begun(lena, role), Outcome.YES, on=TODAY, key=new_key(), now=NOW)
    role.refresh_from_db()
    assert role.referrer == lena
    referrals.reopen(mine, now=NOW)
    role.refresh_from_db()
    assert role.referrer is None


def test_whoever_the_role_names_already_stays(lena, role):
    role.referrer = make_contact(lena.owner, role.company)
    role.save()
    mine = referrals.end(begun(lena, role), Outcome.YES, on=TODAY, key=new_key(), now=NOW)
    referrals.reopen(mine, now=NOW)
    named = Opportunity.objects.get(pk=role.pk).referrer
    assert named == role.referrer
