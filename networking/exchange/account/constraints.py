"""What the database would refuse, asked of a row before it is written: its checks, and what stands once."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from django.db import models
from django.db.models import F, Q

Values = Mapping[str, Any]
Test = Callable[[Values], bool]

LOOKUPS: dict[str, Callable[[Any, Any], bool]] = {
    "exact": lambda value, right: value is None if right is None else value == right,
    "in": lambda value, right: value in list(right),
    "isnull": lambda value, right: (value is None) is right,
    "lt": lambda value, right: value is not None and right is not None and value < right,
    "gte": lambda value, right: value is not None and value >= right,
    "lte": lambda value, right: value is not None and value <= right,
    "startswith": lambda value, right: value is not None and value.startswith(right),
}
JOINED = {Q.AND: all, Q.OR: any}


class Once(NamedTuple):
    """Columns whose values no two rows share, among the rows that the condition is true of."""

    fields: tuple[str, ...]
    condition: Test

    def key(self, values: Values) -> tuple[Any, ...] | None:
        """None: this row is in nobody's way."""
        found = tuple(values.get(name) for name in self.fields)
        return None if None in found or not self.condition(values) else found


def holds(condition: Q | None) -> Test:
    """The condition as a function of a row's values."""
    if condition is None:
        return lambda values: True
    tests = [holds(one) if isinstance(one, Q) else _lookup(*one) for one in condition.children]  # type: ignore[misc]
    join, is_right = JOINED[condition.connector], operator.not_ if condition.negated else bool
    return lambda values: is_right(join(test(values) for test in tests))


def _lookup(path: str, right: Any) -> Test:
    name, _, lookup = path.partition("__")
    compare = LOOKUPS[lookup or "exact"]
    if isinstance(right, F):
        return lambda values: compare(values.get(name), values.get(right.name))  # type: ignore[attr-defined]
    return lambda values: compare(values.get(name), right)


class Check(NamedTuple):
    fields: frozenset[str]
    is_kept: Test


@cache
def checks_of(model: type[models.Model]) -> tuple[Check, ...]:
    found = [one.condition for one in model._meta.constraints if isinstance(one, models.CheckConstraint)]
    return tuple(Check(frozenset(names_in(one)), holds(one)) for one in found if isinstance(one, Q))


def names_in(condition: Q) -> Iterator[str]:
    for one in condition.children:
        if isinstance(one, Q):
            yield from names_in(one)
        else:
            yield one[0].partition("__")[0]  # type: ignore[index]


@cache
def once_of(model: type[models.Model]) -> tuple[Once, ...]:
    """The owner is the same in every row, so it tells nothing apart."""
    named = (one for one in model._meta.constraints if isinstance(one, models.UniqueConstraint))
    several = [
        Once(tuple(name for name in one.fields if name != "owner"), holds(one.condition)) for one in named
    ]
    single = [
        Once((field.name,), holds(None))
        for field in model._meta.concrete_fields
        if field.unique and not field.primary_key
    ]
    return tuple(several + single)


def passes_checks(model: type[models.Model], values: Values) -> bool:
    """A check about a column that is made anew asks nothing of the file."""
    return all(check.is_kept(values) for check in checks_of(model) if check.fields <= values.keys())


def keys_of(model: type[models.Model], values: Values) -> Iterable[tuple[int, tuple[Any, ...]]]:
    """Which of its unique constraints, and what this row takes there."""
    for number, once in enumerate(once_of(model)):
        if (key := once.key(values)) is not None:
            yield number, key
