"""One record of LinkedIn's Connections.csv as a person, or the reason why it is none."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from networking.companies.names import company_key
from networking.contacts.names import match_key
from networking.contacts.profiles import profile_key
from networking.exchange import dates, headers
from networking.exchange.delimited import Header, Record
from networking.exchange.report import Outcome, Reason, Report
from networking.web.csv import original

NAME_LENGTH, URL_LENGTH, EMAIL_LENGTH, COMPANY_LENGTH, TITLE_LENGTH = 200, 500, 254, 300, 500
KEY_LENGTH = 300  # two of them are one index entry, which PostgreSQL limits to 2,704 bytes
MAX_COMBINING = 8
_EMAIL = re.compile(r"[^@\s,;:<>()\[\]\"\\]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{1,62}$")
_HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{1,62}$")
_LINKEDIN = "https://www.linkedin.com/in/"
_EMPTY = frozenset({"-", "–", "—", "n/a", "N/A", "n/d", "N/D", "#N/A", "#A/A", "#NAME?"})
# Bidirectional overrides and isolates, zero-width marks (but not the joiners that letters and emoji need).
_HIDDEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\x80-\x9f]")


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
    row: int


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
        first, last = _clean(first), _clean(last)
        if not first and not last:
            first = _clean(full)
        if not first and not last:
            self._skip_nameless(record, url, email)
            return None
        if reason := self._not_a_person(record, first, last):
            report.skip(row, reason, f"{first} {last}".strip()[:100])
            return None
        name = f"{first} {last}".strip()
        if len(first) > NAME_LENGTH or len(last) > NAME_LENGTH:
            self._doubt(row, name, f"The name is longer than {NAME_LENGTH} characters; the rest was cut.")
            first, last = first[:NAME_LENGTH].rstrip(), last[:NAME_LENGTH].rstrip()
            name = f"{first} {last}".strip()
        url = self._url(row, name, url.strip()) if url else ""
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
            match_key(name)[:KEY_LENGTH] or name.casefold()[:KEY_LENGTH],
            url,
            profile_key(url)[:KEY_LENGTH] if url else "",
            self._email(row, name, email.strip()) if email else "",
            *known,
            clean_title,
            day,
            row,
        )

    def _doubt(self, row: int, name: str, text: str) -> None:
        self.report.say(row, Outcome.DOUBT, name[:100], text)

    def _skip_nameless(self, record: Record, url: str, email: str) -> None:
        """A row without a name is a closed account, a comment between rows, or somebody unnamed."""
        cells = [cell.strip() for cell in record.cells if cell.strip()]
        if _is_comment(cells) or _is_example(" ".join(cells)):
            self._skip_remark(record, cells)
        elif _clean(url) or _clean(email):
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
        company = _clean(text)
        if len(company) > COMPANY_LENGTH:
            self._doubt(
                row, name, f"The company's name is longer than {COMPANY_LENGTH} characters; the rest was cut."
            )
            company = company[:COMPANY_LENGTH].rstrip()
        return company, company_key(company)[:KEY_LENGTH] if company else ""

    def _title(self, row: int, name: str, text: str) -> str:
        title = _clean(text)
        if len(title) > TITLE_LENGTH:
            self._doubt(
                row, name, f"The job title is longer than {TITLE_LENGTH} characters; the rest was cut."
            )
            title = title[:TITLE_LENGTH].rstrip()
        return title

    def _email(self, row: int, name: str, text: str) -> str:
        if not text or text in _EMPTY:
            return ""
        email = text.removeprefix("mailto:")
        if len(email) <= EMAIL_LENGTH and _EMAIL.match(email):
            return email
        self._doubt(row, name, f"“{text[:60]}” is not an e-mail address; left empty.")
        return ""

    def _url(self, row: int, name: str, text: str) -> str:
        if text.startswith(_LINKEDIN) and len(text) <= URL_LENGTH and " " not in text:
            return text
        if not text or text in _EMPTY:
            return ""
        url = web_address(text)
        if not url:
            self._doubt(row, name, f"“{text[:60]}” is not a web address; left empty.")
        return url


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


def web_address(text: str) -> str:
    """An http or https address without user and password; '' for what is none (and is never followed)."""
    text = re.sub(r"[\x00-\x20]", "", text)
    if re.match(r"(?i)(?:[a-z]{2,3}\.)?(?:www\.)?linkedin\.com/", text):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").encode("idna").decode() if parts.hostname else ""
        port = parts.port
    except (ValueError, UnicodeError):
        return ""
    if parts.scheme.lower() not in {"http", "https"} or not _HOST.match(host) or len(host) > 253:
        return ""
    url = parts._replace(scheme=parts.scheme.lower(), netloc=f"{host}:{port}" if port else host).geturl()
    return url if len(url) <= URL_LENGTH else ""


def _clean(text: str) -> str:
    """One line, single spaces; what cannot be seen or turns the line around is dropped."""
    text = " ".join(text.split())
    if text[:1] == "'":
        text = original(text)
    if text.isascii():
        return "" if text in _EMPTY else text
    text = unicodedata.normalize("NFC", _HIDDEN.sub("", text))
    if "\ufffd" not in text and not any(unicodedata.combining(c) for c in text):
        return "" if text in _EMPTY else text.strip()
    return _without_piled_marks(text).strip()


def _without_piled_marks(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for letter in text:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks <= MAX_COMBINING:
            kept.append(letter)
    return "".join(kept)


def _is_comment(cells: list[str]) -> bool:
    """A comment, a title of a section, or what a merge of versions left behind."""
    return len(cells) == 1 and bool(re.match(r"#|={3,}|-{3,}|\*{3,}|<{7}|>{7}|\|{7}", cells[0]))


def _is_example(text: str) -> bool:
    return bool(re.search(r"example\b.*\bdelete|delete\b.*\bexample", text, re.I))


def _excerpt(cells: list[str]) -> str:
    return " · ".join(cell.strip() for cell in cells if cell.strip())[:100]
