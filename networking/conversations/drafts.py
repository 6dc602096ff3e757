"""The message being written to somebody: kept by version, so that no window overwrites another's words."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import Q

from networking.contacts.models import Contact
from networking.conversations.models import Draft

BEGAN = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


class Words(NamedTuple):
    """A message as a form holds it, and the template it began as."""

    purpose: str
    channel: str = ""
    template_key: str = ""
    subject: str = ""
    text: str = ""


class Stale(Exception):  # noqa: N818 - as in `writer.locking`
    """Another window kept other words meanwhile: `stored`, or None if the message was sent there."""

    def __init__(self, stored: Draft | None) -> None:
        super().__init__(f"the draft is at version {stored.version if stored else 0}")
        self.stored = stored


def words_of(draft: Draft) -> Words:
    return Words(*(getattr(draft, field) for field in Words._fields))


def save(contact: Contact, words: Words, *, version: int, now: dt.datetime) -> Draft:
    """Keeps what was typed, if `version` is still the stored one; 0 is none yet."""
    return put(contact, words, {}, version=version, now=now)


def begin(contact: Contact, words: Words, typed: Words, *, version: int, now: dt.datetime) -> Draft:
    """Begins anew, from a template; what was typed before can be had back (`swap`)."""
    return put(contact, words, earlier_of(typed), version=version, now=now)


def swap(contact: Contact, typed: Words, *, version: int, now: dt.datetime) -> Draft:
    """The text before the last template, and the one of now in its place: the undo, and the undo of that."""
    stored = Draft.objects.filter(contact=contact).first()
    if stored is None:
        raise Stale(None)
    words = typed._replace(template_key="", subject=stored.earlier_subject, text=stored.earlier_text)
    return put(contact, words, earlier_of(typed), version=version, now=now)


def take_stored(contact: Contact, typed: Words, *, now: dt.datetime) -> Draft | None:
    """Of two texts the other window's is taken; mine can be had back. None if it was sent there."""
    stored = Draft.objects.filter(contact=contact).first()
    if stored is None:
        return None
    return put(contact, words_of(stored), earlier_of(typed), version=stored.version, now=now)


def let_go(contact: Contact, sent: Words, *, version: int) -> None:
    """The draft of a message that was sent is deleted; what another window kept meanwhile stays."""
    same = Q(version=version) | Q(subject=sent.subject, text=sent.text)
    Draft.objects.filter(same, contact=contact).delete()


def bring_back(contact: Contact, words: Words, *, now: dt.datetime) -> Draft:
    """The undo of sending. If another one was begun meanwhile, it stays and these are its earlier words."""
    stored = Draft.objects.filter(contact=contact).first()
    try:
        if stored is None:
            return put(contact, words, {}, version=0, now=now)
        return put(contact, words_of(stored), earlier_of(words), version=stored.version, now=now)
    except Stale as stale:
        if stale.stored is None:
            raise
        return stale.stored


# --- The parts


def earlier_of(words: Words) -> dict[str, str]:
    return {"earlier_subject": words.subject, "earlier_text": words.text}


def put(contact: Contact, words: Words, more: dict[str, str], *, version: int, now: dt.datetime) -> Draft:
    """One UPDATE or INSERT decides who comes first; whoever comes second is shown both."""
    mine = Draft.objects.filter(contact=contact)
    columns: dict[str, Any] = {**words._asdict(), **more, "changed_at": now}
    if version and mine.filter(version=version).update(**columns, version=version + 1):
        return mine.get()
    if not version and (made := insert(contact, columns)):
        return made
    stored = mine.first()
    if stored and all(getattr(stored, name) == value for name, value in {**words._asdict(), **more}.items()):
        return stored  # sent twice: the first time was enough
    raise Stale(stored)


def insert(contact: Contact, columns: dict[str, Any]) -> Draft | None:
    """None if there is one already. No draft begins with a version that an earlier one has had."""
    first = int((columns["changed_at"] - BEGAN).total_seconds())
    try:
        with transaction.atomic():
            return Draft.objects.create(owner_id=contact.owner_id, contact=contact, version=first, **columns)
    except IntegrityError:
        if not Draft.objects.filter(contact=contact).exists():
            raise
        return None
