"""LinkedIn's archive, understood: what it brings is compared with what is there, and imported."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from networking.accounts.models import User
from networking.exchange import undo
from networking.exchange.archive.exchanged import Exchanged
from networking.exchange.archive.follows import Follows
from networking.exchange.archive.me import Candidate
from networking.exchange.commit import address_book, commit
from networking.exchange.kinds import Kind
from networking.exchange.proposals import taking
from networking.exchange.reading import Reading
from networking.exchange.report import Finding, Part, Report

if TYPE_CHECKING:
    from networking.exchange.models import Upload


@dataclass
class Archive:
    """Its connections, the companies followed, and what was exchanged with my people.

    `people`, `follows` and `words` are the reports of the lists, by the names of these. The messages and
    invitations propose together, so their lists are one part.
    """

    kind: Kind
    report: Report = field(default_factory=Report)
    readings: list[Reading] = field(default_factory=list)
    follows: list[Follows] = field(default_factory=list)
    exchanged: list[Exchanged] = field(default_factory=list)
    lists: list[tuple[str, Report]] = field(default_factory=list)
    words: list[tuple[str, Report]] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    me: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "lists": [name for name, _ in [*self.lists, *self.words]],
            "me": self.me,
            "asks_me": not self.me and any(one.held for _, one in self.words),
            "candidates": [list(one) for one in self.candidates],
        }

    def plan(self, owner: User) -> None:
        for one in self.readings:
            one.matcher.plan(address_book(owner))
        for follows in self.follows:
            follows.plan(owner)
        self._sum_up(taking.preview(owner, self.exchanged))

    def commit(self, upload: Upload, now: dt.datetime) -> None:
        owner = upload.owner
        while self.readings:  # nobody is kept in memory longer than needed
            commit(owner, self.readings.pop(0).matcher, now, upload)
        for follows in self.follows:
            undo.added(upload, follows.commit(owner, owner.local_date(now)))
        self._sum_up(taking.take(upload, self.exchanged, now))

    def _sum_up(self, found: taking.Found) -> None:
        """The numbers of the whole are those of its parts."""
        whole = self.report
        whole.proposed = found.proposed
        for name, one in self.lists:
            _add(whole, one, name)
            whole.parts.append(_part(name, one))
        if self.words:
            together = Report(held=found.held, merged=found.merged, unchanged=found.unchanged + found.nobody)
            for name, one in self.words:
                _add(together, one, name)
            whole.parts.append(_part(", ".join(name for name, _ in self.words), together))
            _add(whole, together)
        companies = sum(one.report.added for one in self.follows)
        people = sum(one.added for _, one in self.lists) - companies
        whole.made.update({"people": people} if people else {})
        whole.made.update({"companies": companies} if companies else {})
        whole.check()


def _part(name: str, one: Report) -> Part:
    skipped = one.skipped.total()
    return Part(name, one.found, one.added, one.updated, one.unchanged, one.merged, one.held, skipped)


def _add(whole: Report, one: Report, name: str = "") -> None:
    whole.found += one.found
    whole.added += one.added
    whole.updated += one.updated
    whole.unchanged += one.unchanged
    whole.merged += one.merged
    whole.held += one.held
    whole.look_alikes += one.look_alikes
    whole.skipped.update(one.skipped)
    whole.findings += [_of_list(finding, name) for finding in one.findings]


def _of_list(finding: Finding, name: str) -> Finding:
    """A row is one of its own list."""
    return finding._replace(text=f"{finding.text[:200]} ({name})") if name else finding
