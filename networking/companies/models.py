"""The employers on a seeker's list, and what makes each a good target."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import F, Q

from networking.cohorts.owned import Owned, OwnedQuerySet, Removable, RemovableQuerySet, one_of
from networking.companies.names import company_key
from networking.companies.signals import list_changed
from networking.web.fields import SafeURLField, is_web_address


class Standing(models.TextChoices):
    TARGET = "target", "Target"
    BACKLOG = "backlog", "Backlog"
    ARCHIVED = "archived", "Archived"
    NETWORK = "network", "Network"


class CompanyQuerySet(RemovableQuerySet["Company"]):
    def targets(self) -> CompanyQuerySet:
        return self.filter(standing=Standing.TARGET)

    def backlog(self) -> CompanyQuerySet:
        return self.filter(standing=Standing.BACKLOG)

    def in_list_order(self) -> CompanyQuerySet:
        return self.order_by("position", "pk")


class Company(Owned, Removable):
    """An employer on one seeker's list. `revision` grows with every change here or to its people.

    When it was handed in last, since which day a coach asks for a rethink and when the seeker kept it against
    one is written by `coaching.derived` alone.
    """

    name = models.CharField(max_length=200)
    company_key = models.CharField(max_length=200, editable=False)
    standing = models.CharField(max_length=8, choices=Standing, default=Standing.TARGET)
    target_on = models.DateField(null=True, blank=True, editable=False)
    position = models.FloatField(default=0, editable=False)
    place = models.CharField("where", max_length=200, blank=True)
    website = SafeURLField("website")
    in_interests = models.BooleanField("we share an interest", default=False)
    in_product = models.BooleanField("I use or love the product", default=False)
    in_someone = models.BooleanField("I know someone there", default=False)
    in_local = models.BooleanField("it is hyper-local to me", default=False)
    in_words = models.TextField("in your words", max_length=2000, blank=True)
    notes = models.TextField("notes", max_length=10_000, blank=True)
    nobody_developer = models.BooleanField(default=False)
    nobody_manager = models.BooleanField(default=False)
    nobody_recruiter = models.BooleanField(default=False)
    that_is_all = models.BooleanField(default=False)
    is_sample = models.BooleanField(default=False, editable=False)
    submitted_at = models.DateTimeField(null=True, editable=False)
    rethink_on = models.DateField(null=True, editable=False)
    kept_at = models.DateTimeField(null=True, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[CompanyQuerySet] = CompanyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "companies"
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "company_key"], condition=Q(removed_at=None), name="company_once_per_owner"
            ),
            one_of("standing", Standing, "company_standing_known"),
            models.CheckConstraint(
                condition=Q(standing=Standing.TARGET, target_on__isnull=False)
                | (~Q(standing=Standing.TARGET) & Q(target_on=None)),
                name="company_target_has_day",
            ),
            is_web_address("website", "company_website_is_web"),
            models.CheckConstraint(condition=~Q(name=""), name="company_has_name"),
        ]
        indexes = [models.Index(fields=["owner", "standing", "position"], name="company_list")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.company_key = company_key(self.name)
        super().save(*args, **kwargs)

    def keep(self, *fields: str) -> None:
        """Stores these columns and turns the revision: what was made from the old ones is made anew."""
        turned = [*fields, "revision", *(["company_key"] if "name" in fields else [])]
        self.revision = F("revision") + 1
        with transaction.atomic():
            self.save(update_fields=turned)
            list_changed.send(type(self), owner_id=self.owner_id)
        self.refresh_from_db(fields=["revision"])

    @property
    def has_in(self) -> bool:
        """Whether the seeker wrote why this company and they fit."""
        return bool(
            self.in_interests or self.in_product or self.in_someone or self.in_local or self.in_words.strip()
        )


class Criterion(Owned):
    """One thing that makes a good target; a seeker's own copy. Hidden ones keep their answers."""

    text = models.CharField(max_length=200)
    position = models.FloatField(default=0)
    is_hidden = models.BooleanField(default=False)

    objects: ClassVar[OwnedQuerySet[Criterion]] = OwnedQuerySet["Criterion"].as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "criteria"
        constraints = [
            models.UniqueConstraint(fields=["owner", "text"], name="criterion_once_per_owner"),
            models.CheckConstraint(condition=~Q(text=""), name="criterion_has_text"),
        ]

    def __str__(self) -> str:
        return self.text


class Verdict(models.TextChoices):
    YES = "yes", "Yes"
    NO = "no", "No"
    UNKNOWN = "unknown", "Don't know yet"


class Answer(Owned):
    """What the seeker found out about one criterion at one company."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="answers")
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="answers")
    value = models.CharField(max_length=7, choices=Verdict, default=Verdict.UNKNOWN)
    note = models.TextField(max_length=2000, blank=True)
    source = SafeURLField("source")

    objects: ClassVar[OwnedQuerySet[Answer]] = OwnedQuerySet["Answer"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "criterion"], name="answer_once_per_criterion"),
            one_of("value", Verdict, "answer_value_known"),
            is_web_address("source", "answer_source_is_web"),
        ]

    def __str__(self) -> str:
        return f"{self.criterion_id}: {self.value}"
