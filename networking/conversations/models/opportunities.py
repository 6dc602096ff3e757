"""The roles at companies, and whom I ask to pass my name on for one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q

from networking.cohorts.owned import Owned, Removable, RemovableQuerySet, Row, both_or_neither, one_of
from networking.companies.models import Company
from networking.contacts.models import Contact
from networking.conversations.models.history import Interaction
from networking.web.fields import SafeURLField, is_web_address

if TYPE_CHECKING:
    from networking.accounts.models import User


class Found(models.TextChoices):
    """How one heard of a role."""

    NETWORK = "network", "Through somebody I know"
    POSTED = "posted", "Posted: a job board or their site"
    RECRUITER = "recruiter", "A recruiter wrote to me"


class Progress(models.TextChoices):
    """How far an opportunity has come."""

    SPOTTED = "spotted", "Spotted"
    APPLIED = "applied", "Applied"
    INTERVIEWING = "interviewing", "Interviewing"
    OFFER = "offer", "Offer"
    ACCEPTED = "accepted", "Accepted"
    REJECTED = "rejected", "Rejected"
    WITHDRAWN = "withdrawn", "Withdrawn"


ENDED: frozenset[str] = frozenset({Progress.ACCEPTED, Progress.REJECTED, Progress.WITHDRAWN})


class Outcome(models.TextChoices):
    """How asking somebody ended: a referral, an introduction."""

    OPEN = "open", "Open"
    YES = "yes", "Yes"
    NO = "no", "No"
    SILENCE = "silence", "No answer"


class OpportunityQuerySet(RemovableQuerySet["Opportunity"]):
    def owned_by(self, user: User) -> OpportunityQuerySet:
        return super().owned_by(user).filter(company__removed_at=None)

    def open(self) -> OpportunityQuerySet:
        return self.exclude(progress__in=ENDED)


class Opportunity(Owned, Removable):
    """A role at a company. `progress_on` is the day it came so far, `progress_at` the moment that was said.

    `key` comes from the form that added it: a double click adds one.
    """

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="opportunities")
    role = models.CharField(max_length=200)
    department = models.CharField("department or team", max_length=200, blank=True)
    url = SafeURLField("link to the posting")
    found = models.CharField("found through", max_length=9, choices=Found, default=Found.NETWORK)
    progress = models.CharField("how far", max_length=12, choices=Progress, default=Progress.SPOTTED)
    progress_on = models.DateField()
    progress_at = models.DateTimeField(editable=False)
    referrer = models.ForeignKey(
        Contact,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="referred_to",
        verbose_name="referred by",
    )
    notes = models.TextField(max_length=10_000, blank=True)
    key = models.UUIDField(editable=False)
    is_sample = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(editable=False)

    objects: ClassVar[OpportunityQuerySet] = OpportunityQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "opportunities"
        constraints = [
            models.UniqueConstraint(fields=["owner", "key"], name="opportunity_once_per_key"),
            one_of("found", Found, "opportunity_found_known"),
            one_of("progress", Progress, "opportunity_progress_known"),
            models.CheckConstraint(condition=~Q(role=""), name="opportunity_has_role"),
            is_web_address("url", "opportunity_url_is_web"),
        ]
        indexes = [models.Index(fields=["owner", "progress", "progress_on"], name="opportunity_list")]

    def __str__(self) -> str:
        return self.role

    @property
    def has_ended(self) -> bool:
        return self.progress in ENDED


class WithPeopleQuerySet(RemovableQuerySet[Row]):
    """Rows about people: with a removed one they are out of sight too."""

    people: ClassVar[tuple[str, ...]] = ("contact",)

    def owned_by(self, user: User) -> Self:
        return super().owned_by(user).filter(**{f"{person}__removed_at": None for person in self.people})


class ReferralQuerySet(WithPeopleQuerySet["Referral"]):
    def owned_by(self, user: User) -> Self:
        return super().owned_by(user).filter(opportunity__removed_at=None)


class Referral(Owned, Removable):
    """Somebody who may pass my name on for one role: what is ready, the packet, and how it ended.

    `ask` and `answer` are the interactions that asking and the outcome logged.
    """

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="referrals")
    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="referrals")
    has_researched = models.BooleanField("I read about the company and the team", default=False)
    has_story = models.BooleanField("I can tell my story in two minutes", default=False)
    has_materials = models.BooleanField("My résumé and profile are up to date", default=False)
    context = models.TextField("how we know each other", max_length=2000, blank=True)
    why_me = models.TextField("why me for this role", max_length=5000, blank=True)
    talking_points = models.TextField("what they could say about me", max_length=5000, blank=True)
    resume_url = SafeURLField("link to my résumé")
    outcome = models.CharField(max_length=7, choices=Outcome, default=Outcome.OPEN)
    outcome_on = models.DateField(null=True, editable=False)
    outcome_at = models.DateTimeField(null=True, editable=False)
    ask = models.OneToOneField(
        Interaction, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    answer = models.OneToOneField(
        Interaction, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    key = models.UUIDField(editable=False)
    created_at = models.DateTimeField(editable=False)

    objects: ClassVar[ReferralQuerySet] = ReferralQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "key"], name="referral_once_per_key"),
            models.UniqueConstraint(
                fields=["contact", "opportunity"],
                condition=Q(removed_at=None),
                name="referral_once_per_person",
            ),
            one_of("outcome", Outcome, "referral_outcome_known"),
            both_or_neither("outcome_on", "outcome_at", "referral_outcome_day_and_moment"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.OPEN, outcome_on=None)
                | (~Q(outcome=Outcome.OPEN) & Q(outcome_on__isnull=False)),
                name="referral_outcome_has_day",
            ),
            is_web_address("resume_url", "referral_resume_is_web"),
        ]

    def __str__(self) -> str:
        return f"Referral by {self.contact_id} ({self.get_outcome_display()})"


class IntroductionQuerySet(WithPeopleQuerySet["Introduction"]):
    people = ("introducer", "introduced")


class Introduction(Owned, Removable):
    """Who introduced whom to me. `interaction` is what it logged with the introducer.

    How it ended follows from what became of the one introduced: a chat, a no, silence.
    """

    introducer = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="introductions_made")
    introduced = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="introductions_had")
    on = models.DateField("day")
    interaction = models.OneToOneField(
        Interaction, null=True, editable=False, on_delete=models.SET_NULL, related_name="introduction"
    )
    outcome = models.CharField(max_length=7, choices=Outcome, default=Outcome.OPEN, editable=False)
    outcome_on = models.DateField(null=True, editable=False)
    outcome_at = models.DateTimeField(null=True, editable=False)
    key = models.UUIDField(editable=False)

    objects: ClassVar[IntroductionQuerySet] = IntroductionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "key"], name="introduction_once_per_key"),
            models.UniqueConstraint(
                fields=["introducer", "introduced"],
                condition=Q(removed_at=None),
                name="introduction_once_per_pair",
            ),
            one_of("outcome", Outcome, "introduction_outcome_known"),
            both_or_neither("outcome_on", "outcome_at", "introduction_outcome_day_and_moment"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.OPEN, outcome_on=None)
                | (~Q(outcome=Outcome.OPEN) & Q(outcome_on__isnull=False)),
                name="introduction_outcome_has_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.introducer_id} introduced {self.introduced_id}"
