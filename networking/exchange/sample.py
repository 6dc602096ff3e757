"""A search to look around in: made for an empty account, and removed without touching what is mine."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F, Model, Q

from networking.accounts.models import User
from networking.companies.criteria import DEFAULTS
from networking.companies.listing import add_company
from networking.companies.models import Answer, Company, Criterion, Standing
from networking.companies.names import company_key
from networking.contacts.models import Connection, Contact, Looked, PastJob
from networking.contacts.names import display_name, match_key
from networking.conversations import writer
from networking.conversations.models import (
    Channel,
    Chat,
    Draft,
    Hidden,
    Interaction,
    Learned,
    Medium,
    Purpose,
)
from networking.conversations.starters import STARTERS
from networking.exchange.sample_people import PEOPLE, Said, SamplePerson
from networking.exchange.sample_story import COMPANIES, CONNECTIONS, NO, UNKNOWN, YES
from networking.exchange.sample_texts import Text

ANSWERS = {"y": YES, "n": NO, "?": UNKNOWN}
NOON, CHAT_HOUR = 12, 16
ENTERED: tuple[type[Company | Contact | Connection], ...] = (Company, Contact, Connection)


class NotEmptyError(Exception):
    """Sample data is only for an account that has nothing yet."""


def is_empty(owner: User) -> bool:
    """Whether nothing has been entered: no company, no person, no address book."""
    return not any(model.objects.owned_by(owner).exists() for model in ENTERED)


def has_sample(owner: User) -> bool:
    return any(model.objects.owned_by(owner).filter(is_sample=True).exists() for model in ENTERED)


@transaction.atomic
def start_sample(owner: User, *, now: dt.datetime) -> None:
    """Fills an empty account, once: whoever presses twice gets one."""
    owner = User.objects.select_for_update().get(pk=owner.pk)
    if not is_empty(owner):
        raise NotEmptyError
    days = Days(owner, now)
    companies = {company.name: company for company in _add_companies(owner, days)}
    people: dict[str, Contact] = {}
    for person in PEOPLE:
        people[person.name] = _add_person(owner, person, companies, people, days)
    _add_connections(owner, days)


class Days:
    """Moments so many days before or after today, where this person is; never after now for what is past."""

    def __init__(self, owner: User, now: dt.datetime) -> None:
        self.now, self.today, self._zone = now, owner.local_date(now), owner.zone

    def day(self, days_ago: int) -> dt.date:
        return self.today - dt.timedelta(days_ago)

    def moment(self, days_ago: int) -> dt.datetime:
        return self.at(NOON, days_ago) if days_ago else self.now

    def at(self, hour: int, days_ago: int) -> dt.datetime:
        return dt.datetime.combine(self.day(days_ago), dt.time(hour), self._zone)


def _add_companies(owner: User, days: Days) -> list[Company]:
    companies = [
        add_company(
            owner,
            sample.name,
            standing=Standing.TARGET,
            today=days.day(sample.days_ago),
            place=sample.place,
            is_sample=True,
            **sample.fields,
        )
        for sample in COMPANIES
    ]
    criteria = Criterion.objects.owned_by(owner).filter(is_hidden=False).order_by("position", "pk")
    Answer.objects.bulk_create(
        Answer(owner=owner, company=company, criterion=criterion, value=ANSWERS[letter])
        for company, sample in zip(companies, COMPANIES, strict=True)
        for criterion, letter in zip(criteria, sample.answers, strict=False)
    )
    return companies


def _add_person(
    owner: User,
    sample: SamplePerson,
    companies: dict[str, Company],
    people: dict[str, Contact],
    days: Days,
) -> Contact:
    """One person with all that happened, in the order in which it did."""
    first = max((said.days_ago for said in sample.said), default=1)
    contact = writer.add_contact(
        owner,
        now=days.moment(first),
        company=companies[sample.company],
        name=sample.name,
        title=sample.title,
        persona=sample.persona,
        introducer=people.get(sample.introducer),
        is_sample=True,
        **sample.fields,
    )
    for said in sample.said:
        _log(contact, said, days)
    if sample.moved:
        ago, company, title = sample.moved
        writer.change_job(contact, companies[company], title, until=days.day(ago), now=days.moment(ago))
    if sample.parked:
        ago, reason = sample.parked
        writer.park(contact, reason, now=days.moment(ago))
    if sample.chat_in:
        _plan(contact, sample, days)
    _begin_to_write(contact, sample, days)
    return contact


def _log(contact: Contact, said: Said, days: Days) -> None:
    interaction = writer.log(
        contact,
        said.kind,
        on=days.day(said.days_ago),
        now=days.moment(said.days_ago),
        note=said.note,
        channel=said.channel,
        sent=said.sent and _as_sent(said.sent, contact.owner),
    )
    if interaction.chat:
        writer.write_questions(interaction.chat, said.asked)
        writer.write_learned(interaction.chat, said.learned)


def _as_sent(text: Text, owner: User) -> writer.Sent:
    starter = next(starter for starter in STARTERS if starter.slug == text.template)
    words = text.words.replace("{my_name}", owner.name).rstrip()
    return writer.Sent(text.subject, words, starter.key, starter.name)


def _plan(contact: Contact, sample: SamplePerson, days: Days) -> None:
    writer.plan_chat(
        contact,
        starts_at=days.at(CHAT_HOUR, -(sample.chat_in or 0)),
        minutes=30,
        medium=Medium.VIDEO,
        place="",
        questions=sample.questions,
        now=days.now,
        time_zone=contact.time_zone,
    )


def _begin_to_write(contact: Contact, sample: SamplePerson, days: Days) -> None:
    """Where an address was looked for, and a message that is half written."""
    Looked.objects.bulk_create(
        Looked(owner=contact.owner, contact=contact, place=place) for place in sample.looked
    )
    if sample.draft:
        Draft.objects.create(
            owner=contact.owner,
            contact=contact,
            purpose=Purpose.OUTREACH,
            channel=Channel.EMAIL,
            subject=sample.draft.subject,
            text=sample.draft.words,
            changed_at=days.moment(1),
        )


def _add_connections(owner: User, days: Days) -> None:
    names = [(sample, display_name(sample.first_name, sample.last_name)) for sample in CONNECTIONS]
    Connection.objects.bulk_create(
        Connection(
            owner=owner,
            first_name=sample.first_name,
            last_name=sample.last_name,
            name=name,
            name_key=match_key(name),
            company=sample.company,
            company_key=company_key(sample.company),
            title=sample.title,
            connected_on=days.day(sample.days_ago),
            is_sample=True,
            created_at=days.now,
            updated_at=days.now,
        )
        for sample, name in names
    )


@transaction.atomic
def remove_sample(owner: User) -> None:
    """Deletes what is sample, removed or not; a sample company that holds anything of mine becomes mine."""
    User.objects.select_for_update().get(pk=owner.pk)
    mine = Q(owner=owner, is_sample=True)
    kept = set(_companies_with_something_of_mine(owner))
    Company.objects.filter(mine, pk__in=kept).update(is_sample=False)
    Answer.objects.filter(company__in=Company.objects.filter(mine)).delete()
    for model in (Chat, Interaction, Contact, Company, Connection):
        _forget_hidden(owner, model, list(model._base_manager.filter(mine).values_list("pk", flat=True)))
        model._base_manager.filter(mine).delete()
    Company.objects.filter(owner=owner).update(revision=F("revision") + 1)  # pages made with them are old
    _forget_criteria(owner)
    writer.recount(owner.pk)


def _companies_with_something_of_mine(owner: User) -> set[int]:
    """Sample companies where a person of mine is or was, or that an exchange of mine remembers."""
    return {
        pk
        for model, own in (
            (Contact, Q(is_sample=False)),
            (Interaction, Q(is_sample=False)),
            (Chat, Q(is_sample=False)),
            (Learned, Q(chat__is_sample=False)),
            (PastJob, Q(contact__is_sample=False)),
        )
        for pk in model._base_manager.filter(own, owner=owner, company__is_sample=True).values_list(
            "company", flat=True
        )
    }


def _forget_hidden(owner: User, model: type[Model], keys: list[int]) -> None:
    """Steps put off about things that are no more."""
    subjects = [f"{model._meta.model_name}:{key}" for key in keys]
    Hidden.objects.owned_by(owner).filter(subject__in=subjects).delete()


def _forget_criteria(owner: User) -> None:
    """The criteria came with the first company; untouched ones go with the last, and come again."""
    criteria = Criterion.objects.owned_by(owner)
    untouched = list(criteria.order_by("position").values_list("text", "is_hidden")) == [
        (text, False) for text in DEFAULTS
    ]
    if untouched and not Company.objects.filter(owner=owner).exists():
        criteria.delete()
