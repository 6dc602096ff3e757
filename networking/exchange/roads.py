"""One road for every kind of file: read, looked at, imported; what each kind adds to it stands here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from networking.exchange import reading
from networking.exchange.account import coming as account
from networking.exchange.address_books import coming as address_books
from networking.exchange.archive.forms import WhoForm
from networking.exchange.archive.headings import Table
from networking.exchange.archive.reading import read_archive_or_list, read_list
from networking.exchange.choices import Choices, Progress
from networking.exchange.kinds import Kind
from networking.exchange.report import Report
from networking.exchange.said import SaidForm
from networking.exchange.sheets import coming
from networking.exchange.sheets.mapping_form import MappingForm

if TYPE_CHECKING:
    from networking.accounts.models import User
    from networking.exchange.models import Upload


class Coming(Protocol):
    """A file that was understood."""

    @property
    def kind(self) -> Kind: ...

    @property
    def report(self) -> Report: ...

    def as_json(self) -> dict[str, Any]:
        """How it was read, in words for the preview; small, whatever the size of the file."""

    def plan(self, owner: User) -> None:
        """Compares it with what is there and fills the report; writes nothing."""

    def commit(self, upload: Upload, now: dt.datetime) -> None:
        """Plans and writes, inside the caller's transaction and with the owner's row held."""


Read = Callable[[Path, Choices, Progress, "User"], Coming]


@dataclass(frozen=True)
class Road:
    """How one kind is read, and what its pages say and ask besides.

    `read` raises UnreadableError with one sentence. `form` asks more at the preview: what it cleans becomes
    `Choices.said`; it is a form of the page's own unless there is a `preview`. `preview` and `result` are
    templates that stand below the counts. `goes_to` says where what is imported goes.
    """

    read: Read
    form: type[SaidForm] | None = None
    preview: str = ""
    result: str = ""
    goes_to: str = ""


def _connections(path: Path, choices: Choices, progress: Progress, owner: User) -> Coming:
    return reading.read(path, choices, progress)


def _address_book(kind: Kind) -> Road:
    return Road(
        address_books.reads(kind),
        address_books.WhereForm,
        preview="exchange/_address_book.html",
        goes_to="These people go to your address book, with one e-mail and phone each; photos are left out.",
    )


_ARCHIVE = (
    "Connections go to your address book and companies you follow to your backlog. What you wrote with "
    "people on your list becomes proposals that you accept or not."
)


def _sheet(kind: Kind) -> Road:
    """Any list of a job search; who wrote it only changes how it is packed."""
    return Road(
        partial(coming.read, kind),
        form=MappingForm,
        preview="exchange/_mapping.html",
        goes_to="Companies go to your list, people to where they work.",
    )


ROADS: dict[Kind, Road] = {
    Kind.CONNECTIONS: Road(
        _connections, goes_to="These people go to your address book, not into your pipeline."
    ),
    Kind.MESSAGES: Road(read_list(Kind.MESSAGES, Table.MESSAGES), form=WhoForm, goes_to=_ARCHIVE),
    Kind.INVITATIONS: Road(read_list(Kind.INVITATIONS, Table.INVITATIONS), goes_to=_ARCHIVE),
    Kind.ARCHIVE: Road(read_archive_or_list, form=WhoForm, goes_to=_ARCHIVE),
    Kind.ACCOUNT: Road(
        account.read,
        preview="exchange/account/_preview.html",
        goes_to="Everything goes where it was, and your settings with it.",
    ),
    **{kind: _address_book(kind) for kind in (Kind.GOOGLE, Kind.OUTLOOK, Kind.OTHER_CONTACTS, Kind.VCARD)},
    Kind.SHEET: _sheet(Kind.SHEET),
    Kind.NOTION: _sheet(Kind.NOTION),
    Kind.AIRTABLE: _sheet(Kind.AIRTABLE),
}
