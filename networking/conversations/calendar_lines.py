"""Cuts a calendar file into its events: what stands in one cannot spoil the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from icalendar.parser import Contentline

READ = frozenset({
    "UID", "SUMMARY", "DTSTART", "DTEND", "DURATION", "LOCATION", "DESCRIPTION", "URL", "STATUS",
    "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID",
})  # fmt: skip
NAME = re.compile(r"([A-Za-z0-9-]+)[;:]")


class Property(NamedTuple):
    """One line of an event: `params` are what stands before its colon."""

    value: str
    params: dict[str, str]

    @property
    def zone(self) -> str:
        return self.params.get("TZID", "")


@dataclass
class Block:
    """One event of the file as it stands there, and which of its lines could not be read."""

    line: int
    properties: dict[str, list[Property]] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    is_whole: bool = False

    def get(self, name: str) -> Property | None:
        return next(iter(self.properties.get(name, [])), None)

    def value(self, name: str) -> str:
        found = self.get(name)
        return found.value if found else ""


def blocks(text: str) -> Iterator[Block]:
    """Every VEVENT; what is nested in one, as an alarm, is none of its own."""
    block: Block | None = None
    depth = 0
    for number, line in unfolded(text):
        told = line.strip().upper()
        if told == "BEGIN:VEVENT":
            if block:
                yield block
            block, depth = Block(number), 0
        elif block and told == "END:VEVENT":
            block.is_whole = True
            yield block
            block = None
        elif block:
            depth += told.startswith("BEGIN:") - (told.startswith("END:") and depth > 0)
            if not depth:
                take(block, line)
    if block:
        yield block


def unfolded(text: str) -> Iterator[tuple[int, str]]:
    """The lines with their numbers; one that begins with a space goes on where the last one ended."""
    begun, parts = 0, [""]
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        if line[:1] in {" ", "\t"} and begun:
            parts.append(line[1:])
            continue
        if begun:
            yield begun, "".join(parts)
        begun, parts = number, [line]
    yield begun, "".join(parts)


def take(block: Block, line: str) -> None:
    """Keeps the line if it is one we read."""
    named = NAME.match(line)
    name = named[1].upper() if named else ""
    if name not in READ:
        return
    try:
        _, params, value = Contentline(line).parts()  # type: ignore[no-untyped-call]
    except ValueError:
        block.broken.append(name)
        return
    known = {key.upper(): each for key, each in params.items() if isinstance(each, str)}
    block.properties.setdefault(name, []).append(Property(value, known))
