"""The starter messages: complete, kind, short, and sane with the names and words that people really have."""

from __future__ import annotations

import itertools
import re

import pytest

from networking.contacts.models import Persona
from networking.conversations.models import Channel, Purpose
from networking.conversations.placeholders import PLACEHOLDERS, fill, left_in, unknown_in, wrapped_in
from networking.conversations.starters import STARTERS

ORDINARY = {name: placeholder.example for name, placeholder in PLACEHOLDERS.items()}
NOTES = [starter for starter in STARTERS if starter.channel == Channel.LINKEDIN_NOTE]

every_starter = pytest.mark.parametrize("starter", STARTERS, ids=lambda starter: starter.slug)


def words_of(starter):
    return f"{starter.subject}\n{starter.body}"


def test_no_two_have_one_key_or_one_name():
    assert len({starter.key for starter in STARTERS}) == len(STARTERS)
    assert len({starter.name for starter in STARTERS}) == len(STARTERS)


@every_starter
def test_a_starter_fits_where_it_is_kept(starter):
    assert starter.purpose in Purpose.values
    assert starter.persona in ("", *Persona.values)
    assert starter.channel in ("", *Channel.values)
    assert re.fullmatch("[a-z-]{1,52}", starter.slug)
    assert len(starter.name) <= 100
    assert len(starter.subject) <= 200


def test_every_purpose_has_a_general_one_and_it_comes_with_a_subject():
    general = [starter for starter in STARTERS if not starter.persona and not starter.channel]
    assert {starter.purpose for starter in general} == set(Purpose.values)
    assert all(starter.subject for starter in STARTERS if not starter.channel)


def test_a_first_message_is_there_for_every_persona_and_for_the_ways_that_differ():
    first = [starter for starter in STARTERS if starter.purpose == Purpose.OUTREACH]
    assert {starter.persona for starter in first} == {"", *Persona.values}
    assert {starter.channel for starter in first} == {
        "",
        Channel.ALUMNI,
        Channel.LINKEDIN,
        Channel.LINKEDIN_NOTE,
    }


@every_starter
def test_a_starter_knows_its_placeholders_and_no_braces_stay(starter):
    words = words_of(starter)
    assert unknown_in(words) == wrapped_in(words) == []
    assert "{" not in fill(words, ORDINARY)


@every_starter
def test_a_starter_says_who_writes_and_to_whom_and_never_needs_a_title(starter):
    assert {"first_name", "my_name"} <= set(left_in(starter.body))
    assert "{role}" not in words_of(starter)


@every_starter
def test_a_starter_asks_one_question_where_it_waits_for_an_answer(starter):
    assert starter.body.count("?") == (0 if starter.purpose == Purpose.DECLINE_THANKS else 1)


@every_starter
def test_what_is_a_sentence_stands_as_one_and_what_is_not_does_not(starter):
    """`{in}` and `{common_ground}` bring a capital and a full stop of their own."""
    for hit in re.finditer(r"(.{0,2})\{(in|common_ground)\}(.?)", starter.body, re.DOTALL):
        assert re.fullmatch(r"[.!?] |\n\n", hit[1]), hit[0]
        assert hit[3] in ("", " ", "\n"), hit[0]


@every_starter
def test_a_starter_is_tidy(starter):
    assert starter.body == starter.body.strip()
    assert not re.search(r"  |\n\n\n| \n|\n |[^\n]\n(?!\n)(?!\{my_name\}$)", starter.body)
    assert not re.search(r"['\"]|\.\.|--|!!", starter.body)  # the marks of print: “ ” ’ … –
    assert all(part[0] in "“{" or part[0].isupper() for part in starter.body.split("\n\n"))


@every_starter
def test_a_starter_is_short_enough_to_be_read(starter):
    assert len(fill(starter.body, ORDINARY).split()) <= 120


LONG_FIRST = ["Lena", "Christopher", "Maximiliane", "Oluwaseun"]
LONG_MINE = ["Sam Rivera", "Anastasia Montgomery", "Jean-Baptiste Laurent"]
LONG_COMPANIES = ["Acme", "Northwind Robotics", "Fernhill Health Systems"]
LONG_INS = [
    "I built my final project on their open arm SDK.",
    "Their office is ten minutes from my door.",
    "I love the product: all of my blog began in it.",
    "We both came to programming from teaching.",
]


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note.slug)
def test_a_linkedin_note_holds_200_characters_with_long_ordinary_names(note):
    assert note.subject == ""
    for first, mine, company, why in itertools.product(LONG_FIRST, LONG_MINE, LONG_COMPANIES, LONG_INS):
        known = {"first_name": first, "my_name": mine, "company": company, "in": why, "common_ground": why}
        known["event"] = "the Women in Tech Career Night at Volkswagen Financial Services"
        text = fill(note.body, known)
        assert left_in(text) == []
        assert len(text) <= 200, (len(text), text)


def test_one_note_needs_no_words_that_may_be_long():
    assert any({"in", "common_ground"}.isdisjoint(left_in(note.body)) for note in NOTES)
    assert any("common_ground" in left_in(note.body) for note in NOTES)


def test_a_thank_you_speaks_of_the_chat_and_another_does_not_need_one():
    thanks = [left_in(starter.body) for starter in STARTERS if starter.purpose == Purpose.THANK_YOU]
    assert {"chat_day", "takeaway"} <= set(thanks[0])
    assert {"chat_day", "takeaway"}.isdisjoint(thanks[1])


def test_a_request_for_an_introduction_names_whom_and_where():
    (asking,) = (starter for starter in STARTERS if starter.purpose == Purpose.INTRODUCTION)
    assert {"whom", "company", "in"} <= set(left_in(asking.body))
