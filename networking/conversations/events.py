"""Acts on events: adding, changing, having been there, removing; what is due to whom was met follows."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.db import transaction

from networking.accounts.models import User
from networking.companies.models import Company
from networking.contacts.models import Contact
from networking.conversations import writer
from networking.conversations.event_time import span_of
from networking.conversations.meeting import Meeting, meet
from networking.conversations.models import Attendance, Event, Met
from networking.conversations.writer.locking import act

EDITABLE = frozenset(
    {
        "name", "kind", "company", "is_online", "place", "url", "starts_at", "ends_at", "is_all_day",
        "time_zone", "notes",
    }
)  # fmt: skip


@act
def add(owner: User, *, key: uuid.UUID, now: dt.datetime, uid: str = "", **fields: Any) -> Event:
    """The same form again, or what a calendar calls by the same `uid`, gives the event that is there."""
    check(fields)
    there = Event.objects.owned_by(owner).filter(uid=uid).first() if uid else None
    if there:
        return there
    fields = with_zone(owner, fields)
    event, _ = Event.objects.get_or_create(
        owner=owner, key=key, defaults={**fields, "uid": uid, "created_at": now}
    )
    return event


@act
def edit(event: Event, fields: dict[str, Any], *, now: dt.datetime) -> Event:
    """Who was met there was met on one of its days, so these move with it."""
    check(fields)
    fields = with_zone(event.owner, fields)
    for name, value in fields.items():
        setattr(event, name, value)
    event.save(update_fields=list(fields))
    span, today = span_of(event, event.owner.zone), event.owner.local_date(now)
    for met in Met.objects.filter(event=event):
        day = span.day_met(max(met.on, min(span.first_day, today)))
        if day != met.on:
            Met.objects.filter(pk=met.pk).update(on=day)
    return restated(event)


@transaction.atomic
def attend(event: Event, attendance: str) -> Event:
    """Planned, been there, or not gone: then nothing is due to anybody from it."""
    event.attendance = Attendance(attendance)
    event.save(update_fields=["attendance"])
    return restated(event)


@act
def remove(event: Event, *, now: dt.datetime) -> Event:
    event.removed_at = event.removed_at or now
    event.save(update_fields=["removed_at"])
    return restated(event)


@act
def restore(event: Event) -> Event:
    """Brings it back; if the same came from a calendar meanwhile, as one of its own."""
    twins = Event.objects.owned_by(event.owner).filter(uid=event.uid).exclude(pk=event.pk)
    if event.uid and twins.exists():
        event.uid = ""
    event.removed_at = None
    event.save(update_fields=["removed_at", "uid"])
    return restated(event)


@act
def meet_at(
    event: Event,
    person: Contact | str,
    *,
    company: Company | None = None,
    note: str = "",
    key: uuid.UUID,
    now: dt.datetime,
) -> Meeting:
    """Somebody met there. Whoever meets people at an event that has begun is there."""
    span = span_of(event, event.owner.zone)
    if event.attendance != Attendance.ATTENDED and span.has_begun(now):
        attend(event, Attendance.ATTENDED)
    on = span.day_met(event.owner.local_date(now))
    return meet(event, person, company=company, note=note, on=on, key=key, now=now)


def check(fields: dict[str, Any]) -> None:
    if unknown := set(fields) - EDITABLE:
        raise TypeError(f"not editable: {', '.join(sorted(unknown))}")


def with_zone(owner: User, fields: dict[str, Any]) -> dict[str, Any]:
    """A whole day keeps the time zone whose day it is, also when its owner moves."""
    if fields.get("is_all_day") and not fields.get("time_zone"):
        return fields | {"time_zone": owner.zone.key}
    return fields


def restated(event: Event) -> Event:
    writer.recompute(Met.objects.filter(event=event).values_list("contact_id", flat=True))
    return event
