"""Writes what an import had changed as it was before: many rows of a table at once."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, models, transaction

from networking.accounts.models import User
from networking.companies.listing import keep_many
from networking.companies.models import Company
from networking.contacts.models import Connection, Contact
from networking.conversations import writer
from networking.exchange.models import Change, Upload
from networking.web.columns import store_columns

Said = dict[int, dict[str, Any]]


def restore(owner: User, model: type[models.Model], changes: list[Change]) -> list[Change]:
    """Those that came back: all of them, or half by half, where something new is in the place of one."""
    try:
        with transaction.atomic():
            _write_back(owner, model, {change.object_id: change.before for change in changes})
    except IntegrityError:
        half = len(changes) // 2
        if not half:
            return []
        return restore(owner, model, changes[:half]) + restore(owner, model, changes[half:])
    return changes


def _write_back(owner: User, model: type[models.Model], before: Said) -> None:
    columns = {name: f for f in model._meta.concrete_fields for name in (f.name, f.attname)}
    said = {
        pk: {
            columns[name].attname: value if columns[name].is_relation else columns[name].to_python(value)
            for name, value in fields.items()
        }
        for pk, fields in before.items()
    }
    if model is Contact:
        writer.edit_many(owner, said)
    elif model is Company:
        keep_many(owner, said)
    else:
        _write_connections(said)


def _write_connections(said: Said) -> None:
    """As the import that brought them in had left them, its moment included."""
    rows = list(Connection.objects.filter(pk__in=said))
    brought = dict(
        Upload.objects.filter(token__in={row.batch for row in rows}).values_list("token", "finished_at")
    )
    for row in rows:
        for name, value in said[row.pk].items():
            setattr(row, name, value)
        row.updated_at = (row.batch and brought.get(row.batch)) or row.updated_at
    store_columns(rows, {"updated_at", *(name for fields in said.values() for name in fields)})
