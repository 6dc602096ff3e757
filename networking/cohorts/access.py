"""Who sees whom: the only place that decides it (DESIGN §3). Everything is asked anew at each request."""

from __future__ import annotations

from enum import StrEnum
from typing import cast

from django.db.models import Exists, OuterRef, Q, QuerySet

from networking.accounts.models import User
from networking.cohorts.models import (
    Cohort,
    Invitation,
    JoinCode,
    Membership,
    MembershipQuerySet,
    Organization,
    Role,
    Seeker,
)


class Duty(StrEnum):
    """What somebody looks after, and may therefore enter the admin for."""

    COACH = Role.COACH.value
    ADMIN = Role.ADMIN.value
    SUPERUSER = "superuser"


def duties_of(user: User) -> frozenset[Duty]:
    """Of an active person, now; an archived cohort has no coach any more."""
    if not user.is_active:
        return frozenset()
    mine = Membership.objects.active().filter(user=user, cohort__archived_at=None).exclude(role=Role.SEEKER)
    own = {Duty(role) for role in mine.values_list("role", flat=True)}
    return frozenset(own | {Duty.SUPERUSER} if user.is_superuser else own)


def administered_by(user: User) -> QuerySet[Organization]:
    """The schools this person runs."""
    mine = Membership.objects.active().of_role(Role.ADMIN).filter(user=user)
    return Organization.objects.filter(pk__in=mine.values("organization"))


def coached_by(user: User) -> QuerySet[Cohort]:
    """The cohorts this person coaches. An archived one has no coach any more."""
    mine = Membership.objects.active().of_role(Role.COACH).filter(user=user)
    return Cohort.objects.filter(pk__in=mine.values("cohort"), archived_at=None)


def visible_cohorts(user: User) -> QuerySet[Cohort]:
    """The cohorts whose page this person may open: coached ones, and all of a school they run."""
    return Cohort.objects.filter(
        Q(pk__in=coached_by(user).values("pk")) | Q(organization__in=administered_by(user))
    )


def visible_members(user: User) -> MembershipQuerySet:
    """Whose name, address, role and status this person may read: members of the cohorts above, and the
    other admins of a school they run."""
    return Membership.objects.filter(
        Q(cohort__in=coached_by(user)) | Q(organization__in=administered_by(user))
    )


def read_by(coach: User) -> MembershipQuerySet:
    """The seekers whose target lists this coach reads: members of their cohorts, while they consent."""
    return (
        Membership.objects.active()
        .of_role(Role.SEEKER)
        .filter(cohort__in=coached_by(coach), consented_at__isnull=False, user__is_active=True)
    )


def summed_for(admin: User) -> MembershipQuerySet:
    """The seekers whose numbers go into the totals that an admin of their school reads, never singly."""
    return (
        Membership.objects.active()
        .of_role(Role.SEEKER)
        .filter(organization__in=administered_by(admin), cohort__archived_at=None)
        .filter(consented_at__isnull=False, user__is_active=True)
    )


def people_read_by(coach: User) -> MembershipQuerySet:
    """Those of them who also let their coach see people by name."""
    return read_by(coach).filter(shares_people=True)


def membership_of(seeker: User) -> Membership | None:
    """Where this person is a seeker now; one query, with the cohort and its school."""
    return places_of(seeker).select_related("cohort__organization", "organization", "user").first()


def places_of(seeker: User) -> MembershipQuerySet:
    """The one cohort that this person is a seeker in, or none."""
    return Membership.objects.active().of_role(Role.SEEKER).filter(user=seeker)


def facts_kept_by(user: User) -> QuerySet[Organization]:
    """The schools whose facts about companies this person reads and writes: those they run, and those where
    they coach."""
    coached = coached_by(user).values("organization")
    run = administered_by(user).values("pk")
    return Organization.objects.filter(Q(pk__in=coached) | Q(pk__in=run))


def facts_told_to(seeker: User) -> QuerySet[Organization]:
    """The school that tells this person what it knows: the one they are a seeker of, sharing or not."""
    mine = Membership.objects.active().of_role(Role.SEEKER).filter(user=seeker, cohort__archived_at=None)
    return Organization.objects.filter(pk__in=mine.values("organization"))


def invitations_of(user: User) -> QuerySet[Invitation]:
    """Those this person may see and take back: a coach the seekers' of their cohorts, an admin all."""
    seekers = Q(cohort__in=coached_by(user), role=Role.SEEKER)
    return Invitation.objects.filter(seekers | Q(organization__in=administered_by(user)))


def codes_of(user: User) -> QuerySet[JoinCode]:
    """Join codes are an admin's alone."""
    return JoinCode.objects.filter(cohort__organization__in=administered_by(user))


def is_last_admin(membership: Membership) -> bool:
    """A school is never left without anybody who can run it."""
    others = Membership.objects.active().of_role(Role.ADMIN).filter(organization=membership.organization_id)
    return membership.role == Role.ADMIN and not others.exclude(pk=membership.pk).exists()


def seekers_read_by(coach: User) -> QuerySet[Seeker]:
    """The same seekers as people, with the name of their cohort beside them."""
    here = read_by(coach).filter(user=OuterRef("pk"))
    seekers = cast("QuerySet[Seeker]", Seeker.objects.filter(Exists(here)))
    columns = {
        "place_pk": "pk",
        "cohort_pk": "cohort",
        "cohort_name": "cohort__name",
        "cohort_joined_at": "joined_at",
    }
    return seekers.annotate(**{name: here.values(column)[:1] for name, column in columns.items()})


def cohorts_run_by(user: User) -> QuerySet[Cohort]:
    """All cohorts of the schools they run."""
    return Cohort.objects.filter(organization__in=administered_by(user))


def members_run_by(user: User) -> MembershipQuerySet:
    """Who is in those schools now, in whatever role."""
    return visible_members(user).active().filter(organization__in=administered_by(user))


def invitations_run_by(user: User) -> QuerySet[Invitation]:
    return invitations_of(user).filter(organization__in=administered_by(user))


def organizations_kept_by(user: User) -> QuerySet[Organization]:
    """A superuser knows which schools there are, and nothing of what is in them."""
    return Organization.objects.all() if user.is_superuser else administered_by(user)


def accounts_kept_by(user: User) -> QuerySet[User]:
    return User.objects.all() if user.is_superuser else User.objects.none()
