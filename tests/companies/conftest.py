"""The school of the tests of cohorts, with what it knows about one company."""

from __future__ import annotations

from networking.companies.models import Alum, Fact
from tests.cohorts.conftest import school  # noqa: F401 - the fixture
from tests.people import NOW, TODAY


def make_fact(organization, name="Northwind", **fields) -> Fact:
    fields = {"sponsors": True, "changed_at": NOW} | fields
    return Fact.objects.create(organization=organization, name=name, **fields)


def make_alum(fact, name="Ada Lovelace", **fields) -> Alum:
    return Alum.objects.create(fact=fact, name=name, agreed_on=fields.pop("agreed_on", TODAY), **fields)
