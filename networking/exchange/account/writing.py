"""Writes everything of an account into one zip: JSON that can be read again, lists for other programs."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO, Any

from django.db import connection, models, transaction

from networking.accounts.models import User
from networking.cohorts.models import Membership
from networking.conversations.models import Hidden
from networking.exchange.account.fields import (
    FORMAT,
    MEMBERSHIPS,
    PARTS,
    POINTERS,
    SETTINGS,
    VERSION,
    Part,
    part_of,
)
from networking.exchange.account.values import told
from networking.exchange.writing.agenda import agenda
from networking.exchange.writing.cards import cards
from networking.exchange.writing.lists import LISTS, written

FILE_NAME, MEMBER = "inroad-export.zip", "inroad.json"
AT_A_TIME = 2_000
NOWHERE = ":0"
Keys = dict[str, dict[int, int]]
README = """This is everything that you entered in Inroad.

inroad.json    all of it: import this zip into an empty account, and everything is there again
*.csv          lists for a spreadsheet: companies, people, interactions, chats, connections
contacts.vcf   your people, for an address book
chats.ics      your chats and events, for a calendar

What each word in inroad.json means is told in docs/export-format.md of Inroad's source.
"""


def write_zip(user: User, target: IO[bytes], *, now: dt.datetime) -> None:
    """Row by row, as it stood at one moment; nothing but one row is ever held."""
    with _one_moment(), zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, "README.txt", [README.encode()], now)
        _add(archive, MEMBER, (text.encode() for text in as_json(user, now=now)), now)
        for name in LISTS:
            _add(archive, f"{name}.csv", written(name, user), now)
        _add(archive, "contacts.vcf", cards(user), now)
        _add(archive, "chats.ics", [agenda(user, now=now)], now)


def _add(archive: zipfile.ZipFile, name: str, pieces: Iterable[bytes], now: dt.datetime) -> None:
    entry = zipfile.ZipInfo(name, now.timetuple()[:6])
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
    with archive.open(entry, "w", force_zip64=True) as member, io.BufferedWriter(member) as file:
        for piece in pieces:
            file.write(piece)


@contextlib.contextmanager
def _one_moment() -> Iterator[None]:
    """All queries see the same state, whatever is written meanwhile; nobody is made to wait."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")  # atomic() would begin IMMEDIATE, and stop every writer
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


def as_json(user: User, *, now: dt.datetime) -> Iterator[str]:
    """The whole file: what it is, the account, and a list for each part with one row a line."""
    head = {"format": FORMAT, "version": VERSION, "made_at": told(now), "account": account(user)}
    head["memberships"] = list(memberships(user))
    yield _words(head)[:-1]
    name = ""
    for part, row in rows(user, empty=True):
        if part.name != name:
            yield "\n],\n" if name else ",\n"
            yield f'"{part.name}": ['
            name, comma = part.name, "\n"
        if row is not None:
            yield comma + _words(row)
            comma = ",\n"
    yield "\n]}\n"


def _words(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def account(user: User) -> dict[str, Any]:
    settings = {name: told(getattr(user, name)) for name in SETTINGS}
    return {"email": user.email, "date_joined": told(user.date_joined), **settings}


def memberships(user: User) -> Iterator[dict[str, Any]]:
    mine = Membership.objects.filter(user=user).select_related("organization", "cohort").order_by("pk")
    for one in mine:
        names = {"organization": one.organization.name, "cohort": one.cohort.name if one.cohort else None}
        yield names | {name: told(getattr(one, name)) for name in MEMBERSHIPS}


def rows(user: User, *, empty: bool = False) -> Iterator[tuple[Part, dict[str, Any] | None]]:
    """Every row of every part with the keys of the file; with `empty`, each part begins with None."""
    keys: Keys = {}
    for part in PARTS:
        if empty:
            yield part, None
        keys[part.name] = {}
        yield from ((part, row) for row in _rows_of(part, user, keys))


def _rows_of(part: Part, user: User, keys: Keys) -> Iterator[dict[str, Any]]:
    """Rows are numbered by age: what was logged later on one day stays later."""
    mine = part.model._base_manager.filter(owner=user, **part.only).order_by("pk")
    if any(field.related_model is part.model for field in part.fields):
        pks = mine.values_list("pk", flat=True).iterator(chunk_size=AT_A_TIME)
        keys[part.name] = {pk: key for key, pk in enumerate(pks, 1)}
    columns = [field.attname for field in part.fields]
    key = 0
    for pk, *values in mine.values_list("pk", *columns).iterator(chunk_size=AT_A_TIME):
        found = [_of_file(field, value, keys) for field, value in zip(part.fields, values, strict=True)]
        row = dict(zip(part.exported, found, strict=True))
        if part.model is Hidden and row["subject"].endswith(NOWHERE):
            continue  # about something that was deleted for good
        key += 1
        keys[part.name][pk] = key
        yield {"id": key, **row}


def _of_file(field: models.Field[Any, Any], value: Any, keys: Keys) -> Any:
    if value is not None and field.related_model:
        return keys[part_of(field.related_model).name].get(value)
    if words := POINTERS.get((field.model, field.name)):
        what, _, pk = value.partition(":")
        return f"{what}:{keys[words[what]].get(int(pk), 0)}" if what in words else value
    return told(value)
