"""Who may be one person, and who is not asked about."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networking.contacts import look_alikes as rule
from networking.contacts.look_alikes import One, Why, are_similar, look_alikes, own_email, reason
from networking.contacts.names import match_key


def one(pk, name="Ana Ortiz", company="", *, profile="", email="", phone="", is_book=False):
    return One(pk, name, match_key(name), profile, email, phone, company, is_book)


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        ({"profile": "ana"}, {"name": "Somebody Else", "profile": "ana"}, Why.PROFILE),
        ({"email": "Ana@Example.org"}, {"name": "A. O.", "email": "ana@example.org"}, Why.EMAIL),
        ({"phone": "+49 30 1234567"}, {"name": "A. Ortiz", "phone": "030/1234567"}, Why.PHONE),
        ({"phone": "+49 30 1234567"}, {"name": "Bo Falk", "phone": "030/1234567"}, None),
        ({"phone": "123"}, {"name": "A. Ortiz", "phone": "123"}, None),
        ({"email": "jobs@example.org"}, {"name": "Bo Falk", "email": "jobs@example.org"}, None),
        ({"company": "acme"}, {"name": "ANA ORTIZ, MBA", "company": "acme"}, Why.NAME_AND_COMPANY),
        ({"company": "acme"}, {}, Why.NAME),
        ({}, {}, Why.NAME),
        ({"company": "acme"}, {"company": "fernhill"}, None),
        ({"company": "acme", "profile": "a"}, {"company": "acme", "profile": "b"}, Why.NAME_AND_COMPANY),
        ({"company": "acme", "profile": "a"}, {"profile": "b"}, None),
        ({"company": "acme"}, {"name": "Anna Ortiz", "company": "acme"}, Why.SIMILAR),
        ({"company": "acme"}, {"name": "Anna Ortiz", "company": "fernhill"}, None),
        ({"company": "acme"}, {"name": "Anna Ortiz"}, None),
        (
            {"company": "acme", "profile": "a"},
            {"name": "Anna Ortiz", "company": "acme", "profile": "b"},
            None,
        ),
        ({"name": "♥", "company": "acme"}, {"name": "★", "company": "acme"}, None),
    ],
)
def test_the_surest_reason_counts(first, second, why):
    assert reason(one(1, **first), one(2, **second)) == why


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Robert Falk", "Bob Falk"),
        ("R. Falk", "Robert Falk"),
        ("Robert J. Falk", "Robert Falk"),
        ("Robert (Bob) Falk", "Bob Falk"),
        ("José Núñez", "Jose Nunez"),
        ("Jürgen Müller", "Juergen Mueller"),
        ("Samuel Mueller", "Sam Müller"),
        ("Falk, Robert", "Robert Falk"),
        ("Falk Robert", "Robert Falk"),
        ("Ana García López", "Ana García"),
        ("Ada King (Lovelace)", "Ada Lovelace"),
        ("Robert Falkner", "Robert Flakner"),
        ("Robert Falkner", "Robert Falknar"),
        ("Robert Falkner", "Robert Falknerr"),
        ("Robert Falkner", "Robert Falkne"),
        ("Katherine O'Neil", "Kate ONeil"),
    ],
)
def test_names_that_may_be_one_persons(name, other):
    assert are_similar(name, other)
    assert are_similar(other, name)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Robert Falk", "Richard Falk"),
        ("Robert Falk", "Robert Berg"),
        ("Robert Falk", "Robert Palk"),
        ("Robert Falkner", "Robert Felknar"),
        ("Jan Novak", "Jana Novak"),
        ("Robert", "Bob"),
        ("R. Falk", "Anna Falk"),
    ],
)
def test_names_that_are_two_peoples(name, other):
    assert not are_similar(name, other)
    assert not are_similar(other, name)


def test_a_pair_stands_once_with_the_surest_first():
    ana, bo = {"email": "ana@example.org", "company": "acme"}, {"name": "Bo Falk", "company": "acme"}
    found = look_alikes([one(4, **bo), one(3, **bo), one(2, **ana), one(1, **ana)])
    assert [(pair.why, pair.one.pk, pair.other.pk) for pair in found] == [
        (Why.EMAIL, 1, 2),
        (Why.NAME_AND_COMPANY, 3, 4),
    ]


def test_who_is_in_the_address_book_is_compared_with_my_people_alone():
    book = [one(pk, company="acme", is_book=True) for pk in (1, 2)]
    assert look_alikes([], book) == []
    found = look_alikes([one(1, company="acme")], book)
    assert [(pair.one.is_book, pair.other.pk, pair.other.is_book) for pair in found] == [
        (False, 1, True),
        (False, 2, True),
    ]


def test_who_are_two_people_are_not_asked_about():
    ana = [one(1, company="acme"), one(2, company="acme"), one(2, company="acme", is_book=True)]
    assert len(look_alikes(ana[:2], ana[2:])) == 3
    assert [pair.other.is_book for pair in look_alikes(ana[:2], ana[2:], {(1, 2, False), (1, 2, True)})] == [
        True
    ]


def test_a_mailbox_of_several_people_is_nobodys():
    assert own_email(" Careers@Example.org ") == ""
    assert own_email("ana") == ""
    assert own_email(" Ana@Example.org ") == "ana@example.org"


def test_of_thousands_each_is_compared_with_a_few(monkeypatch):
    people = [one(pk, f"Person {pk} Number{pk % 500}", f"company {pk % 50}") for pk in range(3_000)]
    same = [one(pk, "John Smith", "acme", email="x@example.org") for pk in range(3_000, 6_000)]
    compared = []
    monkeypatch.setattr(rule, "_of_one_name", lambda *pair: compared.append(pair))
    monkeypatch.setattr(rule, "are_similar", lambda *names: compared.append(names))
    look_alikes([*people, *same])
    assert 0 < len(compared) < 30 * len(people)


@given(st.lists(st.builds(
    one,
    st.integers(1, 9),
    st.sampled_from(["Ana Ortiz", "A. Ortiz", "", "李小龙", "O'Neil (Bo)"]) | st.text(max_size=9),
    st.sampled_from(["", "acme"]),
    email=st.sampled_from(["", "a@b.c", "@"]),
    phone=st.text(max_size=12),
    profile=st.sampled_from(["", "a", "b"]),
), max_size=6, unique_by=lambda it: it.pk))  # fmt: skip
def test_whatever_they_are_called_the_order_in_which_they_come_is_no_matter(people):
    there = look_alikes(people)
    assert look_alikes(people[::-1]) == there
    assert all(pair.one.pk < pair.other.pk for pair in there)
