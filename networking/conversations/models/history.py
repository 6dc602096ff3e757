"""What was said, and the chats that are planned and were held."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q

from networking.cohorts.owned import (
    Owned,
    Removable,
    RemovableQuerySet,
    Row,
    both_or_neither,
    one_of,
)
from networking.companies.models import Company
from networking.contacts.models import Contact
from networking.contacts.stages import Kind, Parked

if TYPE_CHECKING:
    from networking.accounts.models import User


class Channel(models.TextChoices):
    EMAIL = "email", "E-mail"
    LINKEDIN_NOTE = "linkedin_note", "LinkedIn note"
    LINKEDIN = "linkedin", "LinkedIn message"
    ALUMNI = "alumni", "Alumni channel"
    INTRODUCTION = "introduction", "Introduction"
    PHONE = "phone", "Phone"
    IN_PERSON = "in_person", "In person"
    OTHER = "other", "Another way"


class Medium(models.TextChoices):
    VIDEO = "video", "Video"
    PHONE = "phone", "Phone"
    IN_PERSON = "in_person", "In person"
    WRITING = "writing", "In writing"


class ChatStatus(models.TextChoices):
    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    MISSED = "missed", "They did not come"
    CANCELLED = "cancelled", "Cancelled"


class Sort(models.TextChoices):
    """Which small sign of life, or which help, an interaction was; empty for all other kinds."""

    CONGRATULATED = "congratulated", "Congratulated"
    ARTICLE = "article", "Shared an article"
    JOB = "job", "Shared a job"
    COMMENTED = "commented", "Commented"
    REFERRAL = "referral", "A referral"
    INTRODUCTION = "introduction", "An introduction"
    KNOWLEDGE = "knowledge", "Knowledge or feedback"
    MENTORING = "mentoring", "Mentoring"
    OTHER = "other", "Something else"


class ConversationQuerySet(RemovableQuerySet[Row]):
    """Rows of a contact: with a removed contact they are out of sight too."""

    def owned_by(self, user: User) -> Self:
        return super().owned_by(user).filter(contact__removed_at=None)


class Chat(Owned, Removable):
    """An informational interview. `planned_at` is when it was planned or last moved; `settled_*` when it was
    held, missed or cancelled; a held one has exactly one interaction of kind chat, and keeps that date.
    `key` and `sequence` are the calendar's: one event, and how often it was changed (RFC 5545, 3.8.7.4)."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="chats")
    company = models.ForeignKey(Company, null=True, on_delete=models.SET_NULL, related_name="+")
    status = models.CharField(max_length=9, choices=ChatStatus, default=ChatStatus.PLANNED)
    starts_at = models.DateTimeField("when", null=True)
    minutes = models.PositiveSmallIntegerField("how long, in minutes", default=30)
    medium = models.CharField(max_length=9, choices=Medium, default=Medium.VIDEO)
    place = models.CharField("link or place", max_length=500, blank=True)
    time_zone = models.CharField(max_length=64, blank=True, help_text="Where it was agreed; empty is mine.")
    questions = models.TextField("my questions", max_length=10_000, blank=True)
    planned_at = models.DateTimeField(null=True, editable=False)
    settled_on = models.DateField(null=True, editable=False)
    settled_at = models.DateTimeField(null=True, editable=False)
    no_answer_needed = models.BooleanField(default=False, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    key = models.UUIDField(editable=False)
    is_sample = models.BooleanField(default=False, editable=False)

    objects: ClassVar[ConversationQuerySet[Chat]] = ConversationQuerySet["Chat"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "key"], name="chat_once_per_key"),
            one_of("status", ChatStatus, "chat_status_known"),
            one_of("medium", Medium, "chat_medium_known"),
            models.CheckConstraint(
                condition=~Q(status=ChatStatus.PLANNED)
                | Q(starts_at__isnull=False, planned_at__isnull=False),
                name="chat_planned_has_start",
            ),
            models.CheckConstraint(
                condition=Q(status=ChatStatus.PLANNED, settled_on=None)
                | (~Q(status=ChatStatus.PLANNED) & Q(settled_on__isnull=False)),
                name="chat_settled_has_day",
            ),
            both_or_neither("settled_on", "settled_at", "chat_settled_day_and_moment"),
        ]
        indexes = [models.Index(fields=["owner", "status", "starts_at"], name="chat_agenda")]

    def __str__(self) -> str:
        return f"{self.get_status_display()} chat"

    @property
    def ends_at(self) -> dt.datetime | None:
        return self.starts_at and self.starts_at + dt.timedelta(minutes=self.minutes)


class Interaction(Owned, Removable):
    """One dated exchange. Within a day the order of logging (the key) counts.

    `mark_before` and `mark_after` are the contact's `parking_mark` around this interaction: they differ
    when it parked or reopened, and `parked_*_before` is what removing it restores. `subject`, `text` and
    `template_*` are what was sent with the composer: words of their own, whatever becomes of the template.
    """

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="interactions")
    company = models.ForeignKey(Company, null=True, on_delete=models.SET_NULL, related_name="+")
    chat = models.OneToOneField(
        Chat, null=True, blank=True, on_delete=models.CASCADE, related_name="interaction"
    )
    kind = models.CharField(max_length=13, choices=Kind)
    on = models.DateField("day")
    channel = models.CharField(max_length=13, choices=Channel, blank=True)
    sort = models.CharField(max_length=13, choices=Sort, blank=True, db_default="")
    note = models.TextField(max_length=10_000, blank=True)
    subject = models.CharField(max_length=200, blank=True, editable=False)
    text = models.TextField(max_length=10_000, blank=True, editable=False)
    template_key = models.CharField(max_length=60, blank=True, editable=False)
    template_name = models.CharField(max_length=100, blank=True, editable=False)
    no_answer_needed = models.BooleanField(default=False, editable=False)
    logged_at = models.DateTimeField(editable=False)
    key = models.UUIDField(editable=False)
    mark_before = models.UUIDField(null=True, editable=False)
    mark_after = models.UUIDField(null=True, editable=False)
    parked_reason_before = models.CharField(max_length=9, choices=Parked, blank=True, editable=False)
    parked_on_before = models.DateField(null=True, editable=False)
    is_sample = models.BooleanField(default=False, editable=False)

    objects: ClassVar[ConversationQuerySet[Interaction]] = ConversationQuerySet["Interaction"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "key"], name="interaction_once_per_key"),
            one_of("kind", Kind, "interaction_kind_known"),
            models.CheckConstraint(
                condition=Q(channel="") | Q(channel__in=Channel.values), name="interaction_channel_known"
            ),
            models.CheckConstraint(
                condition=Q(sort="") | Q(sort__in=Sort.values), name="interaction_sort_known"
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.CHAT, chat__isnull=False) | (~Q(kind=Kind.CHAT) & Q(chat=None)),
                name="interaction_chat_is_chat",
            ),
            both_or_neither(
                "parked_reason_before", "parked_on_before", "interaction_parked_day", parked_reason_before=""
            ),
        ]
        indexes = [
            models.Index(fields=["contact", "on", "id"], name="interaction_history"),
            models.Index(fields=["owner", "company", "on"], name="interaction_company"),
            models.Index(
                fields=["owner", "on", "id"],
                condition=Q(removed_at=None, is_sample=False),
                name="interaction_newest",
            ),
            models.Index(
                fields=["owner", "logged_at"],
                condition=Q(removed_at=None, is_sample=False),
                name="interaction_last_logged",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.on}"
