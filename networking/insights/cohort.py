"""What the page of a cohort tells: a coach of each who shares, an admin of five together (DESIGN §3)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from networking.accounts.models import User
from networking.cohorts import access
from networking.cohorts.models import Cohort, Role
from networking.insights.bars import Piece, part, pieces
from networking.insights.numbers import Line, Medians, Sums, load_lines, medians_of, sum_up

FEWEST = 5  # an admin reads totals over so many or more (DESIGN §3)
PAGE = 50


class Member(NamedTuple):
    """A seeker of the cohort; without a line they do not share."""

    pk: int
    name: str
    line: Line | None

    @property
    def bar(self) -> list[Piece]:
        return pieces(self.line.stages) if self.line else []


class Step(NamedTuple):
    """One step of the funnel, beside the first."""

    name: str
    people: int
    length: float


class Numbers(NamedTuple):
    """`members` are named to a coach alone; `sums` are None where they would speak of single people."""

    members: Sequence[Member]
    sums: Sums | None
    medians: Medians | None

    @property
    def funnel(self) -> list[Step]:
        if self.sums is None:
            return []
        return [Step(name, count, part(count, self.sums.reached_out)) for name, count in self.sums.funnel]


def open_to(user: User) -> QuerySet[Cohort]:
    """The cohorts whose page this person may open, and as whom."""
    coached = access.coached_by(user).filter(pk=OuterRef("pk"))
    run = access.administered_by(user).filter(pk=OuterRef("organization"))
    cohorts = access.visible_cohorts(user).select_related("organization")
    return cohorts.annotate(is_coached=Exists(coached), is_run=Exists(run))


def load_numbers(user: User, cohort: Cohort, *, is_coached: bool, now: dt.datetime) -> Numbers:
    if is_coached:
        lines = load_lines(access.read_by(user).filter(cohort=cohort), now=now)
        return Numbers(load_members(user, cohort, lines), sum_up(lines) if lines else None, medians_of(lines))
    lines = load_lines(access.summed_for(user).filter(cohort=cohort), now=now)
    return Numbers((), sum_up(lines) if len(lines) >= FEWEST else None, None)


def load_members(coach: User, cohort: Cohort, lines: Sequence[Line]) -> list[Member]:
    """All seekers of the cohort by name, each with their numbers while they share."""
    by_pk = {line.pk: line for line in lines}
    seekers = access.visible_members(coach).active().of_role(Role.SEEKER).filter(cohort=cohort)
    named = seekers.values_list("pk", "user__name", "user__email")
    members = [Member(pk, name or email, by_pk.get(pk)) for pk, name, email in named]
    return sorted(members, key=lambda member: (member.name.casefold(), member.pk))


# --- As a spreadsheet

HEADER = (
    *("Name", "Shares", "Targets", "Aims for", "Targets with an in", "Backlog", "Targets with an empty seat"),
    *("People at targets", "Reached out", "Replied", "Chatted", "Thanked", "Written to", "Answered"),
    *("Thank-yous owed", "Answers owed", "Follow-ups owed", "Chats to log", "Last active"),
)


def sheet(numbers: Numbers) -> Iterator[tuple[object, ...]]:
    """One row for each member, then one for all who share; a number nobody may read is an empty cell."""
    for member in numbers.members:
        yield (member.name, *_cells(member.line))
    if sums := numbers.sums:
        yield (
            *(
                "All who share",
                sums.seekers,
                sums.targets,
                "",
                sums.targets_with_in,
                sums.backlog,
                sums.holes,
            ),
            *(sums.people, sums.reached_out, sums.replied, sums.chatted, sums.thanked),
            *(sums.response.of, sums.response.hits, *sums.owed, ""),
        )


def _cells(line: Line | None) -> tuple[object, ...]:
    if line is None:
        return ("does not share", *[""] * (len(HEADER) - 2))
    counted = line.counted
    return (
        *("yes", counted.targets, line.aim, counted.targets_with_in, counted.backlog, counted.holes),
        *(counted.people, counted.reached_out, counted.replied, counted.chatted, counted.thanked),
        *(counted.written_to, counted.answered, *line.owed, line.active_on.isoformat()),
    )
