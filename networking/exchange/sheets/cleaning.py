"""What a cell says once the traces of its program are taken away, and how much a table may hold in all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

from networking.exchange import dates
from networking.exchange.cells import PILED_MARKS
from networking.exchange.delimited import HEADER_WITHIN
from networking.exchange.sniff import MEGABYTE, UnreadableError
from networking.web.csv import original

EMPTY: Final = dates.EMPTY | {
    "#ref!",
    "#name?",
    "#value!",
    "#div/0!",
    "#null!",
    "#num!",
    "#n/d",
    "#a/a",
    "#getting_data",
}
# Bidirectional overrides and isolates and zero-width marks, but not the joiners that letters and emoji need.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_RELATION = re.compile(r"\s*\((?:https?://(?:www\.)?notion\.so/|\.\./|[^()\s]*%20)[^()]*\)")
_MENTION = re.compile(r"@(?=[A-Z][a-z]+ \d|\d{4}-\d)")


def clean(cell: str) -> str:
    """The text of a cell; what people write for “nothing” is nothing."""
    text = cell.strip()
    if text.isascii() and text.isalnum():
        return "" if text.casefold() in EMPTY else text
    text = _HIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if text[:1] == "'":
        text = original(text)
    if text[:1] == "@":
        text = _MENTION.sub("", text)
    if "(" in text:
        text = _RELATION.sub("", text).strip()
    if not text.isascii():
        text = PILED_MARKS.sub(r"\1", unicodedata.normalize("NFC", text))
    return "" if text.casefold() in EMPTY else text


MAX_ROWS: Final = 50_000  # fewer than LinkedIn's list may have: every row is a company on somebody's list
MEMORY: Final = 50 * MEGABYTE
ROW, CELL, TEXT = (
    140,
    8,
    120,
)  # bytes that a row, a cell in it and a text of its own take, besides its letters


class Keeper:
    """Keeps rows with every cell cleaned once; equal cells are one text. Refuses what no list needs."""

    def __init__(self, known: dict[str, str] | None = None, size: int = 0) -> None:
        self.rows: list[tuple[int, list[str]]] = []
        self._known = known if known is not None else {}
        self._size = size

    def fresh(self) -> Keeper:
        """For the next sheet of the same file: what it holds counts with what was kept before."""
        return Keeper(self._known, self._size)

    def keep(self, number: int, cells: Sequence[str]) -> None:
        self.rows.append((number, [self._clean(cell) for cell in cells]))
        self._size += ROW + CELL * len(cells)
        if len(self.rows) > MAX_ROWS + HEADER_WITHIN:
            raise UnreadableError(f"This list has more than {MAX_ROWS:,} rows. Please upload a part of it.")
        if self._size > MEMORY:
            raise UnreadableError(
                "This list is too long to be read in one piece. Please upload a part of it."
            )

    def _clean(self, cell: str) -> str:
        known = self._known.get(cell)
        if known is None:
            known = self._known[cell] = clean(cell)
            self._size += TEXT + len(cell)
        return known
