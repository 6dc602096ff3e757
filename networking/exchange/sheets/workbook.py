"""The cells of an XLSX or ODS, read by a child process that may use little memory and little time (T45)."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final, NamedTuple

from networking.exchange.delimited import MAX_COLUMNS
from networking.exchange.sheets import child
from networking.exchange.sheets.cleaning import Keeper
from networking.exchange.sniff import MEGABYTE, UnreadableError, open_zip

LIMIT: Final = 10 * MEGABYTE
PATIENCE: Final = 60.0  # seconds of the clock; the processor's are limited in the child
EVERY: Final = 1_000
AS_CSV: Final = "Please save the sheet with your list as “CSV UTF-8” and upload that."
TOO_WIDE: Final = f"The sheet “{{}}” has more than {MAX_COLUMNS} columns. {AS_CSV}"
REFUSED: Final = {
    "too_large": f"This workbook unpacks to more than a list of a job search ever needs. {AS_CSV}",
    "declaration": f"This workbook holds declarations no spreadsheet needs, so it was not opened. {AS_CSV}",
    "damaged": f"This workbook could not be opened: it is damaged, or locked with a password. {AS_CSV}",
}


class Grid(NamedTuple):
    """One sheet: the rows that hold anything, by their number."""

    name: str
    is_hidden: bool
    rows: list[tuple[int, list[str]]]


def grids(path: Path, progress: Callable[[float], None] = lambda part: None) -> list[Grid]:
    """All sheets of a workbook; raises UnreadableError with one sentence."""
    refuse(path)
    found: list[Grid] = []
    keeper = Keeper()
    height = 1
    with _child(path) as lines:
        for line in lines:
            if "sheet" in line:
                keeper = keeper.fresh()
                found.append(Grid(line["sheet"], line["hidden"], keeper.rows))
                height = max(line["height"], 1)
            elif "row" in line:
                if len(line["cells"]) > MAX_COLUMNS:
                    raise UnreadableError(TOO_WIDE.format(found[-1].name))
                keeper.keep(line["row"], line["cells"])
                if line["row"] % EVERY == 0:
                    progress(0.9 * min(line["row"] / height, 1.0))
            elif line["end"] != "ok":
                raise UnreadableError(REFUSED.get(line["end"], REFUSED["damaged"]))
    return found


def refuse(path: Path) -> None:
    """What the size and the directory already tell: nothing is unpacked yet."""
    if path.stat().st_size > LIMIT:
        raise UnreadableError(f"This workbook is larger than {LIMIT // MEGABYTE} MB. {AS_CSV}")
    with open_zip(path) as archive:
        sizes = [entry.file_size for entry in archive.infolist()]
    if max(sizes, default=0) > child.MEMBER_LIMIT or sum(sizes) > child.TOTAL_LIMIT:
        raise UnreadableError(REFUSED["too_large"])


@contextmanager
def _child(path: Path) -> Iterator[Iterator[dict[str, Any]]]:
    """The child's lines; it is gone afterwards, whatever happened here."""
    process = subprocess.Popen(
        [sys.executable, "-I", child.__file__, str(path.absolute())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"LANG": "C.UTF-8"},
        cwd="/",
    )
    watch = threading.Timer(PATIENCE, process.kill)
    watch.daemon = True
    watch.start()
    try:
        assert process.stdout is not None
        yield _lines(process.stdout)
    finally:
        watch.cancel()
        process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _lines(output: IO[bytes]) -> Iterator[dict[str, Any]]:
    """Every line, and the end that a child which died could not tell itself."""
    for raw in output:
        if not raw.endswith(b"\n"):
            break
        line: dict[str, Any] = json.loads(raw)
        yield line
        if "end" in line:
            return
    yield {"end": "too_large"}
