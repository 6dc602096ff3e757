"""What the page of one person shows: how far it came, the step at hand, what was said and is planned."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from networking.accounts.models import User
from networking.accounts.zones import time_of
from networking.companies.models import Standing
from networking.contacts.models import Contact
from networking.contacts.names import greeting
from networking.contacts.seats import initials
from networking.contacts.stages import EFFECTS, STAGE_LABELS, Kind, Parked, Stage, Whose
from networking.conversations.models import Chat, ChatStatus, Medium
from networking.conversations.question_list import lines
from networking.conversations.times import time_there
from networking.pipeline.compose import compose
from networking.pipeline.days import day_words
from networking.pipeline.desk import Desk, is_written, load_desk
from networking.pipeline.hunt import hunt_of
from networking.pipeline.introduction_list import introductions_of
from networking.pipeline.kinds import WORDS, likely, line
from networking.pipeline.loop import owed_lines
from networking.pipeline.next_steps import Rule, Step, for_contact, lateness, lateness_of
from networking.pipeline.packet import lines_of_person
from networking.pipeline.person_history import (
    CHAT,
    LOOKED,
    PAST_JOB,
    SAID,
    History,
    draft_of,
)
from networking.pipeline.person_keeping import keeping_of
from networking.pipeline.words import on_day

UNFOLDED = 8  # so many moments are shown at once, the rest when asked for
SHORT, SHORT_LINES = 280, 4  # a longer message is folded
CHAT_ICONS = {
    Medium.VIDEO: "video",
    Medium.PHONE: "phone",
    Medium.IN_PERSON: "coffee",
    Medium.WRITING: "message-square-text",
}


class StageLine(NamedTuple):
    name: str
    on: dt.date | None
    is_reached: bool


class Moment(NamedTuple):
    pk: int
    day: str
    icon: str
    words: str
    note: str
    url: str
    subject: str = ""
    sent: str = ""
    template: str = ""

    @property
    def is_long(self) -> bool:
        return len(self.sent) > SHORT or self.sent.count("\n") > SHORT_LINES


class Before(NamedTuple):
    """The job somebody came from; `board` is the page of that company, if it is on a list."""

    job: str
    company: str
    board: str
    until: dt.date


class LogButton(NamedTuple):
    kind: str
    words: str
    url: str
    key: uuid.UUID


class ChatLine(NamedTuple):
    pk: int
    status: str
    icon: str
    medium: str
    starts_at: dt.datetime | None
    ends_at: dt.datetime | None
    on: dt.date | None
    minutes: int
    place: str
    is_link: bool
    questions: list[str]
    is_planned: bool
    is_over: bool


class PersonStep(NamedTuple):
    """The step at hand with this person; `is_the_one` when it is the next step of the whole account."""

    step: Step
    words: str
    level: str
    is_the_one: bool
    done: str


def load_person(user: User, pk: int, *, now: dt.datetime, place: str = "person") -> dict[str, Any]:
    """`place` is where one came from, and goes back to once a message is sent."""
    today = user.local_date(now)
    desk = load_desk(user, pk, now=now)
    contact, history = desk.contact, desk.history
    first_name = greeting(contact.name) or contact.name
    moments = moments_of(history, contact.pk, first_name, today)
    chats = chats_of(history, now)
    step = step_of(desk.search.steps, contact.pk, today)
    buttons = log_buttons(contact, step.step.log_kind if step else "")
    planned = next((chat for chat in chats if chat.is_planned), None)
    return {
        "active": "people",
        "person": contact,
        "first_name": first_name,
        "initials": initials(contact.name),
        "is_due": bool(step and step.level != "soon"),
        "stages": stage_lines(contact),
        "step": step,
        "write": bool(desk.open_channels),
        "owed": owed_lines(desk.owed, today),
        "c": compose(desk, place=place) if is_written(desk) else None,
        "has_draft": draft_of(contact) is not None,
        "coming": waiting_for(desk) or coming_words(contact, planned, today),
        "lacks_in": lacks_in(contact),
        "likely": buttons[:3],
        "others": grouped(buttons[3:]),
        "before": before_of(history),
        "keeping": keeping_of(history, contact, first_name, today),
        "moments": moments[:UNFOLDED],
        "earlier": moments[UNFOLDED:],
        "chats": chats,
        "planned": planned,
        "ways": desk.ways,
        "introducer": desk.introducer,
        "introductions": introductions_of(history),
        "referrals": lines_of_person(history),
        "hunt": hunt_of(contact, {row.kind for row in history if row.what == LOOKED}),
        "parked": Parked(contact.parked_reason).label if contact.parked_reason else "",
        "parked_day": day_words(contact.parked_on, today) if contact.parked_on else "",
        "reasons": Parked.choices,
        "zone": time_of(user.zone.key),
        "there": time_there(planned.starts_at, user.zone.key, contact.time_zone)
        if planned and planned.starts_at
        else "",
    }


def stage_lines(contact: Contact) -> list[StageLine]:
    """The four parts of the progress; a stage that was skipped is reached, without a day of its own."""
    days = (contact.reached_on, contact.replied_on, contact.chatted_on, contact.thanked_on)
    names = ("Reached out", "Replied", "Chat", "Thank-you")
    return [
        StageLine(
            STAGE_LABELS[Stage(number)] if contact.stage >= number else name, day, contact.stage >= number
        )
        for number, (name, day) in enumerate(zip(names, days, strict=True), 1)
    ]


def step_of(steps: Sequence[Step], pk: int, today: dt.date) -> PersonStep | None:
    mine = for_contact(steps, pk)
    if not mine:
        return None
    step = mine[0]
    words, level = lateness_of(step, today) or ("", "soon")
    return PersonStep(step, words, level, step == steps[0], "I’ve sent it" if step.log_kind else "")


def waiting_for(desk: Desk) -> str:
    """Why a first message was put off, where that was not the seeker's own “later”."""
    about = (Rule.FIRST_MESSAGE, f"contact:{desk.contact.pk}")
    rows = (
        row
        for row in desk.search.snapshot.hidden
        if (row.rule, row.subject) == about and row.revision is None
    )
    row = next((row for row in rows if row.until > desk.today and row.reason), None)
    return f"{row.reason} Your own message comes up again {on_day(row.until, desk.today)}." if row else ""


def coming_words(contact: Contact, planned: ChatLine | None, today: dt.date) -> str:
    """What can be expected here when nothing is due."""
    if planned and planned.starts_at:
        return "Your chat is planned. Until then there is nothing to do but look forward to it."
    if contact.due_on and contact.due_on > today:
        when = lateness(contact.due_on, today)[0]
        return f"Nothing to do for now. {COMING[contact.due_rule or 0]} {when}."
    if contact.stage == Stage.TO_CONTACT:
        return FIRST_THE_IN if lacks_in(contact) else "Not written to yet."
    return "Nothing to do here for now."


def lacks_in(contact: Contact) -> bool:
    """Whether a first message waits for the "in" of its company."""
    company = contact.company
    is_waiting = contact.stage == Stage.TO_CONTACT and company is not None
    return is_waiting and company.standing == Standing.TARGET and not company.has_in  # type: ignore[union-attr]


FIRST_THE_IN = "First your “in”: why this company and you fit. It opens the message."
COMING = {
    0: "Next",
    3: "A thank-you is due",
    4: "Your answer is due",
    6: "If no answer comes, a follow-up is due",
    12: "A word to keep in touch is due",
    13: "If no answer comes, let it rest",
}


def log_buttons(contact: Contact, wanted: str) -> list[LogButton]:
    """All kinds, the most likely first."""
    kinds = dict.fromkeys([*likely(contact.stage, wanted), *Kind.values])
    return [
        LogButton(kind, WORDS[kind].button, f"/people/{contact.pk}/log/{kind}/", uuid.uuid4())
        for kind in kinds
    ]


def grouped(buttons: Iterable[LogButton]) -> list[tuple[str, list[LogButton]]]:
    """The rest of the kinds in a menu: mine, then theirs."""
    mine = [button for button in buttons if EFFECTS[button.kind].whose == Whose.MINE]
    theirs = [button for button in buttons if button not in mine]
    return [(title, group) for title, group in (("From me", mine), ("From them", theirs)) if group]


def before_of(history: Iterable[History]) -> Before | None:
    """Where they worked last, before where they work now."""
    jobs = [(row.on, row.pk, row) for row in history if row.what == PAST_JOB and row.on]
    if not jobs:
        return None
    until, _, row = max(jobs)
    return Before(row.how, row.text, board_of(row), until)


def board_of(row: History) -> str:
    return f"/companies/{row.place}/" if row.place else ""


def moments_of(history: Iterable[History], pk: int, first_name: str, today: dt.date) -> list[Moment]:
    """What was said and where they worked, the latest first."""
    told = {SAID, PAST_JOB}
    rows = [(row.on, row.what == SAID, row.pk, row) for row in history if row.what in told and row.on]
    return [moment_of(row, on, pk, first_name, today) for on, *_, row in sorted(rows, reverse=True)]


def moment_of(row: History, on: dt.date, pk: int, first_name: str, today: dt.date) -> Moment:
    day = day_words(on, today)
    if row.what == PAST_JOB:
        job = " at ".join(part for part in (row.how, row.text) if part)
        return Moment(row.pk, day, "briefcase", f"{first_name} left a job", job, "")
    url = f"/people/{pk}/interactions/{row.pk}/"
    words = line(row.kind, first_name, row.how, row.place)
    sent = (row.subject, row.sent, row.template)
    return Moment(row.pk, day, WORDS[row.kind].icon, words, row.text, url, *sent)


def chats_of(history: Iterable[History], now: dt.datetime) -> list[ChatLine]:
    """Planned ones first, the next one foremost; then how the others went, the latest first."""
    lines = [chat_line(row, now) for row in history if row.what == CHAT]
    planned = sorted((c for c in lines if c.is_planned), key=lambda c: (c.starts_at, c.pk))
    settled = sorted((c for c in lines if not c.is_planned), key=lambda c: (c.on, c.pk), reverse=True)
    return planned + settled


def chat_line(row: History, now: dt.datetime) -> ChatLine:
    ends_at = row.starts_at and row.starts_at + dt.timedelta(minutes=row.minutes)
    return ChatLine(
        row.pk,
        ChatStatus(row.kind).label,
        CHAT_ICONS[Medium(row.how)],
        Medium(row.how).label,
        row.starts_at,
        ends_at,
        row.on,
        row.minutes,
        row.place,
        row.place.startswith(("https://", "http://")),
        lines(row.text),
        row.kind == ChatStatus.PLANNED,
        ends_at is not None and ends_at <= now,
    )


def line_of_chat(chat: Chat, now: dt.datetime) -> ChatLine:
    columns = (chat.settled_on, chat.status, chat.medium, chat.questions, chat.place)
    row = History(CHAT, chat.pk, *columns, minutes=chat.minutes, starts_at=chat.starts_at)
    return chat_line(row, now)
