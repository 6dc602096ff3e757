"""What a message can be filled with: greetings stay sane whatever the name, and words become sentences."""

from __future__ import annotations

import datetime as dt
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networking.accounts.models import User
from networking.companies.models import Company
from networking.contacts.models import Contact
from networking.conversations.known import day_of_chat, first_name, full_name, known_of, sentence
from networking.conversations.placeholders import PLACEHOLDERS
from tests.people import TODAY


@pytest.mark.parametrize(
    ("typed", "full", "first"),
    [
        ("Lena Koch", "Lena Koch", "Lena"),
        ("Dr. Jane Doe, PhD 🚀", "Jane Doe", "Jane"),
        ("Prof. Dr. Lena Koch", "Lena Koch", "Lena"),
        ("Madonna", "Madonna", "Madonna"),
        ("LENA KOCH", "LENA KOCH", "Lena"),
        ("lena koch", "lena koch", "Lena"),
        ("J. Doe", "J. Doe", "J. Doe"),
        ("J Doe", "J Doe", "J Doe"),
        ("J. R. R. Doe", "J. R. R. Doe", "J. R. R. Doe"),
        ("JJ Doe", "JJ Doe", "JJ"),
        ("Jane (JJ) Doe", "Jane Doe", "Jane"),
        ("Jane Doe (she/her)", "Jane Doe", "Jane"),
        ("🚀 Jane Doe", "Jane Doe", "Jane"),
        ("Jean-Paul de la Cruz", "Jean-Paul de la Cruz", "Jean-Paul"),
        ("محمد رضا", "محمد رضا", "محمد"),
        ("\u202eمحمد رضا\u202c", "محمد رضا", "محمد"),
        ("דנה לוי", "דנה לוי", "דנה"),
        ("山本 太郎", "山本 太郎", "太郎"),
        ("山本太郎", "山本太郎", "山本太郎"),
        ("김민수", "김민수", "김민수"),
        ("Dr.", "Dr.", "there"),
        ("PhD", "PhD", "there"),
        ("Prof. Dr.", "Dr.", "there"),
        ("🚀", "🚀", "there"),
        ("42", "42", "there"),
        ("  Lena \n Koch ", "Lena Koch", "Lena"),
    ],
)
def test_a_greeting_stays_sane_whatever_the_name(typed, full, first):
    known = known_of(Contact(name=typed), User(), today=TODAY)
    assert (known["name"], known["first_name"]) == (full, first)


@given(st.text(min_size=1, max_size=60))
def test_no_name_leaves_a_greeting_empty_or_on_two_lines(name):
    hello = first_name(name)
    assert hello.strip() == hello != ""
    assert len(hello.splitlines()) == 1
    assert any(unicodedata.category(c)[0] == "L" for c in hello)
    assert bool(full_name(name)) == bool(name.strip()) or not any(c.isalnum() for c in name)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("i built my capstone on their SDK", "I built my capstone on their SDK."),
        ("I love it!", "I love it!"),
        ("their office is near", "Their office is near."),
        ("iOS is what I do", "iOS is what I do."),
        ("npm is what I use.", "Npm is what I use."),
        ("github.com/ada is me", "github.com/ada is me."),
        ("https://ada.example/", "https://ada.example/."),
        ("I love C++", "I love C++."),
        ("I love it (really)", "I love it (really)."),
        ("They say “hello”", "They say “hello”."),
        ("They say “hello!”", "They say “hello!”"),
        ("it goes on…", "It goes on…"),
        ("I love it 🚀", "I love it 🚀"),
        ("two\nlines \n here", "Two lines here."),
        ("élan is what they have", "Élan is what they have."),
        ("製品が好きです", "製品が好きです。"),
        ("製品が好きです。", "製品が好きです。"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_words_of_mine_become_a_sentence(typed, said):
    assert sentence(typed) == said


@given(st.text(max_size=200))
def test_making_a_sentence_twice_changes_nothing_more_and_loses_no_word(text):
    once = sentence(text)
    assert sentence(once) == once
    assert len(once.splitlines()) <= 1


@pytest.mark.parametrize(
    ("days_ago", "said"),
    [
        (0, "today"),
        (1, "yesterday"),
        (2, "on Tuesday"),
        (6, "on Friday"),
        (7, "on 12 November"),
        (400, "on 15 October 2025"),
        (-1, ""),
    ],
)
def test_the_day_of_the_chat_is_said_as_people_say_it(days_ago, said):
    assert day_of_chat(TODAY - dt.timedelta(days=days_ago), TODAY) == said


def test_the_day_of_no_chat_is_not_known():
    assert day_of_chat(None, TODAY) == ""


def test_everything_known_has_its_place():
    company = Company(name="Northwind Robotics", in_words="i built my capstone on their SDK")
    lena = Contact(
        name="Lena Koch", title="Senior\nDeveloper", company=company, common_ground="We both taught"
    )
    mei = Contact(name="Mei Tanaka")
    known = known_of(
        lena, User(name="Sam Rivera"), introducer=mei, last_chat_on=TODAY, today=TODAY, times="Monday at 9"
    )
    assert known == {
        "first_name": "Lena",
        "name": "Lena Koch",
        "role": "Senior Developer",
        "company": "Northwind Robotics",
        "in": "I built my capstone on their SDK.",
        "common_ground": "We both taught.",
        "my_name": "Sam Rivera",
        "times": "Monday at 9",
        "introducer": "Mei Tanaka",
        "whom": "",
        "chat_day": "today",
        "event": "",
        "takeaway": "",
        **dict.fromkeys(["position", "why_me", "talking_points", "resume", "about"], ""),
    }


def test_a_request_for_an_introduction_greets_the_introducer_and_is_about_the_contact():
    company, elsewhere = (
        Company(name="Northwind", in_words="I use it"),
        Company(name="Elsewhere", in_words="No"),
    )
    omar = Contact(name="Omar Haddad", title="Manager", company=company, common_ground="Wrong")
    mei = Contact(name="Mei Tanaka", title="Designer", company=elsewhere, common_ground="We studied together")
    known = known_of(omar, User(name="Sam"), to=mei, introducer=mei, today=TODAY)
    about = {
        name: known[name] for name in ("name", "first_name", "role", "company", "in", "whom", "common_ground")
    }
    assert about == {
        "name": "Mei Tanaka",
        "first_name": "Mei",
        "role": "Designer",
        "company": "Northwind",
        "in": "I use it.",
        "whom": "Omar Haddad",
        "common_ground": "We studied together.",
    }


def test_what_is_not_known_is_empty_and_every_placeholder_is_named():
    known = known_of(Contact(name="Lena"), User(), today=TODAY)
    assert set(known) == set(PLACEHOLDERS)
    assert {name for name, value in known.items() if value} == {"name", "first_name"}
