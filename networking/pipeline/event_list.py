"""Which events the list shows: those to tell of, those to come, and those that are over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    Count,
    DateTimeField,
    ExpressionWrapper,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce

from networking.accounts.models import User
from networking.conversations.event_time import A_DAY, WITHOUT_END, say_shortly, say_there, span_of
from networking.conversations.models import Attendance, Event, EventKind, Met
from networking.web.paging import page_number

PAGE = 20
UNTOLD = 5  # so many that are over ask whether I went
TABS = {"coming": "Coming", "past": "Past"}
ICONS = {
    EventKind.MEETUP: "users",
    EventKind.CONFERENCE: "presentation",
    EventKind.HACKATHON: "code",
    EventKind.JOB_FAIR: "briefcase",
    EventKind.OPEN_HOUSE: "door-open",
    EventKind.OTHER: "calendar",
}


class Line(NamedTuple):
    """One event as it is printed."""

    pk: int
    name: str
    when: str
    there: str
    kind: str
    icon: str
    where: str
    company: int
    company_name: str
    met: int
    is_skipped: bool
    is_sample: bool


def load_events(user: User, data: Mapping[str, str], *, now: dt.datetime) -> dict[str, Any]:
    """One tab of the page; what is over and not told of yet stands above what is to come."""
    tab = data.get("tab", "") if data.get("tab", "") in TABS else "coming"
    page = page_number(data.get("page", ""))
    rows = list((past if tab == "past" else coming)(user, now)[(page - 1) * PAGE : page * PAGE + 1])
    asked = list(untold(user, now)[:UNTOLD]) if tab == "coming" and page == 1 else []
    return {
        "active": "events",
        "tab": tab,
        "tabs": TABS.items(),
        "untold": [line_of(event, user, now) for event in asked],
        "events": [line_of(event, user, now) for event in rows[:PAGE]],
        "is_first": page == 1 and not rows and not asked and not Event.objects.owned_by(user).exists(),
        "page": page,
        "before": page - 1,
        "after": page + 1 if len(rows) > PAGE else 0,
    }


def rows_of(user: User, now: dt.datetime, *, is_over: bool) -> QuerySet[Event]:
    """Those that are over (as `event_time` counts it) or not, with how many people were met there."""
    met = Met.objects.owned_by(user).filter(event=OuterRef("pk")).order_by().values("event")
    without_end = Case(
        When(is_all_day=True, then=ExpressionWrapper(F("starts_at") + A_DAY, output_field=DateTimeField())),
        default=ExpressionWrapper(F("starts_at") + WITHOUT_END, output_field=DateTimeField()),
    )
    events = Event.objects.owned_by(user).annotate(
        people=Coalesce(Subquery(met.annotate(n=Count("pk")).values("n")), 0),
        over_at=Coalesce("ends_at", without_end),
    )
    found = events.filter(over_at__lte=now) if is_over else events.filter(over_at__gt=now)
    return found.select_related("company")


def coming(user: User, now: dt.datetime) -> QuerySet[Event]:
    return rows_of(user, now, is_over=False).order_by("starts_at", "pk")


def past(user: User, now: dt.datetime) -> QuerySet[Event]:
    return rows_of(user, now, is_over=True).order_by("-starts_at", "-pk")


def untold(user: User, now: dt.datetime) -> QuerySet[Event]:
    """Over, and nobody said yet whether they went; the latest first."""
    return past(user, now).filter(attendance=Attendance.PLANNED)


def line_of(event: Event, user: User, now: dt.datetime) -> Line:
    span, today, kind = span_of(event, user.zone), user.local_date(now), EventKind(event.kind)
    company = event.company if event.company_id else None
    return Line(
        event.pk,
        event.name,
        say_shortly(span, today),
        say_there(span),
        kind.label,
        ICONS[kind],
        where_of(event),
        company.pk if company and not company.is_removed else 0,
        company.name if company else "",
        getattr(event, "people", 0),
        event.attendance == Attendance.SKIPPED,
        event.is_sample,
    )


def where_of(event: Event) -> str:
    """The place, if it is one to read; an address of a video call is behind the link."""
    if is_link(event.place) or not event.place:
        return "Online" if event.is_online else ""
    return f"{event.place}, and online" if event.is_online else event.place


def is_link(place: str) -> bool:
    return place.startswith(("https://", "http://"))
