"""Keeps the stored columns and `Due` rows equal to what the history says, for one contact or thousands."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from django.db.models import DateTimeField, F, IntegerField, Value

from networking.accounts.models import User
from networking.companies.models import Company
from networking.contacts.models import Contact
from networking.conversations.clocks import Clocks, Entry, FellThrough, History, Person, State, state
from networking.conversations.models import (
    Attendance,
    Chat,
    ChatStatus,
    Due,
    ImportantDate,
    Interaction,
    Met,
    Update,
)
from networking.conversations.occasions import Meeting, Owed, Yearly
from networking.conversations.writer.introduced import keep_current, made_by, made_to
from networking.conversations.writer.locking import Conflict, act, lock
from networking.conversations.writer.totals import recount, recount_each
from networking.web.columns import store_columns

BATCH = 500
DERIVED = (
    "stage",
    "reached_on",
    "replied_on",
    "chatted_on",
    "thanked_on",
    "last_interaction_on",
    "rest_on",
    "due_on",
    "due_rule",
)
PARKING = ("parked_reason", "parked_on", "parking_mark")
FELL_THROUGH = (ChatStatus.MISSED, ChatStatus.CANCELLED)


class DueRow(NamedTuple):
    pk: int
    contact_id: int
    rule: int
    due_on: dt.date
    owner_id: int
    about: str


# --- Reading


def load_histories(contact_ids: Sequence[int]) -> dict[int, History]:
    """What happened with each of these contacts, in two queries."""
    entries: dict[int, list[Entry]] = defaultdict(list)
    said = Interaction.objects.filter(contact__in=contact_ids, removed_at=None)
    for pk, kind, on, logged_at, no_answer_needed in said.order_by("contact_id", "on", "id").values_list(
        "contact_id", "kind", "on", "logged_at", "no_answer_needed"
    ):
        entries[pk].append(Entry(kind, on, logged_at, no_answer_needed))
    planned: dict[int, dt.datetime] = {}
    fallen: dict[int, FellThrough] = {}
    chats = Chat.objects.filter(contact__in=contact_ids, removed_at=None).exclude(status=ChatStatus.HELD)
    for pk, planned_at, settled_on, settled_at, settled in chats.order_by("planned_at").values_list(
        "contact_id", "planned_at", "settled_on", "settled_at", "no_answer_needed"
    ):
        if settled_on and settled_at:
            chat = FellThrough(settled_on, settled_at, settled)
            fallen[pk] = max(chat, fallen.get(pk, chat))
        elif planned_at:
            planned[pk] = planned_at
    occasions = load_occasions(contact_ids)
    return {
        pk: History(entries.get(pk, ()), planned.get(pk), fallen.get(pk), *occasions[pk])
        for pk in contact_ids
    }


class Occasions(NamedTuple):
    """What else makes a step due with one contact, in the order of `History`."""

    updates: list[Owed]
    met: list[Meeting]
    days: list[Yearly]


def load_occasions(contact_ids: Sequence[int]) -> dict[int, Occasions]:
    """What each of these is to be told, where they were met, and the days that matter to them; one query."""
    nothing = Value(0, output_field=IntegerField())
    no_moment = Value(None, output_field=DateTimeField())
    owed = Update.objects.filter(contact__in=contact_ids, is_known=False).order_by()
    met = Met.objects.filter(contact__in=contact_ids, event__removed_at=None, event__isnull=False)
    met = met.exclude(event__attendance=Attendance.SKIPPED).order_by()
    days = ImportantDate.objects.filter(contact__in=contact_ids).order_by()
    rows = owed.values_list(Value("owed"), "contact_id", "on", "about", "at", nothing, nothing).union(
        met.values_list(Value("met"), "contact_id", "on", "event__name", no_moment, nothing, nothing),
        days.values_list(Value("day"), "contact_id", "passed_on", "label", no_moment, "month", "day"),
        all=True,
    )
    found = {pk: Occasions([], [], []) for pk in contact_ids}
    for what, pk, on, words, at, month, day in rows:
        if what == "owed":
            found[pk].updates.append(Owed(on, at, words))
        elif what == "met":
            found[pk].met.append(Meeting(on, words))
        else:
            found[pk].days.append(Yearly(month, day, words, on))
    return found


def person_of(contact: Contact) -> Person:
    standing = contact.company.standing if contact.company else ""
    return Person(contact.is_close, standing, contact.parked_reason)


def load_states(contacts: Sequence[Contact]) -> dict[int, State]:
    """What each contact's columns and dues should be. Company and owner come with the contacts."""
    histories = load_histories([contact.pk for contact in contacts])
    return {c.pk: state(histories[c.pk], person_of(c), Clocks.of(c.owner)) for c in contacts}


def load_dues(contact_ids: Sequence[int]) -> list[DueRow]:
    rows = Due.objects.filter(contact__in=contact_ids)
    return [DueRow(*row) for row in rows.values_list(*DueRow._fields)]


def differing(contact: Contact, should: State) -> dict[str, tuple[object, object]]:
    """The columns that are not what they should be: name → (is, should be)."""
    columns = should.columns
    return {
        name: (getattr(contact, name), columns[name])
        for name in DERIVED
        if getattr(contact, name) != columns[name]
    }


# --- Writing


def store_dues(contacts: Sequence[Contact], states: dict[int, State]) -> None:
    """Makes the `Due` rows equal to the states, touching only those that differ."""
    owners = {contact.pk: contact.owner_id for contact in contacts}
    should = {(pk, rule): on for pk, found in states.items() for rule, on in found.dues.items()}
    stored = load_dues(list(owners))
    stale = [row.pk for row in stored if (row.contact_id, row.rule) not in should]
    right = {
        (row.contact_id, row.rule)
        for row in stored
        if row.owner_id == owners[row.contact_id]
        and should.get((row.contact_id, row.rule)) == row.due_on
        and states[row.contact_id].abouts.get(row.rule, "") == row.about
    }
    changed = [
        Due(
            owner_id=owners[pk],
            contact_id=pk,
            rule=rule,
            due_on=on,
            about=states[pk].abouts.get(rule, ""),
        )
        for (pk, rule), on in should.items()
        if (pk, rule) not in right
    ]
    if stale:
        Due.objects.filter(pk__in=stale).delete()
    if changed:
        Due.objects.bulk_create(
            changed,
            update_conflicts=True,
            unique_fields=["contact", "rule"],
            update_fields=["due_on", "owner", "about"],
        )


def bump(company_ids: Iterable[int | None]) -> None:
    """Turns the revision of these companies: what was made from them or their people is made anew."""
    known = {pk for pk in company_ids if pk}
    if known:
        Company.objects.filter(pk__in=known).update(revision=F("revision") + 1)


def settle(contact: Contact, *fields: str, companies: Iterable[int | None] = ()) -> Contact:
    """Ends an act: stores the named fields, parking and what is derived, if nobody else wrote in between."""
    keep_current(made_by([contact.pk]))
    found = load_states([contact])
    for name, value in found[contact.pk].columns.items():
        setattr(contact, name, value)
    columns = {name: getattr(contact, name) for name in (*DERIVED, *PARKING, *fields)}
    version = contact.version
    rows = Contact.objects.filter(pk=contact.pk, version=version)
    if not rows.update(**columns, version=version + 1):
        raise Conflict(f"contact {contact.pk} changed after version {version}")
    contact.version = version + 1
    store_dues([contact], found)
    restate(keep_current(made_to([contact.pk])))
    bump({contact.company_id, *companies})
    if not contact.is_sample:
        recount(contact.owner_id)
    return contact


def _restate_batch(contact_ids: Sequence[int]) -> set[int]:
    lock(contact_ids)
    keep_current(made_by(contact_ids))
    rows = Contact.objects.select_related("company", "owner")
    contacts = list(rows.filter(pk__in=contact_ids).order_by("pk"))
    found = load_states(contacts)
    changed = []
    for contact in contacts:
        if difference := differing(contact, found[contact.pk]):
            for name, (_, value) in difference.items():
                setattr(contact, name, value)
            contact.version += 1
            changed.append(contact)
    store_columns(changed, (*DERIVED, "version"))
    store_dues(contacts, found)
    bump(contact.company_id for contact in changed)
    return {contact.owner_id for contact in changed} | restate(keep_current(made_to(contact_ids)))


def batches(contact_ids: Iterable[int]) -> Iterator[list[int]]:
    remaining = iter(contact_ids)
    while batch := list(islice(remaining, BATCH)):
        yield batch


@act
def recompute(contact_ids: Iterable[int]) -> None:
    """Recomputes these contacts, a few queries for each five hundred."""
    recount_each(restate(contact_ids))


def restate(contact_ids: Iterable[int]) -> set[int]:
    """The same without the totals: the owners of those that changed are yet to be counted."""
    owners: set[int] = set()
    for batch in batches(sorted(contact_ids)):
        owners |= _restate_batch(batch)
    return owners


def recompute_all(owner: User) -> None:
    """Recomputes all of a seeker's contacts, the removed ones too, for they can come back."""
    recompute(Contact.objects.filter(owner=owner).values_list("pk", flat=True))
