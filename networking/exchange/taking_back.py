"""Takes an import back: what it added and nobody touched since goes, what it changed comes back.

Whatever somebody went on with stays as it is, and is named with the reason.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import models, transaction

from networking.accounts.models import User
from networking.companies.models import Answer, Company
from networking.contacts.models import Connection, Contact
from networking.conversations import writer
from networking.conversations.models import (
    Chat,
    Community,
    Draft,
    Event,
    ImportantDate,
    Interaction,
    Introduction,
    Learned,
    Merge,
    Met,
    Opportunity,
    Referral,
    TwoPeople,
)
from networking.exchange import undo
from networking.exchange.account.forgetting import came_whole, forget_all, settings_back
from networking.exchange.kinds import Kind
from networking.exchange.models import Change, Did, Upload, UploadRow, UploadState
from networking.exchange.proposals.acts import forget
from networking.exchange.putting_back import restore
from networking.exchange.report import Outcome

BATCH = 500
KEPT_AT_MOST = 2_000  # lines; the count is always whole
CHANGED = "Changed since the import, so it stays as it is."
GONE_ON = "You went on with this person since, so they stay."
HAS_PEOPLE = "People of yours work there, so it stays."
HAS_WORDS = "You found out things about it or went on with it, so it stays."
GONE_ON_HERE = "You went on with this account since, so what is not about somebody stays."
TAKEN = "Something else has taken its place meanwhile, so it stays as it is."
# What one adds about somebody by going on with them.
GOES_ON: tuple[tuple[type[models.Model], str], ...] = (
    (Draft, "contact"),
    (Merge, "kept"),
    (Met, "contact"),
    (ImportantDate, "contact"),
    (Referral, "contact"),
    (Introduction, "introducer"),
    (Introduction, "introduced"),
    (Opportunity, "referrer"),
)


@dataclass
class Back:
    """What taking an import back does."""

    removed: dict[type[models.Model], set[int]] = field(default_factory=lambda: defaultdict(set))
    put_back: list[Change] = field(default_factory=list)
    connections: int = 0
    kept: list[tuple[str, str]] = field(default_factory=list)
    is_whole: bool = False  # an account that came in whole goes whole

    def keep(self, name: object, why: str) -> None:
        self.kept.append((str(name), why))

    @property
    def is_empty(self) -> bool:
        return not (self.connections or self.put_back or any(self.removed.values()))

    def numbers(self) -> dict[str, int]:
        """How many of each go and come back, for the page."""
        return {
            "companies": len(self.removed[Company]),
            "people": len(self.removed[Contact]),
            "interactions": len(self.removed[Interaction]) + len(self.removed[Chat]),
            "connections": self.connections,
            "put_back": len(self.put_back),
            "kept": len(self.kept),
        }


# --- Looking


def look(upload: Upload) -> Back:
    """What would go, come back and stay; changes nothing."""
    if came_whole(upload):
        return _everything(upload.owner)
    back = Back()
    changes = Change.objects.filter(owner=upload.owner, upload=upload)
    for model in (Interaction, Chat):
        back.removed[model] = {one.pk for one in _untouched(model, changes, back)}
    _keep_lessons(back)
    _keep_chats_whole(back)
    _look_at_people(list(_untouched(Contact, changes, back)), back)
    _look_at_companies(list(_untouched(Company, changes, back)), back)
    back.connections = _connections(upload, back).count()
    for batch in _batches(changes.filter(did=Did.CHANGED).order_by("pk").iterator(BATCH)):
        _look_at_changed(batch, back)
    for one in _touched_connections(upload, back):
        back.keep(one, CHANGED if one.updated_at != upload.finished_at else GONE_ON)
    if upload.kind == Kind.ACCOUNT and upload.report.get("fingerprint"):
        back.keep("Templates, questions, criteria and reviews", GONE_ON_HERE)
    return back


def _everything(owner: User) -> Back:
    back = Back(is_whole=True)
    for model in (Company, Contact, Interaction, Chat):
        back.removed[model] = set(model.objects.owned_by(owner).values_list("pk", flat=True))
    back.connections = Connection.objects.owned_by(owner).count()
    return back


def _keep_lessons(back: Back) -> None:
    """A chat that taught something stays with it."""
    talks = back.removed[Chat]
    talks -= set(Learned.objects.filter(chat__in=talks).values_list("chat_id", flat=True))


def _keep_chats_whole(back: Back) -> None:
    """A held chat and its interaction go together, or both stay."""
    said, talks = back.removed[Interaction], back.removed[Chat]
    pairs = Interaction.objects.filter(chat__isnull=False, removed_at=None).filter(
        models.Q(pk__in=said) | models.Q(chat__in=talks)
    )
    for pk, chat in pairs.values_list("pk", "chat_id"):
        if pk not in said or chat not in talks:
            said.discard(pk)
            talks.discard(chat or 0)


def _untouched(
    model: type[models.Model], changes: models.QuerySet[Change], back: Back
) -> Iterator[models.Model]:
    """Those that the import added and that read as it left them; what is gone needs no word."""
    added = changes.filter(did=Did.ADDED, model=model._meta.label_lower).order_by("pk")
    for batch in _batches(added.iterator(BATCH)):
        living = model._default_manager.filter(pk__in=[c.object_id for c in batch], removed_at=None)
        here = living.in_bulk()
        for change in batch:
            one = here.get(change.object_id)
            if one is not None and undo.said(one) == change.after:
                yield one
            elif one is not None:
                back.keep(one, CHANGED)


def _look_at_people(people: list[models.Model], back: Back) -> None:
    """Somebody with whom anything else happened stays."""
    keys = {one.pk for one in people}
    gone_on: set[int] = set()
    for model, taken in ((Interaction, back.removed[Interaction]), (Chat, back.removed[Chat])):
        rows = model.objects.filter(contact__in=keys, removed_at=None).values_list("pk", "contact_id")
        gone_on |= {contact for pk, contact in rows if pk not in taken}
    for table, name in GOES_ON:
        theirs = table._default_manager.filter(**{f"{name}__in": keys})
        gone_on |= set(theirs.values_list(f"{name}_id", flat=True))
    for one in people:
        if one.pk in gone_on:
            back.keep(one, GONE_ON)
    back.removed[Contact] = keys - gone_on


def _look_at_companies(companies: list[models.Model], back: Back) -> None:
    keys = {one.pk for one in companies}
    people = Contact.objects.filter(company__in=keys, removed_at=None).values_list("pk", "company_id")
    peopled = {company for pk, company in people if pk not in back.removed[Contact]}
    worded = set(Answer.objects.filter(company__in=keys).values_list("company_id", flat=True))
    worded |= {one.pk for one in companies if isinstance(one, Company) and one.submitted_at}
    for table in (Opportunity, Event, Community):
        rows = table._default_manager.filter(company__in=keys, removed_at=None)
        worded |= set(rows.values_list("company_id", flat=True))
    for one in companies:
        if one.pk in peopled | worded:
            back.keep(one, HAS_PEOPLE if one.pk in peopled else HAS_WORDS)
    back.removed[Company] = keys - peopled - worded


def _connections(upload: Upload, back: Back) -> models.QuerySet[Connection]:
    """Those of the address book that came with it, unchanged, and not on the list as somebody who stays."""
    mine = Connection.objects.filter(
        owner=upload.owner, batch=upload.token, updated_at=upload.finished_at or upload.created_at
    )
    taken = Contact.objects.filter(owner=upload.owner, removed_at=None, connection__isnull=False)
    staying = taken.exclude(pk__in=back.removed[Contact]).values("connection_id")
    return mine.exclude(pk__in=staying)


def _touched_connections(upload: Upload, back: Back) -> Iterable[Connection]:
    all_of_it = Connection.objects.filter(owner=upload.owner, batch=upload.token)
    return all_of_it.exclude(pk__in=_connections(upload, back).values("pk")).order_by("pk")


def _look_at_changed(batch: list[Change], back: Back) -> None:
    for model, changes in _by_model(batch):
        here = model._default_manager.in_bulk([c.object_id for c in changes])
        for change in changes:
            one = here.get(change.object_id)
            if one is None or getattr(one, "removed_at", None):
                continue
            is_as_left = undo.said(one, change.before.keys()) == _without_revision(change.after)
            _look_at_sample(one, change)
            if is_as_left and change.before:
                back.put_back.append(change)
            else:
                back.keep(one, CHANGED)


def _without_revision(after: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in after.items() if name != undo.REVISION}


def _look_at_sample(one: models.Model, change: Change) -> None:
    """What was sample stays somebody's own once they went on with it."""
    if isinstance(one, Company) and change.after.get(undo.REVISION) != one.revision:
        change.before.pop("is_sample", None)


def _by_model(batch: list[Change]) -> Iterator[tuple[type[models.Model], list[Change]]]:
    by_label: dict[str, list[Change]] = defaultdict(list)
    for change in batch:
        by_label[change.model].append(change)
    for label, changes in by_label.items():
        yield apps.get_model(label), changes


def _batches(changes: Iterator[Change]) -> Iterator[list[Change]]:
    while batch := list(islice(changes, BATCH)):
        yield batch


# --- Taking back


@transaction.atomic
def take_back(upload: Upload, now: dt.datetime) -> Back | None:
    """Does it, once; None when it was done already, or never imported."""
    owner = User.objects.select_for_update().get(pk=upload.owner_id)
    moved = Upload.objects.filter(pk=upload.pk, state=UploadState.DONE).update(
        state=UploadState.UNDONE, touched_at=now
    )
    if not moved:
        return None
    back = look(upload)
    if back.is_whole:
        forget_all(owner)
    else:
        _withdraw(upload, back, now)
    settings_back(upload)
    _say(upload, back)
    return back


def _withdraw(upload: Upload, back: Back, now: dt.datetime) -> None:
    writer.withdraw(
        upload.owner,
        interactions=back.removed[Interaction],
        chats=back.removed[Chat],
        contacts=back.removed[Contact],
        companies=back.removed[Company],
        now=now,
    )
    forget(upload)
    _forget_connections(_connections(upload, back))
    _put_back(back, upload.owner)


def _forget_connections(going: models.QuerySet[Connection]) -> None:
    """Removed people may still point to them; without building thirty thousand models."""
    keys = list(going.values_list("pk", flat=True))
    for at in range(0, len(keys), BATCH):
        some = keys[at : at + BATCH]
        Contact.objects.filter(connection__in=some).update(connection=None)
        TwoPeople.objects.filter(connection__in=some).delete()
        rows = Connection.objects.filter(pk__in=some)
        rows._raw_delete(rows.db)


def _put_back(back: Back, owner: User) -> None:
    """Many at once; of those whose place is taken, the name is said."""
    done: list[Change] = []
    for batch in _batches(iter(back.put_back)):
        for model, changes in _by_model(batch):
            restored = restore(owner, model, changes)
            done += restored
            left = {change.object_id for change in changes} - {change.object_id for change in restored}
            for one in model._default_manager.in_bulk(left).values() if left else ():
                back.keep(one, TAKEN)
    back.put_back = done


def _say(upload: Upload, back: Back) -> None:
    """What stayed is listed where the rows of the file were, with the reason."""
    UploadRow.objects.filter(upload=upload).delete()
    UploadRow.objects.bulk_create(
        UploadRow(
            owner_id=upload.owner_id,
            upload=upload,
            row=0,
            outcome=Outcome.KEPT,
            name=name[:100],
            text=why,
        )
        for name, why in back.kept[:KEPT_AT_MOST]
    )
    Upload.objects.filter(pk=upload.pk).update(report=upload.report | {"back": back.numbers()})
    Change.objects.filter(upload=upload).delete()
