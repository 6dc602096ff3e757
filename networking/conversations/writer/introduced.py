"""Keeps how each introduction ended, and that whoever introduced me is owed a word about it, equal to what
became of the one introduced."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from networking.contacts.stages import Kind
from networking.conversations.endings import INTRODUCTION, Ending, Happened, introduction_ending
from networking.conversations.models import Interaction, Introduction, Outcome
from networking.conversations.writer.owed import Owed, forgive_owed, store_owed

IN_SIGHT = (
    Q(removed_at=None)
    & Q(introduced__removed_at=None)
    & (Q(interaction=None) | Q(interaction__removed_at=None))
)


def keep_current(rows: QuerySet[Introduction]) -> set[int]:
    """Stores how these ended; the keys of the introducers to whom something is owed now, or no longer."""
    if not rows.exists():  # as for most people, and at every act of theirs: no need to write the long query
        return set()
    current = list(with_endings(rows))
    for introduction, ending in current:
        if ending != stored_ending(introduction):
            introduction.outcome, introduction.outcome_on, introduction.outcome_at = ending
            introduction.save(update_fields=["outcome", "outcome_on", "outcome_at"])
    ended = [owed_for(one, ending) for one, ending in current if ending.outcome != Outcome.OPEN]
    still_open = [one.pk for one, ending in current if ending.outcome == Outcome.OPEN]
    return store_owed(ended) | (forgive_owed("introduction", still_open) if still_open else set())


def made_by(contact_ids: Collection[int]) -> QuerySet[Introduction]:
    return Introduction.objects.filter(introducer__in=contact_ids)


def made_to(contact_ids: Collection[int]) -> QuerySet[Introduction]:
    return Introduction.objects.filter(introduced__in=contact_ids)


def with_endings(rows: QuerySet[Introduction]) -> Iterator[tuple[Introduction, Ending]]:
    """Each with what its outcome should be; one out of sight has none."""
    chats = Interaction.objects.filter(
        contact=OuterRef("introduced"), kind=Kind.CHAT, removed_at=None, on__gte=OuterRef("on")
    ).order_by("on", "pk")
    parking = Interaction.objects.filter(
        contact=OuterRef("introduced"), removed_at=None, mark_after=OuterRef("introduced__parking_mark")
    ).exclude(mark_before=F("mark_after"))
    seen = Introduction.objects.filter(IN_SIGHT, pk=OuterRef("pk")).values("pk")
    annotated = rows.select_related("introduced").annotate(
        seen=Subquery(seen),
        chat_on=Subquery(chats.values("on")[:1]),
        chat_at=Subquery(chats.values("logged_at")[:1]),
        parked_at=Subquery(parking.order_by("pk").values("logged_at")[:1]),
    )
    for row in annotated.order_by("pk"):
        yield row, ending_of(row, row.chat_on, row.chat_at, row.parked_at) if row.seen else Ending()


def ending_of(
    introduction: Introduction,
    chat_on: dt.date | None,
    chat_at: dt.datetime | None,
    parked_at: dt.datetime | None,
) -> Ending:
    person = introduction.introduced
    chat = Happened(chat_on, chat_at) if chat_on and chat_at else None
    parked = None
    if person.parked_on:
        midnight = dt.datetime.combine(person.parked_on, dt.time(), dt.UTC)  # the zone may change
        parked = Happened(person.parked_on, parked_at or midnight)
    return introduction_ending(introduction.on, chat, person.parked_reason, parked)


def stored_ending(introduction: Introduction) -> Ending:
    return Ending(introduction.outcome, introduction.outcome_on, introduction.outcome_at)


def owed_for(introduction: Introduction, ending: Ending) -> Owed:
    if ending.on is None or ending.at is None:
        raise ValueError("nothing is owed before it ends")
    about = f"{INTRODUCTION}{introduction.introduced.name}"
    return Owed(
        "introduction",
        introduction.pk,
        introduction.introducer_id,
        introduction.owner_id,
        about,
        ending.on,
        ending.at,
    )
