"""The records of one list of the archive: found by its column names, damaged rows mended or refused.

Unlike a list of connections, a message may hold lines of its own with any number of commas: only a line that
also holds the moment of a message tells that an unclosed quotation mark took in the rows after it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice

from networking.exchange.archive.headings import HEADINGS, Column, Table
from networking.exchange.delimited import (
    DELIMITERS,
    HEADER_WITHIN,
    LONGEST_HEADER,
    MAX_CELL,
    MAX_RESTARTS,
    MAX_ROWS,
    UNCLOSED,
    Header,
    Lines,
    Record,
)
from networking.exchange.sniff import UnreadableError

MAX_TEXT = 200_000
LONG_RECORD = MAX_CELL  # a record of one line that is longer is looked at cell by cell
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d|\d\d:\d\d:\d\d UTC|\d, \d{1,2}:\d\d [AP]M")


def read(lines: Iterator[str], table: Table) -> tuple[Header, Iterator[Record]]:
    """The header, and every record below it in which something stands."""
    start = list(islice(lines, 3 * HEADER_WITHIN))
    header = find_header(start, table)
    return header, _Records(Lines(chain(start, lines)), header).all()


def find_header(start: Sequence[str], table: Table) -> Header:
    """Where the column names stand; raises when they do not."""
    start = [line[:LONGEST_HEADER] for line in start]
    for delimiter in DELIMITERS:
        lines = Lines(iter(start))
        line = 1
        for row, cells in enumerate(islice(csv.reader(lines, delimiter=delimiter), HEADER_WITHIN), 1):
            if columns := HEADINGS[table].columns(cells):
                return Header(delimiter, line, row, cells, columns)
            line = lines.count + 1
    raise UnreadableError(f"This has no row of column names of LinkedIn’s {table} in its first 20 rows.")


class _Records:
    def __init__(self, lines: Lines, header: Header) -> None:
        self._lines = lines
        self._header = header
        self._text = header.columns.get(Column.TEXT, -1)
        self._row = self._found = 0

    def all(self) -> Iterator[Record]:
        for _ in range(MAX_RESTARTS):
            yield from self._until_broken()
            if not self._lines.span:
                return
            self._lines.take_back()
        raise UnreadableError("The quotation marks in this list are broken throughout.")

    def _until_broken(self) -> Iterator[Record]:
        """The records up to one with an unclosed quotation mark, whose lines are then still in the span."""
        lines, header, width = self._lines, self._header, len(self._header.cells)
        for cells in csv.reader(lines, delimiter=header.delimiter):
            self._row += 1
            span = lines.span
            if self._row > header.row and (len(span) > 1 or lines.at_end) and self._swallowed(span):
                self._count()
                yield Record(self._row, [span[0].strip()[:200]], reason=UNCLOSED)
                return
            is_odd = len(cells) != width or len(span) > 1 or len(span[0]) > LONG_RECORD
            span.clear()
            if self._row <= header.row or not any(cells):
                continue
            record = self._odd(cells, width) if is_odd else Record(self._row, cells)
            self._count()
            yield record
        lines.span.clear()

    def _count(self) -> None:
        self._found += 1
        if self._found > MAX_ROWS:
            raise UnreadableError(f"This list has more than {MAX_ROWS:,} rows.")

    def _swallowed(self, span: list[str]) -> bool:
        if self._lines.at_end:
            return True
        commas = len(self._header.cells) - 1
        return any(line.count(self._header.delimiter) >= commas and _MOMENT.search(line) for line in span[1:])

    def _odd(self, cells: list[str], width: int) -> Record:
        for index, cell in enumerate(cells):
            most = MAX_TEXT if index == self._text else MAX_CELL
            if len(cell) > most:
                reason = f"Cell {index + 1} has {len(cell):,} characters; {most:,} is the most."
                return Record(self._row, [cell[:200] for cell in cells[:width]], reason=reason)
        if len(cells) < width:
            return Record(self._row, cells + [""] * (width - len(cells)))
        if any(cell.strip() for cell in cells[width:]):
            return Record(self._row, cells[:width], reason="This row has more cells than the header.")
        return Record(self._row, cells[:width])


def picker(header: Header, *columns: Column) -> Callable[[list[str]], tuple[str, ...]]:
    """Takes these columns out of a record, in this order; one that the file does not have is empty."""
    places = [header.columns.get(column, -1) for column in columns]

    def pick(cells: list[str]) -> tuple[str, ...]:
        return tuple([cells[at] if at >= 0 else "" for at in places])

    return pick
