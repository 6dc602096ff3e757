"""One row of somebody's table, as what it says: a company, people there, how it stands, what was said."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from networking.contacts.stages import Stage
from networking.exchange.report import Reason


class Person(NamedTuple):
    """Somebody in a row; `hint` is what their column is called ("Recruiter")."""

    name: str
    title: str = ""
    email: str = ""
    phone: str = ""
    profile_url: str = ""
    hint: str = ""


class Line(NamedTuple):
    """`closed`: the application came to nothing. `days` are those on which I wrote to the first person, and
    `stage` is how far it went with them. `skip` and `waits` tell why the row does not come in."""

    row: int
    company: str = ""
    website: str = ""
    place: str = ""
    closed: bool = False
    people: tuple[Person, ...] = ()
    stage: Stage | None = None
    days: tuple[dt.date, ...] = ()
    note: str = ""
    person_note: str = ""
    doubts: tuple[str, ...] = ()
    skip: Reason | None = None
    waits: str = ""

    @property
    def label(self) -> str:
        return self.company or (self.people[0].name if self.people else "")
