"""Schools, their cohorts, who belongs to them in which role, who was invited, and what was done."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from networking.accounts.models import User
from networking.cohorts.owned import one_of

PERSON = settings.AUTH_USER_MODEL


class Organization(models.Model):
    """A school or bootcamp."""

    name = models.CharField(max_length=200, unique=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="organization_has_name")]

    def __str__(self) -> str:
        return self.name


class Cohort(models.Model):
    """One group of a school. Archived, its coaches read nothing any more; its seekers keep everything."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="cohorts")
    name = models.CharField(max_length=100)
    archived_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "name"], name="cohort_once_per_name"),
            models.CheckConstraint(condition=~Q(name=""), name="cohort_has_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None


class Role(models.TextChoices):
    SEEKER = "seeker", "Job seeker"
    COACH = "coach", "Coach"
    ADMIN = "admin", "Organization admin"


AS_WHAT: dict[str, str] = {
    Role.SEEKER: "as a job seeker",
    Role.COACH: "as a coach",
    Role.ADMIN: "as one of its admins",
}


class Ended(models.TextChoices):
    LEFT = "left", "Left"
    MOVED = "moved", "Moved to another cohort"
    REMOVED = "removed", "Removed"


def cohort_fits_role(name: str) -> models.CheckConstraint:
    """A constraint: an admin belongs to the school, everybody else to a cohort of it."""
    return models.CheckConstraint(
        condition=Q(role=Role.ADMIN, cohort=None) | (~Q(role=Role.ADMIN) & Q(cohort__isnull=False)), name=name
    )


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active(self) -> MembershipQuerySet:
        """Those that have not ended."""
        return self.filter(ended_at=None)

    def of_role(self, role: str) -> MembershipQuerySet:
        return self.filter(role=role)


class Membership(models.Model):
    """A person's place and role. `consented_at` is when a seeker agreed that coaches read (DESIGN §3); empty
    again once withdrawn. `shares_people` is their one further switch."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="memberships")
    cohort = models.ForeignKey(Cohort, null=True, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=6, choices=Role)
    joined_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended = models.CharField(max_length=7, choices=Ended, blank=True)
    consented_at = models.DateTimeField(null=True)
    shares_people = models.BooleanField(default=False)

    objects: ClassVar[MembershipQuerySet] = MembershipQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            one_of("role", Role, "membership_role_known"),
            cohort_fits_role("membership_cohort_fits_role"),
            models.UniqueConstraint(
                fields=["user"], condition=Q(role=Role.SEEKER, ended_at=None), name="membership_one_as_seeker"
            ),
            models.UniqueConstraint(
                fields=["user", "cohort", "role"],
                condition=Q(ended_at=None, cohort__isnull=False),
                name="membership_once_per_cohort",
            ),
            models.UniqueConstraint(
                fields=["user", "organization"],
                condition=Q(ended_at=None, cohort=None),
                name="membership_once_as_admin",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended="")
                | Q(ended_at__isnull=False, ended__in=Ended.values, consented_at=None),
                name="membership_ended_shares_nothing",
            ),
            models.CheckConstraint(
                condition=Q(role=Role.SEEKER) | Q(consented_at=None), name="membership_only_seekers_consent"
            ),
            models.CheckConstraint(
                condition=Q(shares_people=False) | Q(consented_at__isnull=False),
                name="membership_people_need_consent",
            ),
        ]
        indexes = [models.Index(fields=["cohort", "role", "ended_at"], name="membership_roster")]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.user_id}"

    @property
    def is_active(self) -> bool:
        return self.ended_at is None

    @property
    def shares(self) -> bool:
        return self.consented_at is not None


class Invitation(models.Model):
    """A letter to one address that lets its reader in once. Only the digest of its secret is kept."""

    LASTS: ClassVar[dt.timedelta] = dt.timedelta(days=7)

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="invitations")
    cohort = models.ForeignKey(Cohort, null=True, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=6, choices=Role)
    email = models.EmailField("e-mail")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            one_of("role", Role, "invitation_role_known"),
            cohort_fits_role("invitation_cohort_fits_role"),
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(revoked_at=None), name="invitation_used_or_revoked"
            ),
        ]
        indexes = [models.Index(fields=["cohort", "created_at"], name="invitation_list")]

    def __str__(self) -> str:
        return f"{self.get_role_display()} invited"

    @property
    def as_what(self) -> str:
        return AS_WHAT[self.role]


class JoinCode(models.Model):
    """A short code for a whole class: seekers only, a limited number of times, until a day."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    most_uses = models.PositiveSmallIntegerField("how many may use it")
    uses = models.PositiveSmallIntegerField(default=0, editable=False)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(uses__lte=models.F("most_uses")), name="join_code_limited")
        ]

    def __str__(self) -> str:
        return f"code for {self.cohort_id}"


class Act(models.TextChoices):
    """What the audit log tells of."""

    INVITED = "invited", "Invited"
    REVOKED = "revoked", "Took back an invitation"
    JOINED = "joined", "Joined"
    LEFT = "left", "Left"
    REMOVED = "removed", "Removed somebody"
    CONSENTED = "consented", "Agreed to share"
    WITHDREW = "withdrew", "Stopped sharing"
    SHARED_PEOPLE = "people", "Shares people too"
    HID_PEOPLE = "no_people", "Shares people no more"
    MADE_COHORT = "cohort", "Made a cohort"
    ARCHIVED = "archived", "Archived a cohort"
    REOPENED = "reopened", "Reopened a cohort"
    MADE_CODE = "code", "Made a join code"
    ENDED_CODE = "no_code", "Ended a join code"
    LOOKED = "looked", "Looked at a list"
    EXPORTED = "exported", "Exported a list"
    DELETED = "deleted", "Deleted their account"


class Entry(models.Model):
    """One line of the audit log: who did what, about whom, when. Nothing ever changes it.

    `hour` is that of a look, and of nothing else: one line per coach, seeker and hour.
    """

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="entries")
    cohort = models.ForeignKey(Cohort, null=True, on_delete=models.CASCADE, related_name="entries")
    actor = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    about = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="+")
    act = models.CharField(max_length=9, choices=Act)
    role = models.CharField(max_length=6, choices=Role, blank=True)
    at = models.DateTimeField()
    hour = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            one_of("act", Act, "entry_act_known"),
            models.UniqueConstraint(fields=["actor", "about", "hour"], name="entry_one_look_an_hour"),
        ]
        indexes = [
            models.Index(fields=["organization", "at"], name="entry_of_school"),
            models.Index(fields=["about", "act", "at"], name="entry_about"),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()} at {self.at:%Y-%m-%d %H:%M}"


class Seeker(User):
    """A person as their coach sees them; which ones, and what of them, is for access.py to say."""

    class Meta:
        proxy = True
