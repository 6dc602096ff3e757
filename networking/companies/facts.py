"""What a school knows about companies: how it is kept, removed and brought back, and what a list shows."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.db.models import Q

from networking.accounts.models import User
from networking.cohorts.models import Organization
from networking.companies.models import Alum, Fact
from networking.companies.names import company_key
from networking.web.text import fold

PAGE = 50
LONGEST_SEARCH = 100


class AlreadyKeptError(Exception):
    """The school has something about this company, under this spelling or another."""


def kept_about(organization: Organization, name: str, *, but: int = 0) -> Fact | None:
    """What this school knows about the company of that name already, however it is spelled."""
    there = Fact.objects.filter(organization=organization, removed_at=None, company_key=company_key(name))
    return there.exclude(pk=but).first()


def keep(fact: Fact, *, by: User, now: dt.datetime) -> None:
    """Stores it with who wrote it and when; of two at the same moment the second is refused."""
    fact.written_by, fact.changed_at = by, now
    store(fact)


def remove(fact: Fact, *, now: dt.datetime) -> None:
    fact.removed_at = now
    fact.save(update_fields=["removed_at"])


def restore(fact: Fact) -> None:
    fact.removed_at = None
    store(fact)


def store(fact: Fact) -> None:
    try:
        with transaction.atomic():
            fact.save()
    except IntegrityError:
        if kept_about(fact.organization, fact.name, but=fact.pk or 0):
            raise AlreadyKeptError(fact.name) from None
        raise


def forget(alum: Alum) -> None:
    """Takes somebody off at once and for good."""
    alum.delete()


def load_facts(user: User, organization: Organization, *, q: str, page: str) -> dict[str, Any]:
    """A page of the list, by name."""
    q = q.replace("\x00", "").strip()[:LONGEST_SEARCH]
    facts = Fact.objects.kept_by(user).filter(organization=organization)
    if q:
        facts = facts.filter(Q(company_key__contains=company_key(q)) | Q(company_key__contains=fold(q)))
    shown = facts.select_related("written_by").prefetch_related("alumni").order_by("company_key", "pk")
    return {
        "organization": organization,
        "page": Paginator(shown, PAGE).get_page(page),
        "q": q,
        "active": "cohorts",
    }
