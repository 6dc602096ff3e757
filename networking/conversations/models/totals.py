"""One row of numbers per seeker, so that a thousand seekers are read as quickly as one."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from networking.cohorts.owned import OwnedQuerySet


class Totals(models.Model):
    """What a seeker's search amounts to today; sample never counts. Who has no row has nothing yet.

    `by_persona` are the people at target companies: persona → how many stand at each stage. The funnel
    (`reached_out` … `thanked`) counts everybody by how far they came; of those `written_to`, `answered` came
    at least to "replied". `silent_messages` are mine that wait for an answer since anybody last answered.
    `holes` are the targets that lack a persona or are under three people; somebody due for rest still holds
    the seat here until they rest, so that no number changes by itself overnight. Only the writer writes it.
    """

    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="totals"
    )
    targets = models.PositiveIntegerField(default=0)
    targets_with_in = models.PositiveIntegerField(default=0)
    backlog = models.PositiveIntegerField(default=0)
    holes = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)
    by_persona = models.JSONField(default=dict)
    reached_out = models.PositiveIntegerField(default=0)
    replied = models.PositiveIntegerField(default=0)
    chatted = models.PositiveIntegerField(default=0)
    thanked = models.PositiveIntegerField(default=0)
    written_to = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    silent_messages = models.PositiveIntegerField(default=0)
    last_activity_at = models.DateTimeField(null=True)

    objects: ClassVar[OwnedQuerySet[Totals]] = OwnedQuerySet["Totals"].as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "totals"

    def __str__(self) -> str:
        return f"totals of {self.owner_id}"
