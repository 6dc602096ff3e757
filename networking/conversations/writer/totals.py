"""Keeps one row of numbers per seeker: counted anew by one statement in the transaction that changed them.

Counted, not incremented: it cannot drift. The words in the SQL come from the tables that the rules read, and
a test asks whether both say the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db import connection, transaction

from networking.companies.models import Company, Standing
from networking.contacts.coverage import ENOUGH, SEATED
from networking.contacts.models import Contact, Persona
from networking.contacts.stages import WAITING, Stage
from networking.conversations.clocks import FROM_THEM
from networking.conversations.models import Interaction, Totals

BLANK = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())  # what `str.strip` takes away
COUNTED = tuple(field.attname for field in Totals._meta.concrete_fields if field.name != "owner")


def recount(owner_id: int) -> None:
    """Makes a seeker's row of totals true. On PostgreSQL it waits for whoever is counting the same seeker."""
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [TOTALS_LOCK, owner_id % 2**31])
        cursor.execute(_statement(connection.vendor), {"owner": owner_id, "blank": BLANK})


def recount_each(owner_ids: Iterable[int]) -> None:
    for owner_id in sorted(set(owner_ids)):
        recount(owner_id)


def counted(owner_id: int) -> Totals:
    """What the row should be, not stored."""
    fields = [Totals._meta.get_field(name) for name in COUNTED]
    with connection.cursor() as cursor:
        cursor.execute(_count(connection.vendor), {"owner": owner_id, "blank": BLANK})
        found = cursor.fetchone()
    return Totals.from_db(connection.alias, ["owner_id", *COUNTED], [owner_id, *_read(fields, found)])


def _read(fields: list[Any], row: tuple[Any, ...]) -> list[Any]:
    """As Django's own queries read these columns."""
    values = []
    for field, stored in zip(fields, row, strict=True):
        value, column = stored, field.get_col(Totals._meta.db_table)
        for convert in [*connection.ops.get_db_converters(column), *field.get_db_converters(connection)]:
            value = convert(value, column, connection)
        values.append(value)
    return values


# --- The statement

TOTALS_LOCK = 1_400_719  # any number that no other lock of ours has


@cache
def _statement(vendor: str) -> str:
    table, names = Totals._meta.db_table, ", ".join(COUNTED)
    changes = ", ".join(f"{name} = excluded.{name}" for name in COUNTED)
    return (
        f"INSERT INTO {table} ({names}, owner_id) {_count(vendor, ', %(owner)s')} "
        f"ON CONFLICT (owner_id) DO UPDATE SET {changes}"
    )


@cache
def _count(vendor: str, also: str = "") -> str:
    """One row: `COUNTED` in their order. `WHERE true` lets SQLite tell what an ON belongs to."""
    columns = _columns("jsonb" if vendor == "postgresql" else "text")
    listed = ", ".join(columns[name] for name in COUNTED)
    return f"""
        WITH place AS (
            SELECT id, standing, that_is_all, created_at, {_flags()}, {_has_in()} AS has_in
            FROM {Company._meta.db_table}
            WHERE owner_id = %(owner)s AND removed_at IS NULL AND NOT is_sample
        ), person AS (
            SELECT c.persona, c.stage, c.created_at, place.id AS target,
                   c.reached_on IS NOT NULL AS is_written_to, c.parked_on IS NULL AS is_here
            FROM {Contact._meta.db_table} c
            LEFT JOIN place ON place.id = c.company_id AND place.standing = '{Standing.TARGET}'
            WHERE c.owner_id = %(owner)s AND c.removed_at IS NULL AND NOT c.is_sample
        ), crew AS (
            SELECT target, COUNT(*) AS everybody, {_each_persona()}
            FROM person WHERE target IS NOT NULL AND is_here GROUP BY target
        ), last_answer AS ({_said(FROM_THEM)} ORDER BY i."on" DESC, i.id DESC LIMIT 1)
        SELECT {listed}{also} FROM
            (SELECT {_places()} FROM place) AS places,
            (SELECT {_people()} FROM person) AS persons
        WHERE true
    """


def _columns(json: str) -> dict[str, str]:
    since = '(i."on", i.id) > (SELECT "on", id FROM last_answer)'
    waiting = f"{_said(WAITING)} AND (NOT EXISTS (SELECT 1 FROM last_answer) OR {since})"
    said_at = f"SELECT MAX(logged_at) AS at FROM {Interaction._meta.db_table} WHERE {MINE_TO_COUNT}"
    return {
        **{name: name for name in COUNTED},
        "by_persona": f"CAST(by_persona AS {json})",
        "holes": f"(SELECT COUNT(*) FROM place LEFT JOIN crew ON target = id WHERE {_has_hole()})",
        "silent_messages": f"(SELECT COUNT(*) FROM ({waiting}) AS waiting)",
        "last_activity_at": (
            f"(SELECT MAX(at) FROM (SELECT place_at AS at UNION ALL SELECT person_at UNION ALL {said_at})"
            " AS moments)"
        ),
    }


MINE_TO_COUNT = "owner_id = %(owner)s AND removed_at IS NULL AND NOT is_sample"


def _said(kinds: frozenset[str]) -> str:
    """The interactions of these kinds with people who are there; the newest are found first by an index."""
    of_kinds = ", ".join(f"'{kind!s}'" for kind in sorted(kinds))
    return f"""SELECT i."on", i.id FROM {Interaction._meta.db_table} i
        JOIN {Contact._meta.db_table} c ON c.id = i.contact_id AND c.removed_at IS NULL
        WHERE i.owner_id = %(owner)s AND i.removed_at IS NULL AND NOT i.is_sample
        AND i.kind IN ({of_kinds})"""


def _count_if(condition: str) -> str:
    return f"COUNT(*) FILTER (WHERE {condition})"


def _flags() -> str:
    return ", ".join(f"nobody_{persona}" for persona in SEATED)


def _has_in() -> str:
    """`Company.has_in`."""
    return "(in_interests OR in_product OR in_someone OR in_local OR TRIM(in_words, %(blank)s) <> '')"


def _each_persona() -> str:
    return ", ".join(_count_if(f"persona = '{persona}'") + f" AS {persona}" for persona in SEATED)


def _has_hole() -> str:
    """`Coverage.needs_people`."""
    missing = [f"(NOT nobody_{persona} AND COALESCE({persona}, 0) = 0)" for persona in SEATED]
    is_short = f"(NOT that_is_all AND COALESCE(everybody, 0) < {ENOUGH})"
    return f"standing = '{Standing.TARGET}' AND ({' OR '.join([*missing, is_short])})"


def _places() -> str:
    is_target, is_backlog = (f"standing = '{standing}'" for standing in (Standing.TARGET, Standing.BACKLOG))
    return ", ".join(
        [
            f"{_count_if(is_target)} AS targets",
            f"{_count_if(f'{is_target} AND has_in')} AS targets_with_in",
            f"{_count_if(is_backlog)} AS backlog",
            "MAX(created_at) AS place_at",
        ]
    )


def _people() -> str:
    numbers = {
        "people": "target IS NOT NULL",
        "reached_out": f"stage >= {Stage.REACHED_OUT:d}",
        "replied": f"stage >= {Stage.REPLIED:d}",
        "chatted": f"stage >= {Stage.CHATTED:d}",
        "thanked": f"stage >= {Stage.THANKED:d}",
        "written_to": "is_written_to",
        "answered": f"is_written_to AND stage >= {Stage.REPLIED:d}",
    }
    counts = [f"{_count_if(condition)} AS {name}" for name, condition in numbers.items()]
    return ", ".join([*counts, f"{_by_persona()} AS by_persona", "MAX(created_at) AS person_at"])


def _by_persona() -> str:
    """JSON, put together by the database: {"developer": [to contact, reached out, …], …}."""

    def stages(persona: str) -> str:
        at = [
            _count_if(f"target IS NOT NULL AND persona = '{persona}' AND stage = {stage:d}")
            for stage in Stage
        ]
        return f"""'"{persona}":[' || {" || ',' || ".join(at)} || ']'"""

    return "'{' || " + " || ',' || ".join(stages(persona) for persona in Persona) + " || '}'"
