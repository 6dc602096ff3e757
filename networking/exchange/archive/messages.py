"""messages.csv: which messages were exchanged with one person of my list, and why the others were not."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from operator import attrgetter
from typing import NamedTuple

from networking.exchange.archive import moments, plain_text
from networking.exchange.archive.circle import Circle, address_key
from networking.exchange.archive.exchanged import Exchanged
from networking.exchange.archive.headings import Column
from networking.exchange.archive.me import Census, Me
from networking.exchange.archive.remarks import Remarks
from networking.exchange.archive.table import picker
from networking.exchange.delimited import Header, Record
from networking.exchange.report import Outcome, Reason, Report

COLUMNS = (
    Column.CONVERSATION,
    Column.TITLE,
    Column.FROM,
    Column.FROM_URL,
    Column.TO,
    Column.TO_URLS,
    Column.DATE,
    Column.TEXT,
    Column.FOLDER,
    Column.DIRECTION,
    Column.DRAFT,
    Column.DRAFT_OF_ALL,
)
NOBODY = frozenset({"", "LinkedIn Member"})  # whose account is closed
AT_ONCE = 500  # messages of one conversation that are kept in mind together
_YES = frozenset({"Yes", "YES", "yes", "TRUE", "True", "true", "1"})
_BETWEEN = re.compile(r",(?=\S)")  # names are joined without a space; "Doe, MBA" has one


class Message(NamedTuple):
    row: int
    conversation: str
    title: str
    name: str
    url: str
    to: str
    to_urls: str
    date: str
    text: str
    folder: str
    direction: str
    draft: str
    draft_of_all: str


class Between(NamedTuple):
    """A message between two people of whom one is on my list; which one is me is not known yet."""

    row: int
    conversation: str
    from_key: str
    from_name: str
    to_key: str
    to_name: str
    date: str
    text: str
    digest: str


class Messages:
    """Reads records, then `settle` makes of them what was exchanged."""

    def __init__(self, report: Report, circle: Circle, census: Census) -> None:
        self.report = report
        self._circle = circle
        self._census = census
        self._remarks = Remarks(report, "message")
        self._between: list[Between] = []
        self._names: dict[str, str] = {}  # whose address is known in the conversation at hand

    def read(self, header: Header, records: Iterator[Record]) -> None:
        several: list[Message] = []
        try:
            self._gather(header, records, several)
        finally:  # a list that breaks off loses no row that was counted
            self._conversation(several)

    def _gather(self, header: Header, records: Iterator[Record], several: list[Message]) -> None:
        pick = picker(header, *COLUMNS)
        from_heading = header.cells[header.columns[Column.FROM]].strip()
        current = None
        for record in records:
            self.report.found += 1
            if record.reason:
                self.report.skip(record.row, Reason.UNREADABLE, "", record.reason)
                continue
            message = Message(record.row, *pick(record.cells))
            if message.name == from_heading:
                self.report.skip(record.row, Reason.REPEATED_HEADER)
                continue
            if message.conversation != current or len(several) >= AT_ONCE:
                self._conversation(several)
                several.clear()
                if message.conversation != current or not current:
                    current = message.conversation
                    self._names.clear()
            several.append(message)

    def _conversation(self, several: list[Message]) -> None:
        """Messages of one conversation: an address beside a name holds for the others of that name."""
        for message in several:
            if message.url and message.name:
                self._names[message.name] = address_key(message.url)
        people: set[tuple[str, str]] = set()
        for message in several:
            reason = _left_out(message)
            if reason:
                self._skip(message, reason)
                continue
            sender = self._key(message.url, message.name), message.name
            other = self._key(message.to_urls, message.to), message.to
            people |= {sender, other}
            self._told(message, sender, other)
            if sender[0] in self._circle or other[0] in self._circle:
                self._keep(message, sender, other)
            else:
                self._skip(message, Reason.NOT_ON_LIST)
        self._census.conversation(people)

    def _key(self, url: str, name: str) -> str:
        return (address_key(url) if url else "") or self._names.get(name) or self._circle.of_name(name)

    def _told(self, message: Message, sender: tuple[str, str], other: tuple[str, str]) -> None:
        """The files of 2018 say which way a message went."""
        if message.direction:
            self._census.tell(*(sender if message.direction.upper() == "OUTGOING" else other))

    def _keep(self, message: Message, sender: tuple[str, str], other: tuple[str, str]) -> None:
        text = plain_text.short(message.text)
        if not text:
            self._skip(message, Reason.NO_TEXT)
            return
        digest = hashlib.blake2b(message.text.encode("utf-8", "replace"), digest_size=8).hexdigest()
        date, conversation = message.date, message.conversation
        self._between.append(Between(message.row, conversation, *sender, *other, date, text, digest))

    def _skip(self, message: Message, reason: Reason) -> None:
        who = message.url, message.name, message.to
        conversation = message.conversation or f"{message.name}\n{message.to}"
        self._remarks.skip(reason, conversation, message.row, who)

    def settle(self, me: Me | None) -> list[Exchanged]:
        """What was exchanged, the oldest first; everything is held while nobody knows who I am."""
        if me is None:
            self._hold()
            exchanged = []
        else:
            exchanged = self._exchanged(me)
        self._between.clear()
        self._remarks.say(lambda who: _somebody_else(who, me))
        return exchanged

    def _exchanged(self, me: Me) -> list[Exchanged]:
        rows: dict[str, int] = {}
        exchanged = []
        for message in self._between:
            one = self._one(message, me)
            if one is None:
                continue
            if one.identity in rows:
                self.report.merged += 1
                text = f"The same message as in row {rows[one.identity]}."
                self.report.say(message.row, Outcome.MERGED, one.name[:100], text)
                continue
            rows[one.identity] = message.row
            exchanged.append(one)
        return sorted(exchanged, key=attrgetter("at"))

    def _one(self, message: Between, me: Me) -> Exchanged | None:
        """The message as mine or theirs; None, and the reason told, when the other is not on the list."""
        mine = me.is_sender(message.from_key, message.from_name)
        key, name = (message.to_key, message.to_name) if mine else (message.from_key, message.from_name)
        at = moments.parse(message.date)
        if key not in self._circle or at is None:
            reason = Reason.UNREADABLE if at is None else Reason.NOT_ON_LIST
            who = "", message.from_name, message.to_name
            self._remarks.skip(reason, message.conversation, message.row, who)
            return None
        identity = f"{key}|{at:%Y%m%d%H%M%S}|{mine}|{message.digest}"
        digest = hashlib.blake2b(identity.encode("utf-8", "replace"), digest_size=16).hexdigest()
        return Exchanged(key, name, at, mine, is_invitation=False, text=message.text, identity=digest)

    def _hold(self) -> None:
        told: set[str] = set()
        for message in self._between:
            self.report.held += 1
            if message.conversation not in told:
                told.add(message.conversation)
                text = "Inroad cannot tell which of the two is you. Say so above, and it reads them again."
                name = f"{message.from_name} and {message.to_name}"[:100]
                self.report.say(message.row, Outcome.HELD, name, text)


def _left_out(message: Message) -> Reason | None:
    """Why a message counts for nobody, whoever sent it."""
    if message.draft in _YES or message.draft_of_all in _YES:
        return Reason.DRAFT
    if message.folder.upper() == "SPAM":
        return Reason.SPAM
    if message.title.startswith("Sponsored"):
        return Reason.SPONSORED
    if ("," in message.to_urls) if message.to_urls else _BETWEEN.search(message.to):
        return Reason.GROUP
    if (message.name in NOBODY and not message.url) or (message.to in NOBODY and not message.to_urls):
        return Reason.ANONYMOUS
    return None


def _somebody_else(who: tuple[str, ...], me: Me | None) -> str:
    """The name to tell in a remark: the other one's, or both."""
    if not who:
        return ""
    url, name, to = who
    if me is None:
        return " and ".join(filter(None, (name, to)))
    return to if me.is_sender(address_key(url), name) else name
