"""A role at a company: added, how far it came, how it ended; removed and brought back."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from networking.accounts.models import User
from networking.companies.models import Company
from networking.contacts.models import Contact
from networking.conversations import updates
from networking.conversations.models import ENDED, Opportunity, Progress, Update
from networking.conversations.writer import recompute
from networking.conversations.writer.interactions import insert
from networking.conversations.writer.locking import act


@act
def add(
    owner: User,
    company: Company,
    *,
    progress: str,
    on: dt.date,
    key: uuid.UUID,
    now: dt.datetime,
    **said: Any,
) -> Opportunity:
    """One more role; the same form sent twice adds one."""
    if first := Opportunity.objects.filter(owner=owner, key=key).first():
        return first
    opportunity = Opportunity(
        owner=owner,
        company=company,
        progress=progress,
        progress_on=on,
        progress_at=now,
        key=key,
        is_sample=company.is_sample,
        created_at=now,
        **said,
    )
    insert(opportunity)
    follow(opportunity, before=Progress.SPOTTED)
    return opportunity


@transaction.atomic
def edit(opportunity: Opportunity, **said: Any) -> Opportunity:
    """Other words for it; how far it came stays. Who is owed a word about it follows."""
    had_a_part = updates.helper_keys(opportunity) if opportunity.has_ended else set()
    for name, value in said.items():
        setattr(opportunity, name, value)
    opportunity.save(update_fields=list(said))
    follow(opportunity, before=opportunity.progress)
    if opportunity.has_ended:
        updates.correct(opportunity, had_a_part=had_a_part)
    return opportunity


@transaction.atomic
def move_on(
    opportunity: Opportunity,
    progress: str,
    *,
    on: dt.date,
    now: dt.datetime,
    said_at: dt.datetime | None = None,
) -> bool:
    """It came so far on that day; False if that was said already. An undo says when it was said first."""
    held = Opportunity.objects.select_for_update(of=("self",)).get(pk=opportunity.pk)
    before = held.progress
    if (before, held.progress_on) == (progress, on):
        return False
    held.progress, held.progress_on, held.progress_at = progress, on, said_at or now
    held.save(update_fields=["progress", "progress_on", "progress_at"])
    opportunity.refresh_from_db()
    follow(opportunity, before=before)
    return True


@transaction.atomic
def remove(opportunity: Opportunity, *, now: dt.datetime) -> None:
    if not opportunity.is_removed:
        opportunity.removed_at = now
        opportunity.save(update_fields=["removed_at"])
        updates.forgive(opportunity=opportunity)


@transaction.atomic
def restore(opportunity: Opportunity) -> None:
    """It is back; who helped with what has ended is owed a word again."""
    opportunity.removed_at = None
    opportunity.save(update_fields=["removed_at"])
    close_loop(opportunity, before=opportunity.progress)


@transaction.atomic
def tell(opportunity: Opportunity, people: Iterable[Contact]) -> None:
    """These are owed a word about it too, whatever they helped with."""
    updates.owe(
        opportunity=opportunity, on=opportunity.progress_on, at=opportunity.progress_at, to=list(people)
    )


@transaction.atomic
def untell(opportunity: Opportunity) -> None:
    """The undo of that: only who helped with this very role is owed a word."""
    helped = updates.helper_keys(opportunity)
    others = Update.objects.filter(opportunity=opportunity, is_known=False).exclude(contact__in=helped)
    people = list(others.values_list("contact_id", flat=True))
    others.delete()
    recompute(people)


# --- What follows


def follow(opportunity: Opportunity, *, before: str) -> None:
    close_loop(opportunity, before=before)
    end_search(opportunity, before=before)


def close_loop(opportunity: Opportunity, *, before: str) -> None:
    """Who helped is owed a word once it has ended, and none when it has not after all."""
    if opportunity.has_ended:
        updates.owe(opportunity=opportunity, on=opportunity.progress_on, at=opportunity.progress_at)
    elif before in ENDED:
        updates.forgive(opportunity=opportunity)


def end_search(opportunity: Opportunity, *, before: str) -> None:
    """An accepted offer ends the search; taking the last one back opens it again."""
    if opportunity.is_sample or opportunity.progress == before:
        return
    if opportunity.progress == Progress.ACCEPTED:
        opportunity.owner.change_settings(search_over_on=opportunity.progress_on)
    elif before == Progress.ACCEPTED and not accepted(opportunity.owner):
        opportunity.owner.change_settings(search_over_on=None)


def accepted(owner: User) -> bool:
    return Opportunity.objects.owned_by(owner).filter(progress=Progress.ACCEPTED, is_sample=False).exists()
