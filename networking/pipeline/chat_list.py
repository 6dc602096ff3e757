"""Which chats the list shows, in which groups and order, and what stands in a row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from networking.accounts.models import User
from networking.contacts.models import Contact
from networking.contacts.seats import initials
from networking.contacts.stages import Stage
from networking.conversations.models import Chat, ChatStatus, Learned, Medium
from networking.conversations.question_list import lines
from networking.conversations.times import time_there
from networking.pipeline.days import day_words
from networking.pipeline.person_page import CHAT_ICONS
from networking.web.paging import page_number

PAGE = 20  # of those that are settled; what is planned stands on the first page
UNFOLDED = 10  # so many of a group are shown at once
OVER, TODAY, THIS_WEEK, LATER = "How did it go?", "Today", "This week", "Later"
ANSWERED = 3  # so many people who answered are named where nothing is planned


class Row(NamedTuple):
    """The columns of one chat."""

    pk: int
    status: str
    starts_at: dt.datetime | None
    minutes: int
    medium: str
    place: str
    questions: str
    settled_on: dt.date | None
    is_sample: bool
    learned: int
    contact_id: int
    contact__name: str
    contact__stage: int
    contact__time_zone: str
    contact__due_on: dt.date | None
    company_id: int | None
    company__name: str | None
    company__removed_at: dt.datetime | None


class Line(NamedTuple):
    """One chat as it is printed."""

    pk: int
    when: str
    there: str
    status: str
    icon: str
    medium: str
    minutes: int
    place: str
    is_link: bool
    questions: int
    learned: int
    is_held: bool
    is_sample: bool
    person: int
    name: str
    initials: str
    stage: int
    is_due: bool
    company: int
    company_name: str


class Group(NamedTuple):
    title: str
    shown: list[Line]
    folded: list[Line]

    @property
    def is_over(self) -> bool:
        return self.title == OVER


def load_chats(user: User, data: Mapping[str, str], *, now: dt.datetime) -> dict[str, Any]:
    """The page: what is planned, in groups, and a page of those that are settled."""
    page = page_number(data.get("page", ""))
    planned = planned_rows(user) if page == 1 else []
    settled = settled_rows(user, page)
    return {
        "active": "chats",
        "groups": groups_of(planned, user, now),
        "settled": [settled_line(row, user, now) for row in settled[:PAGE]],
        "answered": load_answered(user) if page == 1 and not planned else [],
        "is_first": page == 1 and not planned and not settled,
        "page": page,
        "before": page - 1,
        "after": page + 1 if len(settled) > PAGE else 0,
    }


def rows_of(chats: QuerySet[Chat]) -> QuerySet[Chat, tuple[Any, ...]]:
    learned = Learned.objects.filter(chat=OuterRef("pk")).order_by().values("chat").annotate(n=Count("pk"))
    return chats.annotate(learned_topics=Coalesce(Subquery(learned.values("n")), 0)).values_list(
        *("learned_topics" if name == "learned" else name for name in Row._fields)
    )


def planned_rows(user: User) -> list[Row]:
    planned = Chat.objects.owned_by(user).filter(status=ChatStatus.PLANNED)
    return [Row(*row) for row in rows_of(planned.order_by("starts_at", "pk"))]


def settled_rows(user: User, page: int) -> list[Row]:
    """A page of them, and one more if there is another page."""
    settled = Chat.objects.owned_by(user).exclude(status=ChatStatus.PLANNED)
    start = (page - 1) * PAGE
    return [Row(*row) for row in rows_of(settled.order_by("-settled_on", "-pk"))[start : start + PAGE + 1]]


def groups_of(planned: Iterable[Row], user: User, now: dt.datetime) -> list[Group]:
    """Those that are over first, then by how near they are; a group without chats is left out."""
    groups: dict[str, list[Line]] = {OVER: [], TODAY: [], THIS_WEEK: [], LATER: []}
    for row in planned:
        groups[group_of(row, user, now)].append(planned_line(row, user, now))
    return [Group(title, found[:UNFOLDED], found[UNFOLDED:]) for title, found in groups.items() if found]


def group_of(row: Row, user: User, now: dt.datetime) -> str:
    """By the calendar where I am; a week ends with its Sunday."""
    assert row.starts_at
    if row.starts_at + dt.timedelta(minutes=row.minutes) <= now:
        return OVER
    day, today = user.local_date(row.starts_at), user.local_date(now)
    if day <= today:
        return TODAY
    return THIS_WEEK if day <= today + dt.timedelta(days=6 - today.weekday()) else LATER


def planned_line(row: Row, user: User, now: dt.datetime) -> Line:
    assert row.starts_at
    start, today = row.starts_at.astimezone(user.zone), user.local_date(now)
    year = "" if start.year == today.year else f" {start.year}"
    day = "Today" if start.date() == today else f"{start:%a} {start.day} {start:%b}{year}"
    there = time_there(row.starts_at, user.zone.key, row.contact__time_zone)
    return line_of(row, today, f"{day}, {start:%H:%M}", there)


def settled_line(row: Row, user: User, now: dt.datetime) -> Line:
    assert row.settled_on
    today = user.local_date(now)
    return line_of(row, today, day_words(row.settled_on, today), "")


def line_of(row: Row, today: dt.date, when: str, there: str) -> Line:
    medium = Medium(row.medium)
    return Line(
        row.pk,
        when,
        there,
        "" if row.status == ChatStatus.PLANNED else ChatStatus(row.status).label,
        CHAT_ICONS[medium],
        medium.label,
        row.minutes,
        row.place,
        row.place.startswith(("https://", "http://")),
        len(lines(row.questions)),
        row.learned,
        row.status == ChatStatus.HELD,
        row.is_sample,
        row.contact_id,
        row.contact__name,
        initials(row.contact__name),
        row.contact__stage,
        row.contact__due_on is not None and row.contact__due_on <= today,
        row.company_id or 0 if row.company__removed_at is None else 0,
        row.company__name or "",
    )


def load_answered(user: User) -> list[Contact]:
    """Who has answered and could be asked for a chat, the latest first."""
    answered = Contact.objects.owned_by(user).filter(stage=Stage.REPLIED, parked_on=None)
    return list(answered.select_related("company").order_by("-last_interaction_on", "pk")[:ANSWERED])
