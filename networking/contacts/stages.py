"""How far a conversation has come, and what each kind of interaction does to it (DESIGN §2, Interactions)."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from django.db import models


class Stage(IntEnum):
    TO_CONTACT = 0
    REACHED_OUT = 1
    REPLIED = 2
    CHATTED = 3
    THANKED = 4

    @property
    def label(self) -> str:
        return STAGE_LABELS[self]


STAGE_LABELS = {
    Stage.TO_CONTACT: "To contact",
    Stage.REACHED_OUT: "Reached out",
    Stage.REPLIED: "Replied",
    Stage.CHATTED: "Chatted",
    Stage.THANKED: "Thanked",
}


class Kind(models.TextChoices):
    OUTREACH = "outreach", "Reached out"
    FOLLOW_UP = "follow_up", "Followed up"
    MESSAGE = "message", "Wrote"
    REFERRAL_ASK = "referral_ask", "Asked for a referral"
    THANK_YOU = "thank_you", "Thanked"
    CHECK_IN = "check_in", "Checked in"
    TOUCH = "touch", "Small sign of life"
    HELP_GIVEN = "help_given", "Helped"
    REPLY = "reply", "Replied"
    DECLINED = "declined", "Declined"
    REFERRAL = "referral", "Referred me"
    INTRODUCTION = "introduction", "Introduced me"
    HELP_RECEIVED = "help_received", "Helped me"
    CHAT = "chat", "Chatted"


class Whose(IntEnum):
    MINE = 1
    THEIRS = 2
    BOTH = 3


class Effect(NamedTuple):
    """What one interaction of a kind does: whose it is, the stage it reaches, whether I now wait."""

    whose: Whose
    reaches: Stage = Stage.TO_CONTACT
    waits: bool = False


EFFECTS: dict[str, Effect] = {
    Kind.OUTREACH: Effect(Whose.MINE, Stage.REACHED_OUT, waits=True),
    Kind.FOLLOW_UP: Effect(Whose.MINE, Stage.REACHED_OUT, waits=True),
    Kind.MESSAGE: Effect(Whose.MINE, Stage.REACHED_OUT, waits=True),
    Kind.REFERRAL_ASK: Effect(Whose.MINE, Stage.REACHED_OUT, waits=True),
    Kind.THANK_YOU: Effect(Whose.MINE, Stage.THANKED),  # only on the day of the first chat or later
    Kind.CHECK_IN: Effect(Whose.MINE),
    Kind.TOUCH: Effect(Whose.MINE),
    Kind.HELP_GIVEN: Effect(Whose.MINE),
    Kind.REPLY: Effect(Whose.THEIRS, Stage.REPLIED),
    Kind.DECLINED: Effect(Whose.THEIRS, Stage.REPLIED),
    Kind.REFERRAL: Effect(Whose.THEIRS, Stage.REPLIED),
    Kind.INTRODUCTION: Effect(Whose.THEIRS, Stage.REPLIED),
    Kind.HELP_RECEIVED: Effect(Whose.THEIRS, Stage.REPLIED),
    Kind.CHAT: Effect(Whose.BOTH, Stage.CHATTED),
}

MINE: frozenset[str] = frozenset(kind for kind, effect in EFFECTS.items() if effect.whose == Whose.MINE)
THEIRS: frozenset[str] = frozenset(kind for kind, effect in EFFECTS.items() if effect.whose == Whose.THEIRS)
WAITING: frozenset[str] = frozenset(kind for kind, effect in EFFECTS.items() if effect.waits)
OWES_THANKS: frozenset[str] = frozenset({Kind.CHAT, Kind.REFERRAL, Kind.INTRODUCTION, Kind.HELP_RECEIVED})
WANTS_ANSWER: frozenset[str] = frozenset({Kind.REPLY, Kind.DECLINED})

# The one kind that a move onto a column of the board logs.
COLUMN_KIND = {
    Stage.REACHED_OUT: Kind.OUTREACH,
    Stage.REPLIED: Kind.REPLY,
    Stage.CHATTED: Kind.CHAT,
    Stage.THANKED: Kind.THANK_YOU,
}


class Parked(models.TextChoices):
    NO_ANSWER = "no_answer", "No answer"
    DECLINED = "declined", "Declined"
    LEFT = "left", "Left the company"
    NOT_NOW = "not_now", "Not now"
