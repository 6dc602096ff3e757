"""What there is to do meanwhile when nothing is due: an event, help to give, steps an archive proposes."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import Count, F, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse

from networking.accounts.models import User
from networking.contacts.models import Contact
from networking.contacts.names import greeting
from networking.conversations.models import Attendance, Event
from networking.exchange.proposal import Proposal
from networking.pipeline.balance import GIVEN, RECEIVED, balance
from networking.pipeline.words import on_day

HELPER = {name: name for name in ("pk", "name", "given", "received")}
NO_EVENT = "A meetup, a job fair, an open house: is there one near you this month?"


class Meanwhile(NamedTuple):
    icon: str
    words: str
    url: str


def load_meanwhile(user: User, *, now: dt.datetime) -> list[Meanwhile]:
    """One query, asked only when nothing is due."""
    event, helper = coming_events(user, now), helpers(user)
    mine = User.objects.filter(pk=user.pk).values_list(
        Subquery(event.values("pk")[:1]),
        Subquery(event.values("name")[:1]),
        Subquery(event.values("starts_at")[:1]),
        Subquery(helper.values_list(JSONObject(**HELPER))[:1]),
        Subquery(proposed(user)),
    )
    *about_event, ahead, steps = mine.get()
    lines = [event_line(user, *about_event, now=now)]
    if ahead:
        lines.append(help_line(**ahead))
    if steps:
        lines.append(proposed_line(steps))
    return lines


def coming_events(user: User, now: dt.datetime) -> QuerySet[Event]:
    planned = Event.objects.owned_by(user).filter(attendance=Attendance.PLANNED, starts_at__gte=now)
    return planned.order_by("starts_at", "pk")


def helpers(user: User) -> QuerySet[Any, Any]:
    """Who gave more than I did, the one most ahead first; who helped latest of equals."""
    there = Q(interactions__removed_at=None)
    counted: QuerySet[Any, Any] = Contact.objects.owned_by(user).annotate(
        given=Count("interactions", filter=there & Q(interactions__kind__in=GIVEN)),
        received=Count("interactions", filter=there & Q(interactions__kind__in=RECEIVED)),
    )
    ahead = counted.filter(received__gt=F("given"))
    return ahead.order_by("is_sample", F("given") - F("received"), "-last_interaction_on", "pk")


def proposed(user: User) -> QuerySet[Any, Any]:
    """How many steps an archive proposes still."""
    waiting = Proposal.objects.owned_by(user).open().order_by().values("owner")
    return waiting.annotate(number=Count("pk")).values("number")


def event_line(
    user: User, pk: int | None, name: str | None, starts_at: dt.datetime | None, *, now: dt.datetime
) -> Meanwhile:
    if pk is None or starts_at is None:
        return Meanwhile("calendar-plus", NO_EVENT, reverse("pipeline:events"))
    day = on_day(user.local_date(starts_at), user.local_date(now))
    url = reverse("pipeline:event", args=[pk])
    return Meanwhile("calendar-days", f"{name} is {day}: who will be there that you would like to meet?", url)


def help_line(pk: int, name: str, given: int, received: int) -> Meanwhile:
    words = balance(given, received, greeting(name) or name).words
    return Meanwhile("gift", words, f"{reverse('pipeline:person', args=[pk])}#giving")


def proposed_line(steps: int) -> Meanwhile:
    number = "1 step" if steps == 1 else f"{steps} steps"
    words = f"Your messages tell of {number}: did it go like this?"
    return Meanwhile("messages-square", words, reverse("exchange:proposals"))
