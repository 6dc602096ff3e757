"""What is known about one person and what was said with them: two queries for all of it."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    CharField,
    DateField,
    DateTimeField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from django.shortcuts import get_object_or_404

from networking.accounts.models import User
from networking.companies.told import told_column
from networking.contacts.models import Contact, Looked, PastJob
from networking.conversations.introductions import told_of
from networking.conversations.models import (
    ENDED,
    Attendance,
    Chat,
    Draft,
    ImportantDate,
    Interaction,
    Introduction,
    Learned,
    Met,
    Outcome,
    Referral,
    Template,
)
from networking.conversations.updates import still_owed
from networking.pipeline.prepared import Prepared

SAID, CHAT, PAST_JOB, LOOKED = "said", "chat", "past_job", "looked"
LEARNED, TEMPLATE, LATELY, OWED = "learned", "template", "lately", "owed"
REFERRAL = "referral"
IMPORTANT_DATE = "important_date"
MET = "met"
INTRODUCED_BY, INTRODUCED_TO, CAN_INTRODUCE = "introduced_by", "introduced_to", "can_introduce"
LAST_TEXTS = 5  # so many messages of mine are compared with the one being written


class History(NamedTuple):
    """One row of what was said, of a chat, a past job, a place where an e-mail was looked for, what was
    learned, a template of mine, a text I sent lately to anybody, a referral that is open (`packet_of` reads
    it) or an update I owe: the same columns for all, in one query.
    Of where we met, `kind` says event or community and `place` its name, `text` what was noted.
    The place of a past job is the key of its company, unless that was removed; of what was said, its sort.
    Of a day that matters, the kind is its month, the minutes its day, how its year; of an update, the minutes
    are the key of the role that ended, 0 if it is about something else.
    """

    what: str
    pk: int
    on: dt.date | None
    kind: str
    how: str
    text: str
    place: str = ""
    subject: str = ""
    sent: str = ""
    template: str = ""
    minutes: int = 0
    starts_at: dt.datetime | None = None


def load_contact(user: User, pk: int) -> Contact:
    """A person with their company and what my school tells of it, their draft, and who can introduce me; one
    query."""
    told = told_column(user, "company__company_key")
    people = (
        Contact.objects.owned_by(user).select_related("company", "draft", "introducer").annotate(told=told)
    )
    return get_object_or_404(people, pk=pk)


def introducer_of(contact: Contact) -> Contact | None:
    """Who can introduce me, unless they were removed."""
    introducer = contact.introducer
    return None if introducer is None or introducer.is_removed else introducer


def draft_of(contact: Contact) -> Draft | None:
    return getattr(contact, "draft", None)


def load_history(user: User, contact: Contact) -> list[History]:
    """Everything about one person in one query, and with it what a message to them is made from."""
    return [History(*row) for row in HISTORY.rows(user, thing=contact.pk)]


def history_columns(user: User, contact: int) -> QuerySet[Any, Any]:
    chats = Chat.objects.owned_by(user).filter(contact=contact)
    said = Interaction.objects.owned_by(user).filter(contact=contact)
    is_there = When(company__isnull=False, company__removed_at=None, then=Cast("company_id", CharField()))
    jobs = (
        PastJob.objects.owned_by(user).filter(contact=contact).annotate(at=Case(is_there, default=Value("")))
    )
    looked = Looked.objects.owned_by(user).filter(contact=contact)
    dates = (
        ImportantDate.objects.owned_by(user)
        .filter(contact=contact)
        .annotate(
            month_words=Cast("month", CharField()),
            year_words=Coalesce(Cast("year", CharField()), Value("")),
        )
    )
    learned = Learned.objects.owned_by(user).filter(chat__contact=contact)
    mine = Template.objects.owned_by(user)
    sent = Interaction.objects.owned_by(user).exclude(text="").order_by("-on", "-pk").values("pk")
    lately = Interaction.objects.owned_by(user).filter(pk__in=sent[:LAST_TEXTS])
    owed = still_owed(user).filter(contact=contact).annotate(ended=Coalesce("opportunity_id", Value(0)))
    return columns(
        chats,
        CHAT,
        on="settled_on",
        kind="status",
        how="medium",
        text="questions",
        place="place",
        minutes="minutes",
        starts_at="starts_at",
    ).union(
        columns(
            said,
            SAID,
            on="on",
            kind="kind",
            how="channel",
            text="note",
            place="sort",
            subject="subject",
            sent="text",
            template="template_name",
        ),
        columns(jobs, PAST_JOB, on="until", how="title", text="company_name", place="at"),
        columns(looked, LOOKED, kind="place"),
        columns(dates, IMPORTANT_DATE, kind="month_words", how="year_words", text="label", minutes="day"),
        columns(learned, LEARNED, pk="chat", kind="topic", text="text"),
        columns(
            mine,
            TEMPLATE,
            kind="purpose",
            how="channel",
            text="body",
            place="persona",
            subject="subject",
            sent="copied_from",
            template="name",
        ),
        columns(lately, LATELY, on="on", text="text"),
        met_columns(user, contact),
        referral_columns(user, contact),
        columns(owed, OWED, on="on", kind="outcome", text="about", minutes="ended"),
        *introductions(user, contact),
        all=True,
    )


def met_columns(user: User, contact: int) -> QuerySet[Any, Any]:
    """Where we met: at events, and in communities."""
    place = When(event__isnull=False, then=F("event__name"))
    what = When(event__isnull=False, then=Value("event"))
    mine = Met.objects.owned_by(user).filter(contact=contact)
    mine = mine.exclude(event__attendance=Attendance.SKIPPED)
    mine = mine.annotate(
        where=Case(place, default=F("community__name")), place_kind=Case(what, default=Value("community"))
    )
    return columns(mine, MET, on="on", kind="place_kind", text="note", place="where")


def referral_columns(user: User, contact: int) -> QuerySet[Any, Any]:
    """Open referrals for open roles with their packets; `on` is the day I asked."""
    mine = Referral.objects.owned_by(user).filter(
        contact=contact, outcome=Outcome.OPEN, opportunity__company__removed_at=None
    )
    mine = mine.exclude(opportunity__progress__in=ENDED)
    asked = When(ask__removed_at=None, then="ask__on")
    return columns(
        mine.annotate(asked_on=Case(asked, default=None), by=introduced_by("contact")),
        REFERRAL,
        on="asked_on",
        kind="opportunity__department",
        how="opportunity__company__name",
        text="why_me",
        place="opportunity__role",
        subject="by",
        sent="talking_points",
        template="resume_url",
    )


def introduced_by(person: str) -> Coalesce:
    """Who introduced us two, '' for nobody; a column of rows that have this person."""
    made = Introduction.objects.filter(
        Q(interaction=None) | Q(interaction__removed_at=None),
        introduced=OuterRef(person),
        removed_at=None,
        introducer__removed_at=None,
    )
    return Coalesce(Subquery(made.order_by("-on", "-pk").values("introducer__name")[:1]), Value(""))


def introductions(user: User, contact: int) -> list[QuerySet[Any, Any]]:
    """Who introduced them, whom they introduced me to, and whom they could: `place` is the other one."""
    told = told_of(user)
    named = Contact.objects.owned_by(user).filter(introducer=contact)
    return [
        with_other(told.filter(introduced=contact), INTRODUCED_BY, "introducer", on="on"),
        with_other(told.filter(introducer=contact), INTRODUCED_TO, "introduced", on="on"),
        with_other(named, CAN_INTRODUCE, ""),
    ]


def with_other(rows: QuerySet[Any], what: str, person: str, **filled: str) -> QuerySet[Any, Any]:
    """The columns of rows that name somebody else: their key, name and company."""
    to = f"{person}__" if person else ""
    named = rows.annotate(other=Cast(f"{to}pk", CharField()), there=Coalesce(f"{to}company__name", Value("")))
    return columns(named, what, how="there", text=f"{to}name", place="other", **filled)


NOTHING: dict[str, Any] = {
    "on": Cast(Value(None), DateField()),
    "minutes": Value(0),
    "starts_at": Cast(Value(None), DateTimeField()),
}


def columns(rows: QuerySet[Any], what: str, pk: str = "pk", **filled: str) -> QuerySet[Any, Any]:
    """These columns in the order of `History`; what this table does not have is empty."""
    empty = Value("", output_field=CharField())
    rest = (filled.get(name) or NOTHING.get(name, empty) for name in History._fields[2:])
    return rows.order_by().values_list(Value(what), pk, *rest)


HISTORY = Prepared(history_columns, of_a_thing=True)
