"""What the card of the hunt for an e-mail address shows: the places, which were looked at, and the field."""

from __future__ import annotations

from collections.abc import Container
from typing import NamedTuple

from networking.contacts.forms import FoundEmailForm
from networking.contacts.hunt import Spot, spots
from networking.contacts.models import Contact


class Line(NamedTuple):
    """One place, and whether it was looked at."""

    spot: Spot
    is_ticked: bool


class Hunt(NamedTuple):
    lines: list[Line]
    form: FoundEmailForm

    @property
    def ticked(self) -> int:
        return sum(line.is_ticked for line in self.lines)

    @property
    def is_over(self) -> bool:
        return self.ticked == len(self.lines)


def hunt_of(contact: Contact, ticked: Container[str]) -> Hunt:
    company = contact.company.name if contact.company else ""
    found = spots(contact.name, company, contact.profile_url)
    form = FoundEmailForm(initial={"version": contact.version})
    return Hunt([Line(spot, spot.place in ticked) for spot in found], form)
