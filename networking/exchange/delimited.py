"""Where the table begins in a text, what parts its cells, and how a damaged record is mended or refused."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from networking.exchange import headers
from networking.exchange.sniff import HOW_TO, UnreadableError

MAX_ROWS = 200_000
MAX_COLUMNS = 300
MAX_CELL = 10_000
HEADER_WITHIN = 20
LONGEST_HEADER = 100_000
MAX_RESTARTS = 1_000
UNCLOSED = "A quotation mark in this row is never closed."
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}
csv.field_size_limit(sys.maxsize)  # our own limit says which row and why; theirs stops the whole file


@dataclass
class Header:
    """Where the header stands and what it says. `line` is its line, `row` its row in a spreadsheet."""

    delimiter: str
    line: int
    row: int
    cells: list[str]
    columns: dict[str, int] = field(default_factory=dict)


class Record:
    """One record after the header: its row, its cells, and the reason when it is not to be imported."""

    __slots__ = ("cells", "note", "reason", "row")

    def __init__(self, row: int, cells: list[str], *, reason: str = "", note: str = "") -> None:
        self.row, self.cells, self.reason, self.note = row, cells, reason, note


class Lines(Iterator[str]):
    """Hands lines to the parser and remembers those of the record at hand, to take them back."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.span: list[str] = []
        self.at_end = False
        self.count = 0

    def __next__(self) -> str:
        line = next(self._lines, None)
        if line is None:
            self.at_end = True
            raise StopIteration
        self.count += 1
        self.span.append(line)
        return line

    def take_back(self) -> None:
        """Everything after the first line of this record is read again."""
        self._lines = chain(self.span[1:], self._lines)
        self.count -= len(self.span) - 1
        self.span = []
        self.at_end = False


def find_header(start: Sequence[str], delimiter: str = "") -> Header:
    """The header: by what the cells say, in whatever dialect makes most of them known (FORMATS §0)."""
    start = [line[:LONGEST_HEADER] for line in start]
    said = separator_line(start[0]) if start else ""
    candidates = [
        header_in(start, d, bool(said)) for d in ([delimiter or said] if delimiter or said else DELIMITERS)
    ]
    best = max(candidates, key=lambda h: len(h.columns), default=None)
    if best is None or len(best.columns) < 2:
        raise UnreadableError(_no_header(start))
    kind = headers.other_kind(best.cells)
    if kind:
        raise UnreadableError(f"This looks like {kind.label}. {HOW_TO}")
    if not {headers.FIRST, headers.LAST, headers.FULL} & set(best.columns):
        raise UnreadableError(
            "This file has no columns for names (First Name, Last Name), so nobody in it can be told apart. "
            "Please download Connections.csv from LinkedIn again."
        )
    if len(best.cells) > MAX_COLUMNS:
        raise UnreadableError(f"This file has more than {MAX_COLUMNS} columns. {HOW_TO}")
    return best


def separator_line(line: str) -> str:
    """What Excel says in a first line "sep=;"."""
    text = line.strip('\r\n "')
    return text[4] if text[:4].lower() == "sep=" and text[4:] in DELIMITERS else ""


def header_in(
    start: Sequence[str],
    delimiter: str,
    has_separator_line: bool,
    fields: Callable[[Sequence[str]], dict[str, int]] = headers.fields,
) -> Header:
    """The first row in which most cells are known."""
    lines = Lines(iter(start))
    best = Header(delimiter, 0, 0, [])
    line = 1
    for row, cells in enumerate(csv.reader(lines, delimiter=delimiter), 1):
        if row > HEADER_WITHIN:
            break
        if not (row == 1 and has_separator_line):
            cells = unwrapped(cells, delimiter)
            columns = fields(cells)
            if len(columns) > len(best.columns):
                best = Header(delimiter, line, row, cells, columns)
        line = lines.count + 1
    return best


def _no_header(start: Sequence[str]) -> str:
    for delimiter in DELIMITERS:
        for cells in islice(csv.reader(iter(start), delimiter=delimiter), HEADER_WITHIN):
            if kind := headers.other_kind(cells):
                return f"This looks like {kind.label}. {HOW_TO}"
    if not any(line.strip(' \t\r\n,;|"') for line in start):
        return f"There is nothing in this file to import. {HOW_TO}"
    return (
        f"No row of column names was found in the first {HEADER_WITHIN} rows. A list of connections begins "
        f"with First Name, Last Name, URL, Company, Position. {HOW_TO}"
    )


def unwrapped(cells: list[str], delimiter: str) -> list[str]:
    """A whole line that Excel put into one quoted cell is taken apart again."""
    filled = [cell for cell in cells if cell.strip()]
    if len(filled) == 1 and filled[0].count(delimiter) >= 3 and "\n" not in filled[0]:
        return next(csv.reader([filled[0]], delimiter=delimiter))
    return cells


def read(
    lines: Iterator[str],
    delimiter: str = "",
    *,
    is_date: Callable[[str], bool] = lambda text: False,
    find: Callable[[Sequence[str], str], Header] = find_header,
) -> tuple[Header, Iterator[Record]]:
    """The header, and every record after it that has a filled cell."""
    start = list(islice(lines, 3 * HEADER_WITHIN))
    header = find(start, delimiter)
    return header, _records(Lines(chain(start, lines)), header, is_date)


def _records(lines: Lines, header: Header, is_date: Callable[[str], bool]) -> Iterator[Record]:
    width = len(header.cells)
    row = found = restarts = 0
    while True:
        for cells in csv.reader(lines, delimiter=header.delimiter):
            row += 1
            if (
                row > header.row
                and (lines.at_end or len(lines.span) > 1)
                and _swallowed(cells, lines, header)
            ):
                found += 1
                yield Record(row, [lines.span[0].strip()[:200]], reason=UNCLOSED)
                lines.take_back()
                restarts += 1
                break
            is_long = len(lines.span) > 1 or len(lines.span[0]) > MAX_CELL
            lines.span.clear()
            if row <= header.row or not any(cells):
                continue
            if is_long or len(cells) != width or cells.count("") >= width - 1:
                record = _odd(row, cells, width, header, is_date)
                if record is None:
                    continue
            else:
                record = Record(row, cells)
            found += 1
            if found > MAX_ROWS:
                raise UnreadableError(f"This file has more than {MAX_ROWS:,} rows. {HOW_TO}")
            yield record
        else:
            return
        if restarts > MAX_RESTARTS:
            raise UnreadableError(
                "The quotation marks in this file are broken throughout. Please export it again."
            )


def _swallowed(cells: list[str], lines: Lines, header: Header) -> bool:
    """Whether an unclosed quotation mark took the following rows into this record.

    The parser asks for the line after the last one only inside a quotation. In the middle of a file, a cell
    whose inner lines look like whole rows tells it.
    """
    if lines.at_end:
        return True
    commas = max(len(header.cells) - 1, 2)
    return any(
        inner.count(header.delimiter) >= commas
        for cell in cells
        if "\n" in cell or "\r" in cell
        for inner in cell.splitlines()[1:]
    )


def _odd(
    row: int, cells: list[str], width: int, header: Header, is_date: Callable[[str], bool]
) -> Record | None:
    """A record that is too long, nearly empty, or has not as many cells as the header."""
    if not any(cell.strip() for cell in cells):
        return None
    cells = unwrapped(cells, header.delimiter)
    if max(map(len, cells)) > MAX_CELL:
        longest = max(range(len(cells)), key=lambda i: len(cells[i]))
        return Record(
            row,
            [cell[:200] for cell in cells[:width]],
            reason=f"Cell {longest + 1} has {len(cells[longest]):,} characters; {MAX_CELL:,} is the most.",
        )
    if len(cells) == width:
        return Record(row, cells)
    if len(cells) < width:
        return Record(row, cells + [""] * (width - len(cells)), note="short")
    return _longer(row, cells, width, header, is_date)


def _longer(row: int, cells: list[str], width: int, header: Header, is_date: Callable[[str], bool]) -> Record:
    """A record with more cells than the header: an empty tail is cut, an unquoted "Jan 1, 2024" joined."""
    if not any(cell.strip() for cell in cells[width:]):
        return Record(row, cells[:width])
    if len(joined_cells := _unquoted(cells)) == width:
        return Record(row, joined_cells)
    on = header.columns.get(headers.ON)
    if on is not None and len(cells) == width + 1:
        joined = f"{cells[on].strip()}, {cells[on + 1].strip()}"
        if is_date(joined):
            return Record(row, [*cells[:on], joined, *cells[on + 2 :]])
    return Record(row, cells[:width], note="long")


def _unquoted(cells: list[str]) -> list[str]:
    """Joins “Seattle” and “ WA” of an unquoted “Seattle, WA”: only prose has a space behind its comma."""
    joined: list[str] = []
    for cell in cells:
        if joined and cell[:1] == " " and cell.strip():
            joined[-1] += f",{cell}"
        else:
            joined.append(cell)
    return joined
