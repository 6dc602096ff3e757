"""How far a company is from three to six people in the right personas, and who sits on which seat."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar

from networking.contacts.models import Persona
from networking.contacts.stages import Stage

SEATED = (Persona.DEVELOPER, Persona.MANAGER, Persona.RECRUITER)  # the order in which a missing one is named
SEATS_EACH = 2
ENOUGH = 3
MOST = len(SEATED) * SEATS_EACH
ADVICE = "More than six people at one company is a lot to keep up with. Let some rest before you add more."


class Seatable(Protocol):
    """A contact, or a row of its columns."""

    @property
    def persona(self) -> str: ...
    @property
    def stage(self) -> int: ...
    @property
    def parked_on(self) -> dt.date | None: ...
    @property
    def rest_on(self) -> dt.date | None: ...


class Flags(Protocol):
    """A company, or a row of its columns: what the seeker said about finding more people."""

    @property
    def nobody_developer(self) -> bool: ...
    @property
    def nobody_manager(self) -> bool: ...
    @property
    def nobody_recruiter(self) -> bool: ...
    @property
    def that_is_all(self) -> bool: ...


Somebody = TypeVar("Somebody", bound=Seatable)


class Seat(NamedTuple, Generic[Somebody]):
    """One of the six places; empty while `person` is None."""

    persona: Persona
    person: Somebody | None
    is_nobody_here: bool = False


class Coverage(NamedTuple, Generic[Somebody]):
    """`seats` are always six, 2 + 2 + 2; `extras` follow as "+1"; `counts` are of all who count."""

    seats: Sequence[Seat[Somebody]]
    extras: Sequence[Somebody]
    counts: dict[Persona, int]
    missing: Sequence[Persona]
    is_short: bool

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def filled(self) -> int:
        return sum(seat.person is not None for seat in self.seats)

    @property
    def needs_people(self) -> bool:
        """Whether rule 11 asks for somebody: a persona is missing, or they are too few."""
        return bool(self.missing) or self.is_short

    @property
    def advice(self) -> str:
        return ADVICE if self.total > MOST else ""


def is_due_for_rest(person: Seatable, today: dt.date) -> bool:
    return person.rest_on is not None and person.rest_on <= today and person.stage < Stage.THANKED


def counts_as_covered(person: Seatable, today: dt.date) -> bool:
    """Parked people and those due for rest (not thanked) do not count."""
    return person.parked_on is None and not is_due_for_rest(person, today)


def is_nobody_here(company: Flags, persona: str) -> bool:
    """Whether the seeker said that nobody of this persona works here."""
    return bool(getattr(company, f"nobody_{persona}", False))


def coverage(people: Iterable[Somebody], company: Flags, today: dt.date) -> Coverage[Somebody]:
    """The seats of one company. Those who came furthest sit first, then in the order given."""
    counted = sorted((p for p in people if counts_as_covered(p, today)), key=lambda p: -p.stage)
    by_persona = {persona: [p for p in counted if p.persona == persona] for persona in Persona}
    counts = {persona: len(found) for persona, found in by_persona.items()}
    seats = [seat for persona in SEATED for seat in seats_of(persona, by_persona[persona], company)]
    seated = {id(seat.person) for seat in seats if seat.person}
    return Coverage(
        seats,
        extras=[p for p in counted if id(p) not in seated],
        counts=counts,
        missing=[p for p in SEATED if not counts[p] and not is_nobody_here(company, p)],
        is_short=len(counted) < ENOUGH and not company.that_is_all,
    )


def seats_of(persona: Persona, people: Sequence[Somebody], company: Flags) -> list[Seat[Somebody]]:
    """The two seats of a persona; empty ones are marked when the seeker said that nobody is here."""
    placed = [*people[:SEATS_EACH], *[None] * (SEATS_EACH - len(people))]
    return [Seat(persona, person, is_nobody_here(company, persona)) for person in placed]
