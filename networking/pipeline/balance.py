"""What went to somebody and what came from them, and the balance of it in kind words: nobody is in debt."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from networking.contacts.stages import Kind
from networking.conversations.models import Sort

RECEIVED: frozenset[str] = frozenset({Kind.REFERRAL, Kind.INTRODUCTION, Kind.HELP_RECEIVED})
GIVEN: frozenset[str] = frozenset({Kind.HELP_GIVEN})

# What one entry of the ledger is called; a sort that was not said is simply help.
CALLED: dict[tuple[str, str], str] = {
    (Kind.REFERRAL, ""): "A referral",
    (Kind.INTRODUCTION, ""): "An introduction",
    (Kind.HELP_GIVEN, Sort.REFERRAL): "A referral",
    (Kind.HELP_GIVEN, Sort.INTRODUCTION): "An introduction",
    (Kind.HELP_GIVEN, Sort.KNOWLEDGE): "Knowledge or feedback",
    (Kind.HELP_GIVEN, Sort.MENTORING): "Mentoring",
    (Kind.HELP_RECEIVED, Sort.KNOWLEDGE): "Knowledge or feedback",
    (Kind.HELP_RECEIVED, Sort.MENTORING): "Mentoring",
}
HELP = "Help"


class Entry(NamedTuple):
    """One thing given or received."""

    on: dt.date
    what: str
    day: str
    note: str = ""


class Balance(NamedTuple):
    """How it stands between two people; `is_turn`: something back would be welcome."""

    words: str
    is_turn: bool = False


def called(kind: str, sort: str) -> str:
    return CALLED.get((kind, sort)) or CALLED.get((kind, ""), HELP)


def balance(given: int, received: int, name: str) -> Balance:
    """`given` by me, `received` from them."""
    if not given and not received:
        return Balance(f"Nothing written down yet. Giving comes before asking: what could help {name}?")
    if given == received:
        return Balance("As much given as received. That is how trust grows.")
    if given > received:
        return Balance("You gave more so far. It is remembered.")
    if not given:
        return Balance(
            f"{name} helped you {times(received)}. A chance to give something back will come.", True
        )
    return Balance(f"{name} gave a little more so far. A small thing back is always welcome.", True)


def times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
