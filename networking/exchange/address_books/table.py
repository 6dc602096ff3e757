"""The rows of an address book saved as a table: which one is the header, and each row after it an entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from networking.exchange import dates
from networking.exchange.address_books.columns import Column, Field, columns_of, kind_of
from networking.exchange.address_books.entry import Entry
from networking.exchange.cells import EMPTY
from networking.exchange.delimited import (
    DELIMITERS,
    MAX_COLUMNS,
    Header,
    Record,
    header_in,
    read,
    separator_line,
)
from networking.exchange.sniff import UnreadableError
from networking.web.csv import original

SEVERAL = " ::: "
_SYSTEM = frozenset({"mycontacts", "my contacts", "starred", "friends", "other contacts", "othercontacts"})
_SINGLE = frozenset(set(Field) - {Field.EMAIL, Field.PHONE, Field.URL, Field.LABELS})


def find_header(start: Sequence[str], delimiter: str = "") -> Header:
    """The header of an address book, in whatever dialect makes most of its columns known."""
    said = separator_line(start[0]) if start else ""
    tried = [delimiter or said] if delimiter or said else list(DELIMITERS)
    candidates = [header_in(start, d, bool(said), _fields) for d in tried]
    best = max(candidates, key=lambda h: len(h.columns), default=None)
    if best is None or not best.columns:
        raise UnreadableError(
            "No row of column names of an address book was found at the beginning of this file. "
            "Please export your contacts from Google, Outlook or your phone again, as CSV or as vCard."
        )
    if len(best.cells) > MAX_COLUMNS:
        raise UnreadableError(f"This file has more than {MAX_COLUMNS} columns; an address book has fewer.")
    return best


def _fields(cells: Sequence[str]) -> dict[str, int]:
    """The columns by their number: each counts, however many of them are e-mail addresses."""
    if not kind_of(cells):
        return {}
    return {str(column.at): column.at for column in columns_of(cells)}


def entries(lines: Iterator[str], delimiter: str = "") -> tuple[Header, Iterator[Entry]]:
    """The header, and everybody below it."""
    header, records = read(lines, delimiter, find=find_header)
    columns = columns_of(header.cells)
    return header, (_entry(record, header, columns) for record in records)


def _entry(record: Record, header: Header, columns: list[Column]) -> Entry:
    entry = Entry(record.row, problem=record.reason)
    if record.reason:
        entry.full = " ".join(record.cells)[:100]
        return entry
    cells = [*record.cells, ""]  # a kind that has no column is the last, empty one
    if [c.strip().casefold() for c in record.cells] == [c.strip().casefold() for c in header.cells]:
        entry.is_header = True
    for column in columns:
        text = cells[column.at].strip()
        if text and text not in EMPTY:
            _put(entry, column, original(text), cells[column.mark].strip())
        elif column.field == Field.EMAIL and "@" in cells[column.mark]:
            entry.emails.append(cells[column.mark].strip())  # its kind is missing and the row moved left
    entry.emails, entry.phones = _distinct(entry.emails), _distinct(entry.phones)
    entry.is_company = bool(entry.company) and not (entry.display or entry.emails)
    return entry


def _put(entry: Entry, column: Column, text: str, kind: str) -> None:
    field = column.field
    values = [value.strip() for value in text.split(SEVERAL.strip()) if value.strip()]
    if field == Field.LABELS:
        entry.labels += _labels(values)
    elif field == Field.URL:
        entry.urls += values
    elif field in {Field.EMAIL, Field.PHONE}:
        if field == Field.PHONE and ("fax" in kind.casefold() or "pager" in kind.casefold()):
            return
        known = entry.emails if field == Field.EMAIL else entry.phones
        if field == Field.EMAIL and "," in text:
            values = [part.strip() for value in values for part in value.split(",") if part.strip()]
        known[:] = values + known if kind.startswith("*") else known + values  # "* " marks the preferred one
    elif field == Field.BIRTHDAY:
        entry.birthday = entry.birthday or ("" if dates.is_empty(text) else text[:40])
    elif field in _SINGLE and not getattr(entry, field.value):
        setattr(entry, field.value, text.replace("_x000D_", "") if field == Field.NOTE else text)


def _labels(values: list[str]) -> list[str]:
    labels = [part.strip() for value in values for part in value.split(";")]
    names = [label.removeprefix("*").strip() for label in labels]
    return [name for name in names if name and name.casefold() not in _SYSTEM]


def _distinct(texts: list[str]) -> list[str]:
    return list(dict.fromkeys(texts))
