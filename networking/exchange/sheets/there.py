"""The companies and people on somebody's list, as planning sees them: what is there, and what will be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from networking.exchange.sheets.saying import Said

NOTES_LIMIT = 10_000
FEW = 20  # are looked through one by one; more of one name or address are kept apart
Seen = TypeVar("Seen")
Job = tuple[str, bool, bool]  # the key of the company, and whether an e-mail and a profile are known


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

    @property
    def job(self) -> Job:
        return self.company.key if self.company else "", bool(self.email), bool(self.profile_key)


class There:
    """All of it, found by what makes a company or a person the same (FORMATS §9)."""

    def __init__(self, places: Iterable[Place] = (), people: Iterable[Somebody] = ()) -> None:
        self.places: dict[str, Place] = {place.key: place for place in places}
        self.people: list[Somebody] = []
        self.by_profile: dict[str, Somebody] = {}
        self.by_email: dict[str, list[Somebody]] = defaultdict(list)
        self.by_phone: dict[tuple[str, str], list[Somebody]] = defaultdict(list)
        self.by_name: dict[str, list[Somebody]] = defaultdict(list)
        self._by_job: dict[tuple[str, Job], list[Somebody]] = defaultdict(list)
        self._by_word: dict[tuple[str, str], list[Somebody]] = defaultdict(list)
        self._frequent: set[tuple[str, str]] = set()  # names and addresses whose people are kept apart
        self._kept: set[tuple[int, Job]] = set()
        self._with_email: set[int] = set()
        self._with_phone: set[int] = set()
        for somebody in people:
            self.add(somebody)
            self.index(somebody)

    def add(self, somebody: Somebody) -> None:
        """Puts somebody there, to be indexed once it is known what a row says of them."""
        self.people.append(somebody)
        self.by_name[somebody.name_key].append(somebody)

    def index(self, somebody: Somebody) -> None:
        """Finds somebody by what was filled in, too."""
        email, phone = somebody.email.casefold(), digits(somebody.phone)
        if somebody.profile_key:
            self.by_profile[somebody.profile_key] = somebody
        if email and _is_new(self._with_email, id(somebody)):
            self.by_email[email].append(somebody)
            if ("email", email) in self._frequent:
                self._keep_by_word(email, somebody)
        if phone and _is_new(self._with_phone, id(somebody)):
            self.by_phone[phone, surname(somebody.name_key)].append(somebody)
        if ("name", somebody.name_key) in self._frequent:
            self._keep_by_job(somebody)

    def at(self, name: str, company: str, *, with_email: bool, with_profile: bool) -> list[Somebody]:
        """Those of this name at this company; of those whose e-mail or profile is known only if wanted."""
        jobs = {(company, e, p) for e in {False, with_email} for p in {False, with_profile}}
        known = self.by_name.get(name, [])
        if len(known) <= FEW:
            return [one for one in known if one.job in jobs]
        if _is_new(self._frequent, ("name", name)):
            for one in known:
                self._keep_by_job(one)
        return [one for job in jobs for one in self._by_job.get((name, job), ()) if one.job == job]

    def called(self, email: str, name: str) -> list[Somebody]:
        """Those with this address; of many only those who share a word of this name."""
        email = email.casefold()
        known = self.by_email.get(email, [])
        if len(known) <= FEW:
            return known
        if _is_new(self._frequent, ("email", email)):
            for one in known:
                self._keep_by_word(email, one)
        found = (one for word in name.split() for one in self._by_word.get((email, word), ()))
        return list({id(one): one for one in found}.values())

    def _keep_by_job(self, one: Somebody) -> None:
        """Where they were before they stay too: whoever looks there sees that they are no more."""
        if _is_new(self._kept, (id(one), one.job)):
            self._by_job[one.name_key, one.job].append(one)

    def _keep_by_word(self, email: str, one: Somebody) -> None:
        for word in set(one.name_key.split()):
            self._by_word[email, word].append(one)


def _is_new(seen: set[Seen], one: Seen) -> bool:
    """Whether it was not seen before; now it is."""
    is_new = one not in seen
    seen.add(one)
    return is_new


def surname(name: str) -> str:
    return name.rpartition(" ")[2]


def digits(phone: str) -> str:
    """The digits by which a phone number is compared, the last nine; '' for one too short to tell."""
    found = "".join(c for c in phone if c.isdecimal() and c.isascii())
    return found[-9:] if len(found) >= 9 else ""
