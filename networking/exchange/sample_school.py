"""A believable school of invented seekers, to try and to measure what a coach sees (DESIGN §3).

Everything is drawn from one seed, so the same school is made anywhere. The accounts cannot sign in.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from random import Random
from typing import NamedTuple

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import transaction

from networking.accounts.models import User
from networking.cohorts.joining import join
from networking.cohorts.marks import keep_marks
from networking.cohorts.models import Cohort, Membership, Organization, Role
from networking.companies.criteria import DEFAULTS
from networking.companies.models import Alum, Answer, Company, Criterion, Fact, Standing
from networking.companies.names import company_key
from networking.contacts.models import Contact, Persona
from networking.contacts.stages import Kind, Stage
from networking.conversations import writer
from networking.conversations.models import Channel, Chat, ChatStatus, Interaction, Medium
from networking.exchange.sample_names import FIRST, INS, LAST, MAKES, PLACES, TITLES
from networking.exchange.sample_story import NO, UNKNOWN, YES

NAME = "Harbour Code (sample school)"
HOST = "harbour-code.example"  # belongs to nobody
A_COHORT = 25
MANY = 50  # companies of every twentieth seeker
SEED = 2611
TIMES = ("mornings", "evenings", "weekends", "remote")
COACH = "Kim Alvarez"
ALUM = "Noor Haddad"
KNOWN = (
    "Two of our spring class started there.",
    "We talk to their head of engineering in December. Come and see us first.",
    "Their office hosts the Thursday meetup.",
)
# How far a conversation came, by how likely that is; and what was said on the way there.
STAGES = {
    Stage.TO_CONTACT: 30,
    Stage.REACHED_OUT: 34,
    Stage.REPLIED: 14,
    Stage.CHATTED: 10,
    Stage.THANKED: 12,
}
ON_THE_WAY = {
    Stage.TO_CONTACT: (),
    Stage.REACHED_OUT: (Kind.OUTREACH, Kind.FOLLOW_UP),
    Stage.REPLIED: (Kind.OUTREACH, Kind.REPLY),
    Stage.CHATTED: (Kind.OUTREACH, Kind.REPLY, Kind.CHAT),
    Stage.THANKED: (Kind.OUTREACH, Kind.REPLY, Kind.CHAT, Kind.THANK_YOU),
}


class Made(NamedTuple):
    """The school, and who coaches all of it."""

    organization: Organization
    coach: User
    cohorts: list[Cohort]
    seekers: int


def exists() -> bool:
    return Organization.objects.filter(name=NAME).exists()


@transaction.atomic
def make_school(seekers: int, *, now: dt.datetime, coach: User | None = None) -> Made:
    """Makes so many seekers in cohorts of 25; `coach` coaches the first, an invented coach all of them."""
    random = Random(SEED)  # noqa: S311  an invented school needs no secrets
    school = Organization.objects.create(name=NAME, created_at=now)
    cohorts = [
        Cohort.objects.create(organization=school, name=name_of(number), created_at=now)
        for number in range(max(1, -(-seekers // A_COHORT)))
    ]
    invented = make_accounts([COACH], now)[0]
    for cohort in cohorts:
        join(school, cohort, invented, Role.COACH, consents=False, now=now)
    if coach:
        join(school, None, coach, Role.ADMIN, consents=False, now=now)
        join(school, cohorts[0], coach, Role.COACH, consents=False, now=now)
    make_facts(school, invented, now)
    people = make_accounts(names(seekers, random), now)
    enroll(people, cohorts, random, now)
    for start in range(0, len(people), A_COHORT):
        make_searches(people[start : start + A_COHORT], start, random, now)
    return Made(school, invented, cohorts, len(people))


def make_facts(school: Organization, coach: User, now: dt.datetime) -> None:
    """What the school knows about every fifth company, in turns; somebody of it works at the first."""
    known = [
        Fact(
            organization=school,
            name=make,
            company_key=company_key(make),
            hired_alumni=number % 3 == 0,
            ask_coach=number % 3 == 1,
            sponsors=number % 3 == 2,
            words=KNOWN[number % 3],
            written_by=coach,
            changed_at=now - dt.timedelta(number),
        )
        for number, make in enumerate(MAKES[::5])
    ]
    Fact.objects.bulk_create(known)
    agreed = coach.local_date(now) - dt.timedelta(40)
    Alum.objects.create(fact=known[0], name=ALUM, role="Developer", agreed_on=agreed)


def remove_school() -> bool:
    """Whether there was one: it goes with everybody in it who was invented."""
    school = Organization.objects.filter(name=NAME)
    stay = User.objects.filter(memberships__organization__in=school).exclude(email__endswith=f"@{HOST}")
    had_a_place = list(stay.values_list("pk", flat=True))
    school.delete()
    keep_marks(User.objects.filter(pk__in=had_a_place))
    return bool(User.objects.filter(email__endswith=f"@{HOST}").delete()[0])


def name_of(number: int) -> str:
    month = 11 - number // len(TIMES)
    return f"{26 + (month - 1) // 12:02}{(month - 1) % 12 + 1:02} {TIMES[number % len(TIMES)]}"


def names(count: int, random: Random) -> list[str]:
    return [f"{random.choice(FIRST)} {random.choice(LAST)}" for _ in range(count)]


def make_accounts(people: Sequence[str], now: dt.datetime) -> list[User]:
    """Accounts without a password: nobody can sign in as somebody invented."""
    first = User.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    return User.objects.bulk_create(
        [
            User(
                email=f"{name.split()[0].lower()}.{first + number}@{HOST}",
                name=name,
                password=f"{UNUSABLE_PASSWORD_PREFIX}{uuid.uuid4().hex}",
                time_zone="Europe/Berlin",
                date_joined=now - dt.timedelta(60),
            )
            for number, name in enumerate(people, 1)
        ],
        batch_size=500,
    )


def enroll(people: Sequence[User], cohorts: Sequence[Cohort], random: Random, now: dt.datetime) -> None:
    """Nine of ten share with their coach, and every third of those lets them see people too."""
    for number, user in enumerate(people):
        consents = random.random() < 0.9
        joined = now - dt.timedelta(days=random.randint(20, 60))
        cohort = cohorts[number // A_COHORT]
        member = join(cohort.organization, cohort, user, Role.SEEKER, consents=consents, now=joined)
        if consents and random.random() < 0.33:
            Membership.objects.filter(pk=member.pk).update(shares_people=True)


def make_searches(people: Sequence[User], first: int, random: Random, now: dt.datetime) -> None:
    """Companies, what was found out about them, people and conversations; what is derived comes last."""
    companies = [
        company
        for number, owner in enumerate(people, first)
        for company in companies_of(owner, number, random, now)
    ]
    Company.objects.bulk_create(companies, batch_size=500)
    Company.objects.filter(owner__in=people).update(created_at=now - dt.timedelta(20))
    make_answers(people, companies, random)
    contacts = [contact for company in companies for contact in contacts_at(company, random, now)]
    Contact.objects.bulk_create(contacts, batch_size=500)
    make_conversations(contacts, random, now)
    writer.recompute(contact.pk for contact in contacts)
    for owner in people:
        writer.recount(owner.pk)


def companies_of(owner: User, number: int, random: Random, now: dt.datetime) -> Iterable[Company]:
    """From an empty list to a full one; every twentieth seeker has fifty."""
    count = MANY if number % 20 == 7 else random.choice((0, 1, 2, 3, 4, 5, 5, 5, 5, 6, 6, 7))
    for place, make in enumerate(random.sample(MAKES, count), 1):
        is_target = place <= 8 or count == MANY
        company = Company(
            owner=owner,
            name=make,
            company_key=company_key(make),
            standing=Standing.TARGET if is_target else Standing.BACKLOG,
            target_on=owner.local_date(now) - dt.timedelta(random.randint(3, 50)) if is_target else None,
            position=place,
            place=random.choice(PLACES),
            created_at=now,
        )
        if random.random() < 0.8:
            company.in_words, company.in_product = random.choice(INS), random.random() < 0.4
        yield company


def make_answers(people: Sequence[User], companies: Sequence[Company], random: Random) -> None:
    criteria = Criterion.objects.bulk_create(
        Criterion(owner=owner, text=text, position=place)
        for owner in people
        for place, text in enumerate(DEFAULTS, 1)
    )
    mine: dict[int, list[Criterion]] = {}
    for criterion in criteria:
        mine.setdefault(criterion.owner_id, []).append(criterion)
    Answer.objects.bulk_create(
        [
            Answer(owner_id=company.owner_id, company=company, criterion=criterion, value=value)
            for company in companies
            for criterion in mine[company.owner_id]
            if (value := random.choice((YES, YES, NO, UNKNOWN, "")))
        ],
        batch_size=500,
    )


def contacts_at(company: Company, random: Random, now: dt.datetime) -> Iterable[Contact]:
    """None to six people, two of a role at most."""
    roles = [Persona.DEVELOPER, Persona.MANAGER, Persona.RECRUITER] * 2
    for persona in random.sample(roles, random.randint(0, 6)):
        contact = Contact(
            owner_id=company.owner_id,
            company=company,
            name=f"{random.choice(FIRST)} {random.choice(LAST)}",
            title=random.choice(TITLES[persona]),
            persona=persona,
            stage=random.choices(list(STAGES), weights=list(STAGES.values()))[0],
            created_at=now - dt.timedelta(random.randint(1, 40)),
        )
        contact.fill_keys()
        yield contact


def make_conversations(contacts: Sequence[Contact], random: Random, now: dt.datetime) -> None:
    """What was said on the way to each one's stage, a few days apart; some have been quiet for weeks."""
    chats, said = [], []
    for contact in contacts:
        day = now.date() - dt.timedelta(days=random.randint(0, 30))
        for kind in reversed(ON_THE_WAY[Stage(contact.stage)]):
            interaction = said_with(contact, kind, day, now)
            if kind == Kind.CHAT:
                interaction.chat = held_with(contact, day, now)
                chats.append(interaction.chat)
            said.append(interaction)
            day -= dt.timedelta(days=random.randint(1, 6))
    Chat.objects.bulk_create(chats, batch_size=500)
    Interaction.objects.bulk_create(reversed(said), batch_size=500)


def said_with(contact: Contact, kind: Kind, day: dt.date, now: dt.datetime) -> Interaction:
    return Interaction(
        owner_id=contact.owner_id,
        contact=contact,
        company_id=contact.company_id,
        kind=kind,
        on=day,
        channel="" if kind == Kind.CHAT else Channel.EMAIL,
        logged_at=min(now, dt.datetime.combine(day, dt.time(12), dt.UTC)),
        key=uuid.uuid4(),
    )


def held_with(contact: Contact, day: dt.date, now: dt.datetime) -> Chat:
    return Chat(
        owner_id=contact.owner_id,
        contact=contact,
        company_id=contact.company_id,
        status=ChatStatus.HELD,
        medium=Medium.VIDEO,
        settled_on=day,
        settled_at=now,
        key=uuid.uuid4(),
    )
