"""Logging and taking back many interactions of many people at once: as one act each would, in few queries."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import F

from networking.accounts.models import User
from networking.contacts.models import Contact, PastJob
from networking.contacts.stages import Kind
from networking.conversations.models import Chat, Interaction
from networking.conversations.writer.derived import PARKING, batches, bump, restate
from networking.conversations.writer.interactions import (
    NOT_YET,
    REMEMBERED,
    held_chat_of,
)
from networking.conversations.writer.locking import act, lock
from networking.conversations.writer.parking import apply_parking, undo_parking
from networking.conversations.writer.totals import recount
from networking.web.columns import store_columns

ROWS = 500


class ToLog(NamedTuple):
    """One interaction that is to be logged."""

    contact_id: int
    kind: str
    on: dt.date
    note: str = ""
    channel: str = ""


@act
def log_many(owner: User, rows: Sequence[ToLog], *, now: dt.datetime) -> list[Interaction]:
    """Logs all of these, in their order and in one transaction; returns them in that order."""
    today = owner.local_date(now)
    if any(row.on > today for row in rows):
        raise ValidationError({"on": NOT_YET})
    logged: dict[int, Interaction] = {}
    numbers: dict[int, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        numbers[row.contact_id].append(number)
    for batch in batches(sorted(numbers)):
        wanted = sorted(number for pk in batch for number in numbers[pk])
        made = _log_batch(owner, batch, [rows[number] for number in wanted], now)
        logged |= zip(wanted, made, strict=True)
    recount(owner.pk)
    return [logged[number] for number in range(len(rows))]


def _log_batch(owner: User, batch: list[int], rows: list[ToLog], now: dt.datetime) -> list[Interaction]:
    contacts, left = _held(owner, batch), _left_later(batch, owner.local_date(now))
    before = {pk: contact.parking_mark for pk, contact in contacts.items()}
    made = [_interaction(contacts[row.contact_id], row, left[row.contact_id], now) for row in rows]
    Chat.objects.bulk_create([one.chat for one in made if one.chat], batch_size=ROWS)
    Interaction.objects.bulk_create(made, batch_size=ROWS)
    _settle(contacts, before, made)
    return made


def _interaction(contact: Contact, row: ToLog, left: list[PastJob], now: dt.datetime) -> Interaction:
    """At the company of its day, with its effect on parking; a chat with its held Chat. Not yet stored."""
    interaction = Interaction(
        owner_id=contact.owner_id,
        contact=contact,
        company_id=next((job.company_id for job in left if job.until > row.on), contact.company_id),
        kind=Kind(row.kind),
        on=row.on,
        channel=row.channel,
        note=row.note,
        logged_at=now,
        key=uuid.uuid4(),
        is_sample=contact.is_sample,
    )
    apply_parking(contact, interaction)
    if row.kind == Kind.CHAT:
        interaction.chat = held_chat_of(interaction)
    return interaction


@act
def remove_many(owner: User, interactions: Iterable[Interaction], *, now: dt.datetime) -> None:
    """Takes all of these back, the last one first, with what each did to parking."""
    keys = [one.pk for one in interactions]
    there = Interaction.objects.filter(owner=owner, removed_at=None).in_bulk(keys)
    for batch in batches(sorted({one.contact_id for one in there.values()})):
        contacts = _held(owner, batch, also_removed=True)
        _remove_batch(contacts, [pk for pk, one in there.items() if one.contact_id in contacts], now)
    recount(owner.pk)


def _remove_batch(contacts: dict[int, Contact], keys: list[int], now: dt.datetime) -> None:
    """Reads them anew: the contacts are held now, and nobody else changes them."""
    before = {pk: contact.parking_mark for pk, contact in contacts.items()}
    there = Interaction.objects.filter(removed_at=None).in_bulk(keys)
    taken = [there[pk] for pk in sorted(there, reverse=True)]
    for interaction in taken:
        interaction.removed_at = now
        undo_parking(contacts[interaction.contact_id], interaction)
    Interaction.objects.bulk_update(taken, ["removed_at", *REMEMBERED], batch_size=ROWS)
    chats = [one.chat_id for one in taken if one.chat_id]
    for some in batches(chats):
        Chat.objects.filter(pk__in=some).update(removed_at=now)
    _settle(contacts, before, taken)


def _held(owner: User, batch: list[int], *, also_removed: bool = False) -> dict[int, Contact]:
    lock(batch)
    rows = Contact.objects.filter(owner=owner).select_related("company", "owner")
    return (rows if also_removed else rows.filter(removed_at=None)).in_bulk(batch)


def _left_later(batch: list[int], today: dt.date) -> dict[int, list[PastJob]]:
    """The past jobs of these people, the one they left first at the beginning."""
    left: dict[int, list[PastJob]] = defaultdict(list)
    for job in PastJob.objects.filter(contact__in=batch, until__lte=today).order_by("until", "pk"):
        left[job.contact_id].append(job)
    return left


def _settle(
    contacts: dict[int, Contact], before: dict[int, uuid.UUID | None], touched: Iterable[Interaction]
) -> None:
    """Stores parking where it changed, and what is derived; everybody here has a new version."""
    moved = [contact for pk, contact in contacts.items() if contact.parking_mark != before[pk]]
    store_columns(moved, PARKING)
    Contact.objects.filter(pk__in=contacts).update(version=F("version") + 1)
    restate(contacts)
    bump({one.company_id for one in touched} | {contact.company_id for contact in contacts.values()})
