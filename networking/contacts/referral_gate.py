"""Whether somebody can be asked to pass my name on yet, and why (DESIGN §2, Referral)."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from networking.contacts.stages import Stage


class Way(StrEnum):
    """How to ask, or what comes before it."""

    DIRECT = "direct"
    EARNED = "earned"
    INTRODUCED = "introduced"
    THANK_FIRST = "thank_first"
    TALK_FIRST = "talk_first"


OPEN = frozenset({Way.DIRECT, Way.EARNED, Way.INTRODUCED})
REASONS: dict[Way, str] = {
    Way.DIRECT: "You are close: ask {name} directly, with the role, why you, and the packet.",
    Way.EARNED: "You have talked and said thank you. {name} knows you now: asking is fair.",
    Way.INTRODUCED: "{introducer} introduced you two: a warm introduction opens this door.",
    Way.THANK_FIRST: "You have talked, and the thank-you is still to come. Say it first, then ask.",
    Way.TALK_FIRST: "You two have not talked yet. Have a chat and say thank you, or be introduced by "
    "somebody who knows you both. Who has met you passes your name on more gladly.",
}


class Gate(NamedTuple):
    way: Way
    reason: str

    @property
    def is_open(self) -> bool:
        return self.way in OPEN

    @property
    def short(self) -> str:
        return SHORT[self.way]


SHORT: dict[Way, str] = {
    Way.DIRECT: "Close: ask directly",
    Way.EARNED: "Talked and thanked: ask",
    Way.INTRODUCED: "Introduced: ask",
    Way.THANK_FIRST: "Say thank you first",
    Way.TALK_FIRST: "Talk first",
}


def gate(*, is_close: bool, stage: int, name: str, introducer: str = "") -> Gate:
    """`introducer` is who introduced us, '' for nobody; `name` is what they are called."""
    way = way_to(is_close=is_close, stage=stage, is_introduced=bool(introducer))
    words = REASONS[way].replace("{name}", "\0").replace("{introducer}", introducer)
    return Gate(way, words.replace("\0", name))


def way_to(*, is_close: bool, stage: int, is_introduced: bool) -> Way:
    """The first that holds: close, talked and thanked, introduced; else what is missing."""
    if is_close:
        return Way.DIRECT
    if stage >= Stage.THANKED:
        return Way.EARNED
    if is_introduced:
        return Way.INTRODUCED
    return Way.THANK_FIRST if stage == Stage.CHATTED else Way.TALK_FIRST
