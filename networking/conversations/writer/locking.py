"""How two acts on one contact at the same moment come out one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection, transaction

from networking.contacts.models import Contact

Params = ParamSpec("Params")
Result = TypeVar("Result")
TRIES = 3
DEADLOCK = "40P01"  # https://www.postgresql.org/docs/current/errcodes-appendix.html


class Conflict(Exception):  # noqa: N818 - what it says is enough
    """Somebody else changed this contact in between; the act is tried again."""


class Stale(Exception):  # noqa: N818
    """The form was opened before somebody else changed this contact: show both, keep the words."""


def may_try_again(error: Exception) -> bool:
    """Whether another act came in between, or PostgreSQL ended one of two that waited for each other."""
    return isinstance(error, Conflict) or getattr(error.__cause__, "sqlstate", "") == DEADLOCK


def act(function: Callable[Params, Result]) -> Callable[Params, Result]:
    """One transaction; begun anew when another act came in between."""

    @wraps(function)
    def wrapper(*args: Params.args, **kwargs: Params.kwargs) -> Result:
        for _ in range(TRIES - 1):
            try:
                with transaction.atomic():
                    return function(*args, **kwargs)
            except (Conflict, OperationalError) as error:
                if not may_try_again(error):
                    raise
        with transaction.atomic():
            return function(*args, **kwargs)

    return wrapper


def lock(contact_ids: Iterable[int]) -> None:
    """Waits for other acts on these contacts; SQLite's transaction holds the whole database anyway.

    All is read anew afterwards: a query that locks and joins would see a company or an owner as they were
    before the wait. Only the row is held, not its key: rows of other acts may point to it meanwhile.
    """
    if connection.features.has_select_for_update:
        rows = Contact.objects.select_for_update(no_key=True).filter(pk__in=contact_ids).order_by("pk")
        list(rows.values_list("pk", flat=True))


def hold(contact: Contact) -> Contact:
    """Locks the row and reads it anew, with its company and owner, into the instance that was given."""
    lock([contact.pk])
    contact.refresh_from_db(from_queryset=Contact.objects.select_related("company", "owner"))
    return contact
