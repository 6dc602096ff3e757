"""Invitations.csv: which invitations had words and went between me and somebody of my list."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import NamedTuple

from networking.exchange.archive import moments, plain_text
from networking.exchange.archive.circle import Circle, address_key
from networking.exchange.archive.exchanged import Exchanged
from networking.exchange.archive.headings import Column
from networking.exchange.archive.me import Census
from networking.exchange.archive.messages import NOBODY
from networking.exchange.archive.remarks import Remarks
from networking.exchange.archive.table import picker
from networking.exchange.delimited import Header, Record
from networking.exchange.report import Outcome, Reason, Report

COLUMNS = (
    Column.FROM,
    Column.FROM_URL,
    Column.TO,
    Column.TO_URLS,
    Column.DATE,
    Column.TEXT,
    Column.DIRECTION,
)
OUTGOING, INCOMING = "OUTGOING", "INCOMING"


class Invitation(NamedTuple):
    row: int
    name: str
    url: str
    to: str
    to_url: str
    date: str
    text: str
    direction: str


class Invitations:
    """Reads records; each says itself which side was me."""

    def __init__(self, report: Report, circle: Circle, census: Census) -> None:
        self.report = report
        self.exchanged: list[Exchanged] = []
        self._circle = circle
        self._census = census
        self._remarks = Remarks(report, "invitation")
        self._rows: dict[str, int] = {}

    def read(self, header: Header, records: Iterator[Record]) -> None:
        pick = picker(header, *COLUMNS)
        heading = header.cells[header.columns[Column.DIRECTION]].strip()
        for record in records:
            self.report.found += 1
            if record.reason:
                self.report.skip(record.row, Reason.UNREADABLE, "", record.reason)
                continue
            cells = pick(record.cells)
            invitation = Invitation(record.row, *map(str.strip, cells))
            if invitation.direction == heading:
                self.report.skip(record.row, Reason.REPEATED_HEADER)
            else:
                self._invitation(invitation)

    def _invitation(self, invitation: Invitation) -> None:
        direction = invitation.direction.upper()
        mine = direction == OUTGOING
        first, second = (invitation.name, invitation.url), (invitation.to, invitation.to_url)
        (my_name, my_url), (name, url) = (first, second) if mine else (second, first)
        key = address_key(url) or self._circle.of_name(name)
        at = moments.parse(invitation.date)
        reason = None
        if direction not in {OUTGOING, INCOMING} or at is None:
            reason = Reason.UNREADABLE
        else:
            self._census.tell(address_key(my_url), my_name)
            reason = self._left_out(invitation, key, name)
        if reason is not None or at is None:
            self._remarks.skip(reason or Reason.UNREADABLE, key or name, invitation.row, (name,))
            return
        digest = _digest(key, at.strftime("%Y%m%d%H%M"), str(mine), invitation.text)
        text = plain_text.short(invitation.text)
        self._add(invitation.row, Exchanged(key, name, at, mine, True, text, digest))

    def _left_out(self, invitation: Invitation, key: str, name: str) -> Reason | None:
        if not key and name in NOBODY:
            return Reason.ANONYMOUS
        if key not in self._circle:
            return Reason.NOT_ON_LIST
        return None if plain_text.short(invitation.text) else Reason.NO_TEXT

    def _add(self, row: int, one: Exchanged) -> None:
        known = self._rows.setdefault(one.identity, row)
        if known == row:
            self.exchanged.append(one)
        else:
            self.report.merged += 1
            text = f"The same invitation as in row {known}."
            self.report.say(row, Outcome.MERGED, one.name[:100], text)

    def settle(self) -> list[Exchanged]:
        self._remarks.say(lambda who: "".join(who))
        return self.exchanged


def _digest(*parts: str) -> str:
    text = "\n".join(("invitation", *parts))
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()
