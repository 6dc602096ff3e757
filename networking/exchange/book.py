"""What matching remembers of the address book: little, as it may hold tens of thousands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from networking.exchange.identity import fits, is_named, marks, phone_mark
from networking.exchange.linkedin import LINKEDIN, Person

STORED = 13  # the columns of a Person that are stored: up to `source`


class Known(NamedTuple):
    """Somebody in the address book already: the columns of a Person, behind their key."""

    pk: int
    first_name: str
    last_name: str
    name: str
    name_key: str
    profile_url: str
    profile_key: str
    email: str
    company: str
    company_key: str
    title: str
    connected_on: dt.date | None
    phone: str = ""
    source: str = LINKEDIN


@dataclass
class Plan:
    """What an import does: these people come in, these known ones change; all others stay untouched."""

    add: list[Person] = field(default_factory=list)
    change: list[tuple[Known, Person]] = field(default_factory=list)
    there: list[tuple[Known, Person]] = field(default_factory=list)  # whom an address book names, as they are


Job = tuple[str, str]  # name and company, cleaned
Line = tuple[str, str, str]  # and of whom no company is known, the e-mail address or phone
Key = str | Line  # how a group of rows is called: by the address, or by what stands in its line
Marks = tuple[list[str], list[str]]


def job_of(one: Person | Known) -> Job:
    return one.name_key, one.company_key


def line_of(one: Person | Known) -> Line:
    mark = "" if one.company_key else one.email.casefold() or phone_mark(one.phone) or one.phone
    return one.name_key, one.company_key, mark


def marks_of(person: Person) -> Marks:
    return marks(person.email, person.phone, person.also)


def newer(person: Person, other: Person | Known) -> Person:
    """The person, with what they leave empty taken from the other.

    What LinkedIn says of somebody is theirs and kept up; an address book or a sheet only fills it. And a row
    without a profile address never replaces what somebody known is recognised by.
    """
    if other.source == LINKEDIN != person.source:
        known = person._replace(**{name: getattr(other, name) for name in Person._fields[:STORED]})
        return _named(_filled(known, person), person)
    if isinstance(other, Known) and not person.profile_key and (other.email or other.phone):
        person = person._replace(email=other.email or person.email, phone=other.phone or person.phone)
    filled = _filled(person, other)
    return _named(filled, other) if "@" in filled.name else filled


def _filled(person: Person, other: Person | Known) -> Person:
    if (
        (person.profile_key or not other.profile_key)
        and (person.email or not other.email)
        and (person.company or not other.company)
        and (person.title or not other.title)
        and (person.connected_on or not other.connected_on)
        and (person.phone or not other.phone)
    ):
        return person
    return person._replace(
        profile_url=person.profile_url if person.profile_key else other.profile_url,
        profile_key=person.profile_key or other.profile_key,
        email=person.email or other.email,
        company=person.company or other.company,
        company_key=person.company_key if person.company else other.company_key,
        title=person.title or other.title,
        connected_on=person.connected_on or other.connected_on,
        phone=person.phone or other.phone,
    )


def _named(person: Person, other: Person | Known) -> Person:
    """An e-mail address that stands for a name gives way to a name."""
    if is_named(person) or not is_named(other):
        return person
    return person._replace(
        first_name=other.first_name, last_name=other.last_name, name=other.name, name_key=other.name_key
    )


class AddressBook:
    """Those in the address book who have to do with the file: by name, and by e-mail address and phone."""

    def __init__(self, by_address: Mapping[str, Person], by_line: Mapping[Line, Person]) -> None:
        self._by_address = by_address
        people = (*by_address.values(), *by_line.values())
        self._names = {person.name_key for person in people}
        self._wanted = {
            (mark, kind)
            for person in people
            if person.email or person.phone
            for kind, found in enumerate(marks_of(person))
            for mark in found
        }
        self.waiting = {person.name_key for person in by_line.values()}  # names that came without an address
        self.by_name: dict[str, list[tuple[int, str, str, str]]] = {}  # pk, address, company, e-mail
        self.without_address: dict[Job, list[Known]] = {}
        self.with_address: dict[str, Known] = {}
        self.settled: set[Key] = set()
        self.seen: dict[str, int] = {}
        self._by_mark: dict[tuple[str, int], list[Known]] = {}
        self._takers: dict[int, Key] = {}
        self._identities: dict[tuple[str, str, str, str], int] = {}

    @property
    def has_marks(self) -> bool:
        return bool(self._wanted)

    def note(self, one: Known) -> None:
        """Remembers somebody as they will be once the file's word is taken."""
        is_marked = bool(self._wanted) and bool(one.email or one.phone) and self._note_marks(one)
        if is_marked or one.name_key in self._names:
            self._note_name(one)

    def _note_marks(self, one: Known) -> bool:
        found = False
        for kind, its in enumerate(marks(one.email, one.phone)):
            for mark in its:
                if (mark, kind) in self._wanted:
                    self._by_mark.setdefault((mark, kind), []).append(one)
                    found = True
        return found

    def _note_name(self, one: Known) -> None:
        names = self.by_name.setdefault(one.name_key, [])
        names.append((one.pk, one.profile_key, one.company_key, one.email))
        if not one.profile_key:
            self.without_address.setdefault(job_of(one), []).append(one)
            self._identities[_identity(one)] = one.pk
        elif one.name_key in self.waiting:
            self.with_address[one.profile_key] = one

    def take(self, one: Known, key: Key, after: Person) -> None:
        """This group of rows is them; from now on they are what it made of them."""
        self._takers[one.pk] = key
        self.settled.add(key)
        self.by_name[one.name_key] = [entry for entry in self.by_name[one.name_key] if entry[0] != one.pk]
        if not one.profile_key:
            known = self.without_address[job_of(one)]
            known[:] = [other for other in known if other.pk != one.pk]
        for kind, its in enumerate(marks(one.email, one.phone)):
            for mark in its:
                there = self._by_mark.get((mark, kind), [])
                there[:] = [other for other in there if other.pk != one.pk]
        now = Known._make((one.pk, *after[:STORED]))
        self._note_marks(now)
        self._note_name(now)

    def taker_of(self, one: Known) -> Key | None:
        """The group of rows that is them."""
        if one.profile_key and one.profile_key in self._by_address:
            return one.profile_key
        return self._takers.get(one.pk)

    def takers_at(self, job: Job) -> set[Key]:
        return {key for one in self.without_address.get(job, ()) if (key := self.taker_of(one)) is not None}

    def of_marks(self, person: Person, its: Marks) -> list[Known]:
        """Who has one of these e-mail addresses, else one of these phones, and a name that fits."""
        for kind, found_marks in enumerate(its):
            found = {
                one.pk: one
                for mark in found_marks
                for one in self._by_mark.get((mark, kind), ())
                if fits(person, one, by_phone=bool(kind))
                and not (person.profile_key and (one.profile_key or self.taker_of(one) is not None))
            }
            if found:
                return _closest(person, list(found.values()))
        return []

    def same(self, person: Person) -> Known | None:
        """Who says exactly the same of themselves, and has no address either."""
        pk = self._identities.get(_identity(person))
        known = self.without_address.get(job_of(person), ()) if pk else ()
        return next((one for one in known if one.pk == pk), None)

    def same_line(self, person: Person) -> list[Known]:
        """Those without an address whose line says the same."""
        known = self.without_address.get(job_of(person), [])
        if not person.company_key:
            known = [one for one in known if line_of(one) == line_of(person)]
        if len(known) > 1:
            same = [one for one in known if (one.email, one.phone) == (person.email, person.phone)]
            return same or known
        return known

    def is_unique(self, person: Person, one: Known | None = None) -> bool:
        """Whether nobody else without an address is, was or becomes the very same."""
        identity = _identity(person)
        pk = one.pk if one else -1
        if one is None and identity in self._identities:
            return False
        return self._identities.setdefault(identity, pk) == pk


def _identity(one: Person | Known) -> tuple[str, str, str, str]:
    return one.name_key, one.company_key, one.email, one.phone


def _closest(person: Person, found: list[Known]) -> list[Known]:
    """Of several, the only one of the very name, else of the very name and company."""
    if len(found) == 1:
        return found
    same_name = [one for one in found if one.name_key == person.name_key]
    same_job = [one for one in same_name if one.company_key == person.company_key]
    return next((few for few in (same_name, same_job) if len(few) == 1), same_job or same_name or found)
