"""Two rows that are one person become one, with both histories; and everything about that is undone again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max

from networking.companies.models import Company
from networking.contacts.models import Connection, Contact
from networking.contacts.stages import Kind
from networking.contacts.two_as_one import GONE, LABELS, merged, preselected
from networking.conversations.clocks import FROM_THEM
from networking.conversations.models import Interaction, Merge, TwoPeople
from networking.conversations.writer import merged_rows as rows
from networking.conversations.writer.derived import PARKING, settle
from networking.conversations.writer.locking import Stale, act, hold, lock
from networking.conversations.writer.people import check_profile

CHANGES = (
    "name",
    "title",
    "company_id",
    "persona",
    "closeness",
    "common_ground",
    "email",
    "phone",
    "profile_url",
    "alumni_channel",
    "introducer_id",
    "is_linkedin_friend",
    "personal",
    "notes",
    "time_zone",
    "connection_id",
)
HEARD = FROM_THEM - {Kind.DECLINED}


@act
def merge_contacts(
    kept: Contact,
    gone: Contact,
    sides: Mapping[str, str] | None = None,
    *,
    now: dt.datetime,
    versions: tuple[int, int] | None = None,
) -> Merge:
    """`gone` becomes part of `kept`; of each field the chosen side, else the one that is offered. A double
    click merges once. `versions` are those that the form showed."""
    hold_two(kept, gone)
    if done := Merge.objects.filter(kept=kept, gone=gone).first():
        return done
    check_mergeable(kept, gone)
    if versions and versions != (kept.version, gone.version):
        raise Stale(f"contacts {kept.pk} and {gone.pk} are at other versions than {versions}")
    chosen = offered(kept, gone) | {field: side for field, side in (sides or {}).items() if side}
    fields, before = merged(kept, gone, chosen), columns_of(kept)
    record = move_history(kept, gone)
    record["jobs"] = keep_other_job(kept, gone, chosen)
    record["parking"] = take_parking(kept, gone, chosen["parking"])
    take_connection(kept, gone)
    gone.removed_at = now
    touched = {before["company_id"], gone.company_id, *rows.companies_of(record["rows"])}
    settle(gone, "removed_at", "connection")
    for field, value in fields.items():
        setattr(kept, field, value)
    kept.fill_keys()
    settle(kept, *fields, "connection", *Contact.KEYS, companies=touched)
    after = columns_of(kept)
    record["columns"] = {name: [before[name], after[name]] for name in CHANGES if before[name] != after[name]}
    return Merge.objects.create(owner_id=kept.owner_id, kept=kept, gone=gone, at=now, record=record)


@act
def undo_merge(merge: Merge, *, now: dt.datetime) -> tuple[Contact, Contact]:
    """Two people again, each with what was theirs; what was logged or changed since stays with `kept`."""
    kept, gone = merge.kept, merge.gone
    hold_two(kept, gone)
    if not Merge.objects.filter(pk=merge.pk).exists():
        return kept, gone
    if kept.is_removed:
        raise ValidationError(f"{kept.name} was removed or merged with somebody else since. Undo that first.")
    merge.refresh_from_db(fields=["record"])
    record, was_at = merge.record, kept.company_id
    merge.delete()
    give_back_columns(kept, record)
    give_history_back(kept, gone, record)
    settle(kept, *names_of(CHANGES), *Contact.KEYS, companies={was_at})
    bring_back(gone, record)
    settle(gone, "removed_at", "company", "connection", companies=rows.companies_of(record["rows"]))
    return kept, gone


@act
def say_two_people(
    owner_id: int, one: Contact, other: Contact | Connection, *, now: dt.datetime
) -> TwoPeople:
    """Remembers that two who look alike are two; as often as it is said."""
    columns: dict[str, Any] = {"contact": one, "other": None, "connection": None}
    if isinstance(other, Connection):
        columns["connection"] = other
    else:
        columns["contact"], columns["other"] = sorted((one, other), key=lambda contact: contact.pk)
    said = {"owner_id": owner_id, "said_at": now}
    return TwoPeople.objects.get_or_create(**columns, defaults=said)[0]


# --- The parts of merging


def hold_two(kept: Contact, gone: Contact) -> None:
    """Locks both, in one order for everybody, and those whom they can introduce."""
    both = [kept.pk, gone.pk]
    introduced = Contact.objects.filter(introducer__in=both).values_list("pk", flat=True)
    lock([*both, *introduced])
    hold(kept)
    hold(gone)


def check_mergeable(kept: Contact, gone: Contact) -> None:
    if kept.pk == gone.pk or kept.owner_id != gone.owner_id or kept.is_sample != gone.is_sample:
        raise ValidationError("These two cannot be merged.")
    if kept.is_removed or gone.is_removed:
        raise ValidationError("One of the two was removed meanwhile.")


def offered(kept: Contact, gone: Contact) -> dict[str, str]:
    """The side of each field that a form offers, and that counts where nothing was chosen."""
    again = heard_since(kept, gone)
    return {field: preselected(kept, gone, field, open_again=again) for field in LABELS}


def heard_since(kept: Contact, gone: Contact) -> bool:
    """Whether who is parked on one side was heard from on the other side since."""
    if bool(kept.parked_on) == bool(gone.parked_on):
        return False
    parked, other = (kept, gone) if kept.parked_on else (gone, kept)
    heard = Interaction.objects.filter(contact=other, removed_at=None, kind__in=HEARD)
    last = heard.aggregate(last=Max("on"))["last"]
    return last is not None and last >= parked.parked_on


def columns_of(contact: Contact) -> dict[str, Any]:
    return {name: getattr(contact, name) for name in CHANGES}


def names_of(columns: tuple[str, ...]) -> list[str]:
    return [name.removesuffix("_id") for name in columns]


def keep_other_job(kept: Contact, gone: Contact, sides: Mapping[str, str]) -> list[int]:
    """The company that was not chosen, with the title there, is where they were when it was last heard of."""
    chosen, left = (gone, kept) if sides["company"] == GONE else (kept, gone)
    if chosen.company_id == left.company_id or not left.company:
        return []
    until = left.last_interaction_on or left.owner.local_date(left.created_at)
    return rows.keep_job(kept, left.company, left.title, until=until)


def move_history(kept: Contact, gone: Contact) -> rows.Record:
    return {
        "draft": rows.join_drafts(kept, gone),
        "rows": rows.move_rows(kept, gone),
        "hidden": rows.move_hidden(kept, gone),
        "introduced": rows.introduce_by(kept, Contact.objects.filter(introducer=gone)),
        "two_people": rows.copy_two_people(kept, gone),
    }


def take_parking(kept: Contact, gone: Contact, side: str) -> dict[str, Any] | None:
    """The parking of the chosen side, with the mark that its history knows; what it was before."""
    if side != GONE:
        return None
    before = {name: getattr(kept, name) for name in PARKING}
    for name in PARKING:
        setattr(kept, name, getattr(gone, name))
    return {"before": before, "mark": kept.parking_mark}


def take_connection(kept: Contact, gone: Contact) -> None:
    """Who is in the address book stays known as one of my people; a second row there stays with who goes."""
    if kept.connection_id is None and gone.connection_id is not None:
        kept.connection_id, gone.connection_id = gone.connection_id, None


# --- The parts of the undo


def give_back_columns(kept: Contact, record: rows.Record) -> None:
    """Each column that is as merging left it becomes what it was, unless that company or person is gone."""
    for name, (before, after) in record["columns"].items():
        was, became = (rows.read(Contact, name.removesuffix("_id"), value) for value in (before, after))
        if getattr(kept, name) == became and still_there(kept, name, was):
            setattr(kept, name, was)
    parking = record["parking"]
    if parking and str(kept.parking_mark) == str(parking["mark"]):
        for name, value in parking["before"].items():
            setattr(kept, name, rows.read(Contact, name, value))
    kept.fill_keys()
    check_profile(kept.owner_id, kept.profile_url, kept.pk)


def still_there(kept: Contact, name: str, pk: Any) -> bool:
    mine: dict[str, Any] = {
        "company_id": Company.objects.filter(removed_at=None),
        "introducer_id": Contact.objects.all(),
    }
    return name not in mine or pk is None or mine[name].filter(pk=pk, owner=kept.owner_id).exists()


def give_history_back(kept: Contact, gone: Contact, record: rows.Record) -> None:
    rows.part_drafts(kept, record["draft"])
    rows.move_rows_back(kept, gone, record["rows"])
    rows.move_hidden_back(kept, gone, record["hidden"])
    rows.introduce_by(gone, Contact.objects.filter(pk__in=record["introduced"], introducer=kept))
    kept.past_jobs.filter(pk__in=record["jobs"]).delete()
    TwoPeople.objects.filter(pk__in=record["two_people"]).delete()


def bring_back(gone: Contact, record: rows.Record) -> None:
    """As restoring: without a company that was removed meanwhile, or a connection that somebody else has."""
    check_profile(gone.owner_id, gone.profile_url, gone.pk)
    if gone.company and gone.company.is_removed:
        gone.company = None
    _, connection = record["columns"].get("connection_id", (None, None))
    if Connection.objects.filter(pk=connection, contact=None).exists():
        gone.connection_id = connection
    gone.removed_at = None
