"""Accepting, turning down and opening proposals again: one at a time or all, each press once."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from networking.accounts.models import User
from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.conversations.models import Interaction
from networking.conversations.writer.locking import lock
from networking.exchange import undo
from networking.exchange.models import Upload
from networking.exchange.proposal import Proposal, ProposalQuerySet, ProposalState

BATCH = 500
MY_KINDS = (
    Kind.OUTREACH,
    Kind.FOLLOW_UP,
    Kind.MESSAGE,
    Kind.REFERRAL_ASK,
    Kind.THANK_YOU,
    Kind.CHECK_IN,
    Kind.HELP_GIVEN,
)
THEIR_KINDS = (Kind.REPLY, Kind.DECLINED, Kind.REFERRAL, Kind.INTRODUCTION, Kind.HELP_RECEIVED)


class Edit(NamedTuple):
    """What the person made of a proposal before they said yes."""

    kind: str
    on: dt.date


class Decided(NamedTuple):
    """What one press decided; `decision` opens it again."""

    decision: uuid.UUID
    number: int


def kinds_of(proposal: Proposal) -> tuple[Kind, ...]:
    """What it may be logged as: whose it was stays as it was."""
    return MY_KINDS if proposal.mine else THEIR_KINDS


@transaction.atomic
def accept(
    owner: User, proposals: ProposalQuerySet, *, now: dt.datetime, edits: Mapping[int, Edit] | None = None
) -> Decided:
    """Logs those that are still open, in their order; a stage is never lowered by what was said before."""
    held, today = _held(owner, proposals), owner.local_date(now)
    changed = [one for one in held if _edit(one, (edits or {}).get(one.pk))]
    waiting = [one for one in held if one.on <= today]  # it may still be yesterday here
    waiting.sort(key=lambda one: (one.contact_id, one.on, one.since, one.pk))
    rows = [writer.ToLog(one.contact_id, one.kind, one.on, one.excerpt, one.channel) for one in waiting]
    interactions = writer.log_many(owner, rows, now=now)
    for proposal, interaction in zip(waiting, interactions, strict=True):
        proposal.interaction = interaction
    decided = _decide(owner, waiting, ProposalState.ACCEPTED, now)
    Proposal.objects.bulk_update(waiting, ["interaction"], batch_size=BATCH)
    Proposal.objects.bulk_update(changed, ["kind", "on"], batch_size=BATCH)
    _remember(waiting)
    return decided


def _edit(proposal: Proposal, edit: Edit | None) -> bool:
    """Takes over what was changed; says whether anything was."""
    if edit is None or edit == (proposal.kind, proposal.on):
        return False
    if edit.kind not in kinds_of(proposal):
        raise ValidationError({"kind": "This was the other one of you."})
    proposal.kind, proposal.on = edit
    return True


def _remember(accepted: Iterable[Proposal]) -> None:
    """What came in by an import goes with it, when that is undone."""
    by_upload: dict[int, list[Interaction]] = defaultdict(list)
    for one in accepted:
        if one.upload_id and one.interaction:
            by_upload[one.upload_id].append(one.interaction)
    for upload in Upload.objects.filter(pk__in=by_upload):
        undo.added(upload, by_upload[upload.pk])


@transaction.atomic
def reject(owner: User, proposals: ProposalQuerySet, *, now: dt.datetime) -> Decided:
    """Turns down those that are still open; they do not come again."""
    return _decide(owner, _held(owner, proposals), ProposalState.REJECTED, now)


@transaction.atomic
def reopen(owner: User, decision: uuid.UUID, *, now: dt.datetime) -> int:
    """The undo of one press: what it logged is taken back, and all of it waits again."""
    decided = Proposal.objects.owned_by(owner).filter(decision=decision)
    lock(set(decided.values_list("contact_id", flat=True)))
    again = list(decided.select_related("interaction"))
    writer.remove_many(owner, [one.interaction for one in again if one.interaction], now=now)
    keys = [one.pk for one in again]
    return _in_batches(keys, state=ProposalState.OPEN, interaction=None, decision=None, decided_at=None)


def _held(owner: User, proposals: ProposalQuerySet) -> list[Proposal]:
    """Those still open, with their people held: a second press finds nothing left."""
    lock(set(proposals.open().values_list("contact_id", flat=True)))
    return list(proposals.open().filter(owner=owner))


def _decide(owner: User, proposals: list[Proposal], state: ProposalState, now: dt.datetime) -> Decided:
    decision = uuid.uuid4()
    keys = [one.pk for one in proposals]
    return Decided(decision, _in_batches(keys, state=state, decision=decision, decided_at=now))


def _in_batches(keys: list[int], **columns: object) -> int:
    some = (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))
    return sum(Proposal.objects.filter(pk__in=batch).update(**columns) for batch in some)


def forget(upload: Upload) -> None:
    """The undo of an import takes along what it proposes still, and what was logged by it and is no more."""
    mine = Proposal.objects.filter(owner=upload.owner, upload=upload)
    mine.open().delete()
    gone = Q(interaction=None) | Q(interaction__removed_at__isnull=False)
    mine.filter(gone, state=ProposalState.ACCEPTED).delete()
