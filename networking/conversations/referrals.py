"""Asking somebody to pass my name on: getting ready, asking, what they said, and taking each of it back."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping

from networking.accounts.models import User
from networking.contacts.models import Contact
from networking.contacts.stages import Kind
from networking.conversations import updates, writer
from networking.conversations.models import (
    Interaction,
    Opportunity,
    Outcome,
    Referral,
    Sort,
)
from networking.conversations.models.opportunities import ReferralQuerySet
from networking.conversations.writer.locking import act, hold

READY = ("has_researched", "has_story", "has_materials")
PACKET = ("context", "why_me", "talking_points", "resume_url")
SAYS = {Outcome.YES: Kind.REFERRAL, Outcome.NO: Kind.REPLY}  # what an answer is in the conversation


def of(user: User) -> ReferralQuerySet:
    """Mine, of people, roles and companies that are still there."""
    return Referral.objects.owned_by(user).filter(opportunity__company__removed_at=None)


def is_asked(referral: Referral) -> bool:
    """Whether the question still stands in the conversation."""
    return referral.ask is not None and not referral.ask.is_removed


@act
def begin(contact: Contact, opportunity: Opportunity, *, now: dt.datetime) -> Referral:
    """Once for each person and role. The packet begins with what is known of me and of this role."""
    hold(contact)
    mine = Referral.objects.filter(owner=contact.owner_id, opportunity=opportunity, removed_at=None)
    if first := mine.filter(contact=contact).first():
        return first
    earlier = mine.order_by("-pk").first()
    return Referral.objects.create(
        owner_id=contact.owner_id,
        contact=contact,
        opportunity=opportunity,
        key=uuid.uuid4(),
        created_at=now,
        **begun_with(contact.owner, earlier),
    )


def begun_with(user: User, earlier: Referral | None) -> dict[str, object]:
    """What I wrote for this role before, else what I say of myself everywhere."""
    if earlier is None:
        return {"why_me": user.story, "resume_url": user.resume_url, "has_story": bool(user.story)}
    return {name: getattr(earlier, name) for name in (*READY, "why_me", "talking_points", "resume_url")}


@act
def edit(referral: Referral, packet: Mapping[str, str]) -> Referral:
    held(referral)
    for name in PACKET:
        setattr(referral, name, packet.get(name, getattr(referral, name)))
    referral.save(update_fields=PACKET)
    return referral


@act
def say_ready(referral: Referral, what: str, *, is_ready: bool) -> Referral:
    """Ticks one line of what to have ready, or takes the tick away."""
    held(referral)
    setattr(referral, what, is_ready)
    referral.save(update_fields=[what])
    return referral


@act
def ask(
    referral: Referral, *, channel: str, on: dt.date, key: uuid.UUID, now: dt.datetime, note: str = ""
) -> Referral:
    """I asked: the question stands in the conversation and waits for an answer."""
    held(referral)
    if is_asked(referral) or referral.is_removed:
        return referral
    kind = Kind.REFERRAL_ASK
    asked = writer.log(referral.contact, kind, on=on, now=now, note=note, channel=channel, key=key)
    return was_asked(referral, writer.restore(asked, now=now))  # pressed again after the undo


@act
def was_asked(referral: Referral, asked: Interaction) -> Referral:
    """The message that asked was written down already."""
    held(referral)
    if is_asked(referral) or Referral.objects.filter(ask=asked).exists():
        return referral
    referral.ask = asked
    referral.save(update_fields=["ask"])
    return referral


@act
def unask(referral: Referral, *, now: dt.datetime) -> Referral:
    """The undo of asking. With an answer there the question stays: it was asked."""
    held(referral)
    if referral.ask and referral.outcome == Outcome.OPEN:
        writer.remove(referral.ask, now=now)
    return referral


@act
def end(
    referral: Referral, outcome: str, *, on: dt.date, key: uuid.UUID, now: dt.datetime, note: str = ""
) -> Referral:
    """What they said, or that no answer came. Whoever introduced them is owed a word."""
    held(referral)
    if referral.outcome == outcome or referral.is_removed:
        return referral
    take_back_answer(referral, now)
    kind = SAYS.get(Outcome(outcome))
    if kind:
        referral.answer = log_answer(referral, kind, on, key, now, note)
    referral.outcome, referral.outcome_on, referral.outcome_at = Outcome(outcome), on, now
    referral.save(update_fields=["outcome", "outcome_on", "outcome_at", "answer"])
    name_referrer(referral, is_referrer=outcome == Outcome.YES)
    updates.owe(referral=referral, on=on, at=now)
    return referral


def log_answer(
    referral: Referral, kind: str, on: dt.date, key: uuid.UUID, now: dt.datetime, note: str
) -> Interaction:
    """As it stands in the conversation; a no to this one question parks nobody."""
    answer = writer.log(referral.contact, kind, on=on, now=now, note=note, key=key)
    answer = writer.restore(answer, now=now)  # the same press again, after it was taken back
    answer.sort = Sort.REFERRAL if kind == Kind.REPLY else ""
    answer.save(update_fields=["sort"])
    return answer


@act
def reopen(referral: Referral, *, now: dt.datetime) -> Referral:
    """The undo of an end: nothing was said, nobody is owed a word for it."""
    held(referral)
    if referral.outcome != Outcome.OPEN and not referral.is_removed:
        take_back_answer(referral, now)
        referral.outcome, referral.outcome_on, referral.outcome_at = Outcome.OPEN, None, None
        referral.save(update_fields=["outcome", "outcome_on", "outcome_at", "answer"])
        name_referrer(referral, is_referrer=False)
        updates.forgive(referral=referral)
    return referral


@act
def remove(referral: Referral, *, now: dt.datetime) -> Referral:
    """What was said stays in the conversation; the list, the packet and words owed for it go."""
    held(referral)
    if not referral.is_removed:
        referral.removed_at = now
        referral.save(update_fields=["removed_at"])
        updates.forgive(referral=referral)
    return referral


@act
def restore(referral: Referral) -> Referral:
    """Brings it back, unless another was begun for the same person and role: then that one is it."""
    held(referral)
    there = Referral.objects.filter(
        contact=referral.contact_id, opportunity=referral.opportunity_id, removed_at=None
    )
    if other := there.first():
        return other
    referral.removed_at = None
    referral.save(update_fields=["removed_at"])
    if referral.outcome_on and referral.outcome_at:
        updates.owe(referral=referral, on=referral.outcome_on, at=referral.outcome_at)
    return referral


def name_referrer(referral: Referral, *, is_referrer: bool) -> None:
    """The role says who referred me, unless it was somebody else; and no longer, if it is taken back."""
    was, now = (None, referral.contact) if is_referrer else (referral.contact, None)
    same = Opportunity.objects.filter(pk=referral.opportunity_id, referrer=was)
    if same.update(referrer=now):
        referral.opportunity.referrer = now


def held(referral: Referral) -> None:
    """Locks the person, then reads the referral anew: nobody else can change it now."""
    hold(referral.contact)
    everything = Referral.objects.select_related("contact__owner", "opportunity__company", "ask", "answer")
    referral.refresh_from_db(from_queryset=everything)


def take_back_answer(referral: Referral, now: dt.datetime) -> None:
    if referral.answer:
        writer.remove(referral.answer, now=now)
        referral.answer = None
