"""Who else has a tie to a company: in the address book, here before, or here from somewhere else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Case, DateTimeField, ExpressionWrapper, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, TruncDate

from networking.accounts.models import User
from networking.companies.models import Company
from networking.companies.told import alumni_told_to
from networking.contacts.models import Connection, PastJob
from networking.conversations.models import ENDED, Attendance, Event, Opportunity, Progress
from networking.pipeline.brief import Lesson, learned_at

MOST = 100
MOST_ROWS = 600
MOST_EVENTS = 5
WENT: dict[str, str] = {Attendance.ATTENDED: "you were there", Attendance.SKIPPED: "you did not go"}
HALF_A_DAY = dt.timedelta(hours=12)


class Tie(NamedTuple):
    """Somebody with a tie to this company: in the address book, here before, here from somewhere else, or of
    my school.

    `other` is where those work now who moved away, and where those worked who came. In the same query comes
    what was learned here: then `pk` is the chat's, `title` the text and `other` the topic; and the roles
    here, with their progress in `other`; and its events, with whether I went.
    """

    tie: str
    pk: int
    name: str
    title: str
    on: dt.date | None
    other: str


class Role(NamedTuple):
    """A role at this company."""

    pk: int
    name: str
    title: str
    progress: str
    is_over: bool


class EventTie(NamedTuple):
    """An event of this company; `is_coming` if its day has not come, `words` say if I went."""

    pk: int
    name: str
    on: dt.date
    is_coming: bool
    words: str


class Ties(NamedTuple):
    connections: list[Tie]
    moved: list[Tie]
    came: list[Tie]
    learned: list[Lesson]
    alumni: list[Tie]
    roles: list[Role]
    events: list[Tie]


def load_ties(user: User, company: Company) -> Ties:
    """The connections who work here and are no contacts yet, the people who moved away or came, what was
    learned here, the alumni whom my school names, the roles and the events here; one query."""
    columns = ("pk", "name", "title", "connected_on")
    connections = (
        Connection.objects.owned_by(user)
        .filter(company_key=company.company_key)
        .exclude(contact__removed_at=None, contact__isnull=False)
        .exclude(contact__merged__isnull=False)
        .order_by()
        .values_list(Value("connection"), *columns, Value(""))
    )
    jobs = PastJob.objects.owned_by(user).filter(contact__removed_at=None).order_by()
    about = ("contact_id", "contact__name", "title", "until")
    moved = (
        jobs.filter(company=company)
        .exclude(contact__company=company)
        .values_list(Value("moved"), *about, Coalesce("contact__company__name", Value("")))
    )
    came = (
        jobs.filter(contact__company=company)
        .exclude(Q(company=company) | Q(company_name=""))
        .values_list(Value("came"), *about, "company_name")
    )
    learned = learned_at(user, company).values_list(
        Value("learned"), "chat", "chat__contact__name", "text", "chat__settled_on", "topic"
    )
    alumni = alumni_told_to(user, company).values_list(
        Value("alum"), "pk", "name", "role", "agreed_on", Value("")
    )
    roles = (
        Opportunity.objects.owned_by(user)
        .filter(company=company)
        .order_by()
        .values_list(Value("role"), "pk", "role", "department", "progress_on", "progress")
    )
    parts = (alumni, moved, came, roles, events_at(user, company), connections)
    ties = [Tie(*row) for row in learned.union(*parts, all=True)[:MOST_ROWS]]
    known = [tie for tie in ties if tie.tie == "connection"]
    return Ties(
        sorted(known[:MOST], key=lambda tie: tie.name),
        last_jobs(tie for tie in ties if tie.tie == "moved"),
        last_jobs(tie for tie in ties if tie.tie == "came"),
        [Lesson(*tie[1:]) for tie in ties if tie.tie == "learned"],
        sorted((tie for tie in ties if tie.tie == "alum"), key=lambda tie: (tie.name, tie.pk)),
        roles_of(tie for tie in ties if tie.tie == "role"),
        [tie for tie in ties if tie.tie == "event"],
    )


def events_at(user: User, company: Company) -> QuerySet[Event, Any]:
    """Its latest events, by the calendar where I am; a whole day is the day of its noon."""
    noon = ExpressionWrapper(F("starts_at") + HALF_A_DAY, output_field=DateTimeField())
    moment = Case(When(is_all_day=True, then=noon), default=F("starts_at"))
    mine = Event.objects.owned_by(user).filter(company=company)
    latest = mine.order_by("-starts_at", "-pk").values("pk")[:MOST_EVENTS]
    return (
        mine.filter(pk__in=latest)
        .order_by()
        .annotate(day=TruncDate(moment, tzinfo=user.zone))
        .values_list(Value("event"), "pk", "name", Value(""), "day", "attendance")
    )


def event_ties(ties: Iterable[Tie], today: dt.date) -> list[EventTie]:
    """What is to come first, the next one above, then the past, the latest above."""
    found = [
        EventTie(t.pk, t.name, t.on, t.on >= today, WENT.get(t.other, "") if t.on < today else "")
        for t in ties
        if t.on
    ]
    coming = sorted((tie for tie in found if tie.is_coming), key=lambda tie: (tie.on, tie.pk))
    past = sorted((tie for tie in found if not tie.is_coming), key=lambda tie: (tie.on, tie.pk), reverse=True)
    return coming + past


def roles_of(ties: Iterable[Tie]) -> list[Role]:
    """Open roles first, then the latest."""
    latest = sorted(
        ties, key=lambda tie: (tie.other not in ENDED, tie.on or dt.date.min, tie.pk), reverse=True
    )
    return [Role(t.pk, t.name, t.title, Progress(t.other).label, t.other in ENDED) for t in latest]


def last_jobs(ties: Iterable[Tie]) -> list[Tie]:
    """The last job of each person, by name."""
    last = {tie.pk: tie for tie in sorted(ties, key=lambda tie: tie.on or dt.date.min)}
    return sorted(last.values(), key=lambda tie: (tie.name, tie.pk))


def origins_of(came: Iterable[Tie]) -> dict[int, str]:
    return {tie.pk: tie.other for tie in came}
