"""The audit log: who did what, about whom, when (SECURITY T52). It is only ever added to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from networking.cohorts.models import Act, Cohort, Entry, Organization

if TYPE_CHECKING:
    from networking.accounts.models import User


def record(
    act: Act,
    *,
    at: dt.datetime,
    organization: Organization,
    actor: User | None,
    cohort: Cohort | None = None,
    about: User | None = None,
    role: str = "",
) -> Entry:
    return Entry.objects.create(
        organization=organization, cohort=cohort, actor=actor, about=about, act=act, role=role, at=at
    )


def record_many(
    act: Act, roles: Iterable[str], *, at: dt.datetime, cohort: Cohort, actor: User | None
) -> None:
    """A line for each of many that were done at once."""
    there = {"organization": cohort.organization, "cohort": cohort, "actor": actor}
    Entry.objects.bulk_create([Entry(**there, act=act, role=role, at=at) for role in roles], batch_size=500)


def record_exports(organizations: Iterable[Organization], *, at: dt.datetime, actor: User) -> None:
    """A line in each school whose people are in a file that somebody took away."""
    lines = [Entry(organization=school, actor=actor, act=Act.EXPORTED, at=at) for school in organizations]
    Entry.objects.bulk_create(lines)
