"""Logging, correcting, removing and restoring what was said."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q

from networking.contacts.models import Contact, PastJob
from networking.contacts.stages import WANTS_ANSWER, Kind
from networking.conversations.models import Channel, Chat, ChatStatus, Interaction, Medium, Opportunity
from networking.conversations.sorts import fitting
from networking.conversations.writer.derived import FELL_THROUGH, settle
from networking.conversations.writer.locking import Conflict, act, hold
from networking.conversations.writer.parking import apply_parking, redo_parking, undo_parking

REMEMBERED = ("parked_reason_before", "parked_on_before")
NOT_YET = "This day has not come yet. Choose today or an earlier day."
MEDIUMS = {Channel.PHONE: Medium.PHONE, Channel.IN_PERSON: Medium.IN_PERSON}


class Sent(NamedTuple):
    """What was written with the composer, and the template it began as."""

    subject: str = ""
    text: str = ""
    template_key: str = ""
    template_name: str = ""


@act
def log(
    contact: Contact,
    kind: str,
    *,
    on: dt.date,
    now: dt.datetime,
    note: str = "",
    channel: str = "",
    sort: str = "",
    key: uuid.UUID | None = None,
    sent: Sent | None = None,
) -> Interaction:
    """Adds one interaction, and with a chat the held Chat. The same key again gives the first one back."""
    hold(contact)
    if key and (first := Interaction.objects.filter(owner=contact.owner_id, key=key).first()):
        return first
    check_day(contact, on, now)
    interaction = new_interaction(contact, kind, on, now, note, channel, key)
    interaction.sort = fitting(kind, sort)
    for field, words in (sent or Sent())._asdict().items():
        setattr(interaction, field, words)
    if kind == Kind.CHAT:
        interaction.chat = make_held_chat(interaction)
    insert(interaction)
    settle(contact)
    return interaction


@act
def correct(
    interaction: Interaction,
    *,
    now: dt.datetime,
    kind: str | None = None,
    on: dt.date | None = None,
    note: str | None = None,
    channel: str | None = None,
    sort: str | None = None,
) -> Interaction:
    """Changes what is given; the stage, the chat and the parking follow."""
    contact = hold_both(interaction)
    if interaction.is_removed:
        return interaction
    was = (interaction.kind, interaction.on)
    given = {"kind": kind and Kind(kind), "on": on, "note": note, "channel": channel, "sort": sort}
    for field, value in given.items():
        if value is not None:
            setattr(interaction, field, value)
    if sort is not None or interaction.kind != was[0]:
        interaction.sort = fitting(interaction.kind, interaction.sort)
    if interaction.on != was[1]:
        check_day(contact, interaction.on, now)
    if (interaction.kind, interaction.on) != was:
        match_chat(interaction, now)
        if contact.parking_mark == interaction.mark_after:
            undo_parking(contact, interaction)
            apply_parking(contact, interaction)
    interaction.save()
    settle(contact, companies=[interaction.company_id])
    return interaction


@act
def remove(interaction: Interaction, *, now: dt.datetime) -> Interaction:
    contact = hold_both(interaction)
    if not interaction.is_removed:
        take_out(contact, interaction, now)
        if interaction.chat:
            interaction.chat.removed_at = now
            interaction.chat.save(update_fields=["removed_at"])
        settle(contact, companies=[interaction.company_id])
    return interaction


@act
def restore(interaction: Interaction, *, now: dt.datetime) -> Interaction:
    contact = hold_both(interaction)
    if interaction.is_removed:
        bring_back(contact, interaction)
        if interaction.chat:
            mark_held(interaction.chat, interaction)
        settle(contact, companies=[interaction.company_id])
    return interaction


@act
def no_answer_needed(contact: Contact, *, now: dt.datetime) -> Contact:
    """Settles what waits on me: their last reply, and the chat that fell through."""
    return say_of_answer(contact, is_needed=False)


@act
def answer_needed(contact: Contact, *, now: dt.datetime) -> Contact:
    """The undo of that: they wait on me again."""
    return say_of_answer(contact, is_needed=True)


def say_of_answer(contact: Contact, *, is_needed: bool) -> Contact:
    hold(contact)
    replies = Interaction.objects.filter(contact=contact, removed_at=None, kind__in=WANTS_ANSWER)
    chats = Chat.objects.filter(contact=contact, removed_at=None, status__in=FELL_THROUGH)
    for last in (replies.order_by("on", "pk").last(), chats.order_by("settled_on", "settled_at").last()):
        if last:
            last.no_answer_needed = not is_needed
            last.save(update_fields=["no_answer_needed"])
    return settle(contact)


# --- The parts, for the acts on chats too


def hold_both(interaction: Interaction) -> Contact:
    """Locks the contact, then reads the interaction anew: nobody else can change it now."""
    contact = hold(interaction.contact)
    interaction.refresh_from_db(from_queryset=Interaction.objects.select_related("chat"))
    check_still_theirs(interaction, contact)
    interaction.contact = contact
    return contact


def check_still_theirs(row: Interaction | Chat, contact: Contact) -> None:
    """If two people were merged, or parted, in between, the act begins anew with whose it is now."""
    if row.contact_id != contact.pk:
        raise Conflict(f"{row} belongs to contact {row.contact_id} now")


def check_day(contact: Contact, on: dt.date, now: dt.datetime) -> None:
    if on > contact.owner.local_date(now):
        raise ValidationError({"on": NOT_YET})


def new_interaction(
    contact: Contact,
    kind: str,
    on: dt.date,
    now: dt.datetime,
    note: str = "",
    channel: str = "",
    key: uuid.UUID | None = None,
) -> Interaction:
    """An interaction at the company of its day, with its effect on parking; not yet stored."""
    interaction = Interaction(
        owner_id=contact.owner_id,
        contact=contact,
        company_id=company_on(contact, on, now),
        kind=Kind(kind),
        on=on,
        channel=channel,
        note=note,
        logged_at=now,
        key=key or uuid.uuid4(),
        is_sample=contact.is_sample,
    )
    apply_parking(contact, interaction)
    return interaction


def company_on(contact: Contact, on: dt.date, now: dt.datetime) -> int | None:
    """Where they worked on a day: what is remembered later still belongs to the company it was said at."""
    if on < contact.owner.local_date(now):
        left_later = PastJob.objects.filter(contact=contact, until__gt=on).order_by("until", "pk")
        if past := left_later.values_list("company_id").first():
            return past[0]
    return contact.company_id


def insert(row: Interaction | Chat | Contact | Opportunity) -> None:
    """Stores a row; if its twin came first, the act begins anew and finds that one."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if type(row).objects.filter(is_twin_of(row)).exists():
            raise Conflict(f"a twin of {row} came in between") from error
        raise


def is_twin_of(row: Interaction | Chat | Contact | Opportunity) -> Q:
    """Made by the same press, or of the same connection."""
    connection = row.connection_id if isinstance(row, Contact) else None
    by_key = Q(owner=row.owner_id, key=row.key) if row.key else Q(pk=None)
    return by_key | Q(connection=connection) if connection else by_key


def take_out(contact: Contact, interaction: Interaction, now: dt.datetime) -> None:
    interaction.removed_at = now
    undo_parking(contact, interaction)
    interaction.save(update_fields=["removed_at", *REMEMBERED])


def bring_back(contact: Contact, interaction: Interaction) -> None:
    interaction.removed_at = None
    redo_parking(contact, interaction)
    interaction.save(update_fields=["removed_at", *REMEMBERED])


def make_held_chat(interaction: Interaction) -> Chat:
    chat = held_chat_of(interaction)
    chat.save(force_insert=True)
    return chat


def held_chat_of(interaction: Interaction) -> Chat:
    """The held Chat that an interaction tells of, not yet stored."""
    return Chat(
        owner_id=interaction.owner_id,
        contact=interaction.contact,
        company_id=interaction.company_id,
        status=ChatStatus.HELD,
        medium=MEDIUMS.get(Channel(interaction.channel), Medium.VIDEO)
        if interaction.channel
        else Medium.VIDEO,
        settled_on=interaction.on,
        settled_at=interaction.logged_at,
        key=uuid.uuid4(),
        is_sample=interaction.is_sample,
    )


def mark_held(chat: Chat, interaction: Interaction) -> None:
    """The chat that this interaction tells of is held, on the same day."""
    chat.status, chat.removed_at = ChatStatus.HELD, None
    chat.settled_on = interaction.on
    chat.settled_at = chat.settled_at or interaction.logged_at
    chat.save(update_fields=["status", "removed_at", "settled_on", "settled_at"])


def match_chat(interaction: Interaction, now: dt.datetime) -> None:
    """Keeps one held Chat to each interaction of kind chat, when its kind or day was corrected."""
    chat = interaction.chat
    if interaction.kind == Kind.CHAT:
        if chat:
            mark_held(chat, interaction)
        else:
            interaction.chat = make_held_chat(interaction)
    elif chat:
        interaction.chat = None
        let_go(chat, now)


def let_go(chat: Chat, now: dt.datetime) -> None:
    """It was not held after all: a planned chat is planned again, one made by logging is removed."""
    if chat.planned_at and chat.starts_at:
        chat.status, chat.settled_on, chat.settled_at = ChatStatus.PLANNED, None, None
    else:
        chat.removed_at = now
    chat.save(update_fields=["status", "settled_on", "settled_at", "removed_at"])
