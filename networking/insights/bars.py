"""Bars of people by stage: where each piece of one begins and ends, as the page draws it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from networking.contacts.stages import Stage

WIDTH = 100.0


class Piece(NamedTuple):
    """One colour of a bar, in hundredths of its length: what it stands for, and how many."""

    start: float
    length: float
    number: int
    people: int

    @property
    def name(self) -> str:
        return Stage(self.number).label.lower()


def pieces(counts: Sequence[int]) -> list[Piece]:
    """A bar of these counts one after the other; nothing at all is no bar."""
    total, start, found = sum(counts), 0.0, []
    for number, count in enumerate(counts):
        if count:
            length = round(WIDTH * count / total, 2)
            found.append(Piece(round(start, 2), length, number, count))
            start += length
    return found


def part(count: int, whole: int) -> float:
    """How long a bar is beside one that stands for the whole."""
    return round(WIDTH * min(count, whole) / whole, 2) if whole else 0.0
