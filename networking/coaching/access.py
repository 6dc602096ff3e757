"""Which lists a coach reads: those handed in to a cohort they coach, while their seeker shares there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, QuerySet

from networking.coaching.models import Submission, Suggestion
from networking.cohorts.access import read_by
from networking.cohorts.models import Membership, Role

if TYPE_CHECKING:
    from networking.accounts.models import User


def submissions_read_by(coach: User) -> QuerySet[Submission]:
    here = read_by(coach).filter(user=OuterRef("owner"), cohort=OuterRef("cohort"))
    return Submission.objects.filter(Exists(here))


def open_suggestions(seeker: User) -> QuerySet[Suggestion]:
    """What was suggested to this person in the cohort they are in now, while they share there."""
    place = Membership.objects.active().of_role(Role.SEEKER).filter(user=seeker)
    here = place.filter(consented_at__isnull=False, cohort__archived_at=None)
    return Suggestion.objects.owned_by(seeker).filter(closed_at=None, cohort__in=here.values("cohort"))


def waiting_for(coach: User) -> QuerySet[Submission]:
    """The last list of each seeker, while nothing was sent to it; the longest waiting first."""
    later = Submission.objects.filter(
        owner=OuterRef("owner"), cohort=OuterRef("cohort"), round__gt=OuterRef("round")
    )
    waiting = submissions_read_by(coach).filter(~Exists(later), review__sent_at=None)
    return waiting.order_by("submitted_at", "pk")
