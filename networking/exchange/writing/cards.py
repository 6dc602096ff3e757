"""What a vCard says: a name and how to reach them, and none of my notes, as cards are passed on."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import vobject
from django.conf import settings

from networking.accounts.models import User
from networking.contacts.models import Contact
from networking.contacts.names import display_name
from networking.conversations.calendar import plain

AT_A_TIME = 1000
UNFOLDED, OCTETS = 100_000, 75


def cards(user: User) -> Iterator[bytes]:
    """Everybody in one file."""
    known = Contact.objects.owned_by(user).select_related("company").order_by("name", "pk")
    return (card(one) for one in known.iterator(AT_A_TIME))


def card(contact: Contact) -> bytes:
    """One card, version 3.0. What was typed is on one line: it cannot begin another (SECURITY T30)."""
    made = vobject.vCard()
    made.add("prodid").value = "-//Inroad//People//EN"
    made.add("uid").value = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, address_of(contact))}"
    made.add("fn").value = name = plain(contact.name) or "?"
    given, family = given_and_family(name)
    made.add("n").value = vobject.vcard.Name(given=given, family=family)
    if contact.company and not contact.company.is_removed:
        made.add("org").value = [plain(contact.company.name)]
    for field, value in fields_of(contact):
        if text := plain(value):
            made.add(field).value = text
    whole = str(made.serialize(lineLength=UNFOLDED)).split("\r\n")
    return "\r\n".join(map(folded, whole)).encode()


def folded(line: str) -> str:
    """No line over 75 octets, and no letter cut in two; vobject's own folding counts letters."""
    pieces, begun, room = [], 0, OCTETS
    for place, letter in enumerate(line):
        if len(letter.encode()) > room:
            pieces.append(line[begun:place])
            begun, room = place, OCTETS - 1
        room -= len(letter.encode())
    return "\r\n ".join([*pieces, line[begun:]])


def address_of(contact: Contact) -> str:
    """The same person is the same card in every file."""
    return f"{settings.SITE_URL}/people/{contact.pk}/"


def fields_of(contact: Contact) -> list[tuple[str, str]]:
    return [
        ("title", contact.title),
        ("email", contact.email),
        ("tel", contact.phone),
        ("url", contact.profile_url),
    ]


def given_and_family(name: str) -> tuple[str, str]:
    """The first word and the rest, without titles; a name of one word is the given one."""
    given, _, family = (display_name(name) or name).partition(" ")
    return given, family
