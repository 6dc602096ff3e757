"""Acts on communities: adding, changing, joining and leaving, removing; nothing is due from them."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django.db import transaction

from networking.accounts.models import User
from networking.conversations import writer
from networking.conversations.models import Community, Met
from networking.conversations.writer.locking import act

EDITABLE = frozenset({"name", "kind", "company", "url", "joined_on", "notes"})


@transaction.atomic
def add(owner: User, *, key: uuid.UUID, now: dt.datetime, **fields: Any) -> Community:
    """The same form again gives the community that is there."""
    check(fields)
    community, _ = Community.objects.get_or_create(
        owner=owner, key=key, defaults={**fields, "created_at": now}
    )
    return community


def edit(community: Community, fields: dict[str, Any]) -> Community:
    check(fields)
    for name, value in fields.items():
        setattr(community, name, value)
    community.save(update_fields=list(fields))
    return community


def join(community: Community, on: dt.date) -> Community:
    """Joined on that day; joining again keeps the first one."""
    return edit(community, {"joined_on": community.joined_on or on})


def leave(community: Community) -> Community:
    return edit(community, {"joined_on": None})


@act
def remove(community: Community, *, now: dt.datetime) -> Community:
    community.removed_at = community.removed_at or now
    return restated(community)


@act
def restore(community: Community) -> Community:
    community.removed_at = None
    return restated(community)


def restated(community: Community) -> Community:
    """Who was met there is no longer, or again, somebody who was met."""
    community.save(update_fields=["removed_at"])
    writer.recompute(Met.objects.filter(community=community).values_list("contact_id", flat=True))
    return community


def check(fields: dict[str, Any]) -> None:
    if unknown := set(fields) - EDITABLE:
        raise TypeError(f"not editable: {', '.join(sorted(unknown))}")
