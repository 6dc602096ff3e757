"""What to ask in a chat, and what was learned in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from networking.cohorts.owned import Owned, OwnedQuerySet, Removable, RemovableQuerySet, one_of
from networking.companies.models import Company
from networking.contacts.models import Persona
from networking.conversations.models.history import Chat

if TYPE_CHECKING:
    from networking.accounts.models import User


class Topic(models.TextChoices):
    PATH = "path", "Their own path"
    ROLE = "role", "What the role needs"
    CULTURE = "culture", "Team and culture"
    APPLY = "apply", "How to apply"
    OPEN_ROLES = "open_roles", "Open roles"
    PEOPLE = "people", "Who else to talk to"
    REFER = "refer", "Offer to refer"


class Question(Owned, Removable):
    """A question of my own for the bank. Empty persona: for everybody."""

    text = models.CharField("question", max_length=300)
    topic = models.CharField(max_length=10, choices=Topic)
    persona = models.CharField("for", max_length=9, choices=Persona, blank=True)

    objects: ClassVar[RemovableQuerySet[Question]] = RemovableQuerySet["Question"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "text"], condition=Q(removed_at=None), name="question_once_per_text"
            ),
            one_of("topic", Topic, "question_topic_known"),
            models.CheckConstraint(
                condition=Q(persona="") | Q(persona__in=Persona.values), name="question_persona_known"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="question_has_text"),
        ]

    def __str__(self) -> str:
        return self.text


class LearnedQuerySet(OwnedQuerySet["Learned"]):
    def owned_by(self, user: User) -> LearnedQuerySet:
        return self.filter(owner=user, chat__removed_at=None, chat__contact__removed_at=None)


class Learned(Owned):
    """What one chat taught about one topic, at the company where that person worked then."""

    chat = models.ForeignKey(Chat, on_delete=models.CASCADE, related_name="learned")
    company = models.ForeignKey(Company, null=True, on_delete=models.SET_NULL, related_name="+")
    topic = models.CharField(max_length=10, choices=Topic)
    text = models.TextField(max_length=5000)

    objects: ClassVar[LearnedQuerySet] = LearnedQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "learned"
        constraints = [
            models.UniqueConstraint(fields=["chat", "topic"], name="learned_once_per_topic"),
            one_of("topic", Topic, "learned_topic_known"),
            models.CheckConstraint(condition=~Q(text=""), name="learned_has_text"),
        ]
        indexes = [models.Index(fields=["owner", "company"], name="learned_brief")]

    def __str__(self) -> str:
        return f"{self.get_topic_display()}: {self.text[:40]}"
