"""Somebody of the address book turns out to be one of my people; and taking that back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import ValidationError

from networking.contacts.models import Connection, Contact
from networking.contacts.taking import brings
from networking.contacts.two_as_one import SAYS_LITTLE
from networking.conversations.writer.derived import settle
from networking.conversations.writer.locking import act, hold
from networking.conversations.writer.people import check_profile

FILLS = ("title", "persona", "email", "phone", "profile_url", "is_linkedin_friend")


@act
def connect(contact: Contact, connection: Connection, *, now: dt.datetime) -> list[str]:
    """They are one person: what is empty is filled from the address book; the names of what was filled."""
    hold(contact)
    if contact.connection_id == connection.pk:
        return []
    if contact.connection_id or Contact.objects.filter(connection=connection).exists():
        raise ValidationError("One of the two is somebody else already.")
    filled = []
    for field, value in brings(connection).items():
        now_there = getattr(contact, field)
        if (
            field in FILLS
            and value
            and value != now_there
            and now_there in ("", False, SAYS_LITTLE.get(field))
        ):
            setattr(contact, field, value)
            filled.append(field)
    check_profile(contact.owner_id, contact.profile_url, contact.pk)
    contact.connection = connection
    contact.fill_keys()
    settle(contact, "connection", *filled, *Contact.KEYS)
    return filled


@act
def disconnect(
    contact: Contact, connection: Connection, filled: Iterable[str], *, now: dt.datetime
) -> Contact:
    """The undo of that: what was filled is empty again, unless it was changed since."""
    hold(contact)
    if contact.connection_id != connection.pk:
        return contact
    brought = brings(connection)
    emptied = [f for f in FILLS if f in set(filled) and getattr(contact, f) == brought.get(f)]
    for field in emptied:
        setattr(contact, field, Contact._meta.get_field(field).get_default())  # type: ignore[union-attr]
    contact.connection = None
    contact.fill_keys()
    return settle(contact, "connection", *emptied, *Contact.KEYS)
