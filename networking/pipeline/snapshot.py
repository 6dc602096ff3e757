"""All that the rules of the next step ask about one seeker, loaded in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    Exists,
    ExpressionWrapper,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat

from networking.accounts.models import User
from networking.coaching.access import open_suggestions
from networking.companies.models import Company, CompanyQuerySet, Standing
from networking.contacts.models import Closeness, Connection, Contact
from networking.contacts.stages import MINE, THEIRS, WAITING, WANTS_ANSWER, Kind
from networking.conversations.channels import notes_a_month
from networking.conversations.clocks import Rule
from networking.conversations.models import Channel, Chat, ChatStatus, Due, Hidden, Interaction, Met
from networking.pipeline.prepared import Prepared

STAYING = frozenset({Rule.THANKS, Rule.ANSWER, Rule.KEEP_IN_TOUCH})  # of the stored, when a search is over


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
    submitted_at: dt.datetime | None
    rethink_on: dt.date | None
    kept_at: dt.datetime | None
    connections: int

    @property
    def has_in(self) -> bool:
        kinds = self.in_interests or self.in_product or self.in_someone or self.in_local
        return bool(kinds or self.in_words.strip())

    @property
    def has_open_rethink(self) -> bool:
        """Unless it left the targets since: then it is as if it were new."""
        return bool(self.rethink_on and self.target_on and self.target_on <= self.rethink_on)

    @property
    def is_new_to_coach(self) -> bool:
        """Added since the list was handed in, or kept against a rethink."""
        return self.submitted_at is None or (self.kept_at is not None and self.kept_at > self.submitted_at)


class ChatRow(NamedTuple):
    """A planned chat, past or to come."""

    pk: int
    starts_at: dt.datetime
    minutes: int
    questions: str

    @property
    def ends_at(self) -> dt.datetime:
        return self.starts_at + dt.timedelta(minutes=self.minutes)


class DueRow(NamedTuple):
    """A stored step, today's or a later one.

    For rule 3 the day of the last chat; for rule 4 the kind of what waits for my answer, empty if that is
    a chat that fell through. `about` is what it is about besides: "met:PyLadies".
    """

    rule: int
    on: dt.date
    last_chat_on: dt.date | None = None
    answer_to: str | None = None
    about: str = ""

    @property
    def occasion(self) -> tuple[str, str]:
        """("met", "PyLadies"): what kind of occasion, and its name; both empty without one."""
        what, _, name = self.about.partition(":")
        return what, name


class PersonRow(NamedTuple):
    """A contact at a target company, or one with something due, a planned chat, or what comes next."""

    pk: int
    name: str
    title: str
    persona: str
    closeness: str
    in_common: bool
    stage: int
    parked_on: dt.date | None
    parked_reason: str
    last_interaction_on: dt.date | None
    rest_on: dt.date | None
    due_on: dt.date | None
    due_rule: int | None
    email: str
    alumni_channel: str
    has_introducer: bool
    profile_url: str
    is_linkedin_friend: bool
    is_sample: bool
    version: int
    created_at: dt.datetime
    company_id: int | None
    company: str | None
    standing: str | None
    position: float | None
    dues: tuple[DueRow, ...] = ()
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


class SuggestionRow(NamedTuple):
    """A step that a coach suggested and that is still open."""

    pk: int
    company_id: int | None
    coach: str
    words: str
    on: dt.date


class Lists(NamedTuple):
    """How many companies there are in all, real and sample."""

    real: int = 0
    real_backlog: int = 0
    sample: int = 0


class Counts(NamedTuple):
    """What the caps and the lists are counted from, in the order of `load_counts`."""

    lists: Lists
    notes_used: int
    new_people_today: int


class Snapshot(NamedTuple):
    """One seeker at one moment. `companies` are the targets in their order; `people` those that matter."""

    user: User
    now: dt.datetime
    companies: list[CompanyRow]
    people: list[PersonRow]
    hidden: list[HiddenRow]
    lists: Lists = Lists()
    notes_used: int = 0
    new_people_today: int = 0
    suggestions: Sequence[SuggestionRow] = ()

    @property
    def today(self) -> dt.date:
        return self.user.local_date(self.now)

    @property
    def has_notes_left(self) -> bool:
        limit = notes_a_month(self.user)
        return limit is None or self.notes_used < limit

    @property
    def list_revision(self) -> int:
        """Changes when a company joins or leaves the targets or the backlog, and with the aim."""
        said = " ".join(str(pk) for pk in sorted(company.pk for company in self.companies))
        return zlib.crc32(f"{said}/{self.lists.real_backlog}/{self.user.target_aim}".encode())

    def people_at(self) -> dict[int, list[PersonRow]]:
        found: dict[int, list[PersonRow]] = {company.pk: [] for company in self.companies}
        for person in self.people:
            if person.company_id in found:
                found[person.company_id].append(person)
        return found


def load_snapshot(user: User, *, now: dt.datetime) -> Snapshot:
    today = user.local_date(now)
    hidden, suggestions = load_hidden(user, today)
    return Snapshot(
        user,
        now,
        load_companies(user),
        load_people(user, today),
        hidden,
        *load_counts(user, today),
        suggestions,
    )


def load_companies(user: User) -> list[CompanyRow]:
    return [CompanyRow(*row) for row in TARGETS.rows(user)]


def as_rows(companies: CompanyQuerySet) -> list[CompanyRow]:
    return [CompanyRow(*row) for row in company_columns(companies)]


def company_columns(companies: CompanyQuerySet) -> QuerySet[Any, Any]:
    """These companies, each with how many of the address book work there and are no contacts yet."""
    known_here = (
        Connection.objects.filter(owner=OuterRef("owner"), company_key=OuterRef("company_key"))
        .exclude(contact__removed_at=None, contact__isnull=False)
        .exclude(contact__merged__isnull=False)
        .order_by()
        .values("company_key")
        .annotate(n=Count("pk"))
        .values("n")
    )
    rows = companies.annotate(connections=Coalesce(Subquery(known_here, output_field=IntegerField()), 0))
    return rows.values_list(*CompanyRow._fields)


TARGETS = Prepared(lambda user: company_columns(Company.objects.owned_by(user).targets().in_list_order()))


def load_people(user: User, today: dt.date, company: Company | None = None) -> list[PersonRow]:
    """One row for each person who matters, or who works at one company."""
    rows = people_columns(user, Q(company=company)) if company else MATTERING.rows(user, today)
    return gather(rows)


def who_matters(user: User, today: dt.date) -> QuerySet[Any, Any]:
    """Everybody at a target, with something due or promised; and who comes next, also without a search."""
    promised = Chat.objects.owned_by(user).filter(status=ChatStatus.PLANNED)
    comes_next = Contact.objects.owned_by(user).filter(due_on__gt=today).order_by("due_on", "due_rule", "pk")
    coming = (
        Due.objects.owned_by(user).filter(due_on__gt=today, rule__in=STAYING).order_by("due_on", "rule", "pk")
    )
    return people_columns(
        user,
        Q(company__standing=Standing.TARGET)
        | Q(due_on__lte=today)
        | Q(pk__in=promised.values("contact"))
        | Q(pk__in=comes_next.values("pk")[:1])
        | Q(pk__in=coming.values("contact")[:1]),
    )


def people_columns(user: User, wanted: Q) -> QuerySet[Any, Any]:
    """A row for each thing due, today or later, and each planned chat of these people."""
    planned = Q(chats__removed_at=None, chats__status=ChatStatus.PLANNED)
    said = Interaction.objects.filter(contact=OuterRef("pk"), removed_at=None).order_by("-on", "-pk")
    reply = said.filter(kind__in=WANTS_ANSWER, on=OuterRef("due__due_on")).values("kind")[:1]
    rows = (
        Contact.objects.owned_by(user)
        .filter(wanted)
        .annotate(
            due=FilteredRelation("dues"),
            chat=FilteredRelation("chats", condition=planned),
            in_common=ExpressionWrapper(~Q(common_ground=""), output_field=BooleanField()),
            has_introducer=ExpressionWrapper(
                Q(introducer__isnull=False, introducer__removed_at=None), output_field=BooleanField()
            ),
            last_chat_on=Case(
                When(due__rule=Rule.THANKS, then=Subquery(said.filter(kind=Kind.CHAT).values("on")[:1]))
            ),
            answer_to=Case(When(due__rule=Rule.ANSWER, then=Subquery(reply))),
        )
        .order_by("pk", "due__rule", "chat__starts_at", "chat__pk")
    )
    return rows.values_list(*OWN, *FAR, *DUE, *CHAT)


OWN = PersonRow._fields[: PersonRow._fields.index("company")]
FAR = ("company__name", "company__standing", "company__position")
DUE = ("due__rule", "due__due_on", "last_chat_on", "answer_to", "due__about")
CHAT = ("chat__pk", "chat__starts_at", "chat__minutes", "chat__questions")
PERSON_END = len(OWN) + len(FAR)
DUE_END = PERSON_END + len(DUE)
MATTERING = Prepared(who_matters, days=1)


def gather(rows: Iterable[Sequence[Any]]) -> list[PersonRow]:
    """Folds the rows of one person together."""
    people: dict[int, tuple[Sequence[Any], dict[DueRow, None], dict[ChatRow, None]]] = {}
    for row in rows:
        if row[0] not in people:
            people[row[0]] = (row[:PERSON_END], {}, {})
        _, dues, chats = people[row[0]]
        if row[PERSON_END] is not None:
            dues[DueRow(*row[PERSON_END:DUE_END])] = None
        if row[DUE_END] is not None:
            chats[ChatRow(*row[DUE_END:])] = None
    return [PersonRow._make((*own, tuple(dues), tuple(chats))) for own, dues, chats in people.values()]


def load_hidden(user: User, today: dt.date) -> tuple[list[HiddenRow], list[SuggestionRow]]:
    """What this person put off, and what a coach suggested: few rows each, in one query."""
    rows = [HiddenRow(*row) for row in HIDDEN.rows(user, today)]
    hidden = [row for row in rows if row.rule != SUGGESTED]
    return hidden, [suggestion_of(row) for row in rows if row.rule == SUGGESTED]


def hidden_columns(user: User, today: dt.date) -> QuerySet[Any, Any]:
    """Suggestions come as rows of the same shape: subject its key, until its day, revision its company."""
    rows = Hidden.objects.owned_by(user).filter(until__gt=today).values_list(*HiddenRow._fields)
    suggested = open_suggestions(user).values_list(
        Value(SUGGESTED, output_field=IntegerField()),
        Cast("pk", CharField()),
        "made_on",
        Concat("coach_name", Value("\n"), "words", output_field=CharField()),
        "company",
    )
    return rows.union(suggested, all=True).order_by("until", "rule", "subject")


def suggestion_of(row: HiddenRow) -> SuggestionRow:
    coach, _, words = row.reason.partition("\n")
    return SuggestionRow(int(row.subject), row.revision, coach, words, row.until)


SUGGESTED = 0  # no rule has this number
HIDDEN = Prepared(hidden_columns, days=1)


def load_counts(user: User, today: dt.date) -> Counts:
    """Everything that is only counted, in one query. Archived and network companies make a list too."""
    real, backlog, sample, used, new = next(COUNTED.rows(user, today, today.replace(day=1)))
    return Counts(Lists(real, backlog, sample), used, new)


def counts(user: User, today: dt.date, month: dt.date) -> QuerySet[Any, Any]:
    companies = Company.objects.owned_by(user)
    return User.objects.filter(pk=user.pk).values_list(
        counted(companies.filter(is_sample=False)),
        counted(companies.filter(is_sample=False, standing=Standing.BACKLOG)),
        counted(companies.filter(is_sample=True)),
        *limits(user, today, month).values(),
    )


def limits(user: User, today: dt.date, month: dt.date) -> dict[str, Coalesce]:
    """What was used up of the notes since the month began and the new people of today, as columns."""
    notes = Interaction.objects.owned_by(user).filter(
        kind__in=MINE,
        channel=Channel.LINKEDIN_NOTE,
        on__gte=month,
        on__lte=today,
        is_sample=False,
    )
    return {
        "notes_used": counted(notes),
        "new_people_today": counted(first_messages_of(user, today)),
    }


def counted(rows: QuerySet[Any]) -> Coalesce:
    """How many rows of one owner, as a column."""
    number = rows.order_by().values("owner").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)


def first_messages_of(user: User, today: dt.date) -> QuerySet[Interaction]:
    """The first messages of today to people who had not written first and were not met at an event (DESIGN
    §2, the cap of rule 7)."""
    earlier = Interaction.objects.filter(
        contact=OuterRef("contact"), removed_at=None, kind__in=WAITING | THEIRS | {Kind.CHAT}
    ).filter(Q(on__lt=OuterRef("on")) | Q(on=OuterRef("on"), pk__lt=OuterRef("pk")))
    sent = Interaction.objects.owned_by(user).filter(on=today, kind__in=WAITING, is_sample=False)
    met = Met.objects.filter(contact=OuterRef("contact"), event__removed_at=None, event__isnull=False)
    return sent.filter(~Exists(earlier), ~Exists(met), contact__removed_at=None)


COUNTED = Prepared(counts, days=2)
