"""Somebody whom one person named: introduced by them from now on, on the list once, however often named."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError

from networking.accounts.models import User
from networking.companies.models import Company
from networking.contacts.models import Contact
from networking.contacts.names import match_key
from networking.contacts.personas import guess
from networking.conversations import recognising, writer
from networking.conversations.writer.locking import act, hold


class Named(NamedTuple):
    """Who it is; `is_new` unless they were on the list, then `was` is who could introduce them before."""

    contact: Contact
    is_new: bool
    was: int | None = None


def name_person(
    owner: User,
    introducer: Contact,
    company: Company | None,
    *,
    name: str,
    title: str,
    key: uuid.UUID,
    now: dt.datetime,
) -> Named:
    if first := Contact.objects.filter(owner=owner, key=key).first():
        return Named(first, is_new=True)  # the same form again: a double click
    here = {"company": company, "name_key": match_key(name)[:200]}
    there = Contact.objects.owned_by(owner).filter(**here).order_by("pk").first()
    if there == introducer:
        raise ValidationError({"name": f"That is {introducer.name}."})
    if there:
        return Named(there, False, introduce(there, introducer, title, now))
    typed: dict[str, Any] = {"name": name} | ({"title": title, "persona": guess(title)} if title else {})
    common = {"company": company, "introducer": introducer, "key": key, "is_sample": introducer.is_sample}
    known = recognising.connection_of(owner, company, name)
    return Named(recognising.add(owner, known, typed, common, now), is_new=True)


@act
def introduce(contact: Contact, introducer: Contact | None, title: str, now: dt.datetime) -> int | None:
    """Sets who can introduce somebody, and the title if none was known; gives who could before."""
    was = hold(contact).introducer_id
    fields: dict[str, object] = {"introducer": introducer}
    if title and not contact.title:
        fields["title"] = title
    writer.edit_contact(contact, fields, version=contact.version, now=now)
    return was


def take_back(contact: Contact, introducer: Contact, was: Contact | None, *, now: dt.datetime) -> None:
    """The undo: who could introduce them before can again, unless that was changed meanwhile."""
    if contact.introducer_id == introducer.pk:
        introduce(contact, was, "", now)
