"""What a history makes of a contact: how far it came, and what is due when (DESIGN §2, Stage and Clocks).

Everything here is given to the functions and nothing is looked up: no queries, and no today either, for what
is due on a day does not depend on the day it is asked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from networking.companies.models import Standing
from networking.contacts.stages import (
    EFFECTS,
    MINE,
    OWES_THANKS,
    WAITING,
    WANTS_ANSWER,
    Kind,
    Parked,
    Stage,
    Whose,
)
from networking.conversations.occasions import (
    Meeting,
    Occasion,
    Owed,
    Yearly,
    day_that_matters,
    met_unwritten,
    update_owed,
)

if TYPE_CHECKING:
    from networking.accounts.models import User

FOLLOW_UPS: frozenset[str] = frozenset({Kind.OUTREACH, Kind.FOLLOW_UP})
GESTURES: frozenset[str] = frozenset({Kind.TOUCH, Kind.HELP_GIVEN})  # of mine, but no message
FROM_THEM = frozenset(kind for kind, effect in EFFECTS.items() if effect.whose != Whose.MINE)


class Rule(IntEnum):
    """The rules of the next step that are stored as `Due` rows, by their published numbers."""

    THANKS = 3
    ANSWER = 4
    FOLLOW_UP = 6
    KEEP_IN_TOUCH = 12
    REST = 13


class Clocks(NamedTuple):
    """How many days each waiting takes, for one seeker."""

    follow_up_days: int = 7
    follow_up_limit: int = 2
    rest_days: int = 7
    thanks_days: int = 1
    close_days: int = 90
    others_days: int = 365

    @classmethod
    def of(cls, user: User) -> Clocks:
        return cls(*(getattr(user, field) for field in cls._fields))


class Entry(NamedTuple):
    """One interaction. A history is a list of these, in the order of (on, id)."""

    kind: str
    on: dt.date
    logged_at: dt.datetime
    no_answer_needed: bool = False


class FellThrough(NamedTuple):
    """A chat that was missed or cancelled."""

    on: dt.date
    at: dt.datetime
    no_answer_needed: bool = False


class History(NamedTuple):
    """All that was said with one contact; when a chat was planned, and the last one that fell through;
    what ended that they helped with, where they were met, and the days that matter to them."""

    entries: Sequence[Entry] = ()
    planned_at: dt.datetime | None = None
    fell_through: FellThrough | None = None
    updates: Sequence[Owed] = ()
    met: Sequence[Meeting] = ()
    days: Sequence[Yearly] = ()


class Person(NamedTuple):
    """What else the rules ask about a contact."""

    is_close: bool = False
    standing: str = ""
    parked_reason: str = ""

    @property
    def is_out(self) -> bool:
        """Out of the pipeline: nothing more is asked of them for now."""
        return bool(self.parked_reason) or self.standing == Standing.ARCHIVED


class State(NamedTuple):
    """What is stored: the columns of the contact, and one `Due` row for each of `dues`; `abouts` says of
    those that have an occasion of their own what it is."""

    stage: Stage
    reached_on: dt.date | None
    replied_on: dt.date | None
    chatted_on: dt.date | None
    thanked_on: dt.date | None
    last_interaction_on: dt.date | None
    rest_on: dt.date | None
    dues: dict[int, dt.date]
    abouts: dict[int, str] = {}

    @property
    def earliest(self) -> tuple[dt.date | None, int | None]:
        """The earliest due date and its rule, ties to the lower rule."""
        return min(((on, rule) for rule, on in self.dues.items()), default=(None, None))

    @property
    def columns(self) -> dict[str, object]:
        """The derived columns of a contact, by name."""
        columns = self._asdict()
        del columns["dues"], columns["abouts"]
        columns["due_on"], columns["due_rule"] = self.earliest
        return columns


# --- Stage


def first_reaching(entries: Sequence[Entry], stage: Stage) -> dt.date | None:
    return next((e.on for e in entries if EFFECTS[e.kind].reaches == stage), None)


def first_thanks(entries: Sequence[Entry], chatted_on: dt.date | None) -> dt.date | None:
    """A thank-you reaches "thanked" if dated on the day of the first chat or later, otherwise nothing."""
    if chatted_on is None:
        return None
    return next((e.on for e in entries if e.kind == Kind.THANK_YOU and e.on >= chatted_on), None)


def milestones(entries: Sequence[Entry]) -> dict[Stage, dt.date | None]:
    """The day each stage was first reached; stages may be skipped."""
    chatted_on = first_reaching(entries, Stage.CHATTED)
    return {
        Stage.REACHED_OUT: first_reaching(entries, Stage.REACHED_OUT),
        Stage.REPLIED: first_reaching(entries, Stage.REPLIED),
        Stage.CHATTED: chatted_on,
        Stage.THANKED: first_thanks(entries, chatted_on),
    }


def furthest(reached: dict[Stage, dt.date | None]) -> Stage:
    return max((stage for stage, on in reached.items() if on), default=Stage.TO_CONTACT)


# --- Clocks


def last_index(entries: Sequence[Entry], kinds: frozenset[str]) -> int:
    """Where the last entry of these kinds stands; -1 if there is none."""
    return next((i for i in range(len(entries) - 1, -1, -1) if entries[i].kind in kinds), -1)


def silence(entries: Sequence[Entry]) -> Sequence[Entry]:
    """What I did since they last wrote or we last talked."""
    return entries[last_index(entries, FROM_THEM) + 1 :]


def waiting_since(entries: Sequence[Entry]) -> dt.date | None:
    """The day of my last word that waits for an answer, if theirs has not come."""
    return next((e.on for e in reversed(silence(entries)) if e.kind in WAITING), None)


def follow_ups(entries: Sequence[Entry]) -> int:
    """How often I followed up in this silence; my first message or answer in it never is a follow-up."""
    messages = [e for e in silence(entries) if e.kind not in GESTURES]
    return sum(e.kind in FOLLOW_UPS for e in messages[1:])


def follow_up_due(history: History, person: Person, clocks: Clocks) -> dt.date | None:
    since = waiting_since(history.entries)
    if since is None or follow_ups(history.entries) >= clocks.follow_up_limit:
        return None
    return since + dt.timedelta(clocks.follow_up_days)


def rest_due(history: History, person: Person, clocks: Clocks) -> dt.date | None:
    """When to stop waiting, once all follow-ups are used up; a planned chat silences it."""
    since = waiting_since(history.entries)
    if since is None or history.planned_at or follow_ups(history.entries) < clocks.follow_up_limit:
        return None
    return since + dt.timedelta(clocks.rest_days)


def rest_due_before_thanks(history: History, person: Person, clocks: Clocks) -> dt.date | None:
    if milestones(history.entries)[Stage.THANKED]:
        return None
    return rest_due(history, person, clocks)


def waiting_reply(history: History) -> Entry | None:
    """Their last reply, while nothing of mine, no chat and no chat planned since came after it."""
    index = last_index(history.entries, WANTS_ANSWER)
    if index < 0:
        return None
    reply, after = history.entries[index], history.entries[index + 1 :]
    is_settled = reply.no_answer_needed or any(e.kind in MINE or e.kind == Kind.CHAT for e in after)
    is_silenced = history.planned_at is not None and history.planned_at >= reply.logged_at
    return None if is_settled or is_silenced else reply


def new_time_owed(history: History) -> FellThrough | None:
    """The chat that fell through, while none is planned and I said nothing since."""
    chat = history.fell_through
    if chat is None or chat.no_answer_needed or history.planned_at:
        return None
    is_settled = any(
        (e.on, e.logged_at) > (chat.on, chat.at)
        for e in history.entries
        if e.kind in MINE or e.kind == Kind.CHAT
    )
    return None if is_settled else chat


def answer_due(history: History, person: Person, clocks: Clocks) -> dt.date | None:
    """An answer or a new time waits on me: one step, due when the earlier of them came."""
    return min((e.on for e in (waiting_reply(history), new_time_owed(history)) if e), default=None)


def last_thanks(entries: Sequence[Entry]) -> dt.date:
    """The day of the last thank-you; long ago without one."""
    return max((e.on for e in entries if e.kind == Kind.THANK_YOU), default=dt.date.min)


def owed_thanks(entries: Sequence[Entry]) -> list[Entry]:
    """What was not thanked for on its day or later; one thank-you settles all before it."""
    thanked_on = last_thanks(entries)
    return [e for e in entries if e.kind in OWES_THANKS and e.on > thanked_on]


def is_thanked(entries: Sequence[Entry]) -> bool:
    """Whether something that thanks are owed for was ever thanked for."""
    thanked_on = last_thanks(entries)
    return any(e.kind in OWES_THANKS and e.on <= thanked_on for e in entries)


def thanks_due(history: History, person: Person, clocks: Clocks) -> dt.date | None:
    owed = owed_thanks(history.entries)
    return owed[0].on + dt.timedelta(clocks.thanks_days) if owed else None


def has_declined(entries: Sequence[Entry], person: Person) -> bool:
    """Whether the last word of theirs was a no."""
    index = last_index(entries, FROM_THEM)
    return person.parked_reason == Parked.DECLINED or (index >= 0 and entries[index].kind == Kind.DECLINED)


def keep_in_touch_due(history: History, person: Person, clocks: Clocks) -> dt.date | None:
    """From the thank-you on; for close people of network companies from the first exchange."""
    entries = history.entries
    is_known = person.is_close and person.standing == Standing.NETWORK
    if not entries or has_declined(entries, person):
        return None
    if not is_known and not is_thanked(entries):
        return None
    return entries[-1].on + dt.timedelta(clocks.close_days if person.is_close else clocks.others_days)


class Clock(NamedTuple):
    """When a stored step is due, whether a planned chat silences it, whether it holds for those out."""

    due: Callable[[History, Person, Clocks], dt.date | None]
    silenced_by_chat: bool
    for_those_out: bool


CLOCKS: dict[Rule, Clock] = {
    Rule.THANKS: Clock(thanks_due, silenced_by_chat=False, for_those_out=True),
    Rule.ANSWER: Clock(answer_due, silenced_by_chat=False, for_those_out=True),  # older replies are: see it
    Rule.FOLLOW_UP: Clock(follow_up_due, silenced_by_chat=True, for_those_out=False),
    Rule.KEEP_IN_TOUCH: Clock(keep_in_touch_due, silenced_by_chat=True, for_those_out=True),
    Rule.REST: Clock(rest_due_before_thanks, silenced_by_chat=True, for_those_out=False),
}


def occasion(rule: Rule, history: History, person: Person) -> Occasion | None:
    """What else makes a step of a rule due: what is to be told, somebody met, a day that matters to them."""
    if rule == Rule.THANKS:
        return update_owed(history.entries, history.updates)
    if rule == Rule.FOLLOW_UP:
        return met_unwritten(history.entries, history.met)
    if rule == Rule.KEEP_IN_TOUCH and not has_declined(history.entries, person):
        return day_that_matters(history.entries, history.days)
    return None


def dues(history: History, person: Person, clocks: Clocks) -> dict[int, Occasion]:
    """The day each stored step is due, in the order of the rules; of two, the earlier, and first what was
    said."""
    found: dict[int, Occasion] = {}
    for rule, clock in CLOCKS.items():
        is_silenced = clock.silenced_by_chat and history.planned_at
        if is_silenced or (person.is_out and not clock.for_those_out):
            continue
        on = clock.due(history, person, clocks)
        both = (on and Occasion(on, ""), occasion(rule, history, person))
        if first := min((one for one in both if one), key=lambda one: one.on, default=None):
            found[int(rule)] = first
    return found


def state(history: History, person: Person, clocks: Clocks) -> State:
    """Everything that is stored about a contact, from what happened."""
    reached = milestones(history.entries)
    due = dues(history, person, clocks)
    return State(
        furthest(reached),
        reached_on=reached[Stage.REACHED_OUT],
        replied_on=reached[Stage.REPLIED],
        chatted_on=reached[Stage.CHATTED],
        thanked_on=reached[Stage.THANKED],
        last_interaction_on=history.entries[-1].on if history.entries else None,
        rest_on=rest_due(history, person, clocks),
        dues={rule: one.on for rule, one in due.items()},
        abouts={rule: one.about for rule, one in due.items() if one.about},
    )
