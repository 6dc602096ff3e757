"""What a coach's page tells of a seeker's days: lists handed in, steps suggested, and steps owed today."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import Case, CharField, Count, DateTimeField, IntegerField, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce

from networking.accounts.models import User
from networking.coaching.models import Outcome, Submission, Suggestion
from networking.cohorts.models import Membership
from networking.conversations.clocks import Rule
from networking.conversations.models import Chat, ChatStatus, Due

LIST, SUGGESTED, DUE, CHAT = "list", "suggested", "due", "chat"
SHOWN = 20  # suggestions
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


class Suggested(NamedTuple):
    """A step that a coach suggested, and what became of it; why and when is the seeker's alone."""

    pk: int
    on: dt.date
    words: str
    coach: str
    coach_pk: int
    company_pk: int
    outcome: str

    @property
    def is_open(self) -> bool:
        return not self.outcome

    @property
    def said(self) -> str:
        return SAID[self.outcome]


SAID = {"": "open", Outcome.DONE: "done", Outcome.DECLINED: "not this one"}


class Owed(NamedTuple):
    words: str
    steps: int


class Happened(NamedTuple):
    """The newest first, open suggestions before answered ones; of the steps owed only how many."""

    lists: list[HandedIn]
    suggested: list[Suggested]
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
    words: str
    who: str
    who_pk: int


def load_happened(membership: Membership, *, now: dt.datetime) -> Happened:
    """One query for all of it."""
    seeker = membership.user
    parts = (suggested_to(membership), dues_of(seeker, seeker.local_date(now)), past_chats_of(seeker, now))
    rows = [Row(*row) for row in lists_of(membership).union(*parts, all=True)]
    newest = sorted(rows, key=lambda row: -row.number)
    counts = {row.number: row.size for row in rows if row.what == DUE}
    counts[CHAT_TO_LOG] = sum(row.what == CHAT and has_ended(row, now) for row in rows)
    return Happened(
        lists=[
            HandedIn(row.number, seeker.local_date(row.at), bool(row.state))
            for row in newest
            if row.what == LIST and row.at
        ],
        suggested=suggestions_in(newest, seeker),
        owed=[Owed(words, counts[rule]) for rule, words in OWED.items() if counts.get(rule)],
    )


def suggestions_in(newest: list[Row], seeker: User) -> list[Suggested]:
    found = [
        Suggested(
            row.number,
            seeker.local_date(row.at),
            row.words,
            row.who,
            row.who_pk,
            row.size,
            row.state,
        )
        for row in newest
        if row.what == SUGGESTED and row.at
    ]
    return sorted(found, key=lambda one: not one.is_open)[:SHOWN]


def has_ended(chat: Row, now: dt.datetime) -> bool:
    return chat.at is not None and chat.at + dt.timedelta(minutes=chat.size) <= now


def lists_of(membership: Membership) -> QuerySet[Any, Any]:
    """Those handed in to this cohort: what went to another is no matter of its coaches."""
    handed_in = Submission.objects.owned_by(membership.user).filter(cohort=membership.cohort_id)
    is_sent = Case(When(review__sent_at__isnull=False, then=Value("sent")), default=Value(""))
    return columns(handed_in.annotate(is_sent=is_sent), LIST, "pk", at="submitted_at", state="is_sent")


def suggested_to(membership: Membership) -> QuerySet[Any, Any]:
    """By any coach of this cohort; what was taken back is as if it had not been said."""
    here = Suggestion.objects.owned_by(membership.user).filter(cohort=membership.cohort_id)
    rows = here.exclude(outcome=Outcome.WITHDRAWN).annotate(
        at_company=Coalesce("company", 0), by=Coalesce("coach", 0)
    )
    return columns(
        rows,
        SUGGESTED,
        "pk",
        at="made_at",
        size="at_company",
        state="outcome",
        words="words",
        who="coach_name",
        who_pk="by",
    )


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
        "words": Value("", output_field=CharField()),
        "who": Value("", output_field=CharField()),
        "who_pk": Value(0, output_field=IntegerField()),
    }
    rest = (filled.get(name) or value for name, value in empty.items())
    return rows.order_by().values_list(Value(what, output_field=CharField()), number, *rest)
