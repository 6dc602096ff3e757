"""Which messages one can begin with, one's own and ours, and which fit a purpose, a person and a channel."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from networking.conversations.models import Template
from networking.conversations.starters import STARTERS


class Offer(NamedTuple):
    """A template to choose. Empty persona or channel: for everybody, by every channel."""

    key: str
    name: str
    purpose: str
    persona: str
    channel: str
    subject: str
    body: str
    copied_from: str = ""

    @property
    def is_own(self) -> bool:
        return self.key.startswith("own:")


FROM_US = tuple(Offer(starter.key, *starter[1:]) for starter in STARTERS)


def own_offer(template: Template) -> Offer:
    """A seeker's template as it is offered."""
    return Offer(
        f"own:{template.pk}",
        template.name,
        template.purpose,
        template.persona,
        template.channel,
        template.subject,
        template.body,
        template.copied_from,
    )


def offers(own: Iterable[Offer]) -> list[Offer]:
    """One's own and the starters; a copy that serves wherever its starter did stands in that one's place."""
    own = list(own)
    return [*own, *(starter for starter in FROM_US if not any(replaces(copy, starter) for copy in own))]


def replaces(copy: Offer, starter: Offer) -> bool:
    return (
        copy.copied_from == starter.key
        and copy.purpose == starter.purpose
        and copy.persona in ("", starter.persona)
        and copy.channel in ("", starter.channel)
    )


def fitting(offers: Iterable[Offer], purpose: str, persona: str, channel: str) -> list[Offer]:
    """Those that can be used, the best first: for this channel, for this persona, for all; own ones first."""
    fit = [
        offer
        for offer in offers
        if offer.purpose == purpose and offer.persona in ("", persona) and offer.channel in ("", channel)
    ]
    return sorted(fit, key=lambda offer: (not offer.channel, not offer.persona, not offer.is_own))


def of_key(offers: Iterable[Offer], key: str) -> Offer | None:
    return next((offer for offer in offers if offer.key == key), None)
