"""The coach's queue: every seeker they read, whoever needs them most first, and what they asked to see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef

from networking.accounts.models import User
from networking.coaching.access import submissions_read_by
from networking.coaching.models import Submission
from networking.cohorts import access
from networking.insights import triage
from networking.insights.bars import Piece, pieces
from networking.insights.numbers import Line, load_lines
from networking.insights.words import counted_words, waited
from networking.web.paging import Page, page_of

PAGE = 25
BEGUN = ("review__coach", "review__coach_name", "review__started_at")


class Choice(NamedTuple):
    """What a coach asked to see; words that we do not know ask for nothing."""

    cohort: int | None = None
    reason: str = ""
    q: str = ""
    page: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str], cohorts: Sequence[tuple[int, str]]) -> Choice:
        known = {str(pk): pk for pk, _ in cohorts}
        reason = given.get("reason", "")
        return cls(
            known.get(given.get("cohort", "")),
            reason if reason in triage.KEYS else "",
            given.get("q", "").replace("\0", "")[:100].strip(),
            given.get("page", ""),
        )

    @property
    def is_narrowed(self) -> bool:
        return bool(self.cohort or self.reason or self.q)

    @property
    def query(self) -> str:
        """As it stands in the address, without the page."""
        asked = {"cohort": self.cohort, "reason": self.reason, "q": self.q}
        words = urlencode({name: value for name, value in asked.items() if value})
        return f"{words}&" if words else ""


class Handed(NamedTuple):
    """The last list of a seeker, whether it was answered, and who is on it."""

    submission: int
    submitted_at: dt.datetime
    answered_at: dt.datetime | None
    begun_by: str
    begun_at: dt.datetime | None


class Seeker(NamedTuple):
    """One row. `measured` is how bad each reason is."""

    line: Line
    facts: triage.Facts
    measured: tuple[int, ...]
    handed: Handed | None

    @property
    def is_waiting(self) -> bool:
        return self.facts.waiting_minutes is not None

    @property
    def list_words(self) -> str:
        if self.handed is None:
            return "Not handed in"
        return "Waits for you" if self.is_waiting else "Answered"

    @property
    def reasons(self) -> list[str]:
        return triage.reasons_of(self.facts)

    @property
    def bar(self) -> list[Piece]:
        return pieces(self.line.stages)


class Queue(NamedTuple):
    choice: Choice
    cohorts: Sequence[tuple[int, str]]
    page: Page[Seeker]
    seekers: int
    waiting: Sequence[int]  # minutes, of each list that waits

    @property
    def words(self) -> str:
        said = counted_words(self.seekers, "seeker", "seekers")
        if not self.waiting:
            return f"{said} · no list waits"
        lists = counted_words(len(self.waiting), "list", "lists")
        return f"{said} · {lists} waiting, the oldest for {waited(max(self.waiting))}"


def load_queue(coach: User, given: Mapping[str, str], *, now: dt.datetime) -> Queue | None:
    """None for whoever coaches no cohort."""
    cohorts = list(access.coached_by(coach).order_by("name", "pk").values_list("pk", "name"))
    if not cohorts:
        return None
    choice = Choice.of(given, cohorts)
    lines, handed = load_lines(access.read_by(coach), now=now), load_handed(coach)
    everybody = [as_seeker(line, handed.get((line.user, line.cohort)), now) for line in lines]
    found = [seeker for seeker in everybody if fits(seeker, choice)]
    found.sort(key=lambda seeker: triage.place(seeker.measured, seeker.line.name, seeker.line.pk))
    waiting = [s.facts.waiting_minutes for s in everybody if s.facts.waiting_minutes is not None]
    return Queue(choice, cohorts, page_of(found, choice.page, PAGE), len(everybody), waiting)


def load_handed(coach: User) -> dict[tuple[int, int], Handed]:
    """The last list of each seeker in each cohort."""
    later = Submission.objects.filter(
        owner=OuterRef("owner"), cohort=OuterRef("cohort"), round__gt=OuterRef("round")
    )
    last = submissions_read_by(coach).filter(~Exists(later))
    rows = last.values_list("owner", "cohort", "pk", "submitted_at", "review__sent_at", *BEGUN)
    return {
        (owner, cohort): Handed(pk, at, sent, "You" if by == coach.pk else name or "", since)
        for owner, cohort, pk, at, sent, by, name, since in rows
        if cohort
    }


def as_seeker(line: Line, handed: Handed | None, now: dt.datetime) -> Seeker:
    facts = facts_of(line, waiting_minutes(handed, now))
    return Seeker(line, facts, triage.measures(facts), handed)


def waiting_minutes(handed: Handed | None, now: dt.datetime) -> int | None:
    if handed is None or handed.answered_at:
        return None
    return max(0, int((now - handed.submitted_at).total_seconds() // 60))


def facts_of(line: Line, waiting: int | None) -> triage.Facts:
    counted = line.counted
    return triage.Facts(
        waiting,
        line.quiet_days,
        counted.silent_messages,
        line.owed.answers,
        line.owed.thanks,
        counted.targets,
        line.aim,
        counted.targets_with_in,
        counted.holes,
    )


def fits(seeker: Seeker, choice: Choice) -> bool:
    return (
        choice.cohort in (None, seeker.line.cohort)
        and choice.q.casefold() in seeker.line.name.casefold()
        and (not choice.reason or seeker.measured[triage.KEYS.index(choice.reason)] > 0)
    )
