"""Of several instances that start together, one at a time sets the database and the static files up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

KEY = 0x1207_0AD  # any number, as long as nothing else in this database uses it


@contextmanager
def alone() -> Iterator[None]:
    """The others wait at this line. SQLite belongs to one instance, so there is nobody to wait for."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")  # a migration, and waiting for one, may take its time
        cursor.execute("SELECT pg_advisory_lock(%s)", [KEY])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [KEY])
            cursor.execute("RESET statement_timeout")
