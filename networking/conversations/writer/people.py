"""Adding, editing, moving and removing the people a seeker knows."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError

from networking.accounts.models import User
from networking.companies.models import Company
from networking.contacts.models import Connection, Contact
from networking.contacts.profiles import profile_key
from networking.conversations.models import Merge
from networking.conversations.writer.derived import BATCH, batches, bump, recompute, restate, settle
from networking.conversations.writer.interactions import insert
from networking.conversations.writer.jobs import carry_chats, carry_chats_of_many
from networking.conversations.writer.locking import Stale, act, hold, lock
from networking.conversations.writer.totals import recount
from networking.web.columns import store_columns

EDITABLE = frozenset(
    {
        "name",
        "title",
        "company",
        "persona",
        "closeness",
        "common_ground",
        "email",
        "phone",
        "profile_url",
        "alumni_channel",
        "introducer",
        "is_linkedin_friend",
        "personal",
        "notes",
        "time_zone",
    }
)
ALREADY_HERE = "Somebody on your list has this profile already."


@act
def add_contact(
    owner: User,
    *,
    now: dt.datetime,
    company: Company | None = None,
    key: uuid.UUID | None = None,
    **fields: Any,
) -> Contact:
    """Adds a person. The same key again, or a connection that is a contact already, gives the first one."""
    if key and (first := Contact.objects.filter(owner=owner, key=key).first()):
        return first
    connection: Connection | None = fields.get("connection")
    if connection:
        known = Contact.objects.filter(owner=owner, connection=connection)
        if first := known.filter(removed_at=None).first():
            return first
        known.update(connection=None)
        fields.setdefault("is_sample", connection.is_sample)
    check_profile(owner.pk, fields.get("profile_url", ""))
    contact = Contact(owner=owner, company=company, created_at=now, key=key, **fields)
    insert(contact)
    bump([contact.company_id])
    if not contact.is_sample:
        recount(owner.pk)
    return contact


@act
def add_many(owner: User, contacts: Sequence[Contact]) -> None:
    """Stores new people at once. That nobody of them is there already is the caller's care."""
    for contact in contacts:
        contact.fill_keys()
    Contact.objects.bulk_create(contacts, batch_size=BATCH)
    recompute(contact.pk for contact in contacts)
    bump({contact.company_id for contact in contacts})
    recount(owner.pk)


@act
def edit_contact(contact: Contact, fields: dict[str, Any], *, version: int, now: dt.datetime) -> Contact:
    """Changes what a form may change, unless the contact changed since the form was opened."""
    if unknown := set(fields) - EDITABLE:
        raise TypeError(f"not editable: {', '.join(sorted(unknown))}")
    hold(contact)
    if contact.version != version:
        raise Stale(f"contact {contact.pk} is at version {contact.version}, not {version}")
    company_before = contact.company_id
    for name, value in fields.items():
        setattr(contact, name, value)
    if contact.company_id != company_before:
        carry_chats(contact, company_before)
    if "profile_url" in fields:
        check_profile(contact.owner_id, contact.profile_url, contact.pk)
    contact.fill_keys()
    return settle(contact, *fields, *Contact.KEYS, companies=[company_before])


@act
def edit_many(owner: User, changes: Mapping[int, dict[str, Any]]) -> list[Contact]:
    """Changes many people at once, each in columns of their own; returns them as they are then.

    That no two of them get one profile is the caller's care.
    """
    edited: list[Contact] = []
    for batch in batches(sorted(changes)):
        edited += _edit_batch(owner, {pk: changes[pk] for pk in batch})
    recount(owner.pk)
    return edited


def _edit_batch(owner: User, changes: dict[int, dict[str, Any]]) -> list[Contact]:
    lock(changes)
    contacts = list(Contact.objects.filter(owner=owner, pk__in=changes).order_by("pk"))
    left = {contact.pk: contact.company_id for contact in contacts}
    for contact in contacts:
        for name, value in changes[contact.pk].items():
            setattr(contact, name, value)
        contact.fill_keys()
        contact.version += 1
    store_columns(
        contacts, {name for fields in changes.values() for name in fields} | {*Contact.KEYS, "version"}
    )
    carry_chats_of_many(contacts, left)
    restate(changes)
    bump({*left.values(), *(contact.company_id for contact in contacts)})
    return contacts


@act
def remove_contact(contact: Contact, *, now: dt.datetime) -> Contact:
    hold(contact)
    if contact.is_removed:
        return contact
    contact.removed_at = now
    return settle(contact, "removed_at")


@act
def restore_contact(contact: Contact, *, now: dt.datetime) -> Contact:
    """Brings a person back; without a company if that was removed meanwhile."""
    hold(contact)
    if not contact.is_removed:
        return contact
    if merge := Merge.objects.filter(gone=contact).select_related("kept").first():
        raise ValidationError(f"{contact.name} was merged with {merge.kept.name}. Undo that instead.")
    check_profile(contact.owner_id, contact.profile_url, contact.pk)
    if contact.company and contact.company.is_removed:
        contact.company = None
    contact.removed_at = None
    return settle(contact, "removed_at", "company")


def check_profile(owner_id: int, url: str, pk: int | None = None) -> None:
    """One person per profile address among those not removed."""
    key = profile_key(url)
    others = Contact.objects.filter(owner=owner_id, profile_key=key, removed_at=None)
    if pk:
        others = others.exclude(pk=pk)
    if key and others.exists():
        raise ValidationError({"profile_url": ALREADY_HERE})
