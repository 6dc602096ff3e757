"""The companies and people on somebody's list, as planning sees them: what is there, and what will be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from networking.exchange.sheets.saying import Said

NOTES_LIMIT = 10_000


@dataclass
class Entry:
    """A row of ours. `row` is where in the file it came from, 0 if it was there; `pk` is 0 until stored.
    `before` are the columns that changed, as they were."""

    pk: int = 0
    row: int = 0
    name: str = ""
    notes: str = ""
    before: dict[str, Any] = field(default_factory=dict)

    def change(self, name: str, value: Any) -> None:
        self.before.setdefault(name, getattr(self, name))
        setattr(self, name, value)

    def fill(self, **fields: str) -> bool:
        """Fills what is empty; what somebody wrote there is theirs."""
        filled = {name: value for name, value in fields.items() if value and not getattr(self, name)}
        for name, value in filled.items():
            self.change(name, value)
        return bool(filled)

    def add_note(self, note: str) -> bool | None:
        """Adds the lines that are not there yet; None when there is no room for them."""
        known = {line.strip() for line in self.notes.splitlines()}
        lines = list(dict.fromkeys(line.strip() for line in note.splitlines()))
        new = [line for line in lines if line and line not in known]
        if not new:
            return False
        text = "\n".join(filter(None, [self.notes.rstrip(), *new]))
        if len(text) > NOTES_LIMIT:
            return None
        self.change("notes", text)
        return True


@dataclass
class Place(Entry):
    """A company. `is_open`: some row speaks of it as of one still to win."""

    key: str = ""
    standing: str = ""
    website: str = ""
    place: str = ""
    is_sample: bool = False
    is_open: bool = False


@dataclass
class Somebody(Entry):
    company: Place | None = None
    name_key: str = ""
    title: str = ""
    email: str = ""
    phone: str = ""
    profile_url: str = ""
    profile_key: str = ""
    hint: str = ""
    said: list[Said] = field(default_factory=list)
    new: list[Said] = field(default_factory=list)


class There:
    """All of it, found by what makes a company or a person the same (FORMATS §9)."""

    def __init__(self, places: Iterable[Place] = (), people: Iterable[Somebody] = ()) -> None:
        self.places: dict[str, Place] = {place.key: place for place in places}
        self.people: list[Somebody] = []
        self.by_profile: dict[str, Somebody] = {}
        self.by_email: dict[str, list[Somebody]] = defaultdict(list)
        self.by_phone: dict[str, list[Somebody]] = defaultdict(list)
        self.by_name: dict[str, list[Somebody]] = defaultdict(list)
        for somebody in people:
            self.add(somebody)

    def add(self, somebody: Somebody) -> None:
        self.people.append(somebody)
        self.by_name[somebody.name_key].append(somebody)
        self.index(somebody)

    def index(self, somebody: Somebody) -> None:
        """Finds somebody by what was filled in, too."""
        if somebody.profile_key:
            self.by_profile[somebody.profile_key] = somebody
        for known, key in (
            (self.by_email, somebody.email.casefold()),
            (self.by_phone, digits(somebody.phone)),
        ):
            if key and all(one is not somebody for one in known[key]):
                known[key].append(somebody)


def digits(phone: str) -> str:
    """The digits by which a phone number is compared, the last nine; '' for one too short to tell."""
    found = "".join(c for c in phone if c.isdecimal() and c.isascii())
    return found[-9:] if len(found) >= 9 else ""
