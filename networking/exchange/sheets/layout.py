"""Where a table begins in a sheet, which of its rows are entries, and what its columns are called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from networking.exchange.delimited import HEADER_WITHIN, MAX_CELL
from networking.exchange.report import Reason
from networking.exchange.sheets import header_words, shapes, statuses
from networking.exchange.sheets.tables import Left, Table
from networking.exchange.sniff import UnreadableError

Row = tuple[int, list[str]]
LONGEST_NAME: Final = 100
PROSE: Final = 60  # a table without a header whose cells are longer than this is a text
TURNED = (
    "The names of the fields stand in a column of this sheet and the entries beside it, so it was turned."
)
NO_HEADER = "This table has no row of column names, so its columns are numbered."
NO_WORD = "None of the column names is known; please say what each column holds."
FEW: Final = 0.2  # more rows than this with one cell are entries of which no more is known
_HEADING = re.compile(r"^(?:#|={3,}|-{3,}|\*{3,}|<{7}|>{7}|\|{7})|:$")
_EXAMPLE = re.compile(
    r"\b(?:example|sample|beispiel|exemple|ejemplo)\b.*\b(?:delete|remove|löschen|supprimer|borrar)\b|\bdelete\b.*\bexample",
    re.I,
)
_NUMBERED: Final = frozenset({"#", "no", "nr", "index", "sno", "srno", "id", ""})


def table(name: str, rows: Sequence[Row], *, has_header: bool | None = None) -> Table | None:
    """The table in these clean rows; None if all are empty. `has_header` is the person's word for it."""
    width = max((len(cells) for _, cells in rows), default=0)
    filled = [(number, _padded(cells, width)) for number, cells in rows if any(cells)]
    if not filled:
        return None
    at = None if has_header is False else _header_at(filled)
    is_known = at is not None and header_words.count(filled[at][1]) >= 2
    if not is_known and has_header is None and (flipped := _turned(filled)):
        turned = table(name, flipped)
        return turned and turned._replace(notes=(TURNED, *turned.notes))
    found = _without_islands(_built(name, filled, 0 if at is None and has_header else at))
    empty = sum(number > found.header_row and not any(cells) for number, cells in rows)
    return found._replace(blank=found.blank + empty)


def _padded(cells: list[str], width: int) -> list[str]:
    return cells if len(cells) == width else cells + [""] * (width - len(cells))


def _header_at(rows: Sequence[Row]) -> int | None:
    """The first row that names two things of ours, unless a later one names many more."""
    first = [
        (i, header_words.count(cells)) for i, (_, cells) in enumerate(rows[:HEADER_WITHIN]) if _may_be(cells)
    ]
    known = [(i, count) for i, count in first if count >= 2]
    if known:
        best = known[0]
        for candidate in known[1:]:
            best = candidate if candidate[1] > best[1] + 1 else best
        return best[0]
    return _unknown_header(rows, first)


def _may_be(cells: Sequence[str]) -> bool:
    return not any(shapes.looks_like_data(cell) for cell in cells if cell)


def _unknown_header(rows: Sequence[Row], first: Sequence[tuple[int, int]]) -> int | None:
    """The first broad row, if nothing in it is an entry's: no day, no address, no number, no status."""
    filled = [sum(map(bool, cells)) for _, cells in rows]
    usual = Counter(filled).most_common(1)[0][0]
    for index, count in first:
        cells = [cell for cell in rows[index][1] if cell]
        if count and len(cells) >= min(2, usual):
            return index
        if len(cells) >= max(2, usual * 0.6):
            is_header = len({c.casefold() for c in cells}) == len(cells) and not any(
                len(cell) > LONGEST_NAME or statuses.meaning(cell) for cell in cells
            )
            return index if is_header and len(rows) > 1 else None
    return None


def _turned(rows: Sequence[Row]) -> list[Row]:
    """The rows of a sheet whose fields stand in one of its first columns; [] for any other sheet."""
    width = len(rows[0][1])
    for at in range(min(3, width - 1)):
        names = [cells[at] for _, cells in rows]
        whats = {found.what for name in names if name and (found := header_words.word(name))}
        if len(whats) >= 3 and len(whats) >= 0.4 * len([n for n in names if n]):
            kept = [cells for _, cells in rows if cells[at]]
            return [(i + 1, [cells[i] for cells in kept]) for i in range(at, width)]
    return []


def _built(name: str, rows: Sequence[Row], at: int | None) -> Table:
    notes: tuple[str, ...] = ()
    if at is None:
        _refuse_prose(rows)
        header, number, body = [f"Column {i + 1}" for i in range(len(rows[0][1]))], 0, rows
        notes = (NO_HEADER,)
    else:
        number, body = rows[at][0], rows[at + 1 :]
        header = _grouped(rows[at - 1][1] if at else [], rows[at][1])
        notes = () if any(map(header_words.word, header)) else (NO_WORD,)
    kept, left, blank = _sorted(header, body, has_header=at is not None)
    return Table(name, number, header, kept, tuple(left), blank, notes)


def _refuse_prose(rows: Sequence[Row]) -> None:
    """A text has no names of columns, and what looks like cells is parts of its sentences."""
    filled = [len(cell) for _, cells in rows for cell in cells if cell]
    if sum(filled) > PROSE * len(filled):
        raise UnreadableError("This file holds a text, not a table with rows and columns.")


def _grouped(above: Sequence[str], header: Sequence[str]) -> list[str]:
    """The names of the columns; one that stands twice, or says just “Date”, has its group's name in front."""
    groups: list[str] = []
    for cell in above:
        groups.append(cell or (groups[-1] if groups else ""))
    has_groups = sum(map(bool, above)) >= 2
    counts = Counter(cell.casefold() for cell in header if cell)
    names = []
    for index, cell in enumerate(header):
        found = header_words.word(cell) if cell else None
        is_vague = counts[cell.casefold()] > 1 or (found is not None and found.what in {"name", "date"})
        grouped = f"{groups[index]} {cell}" if has_groups and cell and is_vague and groups[index] else cell
        names.append(" ".join(grouped.split())[:LONGEST_NAME])
    return names


def _sorted(header: list[str], rows: Sequence[Row], *, has_header: bool) -> tuple[list[Row], list[Left], int]:
    """The entries, the rows that are none with their reason, and how many were empty."""
    kept: list[Row] = []
    left: list[Left] = []
    blank = 0
    counted = {i for i, name in enumerate(header) if header_words.plain(name) in _NUMBERED}
    names = {name.casefold() for name in header if name}
    alone = sum(sum(map(bool, cells)) == 1 for _, cells in rows) > FEW * len(rows)
    for number, cells in rows:
        filled = [cell for i, cell in enumerate(cells) if cell and i not in counted]
        if not filled or all(shapes.is_tick(cell) and not shapes.is_ticked(cell) for cell in filled):
            blank += 1
        elif reason := _reason(cells, filled, names if has_header else set(), alone):
            left.append(Left(number, reason[0], " · ".join(filled)[:100], reason[1]))
        else:
            kept.append((number, cells))
    return kept, left, blank


def _reason(cells: list[str], filled: list[str], names: set[str], alone: bool) -> tuple[Reason, str] | None:
    longest = max(map(len, cells))
    if longest > MAX_CELL:
        text = f"One cell has {longest:,} characters; {MAX_CELL:,} is the most."
        return Reason.UNREADABLE, text
    if len(filled) >= 2 and sum(cell.casefold() in names for cell in filled) >= max(2, 0.6 * len(filled)):
        return Reason.REPEATED_HEADER, ""
    if any(_EXAMPLE.search(cell) for cell in filled[:3]):
        return Reason.EXAMPLE_ROW, ""
    if len(filled) == 1 and (_HEADING.search(filled[0]) or (not alone and _is_title(filled[0]))):
        return Reason.UNREADABLE, "A heading or a remark between the rows, not an entry."
    return None


def _is_title(cell: str) -> bool:
    """One text alone in a table whose rows hold more: the title of the part that follows."""
    return (cell.isupper() and " " in cell) or len(cell) > PROSE


def _without_islands(found: Table) -> Table:
    """Drops the rows of what stands beside the table, behind an empty column: a legend, a chart's numbers."""
    empty = [not name and not found.column(i) for i, name in enumerate(found.header)]
    parts = list(_runs(empty))
    counts = {part: header_words.count(found.header[part[0] : part[1]]) for part in parts}
    most = max(counts.values(), default=0)
    main = [i for part in parts for i in range(*part) if counts[part] >= 2 or counts[part] == most]
    rows = [(number, cells) for number, cells in found.rows if any(cells[i] for i in main)]
    return found._replace(rows=rows, blank=found.blank + len(found.rows) - len(rows))


def _runs(empty: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start = 0
    for index, is_empty in enumerate([*empty, True]):
        if is_empty:
            if index > start:
                yield start, index
            start = index + 1
