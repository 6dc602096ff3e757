"""What a company's board shows: its people by stage, its seats, its "in", its criteria and what was said."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.db.models import CharField, FilteredRelation, Q, TextField, Value
from django.db.models.functions import Coalesce

from networking.accounts.models import User
from networking.companies.criteria import found_out
from networking.companies.models import Answer, Company, CompanyQuerySet, Criterion, Standing, Verdict
from networking.companies.told import Told, told_column, told_of
from networking.contacts.coverage import Coverage, coverage
from networking.contacts.models import Contact, Persona
from networking.contacts.names import greeting
from networking.contacts.people_search import people_search_url
from networking.contacts.seats import initials
from networking.contacts.stages import STAGE_LABELS, Parked, Stage
from networking.conversations.models import Interaction
from networking.pipeline.board_words import (
    DUE_WORDS,
    ON_ME,
    Said,
    coming_words,
    day_words,
    done_words,
    said_words,
)
from networking.pipeline.brief import brief_of
from networking.pipeline.company_rows import SeatGroup, seat_groups
from networking.pipeline.next_steps import Step, for_company, lateness, lateness_of, split
from networking.pipeline.review import is_open, remark_of, with_remark
from networking.pipeline.snapshot import (
    CompanyRow,
    Lists,
    PersonRow,
    Snapshot,
    limits,
    load_hidden,
    load_people,
)
from networking.pipeline.ties import Tie, event_ties, load_ties, origins_of
from networking.pipeline.words import from_place

RECENT = 6
HISTORY = 500  # interactions looked at for the last words of each person


class Card(NamedTuple):
    pk: int
    name: str
    initials: str
    stage: int
    role: str
    said: str
    due: str
    level: str
    is_on_me: bool
    label: str
    onward: tuple[int, str] | None
    others: list[tuple[int, str]]
    key: uuid.UUID
    sort: tuple[dt.date, int]
    came_from: str = ""


class Column(NamedTuple):
    stage: int
    title: str
    cards: list[Card]


class Moment(NamedTuple):
    day: str
    icon: str
    words: str
    note: str
    url: str


def companies_for_board(user: User, *, now: dt.datetime) -> CompanyQuerySet:
    """This person's companies, each with what their school tells, and what the rules ask about the whole
    search beside it."""
    today = user.local_date(now)
    companies = companies_told_of(user).annotate(**limits(user, today, today.replace(day=1)))
    return with_remark(companies, user) if user.in_cohort else companies


def companies_told_of(user: User) -> CompanyQuerySet:
    return Company.objects.owned_by(user).annotate(told=told_column(user))


def load_board(user: User, company: Company, *, now: dt.datetime) -> dict[str, Any]:
    """All that the board of a company from `companies_for_board` prints."""
    today = user.local_date(now)
    ties = load_ties(user, company)
    snapshot = load_company_snapshot(user, company, len(ties.connections), now)
    steps = for_company(split(snapshot)[0], company.pk)
    history = load_history(user, company)
    cards = make_cards(snapshot.people, last_words(history), steps, today, origins_of(ties.came))
    parked = {person.pk for person in snapshot.people if person.parked_on}
    seats = coverage(snapshot.people, company, today)
    step = steps[0] if steps else None
    told, remark = told_of(company), remark_of(company)
    criteria = load_criteria(user, company, told)
    return {
        "active": "companies",
        "company": company,
        "site": urlsplit(company.website).hostname if company.website else "",
        "today": today,
        "step": step,
        "url": from_place(step.url, "board") if step else "",
        "due": lateness_of(step, today) if step else None,
        "done": done_words(step.log_kind) if step else "",
        "key": uuid.uuid4(),
        "meanwhile": meanwhile(cards),
        "columns": [
            Column(stage, title, [card for card in cards if card.stage == stage and card.pk not in parked])
            for stage, title in STAGE_LABELS.items()
        ],
        "parked": [card for card in cards if card.pk in parked],
        "seats": seats,
        "seat_rows": seat_rows(seats, company, today),
        "recent": [moment_of(row, today) for row in history if row.company_id == company.pk][:RECENT],
        "told": told,
        "alumni": ties.alumni,
        "criteria": criteria,
        "good": sum(line.value == Verdict.YES for line in criteria) + company.has_in,
        "connections": ties.connections,
        "moved": moved_of(ties.moved, history, company, today),
        "roles": ties.roles,
        "events": event_ties(ties.events, today),
        "brief": brief_of(ties.learned),
        "remark": remark,
        "is_rethink": remark is not None and is_open(remark, company),
    }


def load_company_snapshot(user: User, company: Company, connections: int, now: dt.datetime) -> Snapshot:
    """One company as the rules see it; only a target is asked for its "in" and its people."""
    today = user.local_date(now)
    hidden, suggestions = load_hidden(user, today)
    row = CompanyRow._make([*(getattr(company, name) for name in CompanyRow._fields[:-1]), connections])
    return Snapshot(
        user,
        now,
        companies=[row] if company.standing == Standing.TARGET else [],
        people=load_people(user, today, company),
        hidden=hidden,
        suggestions=suggestions,
        lists=Lists(),
        notes_used=vars(company)["notes_used"],
        new_people_today=vars(company)["new_people_today"],
    )


class History(NamedTuple):
    contact_id: int
    company_id: int | None
    kind: str
    on: dt.date
    channel: str
    note: str
    name: str


def load_history(user: User, company: Company) -> list[History]:
    """What was said with the people here, and here with people who left since; the latest first."""
    rows = (
        Interaction.objects.owned_by(user)
        .filter(Q(company=company) | Q(contact__company=company))
        .order_by("-on", "-pk")
        .values_list("contact_id", "company_id", "kind", "on", "channel", "note", "contact__name")
    )
    return [History(*row) for row in rows[:HISTORY]]


def last_words(history: Iterable[History]) -> dict[int, Said]:
    last: dict[int, Said] = {}
    for row in history:
        last.setdefault(row.contact_id, Said(row.kind, row.on, row.channel))
    return last


def make_cards(
    people: Iterable[PersonRow],
    last: dict[int, Said],
    steps: Iterable[Step],
    today: dt.date,
    origins: dict[int, str],
) -> list[Card]:
    """One card for each person, by due date; who has none comes last."""
    first: dict[int, Step] = {}
    for step in steps:
        if step.contact_id:
            first.setdefault(step.contact_id, step)
    cards = [
        make_card(person, last.get(person.pk), first.get(person.pk), today)._replace(
            came_from=origins.get(person.pk, "")
        )
        for person in people
    ]
    return sorted(cards, key=lambda card: card.sort)


def make_card(person: PersonRow, said: Said | None, step: Step | None, today: dt.date) -> Card:
    persona = Persona(person.persona).label
    due, level = due_words(person, step, today)
    onward = Stage(person.stage + 1) if person.stage < Stage.THANKED else None
    others = [(int(stage), stage.label) for stage in Stage if stage not in (person.stage, onward)]
    return Card(
        person.pk,
        person.name,
        initials(person.name),
        person.stage,
        person.title or persona,
        said_words(said, today),
        f"{Parked(person.parked_reason).label} · {day_words(person.parked_on, today)}"
        if person.parked_on
        else due,
        level,
        step is not None and step.rule in ON_ME,
        f"{persona}, {Stage(person.stage).label.lower()}",
        (int(onward), onward.label) if onward else None,
        others,
        uuid.uuid4(),
        ((step and step.due_on) or person.due_on or dt.date.max, person.pk),
    )


def meanwhile(cards: Iterable[Card]) -> str:
    """What can be looked forward to while nothing is due here."""
    coming = [
        f"{card.name}: {card.due[:1].lower()}{card.due[1:]}" for card in cards if card.due and card.level
    ]
    return coming[0] + "." if coming else "Everything here is done for now."


def due_words(person: PersonRow, step: Step | None, today: dt.date) -> tuple[str, str]:
    """What is due with this person, or will be; and how late that is."""
    if step and step.rule in DUE_WORDS:
        if not step.due_on or step.rule == 7:
            return DUE_WORDS[step.rule], "soon"
        when, level = lateness(step.due_on, today)
        return f"{DUE_WORDS[step.rule]} {when}", level
    if person.due_on and person.due_rule in DUE_WORDS and person.due_on > today:
        return coming_words(person.due_rule, person.due_on, today), "soon"
    return "", ""


class SeatRow(NamedTuple):
    """One persona's seats, and what can be done about the empty ones."""

    group: SeatGroup
    singular: str
    search_url: str

    @property
    def is_empty(self) -> bool:
        return not any(self.group.seats)

    @property
    def has_room(self) -> bool:
        return not all(self.group.seats)


def seat_rows(seats: Coverage[PersonRow], company: Company, today: dt.date) -> list[SeatRow]:
    return [
        SeatRow(
            group,
            Persona(group.persona).label.lower(),
            people_search_url(group.persona, company.name),
        )
        for group in seat_groups(seats, today)
    ]


class CriterionLine(NamedTuple):
    """`says` is the school that answers it, where the seeker has not."""

    pk: int
    text: str
    value: str
    note: str
    source: str
    says: str = ""


def load_criteria(user: User, company: Company, told: Told | None) -> list[CriterionLine]:
    """Every criterion that is not hidden, with what was found out here."""
    here = FilteredRelation("answers", condition=Q(answers__company=company.pk))
    rows = (
        Criterion.objects.owned_by(user)
        .filter(is_hidden=False)
        .annotate(here=here)
        .order_by("position", "pk")
        .values_list(
            "pk",
            "text",
            Coalesce("here__value", Value(Verdict.UNKNOWN.value), output_field=CharField()),
            Coalesce("here__note", Value(""), output_field=TextField()),
            Coalesce("here__source", Value(""), output_field=CharField()),
        )
    )
    return [answered(CriterionLine(*row), told) for row in rows]


def line_of(criterion: Criterion, found: Answer, told: Told | None) -> CriterionLine:
    own = CriterionLine(criterion.pk, criterion.text, found.value, found.note, found.source)
    return answered(own, told)


def answered(line: CriterionLine, told: Told | None) -> CriterionLine:
    value, says = found_out(line.text, line.value, told)
    return line._replace(value=value, says=says)


class Moved(NamedTuple):
    """Somebody who worked here before, and what was said while they did."""

    tie: Tie
    said: list[Moment]
    is_more: bool


def moved_of(
    moved: Iterable[Tie], history: Iterable[History], company: Company, today: dt.date
) -> list[Moved]:
    said: dict[int, list[Moment]] = {tie.pk: [] for tie in moved}
    for row in history:
        if row.company_id == company.pk and row.contact_id in said:
            said[row.contact_id].append(moment_of(row, today))
    return [Moved(tie, said[tie.pk][:RECENT], len(said[tie.pk]) > RECENT) for tie in moved]


MOMENT_WORDS = {
    "outreach": "Reached out to {name}",
    "follow_up": "Followed up with {name}",
    "message": "Wrote to {name}",
    "referral_ask": "Asked {name} for a referral",
    "thank_you": "Thanked {name}",
    "check_in": "Checked in with {name}",
    "touch": "A small sign of life to {name}",
    "help_given": "Helped {name}",
    "reply": "{name} replied",
    "declined": "{name} declined",
    "referral": "{name} referred me",
    "introduction": "{name} introduced me",
    "help_received": "{name} helped me",
    "chat": "Chatted with {name}",
}


MOMENT_ICONS = {
    "reply": "reply",
    "declined": "reply",
    "chat": "message-circle",
    "thank_you": "heart-handshake",
    "help_given": "hand-helping",
    "help_received": "hand-helping",
    "referral": "user-check",
    "introduction": "user-check",
    "outreach": "send",
    "follow_up": "send",
}


def moment_of(row: History, today: dt.date) -> Moment:
    words = MOMENT_WORDS[row.kind].format(name=greeting(row.name) or row.name)
    when = day_words(row.on, today)
    return Moment(
        when[:1].upper() + when[1:],
        MOMENT_ICONS.get(row.kind, "mail"),
        words,
        row.note,
        f"/people/{row.contact_id}/",
    )


def load_change(user: User, contact: Contact, *, now: dt.datetime) -> dict[str, Any]:
    """The parts of a board that change when something happens with one person, and where their card goes."""
    company = companies_for_board(user, now=now).get(contacts=contact)
    board = load_board(user, company, now=now)
    lists = {f"column-{column.stage}": column.cards for column in board["columns"]}
    lists["parked"] = board["parked"]
    for place, cards in lists.items():
        for before, card in zip([None, *cards], cards, strict=False):
            if card.pk == contact.pk:
                after = f"afterend:#card-{before.pk}" if before else f"afterbegin:#{place}"
                return board | {"card": card, "card_goes": after, "is_parked": place == "parked"}
    return board | {"gone": contact.pk}
