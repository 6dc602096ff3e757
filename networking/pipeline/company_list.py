"""Which companies a list shows, in which order, and where else the seeker knows people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import Count, F, Min, Q, QuerySet

from networking.accounts.models import User
from networking.companies.independents import INDEPENDENTS
from networking.companies.models import Company, Standing
from networking.companies.names import company_key
from networking.contacts.models import Connection
from networking.pipeline.snapshot import CompanyRow, PersonRow, as_rows

PAGE = 50
ORDERS = {"list": "List order", "name": "Name", "people": "Fewest people", "due": "Due first"}

WORKING = Q(contacts__removed_at=None, contacts__parked_on=None)
SORTED = {
    "list": ("position", "pk"),
    "name": ("company_key", "pk"),
    "people": ("people", "position", "pk"),
    "due": (F("due").asc(nulls_last=True), "position", "pk"),
}


class Choice(NamedTuple):
    """What somebody chose to see; words that we do not know mean the first choice."""

    tab: str
    q: str
    order: str
    page: int

    @classmethod
    def of(cls, given: dict[str, str]) -> Choice:
        tab, order, page = given.get("tab", ""), given.get("order", ""), given.get("page", "")
        return cls(
            tab if tab in Standing.values else Standing.TARGET.value,
            given.get("q", "").replace("\0", "")[:200].strip(),
            order if order in ORDERS else "list",
            min(max(int(page), 1), 10_000) if page.isdecimal() and len(page) < 6 else 1,
        )

    @property
    def start(self) -> int:
        return (self.page - 1) * PAGE


class Page(NamedTuple):
    companies: list[CompanyRow]
    has_more: bool


def pick(targets: Iterable[CompanyRow], people: Mapping[int, Sequence[PersonRow]], choice: Choice) -> Page:
    """One page of the targets, which are few and loaded already for the sake of their next steps."""
    words = company_key(choice.q)
    found = [company for company in targets if words in company_key(company.name)]
    found.sort(key=lambda company: _place(company, people[company.pk], choice.order))
    return Page(found[choice.start : choice.start + PAGE], len(found) > choice.start + PAGE)


def _place(company: CompanyRow, people: Sequence[PersonRow], order: str) -> tuple[Any, ...]:
    working = [person for person in people if person.parked_on is None]
    first = {
        "name": company_key(company.name),
        "people": len(working),
        "due": min((person.due_on for person in working if person.due_on), default=dt.date.max),
    }
    return (first.get(order, 0), company.position, company.pk)


def load_page(user: User, choice: Choice) -> Page:
    """One page of another list; the database sorts it, for there may be hundreds."""
    companies = Company.objects.owned_by(user).filter(standing=choice.tab)
    if choice.q:
        companies = companies.filter(company_key__contains=company_key(choice.q))
    if choice.order == "people":
        companies = companies.annotate(people=Count("contacts", filter=WORKING))
    elif choice.order == "due":
        companies = companies.annotate(due=Min("contacts__due_on", filter=WORKING))
    rows = as_rows(companies.order_by(*SORTED[choice.order])[choice.start : choice.start + PAGE + 1])
    return Page(rows[:PAGE], len(rows) > PAGE)


def count_lists(user: User) -> dict[str, int]:
    """How many companies each list holds."""
    counted = Company.objects.owned_by(user).values_list("standing").annotate(n=Count("pk"))
    return dict.fromkeys(Standing.values, 0) | dict(counted)


class Suggestion(NamedTuple):
    company_key: str
    people: int
    name: str


def where_i_know_people(user: User) -> QuerySet[Connection, Any]:
    """Employers in the address book that are on no list, most people first; nobody's own business."""
    listed = Company.objects.owned_by(user).values("company_key")
    return (
        Connection.objects.owned_by(user)
        .exclude(company_key="")
        .exclude(company_key__in=INDEPENDENTS)
        .exclude(company_key__in=listed)
        .values("company_key")
        .annotate(people=Count("pk"), name=Min("company"))
        .order_by("-people", "company_key")
        .values_list("company_key", "people", "name")
    )


def load_suggestions(user: User, limit: int) -> list[Suggestion]:
    return [Suggestion(*row) for row in where_i_know_people(user)[:limit]]
