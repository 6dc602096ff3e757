"""What a database keeps of what was deleted, and how it is made to let go of it.

SQLite deletes with zeros (`secure_delete`), but its log still holds the pages as they were, and pages that
were rearranged may hold remains. PostgreSQL writes over the space of deleted rows by itself.
"""

from __future__ import annotations

import logging

from django.db import OperationalError, connection

log = logging.getLogger(__name__)
EMPTY_THE_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"


def erase_traces() -> None:
    """Writes the file anew from what is still there, and empties its log."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    try:
        with connection.cursor() as cursor:
            for statement in (EMPTY_THE_LOG, "VACUUM", EMPTY_THE_LOG):
                cursor.execute(statement)
    except OperationalError as error:
        log.warning("The database file was not written anew after a deletion: %s", error)


def empty_log() -> None:
    """What was deleted while somebody read long is out of the log a day later."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute(EMPTY_THE_LOG)
