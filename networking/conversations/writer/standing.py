"""What happens to a company's people when it changes its place on the list, leaves it, or comes back."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db.models import F

from networking.companies.models import Company, Standing
from networking.contacts.models import Contact
from networking.conversations.writer.derived import bump, recompute
from networking.conversations.writer.locking import act, lock
from networking.conversations.writer.people import ALREADY_HERE
from networking.conversations.writer.totals import recount


@act
def set_standing(company: Company, standing: str, *, today: dt.date, now: dt.datetime) -> Company:
    people = hold_company(company)
    if company.standing == standing:
        return company
    company.standing = Standing(standing)
    company.target_on = today if company.standing == Standing.TARGET else None
    company.save(update_fields=["standing", "target_on"])
    recompute(people)
    return turn(company)


@act
def remove_company(company: Company, *, now: dt.datetime) -> Company:
    """Removes it and its people at the same moment, by which they come back together."""
    people = hold_company(company)
    if company.is_removed:
        return company
    leaving = Contact.objects.filter(pk__in=people, removed_at=None)
    leaving.update(removed_at=now, version=F("version") + 1)
    company.removed_at = now
    company.save(update_fields=["removed_at"])
    return turn(company)


@act
def restore_company(company: Company, *, now: dt.datetime) -> Company:
    """Brings a company back, and the people who were removed with it."""
    people = hold_company(company)
    if not company.is_removed:
        return company
    check_restorable(company)
    returning = Contact.objects.filter(pk__in=people, removed_at=company.removed_at)
    returning.update(removed_at=None, version=F("version") + 1)
    company.removed_at = None
    company.save(update_fields=["removed_at"])
    return turn(company)


def hold_company(company: Company) -> list[int]:
    """Locks its people, then the company, in the order in which every other act does."""
    people = list(Contact.objects.filter(company=company).values_list("pk", flat=True))
    lock(people)
    company.refresh_from_db(from_queryset=Company.objects.select_for_update(no_key=True))
    return people


def check_restorable(company: Company) -> None:
    """What took its place meanwhile is in the way: one company per name, one person per profile."""
    here = Company.objects.filter(owner=company.owner_id, removed_at=None)
    if here.filter(company_key=company.company_key).exists():
        raise ValidationError(f"There is another company called {company.name} on your list now.")
    returning = Contact.objects.filter(company=company, removed_at=company.removed_at).exclude(profile_key="")
    keys = returning.values_list("profile_key", flat=True)
    living = Contact.objects.filter(owner=company.owner_id, removed_at=None)
    if living.filter(profile_key__in=list(keys)).exists():
        raise ValidationError(ALREADY_HERE)


def turn(company: Company) -> Company:
    bump([company.pk])
    recount(company.owner_id)
    company.refresh_from_db(fields=["revision"])
    return company
