"""What a coach sees of one seeker: exactly what DESIGN §3 allows, as tuples of nothing more.

Only the columns that may be shown are read at all, so that no template can print another. The seeker's
preview is made from the same rows.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import FilteredRelation, Q

from networking.accounts.models import User
from networking.coaching.handing_in import targets_of
from networking.coaching.happened import Happened, Suggested, load_happened
from networking.cohorts.models import Membership, MembershipQuerySet
from networking.companies.criteria import found_out
from networking.companies.models import Criterion, Verdict
from networking.companies.told import Told, as_told, told_column
from networking.contacts.coverage import SEATED, coverage
from networking.contacts.models import Contact, Persona
from networking.contacts.seats import initials
from networking.contacts.stages import Stage
from networking.conversations.models import Totals
from networking.conversations.rates import Rate

GROUPS = {
    Persona.DEVELOPER: "Developers",
    Persona.MANAGER: "Managers",
    Persona.RECRUITER: "Recruiters",
}
INS = (
    ("in_interests", "We share an interest"),
    ("in_product", "I love the product"),
    ("in_someone", "I know someone there"),
    ("in_local", "Hyper-local"),
)
TARGET = ("pk", "name", "place", "website", "in_words", *(field for field, _ in INS))
COUNTED = ("company_id", "persona", "stage", "parked_on")
NAMED = ("name", "title")


class Found(NamedTuple):
    """One criterion, as the seeker answered it at one company; `says` is the school that does where they
    have not."""

    text: str
    value: str = Verdict.UNKNOWN
    note: str = ""
    source: str = ""
    says: str = ""


class Person(NamedTuple):
    """Somebody at a target company. Without a name unless the seeker shares people."""

    company_id: int
    persona: str
    stage: int
    parked_on: dt.date | None
    name: str = ""
    title: str = ""
    rest_on: dt.date | None = None

    @property
    def role(self) -> str:
        return Persona(self.persona).label

    @property
    def stage_words(self) -> str:
        return Stage(self.stage).label

    @property
    def initials(self) -> str:
        return initials(self.name) if self.name else ""

    @property
    def label(self) -> str:
        who = f"{self.name}, {self.role.lower()}" if self.name else self.role
        return f"{who}, {self.stage_words.lower()}"


class NothingSaid(NamedTuple):
    """What a seeker said about finding more people is theirs: for the coach an empty seat is empty."""

    nobody_developer: bool = False
    nobody_manager: bool = False
    nobody_recruiter: bool = False
    that_is_all: bool = False


class SeatGroup(NamedTuple):
    """The two seats of one persona; an empty one is None."""

    title: str
    seats: list[Person | None]


class Target(NamedTuple):
    """A target company."""

    pk: int
    name: str
    place: str
    website: str
    in_words: str
    in_kinds: list[str]
    criteria: list[Found]
    groups: list[SeatGroup]
    more: int
    people: list[Person]  # empty unless the seeker shares people

    @property
    def has_in(self) -> bool:
        return bool(self.in_kinds or self.in_words.strip())


class PersonaLine(NamedTuple):
    """How many people of one persona stand at each stage."""

    role: str
    stages: list[int]

    @property
    def total(self) -> int:
        return sum(self.stages)

    @property
    def words(self) -> str:
        stood = zip(self.stages, Stage, strict=True)
        return ", ".join(f"{number} {stage.label.lower()}" for number, stage in stood if number)


class SeekerPage(NamedTuple):
    """All that the page prints."""

    pk: int
    name: str
    email: str
    cohort_pk: int | None
    cohort: str
    shares_people: bool
    targets: list[Target]
    backlog: int
    lines: list[PersonaLine]
    answered: Rate
    chatted: Rate
    active_on: dt.date | None
    happened: Happened

    @property
    def people(self) -> int:
        return sum(line.total for line in self.lines)

    @property
    def names(self) -> dict[int, str]:
        """The target companies by their keys."""
        return {target.pk: target.name for target in self.targets}

    @property
    def suggested(self) -> list[tuple[Suggested, str]]:
        """Each with its company, as long as that is a target: of the others a coach reads no name."""
        names = self.names
        return [(one, names.get(one.company_pk, "")) for one in self.happened.suggested]

    @property
    def with_in(self) -> int:
        return sum(target.has_in for target in self.targets)


def with_seeker(memberships: MembershipQuerySet) -> MembershipQuerySet:
    """These places with all that the page reads of the seeker's own row."""
    return memberships.select_related("cohort", "user__totals")


def load_seeker(membership: Membership, *, now: dt.datetime) -> SeekerPage:
    """Five queries, whatever the seeker has; `membership` comes `with_seeker`."""
    seeker = membership.user
    totals = getattr(seeker, "totals", None) or Totals()
    return SeekerPage(
        pk=membership.pk,
        name=str(seeker),
        email=seeker.email,
        cohort_pk=membership.cohort_id,
        cohort=str(membership.cohort),
        shares_people=membership.shares_people,
        targets=load_targets(seeker, names=membership.shares_people),
        backlog=totals.backlog,
        lines=lines_of(totals.by_persona),
        answered=Rate(totals.answered, totals.written_to),
        chatted=Rate(totals.chatted, totals.replied),
        active_on=seeker.local_date(totals.last_activity_at) if totals.last_activity_at else None,
        happened=load_happened(membership, now=now),
    )


def load_targets(seeker: User, *, names: bool) -> list[Target]:
    """The real target companies in the seeker's order; names of people only while they are shared."""
    rows = list(targets_of(seeker).annotate(told=told_column(seeker)).values(*TARGET, "told"))
    pks = [row["pk"] for row in rows]
    if not pks:
        return []
    found, people = load_criteria(seeker, pks), load_people(seeker, pks, names=names)
    return [target_of(row, found.get(row["pk"], found[None]), people[row["pk"]], names=names) for row in rows]


def load_names(seeker: User) -> dict[int, str]:
    """The target companies by their keys, to choose from."""
    return dict(targets_of(seeker).values_list("pk", "name"))


def target_of(
    row: Mapping[str, Any], criteria: list[Found], people: Sequence[Person], *, names: bool
) -> Target:
    seats = coverage(people, NothingSaid(), dt.date.min)
    return Target(
        pk=row["pk"],
        name=row["name"],
        place=row["place"],
        website=row["website"],
        in_words=row["in_words"],
        in_kinds=[words for field, words in INS if row[field]],
        criteria=[answered(found, as_told(row["told"])) for found in criteria],
        groups=[
            SeatGroup(GROUPS[persona], [seat.person for seat in seats.seats if seat.persona == persona])
            for persona in SEATED
        ],
        more=len(seats.extras),
        people=sorted(people, key=listed) if names else [],
    )


def answered(found: Found, told: Told | None) -> Found:
    value, says = found_out(found.text, found.value, told)
    return found._replace(value=value, says=says)


def listed(person: Person) -> tuple[Any, ...]:
    return (Persona.values.index(person.persona), -person.stage, person.name.casefold())


def load_criteria(seeker: User, targets: list[int]) -> dict[int | None, list[Found]]:
    """Each criterion with its answer at each target; under None as it stands where nothing is answered."""
    at_targets = Q(answers__company__in=targets)
    rows = (
        Criterion.objects.owned_by(seeker)
        .filter(is_hidden=False)
        .annotate(answer=FilteredRelation("answers", condition=at_targets))
        .order_by("position", "pk")
        .values_list("pk", "text", "answer__company", "answer__value", "answer__note", "answer__source")
    )
    asked: dict[int, Found] = {}
    answered: dict[int, dict[int, Found]] = defaultdict(dict)
    for pk, text, company, *said in rows:
        asked[pk] = Found(text)
        if company is not None:
            answered[company][pk] = Found(text, *said)
    return {None: list(asked.values())} | {
        company: list((asked | there).values()) for company, there in answered.items()
    }


def load_people(seeker: User, targets: list[int], *, names: bool) -> dict[int, list[Person]]:
    """Who is at the target companies: persona and stage, and only while it is shared name and title."""
    rows = Contact.objects.owned_by(seeker).filter(company__in=targets, is_sample=False)
    people: dict[int, list[Person]] = defaultdict(list)
    for row in rows.order_by("pk").values_list(*COUNTED, *(NAMED if names else ())):
        person = Person(*row)
        people[person.company_id].append(person)
    return people


def lines_of(by_persona: Mapping[str, Iterable[int]]) -> list[PersonaLine]:
    return [
        PersonaLine(persona.label.lower(), list(by_persona.get(persona) or [0] * len(Stage)))
        for persona in Persona
    ]
