"""Who introduced whom to me: written down, taken back, brought back; thanks are owed to who did it."""

from __future__ import annotations

import datetime as dt
import uuid

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from networking.accounts.models import User
from networking.contacts.models import Contact
from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.conversations.models import Interaction, Introduction
from networking.conversations.writer.introduced import IN_SIGHT
from networking.conversations.writer.locking import Conflict, act, hold


def told_of(user: User) -> QuerySet[Introduction]:
    """The introductions in sight: what each logged still stands."""
    return Introduction.objects.owned_by(user).filter(IN_SIGHT)


@act
def introduce(
    introducer: Contact,
    introduced: Contact,
    *,
    on: dt.date,
    now: dt.datetime,
    key: uuid.UUID,
) -> Introduction:
    """Logs an introduction with the introducer, who can introduce me from now on if nobody could.

    The same key again, or the same two people again, gives the first one back.
    """
    check_two_people(introducer, introduced)
    if there := there_already(introducer, introduced, key, now):
        return there
    said = to_claim(introducer, on, key) or writer.log(introducer, Kind.INTRODUCTION, on=on, now=now, key=key)
    two = {"introducer": introducer, "introduced": introduced}
    made = store(Introduction(owner_id=introducer.owner_id, on=said.on, interaction=said, key=key, **two))
    if introduced.introducer_id is None:
        name_introducer(introduced, introducer, now=now)
    restate(made)
    return made


@act
def remove(introduction: Introduction, *, now: dt.datetime) -> Introduction:
    """Takes it back, and with it what it logged itself."""
    introduction.refresh_from_db()
    if not introduction.is_removed:
        introduction.removed_at = now
        introduction.save(update_fields=["removed_at"])
        if said := logged_by(introduction):
            writer.remove(said, now=now)
        restate(introduction)
    return introduction


@act
def restore(introduction: Introduction, *, now: dt.datetime) -> Introduction:
    """The undo of that; if the same two stand there again meanwhile, that one stays."""
    introduction.refresh_from_db()
    pair = {"introducer": introduction.introducer_id, "introduced": introduction.introduced_id}
    if introduction.is_removed and not Introduction.objects.filter(**pair, removed_at=None).exists():
        introduction.removed_at = None
        introduction.save(update_fields=["removed_at"])
        if said := logged_by(introduction):
            writer.restore(said, now=now)
        restate(introduction)
    return introduction


@act
def name_introducer(contact: Contact, introducer: Contact | None, *, now: dt.datetime) -> int | None:
    """Says who can introduce me to somebody; gives who could before."""
    if introducer:
        check_two_people(introducer, contact)
    was = hold(contact).introducer_id
    writer.edit_contact(contact, {"introducer": introducer}, version=contact.version, now=now)
    return was


# --- The parts


def check_two_people(introducer: Contact, introduced: Contact) -> None:
    if introducer.pk == introduced.pk:
        raise ValidationError(f"That is {introducer.name}. Choose somebody else.")


def there_already(
    introducer: Contact, introduced: Contact, key: uuid.UUID, now: dt.datetime
) -> Introduction | None:
    """The one this form made, or the one of these two. If what that logged is gone, it makes room."""
    if first := Introduction.objects.filter(owner=introducer.owner_id, key=key).first():
        return first
    pair = Introduction.objects.filter(introducer=introducer, introduced=introduced, removed_at=None)
    there = pair.select_related("interaction").first()
    if there is None or there.interaction is None or not there.interaction.is_removed:
        return there
    there.removed_at = now
    there.save(update_fields=["removed_at"])
    return None


def to_claim(introducer: Contact, on: dt.date, key: uuid.UUID) -> Interaction | None:
    """An introduction logged that day without saying whom it was to: it is this one."""
    said = Interaction.objects.filter(contact=introducer, kind=Kind.INTRODUCTION, on=on, removed_at=None)
    return said.filter(introduction=None).exclude(key=key).order_by("pk").first()


def logged_by(introduction: Introduction) -> Interaction | None:
    """What it logged itself: the same key. What was logged before on its own, or corrected since, stays."""
    said = introduction.interaction
    is_own = said and said.key == introduction.key and said.kind == Kind.INTRODUCTION
    return said if is_own else None


def store(introduction: Introduction) -> Introduction:
    try:
        with transaction.atomic():
            introduction.save(force_insert=True)
    except IntegrityError as error:
        raise Conflict("the same introduction was written down in between") from error
    return introduction


def restate(introduction: Introduction) -> None:
    """What is owed to both follows."""
    writer.recompute([introduction.introducer_id, introduction.introduced_id])
