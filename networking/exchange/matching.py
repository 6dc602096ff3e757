"""Who in the file is who in the address book. No queries.

Identity is the profile address. Name and company decide only where one side has no address; two different
addresses are two people, and a name alone makes nobody the same. Who fits several people is held back.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from networking.exchange.linkedin import Person
from networking.exchange.report import Outcome, Report


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


@dataclass
class Plan:
    """What an import does: these people come in, these known ones change; all others stay untouched."""

    add: list[Person] = field(default_factory=list)
    change: list[tuple[Known, Person]] = field(default_factory=list)


Job = tuple[str, str]  # name and company, cleaned
NOBODY: Job = ("", "")


class Matcher:
    """Compares one file with one address book, in the order: file, address book, `plan`."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._by_address: dict[str, Person] = {}
        self._by_job: dict[Job, Person] = {}  # without an address
        self._names: set[str] = set()

    def read(self, people: Iterable[Person]) -> None:
        """The file; the same person twice in it becomes one."""
        for person in people:
            self._names.add(person.name_key)
            if person.profile_key:
                first = self._by_address.setdefault(person.profile_key, person)
            else:
                first = self._by_job.setdefault(_job(person), person)
            if first is not person:
                self._merge(first, person)

    def _merge(self, first: Person, again: Person) -> Person:
        """The first row is right; the second fills what it leaves empty."""
        self.report.merged += 1
        text = f"The same person as in row {first.row}."
        if first.name_key != again.name_key:
            text = (
                f"The same profile address as {first.name} in row {first.row}, so taken as the same person."
            )
        self.report.say(again.row, Outcome.MERGED, again.name, text)
        person = _filled(first, again)
        if person.profile_key:
            self._by_address[person.profile_key] = person
        else:
            self._by_job[_job(person)] = person
        return person

    def plan(self, address_book: Iterable[Known]) -> Plan:
        """Reads the address book once, and decides about everybody in the file."""
        plan = Plan()
        book = _AddressBook(self._names, {name for name, _ in self._by_job})
        settled: set[str] = set()
        for one in address_book:
            person = self._by_address.get(one.profile_key) if one.profile_key else None
            book.note(one, person)
            if person is not None and one.profile_key not in book.with_address:
                self._compare(plan, one, person)
                settled.add(one.profile_key)
        addresses = self._addresses_by_job(book, settled)
        adopted = self._adopt(book, addresses, settled)
        new = self._without_address(plan, book, addresses, set(adopted.values()))
        for address, person in self._by_address.items():
            if address in settled:
                continue
            same = book.with_address.get(address) or book.without_address.get(adopted.get(address, NOBODY))
            if same is not None:
                self._compare(plan, same, person)
            else:
                new.append(person)
        for person in sorted(new, key=lambda p: p.row):
            self._add(plan, person, book)
        self.report.check()
        return plan

    def _addresses_by_job(self, book: _AddressBook, settled: set[str]) -> dict[Job, set[str]]:
        """The addresses that somebody of this name and company has, once this file is in."""
        wanted = book.waiting | {name for name, _ in book.without_address}
        addresses: dict[Job, set[str]] = defaultdict(set)
        if not wanted:
            return addresses
        for person in self._by_address.values():
            is_new = person.profile_key not in settled and person.profile_key not in book.with_address
            if person.name_key in wanted and is_new:
                addresses[_job(person)].add(person.profile_key)
        for name in wanted:
            for address, company, _ in book.by_name.get(name, ()):
                if address:
                    addresses[name, company].add(address)
        return addresses

    def _adopt(self, book: _AddressBook, addresses: dict[Job, set[str]], settled: set[str]) -> dict[str, Job]:
        """Somebody known without an address gets the only one that this name and company have."""
        adopted: dict[str, Job] = {}
        for job in book.without_address:
            fits = addresses.get(job, set())
            if job[1] and len(fits) == 1:
                (address,) = fits
                if address in self._by_address and address not in settled | book.with_address.keys():
                    adopted[address] = job
        return adopted

    def _without_address(
        self, plan: Plan, book: _AddressBook, addresses: dict[Job, set[str]], adopted: set[Job]
    ) -> list[Person]:
        """Decides about the rows without an address; returns those who are new."""
        new: list[Person] = []
        for job, person in self._by_job.items():
            one = book.without_address.get(job)
            if one is not None and job not in adopted:
                self._compare(plan, one, person)
                continue
            fits = addresses.get(job, set()) if job[1] else set()
            if len(fits) > 1:
                fits = self._by_email(person, fits, book) or fits
            if not fits:
                new.append(person)
            elif len(fits) > 1:
                self._hold(person, len(fits))
            elif (address := next(iter(fits))) in self._by_address:
                self._merge(self._by_address[address], person)
            else:
                self._compare(plan, book.with_address[address], person)
        return new

    def _hold(self, person: Person, count: int) -> None:
        self.report.held += 1
        text = f"This row has no profile address and fits {count} people of this name and company."
        self.report.say(person.row, Outcome.HELD, person.name, text)

    def _by_email(self, person: Person, fits: set[str], book: _AddressBook) -> set[str]:
        """Of several that fit, the one with the same e-mail address."""
        if not person.email:
            return set()
        email = person.email.casefold()
        in_file = {a for a in fits if a in self._by_address and self._by_address[a].email.casefold() == email}
        in_book = {
            a for a, _, e in book.by_name.get(person.name_key, ()) if a in fits and e.casefold() == email
        }
        same = in_file | in_book
        return same if len(same) == 1 else set()

    def _add(self, plan: Plan, person: Person, book: _AddressBook) -> None:
        plan.add.append(person)
        self.report.added += 1
        if person.name_key in book.by_name:
            self.report.look_alikes += 1
            self.report.say(
                person.row,
                Outcome.DOUBT,
                person.name,
                "Somebody of this name is in your address book already; both stay.",
            )
        elif person.name_key in book.seen:
            self.report.look_alikes += 1
            self.report.say(
                person.row,
                Outcome.DOUBT,
                person.name,
                f"Row {book.seen[person.name_key]} has the same name; both were taken as two people.",
            )
        book.seen.setdefault(person.name_key, person.row)

    def _compare(self, plan: Plan, one: Known, person: Person) -> None:
        """The newer file wins, but an empty cell says nothing."""
        newer = _filled(person, one)
        if newer[:11] == one[1:]:
            self.report.unchanged += 1
        else:
            self.report.updated += 1
            plan.change.append((one, newer))


class _AddressBook:
    """What matching remembers of the address book: little, as it may hold tens of thousands.

    `waiting` are the names in the file that came without an address.
    """

    def __init__(self, names: set[str], waiting: set[str]) -> None:
        self._names = names
        self.waiting = waiting
        self.by_name: dict[str, list[tuple[str, str, str]]] = {}  # address, company, e-mail
        self.without_address: dict[Job, Known] = {}
        self.with_address: dict[str, Known] = {}
        self.seen: dict[str, int] = {}

    def note(self, one: Known, person: Person | None) -> None:
        """Remembers what they will be called and where they will work, once the file's word is taken."""
        newer = person or one
        if newer.name_key not in self._names:
            return
        company = newer.company_key if newer.company else one.company_key
        names = self.by_name.setdefault(newer.name_key, [])
        names.append((one.profile_key, company, newer.email or one.email))
        if not one.profile_key:
            self.without_address[_job(one)] = one
        elif newer.name_key in self.waiting:
            self.with_address[one.profile_key] = one


def _job(person: Person | Known) -> Job:
    return person.name_key, person.company_key


def _filled(person: Person, other: Person | Known) -> Person:
    """The person, with what they leave empty taken from the other."""
    if person.profile_key and person.email and person.company and person.title and person.connected_on:
        return person
    return person._replace(
        profile_url=person.profile_url if person.profile_key else other.profile_url,
        profile_key=person.profile_key or other.profile_key,
        email=person.email or other.email,
        company=person.company or other.company,
        company_key=person.company_key if person.company else other.company_key,
        title=person.title or other.title,
        connected_on=person.connected_on or other.connected_on,
    )
