"""Inviting people, by letter or by code, and taking an invitation back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction
from django.db.models import F, QuerySet

from networking.accounts.models import clean_email
from networking.cohorts.audit import record, record_many
from networking.cohorts.letters import clean_code, digest, new_code, new_token, send_invitation
from networking.cohorts.models import Act, Cohort, Invitation, JoinCode, Membership, Organization, Role

if TYPE_CHECKING:
    from networking.accounts.models import User


class AlreadyHereError(Exception):
    """This address belongs to a member, or has an open invitation to the same place."""


def unused_invitations(now: dt.datetime) -> QuerySet[Invitation]:
    """Neither used nor taken back nor expired: columns of its own alone, so that one UPDATE can decide a race
    (PostgreSQL asks those again after waiting for the row, but not what a join said)."""
    return Invitation.objects.filter(used_at=None, revoked_at=None, expires_at__gt=now)


def open_invitations(now: dt.datetime) -> QuerySet[Invitation]:
    """Those; and a letter to an archived cohort opens nothing."""
    return unused_invitations(now).filter(cohort__archived_at=None)


def invite(
    organization: Organization,
    email: str,
    role: Role,
    *,
    by: User | None,
    now: dt.datetime,
    cohort: Cohort | None = None,
) -> Invitation:
    """Writes the invitation and sends the letter after it is stored."""
    email = clean_email(email)
    with transaction.atomic():
        if why := why_not(organization, email, role, cohort=cohort, now=now):
            raise AlreadyHereError(why)
        token = new_token()
        invitation = letter_to(email, role, organization, cohort, by, now, token)
        invitation.save()
        record(Act.INVITED, at=now, organization=organization, cohort=cohort, actor=by, role=role)
        transaction.on_commit(lambda: send_invitation(invitation, token))
    return invitation


def why_not(
    organization: Organization, email: str, role: str, *, cohort: Cohort | None, now: dt.datetime
) -> str:
    """Why there is nobody to invite; empty if there is. The address is a cleaned one."""
    there = {"organization": organization, "cohort": cohort, "role": role}
    if Membership.objects.active().filter(**there, user__email=email).exists():
        return f"{email} is a member already."
    if open_invitations(now).filter(**there, email=email).exists():
        return f"{email} has an invitation already. Take it back to send another."
    return ""


class Taken(NamedTuple):
    """Who need not be invited to a cohort: address and role."""

    members: frozenset[tuple[str, str]]
    invited: frozenset[tuple[str, str]]


def taken_in(cohort: Cohort, now: dt.datetime) -> Taken:
    members = Membership.objects.active().filter(cohort=cohort).values_list("user__email", "role")
    invited = open_invitations(now).filter(cohort=cohort).values_list("email", "role")
    return Taken(frozenset(members), frozenset(invited))


@transaction.atomic
def invite_many(cohort: Cohort, wanted: Iterable[tuple[str, Role]], *, by: User, now: dt.datetime) -> int:
    """Invites those whom `wanted` names by cleaned address and role, each once; how many that were.

    Members and people with an open invitation are left out, so the same list again adds only the new.
    """
    Cohort.objects.select_for_update(no_key=True).get(pk=cohort.pk)  # of two lists at once, one comes first
    taken = frozenset[tuple[str, str]]().union(*taken_in(cohort, now))
    new = [who for who in dict.fromkeys(wanted) if who not in taken]
    letters = [(email, role, new_token()) for email, role in new]
    made = [
        letter_to(email, role, cohort.organization, cohort, by, now, token) for email, role, token in letters
    ]
    Invitation.objects.bulk_create(made, batch_size=500)
    record_many(Act.INVITED, [role for _, role in new], at=now, cohort=cohort, actor=by)
    for letter, (_, _, token) in zip(made, letters, strict=True):
        transaction.on_commit(partial(send_invitation, letter, token))
    return len(made)


def letter_to(
    email: str,
    role: Role,
    organization: Organization,
    cohort: Cohort | None,
    by: User | None,
    now: dt.datetime,
    token: str,
) -> Invitation:
    return Invitation(
        organization=organization,
        cohort=cohort,
        role=role,
        email=email,
        digest=digest(token),
        invited_by=by,
        created_at=now,
        expires_at=now + Invitation.LASTS,
    )


@transaction.atomic
def revoke(invitation: Invitation, *, by: User, now: dt.datetime) -> bool:
    """Whether it was still open: one UPDATE decides against its being used at the same moment."""
    unused = Invitation.objects.filter(pk=invitation.pk, used_at=None, revoked_at=None)
    if not unused.update(revoked_at=now):
        return False
    record(
        Act.REVOKED,
        at=now,
        organization=invitation.organization,
        cohort=invitation.cohort,
        actor=by,
        role=invitation.role,
    )
    return True


def status_of(invitation: Invitation, *, now: dt.datetime) -> str:
    if invitation.used_at:
        return "used"
    if invitation.revoked_at:
        return "taken back"
    if invitation.cohort and invitation.cohort.is_archived:
        return "cohort archived"
    return "open" if invitation.expires_at > now else "expired"


def forget_letters(user: User) -> None:
    """With an account go the invitations that were sent to its address."""
    Invitation.objects.filter(email=user.email).delete()


def invitation_of(token: str, *, now: dt.datetime) -> Invitation | None:
    """What this secret opens; None if it opens nothing."""
    found = open_invitations(now).filter(digest=digest(token))
    return found.select_related("organization", "cohort", "invited_by").first()


@transaction.atomic
def make_code(
    cohort: Cohort, *, most_uses: int, days: int, by: User, now: dt.datetime
) -> tuple[JoinCode, str]:
    """The code is shown once: what is stored cannot be read back."""
    code = new_code()
    made = JoinCode.objects.create(
        cohort=cohort,
        digest=digest(code),
        made_by=by,
        most_uses=most_uses,
        created_at=now,
        expires_at=now + dt.timedelta(days),
    )
    record(Act.MADE_CODE, at=now, organization=cohort.organization, cohort=cohort, actor=by)
    return made, code


@transaction.atomic
def end_code(code: JoinCode, *, by: User, now: dt.datetime) -> None:
    if JoinCode.objects.filter(pk=code.pk, revoked_at=None).update(revoked_at=now):
        record(Act.ENDED_CODE, at=now, organization=code.cohort.organization, cohort=code.cohort, actor=by)


def unused_codes(now: dt.datetime) -> QuerySet[JoinCode]:
    """As `unused_invitations`: columns of its own alone."""
    return JoinCode.objects.filter(revoked_at=None, expires_at__gt=now, uses__lt=F("most_uses"))


def open_codes(now: dt.datetime) -> QuerySet[JoinCode]:
    return unused_codes(now).filter(cohort__archived_at=None)


def code_typed(typed: str, *, now: dt.datetime) -> JoinCode | None:
    found = open_codes(now).filter(digest=digest(clean_code(typed)))
    return found.select_related("cohort__organization").first()
