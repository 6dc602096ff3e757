"""Which files of a zip are lists of LinkedIn that we read; nothing else in it is ever opened."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO, NamedTuple

from networking.exchange.archive.headings import Table
from networking.exchange.sniff import (
    MEGABYTE,
    MEMBER_LIMIT,
    Source,
    UnreadableError,
    open_zip,
    refuse_other_kinds,
)

TOTAL_LIMIT = 300 * MEGABYTE
MOST_CHUNKS = 100
_NAMES = "|".join(re.escape(table).replace(r"\ ", "[ _]") for table in Table)
_MEMBER = re.compile(rf"({_NAMES})(?:_(\d{{1,3}}))?\.csv")


class Member(NamedTuple):
    """One list in a zip: what it is, and how it is called there, without its folder."""

    table: Table
    name: str
    path: str
    size: int


def members(entries: Iterable[zipfile.ZipInfo]) -> list[Member]:
    """The known lists, chunk by chunk; of two of one name the one that lies less deep."""
    found: dict[tuple[Table, int], tuple[int, Member]] = {}
    for entry in entries:
        name = entry.filename.replace("\\", "/").rsplit("/", 1)[-1]
        match = _MEMBER.fullmatch(name.casefold())
        if match is None or entry.is_dir():
            continue
        table = Table(match[1].replace("_", " "))
        one = Member(table, name[:100], entry.filename, entry.file_size)
        place, depth = (table, int(match[2] or 0)), entry.filename.replace("\\", "/").count("/")
        if place not in found or depth < found[place][0]:
            found[place] = depth, one
    order = list(Table)
    return [found[place][1] for place in sorted(found, key=lambda place: (order.index(place[0]), place[1]))]


def lists_in(path: Path) -> list[Member]:
    """The known lists in this zip, once their sizes are known to be bearable."""
    with open_zip(path) as archive:
        entries = archive.infolist()
        known = members(entries)
        locked = {entry.filename for entry in entries if entry.flag_bits & 1}
    if len(known) > MOST_CHUNKS:
        raise UnreadableError("This zip holds hundreds of lists, so it is not the one LinkedIn sends.")
    for member in known:
        if member.path in locked:
            raise UnreadableError(
                "This zip is locked with a password. Please unpack it and upload the lists in it."
            )
        if member.size > MEMBER_LIMIT:
            raise UnreadableError(
                f"{member.name} in this zip is larger than {MEMBER_LIMIT // MEGABYTE} MB unpacked."
            )
    if sum(member.size for member in known) > TOTAL_LIMIT:
        raise UnreadableError(
            f"The lists in this zip are larger than {TOTAL_LIMIT // MEGABYTE} MB altogether."
        )
    return known


def source_of(path: Path, member: Member) -> Source:
    """A list of the zip, to be read from its beginning as often as wanted; raises when it is no text."""
    source = Source(lambda: _open(path, member), member.size, MEMBER_LIMIT)
    head = source.head()
    if not head.strip():
        raise UnreadableError("It is empty.")
    if head.startswith(b"PK\x03\x04"):
        raise UnreadableError("It is itself a zip.")
    refuse_other_kinds(head)
    return source


def _open(path: Path, member: Member) -> IO[bytes]:
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.open(member.path)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise UnreadableError("This zip is damaged. Please download it from LinkedIn again.") from error
