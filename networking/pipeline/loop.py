"""Who should know how something ended, and who of them knows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from networking.accounts.models import User
from networking.conversations.models import Opportunity, Outcome
from networking.conversations.updates import with_outcome
from networking.pipeline.days import day_words
from networking.pipeline.person_history import History

ENDED: dict[str, str] = {
    Outcome.YES: "It worked out",
    Outcome.NO: "It did not work out",
    Outcome.SILENCE: "No answer came",
}


class ToldRow(NamedTuple):
    """One person who is to know, as the page of a role shows them."""

    pk: int
    person_id: int
    person: str
    company: str
    is_known: bool
    is_told: bool

    @property
    def is_owed(self) -> bool:
        return not (self.is_known or self.is_told)


class OwedLine(NamedTuple):
    """One thing that ended, as the page of a person shows it."""

    pk: int
    about: str
    ended: str
    day: str


def load_who_should_know(user: User, opportunity: Opportunity) -> list[ToldRow]:
    """Who is owed a word about a role first, then who has had it; one query, none while the role is open."""
    if not opportunity.has_ended:
        return []
    rows = with_outcome(user).filter(opportunity=opportunity).order_by("contact__name", "pk")
    columns = ("pk", "contact_id", "contact__name", "contact__company__name", "is_known", "is_told")
    found = [
        ToldRow(pk, person, name, company or "", *said)
        for pk, person, name, company, *said in rows.values_list(*columns)
    ]
    return sorted(found, key=lambda row: not row.is_owed)


def owed_lines(owed: Iterable[History], today: dt.date) -> list[OwedLine]:
    return [
        OwedLine(row.pk, row.text, ENDED[row.kind], day_words(row.on, today))
        for row in owed
        if row.on and row.kind in ENDED
    ]
