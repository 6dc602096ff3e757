"""Puts the rows of an export into an empty account, as they were; the caller holds the transaction."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q

from networking.accounts.models import User
from networking.companies.models import Company
from networking.contacts.models import Connection, Contact
from networking.conversations import writer
from networking.conversations.models import Chat, ChatStatus, Interaction, TwoPeople
from networking.exchange import undo
from networking.exchange.account.fields import POINTERS, Part, part_of
from networking.exchange.account.judging import Row
from networking.exchange.models import Upload

AT_A_TIME = 500
# Columns that Django or the writer fills by itself: set again once all the rest is there.
KEPT: tuple[tuple[type[models.Model], tuple[str, ...]], ...] = (
    (Company, ("created_at", "revision")),
    (Contact, ("introducer", "version")),
)


class Restorer:
    """Writes rows in the order of the file, some hundred at a time, and knows which row became which."""

    def __init__(self, upload: Upload, now: dt.datetime) -> None:
        self.upload, self.owner, self._now = upload, upload.owner, now
        self.pks: dict[str, dict[int, int]] = {}
        self._waiting: list[Row] = []
        self._kept: dict[type[models.Model], list[tuple[int, dict[str, Any]]]] = {
            model: [] for model, _ in KEPT
        }

    def restore(self, rows: Iterable[Row]) -> None:
        for row in rows:
            if self._waiting and (len(self._waiting) == AT_A_TIME or self._waiting[0].part is not row.part):
                self._write()
            self._waiting.append(row)
        if self._waiting:
            self._write()
        remove_unlogged_chats(self.owner, now=self._now)
        writer.recompute_all(self.owner)
        for model, names in KEPT:
            self._keep(model, names)
        writer.recount(self.owner.pk)
        self._remember()

    def _write(self) -> None:
        rows, self._waiting = self._waiting, []
        part = rows[0].part
        made = part.model._base_manager.bulk_create([self._made(row) for row in rows])
        known = self.pks.setdefault(part.name, {})
        known.update((row.key, one.pk) for row, one in zip(rows, made, strict=True))
        if part.model in self._kept:
            self._kept[part.model] += [(one.pk, row.values) for row, one in zip(rows, made, strict=True)]

    def _made(self, row: Row) -> models.Model:
        columns: dict[str, Any] = {"owner_id": self.owner.pk}
        if row.part.model is Connection:
            columns |= {"batch": self.upload.token, "updated_at": self._now}
        for name, value in row.values.items():
            field: Any = row.part.model._meta.get_field(name)
            if field.related_model is row.part.model:
                continue  # somebody further down, perhaps
            columns[field.attname] = self._value(row.part, field, value)
        if row.part.model is TwoPeople and columns["other_id"]:
            columns["contact_id"], columns["other_id"] = sorted((columns["contact_id"], columns["other_id"]))
        return row.part.model(**columns)

    def _value(self, part: Part, field: Any, value: Any) -> Any:
        if value is not None and field.related_model:
            return self.pks[part_of(field.related_model).name][value]
        if words := POINTERS.get((part.model, field.name)):
            what, _, key = value.partition(":")
            return f"{what}:{self.pks.get(words[what], {}).get(int(key), 0)}" if what in words else value
        return value

    def _remember(self) -> None:
        """So that it can be taken back where nobody went on with it."""
        for model in (Company, Contact, Chat, Interaction):
            mine = model._base_manager.filter(owner=self.owner).order_by("pk")
            undo.added(self.upload, mine.iterator(chunk_size=AT_A_TIME))

    def _keep(self, model: type[models.Model], names: tuple[str, ...]) -> None:
        rows = []
        for pk, values in self._kept[model]:
            found = {name: values[name] for name in names}
            if "introducer" in found:
                found["introducer_id"] = self.pks[part_of(model).name].get(found.pop("introducer"))
            rows.append(model(pk=pk, **found))
        model._base_manager.bulk_update(rows, names, batch_size=AT_A_TIME)


def remove_unlogged_chats(owner: User, *, now: dt.datetime) -> None:
    """A chat that was held, says the file, and no line of the conversation tells of it."""
    held = Chat.objects.filter(owner=owner, status=ChatStatus.HELD, removed_at=None)
    held.filter(Q(interaction=None) | Q(interaction__removed_at__isnull=False)).update(removed_at=now)
