"""Who of an address book works at a company on the list, and becomes somebody there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from networking.accounts.models import User
from networking.contacts.models import Connection, Contact
from networking.contacts.taking import brings
from networking.conversations import writer
from networking.exchange import undo
from networking.exchange.address_books.entry import Entry
from networking.exchange.book import Plan
from networking.exchange.linkedin import Person

if TYPE_CHECKING:
    from networking.exchange.models import Upload

LONGEST_NOTES = 10_000


class Wanted(NamedTuple):
    """Somebody who is to become a contact: new in the address book, or there already (`pk`)."""

    person: Person
    pk: int | None


class _Mine(NamedTuple):
    """By what the people on the list are known."""

    connections: set[int | None]
    profiles: set[str]
    emails: set[str]
    names: set[tuple[str, str]]

    def has(self, one: Wanted) -> bool:
        person = one.person
        return (
            (one.pk is not None and one.pk in self.connections)
            or (person.profile_key != "" and person.profile_key in self.profiles)
            or (person.email != "" and person.email.casefold() in self.emails)
            or (person.name_key, person.company_key) in self.names
        )


def notes(person: Person, entry: Entry) -> str:
    """What the file says of somebody that has no place of its own."""
    emails = [text for text in person.also if "@" in text]
    phones = [text for text in person.also if "@" not in text]
    more = (
        ("Other e-mail addresses", emails),
        ("Other phones", phones),
        ("Labels", entry.labels),
        ("Birthday", [entry.birthday] if entry.birthday else []),
    )
    lines = [entry.note.strip(), *(f"{what}: {', '.join(texts)}" for what, texts in more if texts)]
    return "\n".join(line for line in lines if line)


def wanted(owner: User, plan: Plan, companies: Mapping[str, int]) -> list[Wanted]:
    """Whom the list does not hold yet; who was removed from it is left alone."""
    coming = [Wanted(person, None) for person in plan.add if person.company_key in companies]
    coming += [Wanted(after, one.pk) for one, after in plan.there if after.company_key in companies]
    if not coming:
        return []
    mine = _mine(owner)
    return [one for one in coming if not mine.has(one)]


def _mine(owner: User) -> _Mine:
    mine = _Mine(set(), set(), set(), set())
    columns = ("connection_id", "profile_key", "email", "name_key", "company__company_key")
    for connection, profile, email, name, company in Contact.objects.owned_by(owner).values_list(*columns):
        mine.connections.add(connection)
        mine.profiles.add(profile)
        mine.emails.add(email.casefold())
        mine.names.add((name, company or ""))
    removed = Contact.objects.removed_by(owner).exclude(connection=None)
    mine.connections.update(removed.values_list("connection_id", flat=True))
    return mine


def bring(
    upload: Upload,
    people: list[Wanted],
    companies: Mapping[str, int],
    said: Mapping[int, str],
    now: dt.datetime,
) -> None:
    """Makes them contacts at their companies, with their rows of the address book behind them."""
    rows = {(one.person.profile_key or _line(one.person), one.pk): one.person for one in people}
    mine = Connection.objects.owned_by(upload.owner).filter(
        company_key__in={p.company_key for p in rows.values()}
    )
    contacts = []
    for connection in mine:
        is_new = connection.batch == upload.token
        key = connection.profile_key or _line(connection)
        person = rows.get((key, None if is_new else connection.pk))
        if person is not None:
            contacts.append(
                Contact(
                    owner=upload.owner,
                    company_id=companies[connection.company_key],
                    connection=connection,
                    created_at=now,
                    notes=said.get(person.row, ""),
                    **brings(connection),
                )
            )
    contacts.sort(key=lambda one: one.connection_id or 0)
    writer.add_many(upload.owner, contacts)
    undo.added(upload, contacts)


def _line(one: Person | Connection) -> tuple[str, str, str, str]:
    return one.name_key, one.company_key, one.email, one.phone
