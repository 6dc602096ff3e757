"""Any file with tables in it, from its bytes to its tables: the one most likely meant comes first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from networking.exchange.decode import Encoding
from networking.exchange.sheets import layout, packed, separated, workbook
from networking.exchange.sheets.fields import SUBJECT, guess
from networking.exchange.sheets.joining import joined
from networking.exchange.sheets.tables import Table
from networking.exchange.sniff import (
    CSV_LIMIT,
    MEGABYTE,
    Source,
    UnreadableError,
    open_zip,
    refuse_other_kinds,
)

HEAD: Final = 64 * 1024
NOTHING: Final = "There is nothing in this file to import: it has no row with an entry."
ONLY_NAMES: Final = "This list has column names, but no entry below them, so there is nothing to import."


@dataclass
class Sheets:
    """All tables of one file, the likeliest first. `encoding` is None for a workbook."""

    tables: list[Table]
    encoding: Encoding | None = None
    delimiter: str = ""


def read(
    path: Path,
    *,
    name: str = "",
    encoding: str = "",
    delimiter: str = "",
    has_header: bool | None = None,
    progress: Callable[[float], None] = lambda part: None,
) -> Sheets:
    """Every table of a CSV, TSV, XLSX, ODS or a zip of lists; raises UnreadableError with one sentence.

    `has_header` is the person's word for whether the first row holds the names of the columns.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        if is_workbook(path):
            return _ranked(Sheets(_of_workbook(path, has_header, progress)))
        return _ranked(_of_zip(path, encoding, delimiter, has_header))
    refuse(head, path.stat().st_size)
    source = Source(lambda: path.open("rb"), path.stat().st_size, CSV_LIMIT)
    found = separated.read(
        source,
        packed.table_name(name or path.name),
        encoding=encoding,
        delimiter=delimiter,
        has_header=has_header,
        progress=progress,
    )
    return _ranked(Sheets([found.table] if found.table else [], found.encoding, found.delimiter))


def is_workbook(path: Path) -> bool:
    """Whether a zip is a workbook of Excel or an OpenDocument sheet."""
    with open_zip(path) as archive:
        names = set(archive.namelist())
    return "[Content_Types].xml" in names or {"mimetype", "content.xml"} <= names


def refuse(head: bytes, size: int) -> None:
    """What is no text at all, and what is too much of it."""
    refuse_other_kinds(head)
    if size > CSV_LIMIT:
        raise UnreadableError(f"This file is larger than {CSV_LIMIT // MEGABYTE} MB.")


def _of_workbook(path: Path, has_header: bool | None, progress: Callable[[float], None]) -> list[Table]:
    """The sheets that one sees; hidden ones only where no other holds a list."""
    shown: list[Table] = []
    hidden: list[Table] = []
    for grid in workbook.grids(path, progress):
        if (table := layout.table(grid.name, grid.rows, has_header=has_header)) is not None:
            (hidden if grid.is_hidden else shown).append(table)
    return shown if any(_worth(table)[0] and table.rows for table in shown) else shown + hidden


def _of_zip(path: Path, encoding: str, delimiter: str, has_header: bool | None) -> Sheets:
    """Every list of the zip that can be read; one that cannot costs the others nothing."""
    found: list[separated.Separated] = []
    problems: list[str] = []
    for name, source in packed.sources(path):
        try:
            refuse(source.head(), source.size)
            found.append(
                separated.read(source, name, encoding=encoding, delimiter=delimiter, has_header=has_header)
            )
        except UnreadableError as error:
            problems.append(f"“{name}” was not read: {error}")
    tables = [one.table for one in found if one.table is not None]
    if problems and not tables:
        raise UnreadableError(problems[0])
    tables = [table._replace(notes=(*table.notes, *problems)) for table in tables]
    return Sheets(tables, found[0].encoding if found else None, found[0].delimiter if found else "")


def _ranked(sheets: Sheets) -> Sheets:
    """The likeliest first; lists of words for drop-downs, charts and empty sheets are not offered."""
    if not sheets.tables:
        raise UnreadableError(NOTHING)
    filled = [table for table in sheets.tables if table.rows or table.left]
    if not filled:
        raise UnreadableError(ONLY_NAMES)
    known = [table for table in filled if _worth(table)[0]]
    tables = sorted(known or filled, key=_worth, reverse=True)
    if len(tables) > 1 and (together := joined(tables)):
        tables = [together, *tables]
    sheets.tables = tables
    return sheets


def _worth(table: Table) -> tuple[bool, int, int]:
    """Whether it says who or where, how many fields it has, how many rows."""
    fields = set(guess(table).values())
    return bool(fields & SUBJECT), len(fields), len(table.rows)
