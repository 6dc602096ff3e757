"""What kind of file this is, by its bytes and never by its name; what is not ours is named and refused."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO

MEGABYTE = 1024 * 1024
CSV_LIMIT = 50 * MEGABYTE
ZIP_LIMIT = 200 * MEGABYTE
MEMBER_LIMIT = 100 * MEGABYTE
ZIP_ENTRIES = 5_000
HEAD = 64 * 1024
KNOWN_MEMBER = "connections.csv"

HOW_TO = (
    "Inroad reads LinkedIn’s files, address books (Google, Outlook, vCard), spreadsheets and its own export."
)


class UnreadableError(Exception):
    """A file that cannot be read, and the one sentence that says why and what to do."""


class Source:
    """A file that can be read from its beginning more than once, and stops at its limit."""

    def __init__(self, opener: Callable[[], IO[bytes]], size: int, limit: int) -> None:
        self.size = size
        self._opener = opener
        self._limit = limit

    def open(self) -> IO[bytes]:
        limited = _Limited(self._opener(), self._limit)
        return io.BufferedReader(limited, 256 * 1024)  # type: ignore[type-var]

    def head(self) -> bytes:
        with self.open() as file:
            return file.read(HEAD)


class _Limited(io.RawIOBase):
    """Counts what really comes out: the sizes written in a zip can lie."""

    def __init__(self, file: IO[bytes], limit: int) -> None:
        self._file = file
        self._left = limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        try:
            data = self._file.read(len(buffer))
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
            raise UnreadableError("This zip is damaged. Please download it again.") from error
        self._left -= len(data)
        if self._left < 0:
            raise UnreadableError(
                f"The list in this file is larger than {MEMBER_LIMIT // MEGABYTE} MB. {HOW_TO}"
            )
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()


SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"RIFF", "a picture or sound"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
TEXTS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"\s*(?:<!doctype html|<html|<head|<body)", re.I), "a web page (HTML)"),
    (re.compile(rb"\s*<\?xml", re.I), "an XML file"),
    (re.compile(rb"\s*(?:\{\s*[\"}]|\[\s*[\[{\"\]])"), "a JSON file"),
    (re.compile(rb"\s*\{\\rtf", re.I), "a text document (RTF)"),
    (re.compile(rb"[^\n]{0,40}?begin:vcalendar", re.I), "a calendar (ICS)"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")


def source_of(path: Path) -> Source:
    """The list of connections in this file, plain or inside LinkedIn's zip."""
    size = path.stat().st_size
    if size == 0:
        raise UnreadableError(f"This file is empty. {HOW_TO}")
    with path.open("rb") as file:
        head = file.read(HEAD)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        if size > ZIP_LIMIT:
            raise UnreadableError(f"This zip is larger than {ZIP_LIMIT // MEGABYTE} MB. {HOW_TO}")
        return _member(path)
    refuse_other_kinds(head)
    if size > CSV_LIMIT:
        raise UnreadableError(f"This file is larger than {CSV_LIMIT // MEGABYTE} MB. {HOW_TO}")
    return Source(lambda: path.open("rb"), size, CSV_LIMIT)


def refuse_other_kinds(head: bytes) -> None:
    """Names what the first bytes say the file is, when it cannot be a table of text."""
    for signature, kind in SIGNATURES:
        if head.startswith(signature):
            raise UnreadableError(f"This is {kind}, not a file of people. {HOW_TO}")
    text = (
        head.removeprefix(b"\xef\xbb\xbf")
        .replace(b"\x00", b"")
        .removeprefix(b"\xff\xfe")
        .removeprefix(b"\xfe\xff")
    )
    for pattern, kind in TEXTS:
        if pattern.match(text):
            raise UnreadableError(f"This is {kind}, not a file of people. {HOW_TO}")
    if not looks_like_utf16(head) and len(_CONTROL.findall(head)) > len(head) / 20:
        raise UnreadableError(f"This file does not hold text. {HOW_TO}")


def looks_like_utf16(head: bytes) -> str:
    """The byte order of UTF-16, by its mark or by where the NULs stand; '' if it is something else."""
    if head.startswith(b"\xff\xfe"):
        return "utf-16-le"
    if head.startswith(b"\xfe\xff"):
        return "utf-16-be"
    sample = head[:4096]
    half = len(sample) // 2
    if half < 2:
        return ""
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.3 and even < 0.05:
        return "utf-16-le"
    if even > 0.3 and odd < 0.05:
        return "utf-16-be"
    return ""


def open_zip(path: Path) -> zipfile.ZipFile:
    """The zip with its directory, once that is known to be small; raises when it is damaged."""
    _refuse_crowded(path)
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error) as error:
        raise UnreadableError("This zip is damaged. Please download it again.") from error


def _member(path: Path) -> Source:
    """Connections.csv in the zip, in whatever folder; nothing else in it is ever read or written."""
    with open_zip(path) as archive:
        entries = archive.infolist()
        names = {entry.filename for entry in entries}
        if "[Content_Types].xml" in names:
            raise UnreadableError(
                "This is an Excel workbook. Please upload the Connections.csv from LinkedIn itself, "
                "or save the sheet as “CSV UTF-8” first."
            )
        found = [
            e for e in entries if e.filename.replace("\\", "/").rsplit("/", 1)[-1].lower() == KNOWN_MEMBER
        ]
    if not found:
        raise UnreadableError(
            "This zip has no Connections.csv in it. When you ask LinkedIn for your data, tick “Connections”."
        )
    entry = min(found, key=lambda e: (e.filename.count("/"), e.filename))
    if entry.flag_bits & 1:
        raise UnreadableError(
            "This zip is locked with a password. Please unpack it and upload Connections.csv."
        )
    if entry.file_size > MEMBER_LIMIT:
        raise UnreadableError(f"The list in this zip is larger than {MEMBER_LIMIT // MEGABYTE} MB. {HOW_TO}")
    if entry.file_size == 0:
        raise UnreadableError(
            "The Connections.csv in this zip is empty. Please download it from LinkedIn again."
        )

    def opener() -> IO[bytes]:
        try:
            return zipfile.ZipFile(path).open(entry.filename)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
            raise UnreadableError("This zip is damaged. Please download it again.") from error

    source = Source(opener, entry.file_size, MEMBER_LIMIT)
    head = source.head()
    if head.startswith(b"PK\x03\x04"):
        raise UnreadableError("The Connections.csv in this zip is itself a zip. Please unpack it first.")
    refuse_other_kinds(head)
    return source


def _refuse_crowded(path: Path) -> None:
    """Looks at the zip's last record, so that a directory of a million entries is never loaded."""
    with path.open("rb") as file:
        file.seek(0, io.SEEK_END)
        file.seek(max(0, file.tell() - 65_557))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        raise UnreadableError("This zip is damaged. Please download it again.")
    entries, directory = struct.unpack("<HI", tail[at + 10 : at + 16])
    if entries > ZIP_ENTRIES or directory > 4 * MEGABYTE:
        raise UnreadableError(
            "This zip holds thousands of files, so it is no export that Inroad knows. "
            "Please unpack it and upload the list in it."
        )
