"""What was learned at a company, by topic: who said it and when, the newest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import QuerySet

from networking.accounts.models import User
from networking.companies.models import Company
from networking.contacts.names import greeting
from networking.conversations.models import ChatStatus, Learned, Topic

UNFOLDED = 3  # so many lines of a topic are shown at once
LONG = 240  # characters of one line before the rest of it is folded
SHORT = 160


class Lesson(NamedTuple):
    """One text as it is stored, with the chat it comes from."""

    chat: int
    who: str
    text: str
    on: dt.date | None
    topic: str


class BriefLine(NamedTuple):
    """A long text is its start and the rest of it."""

    chat: int
    who: str
    start: str
    rest: str
    on: dt.date | None


class BriefTopic(NamedTuple):
    label: str
    lines: list[BriefLine]
    earlier: list[BriefLine]


def learned_at(user: User, company: Company) -> QuerySet[Learned, Any]:
    """What people said who worked here then; those of a chat that was not held after all wait for it."""
    return Learned.objects.owned_by(user).filter(company=company, chat__status=ChatStatus.HELD).order_by()


def load_brief(user: User, company: Company) -> list[BriefTopic]:
    rows = learned_at(user, company).values_list(
        "chat", "chat__contact__name", "text", "chat__settled_on", "topic"
    )
    return brief_of(Lesson(*row) for row in rows)


def brief_of(lessons: Iterable[Lesson]) -> list[BriefTopic]:
    """The topics that something was learned of, in their order."""
    newest = sorted(lessons, key=lambda lesson: (lesson.on or dt.date.min, lesson.chat), reverse=True)
    of_topic = [(topic, [line_of(row) for row in newest if row.topic == topic]) for topic in Topic]
    return [BriefTopic(topic.label, lines[:UNFOLDED], lines[UNFOLDED:]) for topic, lines in of_topic if lines]


def line_of(lesson: Lesson) -> BriefLine:
    start, rest = folded(lesson.text)
    return BriefLine(lesson.chat, greeting(lesson.who) or lesson.who, start, rest, lesson.on)


def folded(text: str) -> tuple[str, str]:
    """The beginning that is shown, up to the end of a word, and the rest; all of a text that is not long."""
    if len(text) <= LONG:
        return text, ""
    cut = max(text.rfind(" ", 0, SHORT), text.rfind("\n", 0, SHORT))
    cut = cut if cut > 0 else SHORT
    return text[:cut], text[cut:]
