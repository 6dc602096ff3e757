"""Whether what is stored is what it should be: derived columns, `Due` rows, owners of children, held chats,
the totals of a seeker.

Each check yields one line for every row that differs; with `fix` it mends what it told of.
"""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db import models, transaction
from django.db.models import F, OuterRef, Q, Subquery

from networking.accounts.models import User
from networking.companies.models import Answer
from networking.contacts.models import Contact, Looked, PastJob, Persona
from networking.contacts.stages import Kind, Stage
from networking.conversations.audit_introductions import check_introductions
from networking.conversations.clocks import State
from networking.conversations.models import (
    Chat,
    ChatStatus,
    Community,
    Draft,
    Due,
    Event,
    ImportantDate,
    Interaction,
    Introduction,
    Learned,
    Merge,
    Met,
    Opportunity,
    Referral,
    Totals,
    TwoPeople,
    Update,
)
from networking.conversations.writer.chats import write_interaction
from networking.conversations.writer.derived import (
    BATCH,
    differing,
    load_dues,
    load_states,
    recompute,
    settle,
)
from networking.conversations.writer.interactions import mark_held
from networking.conversations.writer.locking import hold, lock
from networking.conversations.writer.totals import COUNTED, counted, recount

# A child belongs to the owner of its parent; --fix gives it to that owner.
CHILDREN: tuple[tuple[type[models.Model], str], ...] = (
    (Interaction, "contact"),
    (Chat, "contact"),
    (Due, "contact"),
    (PastJob, "contact"),
    (Looked, "contact"),
    (Draft, "contact"),
    (Merge, "kept"),
    (TwoPeople, "contact"),
    (ImportantDate, "contact"),
    (Met, "contact"),
    (Update, "contact"),
    (Referral, "contact"),
    (Introduction, "introducer"),
    (Opportunity, "company"),
    (Learned, "chat"),
    (Answer, "company"),
)
# Its second parent; nobody can say whose it should have been, so this one is only told.
SECOND_PARENTS: tuple[tuple[type[models.Model], str], ...] = (
    (Answer, "criterion"),
    (Interaction, "chat"),
    (Merge, "gone"),
    (TwoPeople, "other"),
    (TwoPeople, "connection"),
    (Met, "event"),
    (Met, "community"),
    (Referral, "opportunity"),
    (Referral, "ask"),
    (Referral, "answer"),
    (Introduction, "introduced"),
    (Introduction, "interaction"),
    (Update, "opportunity"),
    (Update, "referral"),
    (Update, "introduction"),
)
# A link leads to a row of the same owner; --fix cuts it.
LINKS: tuple[tuple[type[models.Model], str], ...] = (
    (Contact, "company"),
    (Contact, "connection"),
    (Contact, "introducer"),
    (Interaction, "company"),
    (Chat, "company"),
    (PastJob, "company"),
    (Learned, "company"),
    (Opportunity, "referrer"),
    (Event, "company"),
    (Community, "company"),
)


def check(*, fix: bool, now: dt.datetime) -> Iterator[str]:
    """All that differs, owners and chats first, for what is derived is derived from them."""
    for model, field in CHILDREN:
        yield from check_owners(model, field, give if fix else None)
    for model, field in SECOND_PARENTS:
        yield from check_owners(model, field, None)
    for model, field in LINKS:
        yield from check_owners(model, field, cut if fix else None)
    yield from check_chats_without_interaction(fix=fix, now=now)
    yield from check_interactions_without_chat(fix=fix)
    yield from check_introductions(fix=fix)
    yield from check_derived(fix=fix)
    yield from check_totals(fix=fix)


# --- Owners


def check_owners(
    model: type[models.Model], field: str, mend: Callable[[models.QuerySet[models.Model], str], None] | None
) -> Iterator[str]:
    wrong = model._default_manager.exclude(**{field: None}).exclude(owner=F(f"{field}__owner"))
    for pk, owner, parent, other in wrong.values_list(
        "pk", "owner_id", field, f"{field}__owner_id"
    ).iterator():
        yield f"{model._meta.model_name} {pk}: owner is {owner}, its {field} {parent} belongs to {other}"
    if mend:
        mend(wrong, field)


def give(wrong: models.QuerySet[models.Model], field: str) -> None:
    parent: Any = wrong.model._meta.get_field(field).related_model
    owner = parent._default_manager.filter(pk=OuterRef(f"{field}_id")).values("owner")[:1]
    _all(wrong).update(owner=Subquery(owner))


def cut(wrong: models.QuerySet[models.Model], field: str) -> None:
    _all(wrong).update(**{field: None})


def _all(wrong: models.QuerySet[models.Model]) -> models.QuerySet[models.Model]:
    """The same rows, as an UPDATE can name them: without the join."""
    return wrong.model._default_manager.filter(pk__in=wrong.values("pk"))


# --- A held chat has exactly one interaction of kind chat


def check_chats_without_interaction(*, fix: bool, now: dt.datetime) -> Iterator[str]:
    """The history leads: with a removed interaction the chat is removed, without any one is written."""
    held = Chat.objects.filter(status=ChatStatus.HELD, removed_at=None)
    alone = held.filter(Q(interaction=None) | Q(interaction__removed_at__isnull=False))
    for pk in list(alone.values_list("pk", flat=True)):
        yield f"chat {pk}: held, without an interaction"
        if fix:
            with transaction.atomic():
                _pair(Chat.objects.select_related("contact").get(pk=pk), now)


def _pair(chat: Chat, now: dt.datetime) -> None:
    interaction = Interaction.objects.filter(chat=chat).first()
    if interaction:
        chat.removed_at = interaction.removed_at
        chat.save(update_fields=["removed_at"])
    elif chat.settled_on:
        contact = hold(chat.contact)
        write_interaction(contact, chat, chat.settled_on, now)
        settle(contact)


def check_interactions_without_chat(*, fix: bool) -> Iterator[str]:
    logged = Interaction.objects.filter(kind=Kind.CHAT, removed_at=None)
    right = Q(
        chat__status=ChatStatus.HELD,
        chat__removed_at=None,
        chat__contact=F("contact"),
        chat__settled_on=F("on"),
    )
    for pk in list(logged.exclude(right).values_list("pk", flat=True)):
        yield f"interaction {pk}: of kind chat, without its held chat"
        if fix:
            interaction = Interaction.objects.select_related("chat").get(pk=pk)
            if interaction.chat:
                Chat.objects.filter(pk=interaction.chat.pk).update(contact=interaction.contact_id)
                mark_held(interaction.chat, interaction)


# --- What is derived


def check_derived(*, fix: bool) -> Iterator[str]:
    """Five hundred contacts at a time, held while they are compared."""
    last = 0
    while pks := list(
        Contact.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]
    ):
        with transaction.atomic():
            lock(pks)
            lines = list(_differences(pks))
            if lines and fix:
                recompute(pks)
        yield from lines
        last = pks[-1]


def _differences(pks: Sequence[int]) -> Iterator[str]:
    contacts = list(Contact.objects.select_related("company", "owner").filter(pk__in=pks).order_by("pk"))
    states = load_states(contacts)
    for contact in contacts:
        for name, (stored, right) in differing(contact, states[contact.pk]).items():
            yield f"contact {contact.pk}: {name} is {stored}, should be {right}"
    yield from _differing_dues(pks, states)


def _differing_dues(pks: Sequence[int], states: dict[int, State]) -> Iterator[str]:
    stored = {(row.contact_id, row.rule): _said_due(row.due_on, row.about) for row in load_dues(pks)}
    should = {
        (pk, rule): _said_due(on, found.abouts.get(rule, ""))
        for pk, found in states.items()
        for rule, on in found.dues.items()
    }
    for pk, rule in sorted(stored.keys() | should.keys()):
        if stored.get((pk, rule)) != should.get((pk, rule)):
            yield (
                f"due of contact {pk}: rule {rule} is {stored.get((pk, rule))}, "
                f"should be {should.get((pk, rule))}"
            )


def _said_due(on: dt.date, about: str) -> str:
    """The day; and in a log that others may read, only that it is about something, and whether the same."""
    return f"{on} ({about.partition(':')[0]} {zlib.crc32(about.encode()):08x})" if about else f"{on}"


# --- The totals of a seeker


def check_totals(*, fix: bool) -> Iterator[str]:
    """One seeker at a time; who has no row should have nothing to count."""
    for pk in list(User.objects.order_by("pk").values_list("pk", flat=True)):
        with transaction.atomic():
            stored = Totals.objects.filter(owner=pk).first() or _nothing(pk)
            right = counted(pk)
            lines = [
                f"totals of {pk}: {name} is {getattr(stored, name)}, should be {getattr(right, name)}"
                for name in COUNTED
                if getattr(stored, name) != getattr(right, name)
            ]
            if lines and fix:
                recount(pk)
        yield from lines


def _nothing(owner_id: int) -> Totals:
    nothing = {persona.value: [0] * len(Stage) for persona in Persona}
    return Totals(owner_id=owner_id, by_persona=nothing)
