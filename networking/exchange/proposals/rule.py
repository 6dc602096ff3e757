"""What an archive proposes to log about one person: on which days, of which kind, leading how far.

Everything is given and nothing is looked up. Of one day, what I wrote is one and what they wrote is one; only
a last word that answers what came in between on the same day stands by itself, or a reply would look
unanswered. What is logged already, on that day or the one beside it (a day ends elsewhere), is left out.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from networking.contacts.stages import EFFECTS, WAITING, Kind, Stage, Whose
from networking.conversations.clocks import FROM_THEM, GESTURES
from networking.conversations.models import Channel

EXCERPT = 300
NEXT_DAY = dt.timedelta(days=1)


class Said(NamedTuple):
    """One message or invitation, on the seeker's calendar day."""

    on: dt.date
    at: dt.datetime
    mine: bool
    is_invitation: bool
    text: str
    identity: str


class Logged(NamedTuple):
    """What stands in the history already, in the order of (on, id)."""

    kind: str
    on: dt.date


class Known(NamedTuple):
    """A proposal made by an earlier archive; `kind` and `on` are '' and None once it was decided."""

    key: str
    mine: bool
    since: dt.datetime
    until: dt.datetime
    kind: str = ""
    on: dt.date | None = None


class Run(NamedTuple):
    """What one of us wrote on one day: the first of it, and how long it went on."""

    first: Said
    until: dt.datetime
    messages: int = 1

    @property
    def on(self) -> dt.date:
        return self.first.on


class Proposed(NamedTuple):
    """One interaction that may be logged; so many messages stand behind it."""

    key: str
    kind: str
    on: dt.date
    mine: bool
    channel: str
    excerpt: str
    since: dt.datetime
    until: dt.datetime
    messages: int


def propose(
    said: Iterable[Said], logged: Sequence[Logged] = (), known: Sequence[Known] = ()
) -> list[Proposed]:
    """The new proposals about one person, in order: not logged yet, and never proposed before."""
    earlier = Earlier(known)
    new = [run for run in unlogged(runs_of(said), logged) if not earlier.has(run)]
    waiting = [(one.on, one.kind) for one in known if one.on]
    standing = sorted([*((one.on, one.kind) for one in logged), *waiting], key=lambda one: one[0])
    return list(named(new, standing))


# --- Messages become runs


def runs_of(said: Iterable[Said]) -> list[Run]:
    """One run for each day and direction, and one more where the day ended as it began."""
    once = {one.identity: one for one in sorted(said, key=lambda one: (one.at, one.identity))}
    return [run for _, day in groupby(once.values(), key=lambda one: one.on) for run in _of_day(list(day))]


def _of_day(day: list[Said]) -> list[Run]:
    turns = [list(turn) for _, turn in groupby(day, key=lambda one: one.mine)]
    last = [turns.pop()] if len(turns) % 2 and len(turns) > 1 else []  # it ends with who began
    begun, between = _joined(turns[::2]), _joined(turns[1::2])
    return [_run(turn) for turn in (begun, between, *last) if turn]


def _joined(turns: list[list[Said]]) -> list[Said]:
    return [one for turn in turns for one in turn]


def _run(turn: list[Said]) -> Run:
    return Run(turn[0], turn[-1].at, len(turn))


# --- What is left out


def unlogged(runs: Sequence[Run], logged: Sequence[Logged]) -> list[Run]:
    """Each logged interaction explains one run, of its day or else of the day beside it; a chat, its day."""
    talked = {one.on for one in logged if EFFECTS[one.kind].whose == Whose.BOTH}
    left = [run for run in runs if run.on not in talked]
    for mine, whose in ((True, Whose.MINE), (False, Whose.THEIRS)):
        days = sorted(one.on for one in logged if EFFECTS[one.kind].whose == whose)
        for reach in (dt.timedelta(0), NEXT_DAY):
            left, days = _without(left, days, mine, reach)
    return left


def _without(
    runs: list[Run], days: list[dt.date], mine: bool, reach: dt.timedelta
) -> tuple[list[Run], list[dt.date]]:
    """Takes away the runs that these days explain, and the days that did; both go forward in time."""
    left: list[Run] = []
    free: list[dt.date] = []
    waiting = iter(days)
    day = next(waiting, None)
    for run in runs:
        while run.first.mine == mine and day is not None and day + reach < run.on:
            free.append(day)
            day = next(waiting, None)
        if run.first.mine == mine and day is not None and day - reach <= run.on:
            day = next(waiting, None)
        else:
            left.append(run)
    return left, [*free, *([day] if day else []), *waiting]


class Earlier:
    """What earlier archives proposed; days may part differently since, when the time zone was changed."""

    def __init__(self, known: Iterable[Known]) -> None:
        self.keys: set[str] = set()
        self.spans: dict[bool, list[tuple[dt.datetime, dt.datetime]]] = {True: [], False: []}
        for one in sorted(known, key=lambda one: one.since):
            self.keys.add(one.key)
            self.spans[one.mine].append((one.since, one.until))

    def has(self, run: Run) -> bool:
        if run.first.identity in self.keys:
            return True
        spans = self.spans[run.first.mine]
        place = bisect_right(spans, run.first.at, key=lambda span: span[0])
        return place > 0 and run.first.at <= spans[place - 1][1]


# --- What each is called


class Silence:
    """Where the conversation stands: who spoke last, and whether my words wait for an answer."""

    def __init__(self) -> None:
        self.they_spoke = self.i_wrote = self.is_waiting = False

    def hear(self, kind: str) -> None:
        if kind in FROM_THEM:
            self.they_spoke, self.i_wrote, self.is_waiting = True, False, False
        elif kind not in GESTURES:
            self.i_wrote = True
            self.is_waiting |= kind in WAITING

    def next_of_mine(self) -> Kind:
        """The first of mine in a silence never is a follow-up, nor is one when nothing waits."""
        if self.i_wrote:
            return Kind.FOLLOW_UP if self.is_waiting else Kind.CHECK_IN
        return Kind.MESSAGE if self.they_spoke else Kind.OUTREACH


def named(runs: Iterable[Run], standing: Sequence[tuple[dt.date, str]]) -> Iterator[Proposed]:
    """Each run as an interaction, seen from all that stands before it; within a day that comes first."""
    silence, before = Silence(), list(reversed(standing))
    for run in runs:
        while before and before[-1][0] <= run.on:
            silence.hear(before.pop()[1])
        kind = silence.next_of_mine() if run.first.mine else Kind.REPLY
        silence.hear(kind)
        yield _proposed(run, kind)


def _proposed(run: Run, kind: str) -> Proposed:
    first = run.first
    channel = Channel.LINKEDIN_NOTE if first.mine and first.is_invitation else Channel.LINKEDIN
    return Proposed(
        key=first.identity,
        kind=kind,
        on=first.on,
        mine=first.mine,
        channel=channel,
        excerpt=excerpt(first.text),
        since=first.at,
        until=run.until,
        messages=run.messages,
    )


def excerpt(text: str) -> str:
    """The beginning of a message, on one line."""
    line = " ".join(text.replace("\0", "").split())
    return line if len(line) <= EXCERPT else f"{line[: EXCERPT - 1].rstrip()}…"


# --- How far it leads


def stages(logged: Sequence[Logged], accepted: Iterable[Logged]) -> list[tuple[Stage, Stage]]:
    """The stage before and after each of these, if they are accepted one after the other."""
    talked_on = min((one.on for one in logged if one.kind == Kind.CHAT), default=None)
    stage = max((_reaches(one, talked_on) for one in logged), default=Stage.TO_CONTACT)
    steps = []
    for one in accepted:
        before, stage = stage, max(stage, _reaches(one, talked_on))
        steps.append((before, stage))
    return steps


def _reaches(one: Logged, talked_on: dt.date | None) -> Stage:
    if one.kind == Kind.THANK_YOU and (talked_on is None or one.on < talked_on):
        return Stage.TO_CONTACT
    return EFFECTS[one.kind].reaches
