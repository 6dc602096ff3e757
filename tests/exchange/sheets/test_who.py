"""Who somebody in a row is, when thousands have one name, one address or one number."""

from __future__ import annotations

from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from networking.companies.models import Standing
from networking.exchange.sheets import there
from networking.exchange.sheets.there import Somebody, There
from tests.exchange.sheets.test_plan import CRM, CRM_FIELDS, LINE, plan, table, world


@settings(max_examples=100)
@given(st.lists(LINE, max_size=12))
def test_many_are_found_as_few_are(lines):
    sheet = table(CRM, *lines)
    few = plan(sheet, columns=CRM_FIELDS, wish=Standing.BACKLOG)
    with mock.patch.object(there, "FEW", 0):
        many = plan(sheet, columns=CRM_FIELDS, wish=Standing.BACKLOG)
    assert world(many.there) == world(few.there)
    assert many.report.as_json() == few.report.as_json()


MANY = {
    "a name at many companies": lambda n: ["John Smith", f"Company {n}"],
    "a name at one company with many addresses": lambda n: ["John Smith", "Acme", "", "", f"j{n}@x.example"],
    "a name at one company with many profiles": lambda n: ["John Smith", "Acme", "", f"linkedin.com/in/j{n}"],
    "an address of many names": lambda n: [
        f"{name(n)} R{name(n)}",
        f"Company {n}",
        "",
        "",
        f"us{n % 2}@x.example",
    ],
}


def name(number):
    return "".join(chr(97 + int(digit)) for digit in f"{number:04}").title()


def looked_at(monkeypatch, rows):
    """How often somebody was looked at to tell who is in these rows."""
    looks = []
    job, called = Somebody.job.fget, There.called
    monkeypatch.setattr(Somebody, "job", property(lambda one: looks.append(1) or job(one)))
    monkeypatch.setattr(There, "called", lambda *a: [looks.append(1) or one for one in called(*a)])
    made = plan(table(CRM, *rows), columns=CRM_FIELDS)
    monkeypatch.undo()
    assert made.report.added == len(rows)
    return len(looks)


@pytest.mark.parametrize("what", MANY)
def test_four_times_as_many_rows_are_not_sixteen_times_as_much_to_look_at(what, monkeypatch):
    few, many = (looked_at(monkeypatch, [MANY[what](n) for n in range(count)]) for count in (100, 400))
    assert many <= 5 * few


def test_who_got_a_job_or_an_address_since_is_found_there_and_no_more_where_they_were():
    people = [Somebody(pk=n, name="Ana Roe", name_key="ana roe") for n in range(1, 31)]
    known = There((), people)
    assert known.at("ana roe", "", with_email=True, with_profile=True) == people
    people[0].email = "ana@acme.example"
    known.index(people[0])
    assert known.at("ana roe", "", with_email=False, with_profile=True) == people[1:]
    assert people[0] in known.at("ana roe", "", with_email=True, with_profile=False)
