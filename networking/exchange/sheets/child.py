"""Runs by itself, without Django and with little memory: prints the cells of a workbook as lines of JSON.

Whatever a hostile file does to it, it does here: the parent only sees lines, or that they end.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

MEGABYTE = 1024 * 1024
MEMORY = 512 * MEGABYTE
SECONDS = 20
MEMBER_LIMIT = 100 * MEGABYTE
TOTAL_LIMIT = 300 * MEGABYTE
MAX_SHEETS = 50
CHUNK = 1024 * 1024
# In whatever encoding XML may be written: the letters may have NULs between them.
_DECLARATION = re.compile(rb"<\0?!\0?(?:D\0?O\0?C\0?T\0?Y\0?P\0?E|E\0?N\0?T\0?I\0?T\0?Y)", re.I)
_OVERLAP = 32


class RefusedError(Exception):
    """The file is not read; says why in one word."""


def limit() -> None:
    """No more memory, time or files than a spreadsheet needs; nothing can be written."""
    import resource  # noqa: PLC0415 - not on Windows, where the sizes checked before are all there is

    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):  # macOS knows no limit of the memory
            resource.setrlimit(what, (most, most))


def examine(path: str) -> None:
    """Unpacks every part once, counting: the sizes in the directory can lie; declarations are refused."""
    total = 0
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            is_xml = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
            if is_xml and not entry.is_dir():
                total += _unpacked(archive, entry, min(MEMBER_LIMIT, TOTAL_LIMIT - total))


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, allowed: int) -> int:
    size, tail = 0, b""
    with archive.open(entry) as file:
        while chunk := file.read(CHUNK):
            size += len(chunk)
            if size > allowed:
                raise RefusedError("too_large")
            if _DECLARATION.search(tail + chunk):
                raise RefusedError("declaration")
            tail = chunk[-_OVERLAP:]
    return size


def lines(path: str) -> Iterator[dict[str, Any]]:
    """One line for each sheet, then its rows that hold anything."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415

    with CalamineWorkbook.from_path(path) as workbook:
        for sheet in workbook.sheets_metadata[:MAX_SHEETS]:
            if sheet.typ != SheetTypeEnum.WorkSheet:
                continue
            opened = workbook.get_sheet_by_name(sheet.name)
            is_hidden = sheet.visible != SheetVisibleEnum.Visible
            yield {"sheet": sheet.name, "hidden": is_hidden, "height": opened.total_height}
            across = (opened.start or (0, 0))[1]
            for number, row in enumerate(opened.iter_rows(), 1):
                cells = [text(cell) for cell in row]
                while cells and not cells[-1]:
                    cells.pop()
                if cells:
                    yield {"row": number, "cells": [""] * across + cells}


def text(cell: object) -> str:
    """A cell as one would write it: days as ISO, whole numbers without a point."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, dt.datetime):
        is_midnight = cell.time() == dt.time(0)
        return cell.date().isoformat() if is_midnight else cell.isoformat(" ", "minutes")
    return str(cell)


def main(path: str) -> None:
    with suppress(ImportError):
        limit()
    try:
        examine(path)
        for line in lines(path):
            sys.stdout.write(json.dumps(line) + "\n")
        answer = {"end": "ok"}
    except RefusedError as error:
        answer = {"end": str(error)}
    except MemoryError:
        answer = {"end": "too_large"}
    except Exception:  # zipfile and calamine have a dozen errors for a dozen broken parts
        answer = {"end": "damaged"}
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
