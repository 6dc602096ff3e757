"""The rows of a CSV or TSV: what parts its cells is what makes the most column names known."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from networking.exchange import decode, delimited
from networking.exchange.delimited import DELIMITERS, HEADER_WITHIN, MAX_COLUMNS, Header, Record
from networking.exchange.report import Reason
from networking.exchange.sheets import header_words, layout
from networking.exchange.sheets.cleaning import Keeper
from networking.exchange.sheets.tables import Left, Table
from networking.exchange.sniff import Source, UnreadableError

EVERY: Final = 1_000
LINES: Final = 200  # of the beginning, to find out how it is written


class Separated(NamedTuple):
    """One text with its table, and how it was read."""

    table: Table | None
    encoding: decode.Encoding
    delimiter: str


def read(
    source: Source,
    name: str,
    *,
    encoding: str = "",
    delimiter: str = "",
    has_header: bool | None = None,
    progress: Callable[[float], None] = lambda part: None,
) -> Separated:
    """Everything a text of rows and cells holds; raises UnreadableError with one sentence."""
    examined = decode.examine(source, encoding)
    found = Header("", 0, 0, [])

    def find(start: Sequence[str], said: str) -> Header:
        nonlocal found
        found = _dialect(start, said)
        return found

    examined.undecodable = 0
    _, records = delimited.read(decode.lines(source, examined), delimiter, find=find)
    rows, left, notes = _gathered(records, source, progress)
    table = layout.table(name, rows, has_header=has_header)
    if table is not None:
        left = [row for row in left if row.row > table.header_row]
        kept = {row for row, _ in table.rows}
        said = [text for row, text in notes if row in kept]
        table = table._replace(left=(*table.left, *left), notes=(*table.notes, *_once(said)))
    return Separated(table, examined, found.delimiter)


def _dialect(start: Sequence[str], said: str) -> Header:
    """What parts the cells, and how many a row has. The header is looked for later: `row` stays 0 or 1."""
    start = [line[: delimited.LONGEST_HEADER] for line in start]
    told = delimited.separator_line(start[0]) if start else ""
    chosen = [said or told] if said or told else list(DELIMITERS)
    best = max((_scored(start, d) for d in chosen), key=lambda s: s[0], default=None)
    if best is None:
        return Header(",", 0, 0, [""])
    _, delimiter, width = best
    if width > MAX_COLUMNS:
        raise UnreadableError(
            f"This file has more than {MAX_COLUMNS} columns, so it is no list of a job search."
        )
    return Header(delimiter, int(bool(told)), int(bool(told)), [""] * width)


def _scored(start: Sequence[str], delimiter: str) -> tuple[tuple[int, int], str, int]:
    """How many names are known with this delimiter, how many cells rows agree on; and the width of a row."""
    records = islice(csv.reader(iter(start), delimiter=delimiter), HEADER_WITHIN)
    rows = [delimited.unwrapped(record, delimiter) for record in records if any(record)]
    known = [(header_words.count([c.strip() for c in row[:MAX_COLUMNS]]), -i) for i, row in enumerate(rows)]
    width, often = Counter(map(len, rows)).most_common(1)[0] if rows else (1, 0)
    count, at = max(known, default=(0, 0))
    agreed = often if width > 1 else 0
    return (count, agreed), delimiter, len(rows[-at]) if count >= 2 else max(map(len, rows), default=1)


def _gathered(
    records: Iterator[Record], source: Source, progress: Callable[[float], None]
) -> tuple[list[layout.Row], list[Left], list[tuple[int, str]]]:
    keeper = Keeper()
    left: list[Left] = []
    notes: list[tuple[int, str]] = []
    for number, record in enumerate(records, 1):
        if number % EVERY == 0:
            progress(min(0.9, number * 100 / max(source.size, 1)))
        if record.reason:
            text = " · ".join(cell.strip() for cell in record.cells if cell.strip())
            left.append(Left(record.row, Reason.UNREADABLE, text[:100], record.reason))
            continue
        if record.note:
            notes.append((record.row, record.note))
        keeper.keep(record.row, record.cells)
    return keeper.rows, left, notes


WORDS: Final = {
    "short": "fewer cells than the header; what is missing was taken as empty.",
    "long": "more cells than the header; what is left over was not read.",
}


def _once(notes: Sequence[str]) -> Iterator[str]:
    for note, words in WORDS.items():
        if count := notes.count(note):
            yield f"{count} rows have {words}" if count > 1 else f"One row has {words}"
