"""Who in the file is who in the address book. No queries.

Identity is the profile address; where one side has none, an e-mail address, a phone, or name and company.
Two different addresses are two people, and a name alone makes nobody the same. Who fits several is held back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from networking.exchange.book import (
    STORED,
    AddressBook,
    Job,
    Key,
    Known,
    Line,
    Marks,
    Plan,
    job_of,
    line_of,
    marks_of,
    newer,
)
from networking.exchange.identity import fits
from networking.exchange.linkedin import LINKEDIN, Person
from networking.exchange.report import Outcome, Report

SEVERAL = "This row has no profile address and fits {} people of this name and company."
SEVERAL_BY_MARK = "Its e-mail address or phone belongs to {} people in your address book."
SEVERAL_IN_FILE = "Its e-mail address or phone belongs to {} people in this file."


class Matcher:
    """Compares one file with one address book, in the order: file, address book, `plan`."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._by_address: dict[str, Person] = {}
        self._by_line: dict[Line, Person] = {}  # without an address
        self._matched: list[tuple[Known, Key]] = []  # compared once all rows have had their say

    def read(self, people: Iterable[Person]) -> None:
        """The file; the same person twice in it becomes one."""
        for person in people:
            if person.profile_key:
                first = self._by_address.setdefault(person.profile_key, person)
            else:
                first = self._by_line.setdefault(line_of(person), person)
            if first is not person:
                self._merge(person.profile_key or line_of(person), person)

    def plan(self, address_book: Iterable[Known]) -> Plan:
        """Reads the address book once, and decides about everybody in the file."""
        plan = Plan()
        while self._unite():
            pass  # who was joined has more addresses to be joined by
        book = AddressBook(self._by_address, self._by_line)
        self._by_profile(plan, book, address_book)
        for line, person in self._by_line.items():
            if (same := book.same(person)) is not None:
                self._take(book, line, same)
        if book.has_marks:
            self._by_marks(book)
        self._by_job(book)
        for one, key in self._matched:
            person = self._at(key)
            self._compare(plan, book, one, person, newer(person, one))
        self._add_new(plan, book)
        self.report.check()
        return plan

    # Inside the file

    def _at(self, key: Key) -> Person:
        return self._by_address[key] if isinstance(key, str) else self._by_line[key]

    def _merge(self, key: Key, again: Person, *, is_known: bool = False) -> None:
        """The first row is right; the second fills what it leaves empty.

        Of somebody known already it only fills what nobody is recognised by, so that twice is once.
        """
        first = self._at(key)
        self.report.merged += 1
        text = f"The same person as in row {first.row}."
        if first.name_key != again.name_key:
            what = "profile address" if first.profile_key and again.profile_key else "e-mail address or phone"
            text = f"The same {what} as {first.name} in row {first.row}, so taken as the same person."
        self.report.say(again.row, Outcome.MERGED, again.name, text)
        person = newer(first, again)
        if is_known:
            on = first.connected_on or again.connected_on
            person = first._replace(title=first.title or again.title, connected_on=on)
        also = (*first.also, *filter(None, (again.email, again.phone)), *again.also)
        also = tuple(text for text in also if text not in (person.email, person.phone))
        person = person._replace(also=also, row=first.row)
        if isinstance(key, str):
            self._by_address[key] = person
        else:
            self._by_line[key] = person

    def _unite(self) -> bool:
        """Joins rows without an address with whom in the file their e-mail address or phone is."""
        before = len(self._by_line)
        owners: dict[tuple[str, int], list[Key]] = defaultdict(list)
        keys: list[Key] = [*self._by_address, *self._by_line]
        for key in keys:
            person = self._at(key)
            if not person.email and not person.phone:
                continue
            its = marks_of(person)
            if not isinstance(key, str):
                first = self._first_of(person, its, owners)
                if len(first) > 1:
                    self._say_held(self._by_line.pop(key), SEVERAL_IN_FILE, len(first))
                    continue
                if first:
                    self._merge(first[0], self._by_line.pop(key))
                    key = first[0]
            for kind, found in enumerate(its):
                for mark in found:
                    if key not in owners[mark, kind]:
                        owners[mark, kind].append(key)
        return len(self._by_line) < before

    def _first_of(self, person: Person, its: Marks, owners: dict[tuple[str, int], list[Key]]) -> list[Key]:
        """Who else in the file has one of these e-mails, else phones; those with an address first."""
        for kind, found_marks in enumerate(its):
            found: list[Key] = [
                key
                for mark in found_marks
                for key in owners.get((mark, kind), ())
                if fits(person, self._at(key), by_phone=bool(kind))
            ]
            addresses: list[Key] = [key for key in dict.fromkeys(found) if isinstance(key, str)]
            if found:
                return addresses or found[:1]
        return []

    # Against the address book

    def _by_profile(self, plan: Plan, book: AddressBook, address_book: Iterable[Known]) -> None:
        """Reads the address book; who has an address of the file is settled."""
        for one in address_book:
            person = self._by_address.get(one.profile_key) if one.profile_key else None
            if person is None or one.profile_key in book.settled:
                book.note(one)
                continue
            after = newer(person, one)
            book.note(one if after[:STORED] == one[1:] else Known._make((one.pk, *after[:STORED])))
            book.settled.add(one.profile_key)
            if person.name_key in book.waiting:
                self._matched.append((one, one.profile_key))
            else:
                self._compare(plan, book, one, person, after)

    def _by_marks(self, book: AddressBook) -> None:
        """By e-mail address and phone: first those who bring an address, then the others."""
        keys: list[Key] = [*self._by_address, *self._by_line]
        for key in keys:
            person = self._at(key)
            if key in book.settled or not (person.email or person.phone):
                continue
            found = book.of_marks(person, marks_of(person))
            if len(found) > 1 and not person.profile_key:
                self._hold(book, key, SEVERAL_BY_MARK, len(found))
            elif len(found) == 1:
                self._take(book, key, found[0])

    def _take(self, book: AddressBook, key: Key, one: Known) -> None:
        """This row is somebody known, or the same person as another row that is."""
        if (taker := book.taker_of(one)) is None:
            after = newer(self._at(key), one)
            if not after.profile_key and not book.is_unique(after, one):
                self._hold(book, key, SEVERAL, 2)
                return
            self._matched.append((one, key))
            book.take(one, key, after)
        elif taker != key:
            self._merge(taker, self._at(key), is_known=True)
        book.settled.add(key)

    def _by_job(self, book: AddressBook) -> None:
        """By name and company, where one side has no address."""
        addresses = self._addresses_by_job(book)
        for job, known in list(book.without_address.items()):
            free = [one for one in known if book.taker_of(one) is None]
            fitting = addresses.get(job, set())
            if job[1] and len(free) == len(fitting) == 1:
                (address,) = fitting
                if address in self._by_address and address not in book.settled:
                    self._take(book, address, free[0])
        for key, person in list(self._by_line.items()):
            if key not in book.settled:
                fitting = addresses.get(job_of(person), set()) if person.company_key else set()
                self._line(book, key, fitting)

    def _addresses_by_job(self, book: AddressBook) -> dict[Job, set[str]]:
        """The addresses that somebody of this name and company has, once this file is in."""
        wanted = book.waiting | {name for name, _ in book.without_address}
        addresses: dict[Job, set[str]] = defaultdict(set)
        if not wanted:
            return addresses
        for person in self._by_address.values():
            if person.name_key in wanted and person.profile_key not in book.settled:
                addresses[job_of(person)].add(person.profile_key)
        for name in wanted:
            for _, address, company, _ in book.by_name.get(name, ()):
                if address:
                    addresses[name, company].add(address)
        return addresses

    def _line(self, book: AddressBook, key: Key, addresses: set[str]) -> None:
        """Decides about a row without an address; whoever is left is new."""
        person = self._at(key)
        known = book.same_line(person)
        free = [one for one in known if book.taker_of(one) is None]
        if len(free) > 1:
            self._hold(book, key, SEVERAL, len(free))
        elif free:
            self._take(book, key, free[0])
        elif person.company_key:
            self._line_of_a_job(book, key, addresses)

    def _line_of_a_job(self, book: AddressBook, key: Key, addresses: set[str]) -> None:
        person = self._at(key)
        others: set[Key] = {*addresses, *book.takers_at(job_of(person))} - {key}
        if len(others) > 1:
            others = self._by_email(person, others, book) or others
        if len(others) > 1:
            self._hold(book, key, SEVERAL, len(others))
        elif others:
            (other,) = others
            one = book.with_address.get(other) if isinstance(other, str) else None
            if one is not None and other not in self._by_address:
                self._take(book, key, one)
            else:
                self._merge(other, person, is_known=other in book.settled)
                book.settled.add(key)

    def _hold(self, book: AddressBook, key: Key, text: str, count: int) -> None:
        self._say_held(self._at(key), text, count)
        book.settled.add(key)

    def _say_held(self, person: Person, text: str, count: int) -> None:
        self.report.held += 1
        self.report.say(person.row, Outcome.HELD, person.name, text.format(count))

    def _by_email(self, person: Person, others: set[Key], book: AddressBook) -> set[Key]:
        """Of several that fit, the one with the same e-mail address."""
        if not (email := person.email.casefold()):
            return set()
        here = {key for key in others if key in self._by_address or key in self._by_line}
        same = {key for key in here if self._at(key).email.casefold() == email}
        for _, address, _, theirs in book.by_name.get(person.name_key, ()):
            if address in others and theirs.casefold() == email:
                same.add(address)
        return same if len(same) == 1 else set()

    # What becomes of them

    def _add_new(self, plan: Plan, book: AddressBook) -> None:
        keys: list[Key] = [*self._by_address, *self._by_line]
        new = [(self._at(key).row, key) for key in keys if key not in book.settled]
        for _, key in sorted(new, key=lambda one: one[0]):
            person = self._at(key)
            if person.profile_key or book.is_unique(person):
                self._add(plan, person, book)
            else:
                self._hold(book, key, SEVERAL, 2)

    def _add(self, plan: Plan, person: Person, book: AddressBook) -> None:
        plan.add.append(person)
        self.report.added += 1
        text = ""
        if person.name_key in book.by_name:
            text = "Somebody of this name is in your address book already; both stay."
        elif person.name_key in book.seen:
            text = f"Row {book.seen[person.name_key]} has the same name; both were taken as two people."
        if text:
            self.report.look_alikes += 1
            self.report.say(person.row, Outcome.DOUBT, person.name, text)
        book.seen.setdefault(person.name_key, person.row)

    def _compare(self, plan: Plan, book: AddressBook, one: Known, person: Person, after: Person) -> None:
        """The newer file wins, but an empty cell says nothing."""
        if person.email and after.email.casefold() != person.email.casefold():
            text = f"{after.name} is known by {after.email}, which stays; this row says {person.email}."
            self.report.say(person.row, Outcome.DOUBT, person.name, text)
        if person.source != LINKEDIN and after.company_key:
            plan.there.append((one, after._replace(row=person.row)))
        if after[:STORED] == one[1:]:
            self.report.unchanged += 1
        elif not after.profile_key and not book.is_unique(after, one):
            self._say_held(person, "It would make two people of your address book the very same.", 2)
        else:
            self.report.updated += 1
            plan.change.append((one, after))
