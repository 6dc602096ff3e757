"""A class list: whom each row would invite, and why the others would not. A row makes no account."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from networking.accounts.models import clean_email
from networking.cohorts.inviting import Taken, taken_in
from networking.cohorts.models import Cohort, Role
from networking.exchange import decode
from networking.exchange.sniff import Source, UnreadableError, refuse_other_kinds
from networking.web.text import fold

MOST_ROWS = 2_000
MOST_BYTES = 500_000
DELIMITERS = ",;\t|"
EMAILS = frozenset({"e-mail", "email", "mail", "e-mail address", "email address", "correo", "courriel"})
ROLES = frozenset({"role", "as"})
MEANT = {"": Role.SEEKER, "seeker": Role.SEEKER, "job seeker": Role.SEEKER, "student": Role.SEEKER}
MEANT |= {"coach": Role.COACH, "teacher": Role.COACH}


class RosterRow(NamedTuple):
    """One row of the file: `why` is empty exactly if it invites."""

    number: int
    email: str
    role: str
    why: str = ""

    @property
    def invites(self) -> bool:
        return not self.why


def text_of(data: bytes) -> str:
    """The letters of an uploaded list; raises `UnreadableError` with a sentence for what is no list."""
    if len(data) > MOST_BYTES:
        raise UnreadableError("This file is larger than half a megabyte. Send the list in parts.")
    refuse_other_kinds(data[:4096])
    source = Source(lambda: io.BytesIO(data), len(data), MOST_BYTES)
    return "".join(decode.lines(source, decode.examine(source)))


def read(text: str, cohort: Cohort, *, now: dt.datetime) -> list[RosterRow]:
    """Every row with what it does; two queries, whatever its length."""
    cells = list(table(text))
    if not cells:
        raise UnreadableError("There is nothing in this list.")
    if len(cells) > MOST_ROWS:
        raise UnreadableError(f"These are more than {MOST_ROWS:,} rows. Send the list in parts.")
    columns, first = columns_of(cells)
    return list(judged(cells[first:], columns, first + 1, taken_in(cohort, now)))


def table(text: str) -> Iterator[list[str]]:
    """The cells of each line; a quote that is not closed ends with its line and swallows nothing."""
    lines = text.splitlines()
    head = next((line for line in lines if line.strip()), "")
    delimiter = max(DELIMITERS, key=head.count)
    for line in lines:
        cells = next(csv.reader([line], delimiter=delimiter), [])
        yield [" ".join(cell.split()).removeprefix("'") for cell in cells]


def columns_of(cells: list[list[str]]) -> tuple[tuple[int, int | None], int]:
    """Where address and role stand, and at which row the people begin; without a heading, where an @ is."""
    for number, row in enumerate(cells[:20]):
        names = [fold(cell) for cell in row]
        if found := [place for place, name in enumerate(names) if name in EMAILS]:
            role = next((place for place, name in enumerate(names) if name in ROLES), None)
            return (found[0], role), number + 1
    for row in cells:
        if found := [place for place, cell in enumerate(row) if "@" in cell]:
            return (found[0], None), 0
    raise UnreadableError(
        "No e-mail address was found. One column must hold them, best under the heading “email”."
    )


def judged(
    cells: Iterable[list[str]], columns: tuple[int, int | None], first: int, taken: Taken
) -> Iterator[RosterRow]:
    seen: dict[tuple[str, str], int] = {}
    for number, row in enumerate(cells, first):
        if not any(row):
            continue
        email = clean_email(cell(row, columns[0]))[:254]
        said = fold(cell(row, columns[1]))
        role = MEANT.get(said)
        if role is None:
            yield RosterRow(number, email, "", f"“{said[:30]}” is no role. Write seeker or coach.")
            continue
        who = (email, role.value)
        yield RosterRow(number, email, role.value, why_not(who, taken, seen))
        seen.setdefault(who, number)


def cell(row: list[str], place: int | None) -> str:
    return row[place] if place is not None and place < len(row) else ""


def why_not(who: tuple[str, str], taken: Taken, seen: dict[tuple[str, str], int]) -> str:
    email, _ = who
    if not email:
        return "There is no address in this row."
    try:
        validate_email(email)
    except ValidationError:
        return "This is not an e-mail address."
    if who in seen:
        return f"The same as row {seen[who]}."
    if who in taken.members:
        return "A member already."
    return "Invited already." if who in taken.invited else ""
