"""Address books as programs write them, with invented people, and what is read of them."""

from __future__ import annotations

import io

from networking.exchange.address_books import reading
from networking.exchange.address_books.people import People
from networking.exchange.report import Report
from networking.exchange.sniff import CSV_LIMIT, Source


def source(content: str | bytes) -> Source:
    raw = content if isinstance(content, bytes) else content.encode()
    return Source(lambda: io.BytesIO(raw), len(raw), CSV_LIMIT)


def card(*lines: str, version: str = "3.0", end: str = "\r\n") -> str:
    return end.join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""))


def read_cards(content: str | bytes, chosen: str = ""):
    """The people, what the cards say, and the report."""
    return _read(reading.vcards(source(content), chosen))


def read_table(content: str | bytes):
    return _read(reading.tables(source(content)))


def _read(book):
    report = Report()
    found = list(People(report).read(book.entries))
    return [person for person, _ in found], [entry for _, entry in found], report


def texts(report: Report) -> list[str]:
    return [finding.text for finding in report.findings]
