"""Lists that were handed in as they were that day, and what a coach said to them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from networking.cohorts.models import Cohort
from networking.cohorts.owned import Owned, OwnedQuerySet, both_or_neither
from networking.companies.models import Company
from networking.web.fields import SafeURLField, is_web_address

LONGEST = 2000  # characters of a remark, an answer or a reason


class Submission(Owned):
    """A seeker's list, handed in to one cohort. Its companies are copies: later edits do not reach them."""

    cohort = models.ForeignKey(Cohort, null=True, on_delete=models.SET_NULL, related_name="submissions")
    round = models.PositiveIntegerField()
    words = models.TextField("a word to your coach", max_length=LONGEST, blank=True)
    submitted_at = models.DateTimeField()

    objects: ClassVar[OwnedQuerySet[Submission]] = OwnedQuerySet["Submission"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "round"], name="submission_once_per_round"),
            models.CheckConstraint(condition=Q(round__gte=1), name="submission_rounds_from_one"),
        ]
        indexes = [models.Index(fields=["cohort", "submitted_at"], name="submission_queue")]

    def __str__(self) -> str:
        return f"round {self.round} of {self.owner_id}"


class Submitted(Owned):
    """One company of it, with the criteria as they were answered: text, value, note, source, says."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="companies")
    company = models.ForeignKey(Company, null=True, on_delete=models.SET_NULL, related_name="submitted")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    place = models.CharField(max_length=200, blank=True)
    website = SafeURLField("website")
    in_interests = models.BooleanField(default=False)
    in_product = models.BooleanField(default=False)
    in_someone = models.BooleanField(default=False)
    in_local = models.BooleanField(default=False)
    in_words = models.TextField(max_length=2000, blank=True)
    criteria = models.JSONField(default=list)

    objects: ClassVar[OwnedQuerySet[Submitted]] = OwnedQuerySet["Submitted"].as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "submitted"
        constraints = [
            models.UniqueConstraint(fields=["submission", "position"], name="submitted_once_per_place"),
            models.UniqueConstraint(fields=["submission", "company"], name="submitted_once_per_company"),
            models.CheckConstraint(condition=~Q(name=""), name="submitted_has_name"),
            is_web_address("website", "submitted_website_is_web"),
        ]

    def __str__(self) -> str:
        return self.name


class Review(Owned):
    """A coach's answer to one list: begun with the first word, the seeker's once it is sent."""

    submission = models.OneToOneField(Submission, on_delete=models.CASCADE, related_name="review")
    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    coach_name = models.CharField(max_length=254)
    words = models.TextField(max_length=LONGEST, blank=True)
    version = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    sent_on = models.DateField(null=True)
    read_at = models.DateTimeField(null=True)

    objects: ClassVar[OwnedQuerySet[Review]] = OwnedQuerySet["Review"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            both_or_neither("sent_at", "sent_on", "review_sent_on_a_day"),
            models.CheckConstraint(
                condition=Q(read_at=None) | Q(sent_at__isnull=False), name="review_read_once_sent"
            ),
        ]

    def __str__(self) -> str:
        return f"review of submission {self.submission_id}"


class Verdict(models.TextChoices):
    GOOD = "good", "Good target"
    RETHINK = "rethink", "Rethink"


class Remark(Owned):
    """What the coach says to one company, and what the seeker says to that."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="remarks")
    submitted = models.OneToOneField(Submitted, on_delete=models.CASCADE, related_name="remark")
    verdict = models.CharField(max_length=7, choices=Verdict, blank=True)
    words = models.TextField(max_length=LONGEST, blank=True)
    answer = models.TextField(max_length=LONGEST, blank=True)
    answered_at = models.DateTimeField(null=True)
    kept_because = models.TextField(max_length=LONGEST, blank=True)
    kept_at = models.DateTimeField(null=True)

    objects: ClassVar[OwnedQuerySet[Remark]] = OwnedQuerySet["Remark"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=["", *Verdict.values]), name="remark_verdict_known"
            ),
            both_or_neither("answer", "answered_at", "remark_answered_with_words", answer=""),
            both_or_neither("kept_because", "kept_at", "remark_kept_with_a_reason", kept_because=""),
            models.CheckConstraint(
                condition=Q(kept_at=None) | Q(verdict=Verdict.RETHINK), name="remark_only_a_rethink_is_kept"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display() or 'remark'} on {self.submitted_id}"


class SavedReply(Owned):
    """Words that a coach, its owner, says often."""

    text = models.TextField(max_length=LONGEST)

    objects: ClassVar[OwnedQuerySet[SavedReply]] = OwnedQuerySet["SavedReply"].as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "saved replies"
        constraints = [
            models.UniqueConstraint(fields=["owner", "text"], name="saved_reply_once"),
            models.CheckConstraint(condition=~Q(text=""), name="saved_reply_has_text"),
        ]

    def __str__(self) -> str:
        return self.text


class Outcome(models.TextChoices):
    DONE = "done", "Done"
    DECLINED = "declined", "Not this one"
    WITHDRAWN = "withdrawn", "Taken back"


class Suggestion(Owned):
    """A step that a coach suggests to its owner; open until either of them closes it."""

    cohort = models.ForeignKey(Cohort, null=True, on_delete=models.SET_NULL, related_name="suggestions")
    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    coach_name = models.CharField(max_length=254)
    company = models.ForeignKey(Company, null=True, on_delete=models.SET_NULL, related_name="suggestions")
    words = models.CharField("what to do", max_length=300)
    made_at = models.DateTimeField()
    made_on = models.DateField()
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=9, choices=Outcome, blank=True)
    key = models.UUIDField(null=True, editable=False)

    objects: ClassVar[OwnedQuerySet[Suggestion]] = OwnedQuerySet["Suggestion"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="suggestion_has_words"),
            models.CheckConstraint(
                condition=Q(outcome__in=["", *Outcome.values]), name="suggestion_outcome_known"
            ),
            both_or_neither("outcome", "closed_at", "suggestion_closed_somehow", outcome=""),
            models.UniqueConstraint(fields=["coach", "key"], name="suggestion_once_per_key"),
        ]
        indexes = [models.Index(fields=["owner", "closed_at"], name="suggestion_open")]

    def __str__(self) -> str:
        return self.words
