"""A world that the tests of a module share: built once, whatever a test changes in it is undone after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import transaction

Made = TypeVar("Made")


@contextmanager
def made_once(blocker: Any, make: Callable[[], Made]) -> Iterator[Made]:
    """What `make` writes stands until the end of the module: each test runs in a transaction inside this one.

    For a fixture of `scope="module"` that asks for `django_db_setup` and `django_db_blocker`. Objects in
    memory are not put back: hand each test a copy.
    """
    with blocker.unblock(), transaction.atomic():
        try:
            yield make()
        finally:
            transaction.set_rollback(True)
