"""All that the rules of the next step ask about one seeker, loaded in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import (
    Count,
    Exists,
    ExpressionWrapper,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
)
from django.db.models.fields import BooleanField
from django.db.models.functions import Coalesce

from networking.accounts.models import LinkedInPlan, User
from networking.companies.models import Company, Standing
from networking.contacts.models import Closeness, Connection, Contact
from networking.contacts.stages import THEIRS, WAITING, Kind
from networking.conversations.models import Channel, Chat, ChatStatus, Due, Hidden, Interaction

NOTES_ON_FREE = 5  # LinkedIn's own limit a month on a free account (DESIGN §2, Channels)
FIRST_WORDS = WAITING | THEIRS | {Kind.CHAT}


class CompanyRow(NamedTuple):
    """A target company, as the rules and the lists read it."""

    pk: int
    name: str
    standing: str
    position: float
    place: str
    revision: int
    in_interests: bool
    in_product: bool
    in_someone: bool
    in_local: bool
    in_words: str
    nobody_developer: bool
    nobody_manager: bool
    nobody_recruiter: bool
    that_is_all: bool
    is_sample: bool
    target_on: dt.date | None
    connections: int

    @property
    def has_in(self) -> bool:
        kinds = self.in_interests or self.in_product or self.in_someone or self.in_local
        return bool(kinds or self.in_words.strip())


class ChatRow(NamedTuple):
    """A planned chat, past or to come."""

    pk: int
    starts_at: dt.datetime
    minutes: int
    questions: str

    @property
    def ends_at(self) -> dt.datetime:
        return self.starts_at + dt.timedelta(minutes=self.minutes)


class PersonRow(NamedTuple):
    """A contact at a target company, or one with something due or a planned chat."""

    pk: int
    name: str
    title: str
    persona: str
    closeness: str
    in_common: bool
    stage: int
    parked_on: dt.date | None
    parked_reason: str
    reached_on: dt.date | None
    last_interaction_on: dt.date | None
    last_chat_on: dt.date | None
    rest_on: dt.date | None
    due_on: dt.date | None
    due_rule: int | None
    email: str
    alumni_channel: str
    introducer_id: int | None
    profile_url: str
    is_linkedin_friend: bool
    is_sample: bool
    version: int
    created_at: dt.datetime
    company_id: int | None
    company: str | None
    standing: str | None
    position: float | None
    dues: tuple[tuple[int, dt.date], ...] = ()
    chats: tuple[ChatRow, ...] = ()

    @property
    def is_close(self) -> bool:
        return self.closeness == Closeness.CLOSE


class HiddenRow(NamedTuple):
    rule: int
    subject: str
    until: dt.date
    reason: str
    revision: int | None


class Lists(NamedTuple):
    """How many companies there are in all, real and sample."""

    real: int = 0
    real_backlog: int = 0
    sample: int = 0


class Coming(NamedTuple):
    """The next thing that will be due, once nothing is."""

    on: dt.date
    name: str
    contact_id: int


class Snapshot(NamedTuple):
    """One seeker at one moment. `companies` are the targets in their order; `people` those that matter."""

    user: User
    now: dt.datetime
    companies: list[CompanyRow]
    people: list[PersonRow]
    hidden: list[HiddenRow]
    lists: Lists
    notes_used: int
    new_people_today: int

    @property
    def today(self) -> dt.date:
        return self.user.local_date(self.now)

    @property
    def has_notes_left(self) -> bool:
        limit = notes_a_month(self.user)
        return limit is None or self.notes_used < limit

    @property
    def list_revision(self) -> int:
        """Changes when a company joins or leaves the targets or the backlog."""
        said = " ".join(str(company.pk) for company in self.companies)
        return zlib.crc32(f"{said}/{self.lists.real_backlog}".encode())

    def people_at(self) -> dict[int, list[PersonRow]]:
        found: dict[int, list[PersonRow]] = {company.pk: [] for company in self.companies}
        for person in self.people:
            if person.company_id in found:
                found[person.company_id].append(person)
        return found


def notes_a_month(user: User) -> int | None:
    """How many LinkedIn notes a month; None for no limit."""
    if user.linkedin_notes_a_month is not None:
        return user.linkedin_notes_a_month
    return NOTES_ON_FREE if user.linkedin_plan == LinkedInPlan.FREE else None


def load_snapshot(user: User, *, now: dt.datetime) -> Snapshot:
    today = user.local_date(now)
    sent = load_sent(user, today)
    return Snapshot(
        user,
        now,
        companies=load_companies(user),
        people=load_people(user, today),
        hidden=load_hidden(user, today),
        lists=load_lists(user),
        notes_used=sum(row.is_note for row in sent),
        new_people_today=len({row.contact_id for row in sent if row.is_first and row.on == today}),
    )


def load_companies(user: User) -> list[CompanyRow]:
    known_here = (
        Connection.objects.filter(owner=OuterRef("owner"), company_key=OuterRef("company_key"), contact=None)
        .order_by()
        .values("company_key")
        .annotate(n=Count("pk"))
        .values("n")
    )
    rows = (
        Company.objects.owned_by(user)
        .targets()
        .in_list_order()
        .annotate(connections=Coalesce(Subquery(known_here, output_field=IntegerField()), 0))
    )
    return [CompanyRow(*row) for row in rows.values_list(*CompanyRow._fields)]


def load_people(user: User, today: dt.date) -> list[PersonRow]:
    """One row for each person, made of a row for each thing due and each planned chat."""
    planned = Q(chats__removed_at=None, chats__status=ChatStatus.PLANNED)
    promised = Chat.objects.owned_by(user).filter(status=ChatStatus.PLANNED)
    last_chat = Interaction.objects.filter(contact=OuterRef("pk"), kind=Kind.CHAT, removed_at=None).order_by(
        "-on", "-pk"
    )
    rows = (
        Contact.objects.owned_by(user)
        .filter(
            Q(company__standing=Standing.TARGET) | Q(due_on__lte=today) | Q(pk__in=promised.values("contact"))
        )
        .annotate(
            last_chat_on=Subquery(last_chat.values("on")[:1]),
            in_common=ExpressionWrapper(~Q(common_ground=""), output_field=BooleanField()),
            due=FilteredRelation("dues", condition=Q(dues__due_on__lte=today)),
            chat=FilteredRelation("chats", condition=planned),
        )
        .order_by("pk", "due__rule", "chat__starts_at", "chat__pk")
    )
    own = [*PersonRow._fields[: PersonRow._fields.index("company")]]
    far = ["company__name", "company__standing", "company__position"]
    more = ["due__rule", "due__due_on", "chat__pk", "chat__starts_at", "chat__minutes", "chat__questions"]
    return gather(rows.values_list(*own, *far, *more), len(own) + len(far))


def gather(rows: Iterable[tuple[Any, ...]], width: int) -> list[PersonRow]:
    """Folds the rows of one person together."""
    people: dict[int, tuple[tuple[Any, ...], dict[int, dt.date], dict[int, ChatRow]]] = {}
    for row in rows:
        _, dues, chats = people.setdefault(row[0], (row[:width], {}, {}))
        rule, due_on, chat, *when = row[width:]
        if rule is not None:
            dues[rule] = due_on
        if chat is not None:
            chats[chat] = ChatRow(chat, *when)
    return [
        PersonRow._make((*own, tuple(sorted(dues.items())), tuple(chats.values())))
        for own, dues, chats in people.values()
    ]


def load_hidden(user: User, today: dt.date) -> list[HiddenRow]:
    rows = Hidden.objects.owned_by(user).filter(until__gt=today).order_by("until", "pk")
    return [HiddenRow(*row) for row in rows.values_list(*HiddenRow._fields)]


def load_lists(user: User) -> Lists:
    """Archived and network companies count too: whoever has one has begun."""
    return Lists(
        **Company.objects.owned_by(user).aggregate(
            real=Count("pk", filter=Q(is_sample=False)),
            real_backlog=Count("pk", filter=Q(is_sample=False, standing=Standing.BACKLOG)),
            sample=Count("pk", filter=Q(is_sample=True)),
        )
    )


class SentRow(NamedTuple):
    """Something of mine that waits for an answer, or a LinkedIn note, of this month."""

    contact_id: int
    on: dt.date
    is_note: bool
    is_first: bool


def load_sent(user: User, today: dt.date) -> list[SentRow]:
    """What was sent this month; `is_first` where neither of us had said anything before (DESIGN §2)."""
    earlier = Interaction.objects.filter(
        contact=OuterRef("contact"), removed_at=None, kind__in=FIRST_WORDS
    ).filter(Q(on__lt=OuterRef("on")) | Q(on=OuterRef("on"), pk__lt=OuterRef("pk")))
    rows = (
        Interaction.objects.owned_by(user)
        .filter(on__gte=today.replace(day=1), on__lte=today, is_sample=False, contact__removed_at=None)
        .filter(Q(kind__in=WAITING) | Q(channel=Channel.LINKEDIN_NOTE))
        .annotate(
            is_note=ExpressionWrapper(Q(channel=Channel.LINKEDIN_NOTE), output_field=BooleanField()),
            is_first=ExpressionWrapper(~Exists(earlier) & Q(kind__in=WAITING), output_field=BooleanField()),
        )
    )
    return [SentRow(*row) for row in rows.values_list(*SentRow._fields)]


def load_coming(snapshot: Snapshot) -> Coming | None:
    """The earliest thing that will be due after today: a stored step, or a chat."""
    due = (
        Due.objects.owned_by(snapshot.user)
        .filter(due_on__gt=snapshot.today)
        .order_by("due_on", "rule", "pk")
        .values_list("due_on", "contact__name", "contact_id")
        .first()
    )
    chats = [
        Coming(snapshot.user.local_date(chat.starts_at), person.name, person.pk)
        for person in snapshot.people
        for chat in person.chats
        if chat.starts_at > snapshot.now
    ]
    return min([*chats, *([Coming(*due)] if due else [])], default=None)
