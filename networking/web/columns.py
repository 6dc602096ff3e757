"""Writes some columns of many rows, each with values of its own."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import connection, models


def store_columns(rows: Sequence[models.Model], names: Collection[str]) -> None:
    """Of rows of one table, with one statement that is prepared once, whatever their number."""
    if not rows:
        return
    table = rows[0]._meta
    fields = [field for field in table.concrete_fields if field.name in names or field.attname in names]
    sets = ", ".join(f"{field.column} = %s" for field in fields)
    values = [
        [*(field.get_db_prep_save(getattr(one, field.attname), connection) for field in fields), one.pk]
        for one in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table.db_table} SET {sets} WHERE id = %s", values)  # noqa: S608
