"""Reads the lists of LinkedIn's archive one after another; one that is damaged does not stop the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

from networking.accounts.models import User
from networking.exchange import decode, reading
from networking.exchange.archive import table
from networking.exchange.archive.circle import load_circle
from networking.exchange.archive.coming import Archive
from networking.exchange.archive.follows import Follows
from networking.exchange.archive.headings import Table
from networking.exchange.archive.invitations import Invitations
from networking.exchange.archive.me import Census
from networking.exchange.archive.members import Member, lists_in, source_of
from networking.exchange.archive.messages import Messages
from networking.exchange.choices import Choices, Progress
from networking.exchange.delimited import MAX_ROWS, Header, Record
from networking.exchange.kinds import Kind
from networking.exchange.report import Outcome, Report
from networking.exchange.sniff import HEAD, HOW_TO, Source, UnreadableError
from networking.exchange.sniff import source_of as source_of_file

EVERY = 2_000
TOO_MANY = f"The lists in this zip have more than {MAX_ROWS:,} rows altogether."
A_ROW = 300  # bytes, near enough for a bar
ZIP = (b"PK\x03\x04", b"PK\x05\x06")


class _List(NamedTuple):
    """One list to be read: of a zip, or a file of its own."""

    table: Table
    name: str
    size: int
    open: Callable[[], Source]


class _Reader(Protocol):
    def read(self, header: Header, records: Iterator[Record]) -> None: ...


def read_archive(path: Path, choices: Choices, progress: Progress, owner: User) -> Archive:
    """The whole zip; raises UnreadableError when none of its lists could be read."""
    lists = [_List(one.table, one.name, one.size, _opener(path, one)) for one in lists_in(path)]
    if not lists:
        raise UnreadableError(
            f"There are no lists of LinkedIn in this zip. If there is another zip in it, unpack it. {HOW_TO}"
        )
    return _Reading(Kind.ARCHIVE, choices, owner).all(lists, progress)


def _opener(path: Path, member: Member) -> Callable[[], Source]:
    return lambda: source_of(path, member)


def read_list(kind: Kind, which: Table) -> Callable[[Path, Choices, Progress, User], Archive]:
    """Reads one list that came alone."""

    def read(path: Path, choices: Choices, progress: Progress, owner: User) -> Archive:
        one = _List(which, f"{which.capitalize()}.csv", path.stat().st_size, lambda: source_of_file(path))
        return _Reading(kind, choices, owner).all([one], progress)

    return read


def read_archive_or_list(path: Path, choices: Choices, progress: Progress, owner: User) -> Archive:
    """The archive is a zip, or the list of the companies that are followed."""
    with path.open("rb") as file:
        is_zip = file.read(HEAD).startswith(ZIP)
    read = read_archive if is_zip else read_list(Kind.ARCHIVE, Table.FOLLOWS)
    return read(path, choices, progress, owner)


class _Reading:
    def __init__(self, kind: Kind, choices: Choices, owner: User) -> None:
        self._choices = choices
        self._circle = load_circle(owner)
        self._census = Census()
        self._messages: list[Messages] = []
        self._invitations: list[Invitations] = []
        self._archive = Archive(kind)
        self._rows = 0  # of all lists

    def all(self, lists: Iterable[_List], progress: Progress) -> Archive:
        """Invitations stand before messages, as they say who I am."""
        lists = list(lists)
        total, done, why = sum(one.size for one in lists) or 1, 0, ""
        for one in lists:
            begun = done / total, one.size / total

            def tell(part: float, begun: tuple[float, float] = begun) -> None:
                progress(min(0.99, begun[0] + begun[1] * part))

            try:
                self._read(one, tell)
            except UnreadableError as error:
                why = str(error)
                self._say_unreadable(one, why)
            done += one.size
        self._settle()
        if not sum(report.found for _, report in [*self._archive.lists, *self._archive.words]):
            raise UnreadableError(why or f"There is nothing in these lists to import. {HOW_TO}")
        return self._archive

    def _say_unreadable(self, one: _List, why: str) -> None:
        """What was read of it before stands; nobody is told twice."""
        report = Report()
        report.say(1, Outcome.DOUBT, "", f"This list was not read to its end: {why}")
        self._archive.lists.append((one.name, report))

    def _read(self, one: _List, progress: Progress) -> None:
        if self._rows > MAX_ROWS:
            raise UnreadableError(TOO_MANY)
        source = one.open()
        if one.table == Table.CONNECTIONS:
            read = reading.read_source(source, self._choices, progress, self._count)
            self._archive.readings.append(read)
            self._archive.lists.append((one.name, read.report))
            return
        encoding = decode.examine(source, self._choices.encoding)
        header, records = table.read(decode.lines(source, encoding), one.table)
        report = Report()
        reader = self._reader(one, report)
        reader.read(header, self._counted(records, source, progress))
        if encoding.undecodable:
            text = f"{encoding.undecodable} characters of this list could not be read and show as �."
            report.say(header.row, Outcome.DOUBT, "", text)

    def _counted(self, records: Iterator[Record], source: Source, progress: Progress) -> Iterator[Record]:
        for number, record in enumerate(records, 1):
            if number % EVERY == 0:
                progress(min(0.95, number * A_ROW / source.size))
            self._count()
            yield record

    def _count(self) -> None:
        """Each list has its limit, and so have all of them together."""
        self._rows += 1
        if self._rows > MAX_ROWS:
            raise UnreadableError(TOO_MANY)

    def _reader(self, one: _List, report: Report) -> _Reader:
        archive = self._archive
        if one.table == Table.FOLLOWS:
            archive.lists.append((one.name, report))
            archive.follows.append(Follows(report))
            return archive.follows[-1]
        archive.words.append((one.name, report))
        if one.table == Table.INVITATIONS:
            self._invitations.append(Invitations(report, self._circle, self._census))
            return self._invitations[-1]
        self._messages.append(Messages(report, self._circle, self._census))
        return self._messages[-1]

    def _settle(self) -> None:
        """Once everything is read, it is known who I am, and who wrote to whom."""
        archive = self._archive
        said = str(self._choices.said.get("me", ""))
        me = self._census.decide(said, self._is_somebody_else)
        for invitations in self._invitations:
            archive.exchanged += invitations.settle()
        for messages in self._messages:
            archive.exchanged += messages.settle(me)
        archive.me = me.identity if me else ""
        archive.candidates = self._census.candidates()

    def _is_somebody_else(self, key: str, name: str) -> bool:
        return key in self._circle or bool(self._circle.of_name(name))
