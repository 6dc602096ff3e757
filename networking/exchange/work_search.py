"""What counts as a step of a search for work, as unemployment offices ask for it, and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from django.utils.text import capfirst

from networking.accounts.models import User
from networking.contacts.models import PastJob
from networking.contacts.stages import THEIRS, WAITING, Kind
from networking.conversations.models import Channel, Interaction, Medium
from networking.exchange.work_weeks import week_of

# What the log tells of: what I did towards an employer. Congratulating and helping are no search for work.
METHODS: dict[str, str] = {
    Kind.OUTREACH: "First message",
    Kind.FOLLOW_UP: "Follow-up",
    Kind.MESSAGE: "Message",
    Kind.REFERRAL_ASK: "Asked for a referral",
    Kind.THANK_YOU: "Thank-you",
    Kind.CHECK_IN: "Kept in touch",
    Kind.CHAT: "Informational interview",
}
RESULTS: dict[str, str] = {
    Kind.REPLY: "they replied",
    Kind.DECLINED: "they declined",
    Kind.REFERRAL: "they referred me",
    Kind.INTRODUCTION: "they introduced me",
    Kind.HELP_RECEIVED: "they helped me",
    Kind.CHAT: "we talked",
}
COLUMNS = ("Week", "Date", "Employer", "Link", "Person", "Method", "Position", "Result")


class Said(NamedTuple):
    """One interaction as it is stored, with whom and where they worked."""

    contact: int
    on: dt.date
    kind: str
    channel: str
    medium: str | None
    person: str
    title: str
    profile: str
    company: int | None
    employer: str | None
    website: str | None
    works_at: int | None


class Step(NamedTuple):
    """One line of the log."""

    on: dt.date
    employer: str
    link: str
    person: str
    method: str
    position: str
    result: str


class Week(NamedTuple):
    first: dt.date
    last: dt.date
    steps: list[Step]


def load_log(user: User, since: dt.date, until: dt.date) -> list[Step]:
    """The steps of a period, oldest first; what came of them later is told too. Sample is nobody's search."""
    asked = Interaction.objects.owned_by(user).filter(
        is_sample=False, contact__is_sample=False, on__gte=since
    )
    said = asked.order_by("contact", "on", "pk").values_list(
        *("contact", "on", "kind", "channel", "chat__medium"),
        *("contact__name", "contact__title", "contact__profile_url"),
        *("company", "company__name", "company__website", "contact__company"),
    )
    jobs = PastJob.objects.owned_by(user).order_by("until", "pk")
    titles = {(job.contact_id, job.company_id): job.title for job in jobs}
    return steps_of((Said(*row) for row in said), titles, until)


def steps_of(said: Iterable[Said], titles: dict[tuple[int, int | None], str], until: dt.date) -> list[Step]:
    """`said` comes person by person, each in its order; `titles` are those of jobs that they have left."""
    steps = [
        step_of(one, result, titles)
        for _, history in groupby(said, key=lambda one: one.contact)
        for one, result in with_results(list(history))
        if one.on <= until
    ]
    return sorted(steps, key=lambda step: step.on)


def with_results(history: list[Said]) -> Iterator[tuple[Said, str]]:
    """Each step of mine with what followed before the next one."""
    mine = [place for place, one in enumerate(history) if one.kind in METHODS]
    for place, following in zip(mine, [*mine[1:], None], strict=False):
        after = history[place + 1 : following]
        if following is not None and history[following].kind == Kind.CHAT:
            after = [*after, history[following]]
        yield history[place], result_of(history[place], after, is_last=following is None)


def result_of(one: Said, after: list[Said], *, is_last: bool) -> str:
    answers = [answer for answer in after if answer.kind in THEIRS or answer.kind == Kind.CHAT != one.kind]
    told = [f"{RESULTS[answer.kind]} on {day(answer.on)}" for answer in answers]
    if one.kind == Kind.CHAT:
        told = ["held", *told]
    if told or one.kind not in WAITING:
        return capfirst("; ".join(dict.fromkeys(told))) or "Sent"
    return "No answer yet" if is_last else "No answer"


def step_of(one: Said, result: str, titles: dict[tuple[int, int | None], str]) -> Step:
    has_left = one.company is not None and one.company != one.works_at
    position = titles.get((one.contact, one.company), "") if has_left else one.title
    link = one.website or one.profile
    return Step(one.on, one.employer or "", link, one.person, method_of(one), position, result)


def method_of(one: Said) -> str:
    """“First message (E-mail)”."""
    by = Medium(one.medium).label if one.medium else Channel(one.channel).label if one.channel else ""
    return f"{METHODS[one.kind]} ({by})" if by else METHODS[one.kind]


def day(on: dt.date) -> str:
    return f"{on.day} {on:%b %Y}"


def by_week(steps: Iterable[Step], first_weekday: int) -> list[Week]:
    def week(step: Step) -> tuple[dt.date, dt.date]:
        return week_of(step.on, first_weekday)

    return [Week(*days, list(done)) for days, done in groupby(steps, key=week)]


def rows(weeks: Iterable[Week]) -> Iterator[tuple[object, ...]]:
    """The log as a table, each line with its week."""
    for week in weeks:
        for step in week.steps:
            yield (f"{week.first} to {week.last}", *step)
