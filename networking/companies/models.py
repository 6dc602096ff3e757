"""The employers on a seeker's list, what makes each a good target, and what a school knows about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q

from networking.cohorts import access
from networking.cohorts.models import Organization
from networking.cohorts.owned import Owned, OwnedQuerySet, Removable, RemovableQuerySet, one_of
from networking.companies.names import company_key
from networking.companies.signals import list_changed
from networking.web.fields import SafeURLField, is_web_address

if TYPE_CHECKING:
    from networking.accounts.models import User


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


class FactQuerySet(models.QuerySet["Fact"]):
    def kept_by(self, user: User) -> FactQuerySet:
        """Those that this person reads and writes, as a coach or an admin of the school."""
        return self.filter(organization__in=access.facts_kept_by(user), removed_at=None)

    def removed_by(self, user: User) -> FactQuerySet:
        """Those that may still be brought back."""
        return self.filter(organization__in=access.facts_kept_by(user), removed_at__isnull=False)

    def told_to(self, seeker: User) -> FactQuerySet:
        """Those that a seeker reads: their own school's."""
        return self.filter(organization__in=access.facts_told_to(seeker), removed_at=None)


class Fact(Removable):
    """What a school knows about a company: kept once, by its coaches and admins, for all of its seekers."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    name = models.CharField("company", max_length=200)
    company_key = models.CharField(max_length=200, editable=False)
    hired_alumni = models.BooleanField("has hired our alumni", default=False)
    ask_coach = models.BooleanField("ask a coach before writing", default=False)
    sponsors = models.BooleanField("sponsors a meetup", default=False)
    words = models.TextField(max_length=2000, blank=True)
    source = SafeURLField("source")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, editable=False, related_name="+"
    )
    changed_at = models.DateTimeField(editable=False)

    objects: ClassVar[FactQuerySet] = FactQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "company_key"],
                condition=Q(removed_at=None),
                name="fact_once_per_school",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="fact_has_name"),
            models.CheckConstraint(
                condition=Q(hired_alumni=True) | Q(ask_coach=True) | Q(sponsors=True) | ~Q(words=""),
                name="fact_says_something",
                violation_error_message="Tick at least one of the three, or write a few words.",
            ),
            is_web_address("source", "fact_source_is_web"),
        ]
        indexes = [models.Index(fields=["organization", "name"], name="fact_list")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.company_key = company_key(self.name)
        super().save(*args, **kwargs)


class AlumQuerySet(models.QuerySet["Alum"]):
    def kept_by(self, user: User) -> AlumQuerySet:
        return self.filter(fact__in=Fact.objects.kept_by(user))


class Alum(models.Model):
    """Somebody of the school who works there and agreed, on that day, that its seekers may know.

    Nothing of them stays once they are removed: the row goes at once, and no undo knows it.
    """

    fact = models.ForeignKey(Fact, on_delete=models.CASCADE, related_name="alumni")
    name = models.CharField(max_length=200)
    role = models.CharField("what they do there", max_length=200, blank=True)
    agreed_on = models.DateField("agreed on")

    objects: ClassVar[AlumQuerySet] = AlumQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "alumni"
        constraints = [
            models.UniqueConstraint(fields=["fact", "name"], name="alum_once_per_company"),
            models.CheckConstraint(condition=~Q(name=""), name="alum_has_name"),
        ]

    def __str__(self) -> str:
        return self.name
