"""What a table adds to a search: row by row, which company, which people, and what was said. No queries.

A row is new if it brings a company or a person, up to date if it adds to what was there, the same as another
row if it says nothing beyond what rows above said, and known if it says nothing new. Nothing that somebody
wrote is changed: empty fields are filled, notes get lines.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from networking.companies.models import Standing
from networking.companies.names import company_key
from networking.contacts.names import display_name, match_key
from networking.contacts.profiles import profile_key
from networking.contacts.stages import Stage
from networking.exchange.report import Finding, Outcome, Report
from networking.exchange.sheets.lines import Line, Person
from networking.exchange.sheets.saying import to_log
from networking.exchange.sheets.there import Entry, Place, Somebody, There
from networking.exchange.sheets.who import Unsure, find, having

HELD = "held"
MOST_TIMES = 5  # a row may need one below it, and that another one


@dataclass
class _Said:
    """What came of one row: the number of the report it counts in, and its remarks."""

    what: str = HELD
    findings: list[Finding] = field(default_factory=list)
    look_alikes: int = 0


class Plan:
    """Takes rows into what is there; afterwards `places` and `people` are those that are new or changed."""

    def __init__(self, there: There, report: Report) -> None:
        self.there, self.report = there, report
        self._said: list[_Said] = []
        self._now = _Said()  # of the row at hand
        self._touched: list[tuple[Entry, bool]] = []  # by that row, and whether it changed anything

    def take(self, lines: Iterable[Line]) -> None:
        """Row by row, and again until a row says nothing new: then the same file once more adds nothing.

        What is said about a row is what came of it at first; if it was unclear then, what came of it later.
        """
        taken: list[Line] = []
        for line in lines:
            self.report.found += 1
            if line.skip:
                self.report.skip(line.row, line.skip, line.label)
            else:
                taken.append(line)
                self._said.append(self._take(line))
        for _ in range(MOST_TIMES):
            news = [self._once_more(number, line) for number, line in enumerate(taken)]
            if not any(news):
                break
        for said in self._said:
            setattr(self.report, said.what, getattr(self.report, said.what) + 1)
            self.report.findings += said.findings
            self.report.look_alikes += said.look_alikes

    def _once_more(self, number: int, line: Line) -> bool:
        """Whether a row had more to say, now that the rows below it were read."""
        said = self._take(line)
        if self._said[number].what == HELD and said.what != HELD:
            self._said[number] = said
        return any(changed for _, changed in self._touched)

    def settle(self, wish: str, aim: int) -> None:
        """Where the new companies stand: closed ones are kept aside, the others as wished, and no more
        targets than aimed for."""
        room = aim - sum(place.standing == Standing.TARGET for place in self.there.places.values())
        for place in self.new_places():
            if not place.is_open:
                place.standing = Standing.ARCHIVED
            elif wish == Standing.TARGET and room > 0:
                place.standing, room = Standing.TARGET, room - 1
            else:
                place.standing = Standing.BACKLOG
        made = {
            "companies": len(list(self.new_places())),
            "people": len(list(self.new_people())),
            "interactions": sum(len(one.new) for one in self.there.people),
        }
        self.report.made.update({what: number for what, number in made.items() if number})

    def new_places(self) -> Iterator[Place]:
        return (place for place in self.there.places.values() if place.row)

    def new_people(self) -> Iterator[Somebody]:
        return (one for one in self.there.people if one.row)

    def changed_places(self) -> list[Place]:
        return [place for place in self.there.places.values() if place.before and not place.row]

    def changed_people(self) -> list[Somebody]:
        return [one for one in self.there.people if one.before and not one.row]

    # --- One row

    def _take(self, line: Line) -> _Said:
        self._touched, self._now = [], _Said()
        matched: list[tuple[Person, Somebody | None]] = []
        key = company_key(line.company) if line.company else ""
        try:
            if line.waits:
                raise Unsure(line.waits)
            for person in line.people:
                matched.append((person, find(self.there, person, key)))
        except Unsure as why:
            self._now.what = HELD
            self._say(line, Outcome.HELD, line.label, str(why))
            return self._now
        place = self._place(line, key) if key else None
        people = [self._person(line, person, one, place) for person, one in matched]
        if people:
            self._log(line, people[0])
            self._note(line, people[0], line.person_note)
        if place or people:
            self._note(line, place or people[0], line.note)
        for doubt in line.doubts:
            self._say(line, Outcome.DOUBT, line.label, doubt)
        self._now.what = self._what(line)
        return self._now

    def _what(self, line: Line) -> str:
        """Every row is one thing: new, an addition to what was there, the same as another, or known."""
        above = [one.row for one, _ in self._touched if one.row]
        if line.row in above:
            return "added"
        if any(changed and not one.row for one, changed in self._touched):
            return "updated"
        if not above:
            return "unchanged"
        text = f"The same as in row {min(above)}; what it says besides was added there."
        self._say(line, Outcome.MERGED, line.label, text)
        return "merged"

    def _touch(self, entry: Entry, *, changed: bool) -> None:
        self._touched.append((entry, changed))

    def _say(self, line: Line, outcome: Outcome, name: str, text: str) -> None:
        self._now.findings.append(Finding(line.row, outcome, name, text))

    def _doubt(self, line: Line, name: str, text: str) -> None:
        self._say(line, Outcome.DOUBT, name, text)

    # --- Companies

    def _place(self, line: Line, key: str) -> Place:
        place = self.there.places.get(key)
        if place is None:
            place = Place(row=line.row, name=line.company, key=key)
            self.there.places[key] = place
        changed = place.fill(website=line.website, place=line.place)
        if place.is_sample:
            place.change("is_sample", False)
            changed = True
        place.is_open = place.is_open or not line.closed
        self._touch(place, changed=changed)
        return place

    # --- People

    def _person(self, line: Line, person: Person, one: Somebody | None, place: Place | None) -> Somebody:
        name = display_name(person.name)
        if one is None:
            one = self._new(line, name, person, place)
        profile = "" if one.profile_key else person.profile_url
        is_taken = any(other is not one for other in having(self.there, person.email, one.name_key))
        email = "" if is_taken and one.row != line.row else person.email
        filled = one.fill(title=person.title, email=email, phone=person.phone, profile_url=profile)
        if profile and not one.profile_key:
            one.profile_key = profile_key(profile)
        if place and one.company is None:
            one.change("company", place)
            filled = True
        elif place and one.company is not place:
            where = one.company.name if one.company else ""
            self._doubt(
                line, name, f"They are at {where} on your list; the file says {place.name}. They stay."
            )
        if person.email and one.email.casefold() != person.email.casefold():
            self._doubt(
                line, name, f"Their address on your list is {one.email}; {person.email} was left out."
            )
        self.there.index(one)
        self._touch(one, changed=filled)
        return one

    def _new(self, line: Line, name: str, person: Person, place: Place | None) -> Somebody:
        key = match_key(person.name)
        if others := self.there.by_name.get(key):
            self._now.look_alikes += 1
            where = f" in row {others[0].row}" if others[0].row else " on your list already"
            self._doubt(line, name, f"Somebody of this name is{where}; both were taken as two people.")
        one = Somebody(row=line.row, name=name, name_key=key, company=place, hint=person.hint)
        self.there.add(one)
        return one

    # --- What was said and noted

    def _log(self, line: Line, one: Somebody) -> None:
        for day, stage in _stages(line):
            new = to_log(stage, day, one.said)
            one.said += new
            one.new += new
            if new:
                self._touch(one, changed=True)

    def _note(self, line: Line, entry: Entry, note: str) -> None:
        added = entry.add_note(note) if note else False
        if added is None:
            self._doubt(line, entry.name, "Their notes are full, so what this row adds was left out.")
        elif added:
            self._touch(entry, changed=True)


def _stages(line: Line) -> Iterator[tuple[dt.date, Stage]]:
    """Each day I wrote on; how far it went belongs to the last."""
    for day in line.days:
        is_last = day == line.days[-1]
        yield day, (line.stage or Stage.REACHED_OUT) if is_last else Stage.REACHED_OUT
