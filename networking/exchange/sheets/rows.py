"""Reads the rows of a table by what its columns were said to hold. No queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from networking.contacts.profiles import clean_url, profile_key
from networking.contacts.stages import Stage
from networking.exchange import dates
from networking.exchange.report import Reason
from networking.exchange.sheets import columns, shapes, statuses
from networking.exchange.sheets import subjects as read
from networking.exchange.sheets.fields import Field
from networking.exchange.sheets.lines import Line, Person
from networking.exchange.sheets.statuses import Status
from networking.exchange.sheets.tables import Table

JOB: Final = frozenset(
    {Field.ROLE, Field.APPLIED_ON, Field.INTERVIEW_ON, Field.JOB_URL, Field.SALARY}
)  # columns that speak of an application
CLOSED: Final = frozenset({Status.REJECTED, Status.GHOSTED, Status.WITHDRAWN})
STAGES: Final = {
    Status.REACHED_OUT: Stage.REACHED_OUT,
    Status.REPLIED: Stage.REPLIED,
    Status.CHATTED: Stage.CHATTED,
    Status.THANKED: Stage.THANKED,
}
ONLY_A_NOTE: Final = ""  # said of a status word: it means nothing to us
NAME_LIMIT, TITLE_LIMIT, PHONE_LIMIT, PLACE_LIMIT = 200, 300, 50, 200
FIRST: Final = (Field.CONTACT, Field.TITLE, Field.EMAIL, Field.PHONE, Field.REACH, Field.LINKEDIN)
SECOND: Final = (
    Field.CONTACT_2,
    Field.TITLE_2,
    Field.EMAIL_2,
    Field.PHONE_2,
    Field.REACH_2,
    Field.LINKEDIN_2,
)


class Reading(NamedTuple):
    """How to read a table: what each column holds, what status words mean, which way round days are."""

    columns: Mapping[int, Field]
    words: Mapping[str, str]  # as `statuses.plain` writes them → a Status, or ONLY_A_NOTE
    day_first: bool
    today: dt.date
    mine: frozenset[str] = frozenset()  # my own e-mail addresses
    bare: frozenset[int] = frozenset()  # columns of notes that need no heading


def lines(table: Table, reading: Reading) -> Iterator[Line]:
    is_prose = len(columns.unknown_words(table, reading.columns, {})) > columns.MOST_WORDS
    for row, cells in table.rows:
        yield _Row(table, reading, row, cells, is_prose=is_prose).line()


class _Row:
    def __init__(self, table: Table, reading: Reading, row: int, cells: list[str], *, is_prose: bool) -> None:
        self.table, self.reading, self.row, self.cells = table, reading, row, cells
        self.is_prose = is_prose
        self.doubts: list[str] = []
        self.waits = ""

    def line(self) -> Line:
        name, website = read.company(self.get(Field.COMPANY))
        people = [*self.people(FIRST), *self.people(SECOND)]
        status, word = self.status()
        days = self.days(Field.LAST_CONTACTED)
        stage = STAGES.get(status) if status else None
        if stage and people and not days:
            days = self.days(Field.APPLIED_ON)
        is_of_job = not people or not JOB.isdisjoint(self.reading.columns.values())
        head = self.head(word if is_of_job else "", days if not people else ())
        extra = self.besides()
        note_is_theirs = bool(people) and not is_of_job
        if people and stage and not days:
            self.doubts.append(f"“{word}” has no day, so it stands in the notes only.")
            extra = "\n".join(filter(None, [word, extra]))
        note = [head, "" if note_is_theirs else extra, self.loose_addresses(people)]
        line = Line(
            self.row,
            name,
            website or clean_url(self.get(Field.WEBSITE)),
            self.cut(" ".join(self.get(Field.PLACE).split()), PLACE_LIMIT, "The place"),
            bool(status in CLOSED and is_of_job),
            tuple(people),
            stage,
            tuple(days) if people else (),
            "\n".join(filter(None, note)),
            extra if note_is_theirs else "",
        )
        return line._replace(doubts=tuple(self.doubts), skip=self.skip(line), waits=self.waits)

    def skip(self, line: Line) -> Reason | None:
        names = [line.company, *(person.name for person in line.people)]
        if not any(names):
            return Reason.NO_COMPANY
        return Reason.TOO_LONG if any(len(name) > NAME_LIMIT for name in names) else None

    # --- Columns

    def all(self, field: Field) -> list[tuple[int, str]]:
        found = ((i, read.text(self.cells[i])) for i, what in self.reading.columns.items() if what == field)
        return [(index, cell) for index, cell in found if cell]

    def get(self, field: Field) -> str:
        return next((cell for _, cell in self.all(field)), "")

    def days(self, field: Field) -> list[dt.date]:
        """The days in the columns of a field, in order; not those to come."""
        found = set()
        for _, cell in self.all(field):
            if shapes.is_tick(cell):
                continue
            day = self.day(cell)
            if day is None:
                self.doubts.append(f"“{cell[:60]}” is no day, so it was not taken as one.")
            elif day > self.reading.today:
                self.doubts.append(f"{_say(day)} is still to come, so nothing was logged for it.")
            else:
                found.add(day)
        return sorted(found)

    def day(self, cell: str) -> dt.date | None:
        start = cell.split("→", maxsplit=1)[0].strip().lstrip("@").strip()
        return dates.parse(start, day_first=self.reading.day_first)

    def say_day(self, field: Field) -> str:
        """A day as a note says it; words that are none, as they stand."""
        cell = self.get(field)
        day = self.day(cell) if cell else None
        return _say(day) if day else ("" if shapes.is_tick(cell) else cell)

    def cut(self, words: str, limit: int, what: str) -> str:
        if len(words) > limit:
            self.doubts.append(f"{what} was longer than {limit} characters; the rest was left out.")
        return words[:limit].strip()

    # --- People

    def people(self, fields: tuple[Field, ...]) -> list[Person]:
        named, title, email, phone, reach, linkedin = fields
        cell = self.get(named)
        if named == Field.CONTACT:
            cell = " ".join(filter(None, [cell, self.get(Field.FIRST_NAME), self.get(Field.LAST_NAME)]))
        found = read.people(cell) or [Person("")]
        hint = next((self.table.header[i] for i, what in self.reading.columns.items() if what == named), "")
        first = found[0]
        first = first._replace(
            title=first.title or " ".join(self.get(title).split()),
            email=self.email(self.get(email)) or self.email(self.get(reach)) or self.email(first.email),
            phone=self.phone(self.get(phone)) or read.find_phone(self.get(reach)),
            profile_url=self.profile(self.get(linkedin)) or first.profile_url,
        )
        everybody = [person._replace(hint=hint) for person in (first, *found[1:])]
        return [self.whole(person) for person in everybody if person.name or self.rename(person)]

    def rename(self, person: Person) -> str:
        is_personal = not read.is_of_a_role(person.email)
        return read.named_after(person.email if is_personal else "", person.profile_url)

    def whole(self, person: Person) -> Person:
        """With a name, also where only their address spells it, and within our limits."""
        name = person.name
        if not name:
            name = self.rename(person)
            self.doubts.append(f"No name is given; {name} was read from their address.")
        title = self.cut(person.title, TITLE_LIMIT, f"The job title of {name[:60]}")
        return person._replace(name=name, title=title, email=self.email(person.email))

    def email(self, cell: str) -> str:
        email = read.find_email(cell)
        if "@" in cell and not email:
            self.doubts.append(f"“{cell[:60]}” is no e-mail address, so it was left out.")
        return "" if email.casefold() in self.reading.mine else email

    def phone(self, cell: str) -> str:
        return self.cut(cell, PHONE_LIMIT, "The phone number")

    def profile(self, cell: str) -> str:
        url = clean_url(cell)
        if cell and not profile_key(url) and not shapes.is_tick(cell):
            self.doubts.append(f"“{cell[:60]}” is no profile address, so it was left out.")
        return url if profile_key(url) else ""

    def loose_addresses(self, people: list[Person]) -> str:
        """Addresses of nobody we could name: a way in all the same."""
        taken = {person.email.casefold() for person in people}
        fields = (Field.EMAIL, Field.REACH, Field.EMAIL_2, Field.REACH_2, Field.CONTACT)
        found = dict.fromkeys(read.find_email(self.get(field)) for field in fields)
        loose = [e for e in found if e and e.casefold() not in taken | self.reading.mine]
        return f"E-mail: {', '.join(loose)}" if loose else ""

    # --- How it stands

    def status(self) -> tuple[Status | None, str]:
        """What the row says of it, and in which words."""
        cell = self.get(Field.STATUS)
        if cell:
            known = self.meaning(cell)
            if known or self.waits or not self.ticked():
                return known, cell
        header = self.ticked()
        return (self.meaning(header), header) if header else (None, "")

    def ticked(self) -> str:
        """Of columns that are each a status, the header of the last one ticked (or dated)."""
        ticks = [
            index
            for index, cell in self.all(Field.STEP)
            if shapes.is_ticked(cell) or (not shapes.is_tick(cell) and self.day(cell))
        ]
        return self.table.header[ticks[-1]] if ticks else ""

    def meaning(self, word: str) -> Status | None:
        said = self.reading.words.get(statuses.plain(word))
        if said is not None:
            return Status(said) if said else None
        known = statuses.meaning(word)
        if known is None and statuses.plain(word) and not self.is_prose:
            self.waits = f"We do not know what “{word[:60]}” means. Say so above, and this row comes in."
        return known

    # --- Notes

    def head(self, word: str, contacted: Iterable[dt.date]) -> str:
        """One line on the application: “Developer – Applied · applied on 5 November 2026 · 60,000”."""
        role = " ".join(self.get(Field.ROLE).split())
        bits = [
            " ".join(word.split()),
            _dated("applied on", self.say_day(Field.APPLIED_ON)),
            _dated("interview on", self.say_day(Field.INTERVIEW_ON)),
            *(_dated("last contact on", _say(day)) for day in contacted),
            *(self.get(field) for field in (Field.SALARY, Field.SOURCE, Field.JOB_URL)),
        ]
        said = " · ".join(" ".join(bit.split()) for bit in bits if bit)
        return (
            f"{role or 'Application'} – {said}"
            if said and (role or JOB & set(self.filled()))
            else role or said
        )

    def filled(self) -> Iterator[Field]:
        for index, field in self.reading.columns.items():
            if read.text(self.cells[index]):
                yield field

    def besides(self) -> str:
        """What is next, and the columns of notes; each with its header, unless that says nothing more."""
        step, day = self.get(Field.NEXT_STEP), self.say_day(Field.NEXT_ON)
        found = []
        if step or day:
            found.append("Next: " + (f"{step} ({day})" if step and day else step or day))
        for index, cell in self.all(Field.NOTES):
            header = " ".join(self.table.header[index].split())
            found.append(cell if index in self.reading.bare or not header else f"{header}: {cell}")
        return "\n".join(found)


def _say(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


def _dated(words: str, day: str) -> str:
    return f"{words} {day}" if day else ""
