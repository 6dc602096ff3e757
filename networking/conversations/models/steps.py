"""What is due, and what was put off."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, ClassVar

from django.db import models

from networking.cohorts.owned import Owned, OwnedQuerySet
from networking.contacts.models import Contact

if TYPE_CHECKING:
    from networking.accounts.models import User


class DueQuerySet(OwnedQuerySet["Due"]):
    def owned_by(self, user: User) -> DueQuerySet:
        return self.filter(owner=user, contact__removed_at=None)

    def due(self, today: dt.date) -> DueQuerySet:
        return self.filter(due_on__lte=today)


class Due(Owned):
    """One stored step of one contact: rules 3, 4, 6, 12 and 13. Written by `writer` alone.

    `about` says what it is about where the rule alone does not: "met:PyLadies", "date:Birthday",
    "update:Backend Engineer at Northwind".
    """

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="dues")
    rule = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    about = models.CharField(max_length=220, blank=True, db_default="")

    objects: ClassVar[DueQuerySet] = DueQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contact", "rule"], name="due_once_per_rule")]
        indexes = [models.Index(fields=["owner", "due_on"], name="due_list")]

    def __str__(self) -> str:
        return f"rule {self.rule} on {self.due_on}"


class Hidden(Owned):
    """A step put off ("later", `revision` empty) or turned down ("not this one", until its subject changes).

    `subject` is "contact:7", "company:7", "chat:7" or "list". `until` is the day it comes back.
    """

    rule = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=40)
    until = models.DateField()
    reason = models.CharField(max_length=200, blank=True)
    revision = models.BigIntegerField(null=True)

    objects: ClassVar[OwnedQuerySet[Hidden]] = OwnedQuerySet["Hidden"].as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "hidden"
        constraints = [
            models.UniqueConstraint(fields=["owner", "rule", "subject"], name="hidden_once_per_step")
        ]

    def __str__(self) -> str:
        return f"rule {self.rule} of {self.subject} until {self.until}"


class Tick(Owned):
    """Something of the first week that is done; `pipeline.first_week` knows the items."""

    item = models.CharField(max_length=40)
    on = models.DateField()

    objects: ClassVar[OwnedQuerySet[Tick]] = OwnedQuerySet["Tick"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "item"], name="tick_once_per_item")]

    def __str__(self) -> str:
        return self.item
