"""A table of somebody's job search on its way in: read, its columns named, planned, and written."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone

from networking.accounts.models import User
from networking.companies.models import Standing
from networking.exchange.choices import Choices, Progress
from networking.exchange.delimited import DELIMITERS
from networking.exchange.kinds import Kind
from networking.exchange.report import Outcome, Report
from networking.exchange.sheets import columns as whole
from networking.exchange.sheets import commit, reading, rows, shapes, statuses, subjects
from networking.exchange.sheets.fields import SUBJECT, Field, guess
from networking.exchange.sheets.layout import NO_HEADER, NO_WORD
from networking.exchange.sheets.lines import Line
from networking.exchange.sheets.plan import Plan
from networking.exchange.sheets.remembered import recall, remember
from networking.exchange.sheets.tables import Table

if TYPE_CHECKING:
    from networking.exchange.models import Upload

EXAMPLES: Final = 3
FIRST_ROWS: Final = 6
WISHES: Final = frozenset({Standing.BACKLOG.value, Standing.TARGET.value})
ASKS_SUBJECT: Final = "We do not know which column holds the company or the person. Say so above."
HEADERS: Final = {"yes": True, "no": False}  # whether the first row holds the names of the columns
_MACHINE: Final = re.compile(
    r"(?i)(?:\b|_)(?:id|uuid|guid)$|\b(?:created|updated|modified)(?:[ _](?:at|on|time))?$"
)


@dataclass
class SheetComing:
    """One table of the file. `said_columns`: somebody said what the columns hold, now or at another time."""

    kind: Kind
    sheets: reading.Sheets
    number: int
    columns: dict[int, Field]
    words: dict[str, str]
    wish: str
    day_first: bool
    asks_day_first: bool
    is_remembered: bool
    header: str = ""
    report: Report = field(default_factory=Report)
    first: list[Line] = field(default_factory=list)

    @property
    def table(self) -> Table:
        return self.sheets.tables[self.number]

    @property
    def has_subject(self) -> bool:
        return not SUBJECT.isdisjoint(self.columns.values())

    def plan(self, owner: User) -> None:
        self._plan(owner, timezone.now(), hold=False)

    def commit(self, upload: Upload, now: dt.datetime) -> None:
        plan = self._plan(upload.owner, now, hold=True)
        commit.write(plan, upload, now)
        words = {key: word for key, word in self.words.items() if key in self._asked()}
        if self.table.header_row:
            remember(upload.owner, self.table.header, self.columns, words, self.wish)

    def _plan(self, owner: User, now: dt.datetime, *, hold: bool) -> Plan:
        self._say_of_the_table()
        plan = Plan(commit.there(owner, hold=hold), self.report)
        if self.has_subject:
            plan.take(self._lines(owner, now))
        elif self.table.rows:
            self.report.found += len(self.table.rows)
            self.report.held += len(self.table.rows)
            self.report.say(self.table.header_row, Outcome.HELD, "", ASKS_SUBJECT)
        plan.settle(self.wish, owner.target_aim)
        return plan

    def _lines(self, owner: User, now: dt.datetime) -> Iterable[Line]:
        guessed = guess(self.table)
        how = rows.Reading(
            self.columns,
            self.words,
            self.day_first,
            owner.local_date(now),
            whole.own_addresses(self.table, self.columns, owner.email),
            frozenset(i for i, what in guessed.items() if what == Field.NOTES),
        )
        self.first = list(islice(rows.lines(self.table, how), FIRST_ROWS))
        return rows.lines(self.table, how)

    def _say_of_the_table(self) -> None:
        at, report = self.table.header_row, self.report
        for note in self.table.notes:
            report.say(at, Outcome.DOUBT, "", note)
        if self.asks_day_first:
            which = "day/month/year" if self.day_first else "month/day/year"
            text = f"Dates like 03/12/24 can be read in two ways; they were read as {which}."
            report.say(at, Outcome.DOUBT, "", text)
        if self.sheets.encoding and self.sheets.encoding.undecodable:
            text = f"{self.sheets.encoding.undecodable} characters could not be read and show as �."
            report.say(at, Outcome.DOUBT, "", f"{text} Choose another encoding, or save the file as UTF-8.")
        for left in self.table.left:
            report.found += 1
            report.skip(left.row, left.reason, left.excerpt, left.text)

    # --- For the preview

    def as_json(self) -> dict[str, Any]:
        encoding = self.sheets.encoding
        return (
            {
                "encoding": encoding.name,
                "encoding_label": encoding.label,
                "encoding_is_guess": encoding.is_guess,
                "delimiter": self.sheets.delimiter,
                "delimiter_label": DELIMITERS.get(self.sheets.delimiter, ""),
            }
            if encoding
            else {}
        ) | {
            "header_line": self.table.header_row,
            "columns": [cell.strip()[:100] for cell in self.table.header],
            "day_first": self.day_first,
            "asks_day_first": self.asks_day_first,
            "tables": [f"{table.name[:100]} ({len(table.rows)})" for table in self.sheets.tables],
            "table": self.number,
            "fields": [self._column(index) for index in range(len(self.table.header))],
            "asks_header": bool(self.header or {NO_HEADER, NO_WORD} & set(self.table.notes)),
            "header": self.header,
            "asks_subject": not self.has_subject,
            "asked": self._asked_words(),
            "wish": self.wish,
            "is_remembered": self.is_remembered,
            "first_columns": ["Company", "People", "Note"],
            "first_rows": [_shown(line) for line in self.first],
        }

    def _column(self, index: int) -> dict[str, Any]:
        examples = list(dict.fromkeys(islice(filter(None, self.table.column(index)), 50)))[:EXAMPLES]
        return {
            "header": " ".join(self.table.header[index].split())[:100] or f"Column {index + 1}",
            "examples": [" ".join(cell.split())[:60] for cell in examples],
            "field": self.columns.get(index, ""),
        }

    def _asked(self) -> dict[str, tuple[str, int]]:
        asked = whole.unknown_words(self.table, self.columns, {})
        return asked if len(asked) <= whole.MOST_WORDS else {}

    def _asked_words(self) -> list[dict[str, Any]]:
        return [
            {"key": key, "word": word[:60], "rows": number, "meaning": self.words.get(key)}
            for key, (word, number) in self._asked().items()
        ]


def read(kind: Kind, path: Path, choices: Choices, progress: Progress, owner: User) -> SheetComing:
    """The table that was chosen, else the likeliest; its columns as said now, said before, or guessed."""
    said = choices.said
    header = said.get("header", "")
    sheets = reading.read(
        path,
        encoding=choices.encoding,
        delimiter=choices.delimiter,
        has_header=HEADERS.get(header),
        progress=progress,
    )
    number = min(int(said.get("table", 0)), len(sheets.tables) - 1)
    table = sheets.tables[number]
    remembered, words, wish = recall(owner, table.header)
    remembered = remembered if table.header_row else None  # numbers are no names
    named = _said_columns(said, table) or remembered
    columns = _guessed(table)
    if named is not None:
        columns = {index: Field(what) for index, what in named.items() if what in Field.values}
    order = whole.day_order(table, columns)
    usual = sheets.delimiter == ";"  # a European Excel saved it
    return SheetComing(
        kind,
        sheets,
        number,
        columns,
        _known(words | said.get("words", {})),
        said.get("wish") or (wish if wish in WISHES else Standing.BACKLOG.value),
        choices.day_first if choices.day_first is not None else (usual if order is None else order),
        order is None,
        bool(remembered) and not said.get("columns"),
        header,
    )


def _said_columns(said: dict[str, Any], table: Table) -> dict[int, str] | None:
    """What was said of these columns; None if nothing was, or of another table."""
    columns = said.get("columns")
    if not columns or len(columns) != len(table.header):
        return None
    return {int(index): what for index, what in columns.items()}


def _known(words: dict[str, str]) -> dict[str, str]:
    """Without meanings that are none: what is remembered may have come along with an account."""
    return {
        key: word for key, word in words.items() if word == rows.ONLY_A_NOTE or word in statuses.Status.values
    }


def _guessed(table: Table) -> dict[int, Field]:
    """What nobody knows is kept as a note, unless it is numbers or ticks, or for machines."""
    found = guess(table)
    for index in range(len(table.header)):
        cells = table.column(index)
        is_told = cells and shapes.share(cells, _is_bare) < 0.5 and not _MACHINE.search(table.header[index])
        if index not in found and is_told:
            found[index] = Field.NOTES
    return dict(sorted(found.items()))


def _is_bare(cell: str) -> bool:
    return not subjects.text(cell) or shapes.is_number(cell) or shapes.is_tick(cell)


def _shown(line: Line) -> list[str]:
    people = ", ".join(person.name for person in line.people)
    note = (line.note or line.person_note).split("\n", maxsplit=1)[0]
    return [cell[:100] for cell in (line.company, people, note)]
