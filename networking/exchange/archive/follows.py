"""Company Follows.csv: which companies I follow; those that are new to my list wait in the backlog."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from networking.accounts.models import User
from networking.companies.listing import add_companies
from networking.companies.models import Company, Standing
from networking.companies.names import company_key
from networking.exchange.archive.headings import Column
from networking.exchange.archive.table import picker
from networking.exchange.cells import clean
from networking.exchange.delimited import Header, Record
from networking.exchange.report import Outcome, Reason, Report

NAME_LENGTH = 200


class Follows:
    """Reads records, then `plan` compares them with the list."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._rows: dict[str, tuple[int, str]] = {}  # by key: row and name

    def read(self, header: Header, records: Iterator[Record]) -> None:
        pick = picker(header, Column.NAME)
        heading = header.cells[header.columns[Column.NAME]].strip()
        for record in records:
            self.report.found += 1
            (cell,) = pick(record.cells)
            name = clean(cell)
            if record.reason:
                self.report.skip(record.row, Reason.UNREADABLE, name[:100], record.reason)
            elif not name:
                self.report.skip(record.row, Reason.NO_NAME)
            elif name == heading:
                self.report.skip(record.row, Reason.REPEATED_HEADER)
            else:
                self._note(record.row, name)

    def _note(self, row: int, name: str) -> None:
        if len(name) > NAME_LENGTH:
            text = f"The company’s name is longer than {NAME_LENGTH} characters; the rest was cut."
            self.report.say(row, Outcome.DOUBT, name[:100], text)
            name = name[:NAME_LENGTH].rstrip()
        first, known = self._rows.setdefault(company_key(name), (row, name))
        if first != row:
            self.report.merged += 1
            self.report.say(row, Outcome.MERGED, name[:100], f"The same company as {known} in row {first}.")

    def plan(self, owner: User) -> list[str]:
        """The names that are new; what stands on the list stays as it is, and what was removed stays away."""
        listed = Company.objects.owned_by(owner).values_list("company_key", flat=True)
        removed = Company.objects.filter(owner=owner, removed_at__isnull=False)
        there, gone = set(listed), set(removed.values_list("company_key", flat=True))
        new = []
        for key, (row, name) in self._rows.items():
            if key in there:
                self.report.unchanged += 1
            elif key in gone:
                self.report.skip(row, Reason.REMOVED, name[:100])
            else:
                self.report.added += 1
                new.append(name)
        return new

    def commit(self, owner: User, today: dt.date) -> list[Company]:
        return add_companies(owner, self.plan(owner), standing=Standing.BACKLOG, today=today)
