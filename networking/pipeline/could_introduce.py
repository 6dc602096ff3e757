"""Who of all whom I know could introduce me to somebody, or to anybody at a company, and why."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import CharField, DateField, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce

from networking.accounts.models import User
from networking.companies.models import Company
from networking.companies.told import alumni_told_to
from networking.contacts.could_introduce import Candidate, Reason, Why, advice, ranked, reasons_in_order, say
from networking.contacts.models import Closeness, Connection, Contact, PastJob
from networking.contacts.stages import Parked
from networking.conversations.introductions import told_of
from networking.conversations.models import Met
from networking.pipeline.whom import Whom

MOST = 30
MOST_ROWS = 600
MOST_CLOSE = 20


class Row(NamedTuple):
    """One reason of one candidate. `pk` is 0 for those who are none of my people: their name stands here."""

    why: str
    pk: int
    about: str
    until: dt.date | None
    name: str
    title: str


class Line(NamedTuple):
    """One candidate as printed."""

    who: Candidate
    reasons: list[str]
    advice: str


class Found(NamedTuple):
    lines: list[Line]
    more: int


def load_candidates(user: User, whom: Whom) -> Found:
    """Everybody who could, the likeliest first: two queries."""
    rows = [Row(*row) for row in reasons(user, whom)[:MOST_ROWS]]
    found = ranked([*mine(user, whom, rows), *others(rows)])
    company = whom.company_name
    lines = [
        Line(
            one,
            [said for reason in one.reasons if (said := say(reason, company, whom.person_name))],
            tip(one),
        )
        for one in found[:MOST]
    ]
    return Found(lines, max(0, len(found) - MOST))


def tip(one: Candidate) -> str:
    return advice(one) if one.pk else ""


def mine(user: User, whom: Whom, rows: Iterable[Row]) -> list[Candidate]:
    """My people among them, without those who said no."""
    why: dict[int, list[Reason]] = defaultdict(list)
    for row in rows:
        if row.pk and row.pk != whom.person_pk:
            why[row.pk].append(Reason(Why(row.why), row.about, row.until))
    people = Contact.objects.owned_by(user).filter(pk__in=why).exclude(parked_reason=Parked.DECLINED)
    columns = ("name", "pk", "title", "company__name", "closeness", "stage")
    return [
        Candidate(name, pk, title, at or "", closeness == Closeness.CLOSE, stage, reasons_in_order(why[pk]))
        for name, pk, title, at, closeness, stage in people.values_list(*columns)
    ]


def others(rows: Iterable[Row]) -> list[Candidate]:
    """Those of the address book and of my school; who is in both stands there once."""
    why: dict[tuple[str, str], list[Reason]] = defaultdict(list)
    for row in rows:
        if not row.pk:
            why[row.name, row.title].append(Reason(Why(row.why)))
    return [
        Candidate(name, 0, title, reasons=reasons_in_order(found)) for (name, title), found in why.items()
    ]


# --- The reasons, as parts of one query


def reasons(user: User, whom: Whom) -> QuerySet[Any, Any]:
    parts = [by_closeness(user), *(by_person(user, whom.person_pk) if whom.person_pk else [])]
    if whom.company_pk:
        parts += [*by_company(user, whom), by_met(user, Q(contact__company=whom.company_pk))]
    elif whom.person_pk:
        parts.append(by_met(user, Q(contact=whom.person_pk)))
    if whom.company:
        parts += by_name(user, whom.company)
    return parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]


def part(
    rows: QuerySet[Any], why: Why, pk: str | None, about: str = "", until: str = "", **names: str
) -> QuerySet[Any, Any]:
    """One reason in the columns of `Row`."""
    return rows.order_by().values_list(
        Value(why.value, output_field=CharField()),
        F(pk) if pk else Value(0),
        Cast(F(about), CharField()) if about else Value("", output_field=CharField()),
        F(until) if until else Cast(Value(None), DateField()),
        Cast(F(names["name"]), CharField()) if names else Value("", output_field=CharField()),
        Cast(F(names["title"]), CharField()) if names else Value("", output_field=CharField()),
    )


def by_person(user: User, pk: int) -> list[QuerySet[Any, Any]]:
    """Named for this very person."""
    them = Contact.objects.owned_by(user).filter(pk=pk, introducer__removed_at=None)
    return [part(them.exclude(introducer=None), Why.NAMED, "introducer_id", "name")]


def by_company(user: User, whom: Whom) -> list[QuerySet[Any, Any]]:
    """Introduced me to somebody there, can, or work there themselves."""
    there = Contact.objects.owned_by(user).filter(company=whom.company_pk)
    done = told_of(user).filter(introduced__company=whom.company_pk)
    named = there.exclude(pk=whom.person_pk).exclude(introducer=None).filter(introducer__removed_at=None)
    named = named.exclude(pk__in=done.filter(introducer=F("introduced__introducer")).values("introduced"))
    jobs = PastJob.objects.owned_by(user).filter(company=whom.company_pk, contact__removed_at=None)
    return [
        part(done, Why.DONE, "introducer_id", "introduced__name"),
        part(named, Why.NAMES, "introducer_id", "name"),
        part(there, Why.WORKS, "pk"),
        part(jobs.exclude(contact__company=whom.company_pk), Why.WORKED, "contact_id", until="until"),
    ]


def by_met(user: User, there: Q) -> QuerySet[Any, Any]:
    """Met at the same event, or in the same community, as them."""
    met = Met.objects.owned_by(user)
    same = Q(event__in=met.filter(there).exclude(event=None).values("event"))
    same |= Q(community__in=met.filter(there).exclude(community=None).values("community"))
    others = met.filter(same).exclude(there).annotate(place=Coalesce("event__name", "community__name"))
    return part(others, Why.MET, "contact_id", "place")


def by_closeness(user: User) -> QuerySet[Any, Any]:
    """Those closest to me, whoever they know: the ones I spoke with last."""
    close = Contact.objects.owned_by(user).filter(closeness=Closeness.CLOSE)
    last = close.order_by(F("last_interaction_on").desc(nulls_last=True), "pk").values("pk")[:MOST_CLOSE]
    return part(Contact.objects.owned_by(user).filter(pk__in=last), Why.CLOSE, "pk")


def by_name(user: User, company: Company) -> list[QuerySet[Any, Any]]:
    """In my address book and none of my people yet, or of my school; or there before, under a typed name."""
    book = Connection.objects.owned_by(user).filter(company_key=company.company_key)
    book = book.exclude(contact__removed_at=None, contact__isnull=False)
    jobs = PastJob.objects.owned_by(user).filter(company=None, company_name__iexact=company.name)
    return [
        part(book.exclude(contact__merged__isnull=False), Why.BOOK, None, name="name", title="title"),
        part(alumni_told_to(user, company), Why.ALUM, None, name="name", title="role"),
        part(jobs.filter(contact__removed_at=None), Why.WORKED, "contact_id", until="until"),
    ]
