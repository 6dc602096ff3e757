"""What one line about a company says: its "in", who holds its seats, and what comes next there."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol, TypeVar

from django.core.cache import caches
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from networking.accounts.models import User
from networking.companies.models import Standing
from networking.contacts.coverage import Coverage, Seatable, coverage
from networking.contacts.models import Contact, Persona
from networking.contacts.names import greeting
from networking.contacts.seats import initials
from networking.contacts.stages import Stage
from networking.pipeline.next_steps import Step, lateness, lateness_of
from networking.pipeline.snapshot import CompanyRow

CODE_VERSION = 5  # turn it when `_company_row.html`, the seat or this module changes what a row looks like
DAY = 24 * 60 * 60
IN_LENGTH = 70


class Sitter(Seatable, Protocol):
    """Somebody on a seat: a row of at least these columns."""

    @property
    def pk(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def due_on(self) -> dt.date | None: ...
    @property
    def due_rule(self) -> int | None: ...


class Somebody(NamedTuple):
    """The columns of a person that a row shows."""

    pk: int
    company_id: int
    name: str
    persona: str
    stage: int
    parked_on: dt.date | None
    rest_on: dt.date | None
    due_on: dt.date | None
    due_rule: int | None


AnySitter = TypeVar("AnySitter", bound=Sitter)


class Seat(NamedTuple):
    pk: int
    initials: str
    stage: int
    is_due: bool
    label: str


class SeatGroup(NamedTuple):
    """The two seats of one persona; an empty one is None."""

    persona: str
    title: str
    seats: list[Seat | None]
    is_nobody_here: bool


GROUPS = (
    (Persona.DEVELOPER, "Developers"),
    (Persona.MANAGER, "Managers"),
    (Persona.RECRUITER, "Recruiters"),
)


MOVES = {
    Standing.TARGET.value: "Make it a target",
    Standing.BACKLOG.value: "Move to the backlog",
    Standing.ARCHIVED.value: "Archive",
}


def in_line(company: CompanyRow) -> str:
    """The "in" in one line: the seeker's own words if there are any, else what kind it is; '' for none."""
    words = company.in_words.strip().split("\n")[0]
    if words:
        return words if len(words) <= IN_LENGTH else words[: IN_LENGTH - 1].rsplit(" ", 1)[0] + "…"
    kinds = (
        (company.in_interests, "you share an interest"),
        (company.in_product, "you love the product"),
        (company.in_someone, "you know someone there"),
        (company.in_local, "hyper-local to you"),
    )
    said = ", ".join(text for is_so, text in kinds if is_so)
    return said[:1].upper() + said[1:]


class Row(NamedTuple):
    """All that `_company_row.html` prints."""

    pk: int
    name: str
    url: str
    seats_url: str
    standing: str
    is_sample: bool
    in_line: str
    known: int
    groups: list[SeatGroup]
    more: int
    next: Next

    @property
    def moves(self) -> list[tuple[str, str]]:
        """The other lists that it can be moved to."""
        return [(standing, words) for standing, words in MOVES.items() if standing != self.standing]


class Line(NamedTuple):
    """A row of a list: the company's key and what stands in the row."""

    pk: int
    html: SafeString


class Next(NamedTuple):
    """What comes next at one company, and when."""

    words: str
    url: str = ""
    due: str = ""
    level: str = ""


def rows_of(
    companies: Sequence[CompanyRow],
    steps: Iterable[Step],
    today: dt.date,
    *,
    place: str,
    load_people: Callable[[list[int]], Mapping[int, Sequence[Sitter]]],
) -> list[Line]:
    """The lines of these companies; only those that changed since they were last shown are made anew.

    A line is kept under everything that it is made of, so no key can give a line that is out of date.
    """
    first: dict[int, Step] = {}
    for step in steps:
        if step.company_id:
            first.setdefault(step.company_id, step)
    keys = {company.pk: _key(place, company, first.get(company.pk), today) for company in companies}
    cache = caches["fragments"]
    kept = cache.get_many(keys.values())
    missing = [company for company in companies if keys[company.pk] not in kept]
    if missing:
        people = load_people([company.pk for company in missing])
        made = {
            keys[company.pk]: _render(company, people[company.pk], first.get(company.pk), today, place)
            for company in missing
        }
        cache.set_many(made, DAY)
        kept |= made
    return [Line(company.pk, kept[keys[company.pk]]) for company in companies]


def _key(place: str, company: CompanyRow, step: Step | None, today: dt.date) -> str:
    said = zlib.crc32(f"{step.rule} {step.subject} {step.title} {step.due_on}".encode()) if step else 0
    parts = (CODE_VERSION, place, company.pk, company.revision, f"{today:%Y%m%d}", said, company.connections)
    return f"company-row:{':'.join(map(str, parts))}"


def load_people(user: User, companies: Sequence[int]) -> dict[int, list[Somebody]]:
    """Who works at these companies."""
    people: dict[int, list[Somebody]] = {pk: [] for pk in companies}
    rows = Contact.objects.owned_by(user).filter(company__in=companies).values_list(*Somebody._fields)
    for row in rows:
        person = Somebody(*row)
        people[person.company_id].append(person)
    return people


def _render(
    company: CompanyRow, people: Sequence[Sitter], step: Step | None, today: dt.date, place: str
) -> SafeString:
    seats = coverage(people, company, today)
    url = f"{reverse('pipeline:companies')}{company.pk}/"
    row = Row(
        company.pk,
        company.name,
        url,
        f"{url}#seats",
        company.standing,
        company.is_sample,
        in_line(company),
        company.connections,
        seat_groups(seats, today),
        len(seats.extras),
        what_is_next(step, people, today),
    )
    return render_to_string("pipeline/_company_row.html", {"row": row, "place": place})


def seat_groups(seats: Coverage[AnySitter], today: dt.date) -> list[SeatGroup]:
    """The six seats as a list shows them, two for each persona."""
    return [
        SeatGroup(
            persona,
            title,
            [
                seat_of(seat.person, today) if seat.person else None
                for seat in seats.seats
                if seat.persona == persona
            ],
            any(seat.is_nobody_here for seat in seats.seats if seat.persona == persona),
        )
        for persona, title in GROUPS
    ]


def seat_of(person: Sitter, today: dt.date) -> Seat:
    is_due = person.due_on is not None and person.due_on <= today
    said = f"{person.name}, {Persona(person.persona).label.lower()}, {Stage(person.stage).label.lower()}"
    return Seat(
        person.pk,
        initials(person.name),
        person.stage,
        is_due,
        said + (", something is due" if is_due else ""),
    )


WAITING_WORDS = {
    3: "Thank {name}",
    4: "Answer {name}",
    6: "Waiting for {name}; then follow up",
    12: "Next word with {name}",
    13: "Waiting for {name}; then let it rest",
}


def what_is_next(step: Step | None, people: Iterable[Sitter], today: dt.date) -> Next:
    """The first step here; while nothing is due, whom we wait for and until when."""
    if step:
        due = lateness_of(step, today) or ("", "")
        return Next(step.title, step.url, *due)
    waiting = [
        (person.due_on, person.due_rule, greeting(person.name) or person.name, person.pk)
        for person in people
        if person.due_on and person.due_rule in WAITING_WORDS and person.due_on > today
    ]
    if not waiting:
        return Next("Nothing to do here now")
    due_on, rule, name, pk = min(waiting)
    return Next(WAITING_WORDS[rule].format(name=name), f"/people/{pk}/", *lateness(due_on, today))
