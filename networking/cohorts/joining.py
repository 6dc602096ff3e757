"""Joining, agreeing to share, changing one's mind, and leaving."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F

from networking.accounts.models import User
from networking.cohorts.access import is_last_admin
from networking.cohorts.audit import record
from networking.cohorts.inviting import forget_letters, unused_codes, unused_invitations
from networking.cohorts.marks import keep_marks, of_coaches
from networking.cohorts.models import Act, Cohort, Ended, Invitation, JoinCode, Membership, Organization, Role
from networking.cohorts.signals import cohort_changed, membership_changed


class ClosedError(Exception):
    """The invitation or the code was used up, taken back or expired in the meantime."""


class LastAdminError(Exception):
    """Nobody could run the school any more."""


@transaction.atomic
def accept(invitation: Invitation, user: User, *, consents: bool, now: dt.datetime) -> Membership:
    """Joins by letter. Of twelve at once one comes in: one UPDATE uses the invitation up."""
    hold_open(invitation.cohort)
    if not unused_invitations(now).filter(pk=invitation.pk, email=user.email).update(used_at=now):
        raise ClosedError
    role = Role(invitation.role)
    return join(invitation.organization, invitation.cohort, user, role, consents=consents, now=now)


@transaction.atomic
def join_by_code(code: JoinCode, user: User, *, consents: bool, now: dt.datetime) -> Membership:
    """Joins as a seeker. Who is in that cohort already uses nothing up."""
    if here := active(user, Role.SEEKER, code.cohort):
        return here
    hold_open(code.cohort)
    if not unused_codes(now).filter(pk=code.pk).update(uses=F("uses") + 1):
        raise ClosedError
    return join(code.cohort.organization, code.cohort, user, Role.SEEKER, consents=consents, now=now)


@transaction.atomic
def join(
    organization: Organization,
    cohort: Cohort | None,
    user: User,
    role: Role,
    *,
    consents: bool,
    now: dt.datetime,
) -> Membership:
    """A seeker is in one cohort at a time: joining another moves them."""
    lock(user)
    if here := active(user, role, cohort, organization):
        return here
    if role == Role.SEEKER:
        for before in Membership.objects.active().of_role(Role.SEEKER).filter(user=user):
            end(before, Ended.MOVED, by=user, now=now)
    is_shared = consents and role == Role.SEEKER
    membership = Membership.objects.create(
        organization=organization,
        cohort=cohort,
        user=user,
        role=role,
        joined_at=now,
        consented_at=now if is_shared else None,
    )
    tell(Act.JOINED, membership, actor=user, now=now)
    if is_shared:
        tell(Act.CONSENTED, membership, actor=user, now=now)
    return membership


@transaction.atomic
def share(membership: Membership, *, consents: bool, people: bool, now: dt.datetime) -> Membership:
    """The seeker's word on what their coach may see; it holds from the next request on."""
    stored = Membership.objects.select_for_update(no_key=True, of=("self",)).get(pk=membership.pk)
    if not stored.is_active or stored.role != Role.SEEKER:
        raise ClosedError
    people, acts = people and consents, []
    if consents != stored.shares:
        stored.consented_at = now if consents else None
        acts.append(Act.CONSENTED if consents else Act.WITHDREW)
    if people != stored.shares_people:
        stored.shares_people = people
        acts.append(Act.SHARED_PEOPLE if people else Act.HID_PEOPLE)
    stored.save(update_fields=["consented_at", "shares_people"])
    for act in acts:
        tell(act, stored, actor=stored.user, now=now)
    return stored


@transaction.atomic
def leave(membership: Membership, *, now: dt.datetime) -> None:
    """Everything they entered stays theirs; nobody of the school reads it any more."""
    end(membership, Ended.LEFT, by=membership.user, now=now)


@transaction.atomic
def remove_member(membership: Membership, *, by: User, now: dt.datetime) -> None:
    end(membership, Ended.REMOVED, by=by, now=now)


@transaction.atomic
def archive(cohort: Cohort, *, by: User, now: dt.datetime) -> None:
    """Its coaches read nothing from the next request on; nobody is locked out of their own data."""
    if Cohort.objects.filter(pk=cohort.pk, archived_at=None).update(archived_at=now):
        record(Act.ARCHIVED, at=now, organization=cohort.organization, cohort=cohort, actor=by)
        keep_marks(of_coaches(cohort))
        cohort_changed.send(Cohort, cohort=cohort)


@transaction.atomic
def reopen(cohort: Cohort, *, by: User, now: dt.datetime) -> None:
    if Cohort.objects.filter(pk=cohort.pk, archived_at__isnull=False).update(archived_at=None):
        record(Act.REOPENED, at=now, organization=cohort.organization, cohort=cohort, actor=by)
        keep_marks(of_coaches(cohort))
        cohort_changed.send(Cohort, cohort=cohort)


def forget(user: User, *, now: dt.datetime) -> None:
    """With an account go the invitations to its address; each school it belonged to reads that it went."""
    forget_letters(user)
    mine = Membership.objects.active().filter(user=user).select_related("organization", "cohort")
    for place in mine.order_by("pk"):
        school, cohort = place.organization, place.cohort
        record(Act.DELETED, at=now, organization=school, cohort=cohort, actor=None, role=place.role)


# --- The parts


def active(
    user: User, role: Role, cohort: Cohort | None, organization: Organization | None = None
) -> Membership | None:
    there = {"cohort": cohort} if cohort else {"cohort": None, "organization": organization}
    return Membership.objects.active().filter(user=user, role=role, **there).first()


def hold_open(cohort: Cohort | None) -> None:
    """Nobody joins an archived cohort, and none is archived while somebody joins."""
    if cohort is None:
        return
    still = Cohort.objects.select_for_update(no_key=True).filter(pk=cohort.pk, archived_at=None)
    if not list(still.values_list("pk")):
        raise ClosedError


def lock(user: User) -> None:
    """Two acts about one person's place come one after the other."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)


def end(membership: Membership, how: Ended, *, by: User, now: dt.datetime) -> None:
    """Ends it once; of two admins who leave at once, one stays."""
    Organization.objects.select_for_update(no_key=True).get(pk=membership.organization_id)
    if is_last_admin(membership):
        raise LastAdminError
    columns = {"ended_at": now, "ended": how, "consented_at": None, "shares_people": False}
    if Membership.objects.active().filter(pk=membership.pk).update(**columns):
        tell(Act.REMOVED if how == Ended.REMOVED else Act.LEFT, membership, actor=by, now=now)


def tell(act: Act, membership: Membership, *, actor: User, now: dt.datetime) -> None:
    """In the audit log, and to the apps further left."""
    record(
        act,
        at=now,
        organization=membership.organization,
        cohort=membership.cohort,
        actor=actor,
        about=membership.user,
        role=membership.role,
    )
    keep_marks(User.objects.filter(pk=membership.user_id))
    membership_changed.send(Membership, membership=membership)
