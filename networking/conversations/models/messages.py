"""Messages before they are sent: what each is for, the words one begins with, and the one being written."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from networking.cohorts.owned import Owned, OwnedQuerySet, Removable, RemovableQuerySet, one_of
from networking.contacts.models import Contact, Persona
from networking.conversations.models.history import Channel

if TYPE_CHECKING:
    from networking.accounts.models import User


class Purpose(models.TextChoices):
    """What a message is for; `conversations.purposes` says what sending it logs."""

    OUTREACH = "outreach", "First message"
    INTRODUCTION = "introduction", "Asking for an introduction"
    FOLLOW_UP = "follow_up", "First follow-up"
    LAST_FOLLOW_UP = "last_follow_up", "Second follow-up"
    OFFER_TIMES = "offer_times", "Offering times to talk"
    RESCHEDULE = "reschedule", "Finding a new time"
    THANK_YOU = "thank_you", "Thank-you"
    DECLINE_THANKS = "decline_thanks", "Thanks for a no"
    CHECK_IN = "check_in", "Keeping in touch"
    MET = "met", "After meeting somebody"
    REFERRAL = "referral", "Asking for a referral"
    UPDATE = "update", "Telling how it ended"


def of_known_channel(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(channel="") | Q(channel__in=Channel.values), name=name)


class Template(Owned, Removable):
    """A seeker's own words to begin with. Empty persona or channel: for everybody, by every channel.

    `copied_from` names the starter template it began as: it is then offered in that one's place.
    """

    name = models.CharField(max_length=100)
    purpose = models.CharField("for", max_length=14, choices=Purpose)
    persona = models.CharField(max_length=9, choices=Persona, blank=True)
    channel = models.CharField(max_length=13, choices=Channel, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField("text", max_length=10_000)
    copied_from = models.CharField(max_length=60, blank=True, editable=False)
    changed_at = models.DateTimeField(editable=False)

    objects: ClassVar[RemovableQuerySet[Template]] = RemovableQuerySet["Template"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "name"], condition=Q(removed_at=None), name="template_once_per_name"
            ),
            one_of("purpose", Purpose, "template_purpose_known"),
            models.CheckConstraint(
                condition=Q(persona="") | Q(persona__in=Persona.values), name="template_persona_known"
            ),
            of_known_channel("template_channel_known"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(body=""), name="template_has_words"),
        ]

    def __str__(self) -> str:
        return self.name


class DraftQuerySet(OwnedQuerySet["Draft"]):
    def owned_by(self, user: User) -> DraftQuerySet:
        return self.filter(owner=user, contact__removed_at=None)


class Draft(Owned):
    """The one message to (or, for an introduction, about) a contact that is being written.

    `version` grows with every change: a second tab that saves an older one is shown both (compare-and-swap).
    `earlier_*` is what a template replaced last, so that choosing one can be undone.
    """

    contact = models.OneToOneField(Contact, on_delete=models.CASCADE, related_name="draft")
    purpose = models.CharField(max_length=14, choices=Purpose)
    channel = models.CharField(max_length=13, choices=Channel, blank=True)
    template_key = models.CharField(max_length=60, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(max_length=10_000, blank=True)
    earlier_subject = models.CharField(max_length=200, blank=True)
    earlier_text = models.TextField(max_length=10_000, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    objects: ClassVar[DraftQuerySet] = DraftQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            one_of("purpose", Purpose, "draft_purpose_known"),
            of_known_channel("draft_channel_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} (draft)"
