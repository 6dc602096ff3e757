"""What Today shows: the one next step, the few after it, and how each target stands."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any, NamedTuple

from networking.accounts.models import User
from networking.contacts.models import Connection
from networking.contacts.stages import Stage
from networking.pipeline.board_words import done_words
from networking.pipeline.company_rows import Seat, rows_of, seat_of
from networking.pipeline.first_week import load_offer
from networking.pipeline.meanwhile import load_meanwhile
from networking.pipeline.next_steps import Lateness, Step, lateness_of, steps_of
from networking.pipeline.outreach import count_waiting
from networking.pipeline.snapshot import Lists, PersonRow, load_snapshot
from networking.pipeline.words import from_place

A_FEW = 4
TARGETS_SHOWN = 50
CALM = 14  # the rule that speaks when nothing is due

GREETINGS = ((5, "Good evening"), (12, "Good morning"), (18, "Good afternoon"), (24, "Good evening"))

ICONS = {
    1: "notebook-pen",
    2: "message-circle-question-mark",
    3: "heart-handshake",
    4: "reply",
    5: "message-square-text",
    6: "send",
    7: "send",
    8: "door-open",
    9: "building-2",
    10: "inbox",
    11: "user-plus",
    12: "coffee",
    13: "moon",
    14: "leaf",
}


class Line(NamedTuple):
    """One step of the list: with the seat of the person it is about, or an icon."""

    step: Step
    icon: str
    seat: Seat | None
    due: Lateness | None
    url: str


def greeting(hour: int) -> str:
    return next(words for until, words in GREETINGS if hour < until)


def load_today(user: User, *, now: dt.datetime, show_all: bool = False) -> dict[str, Any]:
    """Today for somebody with a search; for somebody without a company yet, what they may begin with."""
    here = now.astimezone(user.zone)
    today = here.date()
    day = {"today": today, "greeting": greeting(here.hour), "active": "today"}
    snapshot = load_snapshot(user, now=now)
    if snapshot.lists == Lists() and not snapshot.people:  # a promise to somebody without a company is kept
        knows = Connection.objects.owned_by(user).count()
        return day | {"is_new": True, "knows": knows, "week": load_offer(user, today, is_calm=True)}
    steps = steps_of(snapshot)
    people = snapshot.people_at()
    seats = {person.pk: seat_of(person, today) for person in snapshot.people}
    first, *rest = [line_of(step, seats, today) for step in (steps if show_all else steps[: A_FEW + 1])]
    return day | {
        "step": first.step,
        "url": first.url,
        "icon": first.icon,
        "due": first.due,
        "done": done_words(first.step.log_kind),
        "is_calm": first.step.rule == CALM,
        "meanwhile": load_meanwhile(user, now=now) if first.step.rule == CALM else [],
        "week": load_offer(user, today, is_calm=first.step.rule == CALM),
        "key": uuid.uuid4(),
        "steps": rest,
        "more": 0 if show_all else len(steps[A_FEW + 1 :]),
        "to_write": count_waiting(steps, snapshot),
        "due_count": sum(1 for step in steps if step.rule != CALM),
        "rows": rows_of(
            snapshot.companies[:TARGETS_SHOWN], steps, today, place="today", load_people=lambda _: people
        ),
        "targets": len(snapshot.companies),
        "people": count_people(people),
        "has_sample": snapshot.lists.sample > 0,
    }


def line_of(step: Step, seats: dict[int, Seat], today: dt.date) -> Line:
    due = lateness_of(step, today) if step.rule != CALM else None
    seat = seats.get(step.contact_id or 0)
    return Line(step, ICONS[step.rule], seat, due, from_place(step.url, "today"))


def count_people(people: Mapping[int, list[PersonRow]]) -> dict[str, int]:
    """How many people there are, and with how many of them a conversation is open."""
    everybody = [person for here in people.values() for person in here]
    is_open = [
        person
        for person in everybody
        if Stage.TO_CONTACT < person.stage < Stage.THANKED and person.parked_on is None
    ]
    return {"all": len(everybody), "open": len(is_open)}
