"""Takes events that were found in a file or a mail into the list, each once, and all of them back."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from networking.accounts.models import User
from networking.conversations.found_events import Found
from networking.conversations.models import Attendance, Event

AT_ONCE = 50


@transaction.atomic
def take(owner: User, batch: uuid.UUID, found: Mapping[int, Found], *, now: dt.datetime) -> int:
    """How many came in; those of `batch` that were taken back come again, those I have already do not. A
    second press waits for the first, and finds them there."""
    User.objects.select_for_update(no_key=True).get(pk=owner.pk)
    removed = Event.objects.removed_by(owner)
    back = {event.key: event for event in removed.filter(key__in=keys(batch, found))}
    have = set(uids_of(owner)) | set(Event.objects.filter(owner=owner).values_list("key", flat=True))
    new, again = [], []
    for number, each in found.items():
        key = key_of(batch, number)
        if each.uid in have:
            continue
        if key in back:
            again.append(key)
        elif key not in have:
            new.append(event_of(owner, each, key=key, created_at=now))
    Event.objects.bulk_create(new)
    removed.filter(key__in=again).update(removed_at=None)
    return len(new) + len(again)


@transaction.atomic
def take_back(owner: User, batch: uuid.UUID, *, now: dt.datetime) -> int:
    """The undo; an event where somebody was met since is kept."""
    brought = Event.objects.owned_by(owner).filter(key__in=keys(batch, range(AT_ONCE)), met=None)
    return brought.update(removed_at=now)


def uids_of(owner: User) -> Iterable[str]:
    """What the events in the list are called in the calendars they came from."""
    return Event.objects.owned_by(owner).exclude(uid="").values_list("uid", flat=True)


def keys(batch: uuid.UUID, numbers: Iterable[int]) -> list[uuid.UUID]:
    return [key_of(batch, number) for number in numbers]


def key_of(batch: uuid.UUID, number: int) -> uuid.UUID:
    return uuid.uuid5(batch, str(number))


def event_of(owner: User, found: Found, **more: Any) -> Event:
    """What is over was not necessarily attended: it is planned until somebody says so."""
    return Event(
        owner=owner,
        uid=found.uid,
        name=found.name,
        kind=found.kind,
        is_online=found.is_online,
        place=found.place,
        url=found.url,
        starts_at=found.starts_at,
        ends_at=found.ends_at,
        is_all_day=found.is_all_day,
        time_zone=found.time_zone or (owner.zone.key if found.is_all_day else ""),
        attendance=Attendance.PLANNED,
        notes=found.notes,
        **more,
    )
