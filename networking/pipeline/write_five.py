"""Write five: who is written to next, how far today has come, and what there is to say when it is enough."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple

from networking.accounts.models import User
from networking.pipeline.compose import compose
from networking.pipeline.desk import Desk, Search
from networking.pipeline.next_steps import Rule, Step, is_full, split
from networking.pipeline.outreach import queue_of
from networking.pipeline.person_history import load_contact, load_history
from networking.pipeline.person_page import COMING
from networking.pipeline.snapshot import Snapshot, first_messages_of, load_snapshot
from networking.pipeline.words import on_day

PLACE = "write_five"
MOST_DOTS = 10
SOME = 3  # so many names of those who follow, and so many ways to find more people
FILLS_THE_QUEUE = (Rule.FIRST_MESSAGE, Rule.WRITE_IN, Rule.FIND_PEOPLE, Rule.MORE_TARGETS)
NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class Progress(NamedTuple):
    """How many new people were written to today, and how many the seeker set out to."""

    written: int
    most: int

    @property
    def dots(self) -> list[bool]:
        """One for each person of today, filled for those written to; none where there are too many."""
        return [number < self.written for number in range(self.most)] if self.most <= MOST_DOTS else []

    @property
    def in_words(self) -> str:
        return NUMBERS[self.written] if self.written < len(NUMBERS) else str(self.written)


class Written(NamedTuple):
    """Somebody who got their first message today, and what comes after it."""

    pk: int
    name: str
    company: str
    coming: str


def load_write_five(user: User, skipped: list[int], *, now: dt.datetime, here: str = "") -> dict[str, Any]:
    """The next person with the composer; when there is none, why, and whom today was for."""
    snapshot = load_snapshot(user, now=now)
    steps = split(snapshot)[0]
    queue = queue_of(steps, snapshot)
    waiting = [step for step in queue if step.contact_id not in skipped]
    day = {
        "active": "today",
        "progress": Progress(snapshot.new_people_today, user.new_people_a_day),
        "skipped": [step for step in queue if step.contact_id in skipped],
    }
    if waiting:
        return day | at_work(user, waiting, steps, snapshot, skipped, here)
    return day | {
        "why": why_nobody(snapshot, skipped=bool(day["skipped"])),
        "written": load_written(user, snapshot.today),
        "tomorrow": tomorrow_of(snapshot),
        "ways": ways_of(steps),
    }


def at_work(
    user: User, waiting: list[Step], steps: list[Step], snapshot: Snapshot, skipped: list[int], here: str
) -> dict[str, Any]:
    step, *then = waiting
    contact = load_contact(user, step.contact_id or 0)
    desk = Desk(user, contact, load_history(user, contact), Search.known(snapshot, steps))
    return {
        "c": compose(desk, place=PLACE),
        "person": contact,
        "step": step,
        "next": here,
        "then": [following.contact for following in then[:SOME]],
        "more": len(then[SOME:]),
        "skip": ",".join(map(str, [*skipped, contact.pk])),
    }


def why_nobody(snapshot: Snapshot, *, skipped: bool) -> str:
    """enough: today is full. off: no new people at all. skipped: only those wait. empty: nobody waits."""
    if is_full(snapshot):
        return "enough" if snapshot.user.new_people_a_day else "off"
    return "skipped" if skipped else "empty"


def load_written(user: User, today: dt.date) -> list[Written]:
    rows = (
        first_messages_of(user, today)
        .order_by("pk")
        .values_list(
            "contact_id", "contact__name", "contact__company__name", "contact__due_on", "contact__due_rule"
        )
    )
    return [
        Written(pk, name, company or "", coming_of(due_on, rule, today))
        for pk, name, company, due_on, rule in rows
    ]


def coming_of(due_on: dt.date | None, rule: int | None, today: dt.date) -> str:
    return f"{COMING[rule or 0]} {on_day(due_on, today)}." if due_on else ""


def tomorrow_of(snapshot: Snapshot) -> list[Step]:
    """Who would come next if today were not full."""
    fresh = snapshot._replace(new_people_today=0)
    return queue_of(split(fresh)[0], fresh)[:SOME]


def ways_of(steps: Iterable[Step]) -> list[Step]:
    """The steps that bring people into the queue, the first of each kind."""
    first: dict[int, Step] = {}
    for step in steps:
        if step.rule in FILLS_THE_QUEUE:
            first.setdefault(step.rule, step)
    return [first[rule] for rule in FILLS_THE_QUEUE if rule in first][:SOME]
