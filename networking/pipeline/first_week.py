"""The first week of a search: what to have ready, what to do on which day, and how much of it is done."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.urls import reverse

from networking.accounts.models import User
from networking.companies.models import Company, Criterion, Standing
from networking.contacts.models import Connection, Contact
from networking.contacts.stages import Kind
from networking.conversations.models import Attendance, Community, Event, Interaction, Tick
from networking.pipeline.prepared import Prepared
from networking.pipeline.snapshot import counted

PUT_AWAY = "put_away"  # a tick like the others: the plan is not offered any more
GIVING = frozenset({Kind.CHECK_IN, Kind.TOUCH, Kind.HELP_GIVEN})
SHOWN_DAYS = 28  # after signing up; later it is offered on a calm day alone


class Ready(NamedTuple):
    """Something that people will ask for."""

    item: str
    title: str
    why: str


READY = (
    Ready("profile", "My name and time zone", "They stand in your messages, and your days begin by them."),
    Ready("resume", "My résumé", "One page, up to date, with a link: people who help will ask for it."),
    Ready("linkedin", "My LinkedIn profile", "A photo, what you do in one line, what you look for below."),
    Ready("story", "My story", "Two minutes: where you come from, what you can do, what you look for."),
)  # fmt: skip
TICKABLE = frozenset({"resume", "linkedin", "story"})


class Facts(NamedTuple):
    """What is stored, counted: in the order of `columns`."""

    criteria: int = 0
    targets: int = 0
    with_in: int = 0
    known: int = 0
    people: int = 0
    written: int = 0
    venues: int = 0
    given: int = 0
    ticked_resume: int = 0
    ticked_linkedin: int = 0
    ticked_story: int = 0
    put_away: int = 0


class Task(NamedTuple):
    """One thing to do on a day: done when as much of `have` is there as `goal` says."""

    words: str
    to: str
    have: str
    goal: int | str = 1


class Day(NamedTuple):
    number: int
    title: str
    why: str
    tasks: tuple[Task, ...]


DAYS = (
    Day(1, "Get ready", "What people ask for is at hand, and you know what you look for.", (
        Task("Have all of “Ready to be found”", "pipeline:first_week#ready", "ready", len(READY)),
        Task("Say what makes a good company for you", "pipeline:criteria", "criteria"),
    )),
    Day(2, "Choose your companies", "A few that you get to know well, instead of hundreds of forms.", (
        Task("Add the companies you would really like to work at", "pipeline:add_company", "targets", "aim"),
    )),
    Day(3, "Find your “in”", "Why this company and you fit: it makes a stranger want to answer.", (
        Task("Write your “in” for each of them", "pipeline:companies", "with_in", "targets"),
    )),
    Day(4, "See whom you know", "Somebody who knows you answers first, and may know somebody there.", (
        Task("Bring in your LinkedIn connections or your address book", "exchange:import", "known"),
    )),
    Day(5, "Find people", "A developer, a manager, a recruiter: three at your companies are a beginning.", (
        Task("Add three people who work there", "pipeline:add_person", "people", 3),
    )),
    Day(6, "Write first messages", "Short, with your “in” and a question. Silence is normal; some answer.", (
        Task("Write to three people", "pipeline:write_five", "written", 3),
    )),
    Day(7, "Go where people meet, and give", "A network is people, and giving comes before asking.", (
        Task("Plan an event or join a community", "pipeline:events", "venues"),
        Task("Congratulate, share or help: one sign of life to somebody", "pipeline:giving", "given"),
    )),
)  # fmt: skip


class Line(NamedTuple):
    """A task or a thing to have ready, as it is printed."""

    words: str
    is_done: bool
    url: str = ""
    so_far: str = ""


class DayLine(NamedTuple):
    day: Day
    tasks: list[Line]
    is_done: bool
    is_next: bool


class ReadyLine(NamedTuple):
    item: str
    title: str
    why: str
    is_done: bool
    may_tick: bool  # nothing stored says it


class FirstWeek(NamedTuple):
    ready: list[ReadyLine]
    days: list[DayLine]
    is_put_away: bool

    @property
    def done(self) -> int:
        return sum(line.is_done for line in self.days)

    @property
    def is_over(self) -> bool:
        return self.done == len(self.days)

    @property
    def next(self) -> Day | None:
        return next((line.day for line in self.days if line.is_next), None)

    @property
    def is_offered(self) -> bool:
        return not self.is_put_away and not self.is_over


# --- Pure


def ready_of(user: User, facts: Facts) -> list[ReadyLine]:
    """What the account says by itself needs no tick."""
    told = {
        "profile": bool(user.name and user.time_zone),
        "resume": bool(user.resume_url),
        "linkedin": False,
        "story": bool(user.story.strip()),
    }
    ticked = {item for item in TICKABLE if getattr(facts, f"ticked_{item}")}
    return [
        ReadyLine(*one, told[one.item] or one.item in ticked, one.item in TICKABLE and not told[one.item])
        for one in READY
    ]


def week_of(user: User, facts: Facts) -> FirstWeek:
    ready = ready_of(user, facts)
    have = facts._asdict() | {"aim": user.target_aim, "ready": sum(line.is_done for line in ready)}
    days, has_next = [], False
    for day in DAYS:
        tasks = [line_of(task, have) for task in day.tasks]
        is_done = all(task.is_done for task in tasks)
        days.append(DayLine(day, tasks, is_done, not is_done and not has_next))
        has_next = has_next or not is_done
    return FirstWeek(ready, days, bool(facts.put_away))


def line_of(task: Task, have: dict[str, int]) -> Line:
    """Nothing to count is not done yet: an “in” for each of no companies."""
    goal = have[task.goal] if isinstance(task.goal, str) else task.goal
    so_far = min(have[task.have], goal)
    name, _, place = task.to.partition("#")
    url = reverse(name) + (f"#{place}" if place else "")
    return Line(task.words, 0 < goal <= so_far, url, f"{so_far} of {goal}" if goal > 1 else "")


def since_graduation(graduated_on: dt.date | None, today: dt.date) -> str:
    """How long ago that was, said as what it is: a number."""
    if graduated_on is None:
        return ""
    days = (today - graduated_on).days
    if days == 0:
        return "You graduated today. Congratulations!"
    if days < 0:
        return f"{spell(-days)} until you graduate: a good time to begin."
    return f"{spell(days)} since you graduated. A number, not a grade: what counts is the next conversation."


def spell(days: int) -> str:
    """Days for the first months, then what one would say: months, years."""
    number, unit = (
        (days, "day") if days < 120 else (days // 30, "month") if days < 730 else (days // 365, "year")
    )
    return f"{number:,} {unit}{'' if number == 1 else 's'}"


# --- Reading


def columns(user: User) -> QuerySet[Any, Any]:
    """Everything of `Facts` in one query; the sample is nobody's work."""
    targets = Company.objects.owned_by(user).filter(standing=Standing.TARGET, is_sample=False)
    has_in = Q(in_interests=True) | Q(in_product=True) | Q(in_someone=True) | Q(in_local=True)
    people = Contact.objects.owned_by(user).filter(is_sample=False)
    said = Interaction.objects.owned_by(user).filter(is_sample=False)
    events = Event.objects.owned_by(user).filter(is_sample=False)
    joined = Community.objects.owned_by(user).filter(is_sample=False, joined_on__isnull=False)
    ticks = Tick.objects.owned_by(user)
    return User.objects.filter(pk=user.pk).values_list(
        counted(Criterion.objects.owned_by(user)),
        counted(targets),
        counted(targets.filter(has_in | ~Q(in_words=""))),
        counted(Connection.objects.owned_by(user).filter(is_sample=False)),
        counted(people.filter(company__standing=Standing.TARGET)),
        counted(people.filter(reached_on__isnull=False)),
        counted(events.exclude(attendance=Attendance.SKIPPED)) + counted(joined),
        counted(said.filter(kind__in=GIVING)),
        *(counted(ticks.filter(item=item)) for item in ("resume", "linkedin", "story", PUT_AWAY)),
    )


COUNTED = Prepared(columns)


def load_week(user: User) -> FirstWeek:
    return week_of(user, Facts(*next(COUNTED.rows(user))))


def load_offer(user: User, today: dt.date, *, is_calm: bool) -> FirstWeek | None:
    """The plan for Today: in the first weeks, and when nothing is due; never once it is done, put away,
    or the search is over."""
    is_new = (today - user.local_date(user.date_joined)).days < SHOWN_DAYS
    if user.search_over_on or not (is_new or is_calm):
        return None
    week = load_week(user)
    return week if week.is_offered else None
