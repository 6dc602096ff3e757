"""Who is who: the profile address, else name and company; and what is held, joined or only looked alike."""

import datetime as dt

import pytest

from networking.exchange.linkedin import Person
from networking.exchange.matching import Known, Matcher
from networking.exchange.report import Report


def person(name="Ada Quill", address="", company="Fernwood", email="", title="", row=1, on=None):
    url = f"https://www.linkedin.com/in/{address}" if address else ""
    first, _, last = name.partition(" ")
    return Person(
        *(first, last, name, name.lower(), url, address, email, company, company.lower(), title, on),
        *("", "linkedin", row),
    )


def known(pk=1, **fields):
    return Known(pk, *person(**fields)[:11])


def match(file, book=()):
    """What became of whom: numbers, and the plan."""
    report = Report(found=len(file))
    matcher = Matcher(report)
    matcher.read(file)
    plan = matcher.plan(book)
    numbers = {
        key: value
        for key in ("added", "updated", "unchanged", "merged", "held", "look_alikes")
        if (value := getattr(report, key))
    }
    return numbers, plan


A, B = {"address": "ada-1"}, {"address": "ada-2"}
CLOSE = {"added": 1, "look_alikes": 1}
TWINS = {"added": 2, "look_alikes": 1}
CASES = [
    ("new", [person(**A)], [], {"added": 1}),
    ("known by address", [person(**A)], [known(**A)], {"unchanged": 1}),
    ("known by address, other company", [person(**A, company="Harbour")], [known(**A)], {"updated": 1}),
    ("known by address, other name", [person("Ada Roe", **A)], [known(**A)], {"updated": 1}),
    ("two addresses are two people", [person(**A), person(**B)], [], TWINS),
    ("also against the book", [person(**B)], [known(**A)], CLOSE),
    ("the same address twice", [person(**A), person(**A, company="Harbour")], [], {"added": 1, "merged": 1}),
    ("the same name and company twice", [person(), person()], [], {"added": 1, "merged": 1}),
    ("name alone is not proof", [person(), person(company="Harbour")], [], TWINS),
    ("file without address, book with", [person()], [known(**A)], {"unchanged": 1}),
    ("file with address, book without", [person(**A)], [known()], {"updated": 1}),
    ("without an address on either side", [person()], [known()], {"unchanged": 1}),
    (
        "another company, no address",
        [person(company="Harbour")],
        [known(**A)],
        {"added": 1, "look_alikes": 1},
    ),
    ("fits two in the book", [person()], [known(1, **A), known(2, **B)], {"held": 1}),
    (
        "fits two in the file",
        [person(**A), person(**B), person()],
        [],
        TWINS | {"held": 1},
    ),
    ("fits one in each", [person(**B), person()], [known(**A)], CLOSE | {"held": 1}),
    ("fits one in the file", [person(**A), person()], [], {"added": 1, "merged": 1}),
    ("and that one is known", [person(**A), person()], [known(**A)], {"unchanged": 1, "merged": 1}),
    (
        "two new addresses fit one known",
        [person(**A), person(**B)],
        [known()],
        {"added": 2, "look_alikes": 2},
    ),
    (
        "no company proves nothing",
        [person(company="", **A), person(company="")],
        [],
        {"added": 2, "look_alikes": 1},
    ),
    ("no company, same line again", [person(company="")], [known(company="")], {"unchanged": 1}),
    (
        "the e-mail tells which of two",
        [person(email="ada@example.org")],
        [known(1, **A, email="Ada@example.org"), known(2, **B)],
        {"updated": 1},
    ),
]


@pytest.mark.parametrize(("file", "book", "numbers"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_who_is_who(file, book, numbers):
    rows = [one._replace(row=row) for row, one in enumerate(file, 2)]
    assert match(rows, book)[0] == numbers


def test_the_newer_file_wins_only_where_it_says_something():
    older = known(7, **A, email="ada@example.org", title="Engineer", on=dt.date(2020, 1, 1))
    _, plan = match([person(**A, company="Harbour")], [older])
    expected = person(
        **A, company="Harbour", email="ada@example.org", title="Engineer", on=dt.date(2020, 1, 1)
    )
    assert plan.change == [(older, expected)]


def test_the_second_row_fills_what_the_first_left_empty():
    _, plan = match([person(**A, row=2), person(**A, email="ada@example.org", company="Harbour", row=3)])
    assert plan.add == [person(**A, email="ada@example.org", row=2)]


def test_a_row_without_an_address_fills_the_one_person_it_fits():
    _, plan = match([person(**A, row=2), person(title="Engineer", row=3)], [known(9, **A)])
    assert plan.change == [(known(9, **A), person(**A, title="Engineer", row=2))]


def test_new_people_come_in_the_order_of_the_file():
    _, plan = match([person("Bo Roe", row=2), person("Cy Roe", address="cy", row=3), person("Di Roe", row=4)])
    assert [one.row for one in plan.add] == [2, 3, 4]


def test_look_alikes_and_the_held_are_named():
    report = Report(found=3)
    matcher = Matcher(report)
    matcher.read([person(**A, row=2), person(**B, row=3), person(row=4)])
    matcher.plan([])
    assert [(f.row, f.outcome.value, f.name) for f in report.findings] == [
        (4, "held", "Ada Quill"),
        (3, "doubt", "Ada Quill"),
    ]
