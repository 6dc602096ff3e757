"""The rows that say who is owed an update about what ended; `clocks` says when one is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import NamedTuple

from networking.conversations.models import Update

LONGEST_ABOUT = 200  # as `Update.about`


class Owed(NamedTuple):
    """One person who is owed a word about one thing: a row of `thing`, which names a column of `Update`."""

    thing: str
    thing_id: int
    contact_id: int
    owner_id: int
    about: str
    on: dt.date
    at: dt.datetime


def store_owed(should: Collection[Owed]) -> set[int]:
    """Adds and corrects; who knows already does so until there is news. The keys of those it changes for."""
    there = {row: update for update in _of(should) for row in [_twin(update)]}
    changed = set()
    for owed in should:
        update = there.get((owed.thing, owed.thing_id, owed.contact_id)) or _begun(owed)
        if (update.on, update.at) != (owed.on, owed.at):
            update.is_known = update.is_known and update.at == owed.at
            update.on, update.at, update.about = owed.on, owed.at, owed.about[:LONGEST_ABOUT]
            update.save()
            changed.add(owed.contact_id)
    return changed


def forgive_owed(thing: str, keys: Iterable[int]) -> set[int]:
    """Nothing has ended after all; those who know already stay so, should it end the same way again."""
    rows = Update.objects.filter(**{f"{thing}__in": list(keys)}, is_known=False)
    people = set(rows.values_list("contact_id", flat=True))
    rows.delete()
    return people


def _of(should: Iterable[Owed]) -> list[Update]:
    keys: dict[str, set[int]] = {}
    for owed in should:
        keys.setdefault(owed.thing, set()).add(owed.thing_id)
    return [row for thing, ids in keys.items() for row in Update.objects.filter(**{f"{thing}__in": ids})]


def _twin(update: Update) -> tuple[str, int, int]:
    thing, key = next(
        (name, key)
        for name in ("opportunity", "referral", "introduction")
        if (key := getattr(update, f"{name}_id"))
    )
    return thing, key, update.contact_id


def _begun(owed: Owed) -> Update:
    return Update(owner_id=owed.owner_id, contact_id=owed.contact_id, **{f"{owed.thing}_id": owed.thing_id})
