"""What stands for a person and for a company."""

from __future__ import annotations

import pytest
from django.template import Context, Template

from networking.contacts.seats import empty_seat, initials, seat, tile


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Lena Koch", "LK"),
        ("Lena Maria Koch", "LK"),
        ("Lena", "L"),
        ("lena koch", "LK"),
        ("Łukasz Żak", "ŁŻ"),
        ("  Lena   Koch ", "LK"),
        ("Lena (she/her)", "L"),
        ("李小龙", "李"),
        ("3M Smith", "3S"),
        ("ßa ßb", "SS"),
        ("---", "?"),
        ("", "?"),
    ],
)
def test_initials_are_those_of_the_first_and_last_word(name, letters):
    assert initials(name) == letters


@pytest.mark.parametrize("stage", range(5))
def test_as_many_arcs_are_filled_as_stages_were_reached(stage):
    ring = seat("LK", stage, False, "")
    before, _, _ = ring.partition('"seat-arc"')
    on = before if "seat-on" in before else ""
    assert ring.count("A18 18") == 4
    assert on.count("A18 18") == stage
    assert f"seat-{stage}" in ring


def test_a_dot_says_that_something_is_due():
    assert "seat-dot" in seat("LK", 2, True, "")
    assert "seat-dot" not in seat("LK", 2, False, "")


def test_a_seat_speaks_when_no_name_stands_beside_it_and_is_silent_when_one_does():
    assert 'role="img" aria-label="Lena Koch, replied"' in seat("LK", 2, False, "Lena Koch, replied")
    assert 'aria-hidden="true"' in seat("LK", 2, False, "")


def test_nothing_typed_becomes_markup():
    ring = seat("<b", 1, False, '"><script>')
    assert "<script>" not in ring
    assert "<b<" not in ring
    assert "<script>" not in empty_seat("<script>", '"><script>')


def test_an_empty_seat_is_the_link_that_finds_somebody():
    assert '<a class="seat-link" href="/people/add/" aria-label="Find a recruiter">' in empty_seat(
        "Recruiter", "/people/add/"
    )
    assert "href" not in empty_seat("Recruiter", "")


def test_a_company_keeps_its_letter_and_colour():
    assert tile("Northwind Robotics") == tile("northwind robotics")
    assert tile("  (Kestrel) Maps").letter == "K"
    assert tile("").letter == "?"
    assert {tile(f"Company {number}").number for number in range(100)} == set(range(8))


def test_the_tags_print_them():
    page = Template(
        '{% load seats %}{% seat "LK" 2 True "Lena" %}{% tile "Acme" %}{{ "Lena Koch"|initials }}'
    )
    html = page.render(Context())
    assert "seat-2" in html
    assert '<span class="tile tile-' in html
    assert html.endswith("LK")
