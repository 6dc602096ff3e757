"""The one way a spreadsheet is written: no cell of it is a formula (SECURITY T29)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence

from django.http import HttpResponse

_FORMULA = re.compile("'*[ \u00a0]*[=+\\-@\t\r\x00＝＋－＠]")


def safe(cell: object) -> object:
    """Text that a spreadsheet would calculate gets an apostrophe in front; numbers stay numbers."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def original(cell: str) -> str:
    """Takes away exactly the apostrophe that `safe` put there."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell


def lines(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """A spreadsheet line by line, so that a long one need not be held."""
    writer = csv.writer(_Line())
    yield b"\xef\xbb\xbf" + writer.writerow(header)  # without the mark Excel takes UTF-8 for something else
    for row in rows:
        yield writer.writerow([safe(cell) for cell in row])


class _Line:
    """What `csv` writes to: it hands each line back."""

    def write(self, line: str) -> bytes:
        return line.encode(errors="replace")


def csv_response(file_name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponse:
    return download(file_name, "text/csv; charset=utf-8", lines(header, rows))


def download(file_name: str, content_type: str, content: Iterable[bytes]) -> HttpResponse:
    """A file to keep. Its name is ours, never what somebody typed (SECURITY T34)."""
    named = {"Content-Disposition": f'attachment; filename="{file_name}"'}
    return HttpResponse(content, content_type=content_type, headers=named)
