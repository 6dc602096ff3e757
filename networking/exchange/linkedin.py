"""One record of LinkedIn's Connections.csv as a person, or the reason why it is none."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from networking.companies.names import company_key
from networking.contacts.models import Source
from networking.contacts.names import name_and_key
from networking.exchange import dates, headers
from networking.exchange.cells import (
    COMPANY_LENGTH,
    EMPTY,
    FULL_LENGTH,
    KEY_LENGTH,
    NAME_LENGTH,
    TITLE_LENGTH,
    clean,
    is_email,
    profile,
)
from networking.exchange.delimited import Header, Record
from networking.exchange.report import Outcome, Reason, Report

LINKEDIN = Source.LINKEDIN.value


class Person(NamedTuple):
    """Somebody in the file: what is stored of them, in the order of the columns, and the row."""

    first_name: str
    last_name: str
    name: str
    name_key: str
    profile_url: str
    profile_key: str
    email: str
    company: str
    company_key: str
    title: str
    connected_on: dt.date | None
    phone: str
    source: str
    row: int
    also: tuple[str, ...] = ()  # further e-mail addresses and phones: not stored, but they tell who it is


class Reader:
    """Turns records into people; the doubts and the skipped go to the report.

    Companies, titles and dates repeat in a list of thousands: each distinct cell is understood once.
    """

    def __init__(self, header: Header, report: Report, *, day_first: bool) -> None:
        self.report = report
        self.header = header
        self.day_first = day_first
        self.short: list[int] = []
        self.long: list[int] = []
        self._columns = [header.columns.get(f, -1) for f in _ORDER]
        self._is_plain = self._columns[0] == 0  # nothing stands before the name that could be a remark
        self._odd = {"FALSE", *(cell.strip() for cell in header.cells)}
        self._companies: dict[str, tuple[str, str]] = {}
        self._titles: dict[str, str] = {}
        self._dates: dict[str, dt.date | None] = {"": None}

    def people(self, records: Iterator[Record]) -> Iterator[Person]:
        for record in records:
            self.report.found += 1
            person = self._person(record)
            if person is not None:
                yield person

    def _person(self, record: Record) -> Person | None:
        report, row = self.report, record.row
        if record.reason:
            report.skip(row, Reason.UNREADABLE, _excerpt(record.cells), record.reason)
            return None
        if record.note:
            (self.short if record.note == "short" else self.long).append(row)
        cells = [*record.cells, ""]  # a column that the file does not have is the last, empty one
        first, last, full, url, email, company, title, on = [cells[i] for i in self._columns]
        first, last = clean(first), clean(last)
        if not first and not last:
            first = clean(full)
        if not first and not last:
            self._skip_nameless(record, url, email)
            return None
        is_plain = self._is_plain and first.isalpha() and last.isalpha() and first not in self._odd
        if not is_plain and (reason := self._not_a_person(record, first, last)):
            report.skip(row, reason, f"{first} {last}".strip()[:100])
            return None
        if len(first) > NAME_LENGTH or len(last) > NAME_LENGTH:
            self._doubt(row, first, f"The name is longer than {NAME_LENGTH} characters; the rest was cut.")
            first, last = first[:NAME_LENGTH].rstrip(), last[:NAME_LENGTH].rstrip()
        name, key = name_and_key(first, last)
        name = (name or f"{first} {last}".strip())[:FULL_LENGTH]
        url, address = self._profile(row, name, url.strip()) if url else ("", "")
        known = self._companies.get(company)
        if known is None:
            known = self._companies[company] = self._company(row, name, company)
        clean_title = self._titles.get(title)
        if clean_title is None:
            clean_title = self._titles[title] = self._title(row, name, title)
        if on not in self._dates:
            self._dates[on] = dates.parse(on, day_first=self.day_first)
        day = self._dates[on]
        if day is None and on and not dates.is_empty(on.strip()):
            self._doubt(row, name, f"“{on.strip()[:40]}” is not a day; left empty.")
        return Person(
            first,
            last,
            name,
            key[:KEY_LENGTH] or name[:KEY_LENGTH],
            url,
            address,
            self._email(row, name, email.strip()) if email else "",
            *known,
            clean_title,
            day,
            "",
            LINKEDIN,
            row,
        )

    def _doubt(self, row: int, name: str, text: str) -> None:
        self.report.say(row, Outcome.DOUBT, name[:100], text)

    def _skip_nameless(self, record: Record, url: str, email: str) -> None:
        """A row without a name is a closed account, a comment between rows, or somebody unnamed."""
        cells = [cell.strip() for cell in record.cells if cell.strip()]
        if _is_comment(cells) or _is_example(" ".join(cells)):
            self._skip_remark(record, cells)
        elif clean(url) or clean(email):
            self.report.skip(record.row, Reason.NO_NAME, _excerpt(record.cells))
        else:
            self.report.skip(record.row, Reason.NO_IDENTITY, _excerpt(record.cells))

    def _skip_remark(self, record: Record, cells: list[str]) -> None:
        reason = Reason.EXAMPLE_ROW if _is_example(" ".join(cells)) else Reason.UNREADABLE
        text = "" if reason == Reason.EXAMPLE_ROW else "A remark between the rows, not a person."
        self.report.skip(record.row, reason, _excerpt(record.cells), text)

    def _not_a_person(self, record: Record, first: str, last: str) -> Reason | None:
        at = self._columns[0] if self._columns[0] >= 0 else self._columns[2]
        cells = record.cells
        if (
            cells[at].strip().casefold() == self.header.cells[at].strip().casefold()
            and headers.fields(cells).keys() >= self.header.columns.keys()
        ):
            return Reason.REPEATED_HEADER
        if "xample" in cells[0] + first + last or "EXAMPLE" in cells[0] + first + last:
            return Reason.EXAMPLE_ROW if _is_example(" ".join(cells)) else None
        if (not first or not last or first[0] in "#<=>-*|") and _is_comment(
            [c.strip() for c in cells if c.strip()]
        ):
            return Reason.UNREADABLE
        if first == "FALSE" and not {c.strip() for c in cells} - {"", "FALSE"}:
            return Reason.NO_IDENTITY
        return None

    def _company(self, row: int, name: str, text: str) -> tuple[str, str]:
        company = clean(text)
        if len(company) > COMPANY_LENGTH:
            self._doubt(
                row, name, f"The company's name is longer than {COMPANY_LENGTH} characters; the rest was cut."
            )
            company = company[:COMPANY_LENGTH].rstrip()
        return company, company_key(company)[:KEY_LENGTH] if company else ""

    def _title(self, row: int, name: str, text: str) -> str:
        title = clean(text)
        if len(title) > TITLE_LENGTH:
            self._doubt(
                row, name, f"The job title is longer than {TITLE_LENGTH} characters; the rest was cut."
            )
            title = title[:TITLE_LENGTH].rstrip()
        return title

    def _email(self, row: int, name: str, text: str) -> str:
        if not text or text in EMPTY:
            return ""
        email = text.removeprefix("mailto:")
        if is_email(email):
            return email
        self._doubt(row, name, f"“{text[:60]}” is not an e-mail address; left empty.")
        return ""

    def _profile(self, row: int, name: str, text: str) -> tuple[str, str]:
        """The address and the identity in it."""
        if not text or text in EMPTY:
            return "", ""
        url, key = profile(text)
        if not url and not key:
            self._doubt(row, name, f"“{text[:60]}” is not a web address; left empty.")
        return url, key


_ORDER = (
    headers.FIRST,
    headers.LAST,
    headers.FULL,
    headers.URL,
    headers.EMAIL,
    headers.COMPANY,
    headers.TITLE,
    headers.ON,
)


def _is_comment(cells: list[str]) -> bool:
    """A comment, a title of a section, or what a merge of versions left behind."""
    return len(cells) == 1 and bool(re.match(r"#|={3,}|-{3,}|\*{3,}|<{7}|>{7}|\|{7}", cells[0]))


def _is_example(text: str) -> bool:
    return bool(re.search(r"example\b.*\bdelete|delete\b.*\bexample", text, re.I))


def _excerpt(cells: list[str]) -> str:
    return " · ".join(cell.strip() for cell in cells if cell.strip())[:100]
