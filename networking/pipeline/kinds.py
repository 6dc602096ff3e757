"""What a seeker is offered to log about somebody, in which order, and in which words."""

from __future__ import annotations

from typing import NamedTuple

from networking.contacts.stages import Kind, Stage
from networking.conversations.models import Channel, Sort


class Words(NamedTuple):
    """One kind in the places where it is spoken: a button, a line of the conversation, its icon."""

    button: str
    line: str
    icon: str


WORDS: dict[str, Words] = {
    Kind.OUTREACH: Words("I reached out", "You reached out", "send"),
    Kind.FOLLOW_UP: Words("I followed up", "You followed up", "send"),
    Kind.MESSAGE: Words("I wrote back", "You wrote", "mail"),
    Kind.REFERRAL_ASK: Words("I asked for a referral", "You asked for a referral", "hand-helping"),
    Kind.THANK_YOU: Words("I said thank you", "You thanked {name}", "heart"),
    Kind.CHECK_IN: Words("I checked in", "You checked in", "message-circle"),
    Kind.TOUCH: Words("I congratulated, shared or commented", "You gave a small sign of life", "sparkles"),
    Kind.HELP_GIVEN: Words("I helped them", "You helped {name}", "gift"),
    Kind.REPLY: Words("They replied", "{name} replied", "reply"),
    Kind.DECLINED: Words("They said no", "{name} said no", "circle-slash"),
    Kind.REFERRAL: Words("They referred me", "{name} referred you", "award"),
    Kind.INTRODUCTION: Words("They introduced me to somebody", "{name} introduced you", "users"),
    Kind.HELP_RECEIVED: Words("They helped me", "{name} helped you", "life-buoy"),
    Kind.CHAT: Words("We talked", "You talked with {name}", "messages-square"),
}

# The same where it is known which: the button, and the line of the conversation.
OF_SORT: dict[tuple[str, str], tuple[str, str]] = {
    (Kind.TOUCH, Sort.CONGRATULATED): ("I congratulated", "You congratulated {name}"),
    (Kind.TOUCH, Sort.ARTICLE): ("I shared an article", "You shared an article with {name}"),
    (Kind.TOUCH, Sort.JOB): ("I shared a job", "You shared a job with {name}"),
    (Kind.TOUCH, Sort.COMMENTED): ("I commented", "You commented on something of {name}’s"),
    (Kind.HELP_GIVEN, Sort.REFERRAL): ("I referred them", "You referred {name}"),
    (Kind.HELP_GIVEN, Sort.INTRODUCTION): ("I introduced them", "You introduced {name} to somebody"),
    (Kind.HELP_GIVEN, Sort.KNOWLEDGE): (
        "I gave knowledge or feedback",
        "You gave {name} knowledge or feedback",
    ),
    (Kind.HELP_GIVEN, Sort.MENTORING): ("I mentored them", "You mentored {name}"),
    (Kind.HELP_RECEIVED, Sort.KNOWLEDGE): (
        "They gave me knowledge or feedback",
        "{name} gave you knowledge or feedback",
    ),
    (Kind.HELP_RECEIVED, Sort.MENTORING): ("They mentored me", "{name} mentored you"),
    (Kind.REPLY, Sort.REFERRAL): ("They cannot refer me", "{name} cannot refer you this time"),
}

# Most likely first; the first is the one-click button of a list, the rest follow on the person's page.
LIKELY: dict[Stage, tuple[Kind, ...]] = {
    Stage.TO_CONTACT: (Kind.OUTREACH, Kind.REPLY, Kind.CHAT),
    Stage.REACHED_OUT: (Kind.REPLY, Kind.FOLLOW_UP, Kind.CHAT),
    Stage.REPLIED: (Kind.MESSAGE, Kind.REPLY, Kind.CHAT),
    Stage.CHATTED: (Kind.THANK_YOU, Kind.REPLY, Kind.REFERRAL),
    Stage.THANKED: (Kind.CHECK_IN, Kind.REPLY, Kind.REFERRAL),
}

BY_CHANNEL: dict[str, str] = {
    Channel.EMAIL: "by e-mail",
    Channel.LINKEDIN_NOTE: "by LinkedIn note",
    Channel.LINKEDIN: "by LinkedIn message",
    Channel.ALUMNI: "by alumni channel",
    Channel.INTRODUCTION: "by introduction",
    Channel.PHONE: "by phone",
    Channel.IN_PERSON: "in person",
    Channel.OTHER: "in another way",
}


def likely(stage: int, wanted: str = "") -> tuple[str, ...]:
    """The kinds to offer first at a stage; what the step at hand would log goes before all."""
    return tuple(dict.fromkeys([*([wanted] if wanted else []), *LIKELY[Stage(stage)]]))


def line(kind: str, name: str, channel: str = "", sort: str = "") -> str:
    """What happened, as a line of the conversation."""
    _, words = OF_SORT.get((kind, sort), ("", WORDS[kind].line))
    said = words.format_map({"name": name})
    return f"{said} {BY_CHANNEL[channel]}" if channel in BY_CHANNEL else said
