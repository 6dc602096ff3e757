"""Where a vCard begins and ends, and the lines of each: unfolded, without pictures, one card at a time."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from networking.exchange.delimited import MAX_ROWS
from networking.exchange.sniff import Source, UnreadableError

CHUNK = 256 * 1024
LONGEST = 64 * 1024  # bytes of one property that are kept; nothing of use is longer
WANTED = frozenset(
    {
        *("VERSION", "KIND", "FN", "N", "NICKNAME", "ORG", "TITLE", "ROLE", "EMAIL", "TEL", "URL", "IMPP"),
        *("NOTE", "CATEGORIES", "BDAY", "X-SOCIALPROFILE", "X-LINKEDIN", "X-LINKEDIN-URL"),
        *("X-ABLABEL", "X-ABSHOWAS", "X-ADDRESSBOOKSERVER-KIND"),
    }
)
_ENDS = re.compile(rb"\r\n|\n|\r")
_NAME = re.compile(rb"\s*(?:[\w-]+\.)*([A-Za-z][\w/-]*)\s*([;:])")
_BEGIN = re.compile(rb"\s*(?:[\w-]+\.)*begin\s*:\s*vcard\s*$", re.I)
_END = re.compile(rb"\s*(?:[\w-]+\.)*end\s*:\s*vcard\s*$", re.I)
_SOFT = re.compile(rb"quoted-printable", re.I)


@dataclass
class Card:
    """The lines of one card that matter, whole but not yet decoded. `number` counts from the first card."""

    number: int
    lines: list[bytes] = field(default_factory=list)
    is_closed: bool = False
    is_old: bool = False  # version 2.1: a folded line keeps its blank
    shortened: bool = False


def physical_lines(source: Source, encoding: str) -> Iterator[bytes]:
    """The lines of the file without their ends; UTF-16 comes as UTF-8. An endless line is cut."""
    decoder = codecs.getincrementaldecoder(encoding)("replace") if encoding.startswith("utf-16") else None
    rest = b""
    with source.open() as file:
        if file.peek(3)[:3] == codecs.BOM_UTF8:  # type: ignore[attr-defined]
            file.read(3)
        while chunk := file.read(CHUNK):
            if decoder:
                chunk = decoder.decode(chunk).replace("\ufeff", "").encode()
            data = rest + chunk
            held = data.endswith(b"\r")  # the other half of its end may come with the next bytes
            parts = _ENDS.split(data[:-1] if held else data)
            rest = (parts.pop() + (b"\r" if held else b"")) if parts else b""
            yield from parts
            if len(rest) > 2 * LONGEST:
                rest = rest[:LONGEST] + rest[-1:]
    if rest.rstrip(b"\r"):
        yield rest.rstrip(b"\r")


def cards(lines: Iterator[bytes]) -> Iterator[Card]:
    """Every card, those inside others too; one that is never closed ends where the next but one begins."""
    return _Splitter().split(lines)


class _Splitter:
    """Takes lines to cards. At most two cards are open: one, and one that stands inside it."""

    def __init__(self) -> None:
        self._open: list[Card] = []
        self._count = 0
        self._is_soft = False  # the last line ended in "=": the next one belongs to it, whatever it says
        self._is_kept = False  # whether what is folded under the last property is of use

    def split(self, lines: Iterator[bytes]) -> Iterator[Card]:
        for line in lines:
            if _BEGIN.match(line):
                yield from self._begin()
            elif self._open and _END.match(line):
                card = self._open.pop()
                card.is_closed, self._is_kept, self._is_soft = True, False, False
                yield card
            elif self._open and self._is_soft:
                self._continue_soft(line)
            elif self._open:
                self._take(line)
        yield from reversed(self._open)

    def _begin(self) -> Iterator[Card]:
        if len(self._open) == 2:
            yield self._open.pop()
        self._count += 1
        if self._count > MAX_ROWS:
            raise UnreadableError(
                f"This file has more than {MAX_ROWS:,} cards. Please export it in smaller parts."
            )
        self._open.append(Card(self._count))
        self._is_kept = self._is_soft = False

    def _take(self, line: bytes) -> None:
        card = self._open[-1]
        if line[:1] in (b" ", b"\t"):
            if self._is_kept:
                self._append(card, line if card.is_old else line[1:])
                self._is_soft = self._is_soft_break(card)
            return
        found = _NAME.match(line)
        if not found:
            if not line.strip():
                self._is_kept = False
            return
        name = found[1].upper().decode("ascii", "replace")
        self._is_kept = name in WANTED
        if name == "VERSION" and b"2.1" in line:
            card.is_old = True
        head = line.partition(b":")[0]
        if self._is_kept:
            card.lines.append(b"")
            self._append(card, line)
        self._is_soft = bool(_SOFT.search(head)) and line.endswith(b"=")

    def _continue_soft(self, line: bytes) -> None:
        if not line.strip():
            return  # a line end that was doubled on the way
        if self._is_kept:
            self._append(self._open[-1], line, soft=True)
        self._is_soft = line.endswith(b"=")

    def _is_soft_break(self, card: Card) -> bool:
        line = card.lines[-1]
        return line.endswith(b"=") and bool(_SOFT.search(line.partition(b":")[0]))

    def _append(self, card: Card, line: bytes, *, soft: bool = False) -> None:
        before = card.lines[-1].removesuffix(b"=") if soft else card.lines[-1]
        room = LONGEST - len(before)
        card.shortened = card.shortened or len(line) > room
        card.lines[-1] = before + line[: max(room, 0)]
