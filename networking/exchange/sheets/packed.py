"""The tables in a zip: Notion's export, with a zip in it or without; nothing is ever written to a disk."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from networking.exchange.sniff import (
    CSV_LIMIT,
    MEGABYTE,
    MEMBER_LIMIT,
    ZIP_ENTRIES,
    ZIP_LIMIT,
    Source,
    UnreadableError,
    open_zip,
)

DEPTH: Final = 2  # Notion puts its zip into a zip
TOTAL_LIMIT: Final = 300 * MEGABYTE
MAX_TABLES: Final = 30
DAMAGED: Final = "This zip is damaged, or locked with a password. Please export it again."
TOO_LARGE: Final = (
    "This zip unpacks to more than an export of lists does. Please unpack it and upload the list."
)
NOTHING: Final = "This zip holds no list (CSV) in it."
_NOTION = re.compile(r"^(?P<name>.*?)(?:[ _](?P<hash>[0-9a-f]{32}))?(?P<all>_all)?$", re.I)
_ERRORS = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error)


def sources(path: Path) -> Iterator[tuple[str, Source]]:
    """Every list in the zip by its name; of a database of Notion's all of it, not just the last view."""
    if path.stat().st_size > ZIP_LIMIT:
        raise UnreadableError(f"This zip is larger than {ZIP_LIMIT // MEGABYTE} MB.")
    open_zip(path).close()  # only to see that its directory is small
    with path.open("rb") as file:
        try:
            found = _Members().read(file, DEPTH)
        except _ERRORS as error:
            raise UnreadableError(DAMAGED) from error
    if not found:
        raise UnreadableError(NOTHING)
    for name, data in list(found.items())[:MAX_TABLES]:
        yield name, Source(lambda data=data: io.BytesIO(data), len(data), CSV_LIMIT)  # type: ignore[misc]


class _Members:
    """Goes through a zip and the zips in it, counting what comes out."""

    def __init__(self) -> None:
        self.left = TOTAL_LIMIT

    def read(self, file: IO[bytes], depth: int) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        with zipfile.ZipFile(file) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > ZIP_ENTRIES or sum(e.file_size for e in entries if _is_known(e)) > self.left:
                raise UnreadableError(TOO_LARGE)
            for entry in _chosen(entries):
                found.setdefault(_name(entry), self._unpacked(archive, entry, CSV_LIMIT))
            for entry in entries:
                if depth > 1 and _base(entry).lower().endswith(".zip"):
                    inner = io.BytesIO(self._unpacked(archive, entry, MEMBER_LIMIT))
                    found |= self.read(inner, depth - 1)
        return found

    def _unpacked(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
        most = min(most, self.left)
        with archive.open(entry) as file:
            data = file.read(most + 1)  # the size in the directory can lie
        if len(data) > most:
            raise UnreadableError(TOO_LARGE)
        self.left -= len(data)
        return data


def _base(entry: zipfile.ZipInfo) -> str:
    return entry.filename.replace("\\", "/").rsplit("/", 1)[-1]


def _is_known(entry: zipfile.ZipInfo) -> bool:
    base = _base(entry).lower()
    is_hidden = base.startswith((".", "~")) or "__macosx" in entry.filename.lower()
    return base.endswith((".csv", ".tsv", ".zip")) and not is_hidden


def _chosen(entries: list[zipfile.ZipInfo]) -> Iterator[zipfile.ZipInfo]:
    """The lists; of a database that is there twice the whole one (“_all”)."""
    lists = [e for e in entries if _is_known(e) and not _base(e).lower().endswith(".zip")]
    whole = {_stem(e).removesuffix("_all") for e in lists if _stem(e).endswith("_all")}
    return (e for e in lists if _stem(e) not in whole)


def _stem(entry: zipfile.ZipInfo) -> str:
    return _base(entry).rsplit(".", 1)[0]


def _name(entry: zipfile.ZipInfo) -> str:
    return table_name(_base(entry))


def table_name(file_name: str) -> str:
    """“Jobs 152b…444_all.csv” is the database “Jobs”."""
    found = _NOTION.match(file_name.rsplit(".", 1)[0])
    name = found["name"] if found and found["hash"] else file_name.rsplit(".", 1)[0]
    return name.strip(" _")[:100] or "List"
