"""Which rows of an export can be taken, and why the others cannot: nothing in the file is believed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from django.db import models

from networking.accounts.settings_form import RANGES
from networking.companies.models import Company
from networking.companies.names import company_key
from networking.contacts.models import Contact
from networking.conversations.models import Chat, ChatStatus, Interaction
from networking.exchange.account.constraints import keys_of, passes_checks
from networking.exchange.account.fields import PARTS, POINTERS, Part, part_called, part_of, settings_fields
from networking.exchange.account.opening import CHANGED, pieces_of
from networking.exchange.account.values import OddValueError, are_channels, is_cut, taken
from networking.exchange.report import Outcome, Reason, Report
from networking.exchange.sniff import Source, UnreadableError

MOST_ROWS = 200_000
MOST_STRANGE = 100
ORDER = [part.name for part in PARTS]
Values = dict[str, Any]


class Row(NamedTuple):
    """A row that can be taken: its values by column; what it points to is told by the keys of the file."""

    part: Part
    key: int
    values: Values


class Judge:
    """Goes through the file once, and remembers what later rows may point to."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.settings: Values = {}
        self.made_at = ""
        self.counts: dict[str, int] = {}
        self._known: dict[str, set[int]] = {part.name: set() for part in PARTS}
        self._taken: set[int] = set()
        self._chats: dict[int, Values] = {}
        self._strange: set[int] = set()
        self._at = -1

    def rows(self, source: Source) -> Iterator[Row]:
        for name, value, is_row in pieces_of(source):
            part = part_called(name)
            if part is None or not is_row:
                self._head(name, value, is_row=is_row, is_part=part is not None)
                continue
            self._enter(name)
            self.report.found += 1
            if self.report.found > MOST_ROWS:
                raise UnreadableError(f"There are more than {MOST_ROWS:,} rows in this export.")
            if row := self._row(part, value):
                self.counts[name] = self.counts.get(name, 0) + 1
                yield row

    def _head(self, name: str, value: Any, *, is_row: bool, is_part: bool) -> None:
        """What is no row: the account's settings. What only a reader wants to know is read past."""
        if is_part:
            raise UnreadableError(f"{CHANGED}“{name}” is no list.")
        if name == "account" and isinstance(value, dict):
            self.settings = dict(self._settings(value))
        elif name == "made_at":
            self.made_at = str(value)[:40]
        elif name not in {"format", "version", "account", "memberships"}:
            self._unknown(name)

    def _unknown(self, name: str) -> None:
        """Each is said once; a newer Inroad may write some, nobody writes hundreds."""
        if hash(name) in self._strange:
            return
        self._strange.add(hash(name))
        if len(self._strange) > MOST_STRANGE:
            raise UnreadableError(f"{CHANGED}it has more than {MOST_STRANGE} parts that nobody knows.")
        self._doubt("", f"“{printable(name[:40])}” is not a part that this Inroad knows; it was left out.")

    def _enter(self, name: str) -> None:
        at = ORDER.index(name)
        if at < self._at:
            raise UnreadableError(f"{CHANGED}its lists are not in the order in which Inroad writes them.")
        self._at = at

    def _settings(self, said: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        for field in settings_fields():
            if field.name not in said:
                continue
            try:
                value = setting(field, said[field.name])
            except OddValueError as error:
                self._doubt("Settings", f"“{field.name}” {error}; it stays as it is here.")
            else:
                yield field.name, value

    def _row(self, part: Part, said: Any) -> Row | None:
        name = called(said) or part.one.capitalize()
        try:
            row = self._taken_row(part, said)
        except OddValueError as error:
            self.report.skip(self.report.found, Reason.UNREADABLE, name, f"In “{part.name}”: {error}.")
            return None
        for field in part.fields:
            if is_cut(field, said.get(field.name)):
                self._doubt(name, f"“{field.name}” is longer than {field.max_length} characters; it was cut.")
        return row

    def _taken_row(self, part: Part, said: Any) -> Row:
        if not isinstance(said, dict):
            raise OddValueError("this is no row")
        key = said.get("id")
        if type(key) is not int or key < 1 or key in self._known[part.name]:
            raise OddValueError("“id” is no number of its own")
        values = {field.name: self._value(field, said) for field in part.fields}
        if fill := FILL.get(part.model):
            values |= fill(values)
        if not passes_checks(part.model, values):
            raise OddValueError("its values contradict each other")
        self._check_chat(part, key, values)
        claims = {hash((part.name, *claim)) for claim in keys_of(part.model, values)}
        if claims & self._taken:
            raise OddValueError("another row says the same")
        self._taken |= claims
        self._known[part.name].add(key)
        return Row(part, key, values)

    def _value(self, field: models.Field[Any, Any], said: Mapping[str, Any]) -> Any:
        value = said.get(field.name, None if field.related_model else field.get_default())
        try:
            if field.related_model:
                return self._key(field, value)
            found = taken(field, value) if field.name in said else value
            if words := POINTERS.get((field.model, field.name)):
                self._check_pointer(found, words)
        except OddValueError as error:
            raise OddValueError(f"“{field.name}” {error}") from error
        if found is None and not field.null:
            raise OddValueError(f"“{field.name}” is missing")
        return found

    def _key(self, field: models.Field[Any, Any], value: Any) -> int | None:
        """Another row of the file. A person may be introduced by one who stands further down."""
        if value is None and field.null:
            return None
        part = part_of(field.related_model)
        if type(value) is int and (part.model is field.model or value in self._known[part.name]):
            return value
        raise OddValueError(f"leads to no row of “{part.name}”")

    def _check_pointer(self, text: str, words: Mapping[str, str]) -> None:
        what, _, key = text.partition(":")
        if what in words and not (key.isascii() and key.isdecimal() and len(key) < 10):
            raise OddValueError("leads nowhere")

    def _check_chat(self, part: Part, key: int, values: Values) -> None:
        """A chat that was held and the line in the conversation that tells of it are one thing."""
        if part.model is Chat:
            self._chats[key] = values
        elif part.model is Interaction and values["chat"]:
            chat = self._chats[values["chat"]]
            is_told = (chat["status"], chat["settled_on"], chat["removed_at"]) == (
                ChatStatus.HELD,
                values["on"],
                None,
            )
            if chat["contact"] != values["contact"] or not (is_told or values["removed_at"]):
                raise OddValueError("does not fit its chat")

    def _doubt(self, name: str, text: str) -> None:
        self.report.say(self.report.found, Outcome.DOUBT, name, text)


def setting(field: models.Field[Any, Any], said: Any) -> Any:
    """A setting that the rules can work with: no clock runs longer than the form allows."""
    value = taken(field, said)
    if field.name in RANGES and value is not None and value > RANGES[field.name][1]:
        raise OddValueError(f"is more than {RANGES[field.name][1]}")
    if field.name == "channel_order" and not are_channels(value):
        raise OddValueError("is not built as it should be")
    return value


def called(said: Any) -> str:
    """What a row is called in a remark about it."""
    name = said.get("name") if isinstance(said, dict) else ""
    return printable(name)[:100] if isinstance(name, str) else ""


def printable(text: str) -> str:
    return "".join(c for c in text if c.isprintable())


def _keys_of_person(values: Mapping[str, Any]) -> Values:
    person = Contact(**{name: values[name] for name in ("name", "title", "profile_url")})
    person.fill_keys()
    return {name: getattr(person, name) for name in Contact.KEYS}


# Columns that are not exported and yet decide whether a row may stand beside another.
FILL: dict[type[models.Model], Callable[[Mapping[str, Any]], Values]] = {
    Company: lambda values: {"company_key": company_key(values["name"])},
    Contact: _keys_of_person,
}
