"""An interaction that an archive proposes, waiting for a yes; decided once, it never comes again."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from networking.cohorts.owned import Owned, OwnedQuerySet, one_of
from networking.contacts.models import Contact
from networking.contacts.stages import Kind
from networking.conversations.models import Channel, Interaction

if TYPE_CHECKING:
    from networking.accounts.models import User


class ProposalState(models.TextChoices):
    OPEN = "open", "Waiting for you"
    ACCEPTED = "accepted", "Logged"
    REJECTED = "rejected", "Left out"


class ProposalQuerySet(OwnedQuerySet["Proposal"]):
    def owned_by(self, user: User) -> ProposalQuerySet:
        """Those about people who are there: with a removed contact they are out of sight."""
        return self.filter(owner=user, contact__removed_at=None)

    def open(self) -> ProposalQuerySet:
        return self.filter(state=ProposalState.OPEN)


class Proposal(Owned):
    """What one of us wrote on one day. `since` and `until` are the first and last message behind it, `key` is
    the first one's identity. `decision` is shared by all that one press decided: its undo opens them again.
    """

    upload = models.ForeignKey(
        "exchange.Upload", null=True, on_delete=models.SET_NULL, related_name="proposals", editable=False
    )
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="proposals")
    kind = models.CharField(max_length=13, choices=Kind)
    on = models.DateField("day")
    mine = models.BooleanField(editable=False)
    channel = models.CharField(max_length=13, choices=Channel, editable=False)
    excerpt = models.CharField(max_length=300, blank=True, editable=False)
    since = models.DateTimeField(editable=False)
    until = models.DateTimeField(editable=False)
    key = models.CharField(max_length=64, editable=False)
    state = models.CharField(max_length=8, choices=ProposalState, default=ProposalState.OPEN, editable=False)
    interaction = models.ForeignKey(
        Interaction, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    decision = models.UUIDField(null=True, editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[ProposalQuerySet] = ProposalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "key"], name="proposal_once_per_key"),
            one_of("kind", Kind, "proposal_kind_known"),
            one_of("channel", Channel, "proposal_channel_known"),
            one_of("state", ProposalState, "proposal_state_known"),
            models.CheckConstraint(
                condition=Q(state=ProposalState.OPEN, decision=None, decided_at=None, interaction=None)
                | (~Q(state=ProposalState.OPEN) & Q(decision__isnull=False, decided_at__isnull=False)),
                name="proposal_decided_or_open",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "on"], condition=Q(state=ProposalState.OPEN), name="proposal_open"),
            models.Index(fields=["decision"], condition=Q(decision__isnull=False), name="proposal_decision"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.on}"
