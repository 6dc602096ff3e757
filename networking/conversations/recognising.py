"""Who a typed name may be: one of my people, somebody of the address book, or somebody new."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError

from networking.accounts.models import User
from networking.companies.listing import listed
from networking.companies.models import Company
from networking.contacts.models import Connection, Contact
from networking.contacts.names import match_key
from networking.contacts.taking import brings
from networking.conversations import writer
from networking.conversations.models import Chat, Interaction


class Recognised(NamedTuple):
    """Who it is, if that is sure; `perhaps` are those of the same name of whom somebody must be asked."""

    contact: Contact | None = None
    perhaps: tuple[Contact, ...] = ()


def recognise(owner: User, name: str, company_name: str = "") -> Recognised:
    """The same name at the same company is the same person; so is a name alone that only one person has."""
    same = Contact.objects.owned_by(owner).filter(name_key=match_key(name)[:200])
    found = list(same.select_related("company").order_by("pk"))
    company = listed(owner, company_name) if company_name else None
    there = [contact for contact in found if company and contact.company_id == company.pk]
    sure = there if company_name else found
    if len(sure) == 1:
        return Recognised(sure[0])
    return Recognised(perhaps=tuple(there or found))


def connection_of(owner: User, company: Company | None, name: str) -> Connection | None:
    """The same person in the address book, if they are there and no contact yet."""
    if company is None:
        return None
    same = Connection.objects.owned_by(owner).filter(
        company_key=company.company_key, name_key=match_key(name), contact=None
    )
    return same.order_by("pk").first()


def has_history(contact: Contact) -> bool:
    """Whether anything was said or planned with them: then no undo of their coming takes them away."""
    said = Interaction.objects.filter(contact=contact, removed_at=None)
    return said.exists() or Chat.objects.filter(contact=contact, removed_at=None).exists()


def add(
    owner: User, known: Connection | None, typed: dict[str, Any], common: dict[str, Any], now: dt.datetime
) -> Contact:
    """A new contact, with what the address book knows of them where nothing was typed."""
    if known:
        try:
            return writer.add_contact(owner, now=now, connection=known, **brings(known) | typed | common)
        except ValidationError:  # somebody else on the list has this connection's profile
            pass
    return writer.add_contact(owner, now=now, **typed, **common)
