"""What the pages of templates show: one's own and ours by purpose, and how one reads with an example."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from networking.accounts.models import User
from networking.contacts.stages import EFFECTS
from networking.conversations.channels import NAMES, characters
from networking.conversations.message_check import Advice, check, count
from networking.conversations.models import Purpose, Template
from networking.conversations.offers import Offer, offers, own_offer
from networking.conversations.placeholders import PLACEHOLDERS, Piece, pieces
from networking.conversations.purposes import USES
from networking.conversations.template_form import PERSONAS, wrong_braces

ABOUT: dict[str, str] = {
    Purpose.OUTREACH: "Who you are, why this company, and one question that is easy to answer.",
    Purpose.INTRODUCTION: "To somebody who knows you both: easy to pass on, and easy to say no to.",
    Purpose.FOLLOW_UP: "A quiet week is normal. Once more, kindly and shorter.",
    Purpose.LAST_FOLLOW_UP: "The last and lightest one. After it, let it rest.",
    Purpose.OFFER_TIMES: "They wrote back: make it easy to say yes.",
    Purpose.RESCHEDULE: "A chat fell through, for whatever reason. It happens.",
    Purpose.THANK_YOU: "Within a day, with the one thing that stayed with you.",
    Purpose.DECLINE_THANKS: "An honest no deserves a line of thanks too. Nothing to answer here.",
    Purpose.MET: "Two days later: where you met, what you talked about, one question.",
    Purpose.CHECK_IN: "Now and then, without wanting anything.",
    Purpose.REFERRAL: "To somebody who knows you: the role, why you, and all they need to pass you on.",
    Purpose.UPDATE: "To whoever helped, whichever way it ended. People like to know.",
}


class Card(NamedTuple):
    """One template on the page."""

    offer: Offer
    pk: int | None  # of one's own
    persona: str
    channel: str
    pieces: Sequence[Piece]
    length: str
    is_too_long: bool

    @property
    def anchor(self) -> str:
        return self.offer.key.replace(":", "-")


class Section(NamedTuple):
    """All templates of one purpose."""

    purpose: str
    title: str
    icon: str
    about: str
    cards: list[Card]


class Preview(NamedTuple):
    """A template as somebody would read it."""

    subject: Sequence[Piece]
    body: Sequence[Piece]
    length: int
    limit: int | None
    wrong: list[str]
    advice: list[Advice]


def load_sections(user: User) -> list[Section]:
    mine = [own_offer(template) for template in Template.objects.owned_by(user).order_by("name", "pk")]
    cards = [card_of(offer, user) for offer in offers(mine)]
    return [
        Section(
            purpose,
            purpose.label,
            USES[purpose].icon,
            ABOUT[purpose],
            [card for card in cards if card.offer.purpose == purpose],
        )
        for purpose in Purpose
    ]


def card_of(offer: Offer, user: User) -> Card:
    limit = characters(user, offer.channel)
    length = length_of(offer.body, user) if limit else 0
    return Card(
        offer,
        int(offer.key.removeprefix("own:")) if offer.is_own else None,
        f"For {PERSONAS[offer.persona].lower()}",
        NAMES.get(offer.channel, ""),
        pieces(offer.body, {}),
        f"{length} of {limit} characters" if limit else "",
        bool(limit and length > limit),
    )


def example(user: User) -> dict[str, str]:
    """What the placeholders stand for in an example: a made-up person, and the seeker’s own name."""
    values = {name: placeholder.example for name, placeholder in PLACEHOLDERS.items()}
    return values | ({"my_name": user.name} if user.name else {})


def words_to_use(user: User) -> list[tuple[str, str, str]]:
    """Each placeholder, what it stands for, and an example."""
    values = example(user)
    return [(f"{{{name}}}", placeholder.label, values[name]) for name, placeholder in PLACEHOLDERS.items()]


def length_of(body: str, user: User) -> int:
    return count("".join(piece.text for piece in pieces(body, example(user))))


def preview(purpose: str, channel: str, subject: str, body: str, user: User) -> Preview:
    values = example(user)
    read = pieces(body.strip(), values)
    text = "".join(piece.text for piece in read)
    limit = characters(user, channel)
    advice = check(
        text,
        limit=limit,
        company_in=values["in"],
        is_first=purpose == Purpose.OUTREACH,
        lately=[],
        asks=purpose not in USES or EFFECTS[USES[purpose].kind].waits,
    )
    wrong = [*wrong_braces(subject), *wrong_braces(body)]
    other = [each for each in advice if each.code != "placeholder"]
    return Preview(pieces(subject.strip(), values), read, count(text), limit, wrong, other)
