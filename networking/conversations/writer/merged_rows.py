"""What goes along when two people become one, and what goes back when that is undone.

Everything that points at a person moves, also what a later table of any app lets point there: it is found by
its relation. The few that cannot simply move have their own function; `merging` writes down what moved.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import F, Q

from networking.companies.models import Company
from networking.contacts.models import Contact, PastJob
from networking.conversations.drafts import Words, earlier_of, words_of
from networking.conversations.models import Chat, Draft, Due, Hidden, Interaction, Merge, TwoPeople
from networking.conversations.writer.derived import bump

Record = dict[str, Any]
STAYS: tuple[type[models.Model], ...] = (Contact, Due, Merge, TwoPeople)  # of these `merging` takes care
DRAFT = (*Words._fields, "earlier_subject", "earlier_text", "changed_at")


def relations() -> Iterator[tuple[type[models.Model], str]]:
    """Every column of every table that points at a person, but for those that stay."""
    for relation in Contact._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ForeignObjectRel) and relation.related_model not in STAYS:
            yield relation.related_model, relation.field.name


def move_rows(kept: Contact, gone: Contact) -> Record:
    """The keys of what moved, by table and column."""
    moved: Record = {}
    for model, field in relations():
        rows = model._base_manager.filter(**{field: gone})
        rows = _without_twins(rows, field, kept)
        if keys := list(rows.order_by("pk").values_list("pk", flat=True)):
            model._base_manager.filter(pk__in=keys).update(**{field: kept})
            moved[f"{model._meta.label}.{field}"] = keys
    return moved


def _without_twins(rows: models.QuerySet[Any], field: str, to: Contact) -> models.QuerySet[Any]:
    """Those that can move: the other person has no such row yet, and nobody is paired with themselves."""
    model = rows.model
    for other in _other_people(model, field):
        rows = rows.exclude(**{other: to})
    for columns in once(model, field):
        there = set(model._base_manager.filter(**{field: to}).values_list("owner", *columns))
        mine = rows.values_list("pk", "owner", *columns)
        rows = rows.exclude(pk__in=[pk for pk, *found in mine if tuple(found) in there and None not in found])
    return rows


def once(model: type[models.Model], field: str) -> list[tuple[str, ...]]:
    """What there is once for each person: the other columns of every unique constraint with this one."""
    found = [(field,)] if model._meta.get_field(field).unique else []  # type: ignore[union-attr]
    named = (one.fields for one in model._meta.constraints if isinstance(one, models.UniqueConstraint))
    return [tuple(name for name in names if name != field) for names in (*found, *named) if field in names]


def _other_people(model: type[models.Model], field: str) -> list[str]:
    return [f.name for f in model._meta.concrete_fields if f.related_model is Contact and f.name != field]


def move_rows_back(kept: Contact, gone: Contact, moved: Record) -> None:
    """Those that are still there; with a chat goes what was said in it since, and the other way round."""
    for name, keys in moved.items():
        label, _, field = name.rpartition(".")
        model: type[models.Model] = apps.get_model(label)
        rows = model._base_manager.filter(**{"pk__in": keys, field: kept})
        rows = _without_twins(rows, field, gone)
        model._base_manager.filter(pk__in=list(rows.values_list("pk", flat=True))).update(**{field: gone})
    chats, said = Chat.objects.filter(contact=gone), Interaction.objects.filter(contact=gone)
    Interaction.objects.filter(contact=kept, chat__in=list(chats.values_list("pk", flat=True))).update(
        contact=gone
    )
    Chat.objects.filter(contact=kept, pk__in=list(said.values_list("chat", flat=True))).update(contact=gone)


def companies_of(moved: Record) -> set[int]:
    """Where something of it was said, planned or learned."""
    found: set[int] = set()
    for model in (Interaction, Chat):
        rows = model._base_manager.filter(pk__in=moved.get(f"{model._meta.label}.contact", ()))
        found |= set(rows.exclude(company=None).values_list("company", flat=True))
    return found


# --- The one message being written


def join_drafts(kept: Contact, gone: Contact) -> Record | None:
    """Of two messages begun, the newer one is the draft and the other one its earlier words."""
    mine, other = (Draft.objects.filter(contact=contact).first() for contact in (kept, gone))
    if mine is None or other is None:
        return None
    before = {name: getattr(mine, name) for name in DRAFT}
    older, newer = sorted((mine, other), key=lambda draft: draft.changed_at)
    earlier, words = words_of(older), words_of(newer)
    columns: dict[str, Any] = {**words._asdict(), "changed_at": newer.changed_at}
    if earlier.text or earlier.subject:
        columns |= earlier_of(earlier)
    Draft.objects.filter(pk=mine.pk).update(**columns, version=F("version") + 1)
    return {"version": mine.version + 1, "before": before}


def part_drafts(kept: Contact, joined: Record | None) -> None:
    """The undo of that, unless more was written since."""
    if joined:
        same = Draft.objects.filter(contact=kept, version=joined["version"])
        columns = {name: read(Draft, name, value) for name, value in joined["before"].items()}
        same.update(**columns, version=F("version") + 1)


# --- Steps put off, and who was introduced by them


def subject_of(contact: Contact) -> str:
    return f"contact:{contact.pk}"


def move_hidden(kept: Contact, gone: Contact) -> list[int]:
    """A step of theirs that was put off stays put off, unless the same one of the other was."""
    rules = Hidden.objects.filter(owner=kept.owner_id, subject=subject_of(kept)).values_list(
        "rule", flat=True
    )
    theirs = Hidden.objects.filter(owner=kept.owner_id, subject=subject_of(gone)).exclude(
        rule__in=list(rules)
    )
    keys = list(theirs.values_list("pk", flat=True))
    Hidden.objects.filter(pk__in=keys).update(subject=subject_of(kept))
    return keys


def move_hidden_back(kept: Contact, gone: Contact, keys: list[int]) -> None:
    there = Hidden.objects.filter(owner=kept.owner_id, subject=subject_of(gone)).values_list(
        "rule", flat=True
    )
    rows = Hidden.objects.filter(pk__in=keys, subject=subject_of(kept)).exclude(rule__in=list(there))
    rows.update(subject=subject_of(gone))


def introduce_by(introducer: Contact, people: models.QuerySet[Contact]) -> list[int]:
    """These people can be introduced by somebody else from now on; nobody introduces themselves."""
    keys = list(people.exclude(pk=introducer.pk).order_by("pk").values_list("pk", flat=True))
    theirs = Contact.objects.filter(pk__in=keys)
    theirs.update(introducer=introducer, version=F("version") + 1)
    bump(theirs.values_list("company", flat=True))
    return keys


# --- Where they worked, and who they are not


def keep_job(kept: Contact, company: Company, title: str, *, until: dt.date) -> list[int]:
    """A company becomes a past job, unless it is one already."""
    if PastJob.objects.filter(contact=kept, company=company).exists():
        return []
    there = {"company": company, "company_name": company.name, "title": title, "until": until}
    return [PastJob.objects.create(owner_id=kept.owner_id, contact=kept, **there).pk]


def copy_two_people(kept: Contact, gone: Contact) -> list[int]:
    """Who was said not to be the one who goes is not the one who stays."""
    said = TwoPeople.objects.filter(Q(contact=gone) | Q(other=gone))
    made = []
    for row in said:
        other = row.other_id if row.contact_id == gone.pk else row.contact_id
        if kept.pk == other:
            continue
        columns: dict[str, Any] = {"contact_id": kept.pk, "connection_id": row.connection_id}
        if other:
            columns["contact_id"], columns["other_id"] = sorted((kept.pk, other))
        made.append(
            TwoPeople.objects.get_or_create(
                **columns, defaults={"owner_id": kept.owner_id, "said_at": row.said_at}
            )
        )
    return [row.pk for row, is_new in made if is_new]


# --- Columns as JSON holds them


def read(model: type[models.Model], name: str, value: Any) -> Any:
    """A column's value as it came back from JSON."""
    return model._meta.get_field(name).to_python(value)  # type: ignore[union-attr]
