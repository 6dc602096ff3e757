"""Finds the JSON of an export in the file that came: in Inroad's own zip, or unpacked."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from networking.exchange.account.fields import FORMAT, VERSION
from networking.exchange.account.stream import BrokenError, pieces
from networking.exchange.account.writing import MEMBER
from networking.exchange.sniff import HEAD, MEGABYTE, MEMBER_LIMIT, ZIP_LIMIT, Source, UnreadableError

BEGINS = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"format"\s*:\s*"%s"' % FORMAT.encode())
DAMAGED = "This export is damaged. Please export your data once more, and import that file."
CHANGED = "This file was changed after Inroad wrote it, and cannot be read any more: "


def is_export(head: bytes) -> bool:
    """Whether a text begins as `inroad.json` does."""
    return BEGINS.match(head) is not None


def member_of(entries: list[zipfile.ZipInfo]) -> zipfile.ZipInfo | None:
    """`inroad.json` in the zip, also in the folder that unpacking and packing again makes."""
    found = [e for e in entries if e.filename.rsplit("/", 1)[-1] == MEMBER and e.filename.count("/") <= 1]
    return min(found, key=lambda e: e.filename.count("/"), default=None)


def source_of(path: Path) -> Source:
    with path.open("rb") as file:
        is_zip = file.read(2) == b"PK"
    size = path.stat().st_size
    if not is_zip:
        return _checked(Source(lambda: path.open("rb"), size, MEMBER_LIMIT), size)
    if size > ZIP_LIMIT:
        raise UnreadableError(f"This zip is larger than {ZIP_LIMIT // MEGABYTE} MB.")
    try:
        with zipfile.ZipFile(path) as archive:
            entry = member_of(archive.infolist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise UnreadableError(DAMAGED) from error
    if entry is None:
        raise UnreadableError(f"There is no {MEMBER} in this zip.")
    if entry.flag_bits & 1:
        raise UnreadableError("This zip is locked with a password. Please import the one that Inroad wrote.")
    name = entry.filename

    def opener() -> IO[bytes]:
        try:
            return zipfile.ZipFile(path).open(name)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
            raise UnreadableError(DAMAGED) from error

    return _checked(Source(opener, entry.file_size, MEMBER_LIMIT), entry.file_size)


def _checked(source: Source, size: int) -> Source:
    if size > MEMBER_LIMIT:
        raise UnreadableError(f"The {MEMBER} in this export is larger than {MEMBER_LIMIT // MEGABYTE} MB.")
    if not is_export(source.head()[:HEAD]):
        raise UnreadableError(f"The {MEMBER} in this zip is not one that Inroad wrote.")
    return source


def pieces_of(source: Source) -> Iterator[tuple[str, Any, bool]]:
    """The pieces of the JSON, after its version was looked at; whatever is wrong is one sentence."""
    try:
        with io.TextIOWrapper(source.open(), encoding="utf-8-sig") as text:
            for name, value, is_row in pieces(text):
                if name == "version":
                    _check_version(value)
                yield name, value, is_row
    except (BrokenError, UnicodeDecodeError) as error:
        raise UnreadableError(f"{CHANGED}it is no JSON, or not all of it is there.") from error


def _check_version(version: Any) -> None:
    if type(version) is not int or version < 1:
        raise UnreadableError(f"{CHANGED}it does not say which version it is.")
    if version > VERSION:
        raise UnreadableError(
            f"A newer Inroad wrote this export (version {version}; this one reads up to {VERSION}). "
            "Please update this Inroad first, then import the file again."
        )
