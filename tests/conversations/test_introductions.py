"""Writing down who introduced whom: once, thanked for, taken back and brought back exactly."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db.models import F
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from networking.contacts.models import Contact
from networking.contacts.stages import Kind, Stage
from networking.conversations import introductions, writer
from networking.conversations.audit import check
from networking.conversations.models import Due, Interaction, Introduction
from networking.conversations.writer import locking
from tests.people import NOW, TODAY, make_company, make_contact, make_user, new_key


@pytest.fixture
def lena(seeker):
    return make_contact(seeker, make_company(seeker, "Northwind"), "Lena Koch")


@pytest.fixture
def tomas(seeker):
    return make_contact(seeker, make_company(seeker, "Acme"), "Tomas Berg")


def introduce(by: Contact, to: Contact, **said) -> Introduction:
    said = {"on": TODAY, "now": NOW, "key": new_key()} | said
    return introductions.introduce(by, to, **said)


def told(user) -> list[Introduction]:
    return list(introductions.told_of(user).order_by("pk"))


def test_whoever_waits_for_another_act_on_somebody_names_who_introduces_all_the_same(
    lena, tomas, monkeypatch
):
    another = iter([True])

    def lock(keys):
        if next(another, False):
            Contact.objects.filter(pk=tomas.pk).update(version=F("version") + 1)

    monkeypatch.setattr(locking, "lock", lock)
    introductions.name_introducer(tomas, lena, now=NOW)
    assert Contact.objects.get(pk=tomas.pk).introducer == lena


def test_thanks_are_owed_to_who_introduced_me_and_they_can_again(seeker, lena, tomas):
    made = introduce(lena, tomas, on=TODAY - dt.timedelta(3))
    assert told(seeker) == [made]
    said = Interaction.objects.get()
    assert (said.contact, said.kind, said.on) == (lena, Kind.INTRODUCTION, TODAY - dt.timedelta(3))
    assert [(due.contact, due.rule, due.due_on) for due in Due.objects.all()] == [
        (lena, 3, TODAY - dt.timedelta(2))
    ]
    tomas.refresh_from_db()
    lena.refresh_from_db()
    assert (tomas.introducer, tomas.stage, lena.stage) == (lena, Stage.TO_CONTACT, Stage.REPLIED)


def test_who_could_introduce_me_before_still_can(seeker, lena, tomas):
    grace = make_contact(seeker, name="Grace Hopper")
    introductions.name_introducer(tomas, grace, now=NOW)
    introduce(lena, tomas)
    tomas.refresh_from_db()
    assert tomas.introducer == grace


def test_the_same_form_again_and_the_same_two_again_is_one_introduction(seeker, lena, tomas):
    key = new_key()
    first = introduce(lena, tomas, key=key)
    assert introduce(lena, tomas, key=key) == first
    assert introduce(lena, tomas) == first
    assert Interaction.objects.count() == 1


def test_an_introduction_logged_without_whom_becomes_this_one(seeker, lena, tomas):
    said = writer.log(lena, Kind.INTRODUCTION, on=TODAY, now=NOW)
    made = introduce(lena, tomas)
    assert made.interaction == said
    other = introduce(lena, make_contact(seeker, name="Ada Byron"))
    assert other.interaction != said
    introductions.remove(made, now=NOW)
    said.refresh_from_db()
    assert not said.is_removed


def test_nobody_introduces_themselves(lena):
    with pytest.raises(ValidationError, match="That is Lena Koch"):
        introduce(lena, lena)
    with pytest.raises(ValidationError, match="That is Lena Koch"):
        introductions.name_introducer(lena, lena, now=NOW)


def test_a_day_that_has_not_come_is_refused_and_nothing_stays(seeker, lena, tomas):
    with pytest.raises(ValidationError):
        introduce(lena, tomas, on=TODAY + dt.timedelta(1))
    assert not Introduction.objects.exists()
    assert not Interaction.objects.exists()


def test_removing_takes_the_thanks_with_it_and_restoring_brings_all_back(seeker, lena, tomas):
    made = introduce(lena, tomas)
    for _ in range(2):
        introductions.remove(made, now=NOW)
        assert told(seeker) == []
        assert not Due.objects.exists()
    for _ in range(2):
        introductions.restore(made, now=NOW)
        assert told(seeker) == [made]
        assert Due.objects.get().contact == lena


def test_after_taking_it_back_it_can_be_written_down_again_and_the_old_one_stays_away(seeker, lena, tomas):
    first = introduce(lena, tomas)
    introductions.remove(first, now=NOW)
    again = introduce(lena, tomas)
    introductions.restore(first, now=NOW)
    assert told(seeker) == [again]


def test_without_what_it_logged_it_is_out_of_sight_and_may_be_told_anew(seeker, lena, tomas):
    made = introduce(lena, tomas)
    writer.remove(made.interaction, now=NOW)
    assert told(seeker) == []
    again = introduce(lena, tomas)
    assert told(seeker) == [again]
    assert again != made


def test_what_was_corrected_since_stays_when_the_introduction_goes(seeker, lena, tomas):
    made = introduce(lena, tomas)
    writer.correct(made.interaction, kind=Kind.REPLY, now=NOW)
    introductions.remove(made, now=NOW)
    assert told(seeker) == []
    assert not Interaction.objects.get().is_removed


@pytest.mark.parametrize("who", ["lena", "tomas"])
def test_with_one_of_them_removed_it_is_out_of_sight_until_they_are_back(seeker, lena, tomas, who):
    made = introduce(lena, tomas)
    gone = {"lena": lena, "tomas": tomas}[who]
    writer.remove_contact(gone, now=NOW)
    assert told(seeker) == []
    writer.restore_contact(gone, now=NOW)
    assert told(seeker) == [made]


acts = st.lists(
    st.tuples(
        st.sampled_from(["introduce", "remove", "restore", "take out", "thank", "chat"]), st.booleans()
    ),
    max_size=8,
)


class WhateverHappens(TestCase):
    @given(acts)
    @settings(max_examples=25, deadline=None)
    def test_nothing_stored_differs_from_what_should_be(self, done):
        seeker = make_user("seeker")
        two = [make_contact(seeker, name=name) for name in ("Lena", "Tomas")]
        for act, turned in done:
            one, other = two[::-1] if turned else two
            made = Introduction.objects.filter(introducer=one).last()
            if act == "introduce":
                introduce(one, other)
            elif act in {"thank", "chat"}:
                writer.log(one, {"thank": Kind.THANK_YOU, "chat": Kind.CHAT}[act], on=TODAY, now=NOW)
            elif made and act == "take out":
                writer.remove(made.interaction, now=NOW)
            elif made:
                getattr(introductions, act)(made, now=NOW)
        assert not list(check(fix=False, now=NOW))
        live = Introduction.objects.filter(removed_at=None)
        assert len({(one.introducer_id, one.introduced_id) for one in live}) == len(live)
