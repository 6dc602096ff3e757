"""What "last contacted that day, and so far it went" adds to what is known of a conversation. No queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from networking.contacts.stages import EFFECTS, MINE, THEIRS, Kind, Stage, Whose

THANKED = frozenset({Kind.THANK_YOU})
CHATTED = frozenset({Kind.CHAT})
REPLIED = THEIRS | CHATTED

# What must have happened for a conversation to stand there.
NEEDED: dict[Stage, tuple[frozenset[str], ...]] = {
    Stage.TO_CONTACT: (),
    Stage.REACHED_OUT: (),
    Stage.REPLIED: (REPLIED,),
    Stage.CHATTED: (CHATTED,),
    Stage.THANKED: (CHATTED, THANKED),
}
LOGGED = {REPLIED: Kind.REPLY, CHATTED: Kind.CHAT, THANKED: Kind.THANK_YOU}


class Said(NamedTuple):
    """One exchange: its day and its kind."""

    on: dt.date
    kind: Kind


def to_log(stage: Stage, on: dt.date, history: Iterable[Said]) -> list[Said]:
    """The exchanges of that day which the history lacks; said again, nothing."""
    known = sorted(history, key=lambda said: said.on)
    kinds = {said.kind for said in known}
    missing = [LOGGED[one_of] for one_of in NEEDED[stage] if not one_of & kinds]
    if missing[:1] == [Kind.REPLY] and not _is_written_to(known, on):
        missing.insert(0, Kind.OUTREACH)
    if not missing and all(said.on != on for said in known):
        missing = [_mine(known, on)]
    return [Said(on, kind) for kind in missing]


def _is_written_to(known: list[Said], on: dt.date) -> bool:
    return any(said.kind in MINE and said.on <= on for said in known)


def _mine(known: list[Said], on: dt.date) -> Kind:
    """What writing on that day was: the first words, an answer, or once more in a silence."""
    before = [said for said in known if said.on <= on]
    if not before:
        return Kind.OUTREACH
    if any(said.kind == Kind.THANK_YOU for said in before):
        return Kind.CHECK_IN
    return Kind.FOLLOW_UP if EFFECTS[before[-1].kind].whose == Whose.MINE else Kind.MESSAGE
