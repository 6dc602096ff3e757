"""Whom one can ask for a referral, and why: every case there is."""

from __future__ import annotations

import itertools

import pytest

from networking.contacts.referral_gate import OPEN, REASONS, SHORT, Way, gate
from networking.contacts.stages import Stage

DISTANT = {
    (Stage.TO_CONTACT, False): Way.TALK_FIRST,
    (Stage.REACHED_OUT, False): Way.TALK_FIRST,
    (Stage.REPLIED, False): Way.TALK_FIRST,
    (Stage.CHATTED, False): Way.THANK_FIRST,
    (Stage.THANKED, False): Way.EARNED,
    (Stage.TO_CONTACT, True): Way.INTRODUCED,
    (Stage.REACHED_OUT, True): Way.INTRODUCED,
    (Stage.REPLIED, True): Way.INTRODUCED,
    (Stage.CHATTED, True): Way.INTRODUCED,
    (Stage.THANKED, True): Way.EARNED,
}


@pytest.mark.parametrize(("stage", "is_introduced"), [*itertools.product(Stage, [False, True])])
def test_somebody_close_is_asked_directly_whatever_was_said(stage, is_introduced):
    found = gate(is_close=True, stage=stage, name="Lena", introducer="Mei" if is_introduced else "")
    assert found.way == Way.DIRECT
    assert found.is_open


@pytest.mark.parametrize(("stage", "is_introduced"), [*itertools.product(Stage, [False, True])])
def test_somebody_distant_is_asked_after_a_chat_and_thanks_or_an_introduction(stage, is_introduced):
    found = gate(is_close=False, stage=stage, name="Lena", introducer="Mei" if is_introduced else "")
    assert found.way == DISTANT[stage, is_introduced]
    assert found.is_open == (is_introduced or stage == Stage.THANKED)


def test_every_way_says_its_reason_in_a_sentence_and_in_short():
    assert set(REASONS) == set(SHORT) == set(Way)
    assert {Way.DIRECT, Way.EARNED, Way.INTRODUCED} == OPEN
    assert all(words.endswith(".") for words in REASONS.values())


def test_names_are_put_in_as_they_are():
    found = gate(is_close=False, stage=0, name="{introducer}", introducer="{name} \\1")
    assert found.reason == "{name} \\1 introduced you two: a warm introduction opens this door."
    assert gate(is_close=True, stage=0, name="{introducer}").reason.startswith(
        "You are close: ask {introducer} directly"
    )
