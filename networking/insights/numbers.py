"""The numbers of seekers that a coach may read (DESIGN §3), for one or for a thousand in three queries.

Whoever asks hands in the memberships that may be read; names and notes of contacts are not among the columns.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

from django.db.models import Count, Q

from networking.accounts.zones import zone_of
from networking.cohorts.models import MembershipQuerySet
from networking.contacts.stages import Stage
from networking.conversations.clocks import Rule
from networking.conversations.models import Chat, ChatStatus, Due
from networking.conversations.rates import Rate
from networking.insights.words import ago, counted_words

OWED_RULES = (Rule.THANKS, Rule.ANSWER, Rule.FOLLOW_UP)  # and rule 2, which reads chats


OWED_WORDS = (
    ("thank-you", "thank-yous"),
    ("answer", "answers"),
    ("follow-up", "follow-ups"),
    ("chat to log", "chats to log"),
)


class Owed(NamedTuple):
    """Steps owed: due rows of rules 3, 4 and 6, and past chats that are not logged (rule 2)."""

    thanks: int = 0
    answers: int = 0
    follow_ups: int = 0
    chats: int = 0

    @property
    def total(self) -> int:
        return sum(self)

    @property
    def words(self) -> str:
        """Those there are: "1 thank-you, 2 answers"."""
        said = [counted_words(count, *names) for count, names in zip(self, OWED_WORDS, strict=True) if count]
        return ", ".join(said) or "none"


class Counted(NamedTuple):
    """The columns of `Totals` that pages read; who has no row has nothing yet."""

    targets: int
    targets_with_in: int
    backlog: int
    holes: int
    people: int
    by_persona: dict[str, list[int]]
    reached_out: int
    replied: int
    chatted: int
    thanked: int
    written_to: int
    answered: int
    silent_messages: int


class Line(NamedTuple):
    """One seeker: who they are, and their numbers on their own day."""

    pk: int
    user: int
    cohort: int
    name: str
    aim: int
    today: dt.date
    active_on: dt.date
    counted: Counted
    owed: Owed

    @property
    def response(self) -> Rate:
        return Rate(self.counted.answered, self.counted.written_to)

    @property
    def meeting(self) -> Rate:
        return Rate(self.counted.chatted, self.counted.replied)

    @property
    def quiet_days(self) -> int:
        return max(0, (self.today - self.active_on).days)

    @property
    def active_words(self) -> str:
        return ago(self.quiet_days)

    @property
    def stages(self) -> list[int]:
        """How many people at target companies stand at each stage."""
        each = self.counted.by_persona.values()
        return [sum(persona[stage] for persona in each) for stage in Stage]


WHO = ("pk", "user_id", "cohort_id", "joined_at", "user__name", "user__email", "user__time_zone")
COLUMNS = (
    *WHO,
    "user__target_aim",
    "user__totals__last_activity_at",
    *(f"user__totals__{name}" for name in Counted._fields),
)


def load_lines(memberships: MembershipQuerySet, *, now: dt.datetime) -> list[Line]:
    """The seekers of these memberships, in no order."""
    rows = list(memberships.values_list(*COLUMNS))
    owed = OwedBy([row[1] for row in rows], now)
    lines = []
    for pk, user, cohort, joined_at, name, email, zone, aim, last_at, *numbers in rows:
        local = zone_of(zone)
        today = now.astimezone(local).date()
        last = max(joined_at, last_at) if last_at else joined_at
        lines.append(
            Line(
                pk,
                user,
                cohort or 0,
                name or email,
                aim,
                today,
                min(today, last.astimezone(local).date()),
                as_counted(numbers),
                owed.of(user, today),
            )
        )
    return lines


def as_counted(numbers: Sequence[object]) -> Counted:
    """The columns as they came from the left join."""
    return Counted(*numbers) if numbers[0] is not None else NOTHING  # type: ignore[arg-type]


NOTHING = Counted(0, 0, 0, 0, 0, {}, 0, 0, 0, 0, 0, 0, 0)


class OwedBy:
    """What each seeker owes on their own day, which is one of three around the globe."""

    def __init__(self, owners: Sequence[int], now: dt.datetime) -> None:
        first = now.astimezone(dt.UTC).date() - dt.timedelta(1)
        self.days = [first + dt.timedelta(number) for number in range(3)]
        self.dues = self._load_dues(owners)
        self.chats = self._load_chats(owners, now)

    def _load_dues(self, owners: Sequence[int]) -> dict[tuple[int, int], list[int]]:
        rows = Due.objects.filter(
            owner__in=owners,
            rule__in=OWED_RULES,
            due_on__lte=self.days[-1],
            contact__removed_at=None,
            contact__is_sample=False,
        )
        by = {f"by_{number}": Count("pk", filter=Q(due_on__lte=day)) for number, day in enumerate(self.days)}
        found = rows.order_by().values_list("owner", "rule").annotate(**by)
        return {(owner, rule): counts for owner, rule, *counts in found}

    def _load_chats(self, owners: Sequence[int], now: dt.datetime) -> dict[int, int]:
        past = Chat.objects.filter(
            owner__in=owners,
            status=ChatStatus.PLANNED,
            removed_at=None,
            contact__removed_at=None,
            is_sample=False,
            starts_at__lte=now,
        )
        count: dict[int, int] = defaultdict(int)
        for owner, starts_at, minutes in past.values_list("owner", "starts_at", "minutes"):
            if starts_at and starts_at + dt.timedelta(minutes=minutes) <= now:
                count[owner] += 1
        return count

    def of(self, owner: int, today: dt.date) -> Owed:
        thanks, answers, follow_ups = (self._due(owner, rule, today) for rule in OWED_RULES)
        return Owed(thanks, answers, follow_ups, self.chats.get(owner, 0))

    def _due(self, owner: int, rule: Rule, today: dt.date) -> int:
        counts = self.dues.get((owner, rule))
        return counts[self.days.index(today)] if counts else 0


class Sums(NamedTuple):
    """Several seekers taken together."""

    seekers: int
    at_aim: int
    targets: int
    targets_with_in: int
    backlog: int
    holes: int
    people: int
    reached_out: int
    replied: int
    chatted: int
    thanked: int
    response: Rate
    meeting: Rate
    owed: Owed

    @property
    def funnel(self) -> list[tuple[str, int]]:
        return [
            ("Reached out", self.reached_out),
            ("Replied", self.replied),
            ("Chatted", self.chatted),
            ("Thanked", self.thanked),
        ]


def sum_up(lines: Sequence[Line]) -> Sums:
    def total(name: str) -> int:
        return sum(getattr(line.counted, name) for line in lines)

    return Sums(
        seekers=len(lines),
        at_aim=sum(line.counted.targets >= line.aim for line in lines),
        targets=total("targets"),
        targets_with_in=total("targets_with_in"),
        backlog=total("backlog"),
        holes=total("holes"),
        people=total("people"),
        reached_out=total("reached_out"),
        replied=total("replied"),
        chatted=total("chatted"),
        thanked=total("thanked"),
        response=Rate(total("answered"), total("written_to")),
        meeting=Rate(total("chatted"), total("replied")),
        owed=Owed(*(sum(line.owed[part] for line in lines) for part in range(len(Owed._fields)))),
    )


class Medians(NamedTuple):
    """What the seeker in the middle has; of the rates, among those whose rate tells anything."""

    targets: float
    reached_out: float
    response: float | None

    @property
    def percent(self) -> str:
        return "" if self.response is None else f"{self.response:.0%}"


def medians_of(lines: Sequence[Line]) -> Medians | None:
    if not lines:
        return None
    rates = [line.response.share for line in lines if line.response.is_telling]
    return Medians(
        middle(line.counted.targets for line in lines),
        middle(line.counted.reached_out for line in lines),
        middle(share for share in rates if share is not None) if rates else None,
    )


def middle(values: Iterable[float]) -> float:
    return float(median(values))
