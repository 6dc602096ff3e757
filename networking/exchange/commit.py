"""Writes what an import decided into the address book: in one transaction, in few statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection, transaction

from networking.accounts.models import User
from networking.contacts.models import Connection
from networking.exchange import undo
from networking.exchange.book import STORED, Known, Plan
from networking.exchange.linkedin import Person
from networking.exchange.matching import Matcher

if TYPE_CHECKING:
    from networking.exchange.models import Upload

COLUMNS = (
    "first_name",
    "last_name",
    "name",
    "name_key",
    "profile_url",
    "profile_key",
    "email",
    "company",
    "company_key",
    "title",
    "connected_on",
    "phone",
    "source",
)
DAY = COLUMNS.index("connected_on")
TABLE = Connection._meta.db_table
BATCH = 2_000


def address_book(owner: User) -> Iterator[Known]:
    """Everybody whom this person has in their address book, without building models."""
    rows = Connection.objects.owned_by(owner).values_list("pk", *COLUMNS)
    return map(Known._make, rows.iterator(chunk_size=BATCH))


def commit(owner: User, matcher: Matcher, now: dt.datetime, upload: Upload | None = None) -> Plan:
    """Matches and writes while nobody else imports for this person: all of it, or nothing."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=owner.pk)
        plan = matcher.plan(address_book(owner))
        write(owner, plan, now, upload)
    return plan


def write(owner: User, plan: Plan, now: dt.datetime, upload: Upload | None = None) -> None:
    """COPY on PostgreSQL, executemany on SQLite: several times quicker than one INSERT a row."""
    batch = upload.token if upload else None
    if connection.vendor == "postgresql":
        _copy(owner, plan.add, now, batch)
        _change_by_copy(plan.change, now)
    else:
        _insert(owner, plan.add, now, batch)
        _change(plan.change, now)
    if upload:
        undo.connections_changed(upload, plan.change, COLUMNS)


def _insert(owner: User, people: list[Person], now: dt.datetime, batch: UUID | None) -> None:
    names = ", ".join(("owner_id", "batch", "created_at", "updated_at", *COLUMNS))
    marks = ", ".join(["%s"] * (len(COLUMNS) + 4))
    moment = connection.ops.adapt_datetimefield_value(now)
    sql = f"INSERT INTO {TABLE} ({names}) VALUES ({marks})"  # noqa: S608
    first = (owner.pk, batch and batch.hex, moment, moment)
    _in_batches(sql, ((*first, *_cells(person)) for person in people))


def _change(changes: list[tuple[Known, Person]], now: dt.datetime) -> None:
    sets = ", ".join(f"{name} = %s" for name in (*COLUMNS, "updated_at"))
    moment = connection.ops.adapt_datetimefield_value(now)
    sql = f"UPDATE {TABLE} SET {sets} WHERE id = %s"  # noqa: S608
    _in_batches(sql, ((*_cells(person), moment, one.pk) for one, person in changes))


def _in_batches(sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Django's cursor keeps every row that it was given; batches keep that small."""
    waiting = iter(rows)
    with connection.cursor() as cursor:
        while batch := list(islice(waiting, BATCH)):
            cursor.executemany(sql, batch)


def _cells(person: Person) -> tuple[Any, ...]:
    """The columns as SQLite takes them."""
    day = person.connected_on
    return (*person[:DAY], day.isoformat() if day else None, *person[DAY + 1 : STORED])


def _copy(owner: User, people: list[Person], now: dt.datetime, batch: UUID | None) -> None:
    names = ", ".join(("owner_id", "batch", "created_at", "updated_at", *COLUMNS))
    with connection.cursor() as cursor, cursor.copy(f"COPY {TABLE} ({names}) FROM STDIN") as copy:
        for person in people:
            copy.write_row((owner.pk, batch, now, now, *person[:STORED]))


def _change_by_copy(changes: list[tuple[Known, Person]], now: dt.datetime) -> None:
    if not changes:
        return
    names = ", ".join(COLUMNS)
    sets = ", ".join(f"{name} = changed.{name}" for name in COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMPORARY TABLE changed ON COMMIT DROP AS SELECT id, {names} FROM {TABLE} LIMIT 0"  # noqa: S608
        )
        with cursor.copy(f"COPY changed (id, {names}) FROM STDIN") as copy:
            for one, person in changes:
                copy.write_row((one.pk, *person[:STORED]))
        cursor.execute(
            f"UPDATE {TABLE} SET {sets}, updated_at = %s FROM changed WHERE {TABLE}.id = changed.id",  # noqa: S608
            [now],
        )
        cursor.execute("DROP TABLE changed")
