"""What the database itself refuses about what a school knows: each named constraint is broken once."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from networking.cohorts.models import Organization
from networking.companies.models import Alum, Fact
from tests.people import NOW, TODAY


def fact(**fields):
    school, _ = Organization.objects.get_or_create(name="Harbour Code", defaults={"created_at": NOW})
    return Fact.objects.create(
        **{"organization": school, "name": "Northwind", "sponsors": True, "changed_at": NOW} | fields
    )


def alum(there, **fields):
    return Alum.objects.create(**{"fact": there, "name": "Ada", "agreed_on": TODAY} | fields)


def two_of_one_name():
    there = fact()
    alum(there)
    alum(there)


BREAKS = {
    "fact_once_per_school": lambda: (fact(), fact(name="NORTHWIND, Inc.")),
    "fact_has_name": lambda: fact(name=""),
    "fact_says_something": lambda: fact(sponsors=False),
    "fact_source_is_web": lambda: fact(source="javascript:alert(1)"),
    "alum_once_per_company": two_of_one_name,
    "alum_has_name": lambda: alum(fact(), name=""),
}
CONSTRAINTS = {it.name: it for model in (Fact, Alum) for it in model._meta.constraints}
COLUMNS = {"fact_once_per_school": "company_key", "alum_once_per_company": "name"}


def test_every_constraint_is_broken_here_once():
    assert set(BREAKS) == set(CONSTRAINTS)


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses(db, name):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        BREAKS[name]()
    words = str(refused.value)
    # SQLite names the columns of a broken unique index, not the index.
    assert name in words or f".{COLUMNS[name]}" in words


def test_nobody_is_listed_without_the_day_they_agreed(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        alum(fact(), agreed_on=None)


def test_what_was_removed_stands_in_nobodys_way(db):
    fact(removed_at=NOW)
    fact()
    fact(organization=Organization.objects.create(name="Elsewhere", created_at=NOW))
    assert Fact.objects.filter(company_key="northwind").count() == 3


def test_what_is_kept_outlives_the_account_that_wrote_it(seeker):
    there = fact(written_by=seeker)
    seeker.delete()
    there.refresh_from_db()
    assert there.written_by is None
