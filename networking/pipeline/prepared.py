"""Queries that every page asks: built once in a process, then only asked.

Django takes ten times as long to write such a query as the database takes to answer it. What changes from
one asking to the next is held by a stand-in while the SQL is built, and takes its place afterwards.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from networking.accounts.models import User

OWNER = -8_446_744_073_709
THING = -8_446_744_073_708
DAYS = (dt.date(1, 2, 3), dt.date(1, 2, 4))


class Prepared:
    """A query of one person's rows: `build` gets the person, up to two days and, for rows about one thing,
    its key; and must not look at them."""

    def __init__(
        self, build: Callable[..., QuerySet[Any, Any]], days: int = 0, *, of_a_thing: bool = False
    ) -> None:
        self.build, self.days = build, DAYS[:days]
        self.things = [THING] if of_a_thing else []
        self.written = cache(self._write)

    def _write(self, vendor: str) -> tuple[str, tuple[Any, ...], Any]:
        query = self.build(User(pk=OWNER), *self.days, *self.things).query
        compiler = query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        return sql, params, compiler

    def rows(self, user: User, *days: dt.date, thing: int = 0) -> Iterator[tuple[Any, ...]]:
        sql, params, compiler = self.written(connection.vendor)
        adapt = connection.ops.adapt_datefield_value
        known: dict[Any, Any] = {OWNER: user.pk, THING: thing}
        known |= {adapt(a): adapt(b) for a, b in zip(self.days, days, strict=True)}
        with connection.cursor() as cursor:
            cursor.execute(sql, [known.get(param, param) for param in params])
            found = cursor.fetchall()
        return compiler.results_iter([found])  # type: ignore[no-any-return]
