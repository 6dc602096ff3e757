"""Days that matter to somebody: adding, changing and removing them, and letting those pass that went by."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db import transaction

from networking.contacts.models import Contact
from networking.conversations.models import Due, ImportantDate
from networking.conversations.occasions import Yearly, next_time
from networking.conversations.writer.derived import recompute
from networking.conversations.writer.locking import act, hold

KEPT_DAYS = 14  # so long after its day one can still say something; then it is let pass
ABOUT = "date:"


class Said(NamedTuple):
    """A day as it was typed."""

    label: str
    month: int
    day: int
    year: int | None = None


@act
def add(contact: Contact, said: Said, *, today: dt.date, passed_on: dt.date | None = None) -> ImportantDate:
    """The same day twice is one. A day that is today comes up today."""
    hold(contact)
    date, _ = ImportantDate.objects.get_or_create(
        contact=contact,
        label=said.label,
        month=said.month,
        day=said.day,
        defaults={
            "owner_id": contact.owner_id,
            "year": said.year,
            "passed_on": passed_on or today - dt.timedelta(days=1),
        },
    )
    recompute([contact.pk])
    return date


@act
def edit(date: ImportantDate, said: Said, *, today: dt.date) -> ImportantDate:
    """Another day of the year begins anew; another word or year for it changes nothing that is due."""
    hold(date.contact)
    if (date.month, date.day) != (said.month, said.day):
        date.passed_on = today - dt.timedelta(days=1)
    for name, value in said._asdict().items():
        setattr(date, name, value)
    date.save()
    recompute([date.contact_id])
    return date


@act
def remove(date: ImportantDate) -> None:
    hold(date.contact)
    date.delete()
    recompute([date.contact_id])


def let_pass(now: dt.datetime) -> None:
    """What nobody answered for two weeks is over until next year; the step with it makes room for others."""
    earliest = now.date() - dt.timedelta(days=KEPT_DAYS - 1)  # in no time zone is it later than tomorrow
    dues = Due.objects.filter(about__startswith=ABOUT, due_on__lte=earliest).select_related("owner")
    for due in dues.order_by("pk").iterator():
        today = due.owner.local_date(now)
        if (today - due.due_on).days >= KEPT_DAYS:
            let_pass_with(due.contact_id, today - dt.timedelta(days=KEPT_DAYS))


@transaction.atomic
def let_pass_with(contact_id: int, until: dt.date) -> None:
    """All days of one person that came until then are over."""
    for date in ImportantDate.objects.filter(contact=contact_id, passed_on__lt=until):
        if next_time(yearly(date), date.passed_on) <= until:
            date.passed_on = until
            date.save(update_fields=["passed_on"])
    recompute([contact_id])


def yearly(date: ImportantDate) -> Yearly:
    return Yearly(date.month, date.day, date.label, date.passed_on)
