"""Two tables of one search, jobs and people, put together where one names the other's rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from networking.exchange.sheets import guessing
from networking.exchange.sheets.header_words import plain
from networking.exchange.sheets.tables import Table

ENOUGH: Final = 0.5  # of the people's rows must name a job
_PERSON: Final = frozenset({"contact", "email", "linkedin", "first_name"})


def joined(tables: Sequence[Table]) -> Table | None:
    """The jobs with their people, one row for each person; None where no two tables belong together."""
    for jobs in tables:
        for people in tables:
            if people is jobs or not _fits(jobs, people):
                continue
            if columns := _shared(jobs, people):
                return _together(jobs, people, *columns)
    return None


def _fits(jobs: Table, people: Table) -> bool:
    has, have = set(guessing.guess(jobs).values()), set(guessing.guess(people).values())
    return "company" in has and not has & _PERSON and bool(have & _PERSON) and "role" not in have


def _shared(jobs: Table, people: Table) -> tuple[int, int] | None:
    """The columns of one name (Job_ID) where nearly each value of the one stands in the other."""
    names = {plain(name): i for i, name in enumerate(jobs.header) if plain(name)}
    for index, name in enumerate(people.header):
        at = names.get(plain(name))
        if at is None or not (plain(name).endswith("id") or plain(name) in {"company", "companyname"}):
            continue
        values, keys = people.column(index), jobs.column(at)
        if (
            values
            and len(set(keys)) == len(keys)
            and sum(v in set(keys) for v in values) >= ENOUGH * len(values)
        ):
            return at, index
    return None


def _together(jobs: Table, people: Table, at: int, index: int) -> Table:
    of_job: dict[str, list[list[str]]] = {}
    for _, cells in people.rows:
        of_job.setdefault(cells[index], []).append([c for i, c in enumerate(cells) if i != index])
    nobody = [[""] * (len(people.header) - 1)]
    rows = [
        (number, cells + theirs) for number, cells in jobs.rows for theirs in of_job.get(cells[at], nobody)
    ]
    known = {cells[at] for _, cells in jobs.rows}
    lost = sum(cells[index] not in known for _, cells in people.rows)
    header = jobs.header + [_their_name(name, jobs) for i, name in enumerate(people.header) if i != index]
    notes = (*jobs.notes, f"The people of “{people.name}” were put beside their jobs.")
    if lost:
        notes = (*notes, f"{lost} rows of “{people.name}” name no job of “{jobs.name}” and were not read.")
    return Table(f"{jobs.name} + {people.name}", jobs.header_row, header, rows, jobs.left, jobs.blank, notes)


def _their_name(name: str, jobs: Table) -> str:
    """A name that both tables have is the person's in the second."""
    ours = {plain(own) for own in jobs.header}
    return f"Contact {name}" if plain(name) in ours or plain(name) in {"name", "title", "role"} else name
