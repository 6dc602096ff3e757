"""Who is who: the profile address, else name and company; and what is held, joined or only looked alike."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from networking.exchange.book import STORED, Known
from networking.exchange.linkedin import LINKEDIN, Person
from networking.exchange.matching import Matcher
from networking.exchange.report import Report


def person(
    name="Ada Quill",
    address="",
    company="Fernwood",
    email="",
    title="",
    row=1,
    on=None,
    phone="",
    source=LINKEDIN,
):
    url = f"https://www.linkedin.com/in/{address}" if address else ""
    first, _, last = name.partition(" ")
    return Person(
        *(first, last, name, name.lower(), url, address, email, company, company.lower(), title, on),
        *(phone, source, row),
    )


def known(pk=1, **fields):
    return Known(pk, *person(**fields)[:STORED])


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
        {"unchanged": 1},
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


MAIL, OTHER = {"email": "ada@example.org"}, {"email": "quill@example.org"}
PHONE = {"phone": "+49 171 1234567"}
NOBODY = {"company": ""}
BY_MARKS = [
    (
        "the same e-mail, one has an address",
        [person(**MAIL, **NOBODY)],
        [known(**A, **MAIL)],
        {"unchanged": 1},
    ),
    (
        "in any case of letters",
        [person(email="ADA@example.org", **NOBODY)],
        [known(**NOBODY, **MAIL)],
        {"unchanged": 1},
    ),
    ("it brings the address", [person(**A, **MAIL, company="Harbour")], [known(**MAIL)], {"updated": 1}),
    ("two addresses stay two", [person(**B, **MAIL)], [known(**A, **MAIL)], CLOSE),
    (
        "of an office it tells nothing",
        [person(email="jobs@example.org", company="Harbour")],
        [known(email="jobs@example.org")],
        CLOSE,
    ),
    ("a family's tells no names", [person("Bo Quill", **MAIL, **NOBODY)], [known(**MAIL)], {"added": 1}),
    ("a married name", [person("Ada Roe", **MAIL, **NOBODY)], [known(**MAIL)], {"updated": 1}),
    ("an initial", [person("A Quill", **MAIL, **NOBODY)], [known(**MAIL, **A)], {"updated": 1}),
    ("no company, two e-mails: two people", [person(**NOBODY, **MAIL)], [known(**NOBODY, **OTHER)], CLOSE),
    ("in the file too", [person(**NOBODY, **MAIL), person(**NOBODY, **OTHER)], [], TWINS),
    (
        "no company, two phones: two people",
        [person(**NOBODY, phone="0171 1"), person(**NOBODY, phone="0171 2")],
        [],
        TWINS,
    ),
    ("a company, two e-mails: one person", [person(**MAIL)], [known(**OTHER)], {"unchanged": 1}),
    (
        "the same e-mail twice in the file",
        [person(**A, **MAIL), person("A Quill", **MAIL, **NOBODY)],
        [],
        {"added": 1, "merged": 1},
    ),
    (
        "the same phone, written otherwise",
        [person(phone="0171/1234567", **NOBODY)],
        [known(**A, **PHONE)],
        {"unchanged": 1},
    ),
    (
        "the same phone, another surname",
        [person("Ada Roe", **PHONE, **NOBODY)],
        [known(**PHONE)],
        {"added": 1},
    ),
    ("a short phone tells nothing", [person(phone="12345", **NOBODY)], [known(phone="12345")], CLOSE),
    ("a name alone is no proof, even of the only one", [person(**NOBODY)], [known(**NOBODY, **MAIL)], CLOSE),
    (
        "nor of one of two",
        [person(**NOBODY)],
        [known(1, **NOBODY, **MAIL), known(2, **NOBODY, **OTHER)],
        CLOSE,
    ),
    (
        "an e-mail of two people",
        [person("Ada", **NOBODY, **MAIL)],
        [known(1, **A, **MAIL), known(2, **B, **MAIL)],
        {"held": 1},
    ),
    (
        "an e-mail for a name",
        [person("ada@example.org", **NOBODY, **MAIL)],
        [known(**A, **MAIL)],
        {"unchanged": 1},
    ),
]


@pytest.mark.parametrize(
    ("file", "book", "numbers"), [case[1:] for case in BY_MARKS], ids=[case[0] for case in BY_MARKS]
)
def test_who_is_who_by_e_mail_and_phone(file, book, numbers):
    rows = [one._replace(row=row) for row, one in enumerate(file, 2)]
    assert match(rows, book)[0] == numbers


def test_further_addresses_of_one_person_tell_too():
    one = person(**NOBODY, **MAIL)._replace(also=("quill@example.org",))
    assert match([one], [known(**A, **OTHER)])[0] == {"unchanged": 1}


def test_what_linkedin_says_is_only_filled_by_an_address_book():
    older = known(7, **A, title="Engineer")
    _, plan = match(
        [person("Ada Maria", **A, company="Old Co", title="Intern", **MAIL, source="contacts")], [older]
    )
    assert plan.change == [(older, person(**A, title="Engineer", **MAIL))]
    _, plan = match([person(**A, title="Boss")], [known(7, **A, title="Engineer", source="contacts")])
    assert plan.change[0][1] == person(**A, title="Boss")


ANYBODY = st.builds(
    person,
    st.sampled_from(["Ada Quill", "A Quill", "Ada", "Ada Roe", "Bo Quill", "ada@example.org"]),
    st.sampled_from(["", "", "ada-1", "ada-2"]),
    st.sampled_from(["", "Fernwood", "Harbour"]),
    st.sampled_from(["", "ada@example.org", "ADA@example.org", "quill@example.org", "jobs@example.org"]),
    st.sampled_from(["", "Engineer"]),
    phone=st.sampled_from(["", "0171 1234567", "+49 171 1234567", "12345"]),
    source=st.sampled_from(["linkedin", "contacts"]),
)
FILE = st.lists(ANYBODY, min_size=1, max_size=7).map(
    lambda people: [one._replace(row=row, source=people[0].source) for row, one in enumerate(people, 2)]
)


def bring(file, book):
    """The report of an import, and the address book after it; what the database would refuse fails."""
    report = Report(found=len(file))
    matcher = Matcher(report)
    matcher.read(file)
    plan = matcher.plan(list(book.values()))
    seen = set()
    for before, after in plan.change:
        assert before.pk not in seen
        seen.add(before.pk)
        book[before.pk] = Known._make((before.pk, *after[:STORED]))
        check(book)
    for one in plan.add:
        book[len(book) + 1] = Known._make((len(book) + 1, *one[:STORED]))
        check(book)
    return report


def check(book):
    addresses = [one.profile_key for one in book.values() if one.profile_key]
    lines = [(o.name_key, o.company_key, o.email, o.phone) for o in book.values() if not o.profile_key]
    assert len(addresses) == len(set(addresses))
    assert len(lines) == len(set(lines))


@settings(max_examples=300, derandomize=True)
@given(FILE, FILE)
def test_twice_is_once_whatever_came_before(first, second):
    book = {}
    bring(first, book)
    bring(second, book)
    before = dict(book)
    again = bring(second, book)
    assert (again.added, again.updated) == (0, 0)
    assert book == before
