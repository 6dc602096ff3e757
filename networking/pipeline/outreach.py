"""Who can be written to for the first time now, in which order, and how many of them before today is full."""

from __future__ import annotations

from collections.abc import Iterable

from networking.pipeline.next_steps import Rule, Step, can_write
from networking.pipeline.snapshot import Snapshot


def queue_of(steps: Iterable[Step], snapshot: Snapshot) -> list[Step]:
    """The first messages that a usable channel is there for, in the order of the next steps."""
    people = {person.pk: person for person in snapshot.people}
    return [
        step
        for step in steps
        if step.rule == Rule.FIRST_MESSAGE and can_write(people[step.contact_id or 0], snapshot)
    ]


def count_waiting(steps: Iterable[Step], snapshot: Snapshot) -> int:
    """How many first messages there are to write until today is full."""
    left = snapshot.user.new_people_a_day - snapshot.new_people_today
    return min(len(queue_of(steps, snapshot)), max(left, 0))
