"""An export of Inroad on its way into an account: only into an empty one, and once."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

from networking.accounts.models import User
from networking.companies.criteria import DEFAULTS
from networking.companies.models import Criterion
from networking.exchange.account.fields import PARTS, part_called
from networking.exchange.account.forgetting import fingerprint
from networking.exchange.account.judging import Judge
from networking.exchange.account.opening import pieces_of, source_of
from networking.exchange.account.restoring import Restorer
from networking.exchange.account.writing import account, rows
from networking.exchange.choices import Choices, Progress
from networking.exchange.kinds import Kind
from networking.exchange.models import MADE, Upload
from networking.exchange.report import Report
from networking.exchange.sample import has_sample
from networking.exchange.sniff import Source, UnreadableError

EVERY, ABOUT = 500, 300  # rows between two words about progress; bytes of a row, near enough for a bar


def holdings(owner: User) -> dict[str, int]:
    """What stands in the way of a whole account, counted; the criteria that Inroad itself gave do not."""
    found = {}
    for part in PARTS:
        mine = part.model._base_manager.filter(owner=owner)
        if part.model is Criterion and are_given(owner):
            continue
        if count := mine.count():
            found[part.one if count == 1 else part.many] = count
    return found


def are_given(owner: User) -> bool:
    mine = Criterion.objects.owned_by(owner).order_by("position")
    return list(mine.values_list("text", "is_hidden")) == [(text, False) for text in DEFAULTS]


def is_same(owner: User, source: Source) -> bool:
    """Whether the account holds exactly what the file does: then it was imported before."""
    lists = {part.name for part in PARTS}
    theirs = ((name, row) for name, row, is_row in pieces_of(source) if is_row and name in lists)
    mine: Iterator[tuple[str, Any]] = ((part.name, row) for part, row in rows(owner))
    return all(one == other for one, other in zip_longest(theirs, mine))


class ComingAccount:
    """The file, its report, and what it will do: all of it, or nothing."""

    kind = Kind.ACCOUNT

    def __init__(self, source: Source, progress: Progress) -> None:
        self.report = Report()
        self._source = source
        self._judge = Judge(self.report)
        for number, _ in enumerate(self._judge.rows(source), 1):
            if number % EVERY == 0:
                progress(min(0.95, number * ABOUT / source.size))
        if not self.report.found:
            raise UnreadableError("This export is of an empty account: there is nothing in it to import.")
        self._done: dict[str, Any] = {}  # what taking it back asks
        self._good = self.report.found - self.report.skipped.total()

    def as_json(self) -> dict[str, Any]:
        lists = ((part_called(name), count) for name, count in self._judge.counts.items() if count)
        return {
            "made_on": self._made_on(),
            **self._done,
            "lists": [(part.one if count == 1 else part.many, count) for part, count in lists if part],
        }

    def plan(self, owner: User) -> None:
        """All of it comes in, or all of it is here already; anything else is refused."""
        is_here = self._is_here(owner)
        self.report.added, self.report.unchanged = (0, self._good) if is_here else (self._good, 0)
        made = {} if is_here else {name: self._judge.counts.get(name, 0) for name in MADE}
        self.report.made = Counter(made)

    def commit(self, upload: Upload, now: dt.datetime) -> None:
        owner = upload.owner
        self.plan(owner)
        if self.report.unchanged:
            return
        Criterion.objects.owned_by(owner).delete()
        before = account(owner)
        owner.change_settings(**self._judge.settings)
        Restorer(upload, now).restore(Judge(Report()).rows(self._source))
        after = account(owner)
        self._done = {
            "fingerprint": fingerprint(owner),
            "settings": {name: [before[name], after[name]] for name in self._judge.settings},
        }

    def _made_on(self) -> str:
        try:
            day = dt.datetime.fromisoformat(self._judge.made_at)
        except ValueError:
            return ""
        return f"{day.day} {day:%B %Y}"

    def _is_here(self, owner: User) -> bool:
        held = holdings(owner)
        if held and not is_same(owner, self._source):
            raise UnreadableError(not_empty(owner, held))
        return bool(held)


def not_empty(owner: User, held: dict[str, int]) -> str:
    """Why a whole account cannot come in here, and what to do."""
    most = sorted(held.items(), key=lambda one: -one[1])[:3]
    what = " and ".join(f"{count:,} {name}" for name, count in most)
    todo = (
        "Remove the sample data on Today first, then import this file again."
        if has_sample(owner)
        else "Sign up with another address, and import it there. Nothing here was changed."
    )
    return f"An export of Inroad goes into an empty account, and this one holds {what}. {todo}"


def read(path: Path, choices: Choices, progress: Progress, owner: User) -> ComingAccount:
    coming = ComingAccount(source_of(path), progress)
    coming.plan(owner)
    return coming
