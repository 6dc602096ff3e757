"""Six seats, who sits on them, who counts and who is missing."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import pytest

from networking.contacts.coverage import ADVICE, coverage
from networking.contacts.models import Persona
from networking.contacts.stages import Stage
from tests.people import TODAY

DEV, MANAGER, RECRUITER, OTHER = Persona


class Somebody(NamedTuple):
    name: str
    persona: Persona = DEV
    stage: int = Stage.REACHED_OUT
    parked_on: dt.date | None = None
    rest_on: dt.date | None = None


class Company(NamedTuple):
    nobody_developer: bool = False
    nobody_manager: bool = False
    nobody_recruiter: bool = False
    that_is_all: bool = False


def seated(found):
    return [seat.person.name if seat.person else "" for seat in found.seats]


def some(**personas):
    return [Somebody(f"{p}{i}", Persona(p)) for p, n in personas.items() for i in range(n)]


def test_there_are_always_six_seats_two_of_each_persona():
    seats = coverage([], Company(), TODAY).seats
    assert [seat.persona for seat in seats] == [DEV, DEV, MANAGER, MANAGER, RECRUITER, RECRUITER]


def test_a_third_of_a_persona_and_others_follow_as_extras():
    people = some(developer=3, manager=1, other=1)
    found = coverage(people, Company(), TODAY)
    assert seated(found) == ["developer0", "developer1", "manager0", "", "", ""]
    assert [p.name for p in found.extras] == ["developer2", "other0"]
    assert (found.total, found.filled) == (5, 3)


def test_who_came_furthest_sits_first():
    people = [Somebody("new", stage=0), Somebody("thanked", stage=4), Somebody("replied", stage=2)]
    found = coverage(people, Company(), TODAY)
    assert seated(found)[:2] == ["thanked", "replied"]
    assert [p.name for p in found.extras] == ["new"]


@pytest.mark.parametrize(
    ("person", "counts"),
    [
        (Somebody("plain"), 1),
        (Somebody("parked", parked_on=TODAY), 0),
        (Somebody("to rest today", rest_on=TODAY), 0),
        (Somebody("to rest tomorrow", rest_on=TODAY + dt.timedelta(1)), 1),
        (Somebody("thanked, to rest", rest_on=TODAY, stage=Stage.THANKED), 1),
        (Somebody("thanked, parked", parked_on=TODAY, stage=Stage.THANKED), 0),
    ],
)
def test_parked_people_and_those_due_for_rest_do_not_count(person, counts):
    found = coverage([person], Company(), TODAY)
    assert (found.total, found.filled) == (counts, counts)


@pytest.mark.parametrize(
    ("people", "company", "missing", "is_short", "needs_people"),
    [
        (some(), Company(), [DEV, MANAGER, RECRUITER], True, True),
        (some(developer=1, manager=1, recruiter=1), Company(), [], False, False),
        (some(developer=2, manager=1), Company(), [RECRUITER], False, True),
        (some(developer=2, manager=1), Company(nobody_recruiter=True), [], False, False),
        (some(other=3), Company(), [DEV, MANAGER, RECRUITER], False, True),
        (some(recruiter=1), Company(True, True, False), [], True, True),
        (some(recruiter=1), Company(True, True, False, that_is_all=True), [], False, False),
        (some(recruiter=1), Company(that_is_all=True), [DEV, MANAGER], False, True),
        (some(), Company(True, True, True, that_is_all=True), [], False, False),
    ],
)
def test_what_is_missing(people, company, missing, is_short, needs_people):
    found = coverage(people, company, TODAY)
    assert (found.missing, found.is_short, found.needs_people) == (missing, is_short, needs_people)


def test_empty_seats_say_when_nobody_of_that_persona_is_here():
    seats = coverage([], Company(nobody_manager=True), TODAY).seats
    assert [seat.is_nobody_here for seat in seats] == [False, False, True, True, False, False]


def test_above_six_there_is_a_word_of_advice():
    six = some(developer=2, manager=2, recruiter=2)
    assert coverage(six, Company(), TODAY).advice == ""
    assert coverage([*six, Somebody("seventh", OTHER)], Company(), TODAY).advice == ADVICE
    assert coverage([*six, Somebody("parked", OTHER, parked_on=TODAY)], Company(), TODAY).advice == ""
