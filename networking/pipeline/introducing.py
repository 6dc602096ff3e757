"""Whom somebody introduced me to: one of my people, or somebody new who joins them."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, NamedTuple

from django.db import transaction

from networking.accounts.models import User
from networking.companies.models import Company
from networking.contacts.models import Contact
from networking.contacts.names import match_key
from networking.contacts.personas import guess
from networking.conversations import introductions, writer
from networking.conversations.models import Introduction
from networking.conversations.recognising import add, connection_of, has_history
from networking.pipeline.people_choice import Choice, matching

MOST_FOUND = 8


class Introduced(NamedTuple):
    """What was written down; `is_new` if the person is, `is_first` if nobody could introduce me before."""

    introduction: Introduction
    is_new: bool
    is_first: bool
    was_there: bool


@transaction.atomic
def introduce(
    owner: User, introducer: Contact, introduced: Contact | None, said: dict[str, Any], *, now: dt.datetime
) -> Introduced:
    """Writes down an introduction, to somebody of mine or to whom the typed name means."""
    key: uuid.UUID = said["key"]
    there = introduced or person_named(owner, said["company"], said["name"])
    person = there or newcomer(owner, introducer, said, now)
    is_first = person.introducer_id is None
    made = introductions.introduce(introducer, person, on=said["on"], now=now, key=key)
    return Introduced(made, there is None, is_first, made.key != key)


def person_named(owner: User, company: Company | None, name: str) -> Contact | None:
    """Who is on the list by that name: at that company, or alone of that name if none was said."""
    found = Contact.objects.owned_by(owner).filter(name_key=match_key(name)[:200]).order_by("pk")
    if company:
        return found.filter(company=company).first()
    alike = list(found[:2])
    return alike[0] if len(alike) == 1 else None


def newcomer(owner: User, introducer: Contact, said: dict[str, Any], now: dt.datetime) -> Contact:
    """Somebody new, with what the address book knows; made once for each form."""
    title, company = said["title"], said["company"]
    typed = {"name": said["name"]} | ({"title": title, "persona": guess(title)} if title else {})
    common = {"company": company, "key": said["key"], "is_sample": introducer.is_sample}
    return add(owner, connection_of(owner, company, said["name"]), typed, common, now)


@transaction.atomic
def undo(introduction: Introduction, *, was_first: bool, now: dt.datetime) -> None:
    """All that writing it down did: also who can introduce me, and a person who came with it, unless we have
    spoken since."""
    introductions.remove(introduction, now=now)
    introduced = introduction.introduced
    if was_first and introduced.introducer_id == introduction.introducer_id:
        introductions.name_introducer(introduced, None, now=now)
    if introduced.key == introduction.key and not has_history(introduced):
        writer.remove_contact(introduced, now=now)


def search(owner: User, introducer: Contact, words: str) -> list[Contact]:
    """People of mine who fit these words, to say whom the introduction was to."""
    if not (choice := Choice.of({"q": words})).q:
        return []
    others = matching(owner, choice, NEVER.date(), NEVER).exclude(pk=introducer.pk)
    return list(others.select_related("company").order_by("name_key", "pk")[:MOST_FOUND])


NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)  # such a search asks nothing about days
