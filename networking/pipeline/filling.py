"""Filling the gaps of a message: each answer goes into the text, and where it belongs besides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from contextlib import suppress

from networking.contacts.models import Contact
from networking.conversations import writer
from networking.conversations.drafts import Words
from networking.conversations.known import sentence
from networking.conversations.models import Purpose
from networking.conversations.placeholders import fill, left_in
from networking.pipeline.desk import Desk, known

OF_THE_PERSON = {"common_ground": "common_ground", "role": "title"}
SENTENCES = {"in", "common_ground"}
OFFER = "Would {times} suit you?"


def fill_in(desk: Desk, words: Words, answers: Mapping[str, str], *, now: dt.datetime) -> Words:
    """The message with the answers in it; what was not known is kept with the person, the company and me."""
    keep_answers(desk, words.purpose, answers, now)
    said = {name: sentence(text) if name in SENTENCES else text for name, text in answers.items()}
    return filled_with(words, known(desk, words.purpose) | said)


def filled_with(words: Words, values: Mapping[str, str]) -> Words:
    return words._replace(subject=fill(words.subject, values)[:200], text=fill(words.text, values))


def keep_answers(desk: Desk, purpose: str, answers: Mapping[str, str], now: dt.datetime) -> None:
    introducer = desk.introducer if purpose == Purpose.INTRODUCTION else None
    of_person = {OF_THE_PERSON[name]: text for name, text in answers.items() if name in OF_THE_PERSON}
    remember(introducer or desk.contact, of_person, now)
    company = desk.contact.company
    if "in" in answers and company and not company.in_words:
        company.in_words = answers["in"]
        company.keep("in_words")
    if "my_name" in answers and not desk.user.name:
        desk.user.change_settings(name=answers["my_name"])


def remember(person: Contact, fields: dict[str, str], now: dt.datetime) -> None:
    """Where nothing stands yet; of two who write there at once the first one is right."""
    empty = {name: text for name, text in fields.items() if not getattr(person, name)}
    if empty:
        with suppress(writer.Stale):
            writer.edit_contact(person, empty, version=person.version, now=now)


def with_times(desk: Desk, words: Words, times: str, zone: str, *, now: dt.datetime) -> Words:
    """The times where the message leaves room for them, else below it; their time zone is remembered."""
    if zone and zone != desk.contact.time_zone:
        with suppress(writer.Stale):
            writer.edit_contact(desk.contact, {"time_zone": zone}, version=desk.contact.version, now=now)
    said = {"times": times}
    if "times" in left_in(words.text):
        return filled_with(words, said)
    return words._replace(text=f"{words.text.rstrip()}\n\n{fill(OFFER, said)}".lstrip())
