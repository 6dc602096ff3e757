"""The promise of Inroad: at any moment one clear next step, and why (DESIGN §2, Next step).

The rules read a snapshot and query nothing. Each gives its own steps; `place` puts them in their order.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property, partial
from typing import Any, NamedTuple

from networking.accounts.models import User
from networking.contacts.coverage import coverage
from networking.contacts.models import Persona
from networking.contacts.stages import Stage
from networking.conversations.clocks import Rule as Stored
from networking.pipeline import words
from networking.pipeline.snapshot import (
    ChatRow,
    CompanyRow,
    DueRow,
    HiddenRow,
    PersonRow,
    Snapshot,
    load_snapshot,
)

LAST = float("inf")
PERSONAS: dict[str, int] = {
    persona: number
    for number, persona in enumerate((Persona.DEVELOPER, Persona.MANAGER, Persona.RECRUITER, Persona.OTHER))
}


class Rule(IntEnum):
    """The published numbers."""

    PREPARE = 1
    HOW_DID_IT_GO = 2
    THANKS = Stored.THANKS
    ANSWER = Stored.ANSWER
    COACH = 5
    FOLLOW_UP = Stored.FOLLOW_UP
    FIRST_MESSAGE = 7
    WRITE_IN = 8
    MORE_TARGETS = 9
    HAND_IN = 10
    FIND_PEOPLE = 11
    KEEP_IN_TOUCH = Stored.KEEP_IN_TOUCH
    REST = Stored.REST
    CALM = 14


# A rule stands where its number says. After so many days its steps stand elsewhere: those of 12 and 13 go
# before 8, what a coach asked for goes behind 6.
AFTER_A_WHILE = {
    Rule.COACH: (dt.timedelta(days=7), 6.5),
    Rule.KEEP_IN_TOUCH: (dt.timedelta(days=14), 7.12),
    Rule.REST: (dt.timedelta(days=14), 7.13),
}

# When the search is over these are silent: promises, thanks, answers and keeping in touch remain.
SEARCHING = frozenset({*range(Rule.COACH, Rule.KEEP_IN_TOUCH), Rule.REST})
BEGINNINGS = frozenset({Rule.FIRST_MESSAGE, Rule.WRITE_IN, Rule.MORE_TARGETS, Rule.FIND_PEOPLE})
# How late steps look that nobody is kept waiting by.
NEVER_RED: dict[int, str] = {**dict.fromkeys(BEGINNINGS, "soon"), Rule.COACH: "today"}


@dataclass
class Step:
    """What to do next, why, by when, and the link that does it. `order` is its place in the total order.

    Its words are made when they are asked for: most pages show a few of hundreds.
    """

    rule: int
    subject: str
    say: Callable[[], words.Said] = field(compare=False, repr=False)
    due_on: dt.date | None
    company_id: int | None = None
    company: str = ""
    contact_id: int | None = None
    contact: str = ""
    chat_id: int | None = None
    is_sample: bool = False
    revision: int = 0
    order: tuple[Any, ...] = ()

    @cached_property
    def said(self) -> words.Said:
        return self.say()

    @property
    def title(self) -> str:
        return self.said.title

    @property
    def why(self) -> str:
        return self.said.why

    @property
    def url(self) -> str:
        return self.said.url

    @property
    def action(self) -> str:
        return self.said.action

    @property
    def suggestion_id(self) -> int | None:
        """The suggestion that this step is, to answer it where it stands."""
        what, _, pk = self.subject.partition(":")
        return int(pk) if what == "suggestion" else None

    @property
    def log_kind(self) -> str:
        return self.said.log_kind


class Lateness(NamedTuple):
    words: str
    level: str


def lateness(due_on: dt.date, today: dt.date) -> Lateness:
    """Counted from the due date: "today" on it, "n days late" after it, the weekday or date before it."""
    days = (today - due_on).days
    if days > 0:
        return Lateness("1 day late" if days == 1 else f"{days} days late", "late")
    if days == 0:
        return Lateness("today", "today")
    near = f"{due_on:%a}" if days > -7 else f"{due_on.day} {due_on:%b}"
    return Lateness(near if due_on.year == today.year or days > -7 else f"{near} {due_on.year}", "soon")


def lateness_of(step: Step, today: dt.date) -> Lateness | None:
    """How late a step is; red only where somebody waits for me, never for what I have not begun."""
    if step.due_on is None:
        return None
    said = lateness(step.due_on, today)
    return (
        Lateness(said.words, NEVER_RED[step.rule])
        if step.rule in NEVER_RED and said.level == "late"
        else said
    )


# --- The rules: each gives the steps of its kind, in any order


def prepare(snapshot: Snapshot) -> Iterator[Step]:
    """A chat today or tomorrow that has not begun and has no question; parked and archived people too."""
    for person, chat in all_chats(snapshot):
        day = snapshot.user.local_date(chat.starts_at)
        days = (day - snapshot.today).days
        if days in (0, 1) and chat.starts_at > snapshot.now and not chat.questions.strip():
            yield about_chat(Rule.PREPARE, snapshot, person, chat, day - dt.timedelta(days=1))


def how_did_it_go(snapshot: Snapshot) -> Iterator[Step]:
    for person, chat in all_chats(snapshot):
        if chat.ends_at <= snapshot.now:
            day = snapshot.user.local_date(chat.starts_at)
            yield about_chat(Rule.HOW_DID_IT_GO, snapshot, person, chat, day)


def stored(rule: Rule) -> Callable[[Snapshot], Iterator[Step]]:
    """Rules 3, 4, 6, 12 and 13 are stored as `Due` rows by the writer; here they only become steps."""

    def steps(snapshot: Snapshot) -> Iterator[Step]:
        today = snapshot.today
        for person in snapshot.people:
            for due in person.dues:
                if due.rule == rule and due.on <= today:
                    yield about_person(rule, snapshot, person, due.on, due=due)

    return steps


def first_messages(snapshot: Snapshot) -> Iterator[Step]:
    """Writing, by a usable channel, while fewer than the cap were written to today; else finding a way."""
    for person in not_written_to(snapshot):
        is_reachable = can_write(person, snapshot)
        if not is_reachable or not is_full(snapshot):
            added_on = snapshot.user.local_date(person.created_at)
            yield about_person(Rule.FIRST_MESSAGE, snapshot, person, added_on, is_reachable=is_reachable)


def not_written_to(snapshot: Snapshot) -> Iterator[PersonRow]:
    """Those at a target with an "in". Whoever has agreed to a chat needs no first message any more, and who
    was met at an event is written to by rule 6."""
    companies = {company.pk for company in snapshot.companies if company.has_in}
    for person in snapshot.people:
        is_new = person.stage == Stage.TO_CONTACT and not person.parked_on and not person.chats
        is_met = any(due.rule == Rule.FOLLOW_UP for due in person.dues)
        if is_new and not is_met and person.company_id in companies:
            yield person


def is_full(snapshot: Snapshot) -> bool:
    return snapshot.new_people_today >= snapshot.user.new_people_a_day


def can_write(person: PersonRow, snapshot: Snapshot) -> bool:
    """Whether a channel has an address and, for a LinkedIn note, some of this month’s are left."""
    by_linkedin = person.profile_url and (person.is_linkedin_friend or snapshot.has_notes_left)
    return bool(person.has_introducer or person.alumni_channel.strip() or person.email or by_linkedin)


def write_in(snapshot: Snapshot) -> Iterator[Step]:
    people = snapshot.people_at()
    for company in snapshot.companies:
        if not company.has_in:
            covered = coverage(people[company.pk], company, snapshot.today)
            yield about_company(Rule.WRITE_IN, company, covered.total)


def more_targets(snapshot: Snapshot) -> Iterator[Step]:
    """Only while somebody has nothing real at all does the sample count as their list."""
    is_sample = snapshot.lists.real == 0 and snapshot.lists.sample > 0
    targets = sum(company.is_sample == is_sample for company in snapshot.companies)
    if targets < snapshot.user.target_aim:
        backlog = snapshot.lists.real_backlog
        yield Step(
            Rule.MORE_TARGETS,
            "list",
            partial(words.more_targets, targets, snapshot.user.target_aim, backlog),
            snapshot.today,
            is_sample=is_sample,
            revision=snapshot.list_revision,
            order=place(Rule.MORE_TARGETS, is_sample=is_sample),
        )


def find_people(snapshot: Snapshot) -> Iterator[Step]:
    people = snapshot.people_at()
    for company in snapshot.companies:
        covered = coverage(people[company.pk], company, snapshot.today)
        if covered.needs_people:
            missing = covered.missing[0] if covered.missing else None
            yield about_company(Rule.FIND_PEOPLE, company, covered.total, missing)


def from_coach(snapshot: Snapshot) -> Iterator[Step]:
    """Feedback that is unread, a rethink that is open, a step that was suggested; only while in a cohort."""
    if not snapshot.user.in_cohort:
        return
    if since := snapshot.user.feedback_on:
        say = partial(words.feedback, since, snapshot.today)
        yield coached("feedback", say, since, (0,), snapshot, revision=since.toordinal(), waits=False)
    targets = {company.pk: company for company in snapshot.companies}
    for company in targets.values():
        if company.has_open_rethink and company.rethink_on:
            say = partial(words.rethink, company, company.rethink_on, snapshot.today)
            keys = (1, company.position, company.pk)
            yield coached(
                f"company:{company.pk}", say, company.rethink_on, keys, snapshot, company, company.revision
            )
    for row in snapshot.suggestions:
        if row.company_id is None or row.company_id in targets:
            say = partial(words.suggestion, row, snapshot.today)
            at = targets.get(row.company_id or 0)
            yield coached(f"suggestion:{row.pk}", say, row.on, (2, row.pk), snapshot, at)


def coached(
    subject: str,
    say: Callable[[], words.Said],
    since: dt.date,
    keys: tuple[float, ...],
    snapshot: Snapshot,
    company: CompanyRow | None = None,
    revision: int = 0,
    *,
    waits: bool = True,
) -> Step:
    """A step of rule 5; all but feedback wait their turn after a week."""
    late = snapshot.today - since if waits else None
    return Step(
        Rule.COACH,
        subject,
        say,
        since,
        company_id=company.pk if company else None,
        company=company.name if company else "",
        revision=revision,
        order=place(Rule.COACH, since, *keys, is_sample=False, late_since=late),
    )


def hand_in(snapshot: Snapshot) -> Iterator[Step]:
    """As many targets as aimed for, each with an "in", and something that no coach has seen."""
    user, targets = snapshot.user, [row for row in snapshot.companies if not row.is_sample]
    is_full = targets and len(targets) >= user.target_aim and all(row.has_in for row in targets)
    new = [row.pk for row in targets if row.is_new_to_coach]
    if user.in_cohort and is_full and new:
        is_again = any(row.submitted_at for row in targets)
        yield Step(
            Rule.HAND_IN,
            "list",
            partial(words.hand_in, len(targets), len(new), is_again=is_again),
            snapshot.today,
            revision=snapshot.list_revision + sum(new),
            order=place(Rule.HAND_IN, is_sample=False),
        )


RULES: tuple[Callable[[Snapshot], Iterator[Step]], ...] = (
    prepare,
    how_did_it_go,
    stored(Rule.THANKS),
    stored(Rule.ANSWER),
    from_coach,
    stored(Rule.FOLLOW_UP),
    first_messages,
    write_in,
    more_targets,
    hand_in,
    find_people,
    stored(Rule.KEEP_IN_TOUCH),
    stored(Rule.REST),
)


# --- The total order


def place(rule: Rule, *keys: Any, is_sample: bool, late_since: dt.timedelta | None = None) -> tuple[Any, ...]:
    """Sample after real; then the rule, or where it stands after a while; then the rule's own keys."""
    stands: float = rule
    if late_since is not None:
        days, elsewhere = AFTER_A_WHILE[rule]
        stands = elsewhere if late_since >= days else rule
    return (is_sample, stands, *keys)


def nearness(person: PersonRow) -> int:
    """Close and in common, close, in common, neither."""
    return (0 if person.is_close else 2) + (0 if person.in_common else 1)


def personal(person: PersonRow) -> tuple[Any, ...]:
    """Between people of one day: nearness, persona, the company's place on the list, who was added first."""
    position = LAST if person.position is None else person.position
    return (nearness(person), PERSONAS[person.persona], position, person.created_at, person.pk)


# --- Steps about a chat, a person, a company, and when nothing is due


def all_chats(snapshot: Snapshot) -> Iterator[tuple[PersonRow, ChatRow]]:
    return ((person, chat) for person in snapshot.people for chat in person.chats)


def about_chat(rule: Rule, snapshot: Snapshot, person: PersonRow, chat: ChatRow, due_on: dt.date) -> Step:
    starts = chat.starts_at.astimezone(snapshot.user.zone)
    return of_person(
        rule,
        person,
        partial(words.about_chat, rule, person, chat.pk, starts, snapshot.today),
        due_on,
        subject=f"chat:{chat.pk}",
        chat_id=chat.pk,
        order=place(rule, chat.starts_at, *personal(person), chat.pk, is_sample=person.is_sample),
    )


def about_person(
    rule: Rule,
    snapshot: Snapshot,
    person: PersonRow,
    due_on: dt.date,
    *,
    due: DueRow | None = None,
    is_reachable: bool = True,
) -> Step:
    """In rule 7 those without a usable channel come last, and closeness goes before the date."""
    near, *rest = personal(person)
    keys = (not is_reachable, near, due_on, *rest) if rule == Rule.FIRST_MESSAGE else (due_on, near, *rest)
    say = (
        partial(words.about_due, due, person, snapshot.user, snapshot.now)
        if due
        else partial(words.first_message, person, is_reachable=is_reachable)
    )
    late = snapshot.today - due_on if rule in AFTER_A_WHILE else None
    return of_person(
        rule, person, say, due_on, order=place(rule, *keys, is_sample=person.is_sample, late_since=late)
    )


def of_person(
    rule: Rule, person: PersonRow, say: Callable[[], words.Said], due_on: dt.date, **more: Any
) -> Step:
    fields = {"subject": f"contact:{person.pk}", **more}
    return Step(
        rule,
        say=say,
        due_on=due_on,
        company_id=person.company_id,
        company=person.company or "",
        contact_id=person.pk,
        contact=person.name,
        is_sample=person.is_sample,
        revision=person.version,
        **fields,
    )


def about_company(rule: Rule, company: CompanyRow, people: int, missing: Persona | None = None) -> Step:
    """Fewest people first, then due, then the place on the list."""
    keys = (people, company.target_on, company.position, company.pk)
    return Step(
        rule,
        f"company:{company.pk}",
        partial(words.about_company, rule, company, missing, people),
        company.target_on,
        company_id=company.pk,
        company=company.name,
        is_sample=company.is_sample,
        revision=company.revision,
        order=place(rule, *keys, is_sample=company.is_sample),
    )


def calm(snapshot: Snapshot, hidden: Iterable[tuple[Step, HiddenRow]]) -> Step:
    """Nothing is due: what comes next and when, and one thing to do meanwhile."""
    coming = min(all_coming(snapshot, hidden), default=None)
    unprepared = (
        (chat.starts_at, chat.pk, person.name)
        for person, chat in all_chats(snapshot)
        if chat.starts_at > snapshot.now and not chat.questions.strip()
    )
    meanwhile = min(unprepared, default=None)
    backlog = 0 if is_over(snapshot) else snapshot.lists.real_backlog
    return Step(
        Rule.CALM,
        "calm",
        partial(words.calm, coming, meanwhile, backlog, snapshot.today),
        coming.on if coming else None,
        order=place(Rule.CALM, is_sample=True),
    )


def all_coming(snapshot: Snapshot, hidden: Iterable[tuple[Step, HiddenRow]]) -> Iterator[words.Coming]:
    """What will be due after today: stored steps, chats, and what was put off."""
    silent = SEARCHING if is_over(snapshot) else frozenset()
    for person in snapshot.people:
        dues = (due for due in person.dues if due.on > snapshot.today and due.rule not in silent)
        yield from (words.coming_due(due, person) for due in dues)
    for person, chat in all_chats(snapshot):
        if chat.ends_at > snapshot.now:
            yield words.coming_chat(snapshot.user.local_date(chat.starts_at), person)
    if Rule.FIRST_MESSAGE not in silent and is_full(snapshot) and snapshot.user.new_people_a_day:
        tomorrow = snapshot.today + dt.timedelta(days=1)
        others = (person for person in not_written_to(snapshot) if can_write(person, snapshot))
        yield from (words.coming_first(tomorrow, person) for person in others)
    yield from (words.coming_back(row.until, step.title) for step, row in hidden if row.revision is None)


# --- The list


def is_over(snapshot: Snapshot) -> bool:
    """An offer was accepted: nothing of a search is due any more."""
    return snapshot.user.search_over_on is not None


def all_steps(snapshot: Snapshot) -> list[Step]:
    """Every due step in its order, hidden ones too; empty when nothing is due."""
    silent = SEARCHING if is_over(snapshot) else frozenset()
    steps = (step for rule in RULES for step in rule(snapshot) if step.rule not in silent)
    return sorted(steps, key=lambda step: step.order)


def is_hidden(step: Step, hidden: dict[tuple[int, str], HiddenRow], today: dt.date) -> bool:
    """Put off until a day, or turned down until its subject changes."""
    row = hidden.get((step.rule, step.subject))
    return row is not None and row.until > today and row.revision in (None, step.revision)


def split(snapshot: Snapshot) -> tuple[list[Step], list[tuple[Step, HiddenRow]]]:
    """The steps to show, and the hidden ones with what hides them."""
    hidden = {(row.rule, row.subject): row for row in snapshot.hidden}
    shown, away = [], []
    for step in all_steps(snapshot):
        if is_hidden(step, hidden, snapshot.today):
            away.append((step, hidden[step.rule, step.subject]))
        else:
            shown.append(step)
    return shown, away


def steps_of(snapshot: Snapshot) -> list[Step]:
    """The ordered list; its first is the next step. Never empty: when nothing is due, the calm one."""
    shown, away = split(snapshot)
    return shown or [calm(snapshot, away)]


def next_steps(user: User, *, now: dt.datetime) -> list[Step]:
    return steps_of(load_snapshot(user, now=now))


def hidden_steps(user: User, *, now: dt.datetime) -> list[tuple[Step, HiddenRow]]:
    return split(load_snapshot(user, now=now))[1]


def for_contact(steps: Iterable[Step], pk: int) -> list[Step]:
    return [step for step in steps if step.contact_id == pk]


def for_company(steps: Iterable[Step], pk: int) -> list[Step]:
    return [step for step in steps if step.company_id == pk]
