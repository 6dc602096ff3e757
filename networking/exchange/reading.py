"""Reads one file from its bytes to people: kind, encoding, header, days, records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from networking.exchange import dates, decode, delimited, headers
from networking.exchange.choices import Choices, Progress
from networking.exchange.commit import address_book, commit
from networking.exchange.delimited import Record
from networking.exchange.kinds import Kind
from networking.exchange.linkedin import Person, Reader
from networking.exchange.matching import Matcher
from networking.exchange.report import Outcome, Report
from networking.exchange.sniff import HOW_TO, Source, UnreadableError, source_of

if TYPE_CHECKING:
    from networking.accounts.models import User
    from networking.exchange.models import Upload

EVERY = 2_000
FIRST_ROWS = 8


@dataclass
class Reading:
    """A file that was understood: its people, matched with nobody yet, and how it was read."""

    report: Report
    matcher: Matcher
    encoding: decode.Encoding
    header: delimited.Header
    day_first: bool
    asks_day_first: bool
    first_rows: list[Person] = field(default_factory=list)
    kind: ClassVar[Kind] = Kind.CONNECTIONS

    def plan(self, owner: User) -> None:
        self.matcher.plan(address_book(owner))

    def commit(self, upload: Upload, now: dt.datetime) -> None:
        commit(upload.owner, self.matcher, now, upload)

    def as_json(self) -> dict[str, Any]:
        """How the file was read, in words for the preview."""
        return {
            "encoding": self.encoding.name,
            "encoding_label": self.encoding.label,
            "encoding_is_guess": self.encoding.is_guess,
            "delimiter": self.header.delimiter,
            "delimiter_label": delimited.DELIMITERS[self.header.delimiter],
            "header_line": self.header.line,
            "columns": [cell.strip()[:100] for cell in self.header.cells],
            "day_first": self.day_first,
            "asks_day_first": self.asks_day_first,
            "first_columns": ["Name", "Company", "Job title", "Connected on", "Profile"],
            "first_rows": [
                [
                    p.name,
                    p.company,
                    p.title,
                    p.connected_on and f"{p.connected_on.day} {p.connected_on:%b %Y}",
                    p.profile_url,
                ]
                for p in self.first_rows
            ],
        }


def read(path: Path, choices: Choices | None = None, progress: Progress = lambda part: None) -> Reading:
    """Reads the whole file; raises UnreadableError with one sentence when there is nothing to be had."""
    return read_source(source_of(path), choices or Choices(), progress)


def read_source(
    source: Source, choices: Choices, progress: Progress, count: Callable[[], None] = lambda: None
) -> Reading:
    """The same for a list inside an archive, which counts the rows of all its lists."""
    encoding = decode.examine(source, choices.encoding)
    header, day_first, asks = _days(source, encoding, choices)
    encoding.undecodable = 0
    report = Report()
    reader = Reader(header, report, day_first=day_first)
    matcher = Matcher(report)
    reading = Reading(report, matcher, encoding, header, day_first, asks)
    _, records = delimited.read(decode.lines(source, encoding), choices.delimiter, is_date=_is_date)
    matcher.read(_keeping_first(reader.people(_counted(records, source, progress, count)), reading))
    _say_about_the_file(reading, reader)
    if not report.found:
        raise UnreadableError(
            f"The column names are in line {header.line}, but there is nobody below them, "
            f"so there is nothing to import. {HOW_TO}"
        )
    return reading


def _is_date(text: str) -> bool:
    return dates.parse(text) is not None


def _days(source: Source, encoding: decode.Encoding, choices: Choices) -> tuple[delimited.Header, bool, bool]:
    """The header, and whether days stand before months: by the person, the column, or the usual."""
    header, records = delimited.read(decode.lines(source, encoding), choices.delimiter, is_date=_is_date)
    at = header.columns.get(headers.ON)
    if at is None:
        return header, False, False
    texts: set[str] = set()
    for number, record in enumerate(records):
        if not record.reason:
            texts.add(record.cells[at])
        if number == EVERY and not any(dates.is_numeric(text) for text in texts):
            break  # LinkedIn's own "12 Mar 2024" throughout: nothing to decide
    found = dates.order(texts)
    usual = header.delimiter == ";"  # a European Excel saved it
    if choices.day_first is not None:
        return header, choices.day_first, found is None
    return header, usual if found is None else found, found is None


def _counted(
    records: Iterator[Record], source: Source, progress: Progress, count: Callable[[], None]
) -> Iterator[Record]:
    """Tells how far reading is; a row is taken for 150 bytes, which is near enough for a bar."""
    for number, record in enumerate(records, 1):
        if number % EVERY == 0:
            progress(min(0.95, number * 150 / source.size))
        count()
        yield record


def _keeping_first(people: Iterator[Person], reading: Reading) -> Iterator[Person]:
    reading.first_rows = list(islice(people, FIRST_ROWS))
    yield from reading.first_rows
    yield from people


def _say_about_the_file(reading: Reading, reader: Reader) -> None:
    """What is wrong with many rows alike is said once, at the first of them."""
    report = reading.report
    if reading.encoding.undecodable:
        text = (
            f"{reading.encoding.undecodable} characters of this file could not be read and show as �. "
            "Choose another encoding, or export the file again as UTF-8."
        )
        report.say(reading.header.row, Outcome.DOUBT, "", text)
    if reading.asks_day_first:
        which = "day/month/year" if reading.day_first else "month/day/year"
        text = f"Dates like 03/12/24 can be read in two ways; they were read as {which}."
        report.say(reading.header.row, Outcome.DOUBT, "", text)
    for rows, text in (
        (reader.short, "fewer cells than the header; what is missing was taken as empty."),
        (reader.long, "more cells than the header; what is left over was not imported."),
    ):
        if rows:
            several = f"This row and {len(rows) - 1} others have" if len(rows) > 1 else "This row has"
            report.say(rows[0], Outcome.DOUBT, "", f"{several} {text}")
