"""Which kind of file this is, by what it holds and never by its name. The one place that decides."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from networking.exchange import decode, delimited, headers
from networking.exchange.account.opening import is_export
from networking.exchange.address_books import columns as address_books
from networking.exchange.kinds import Kind
from networking.exchange.roads import ROADS
from networking.exchange.sheets import header_words
from networking.exchange.sniff import (
    CSV_LIMIT,
    HEAD,
    HOW_TO,
    KNOWN_MEMBER,
    MEGABYTE,
    ZIP_LIMIT,
    Source,
    UnreadableError,
    open_zip,
    refuse_other_kinds,
    source_of,
)

_VCARD = re.compile(rb"[^\n]{0,40}?begin:vcard", re.I)
_VCARD_END = re.compile(rb"^end:vcard\s*$", re.I | re.M)
MOST = 2**40
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError)
ZIP = (b"PK\x03\x04", b"PK\x05\x06")


class Recognised(NamedTuple):
    """`weight` is how many bytes there are to read once it is unpacked."""

    kind: Kind
    weight: int


def recognise(path: Path) -> Recognised:
    """The kind; raises UnreadableError with one sentence for what no road leads in."""
    size = path.stat().st_size
    if size == 0:
        raise UnreadableError(f"This file is empty. {HOW_TO}")
    with path.open("rb") as file:
        head = file.read(HEAD)
    kind = _zip_kind(path) if head.startswith(ZIP) else _text_kind(path, head, size)
    if kind not in ROADS:
        raise UnreadableError(f"This looks like {kind.label}. {HOW_TO}")
    return Recognised(kind, source_of(path).size if kind == Kind.CONNECTIONS else _weight(path, head, size))


def _weight(path: Path, head: bytes, size: int) -> int:
    if not head.startswith(ZIP):
        return size
    with open_zip(path) as archive:
        return min(MOST, sum(entry.file_size for entry in archive.infolist()))  # what it says can lie


# --- Zips

_CONNECTIONS = re.compile(r"connections(?:_\d+)?\.csv")
_BESIDE_THEM = re.compile(r"(?:messages|invitations|company follows)(?:_\d+)?\.csv")
_NOTION = re.compile(r".* [0-9a-f]{32}(?:_all)?\.csv|export-.*-part-\d+\.zip")


def _zip_kind(path: Path) -> Kind:
    if path.stat().st_size > ZIP_LIMIT:
        raise UnreadableError(f"This zip is larger than {ZIP_LIMIT // MEGABYTE} MB. {HOW_TO}")
    with open_zip(path) as archive:
        names = [name.replace("\\", "/") for name in archive.namelist()]
        kind = _office_kind(archive, names) or _zip_kind_by_names(names)
    if kind is None:
        raise UnreadableError(
            f"There is nothing in this zip that Inroad knows: no {KNOWN_MEMBER.capitalize()}, no table, "
            f"no export of Inroad. {HOW_TO}"
        )
    return kind


def _zip_kind_by_names(names: Iterable[str]) -> Kind | None:
    bases = [name.rsplit("/", 1)[-1].lower() for name in names]
    if "inroad.json" in bases:
        return Kind.ACCOUNT
    for pattern, kind in (
        (_BESIDE_THEM, Kind.ARCHIVE),
        (_CONNECTIONS, Kind.CONNECTIONS),
        (_NOTION, Kind.NOTION),
    ):
        if any(map(pattern.fullmatch, bases)):
            return kind
    if len(bases) == 1 and bases[0].endswith(".zip"):
        return Kind.ARCHIVE  # browsers save .zip.zip
    return None


def _office_kind(archive: zipfile.ZipFile, names: Iterable[str]) -> Kind | None:
    """Workbooks are zips too: Excel's and LibreOffice's."""
    if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
        return Kind.SHEET
    if "mimetype" in names:
        try:
            with archive.open("mimetype") as file:
                said = file.read(60).strip()
        except DAMAGED as error:
            raise UnreadableError("This file is damaged or locked. Please save it again.") from error
        if said == b"application/vnd.oasis.opendocument.spreadsheet":
            return Kind.SHEET
    return None


# --- Text


def _text_kind(path: Path, head: bytes, size: int) -> Kind:
    plain = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    if _VCARD.search(plain[:4096]):
        kind = Kind.VCARD
    elif is_export(head):
        return Kind.ACCOUNT
    elif _VCARD_END.search(plain):
        raise UnreadableError("The beginning of this vCard (BEGIN:VCARD) is missing. Please export it again.")
    else:
        refuse_other_kinds(head)
        kind = _table_kind(head)
    if size > CSV_LIMIT:
        raise UnreadableError(f"This file is larger than {CSV_LIMIT // MEGABYTE} MB. {HOW_TO}")
    return kind


def _table_kind(head: bytes) -> Kind:
    """By the column names: what LinkedIn, Google and Outlook write, else any spreadsheet."""
    source = Source(lambda: io.BytesIO(head), len(head), len(head))
    start = list(islice(decode.lines(source, decode.examine(source)), 3 * delimited.HEADER_WITHIN))
    columns: set[str] = set()
    for delimiter in delimited.DELIMITERS:
        rows = csv.reader((line[: delimited.LONGEST_HEADER] for line in start), delimiter=delimiter)
        for cells in islice(rows, delimited.HEADER_WITHIN):
            if kind := headers.other_kind(cells):
                return kind
            cells = delimited.unwrapped(cells, delimiter)
            if Kind.SHEET in ROADS and header_words.is_of_a_search(cells):
                return Kind.SHEET
            if kind := address_books.kind_of(cells):
                return kind
            found = headers.fields(cells).keys()
            columns = max(columns, set(found), key=len)
    return Kind.CONNECTIONS if _is_connections(columns) or Kind.SHEET not in ROADS else Kind.SHEET


def _is_connections(columns: set[str]) -> bool:
    has_name = {headers.FIRST, headers.LAST} <= columns or (
        headers.FULL in columns and headers.URL in columns
    )
    return headers.ON in columns or has_name
