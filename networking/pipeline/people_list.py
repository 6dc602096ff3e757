"""Which people the list shows, in which order, and what stands in a row."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, NamedTuple

from django.db.models import Case, F, Min, OuterRef, QuerySet, Subquery, Value, When

from networking.accounts.models import User
from networking.contacts.models import Closeness, Contact, ContactQuerySet, Persona
from networking.contacts.seats import initials
from networking.contacts.stages import STAGE_LABELS, Kind, Parked, Stage
from networking.pipeline.board_words import DUE_WORDS
from networking.pipeline.kinds import WORDS, likely
from networking.pipeline.next_steps import lateness
from networking.pipeline.people_choice import Choice, Venues, matching, planned, venues_with_people
from networking.pipeline.words import PEOPLE

PAGE = 50


class Row(NamedTuple):
    """The columns of one person; the words beside them are made by `line_of`."""

    pk: int
    name: str
    title: str
    persona: str
    stage: int
    company_id: int | None
    company: str | None
    due_on: dt.date | None
    due_rule: int | None
    parked_reason: str
    is_sample: bool
    closeness: str
    last_interaction_on: dt.date | None
    chat_at: dt.datetime | None


class Line(NamedTuple):
    """One row as it is printed."""

    pk: int
    name: str
    initials: str
    role: str
    company_id: int | None
    company: str
    stage: int
    stage_words: str
    due_words: str
    due_level: str
    is_due: bool
    kind: str
    button: str
    key: uuid.UUID
    is_parked: bool
    is_sample: bool
    is_close: bool
    last_on: dt.date | None


class People(NamedTuple):
    lines: list[Line]
    total: int
    choice: Choice
    has_more: bool
    companies: list[tuple[int, str]]
    venues: Venues

    @property
    def is_nobody(self) -> bool:
        return not self.total and not self.choice.is_narrowed


def load_people(user: User, choice: Choice, *, now: dt.datetime) -> People:
    today = user.local_date(now)
    found = matching(user, choice, today, now)
    start = (choice.page - 1) * PAGE
    rows = ordered(found, now)[start : start + PAGE + 1]
    lines = [line_of(Row(*row), user, today, now) for row in rows]
    return People(
        lines[:PAGE],
        found.count(),
        choice,
        len(lines) > PAGE,
        companies_with_people(user),
        venues_with_people(user),
    )


def load_line(user: User, pk: int, *, now: dt.datetime) -> Line | None:
    """The row of one person, after something happened."""
    row = ordered(Contact.objects.owned_by(user).filter(pk=pk), now).first()
    return line_of(Row(*row), user, user.local_date(now), now) if row else None


def companies_with_people(user: User) -> list[tuple[int, str]]:
    people = (
        Contact.objects.owned_by(user).filter(company__isnull=False).order_by("company__name", "company_id")
    )
    return list(people.values_list("company_id", "company__name").distinct())


def ordered(people: ContactQuerySet, now: dt.datetime) -> QuerySet[Contact, tuple[Any, ...]]:
    """The columns of a row, by due date, then name; a chat to tell of comes first."""
    first = planned().filter(contact=OuterRef("pk")).order_by().values("contact")
    chat_at = Subquery(first.annotate(at=Min("starts_at")).values("at"))
    columns = ["company__name" if name == "company" else name for name in Row._fields]
    return (
        people.annotate(chat_at=chat_at)
        .order_by(
            Case(When(chat_at__lte=now, then=Value(0)), default=Value(1)),
            F("due_on").asc(nulls_last=True),
            "name_key",
            "pk",
        )
        .values_list(*columns)
    )


def line_of(row: Row, user: User, today: dt.date, now: dt.datetime) -> Line:
    words, level, kind = _due_of(row, user, today, now)
    is_parked = bool(row.parked_reason)
    first = str(Kind.REPLY) if is_parked and not words else likely(row.stage, kind)[0]
    return Line(
        row.pk,
        row.name,
        initials(row.name),
        row.title or Persona(row.persona).label,
        row.company_id,
        row.company or "",
        row.stage,
        f"Parked: {Parked(row.parked_reason).label.lower()}" if is_parked else STAGE_LABELS[Stage(row.stage)],
        words,
        level,
        bool(words) and level != "soon",
        first,
        WORDS[first].button,
        uuid.uuid4(),
        is_parked,
        row.is_sample,
        row.closeness == Closeness.CLOSE,
        row.last_interaction_on,
    )


def _due_of(row: Row, user: User, today: dt.date, now: dt.datetime) -> tuple[str, str, str]:
    """What is due with somebody: the words, how late, and the kind that settles it."""
    if row.chat_at and row.chat_at <= now:
        when, level = lateness(user.local_date(row.chat_at), today)
        return f"How did the chat go? {when}", level, Kind.CHAT
    if row.due_on and row.due_rule in DUE_WORDS:
        what, kind = DUE_WORDS[row.due_rule], PEOPLE[row.due_rule].log_kind
        when, level = lateness(row.due_on, today)
        return f"{what} {when}", level, kind if row.due_on <= today else ""
    if row.chat_at:
        when, _ = lateness(user.local_date(row.chat_at), today)
        return f"Chat {when}", "soon", ""
    return "", "", ""
