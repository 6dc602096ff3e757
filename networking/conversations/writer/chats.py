"""Chats: planned, moved, and how they went. A held chat has exactly one interaction of kind chat."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Mapping

from django.core.exceptions import ValidationError

from networking.contacts.models import Contact
from networking.contacts.stages import Kind
from networking.conversations.models import Chat, ChatStatus, Interaction, Learned, Topic
from networking.conversations.question_list import lines, written
from networking.conversations.writer.derived import settle
from networking.conversations.writer.interactions import (
    bring_back,
    check_day,
    check_still_theirs,
    insert,
    mark_held,
    new_interaction,
    remove,
    take_out,
)
from networking.conversations.writer.locking import act, hold
from networking.conversations.writer.parking import apply_parking

LONGEST_LIST = 10_000  # as `Chat.questions`, so that the list can still be typed


@act
def plan_chat(
    contact: Contact,
    *,
    starts_at: dt.datetime,
    minutes: int,
    medium: str,
    place: str,
    questions: str,
    now: dt.datetime,
    key: uuid.UUID | None = None,
    time_zone: str = "",
) -> Chat:
    hold(contact)
    if key and (first := Chat.objects.filter(owner=contact.owner_id, key=key).first()):
        return first
    chat = Chat(
        owner_id=contact.owner_id,
        contact=contact,
        company_id=contact.company_id,
        starts_at=starts_at,
        minutes=minutes,
        medium=medium,
        place=place,
        questions=questions,
        time_zone=time_zone,
        planned_at=now,
        key=key or uuid.uuid4(),
        is_sample=contact.is_sample,
    )
    insert(chat)
    settle(contact, *remember_zone(contact, time_zone))
    return chat


@act
def move_chat(
    chat: Chat,
    *,
    starts_at: dt.datetime,
    minutes: int,
    medium: str,
    place: str,
    now: dt.datetime,
    time_zone: str = "",
) -> Chat:
    """A new time makes it planned again, also after it was missed or cancelled."""
    contact = hold_chat_row(chat)
    if chat.status == ChatStatus.HELD:
        return chat
    chat.starts_at, chat.minutes, chat.medium, chat.place = starts_at, minutes, medium, place
    chat.time_zone = time_zone
    chat.status, chat.planned_at = ChatStatus.PLANNED, now
    return settle_chat(contact, chat, None, None, *remember_zone(contact, time_zone))


@act
def hold_chat(
    chat: Chat,
    *,
    now: dt.datetime,
    note: str = "",
    on: dt.date | None = None,
    key: uuid.UUID | None = None,
) -> Interaction:
    """They talked: writes the interaction, on the day it was planned for unless said otherwise."""
    contact = hold_chat_row(chat)
    interaction = interaction_of(chat)
    if interaction and not interaction.is_removed:
        return interaction
    on = on or day_of(chat, contact, now)
    check_day(contact, on, now)
    if interaction:
        interaction.on, interaction.note, interaction.removed_at = on, note, None
        interaction.key = key or interaction.key
        apply_parking(contact, interaction)
        interaction.save()
    else:
        interaction = write_interaction(contact, chat, on, now, note, key)
    chat.settled_at = now
    mark_held(chat, interaction)
    settle(contact, companies=[chat.company_id])
    return interaction


@act
def miss_chat(chat: Chat, *, now: dt.datetime) -> Chat:
    return fall_through(chat, ChatStatus.MISSED, now)


@act
def cancel_chat(chat: Chat, *, now: dt.datetime) -> Chat:
    return fall_through(chat, ChatStatus.CANCELLED, now)


@act
def unsettle_chat(chat: Chat, *, now: dt.datetime) -> Chat:
    """The undo of "how did it go?": a chat that had a time is planned again, and its interaction removed."""
    contact = hold_chat_row(chat)
    if chat.status == ChatStatus.PLANNED or not (chat.starts_at and chat.planned_at):
        return chat
    interaction = interaction_of(chat)
    if interaction and not interaction.is_removed:
        take_out(contact, interaction, now)
    chat.status = ChatStatus.PLANNED
    return settle_chat(contact, chat, None, None)


def take_back(interaction: Interaction, *, now: dt.datetime) -> None:
    """The undo of logging: gone, and a chat that was planned before is planned again."""
    chat = interaction.chat
    if chat and chat.starts_at and chat.planned_at:
        unsettle_chat(chat, now=now)
    else:
        remove(interaction, now=now)


@act
def write_questions(chat: Chat, text: str) -> Chat:
    contact = hold_chat_row(chat)
    chat.questions = text
    chat.save(update_fields=["questions"])
    settle(contact)
    return chat


@act
def change_questions(chat: Chat, change: Callable[[list[str]], list[str]]) -> Chat:
    """Changes the list as it stands now, whatever another window did to it since the page was opened."""
    contact = hold_chat_row(chat)
    text = written(change(lines(chat.questions)))
    if len(text) > LONGEST_LIST:
        raise ValidationError("Your list is full. Drop a question first.")
    chat.questions = text
    chat.save(update_fields=["questions"])
    settle(contact)
    return chat


@act
def write_learned(chat: Chat, learned: Mapping[str, str]) -> Chat:
    """Keeps what was learned, by topic; an empty text takes the topic back."""
    contact = hold_chat_row(chat)
    kept = {Topic(topic): words for topic, text in learned.items() if (words := text.strip())}
    Learned.objects.filter(chat=chat, topic__in=learned.keys() - kept.keys()).delete()
    Learned.objects.bulk_create(
        [
            Learned(owner_id=chat.owner_id, chat=chat, company_id=chat.company_id, topic=topic, text=text)
            for topic, text in kept.items()
        ],
        update_conflicts=True,
        unique_fields=["chat", "topic"],
        update_fields=["company", "text"],
    )
    settle(contact, companies=[chat.company_id])
    return chat


@act
def remove_chat(chat: Chat, *, now: dt.datetime) -> Chat:
    contact = hold_chat_row(chat)
    if chat.is_removed:
        return chat
    interaction = interaction_of(chat)
    if interaction and not interaction.is_removed:
        take_out(contact, interaction, now)
    chat.removed_at = now
    chat.save(update_fields=["removed_at"])
    settle(contact, companies=[chat.company_id])
    return chat


@act
def restore_chat(chat: Chat, *, now: dt.datetime) -> Chat:
    contact = hold_chat_row(chat)
    if not chat.is_removed:
        return chat
    chat.removed_at = None
    chat.save(update_fields=["removed_at"])
    if chat.status == ChatStatus.HELD and chat.settled_on:
        if interaction := interaction_of(chat):
            bring_back(contact, interaction)
        else:
            write_interaction(contact, chat, chat.settled_on, now)
    settle(contact, companies=[chat.company_id])
    return chat


# --- The parts


def hold_chat_row(chat: Chat) -> Contact:
    """Locks the contact, then reads the chat anew: nobody else can change it now."""
    contact = hold(chat.contact)
    chat.refresh_from_db()
    check_still_theirs(chat, contact)
    chat.contact = contact
    return contact


def remember_zone(contact: Contact, time_zone: str) -> list[str]:
    """A time agreed in another zone than mine tells where they live, unless that is known; the column that
    changed."""
    if not time_zone or contact.time_zone:
        return []
    contact.time_zone = time_zone
    return ["time_zone"]


def interaction_of(chat: Chat) -> Interaction | None:
    """The one interaction of a chat, removed or not."""
    return Interaction.objects.filter(chat=chat).first()


def day_of(chat: Chat, contact: Contact, now: dt.datetime) -> dt.date:
    """The day the chat was planned for, or today if it was held before that."""
    today = contact.owner.local_date(now)
    return min(today, contact.owner.local_date(chat.starts_at)) if chat.starts_at else today


def write_interaction(
    contact: Contact,
    chat: Chat,
    on: dt.date,
    now: dt.datetime,
    note: str = "",
    key: uuid.UUID | None = None,
) -> Interaction:
    interaction = new_interaction(contact, Kind.CHAT, on, now, note, key=key)
    interaction.chat, interaction.company_id = chat, chat.company_id or contact.company_id
    insert(interaction)
    return interaction


def fall_through(chat: Chat, status: ChatStatus, now: dt.datetime) -> Chat:
    """Missed or cancelled, today; a held chat is corrected through its interaction instead."""
    contact = hold_chat_row(chat)
    if chat.status in {ChatStatus.HELD, status}:
        return chat
    chat.status = status
    return settle_chat(contact, chat, contact.owner.local_date(now), now)


def settle_chat(
    contact: Contact, chat: Chat, on: dt.date | None, at: dt.datetime | None, *changed: str
) -> Chat:
    """Stores how a chat stands: settled on a day, or planned; a new answer may be needed, and the calendar's
    copy is out of date."""
    chat.sequence += 1
    chat.settled_on, chat.settled_at, chat.no_answer_needed = on, at, False
    chat.save()
    settle(contact, *changed, companies=[chat.company_id])
    return chat
