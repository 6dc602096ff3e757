"""What moving a person's card on the board would log, or which interactions stand in its way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from networking.contacts.models import Contact
from networking.contacts.stages import COLUMN_KIND, EFFECTS, Kind, Stage
from networking.conversations.models import Chat, ChatStatus, Interaction


class Move(NamedTuple):
    """A wish to see a person in another column."""

    start: Stage
    to: Stage

    @property
    def is_forward(self) -> bool:
        return self.to > self.start

    @property
    def kind(self) -> Kind:
        """What a move forward logs."""
        return COLUMN_KIND[self.to]

    def needs_chat(self, contact: Contact) -> bool:
        """Thanks without a chat: "Did you talk?" comes first."""
        return self.to == Stage.THANKED and contact.chatted_on is None


def stage_named(text: str) -> Stage | None:
    return Stage(int(text)) if text.isdecimal() and len(text) == 1 and int(text) in set(Stage) else None


def in_the_way(history: Iterable[Interaction], to: Stage, chatted_on: dt.date | None) -> list[Interaction]:
    """The interactions that hold a person beyond a stage; without them they are there or before.

    Thanks from before the first chat hold nobody (DESIGN §2, Interactions).
    """
    return [
        interaction
        for interaction in history
        if EFFECTS[interaction.kind].reaches > to
        and not (interaction.kind == Kind.THANK_YOU and (chatted_on is None or interaction.on < chatted_on))
    ]


def chat_to_hold(contact: Contact, now: dt.datetime) -> Chat | None:
    """A planned chat that has begun, the latest of several: "we talked" means that it took place."""
    begun = contact.chats.filter(status=ChatStatus.PLANNED, removed_at=None, starts_at__lte=now)
    return begun.order_by("-starts_at", "-pk").first()
