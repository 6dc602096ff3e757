"""What a coach's page tells of a seeker's days: the lists they handed in, and the steps they owe today."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import Case, CharField, Count, DateTimeField, IntegerField, QuerySet, Value, When
from django.db.models.functions import Cast

from networking.accounts.models import User
from networking.coaching.models import Submission
from networking.cohorts.models import Membership
from networking.conversations.clocks import Rule
from networking.conversations.models import Chat, ChatStatus, Due

LIST, DUE, CHAT = "list", "due", "chat"
CHAT_TO_LOG = 2
OWED: dict[int, str] = {
    Rule.THANKS: "thank-yous owed",
    Rule.ANSWER: "answers waiting on them",
    Rule.FOLLOW_UP: "follow-ups due",
    CHAT_TO_LOG: "chats to write down",
}


class HandedIn(NamedTuple):
    """A list that was handed in, and whether a coach has answered."""

    pk: int
    on: dt.date
    is_reviewed: bool


class Owed(NamedTuple):
    words: str
    steps: int


class Happened(NamedTuple):
    """The newest list first; of the steps only how many there are of each kind."""

    lists: list[HandedIn]
    owed: list[Owed]

    @property
    def owed_in_all(self) -> int:
        return sum(line.steps for line in self.owed)


class Row(NamedTuple):
    what: str
    number: int
    at: dt.datetime | None
    size: int
    state: str


def load_happened(membership: Membership, *, now: dt.datetime) -> Happened:
    """One query for all of it."""
    seeker = membership.user
    parts = (lists_of(membership), dues_of(seeker, seeker.local_date(now)), past_chats_of(seeker, now))
    rows = [Row(*row) for row in parts[0].union(*parts[1:], all=True)]
    lists = [
        HandedIn(row.number, seeker.local_date(row.at), bool(row.state))
        for row in sorted(rows, key=lambda row: -row.number)
        if row.what == LIST and row.at
    ]
    counts = {row.number: row.size for row in rows if row.what == DUE}
    counts[CHAT_TO_LOG] = sum(row.what == CHAT and has_ended(row, now) for row in rows)
    return Happened(lists, [Owed(words, counts[rule]) for rule, words in OWED.items() if counts.get(rule)])


def has_ended(chat: Row, now: dt.datetime) -> bool:
    return chat.at is not None and chat.at + dt.timedelta(minutes=chat.size) <= now


def lists_of(membership: Membership) -> QuerySet[Any, Any]:
    """Those handed in to this cohort: what went to another is no matter of its coaches."""
    handed_in = Submission.objects.owned_by(membership.user).filter(cohort=membership.cohort_id)
    is_sent = Case(When(review__sent_at__isnull=False, then=Value("sent")), default=Value(""))
    return columns(handed_in.annotate(is_sent=is_sent), LIST, "pk", at="submitted_at", state="is_sent")


def dues_of(seeker: User, today: dt.date) -> QuerySet[Any, Any]:
    """How many steps of each kind are due today; the sample counts nowhere."""
    due = Due.objects.owned_by(seeker).due(today).filter(rule__in=OWED, contact__is_sample=False)
    return columns(due.order_by().values("rule").annotate(n=Count("pk")), DUE, "rule", size="n")


def past_chats_of(seeker: User, now: dt.datetime) -> QuerySet[Any, Any]:
    begun = Chat.objects.owned_by(seeker).filter(
        status=ChatStatus.PLANNED, starts_at__lte=now, is_sample=False
    )
    return columns(begun, CHAT, "pk", at="starts_at", size="minutes")


def columns(rows: QuerySet[Any, Any], what: str, number: str, **filled: str) -> QuerySet[Any, Any]:
    """These columns in the order of `Row`; what this table does not have is empty."""
    empty: dict[str, Any] = {
        "at": Cast(Value(None), DateTimeField()),
        "size": Value(0, output_field=IntegerField()),
        "state": Value("", output_field=CharField()),
    }
    rest = (filled.get(name) or value for name, value in empty.items())
    return rows.order_by().values_list(Value(what, output_field=CharField()), number, *rest)
