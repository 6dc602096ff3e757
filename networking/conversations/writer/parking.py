"""Who is out of the pipeline for now, and what an interaction does to that.

`Contact.parking_mark` is new with every change of parking. An interaction keeps the mark before and after it
and the parking before it: so it is known whether it parked or reopened, and whether that still stands.
"""

from __future__ import annotations

import datetime as dt
import uuid

from networking.contacts.models import Contact
from networking.contacts.stages import Kind, Parked
from networking.conversations.clocks import FROM_THEM
from networking.conversations.models import Interaction
from networking.conversations.writer.derived import settle
from networking.conversations.writer.locking import act, hold


@act
def park(contact: Contact, reason: str, *, now: dt.datetime, on: dt.date | None = None) -> Contact:
    """From today; or from the day it had before, when taking somebody up again is undone."""
    hold(contact)
    if contact.parked_reason == reason:
        return contact
    today = contact.owner.local_date(now)
    set_parking(contact, Parked(reason), min(on or today, today))
    return settle(contact)


@act
def reopen(contact: Contact, *, now: dt.datetime) -> Contact:
    hold(contact)
    if not contact.is_parked:
        return contact
    set_parking(contact, "", None)
    return settle(contact)


def set_parking(contact: Contact, reason: str, on: dt.date | None, mark: uuid.UUID | None = None) -> None:
    contact.parked_reason, contact.parked_on = reason, on
    contact.parking_mark = mark or uuid.uuid4()


def parking_after(interaction: Interaction) -> tuple[str, dt.date | None]:
    """A decline parks by itself; anything else of theirs, or a chat, reopens."""
    return (Parked.DECLINED, interaction.on) if interaction.kind == Kind.DECLINED else ("", None)


def has_effect(interaction: Interaction) -> bool:
    """Whether this interaction parked or reopened."""
    return interaction.mark_after != interaction.mark_before


def apply_parking(contact: Contact, interaction: Interaction) -> None:
    """What an interaction logged now does to parking, and what it remembers of it."""
    interaction.mark_before = contact.parking_mark
    interaction.parked_reason_before = contact.parked_reason
    interaction.parked_on_before = contact.parked_on
    is_reopening = interaction.kind in FROM_THEM and contact.is_parked
    if interaction.kind == Kind.DECLINED or is_reopening:
        set_parking(contact, *parking_after(interaction))
    interaction.mark_after = contact.parking_mark


def undo_parking(contact: Contact, interaction: Interaction) -> None:
    """Gives back the parking before this interaction, unless it was changed since; the one after it is kept
    in its place, for this interaction may have been corrected since it parked."""
    if has_effect(interaction) and contact.parking_mark == interaction.mark_after:
        exchange_parking(contact, interaction)
        contact.parking_mark = interaction.mark_before


def redo_parking(contact: Contact, interaction: Interaction) -> None:
    """The undo of `undo_parking`, unless parking was changed since."""
    if has_effect(interaction) and contact.parking_mark == interaction.mark_before:
        exchange_parking(contact, interaction)
        contact.parking_mark = interaction.mark_after


def exchange_parking(contact: Contact, interaction: Interaction) -> None:
    was = (contact.parked_reason, contact.parked_on)
    contact.parked_reason, contact.parked_on = interaction.parked_reason_before, interaction.parked_on_before
    interaction.parked_reason_before, interaction.parked_on_before = was
