"""What the columns of LinkedIn's other lists are called; their order changes with the years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from networking.exchange.headers import plain


class Table(StrEnum):
    """A list in the archive that is read; the value is the name of its file, without chunk and ending."""

    CONNECTIONS = "connections"
    FOLLOWS = "company follows"
    INVITATIONS = "invitations"
    MESSAGES = "messages"


class Column(StrEnum):
    CONVERSATION = "conversation"
    TITLE = "title"
    FROM = "from"
    FROM_URL = "from_url"
    TO = "to"
    TO_URLS = "to_urls"
    DATE = "date"
    TEXT = "text"
    FOLDER = "folder"
    DIRECTION = "direction"
    DRAFT = "draft"
    DRAFT_OF_ALL = "draft_of_all"
    NAME = "name"


@dataclass(frozen=True)
class Headings:
    """The known columns of one table, and those without which it says nothing."""

    words: dict[str, Column]
    needed: frozenset[Column]

    def columns(self, cells: Sequence[str]) -> dict[str, int]:
        """Which column stands where; {} when one that is needed is missing."""
        found: dict[str, int] = {}
        for index, cell in enumerate(cells):
            column = self.words.get(plain(cell)) if cell and len(cell) < 100 else None
            if column:
                found.setdefault(column, index)
        return found if self.needed <= found.keys() else {}


HEADINGS: dict[Table, Headings] = {
    Table.MESSAGES: Headings(
        {
            "conversationid": Column.CONVERSATION,
            "conversationtitle": Column.TITLE,
            "from": Column.FROM,
            "senderprofileurl": Column.FROM_URL,
            "to": Column.TO,
            "recipientprofileurls": Column.TO_URLS,
            "recipientprofileurl": Column.TO_URLS,
            "date": Column.DATE,
            "content": Column.TEXT,
            "folder": Column.FOLDER,
            "direction": Column.DIRECTION,
            "ismessagedraft": Column.DRAFT,
            "isconversationdraft": Column.DRAFT_OF_ALL,
        },
        frozenset({Column.FROM, Column.TO, Column.DATE, Column.TEXT}),
    ),
    Table.INVITATIONS: Headings(
        {
            "from": Column.FROM,
            "to": Column.TO,
            "sentat": Column.DATE,
            "datesent": Column.DATE,
            "message": Column.TEXT,
            "direction": Column.DIRECTION,
            "inviterprofileurl": Column.FROM_URL,
            "inviterprofileurn": Column.FROM_URL,
            "inviteeprofileurl": Column.TO_URLS,
            "inviteeprofileurn": Column.TO_URLS,
        },
        frozenset({Column.FROM, Column.TO, Column.DATE, Column.DIRECTION}),
    ),
    Table.FOLLOWS: Headings(
        {"organization": Column.NAME, "organisation": Column.NAME, "followedon": Column.DATE},
        frozenset({Column.NAME, Column.DATE}),
    ),
}


def table_of(cells: Sequence[str]) -> Table | None:
    """The table that begins with this row of column names; None when it is none of these."""
    return next((table for table, headings in HEADINGS.items() if headings.columns(cells)), None)
