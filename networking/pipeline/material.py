"""What is worth a word in a message: for thanks what they gave, for an answer what they wrote."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from networking.contacts.stages import WANTS_ANSWER, Kind
from networking.conversations.known import first_name
from networking.conversations.models import Purpose, Topic
from networking.pipeline.days import day_words
from networking.pipeline.desk import Desk
from networking.pipeline.kinds import line
from networking.pipeline.loop import owed_lines
from networking.pipeline.person_history import CHAT, LEARNED, History

HELP = {Kind.REFERRAL, Kind.INTRODUCTION, Kind.HELP_RECEIVED}


class Material(NamedTuple):
    title: str
    text: str


def material_of(desk: Desk, purpose: str) -> list[Material]:
    """With every message goes what they were not told yet: any of mine settles that."""
    untold = owed_lines(desk.owed, desk.today) if purpose != Purpose.INTRODUCTION else []
    return [*for_purpose(desk, purpose), *(Material(f"{it.ended} · {it.day}", it.about) for it in untold)]


def for_purpose(desk: Desk, purpose: str) -> list[Material]:
    if purpose == Purpose.THANK_YOU:
        return [*last_chat(desk), *help_since_thanks(desk)]
    if purpose == Purpose.REFERRAL:
        return packet_parts(desk)
    if purpose == Purpose.MET:
        return what_we_talked_about(desk)
    if purpose in {Purpose.OFFER_TIMES, Purpose.DECLINE_THANKS}:
        return said_of(desk, [row for row in desk.said if row.kind in WANTS_ANSWER][-1:])
    if purpose == Purpose.CHECK_IN:
        return what_matters(desk)
    return []


def what_matters(desk: Desk) -> list[Material]:
    """What one can ask about, and what there may be to give something back for."""
    name = first_name(desk.contact.name)
    personal = desk.contact.personal
    matters = [Material(f"What matters to {name}", personal)] if personal else []
    helped = [row for row in desk.said if row.kind in HELP]
    return matters + said_of(desk, helped[-1:], with_empty=True)


def what_we_talked_about(desk: Desk) -> list[Material]:
    """What was noted where we met."""
    if desk.met is None or desk.met.on is None or not desk.met.text:
        return []
    return [Material(f"You met at {desk.met.place} · {day_words(desk.met.on, desk.today)}", desk.met.text)]


def packet_parts(desk: Desk) -> list[Material]:
    """What they need to pass my name on."""
    if desk.packet is None:
        return []
    parts = {
        f"{desk.packet.position} at {desk.packet.company}": desk.packet.why_me,
        "What they could say about me": desk.packet.talking_points,
        "My résumé": desk.packet.resume_url,
    }
    return [Material(title, text) for title, text in parts.items() if text]


def last_chat(desk: Desk) -> Iterable[Material]:
    """Its note, and what was learned in it, by topic."""
    talked = [row for row in desk.said if row.kind == Kind.CHAT][-1:]
    yield from said_of(desk, talked)
    held = [row for row in desk.history if row.what == CHAT and talked and row.on == talked[0].on]
    chats = {row.pk for row in held}
    for row in desk.history:
        if row.what == LEARNED and row.pk in chats:
            yield Material(Topic(row.kind).label, row.text)


def help_since_thanks(desk: Desk) -> list[Material]:
    said = desk.said
    thanked = max((i for i, row in enumerate(said) if row.kind == Kind.THANK_YOU), default=-1)
    return said_of(desk, [row for row in said[thanked + 1 :] if row.kind in HELP], with_empty=True)


def said_of(desk: Desk, rows: list[History], with_empty: bool = False) -> list[Material]:
    name = first_name(desk.contact.name)
    return [
        Material(f"{line(row.kind, name, sort=row.place)} · {day_words(row.on, desk.today)}", row.text)
        for row in rows
        if row.on and (row.text or with_empty)
    ]
