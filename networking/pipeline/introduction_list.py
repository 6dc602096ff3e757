"""The introductions so far, and what the page of one person says of theirs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce

from networking.accounts.models import User
from networking.contacts.stages import Kind
from networking.conversations.introductions import told_of
from networking.conversations.models import Introduction, Outcome
from networking.pipeline.person_history import (
    CAN_INTRODUCE,
    INTRODUCED_BY,
    INTRODUCED_TO,
    SAID,
    History,
)

MOST = 100
CAME_OF_IT: dict[str, str] = {
    Outcome.OPEN: "",
    Outcome.YES: "You talked",
    Outcome.NO: "It was a no",
    Outcome.SILENCE: "No answer came",
}


class Other(NamedTuple):
    """The other one of an introduction, as the page of a person names them; `pk` is the introduction's."""

    pk: int
    person: int
    name: str
    company: str
    on: dt.date | None


class OfPerson(NamedTuple):
    """`by` introduced us, `to` they introduced me, `could` they named; `untold` were logged without whom."""

    by: list[Other]
    to: list[Other]
    could: list[Other]
    untold: int

    @property
    def is_empty(self) -> bool:
        return not (self.by or self.to or self.could)


def introductions_of(history: Iterable[History]) -> OfPerson:
    rows = list(history)
    by, to, named = ([other(row) for row in rows if row.what == what] for what in PARTS)
    met = {one.person for one in to}
    said = sum(row.what == SAID and row.kind == Kind.INTRODUCTION for row in rows)
    could = [one for one in named if one.person not in met]
    return OfPerson(latest(by), latest(to), sorted(could, key=lambda one: one.name), max(0, said - len(to)))


PARTS = (INTRODUCED_BY, INTRODUCED_TO, CAN_INTRODUCE)


def other(row: History) -> Other:
    return Other(row.pk, int(row.place), row.text, row.how, row.on)


def latest(others: Iterable[Other]) -> list[Other]:
    return sorted(others, key=lambda one: (one.on or dt.date.min, one.pk), reverse=True)


class Line(NamedTuple):
    """Who introduced me to whom, when, and what came of it."""

    pk: int
    introducer: int
    introducer_name: str
    introduced: int
    introduced_name: str
    company: str
    on: dt.date
    outcome: str


def load_introductions(user: User) -> list[Line]:
    """All of mine, the latest first; one query."""
    lines = [Line(*row) for row in rows_of(user)[:MOST]]
    return [line._replace(outcome=CAME_OF_IT[line.outcome]) for line in lines]


def rows_of(user: User) -> QuerySet[Introduction, tuple[Any, ...]]:
    company = Coalesce("introduced__company__name", Value(""))
    return (
        told_of(user)
        .order_by("-on", "-pk")
        .values_list(
            "pk",
            "introducer_id",
            "introducer__name",
            "introduced_id",
            "introduced__name",
            company,
            "on",
            "outcome",
        )
    )
