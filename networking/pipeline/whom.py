"""Whom I would like to be introduced to: a person, anybody at a company, or what a typed name means."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Case, When

from networking.accounts.models import User
from networking.companies.models import Company, Standing
from networking.companies.names import company_key
from networking.contacts.models import Contact, ContactQuerySet
from networking.contacts.names import match_key, search_form
from networking.web.keys import row_key

LONGEST = 100
MOST = 8


class Whom(NamedTuple):
    """A person, a company or both. A company that was only typed has no row: no key of its own."""

    person: Contact | None = None
    company: Company | None = None

    @property
    def person_pk(self) -> int:
        return self.person.pk if self.person else 0

    @property
    def person_name(self) -> str:
        return self.person.name if self.person else ""

    @property
    def company_pk(self) -> int:
        return (self.company.pk or 0) if self.company else 0

    @property
    def company_name(self) -> str:
        return self.company.name if self.company else ""

    @property
    def words(self) -> str:
        if self.person and self.company:
            return f"{self.person_name} at {self.company_name}"
        return self.person_name or f"somebody at {self.company_name}"


class Meant(NamedTuple):
    """One of several whom a typed name may mean."""

    words: str
    query: str


class Asked(NamedTuple):
    """What was asked for: whom, or among whom to choose; `q` is what was typed."""

    q: str = ""
    whom: Whom | None = None
    choices: tuple[Meant, ...] = ()


def asked(user: User, data: dict[str, str]) -> Asked:
    """What the address asks for; what is not this person's is as if it were not said."""
    q = data.get("q", "").replace("\x00", "").strip()[:LONGEST]
    if pk := row_key(data.get("person", "")):
        person = people_of(user).filter(pk=pk).first()
        return Asked(q, whom_of(person) if person else None)
    if pk := row_key(data.get("company", "")):
        company = Company.objects.owned_by(user).filter(pk=pk).first()
        return Asked(q, Whom(company=company) if company else None)
    return typed(user, q) if any(c.isalnum() for c in q) else Asked(q)


def people_of(user: User) -> ContactQuerySet:
    return Contact.objects.owned_by(user).select_related("company")


def whom_of(person: Contact) -> Whom:
    return Whom(person, person.company)


def typed(user: User, q: str) -> Asked:
    """The company or the person of that very name; else those it may mean; else a company not on my list."""
    companies = list(named_companies(user, q))
    people = list(named_people(user, q))
    same = [Whom(company=one) for one in companies if one.company_key == company_key(q)]
    same = same or [whom_of(one) for one in people if one.name_key == match_key(q)[:200]]
    alike = [Whom(company=one) for one in companies] + [whom_of(one) for one in people]
    if len(same or alike) == 1:
        return Asked(q, (same or alike)[0])
    if alike:
        return Asked(q, None, tuple(meant(one) for one in (same or alike)[:MOST]))
    return Asked(q, Whom(company=Company(owner=user, name=q, company_key=company_key(q))))


def named_companies(user: User, q: str) -> list[Company]:
    """Of many that a few letters may mean, the one of that very name is never left out."""
    key = company_key(q)
    found = Company.objects.owned_by(user).filter(company_key__contains=key)
    return list(found.order_by(exactly("company_key", key), "name", "pk")[:MOST])


def named_people(user: User, q: str) -> list[Contact]:
    people = people_of(user)
    for word in search_form(q).split():
        people = people.filter(search_text__contains=word)
    return list(people.order_by(exactly("name_key", match_key(q)[:200]), "name_key", "pk")[:MOST])


def exactly(column: str, key: str) -> Case:
    """What is called just so comes first."""
    return Case(When(**{column: key}, then=0), default=1)


def meant(one: Whom) -> Meant:
    about = {"person": one.person_pk} if one.person else {"company": one.company_pk}
    words = one.person_name or one.company_name
    if one.person and one.company:
        words = f"{words}, {one.company_name}"
    return Meant(words, urlencode(about))


def aims(user: User) -> list[tuple[int, str]]:
    """The companies I aim for, to choose from."""
    targets = Company.objects.owned_by(user).filter(standing=Standing.TARGET).order_by("position", "pk")
    return list(targets.values_list("pk", "name")[:LONGEST])


def at_work(user: User, whom: Whom) -> list[tuple[int, str]]:
    """The people at that company, to say whom of them."""
    if not whom.company_pk or whom.person:
        return []
    there = Contact.objects.owned_by(user).filter(company=whom.company_pk).order_by("stage", "name_key", "pk")
    return list(there.values_list("pk", "name")[:MOST])
