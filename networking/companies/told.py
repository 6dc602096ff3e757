"""What a seeker's school tells about a company: one more column of the query that loads the company."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db.models import Exists, JSONField, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from networking.accounts.models import User
from networking.companies.models import Alum, Company, Fact


class Told(NamedTuple):
    school: str
    hired_alumni: bool
    ask_coach: bool
    sponsors: bool
    words: str
    source: str
    has_alumni: bool

    @property
    def has_hired(self) -> bool:
        """Said by the school, or known from somebody who works there."""
        return bool(self.hired_alumni or self.has_alumni)


def told_column(seeker: User, key: str = "company_key") -> Subquery:
    """What their school tells this person about the company whose cleaned name stands in the column `key`."""
    facts = Fact.objects.told_to(seeker).filter(company_key=OuterRef(key)).order_by("pk")
    there = Exists(Alum.objects.filter(fact=OuterRef("pk")))
    kept = {name: name for name in Told._fields if name not in ("school", "has_alumni")}
    found = JSONObject(school="organization__name", **kept, has_alumni=there)
    return Subquery(facts.values(told=found)[:1], output_field=JSONField())


def as_told(found: Mapping[str, Any] | None) -> Told | None:
    """What that column holds; None where the school has nothing to tell."""
    return Told(**found) if found else None


def told_of(row: Model) -> Told | None:
    """From a row that was loaded with `told=told_column(…)`."""
    return as_told(vars(row)["told"])


def alumni_told_to(seeker: User, company: Company) -> QuerySet[Alum]:
    """Those who work there and agreed that seekers of their school may know."""
    here = Fact.objects.told_to(seeker).filter(company_key=company.company_key)
    return Alum.objects.filter(fact__in=here).order_by()
