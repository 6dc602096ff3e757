"""Who could introduce me to somebody: the reasons that count, how much each counts, and who comes first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from networking.contacts.stages import Stage


class Why(StrEnum):
    NAMED = "named"
    DONE = "done"
    NAMES = "names"
    WORKS = "works"
    WORKED = "worked"
    MET = "met"
    BOOK = "book"
    ALUM = "alum"
    CLOSE = "close"


# The strongest reason counts in full and every further one a little. Whoever was named for this very
# person comes before everybody else, whatever else is true of them.
POINTS: dict[Why, int] = {
    Why.NAMED: 200,
    Why.DONE: 60,
    Why.NAMES: 55,
    Why.WORKS: 40,
    Why.WORKED: 30,
    Why.MET: 25,
    Why.BOOK: 20,
    Why.ALUM: 15,
    Why.CLOSE: 5,
}
FURTHER, CLOSER = 3, 15
KNOWN: dict[int, int] = {
    Stage.TO_CONTACT: 0,
    Stage.REACHED_OUT: 0,
    Stage.REPLIED: 5,
    Stage.CHATTED: 12,
    Stage.THANKED: 15,
}


class Reason(NamedTuple):
    """Why somebody could; `about` is whom or what it is about, `until` when it ended."""

    why: Why
    about: str = ""
    until: dt.date | None = None


class Candidate(NamedTuple):
    """Somebody who could introduce me: one of my people (`pk`), else of the address book or of my school."""

    name: str
    pk: int = 0
    title: str = ""
    company: str = ""
    is_close: bool = False
    stage: int = Stage.TO_CONTACT
    reasons: tuple[Reason, ...] = ()


def points(candidate: Candidate) -> int:
    counted = sorted({POINTS[reason.why] for reason in candidate.reasons}, reverse=True)
    if not counted:
        return 0
    known = KNOWN[candidate.stage] + (CLOSER if candidate.is_close else 0)
    return counted[0] + FURTHER * len(counted[1:]) + known


def ranked(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The likeliest first; whoever has no reason is left out. A total order: the same every time."""
    with_reason = [candidate for candidate in candidates if candidate.reasons]
    return sorted(with_reason, key=lambda one: (-points(one), one.name.casefold(), one.pk, one.title))


def reasons_in_order(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Each once, the strongest first."""
    once = dict.fromkeys(reasons)
    return tuple(sorted(once, key=lambda one: (-POINTS[one.why], one.about)))


# --- The words


def say(reason: Reason, company: str, person: str) -> str:
    """One reason as a sentence; `person` is the one I would like to meet, if it is somebody."""
    about, place = reason.about, company or "their company"
    words = {
        Why.NAMED: f"Can introduce you to {person or about}.",
        Why.DONE: f"Introduced you to {about} before.",
        Why.NAMES: f"Can introduce you to {about}, who works at {place}.",
        Why.WORKS: f"Works at {place}.",
        Why.WORKED: f"Worked at {place} until {reason.until.year if reason.until else 'not long ago'}.",
        Why.MET: f"You met both at {about}." if person else f"Met at {about}, like others of {place}.",
        Why.BOOK: f"In your address book, and works at {place}.",
        Why.ALUM: f"Of your school, and works at {place}.",
        Why.CLOSE: "Close to you: may know somebody there.",
    }
    return words[reason.why]


def advice(candidate: Candidate) -> str:
    """How to ask: what DESIGN says of close and distant people."""
    if candidate.is_close:
        return "You are close: ask straight out, and say whom and why."
    if candidate.stage >= Stage.CHATTED:
        return "You have talked: ask kindly, and send two lines that can be passed on."
    if candidate.stage == Stage.REPLIED:
        return "You have written with each other: talk first if you can, then ask."
    return "You hardly know each other yet: begin with a question of its own, and ask later."
