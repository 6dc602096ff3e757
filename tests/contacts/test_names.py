"""What to call somebody: the table of tricky names, and that no name is ever lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networking.contacts.names import display_name, greeting, match_key, parse_name, search_form

TRICKY = [
    ("Jane", "Doe", "Jane Doe", "jane doe", {}),
    ("Jane", "Doe, PhD 🚀", "Jane Doe", "jane doe", {"credentials": ("PhD",)}),
    (
        "Dr. Jane",
        "Doe, Ph.D., PMP®",
        "Jane Doe",
        "jane doe",
        {"honorific": "Dr.", "credentials": ("PhD", "PMP")},
    ),
    ("Prof. Dr.", "Müller", "Müller", "muller", {"honorific": "Prof. Dr."}),
    ("Jane", "Doe, RYT-200", "Jane Doe", "jane doe", {"credentials": ("RYT-200",)}),
    ("Jane (JJ)", "Doe", "Jane Doe", "jane doe", {"nickname": "JJ"}),
    ('Jane "JJ"', "Doe", "Jane Doe", "jane doe", {"nickname": "JJ"}),
    ("Jane", "Doe (Roe)", "Jane Doe (Roe)", "jane doe", {"other_key": "jane roe"}),
    ("Jane", "Doe (she/her)", "Jane Doe", "jane doe", {"pronouns": "she/her"}),
    ("Jane", "Doe she/her", "Jane Doe", "jane doe", {"pronouns": "she/her"}),
    ("Bo, Jr.", "Roe", "Bo Roe Jr.", "bo roe", {"suffix": "Jr."}),
    ("Bo", "Roe III", "Bo Roe III", "bo roe", {"suffix": "III"}),
    ("🚀 Jane", "Doe ☁️", "Jane Doe", "jane doe", {}),
    ("🏳️‍🌈 Jane", "Doe 🇺🇦", "Jane Doe", "jane doe", {}),
    ("𝐉𝐚𝐧𝐞", "Doe", "Jane Doe", "jane doe", {}),
    ("CPA Jane", "SHRM-CP", "Jane", "jane", {"credentials": ("CPA", "SHRM-CP")}),
    ("Md.", "Rahman", "Md. Rahman", "md rahman", {}),
    ("Sri", "Wahyuni", "Sri Wahyuni", "sri wahyuni", {}),
    ("Ngozi", "Mba", "Ngozi Mba", "ngozi mba", {}),
    ("Anh", "Do", "Anh Do", "anh do", {}),
    (
        "Maria de la",
        "Cruz van der Berg",
        "Maria de la Cruz van der Berg",
        "maria de la cruz van der berg",
        {},
    ),
    ("太郎", "山本", "山本 太郎", "山本太郎", {}),
    ("민수", "김", "김 민수", "김민수", {}),
    ("Алексей", "Иванов", "Алексей Иванов", "алексеи иванов", {}),
    ("Jane", "Doe | Recruiter | Hiring", "Jane Doe", "jane doe", {}),
    ("Jane", "Doe,", "Jane Doe", "jane doe", {}),
    ("Jane", "O`Brien", "Jane O'Brien", "jane obrien", {}),
    ("", "Doe", "Doe", "doe", {}),
    ("Jane", "", "Jane", "jane", {}),
]


@pytest.mark.parametrize(("first", "last", "shown", "key", "more"), TRICKY)
def test_a_tricky_name_is_read_as_people_mean_it(first, last, shown, key, more):
    found = parse_name(first, last)
    rest = {
        name: getattr(found, name)
        for name in ("honorific", "suffix", "nickname", "pronouns", "credentials", "other_key")
    }
    assert (found.display, found.key) == (shown, key)
    assert {name: value for name, value in rest.items() if value} == more


@pytest.mark.parametrize(
    ("first", "last", "hello"),
    [
        ("Ada", "Bello", "Ada"),
        ("ADA", "BELLO", "Ada"),
        ("ada", "bello", "Ada"),
        ("jean-paul", "x", "Jean-Paul"),
        ("Ada Maria", "Bello", "Ada"),
        ("McKay", "Doe", "McKay"),
        ("JJ", "Doe", "JJ"),
        ("Dr. Ada", "Bello", "Ada"),
        ("J.", "Doe", ""),
        ("J. R.", "Doe", ""),
        ("J.R.", "Doe", ""),
        ("", "Doe", ""),
        ("太郎", "山本", "太郎"),
    ],
)
def test_a_greeting_uses_the_first_name_and_never_an_initial(first, last, hello):
    assert parse_name(first, last).greeting == hello


def test_a_full_name_in_one_piece_is_greeted_by_its_first_word():
    assert [greeting(name) for name in ("Dr. Ada Bello", "山本 太郎", "山本太郎", "")] == [
        "Ada",
        "太郎",
        "",
        "",
    ]


def test_direction_marks_and_invisible_characters_go_and_letters_stay():
    assert display_name("Ja\u202ene\u2069", "D\u200bo\ufeffe\x07") == "Jane Doe"
    assert display_name("محمد\u200f", "رضا") == "محمد رضا"


def test_a_letter_carries_at_most_eight_marks():
    shown = display_name("Ze" + "\u0301" * 500, "Doe")
    assert unicodedata.normalize("NFD", shown).count("\u0301") == 8


def test_composed_and_decomposed_are_one_name_and_stored_composed():
    assert display_name("Jose\u0301", "Nu\u0301n\u0303ez") == "José Núñez"
    assert match_key("Jose\u0301 Núñez") == match_key("JOSÉ NUÑEZ") == "jose nunez"


def test_what_holds_nothing_but_a_title_or_a_symbol_is_still_a_name():
    assert [display_name(*name) for name in [("PhD", ""), ("Dr.", ""), ("🚀", ""), ("", "MBA")]] == [
        "PhD",
        "Dr.",
        "🚀",
        "MBA",
    ]


def test_search_finds_without_accents_and_case():
    assert search_form("  Søren  ŁUKASZ\u00a0Müller ") == "soren lukasz muller"


names = st.text(max_size=30) | st.lists(
    st.sampled_from(
        [
            "Jane",
            "Doe",
            "PhD",
            "Dr.",
            "(JJ)",
            "(she/her)",
            ",",
            "Jr.",
            "🚀",
            "山本",
            "MBA",
            "|",
            "é",
            "\u202e",
        ]
    ),
    max_size=6,
).map(" ".join)


@given(names, names)
def test_no_name_is_ever_lost(first, last):
    """Whatever has something to see in it is shown, has a key, and is composed."""
    shown = display_name(first, last)
    visible = any(unicodedata.category(c)[0] in "LNPS" for c in first + last)
    assert bool(shown) >= visible
    assert bool(match_key(shown)) == bool(shown)
    assert unicodedata.is_normalized("NFC", shown)


@given(names)
def test_reading_what_is_shown_gives_the_same_key(name):
    assert search_form(search_form(name)) == search_form(name)
