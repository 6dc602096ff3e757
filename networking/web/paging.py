"""Cuts a long list into pages; a page that is no number, or beyond the end, is the nearest there is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

Thing = TypeVar("Thing")


class Page(NamedTuple, Generic[Thing]):
    things: Sequence[Thing]
    number: int
    last: int
    total: int

    @property
    def before(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        return self.number + 1 if self.number < self.last else None


def page_number(asked: str) -> int:
    """The page that an address asks for; the first if it says no number."""
    return max(int(asked), 1) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 1


def page_of(things: Sequence[Thing], asked: str, size: int) -> Page[Thing]:
    last = max(1, -(-len(things) // size))
    number = min(page_number(asked), last)
    return Page(things[(number - 1) * size : number * size], number, last, len(things))
