"""Saying of many people at once how close they are."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F

from networking.accounts.models import User
from networking.contacts.models import Closeness, Contact
from networking.conversations.writer.derived import batches, bump, restate
from networking.conversations.writer.locking import act, lock
from networking.conversations.writer.totals import recount


@act
def set_closeness(owner: User, contact_ids: Iterable[int], closeness: str) -> list[int]:
    """Who is close, or who is not; returns those of whom that is new. Keeping in touch follows."""
    changed: list[int] = []
    for batch in batches(sorted(contact_ids)):
        changed += _set_batch(owner, batch, Closeness(closeness))
    if changed:
        recount(owner.pk)
    return changed


def _set_batch(owner: User, batch: list[int], closeness: Closeness) -> list[int]:
    lock(batch)
    others = Contact.objects.owned_by(owner).filter(pk__in=batch).exclude(closeness=closeness)
    companies = dict(others.order_by("pk").values_list("pk", "company_id"))
    Contact.objects.filter(pk__in=companies).update(closeness=closeness, version=F("version") + 1)
    restate(companies)
    bump(companies.values())
    return list(companies)
