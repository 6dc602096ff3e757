"""Entries of an address book as people: cleaned, measured, and named by an e-mail address at worst."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from networking.companies.names import company_key
from networking.contacts.models import Source
from networking.contacts.names import display_name, match_key, name_and_key
from networking.contacts.profiles import linkedin_profile, profile_key
from networking.exchange.address_books.entry import Entry
from networking.exchange.cells import (
    COMPANY_LENGTH,
    FULL_LENGTH,
    KEY_LENGTH,
    NAME_LENGTH,
    PHONE_LENGTH,
    TITLE_LENGTH,
    clean,
    is_email,
)
from networking.exchange.linkedin import Person
from networking.exchange.report import Outcome, Reason, Report

CONTACTS = Source.CONTACTS.value
_INTERNAL = re.compile(r"/o=|/cn=|ex:", re.I)  # an address inside somebody's Exchange server


class People:
    """Turns entries into people; the doubts and the skipped go to the report."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def read(self, entries: Iterable[Entry]) -> Iterator[tuple[Person, Entry]]:
        for entry in entries:
            self.report.found += 1
            person = self._person(entry)
            if person is not None:
                yield person, entry

    def _person(self, entry: Entry) -> Person | None:
        name = clean(entry.display)
        if entry.is_header:
            self.report.skip(entry.row, Reason.REPEATED_HEADER, name[:100])
            return None
        if entry.problem:
            self.report.skip(entry.row, Reason.UNREADABLE, name[:100], entry.problem)
            return None
        emails = self._emails(entry, name)
        name = name or next(iter(emails), "")
        if entry.is_company or not name:
            self._skip(entry)
            return None
        shown = (display_name(name) if "@" not in name else name) or name
        first, last = self._parts(entry, name, shown)
        company = self._cut(entry, shown, "company's name", clean(entry.company), COMPANY_LENGTH)
        phones = self._phones(entry, shown)
        profile = next(filter(None, map(linkedin_profile, entry.urls)), "")
        return Person(
            first,
            last,
            self._cut(entry, shown[:FULL_LENGTH], "name", shown, FULL_LENGTH),
            _key(first, last, name),
            profile,
            profile_key(profile),
            next(iter(emails), ""),
            company,
            company_key(company)[:KEY_LENGTH] if company else "",
            self._cut(entry, shown, "job title", clean(entry.title), TITLE_LENGTH),
            None,
            next(iter(phones), ""),
            CONTACTS,
            entry.row,
            (*emails[1:], *phones[1:]),
        )

    def _skip(self, entry: Entry) -> None:
        """Nobody: a company, a number without a name, or nothing at all."""
        row, company = entry.row, clean(entry.company) or clean(entry.full)
        if company and (entry.is_company or not entry.phones):
            text = f"“{company[:100]}” is a company, not a person."
            self.report.skip(row, Reason.NO_IDENTITY, company[:100], text)
        elif entry.phones or company or entry.note or entry.urls or entry.emails:
            self.report.skip(row, Reason.NO_NAME, (company or next(iter(entry.phones), ""))[:100])
        else:
            self.report.skip(row, Reason.NO_IDENTITY, text="It does not say who it is.")

    def _parts(self, entry: Entry, name: str, shown: str) -> tuple[str, str]:
        first, last = clean(entry.first), clean(entry.last)
        if not first and not last:
            first = name
        first = self._cut(entry, shown, "first name", first, NAME_LENGTH)
        return first, self._cut(entry, shown, "last name", last, NAME_LENGTH)

    def _emails(self, entry: Entry, name: str) -> list[str]:
        found = []
        for text in map(clean, entry.emails):
            if is_email(text):
                found.append(text)
            elif text and not _INTERNAL.match(text):
                self._doubt(entry, name, f"“{text[:60]}” is not an e-mail address; left out.")
        return found

    def _phones(self, entry: Entry, name: str) -> list[str]:
        found = []
        for text in map(clean, entry.phones):
            if len(text.encode()) <= PHONE_LENGTH and sum(c.isdigit() for c in text) > 2:
                found.append(text)
            elif text:
                self._doubt(entry, name, f"“{text[:60]}” is not a phone number; left out.")
        return found

    def _cut(self, entry: Entry, name: str, what: str, text: str, length: int) -> str:
        if len(text) <= length:
            return text
        self._doubt(entry, name, f"The {what} is longer than {length} characters; the rest was cut.")
        return text[:length].rstrip()

    def _doubt(self, entry: Entry, name: str, text: str) -> None:
        self.report.say(entry.row, Outcome.DOUBT, name[:100], text)


def _key(first: str, last: str, name: str) -> str:
    """Of first and last name if both are known: what stands between them differs from book to book."""
    key = name_and_key(first, last)[1] if first and last else match_key(name)
    return key[:KEY_LENGTH] or name[:KEY_LENGTH]
