"""An address book that was understood: its people come in, or go straight to their companies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django import forms

from networking.companies.models import Company, Standing
from networking.exchange import delimited
from networking.exchange.address_books import at_companies, reading
from networking.exchange.address_books.entry import Entry
from networking.exchange.address_books.people import People
from networking.exchange.choices import Choices, Progress
from networking.exchange.commit import address_book, commit
from networking.exchange.kinds import Kind
from networking.exchange.linkedin import Person
from networking.exchange.matching import Matcher
from networking.exchange.report import Outcome, Report
from networking.exchange.said import SaidForm
from networking.exchange.sniff import CSV_LIMIT, Source, UnreadableError

if TYPE_CHECKING:
    from networking.accounts.models import User
    from networking.exchange.models import Upload

EVERY = 1_000
FIRST_ROWS = 8
BYTES_EACH = 400  # of one entry, for a bar: near enough


class WhereForm(SaidForm):
    """Where the people of an address book go."""

    to_companies = forms.BooleanField(
        label="Those who work at a company on my list become people there at once",
        required=False,
        help_text="They bring their notes along. Everybody else waits in the address book.",
    )


@dataclass
class Coming:
    """The people of the file; `notes` is what else it says of those who work at a company on the list."""

    kind: Kind
    book: reading.Book
    companies: dict[str, int]
    to_companies: bool
    report: Report = field(default_factory=Report)
    notes: dict[int, str] = field(default_factory=dict)
    first_rows: list[Person] = field(default_factory=list)
    how_many_there: int = 0

    def __post_init__(self) -> None:
        self.matcher = Matcher(self.report)

    def read(self, progress: Progress, size: int) -> None:
        people = People(self.report).read(_counted(self.book.entries, progress, size))
        self.matcher.read(self._kept(people))
        if not self.report.found:
            raise UnreadableError(
                "There is nobody in this address book. Please export it again, with all contacts chosen."
            )
        if undecodable := self.book.encoding.undecodable:
            text = f"{undecodable} characters could not be read and show as �. Choose another encoding."
            self.report.say(1, Outcome.DOUBT, "", text)

    def _kept(self, people: Iterable[tuple[Person, Entry]]) -> Iterator[Person]:
        for person, entry in people:
            if len(self.first_rows) < FIRST_ROWS:
                self.first_rows.append(person)
            if self.to_companies and person.company_key in self.companies:
                self.notes[person.row] = self._notes(person, entry)
            yield person

    def _notes(self, person: Person, entry: Entry) -> str:
        text = at_companies.notes(person, entry)
        if len(text) > at_companies.LONGEST_NOTES:
            self.report.say(entry.row, Outcome.DOUBT, person.name, "The note is too long; its end was cut.")
        return text[: at_companies.LONGEST_NOTES]

    def plan(self, owner: User) -> None:
        self._say(at_companies.wanted(owner, self.matcher.plan(address_book(owner)), self.companies))

    def commit(self, upload: Upload, now: dt.datetime) -> None:
        plan = commit(upload.owner, self.matcher, now, upload)
        wanted = at_companies.wanted(upload.owner, plan, self.companies)
        self._say(wanted)
        if self.to_companies:
            at_companies.bring(upload, wanted, self.companies, self.notes, now)

    def _say(self, wanted: list[at_companies.Wanted]) -> None:
        self.how_many_there = len(wanted)
        if self.to_companies and wanted:
            self.report.made["people"] = len(wanted)
            self.report.made["connections"] = self.report.added - sum(one.pk is None for one in wanted)

    def as_json(self) -> dict[str, Any]:
        """How the file was read, in words for the preview."""
        words: dict[str, Any] = {
            "encoding": self.book.encoding.name,
            "encoding_label": self.book.encoding.label,
            "encoding_is_guess": self.book.encoding.is_guess,
            "at_companies": self.how_many_there,
            "first_columns": ["Name", "Company", "Job title", "E-mail", "Phone", "Profile"],
            "first_rows": [
                [p.name, p.company, p.title, p.email, p.phone, p.profile_url] for p in self.first_rows
            ],
        }
        if header := self.book.header:
            words |= {
                "delimiter": header.delimiter,
                "delimiter_label": delimited.DELIMITERS[header.delimiter],
                "header_line": header.line,
                "columns": [cell.strip()[:100] for cell in header.cells],
            }
        return words


def _counted(entries: Iterator[Entry], progress: Progress, size: int) -> Iterator[Entry]:
    for number, entry in enumerate(entries, 1):
        if number % EVERY == 0:
            progress(min(0.95, number * BYTES_EACH / size))
        yield entry


def _read(kind: Kind, path: Path, choices: Choices, progress: Progress, owner: User) -> Coming:
    size = path.stat().st_size
    source = Source(lambda: path.open("rb"), size, CSV_LIMIT)
    if kind == Kind.VCARD:
        book = reading.vcards(source, choices.encoding)
    else:
        book = reading.tables(source, choices.encoding, choices.delimiter)
    on_list = Company.objects.owned_by(owner).filter(standing__in=(Standing.TARGET, Standing.BACKLOG))
    companies = dict(on_list.values_list("company_key", "pk"))
    coming = Coming(kind, book, companies, bool(choices.said.get("to_companies")))
    coming.read(progress, size)
    return coming


def reads(kind: Kind) -> partial[Coming]:
    """What reads an address book of this kind."""
    return partial(_read, kind)
