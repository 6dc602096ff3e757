"""How a company comes onto a list, and its place there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from networking.accounts.models import User
from networking.companies.criteria import copy_defaults
from networking.companies.models import Company, CompanyQuerySet, Standing
from networking.companies.names import company_key
from networking.companies.signals import list_changed
from networking.web.columns import store_columns

NARROW = 1e-6  # places closer than this are spread again before anything is put between them


class AlreadyListedError(Exception):
    """The list has this company, under this spelling or another."""

    def __init__(self, company: Company) -> None:
        super().__init__(company.name)
        self.company = company


def listed(owner: User, name: str) -> Company | None:
    """The company of that name on this person's list, however it is spelled."""
    return Company.objects.owned_by(owner).filter(company_key=company_key(name)).first()


def add_company(owner: User, name: str, *, standing: str, today: dt.date, **fields: Any) -> Company:
    """Puts a company at the end of the list; the first one brings the criteria with it."""
    company = Company(owner=owner, name=name, standing=standing, **fields)
    company.target_on = today if standing == Standing.TARGET else None
    company.position = 1 + (Company.objects.filter(owner=owner).aggregate(last=Max("position"))["last"] or 0)
    try:
        with transaction.atomic():
            company.save(force_insert=True)
            copy_defaults(owner)
            list_changed.send(Company, owner_id=owner.pk)
    except IntegrityError:
        there = listed(owner, name)
        if there is None:
            raise
        raise AlreadyListedError(there) from None
    return company


def add_companies(owner: User, names: Iterable[str], *, standing: str, today: dt.date) -> list[Company]:
    """Puts many at the end of the list in one go; those that somebody else put there meanwhile stay."""
    last = Company.objects.filter(owner=owner).aggregate(last=Max("position"))["last"] or 0
    target_on = today if standing == Standing.TARGET else None
    companies = [
        Company(
            owner=owner,
            name=name,
            company_key=company_key(name),
            standing=standing,
            target_on=target_on,
            position=last + number,
        )
        for number, name in enumerate(names, 1)
    ]
    if not companies:
        return []
    with transaction.atomic():
        Company.objects.bulk_create(companies, batch_size=500, ignore_conflicts=True)
        copy_defaults(owner)
        list_changed.send(Company, owner_id=owner.pk)
    return list(Company.objects.owned_by(owner).filter(position__gt=last).order_by("position"))


@transaction.atomic
def keep_many(owner: User, changes: Mapping[int, dict[str, Any]]) -> list[Company]:
    """Stores columns of many companies and turns their revisions, as `Company.keep` does of one."""
    rows = Company.objects.select_for_update(no_key=True).filter(owner=owner, pk__in=changes)
    companies = list(rows.order_by("pk"))
    for company in companies:
        for name, value in changes[company.pk].items():
            setattr(company, name, value)
        company.company_key = company_key(company.name)
        company.revision += 1
    names = {name for fields in changes.values() for name in fields}
    store_columns(companies, names | {"company_key", "revision"})
    list_changed.send(Company, owner_id=owner.pk)
    return companies


def place_between(before: float | None, after: float | None) -> float:
    """A place between two neighbours, or beyond the one there is."""
    if before is None:
        return 0.0 if after is None else after - 1
    return before + 1 if after is None else (before + after) / 2


def move(company: Company, steps: int) -> None:
    """Moves a company up (negative) or down by some steps among those of its standing."""
    with transaction.atomic():
        beside = Company.objects.filter(owner=company.owner_id, standing=company.standing, removed_at=None)
        places = _spread(beside)
        order = [pk for pk, _ in places]
        here = order.index(company.pk)
        others = places[:here] + places[here + 1 :]
        there = max(0, min(len(others), here + steps))
        company.position = place_between(
            others[there - 1][1] if there else None, others[there][1] if there < len(others) else None
        )
        beside.filter(pk=company.pk).update(position=company.position)


def _spread(companies: CompanyQuerySet) -> list[tuple[int, float]]:
    """The places in order, whole numbers again where two have come too close."""
    places = list(companies.in_list_order().values_list("pk", "position"))
    if all(after - before > NARROW for (_, before), (_, after) in pairwise(places)):
        return places
    spread = [Company(pk=pk, position=float(number)) for number, (pk, _) in enumerate(places, 1)]
    Company.objects.bulk_update(spread, ["position"])
    return [(company.pk, company.position) for company in spread]
