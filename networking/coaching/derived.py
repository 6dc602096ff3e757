"""What the rules of the next step ask about coaching, stored beside the seeker and their companies.

All of it speaks of the cohort that the seeker is in now: leaving it silences what was said there.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from networking.accounts.models import User
from networking.coaching.models import Remark, Review, Submission, Submitted, Verdict
from networking.cohorts.models import Membership, Role
from networking.companies.models import Company


class Told(NamedTuple):
    """The columns of a company."""

    submitted_at: dt.datetime | None = None
    rethink_on: dt.date | None = None
    kept_at: dt.datetime | None = None


NOTHING = Told()


def cohort_of(owner_id: int) -> int | None:
    mine = Membership.objects.active().of_role(Role.SEEKER).filter(user=owner_id)
    return mine.values_list("cohort", flat=True).first()


def told_of(owner_id: int) -> dict[int, Told]:
    """What should stand beside each company that was ever handed in to the cohort of now."""
    cohort = cohort_of(owner_id)
    if cohort is None:
        return {}
    last = Submission.objects.filter(owner=owner_id, cohort=cohort).order_by("-round").first()
    listed = (
        Submitted.objects.filter(submission=last, company__isnull=False) if last else Submitted.objects.none()
    )
    told = {pk: Told(last.submitted_at) for pk in listed.values_list("company", flat=True) if pk and last}
    said = (
        Remark.objects.filter(
            owner=owner_id,
            review__submission__cohort=cohort,
            review__sent_at__isnull=False,
            submitted__company__isnull=False,
        )
        .exclude(verdict="")
        .order_by("review__submission__round")
        .values_list("submitted__company", "verdict", "review__sent_on", "kept_at")
    )
    for company, verdict, sent_on, kept_at in said:  # the last word counts
        is_open = verdict == Verdict.RETHINK and kept_at is None
        told[company] = Told(told.get(company, NOTHING).submitted_at, sent_on if is_open else None, kept_at)
    return told


def feedback_of(owner_id: int) -> dt.date | None:
    """Since when a review of the cohort of now waits to be read."""
    cohort = cohort_of(owner_id)
    sent = Review.objects.filter(owner=owner_id, sent_at__isnull=False, read_at=None)
    days = sent.filter(submission__cohort=cohort, submission__cohort__isnull=False)
    return days.order_by("sent_on").values_list("sent_on", flat=True).first()


def is_in_cohort(owner_id: int) -> bool:
    """Whether a coach could read the list: in a cohort that is not archived, and sharing."""
    mine = Membership.objects.active().of_role(Role.SEEKER).filter(user=owner_id)
    return mine.filter(consented_at__isnull=False, cohort__archived_at=None).exists()


def differing(owner_id: int) -> Iterator[tuple[Company, Told]]:
    """The companies whose columns are not what they should be."""
    told = told_of(owner_id)
    for company in Company.objects.filter(owner=owner_id).only("pk", *Told._fields):
        right = told.get(company.pk, NOTHING)
        if Told(company.submitted_at, company.rethink_on, company.kept_at) != right:
            yield company, right


@transaction.atomic
def settle(owner_id: int) -> None:
    """Stores it again; a company that changes turns its revision, so that no old page of it stays.

    Of two acts at once, a seeker's and a coach's, the later one waits here and reads what the first one did.
    """
    list(User.objects.select_for_update(no_key=True).filter(pk=owner_id).values_list("pk"))
    for company, right in list(differing(owner_id)):
        Company.objects.filter(pk=company.pk).update(**right._asdict(), revision=F("revision") + 1)
    User.objects.filter(pk=owner_id).update(
        in_cohort=is_in_cohort(owner_id), feedback_on=feedback_of(owner_id)
    )


def settle_cohort(cohort_id: int) -> None:
    """After it was archived or reopened: all of its seekers at once."""
    place = Membership.objects.active().of_role(Role.SEEKER).filter(user=OuterRef("pk"))
    shares = place.filter(consented_at__isnull=False, cohort__archived_at=None)
    here = Membership.objects.active().of_role(Role.SEEKER).filter(cohort=cohort_id)
    User.objects.filter(pk__in=here.values("user")).update(in_cohort=Exists(shares))
