"""A step that a coach suggests: made once, answered by the seeker, taken back by who made it."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from networking.accounts.models import User
from networking.coaching.models import Outcome, Suggestion
from networking.cohorts.access import read_by
from networking.cohorts.models import Membership

MOST_OPEN = 20
ANSWERS = (Outcome.DONE, Outcome.DECLINED)


class TooManyError(Exception):
    """So many wait for this seeker that one more would bury the others."""


def written_by(coach: User) -> QuerySet[Suggestion]:
    """What this coach suggested to seekers whose lists they read now: their own words alone."""
    here = read_by(coach).filter(user=OuterRef("owner"), cohort=OuterRef("cohort"))
    return Suggestion.objects.filter(Exists(here), coach=coach)


@transaction.atomic
def suggest(
    membership: Membership,
    coach: User,
    words: str,
    *,
    company_id: int | None,
    key: uuid.UUID,
    now: dt.datetime,
) -> Suggestion:
    """Pressed twice, it is one."""
    User.objects.select_for_update(no_key=True).get(pk=membership.user_id)
    if made := Suggestion.objects.filter(coach=coach, key=key, owner=membership.user_id).first():
        return made
    here = Suggestion.objects.owned_by(membership.user).filter(cohort=membership.cohort_id)
    if here.filter(closed_at=None).count() >= MOST_OPEN:
        raise TooManyError
    return Suggestion.objects.create(
        owner=membership.user,
        cohort_id=membership.cohort_id,
        coach=coach,
        coach_name=str(coach),
        company_id=company_id,
        words=words,
        key=key,
        made_at=now,
        made_on=membership.user.local_date(now),
    )


def answer(suggestion: Suggestion, outcome: Outcome, *, now: dt.datetime) -> None:
    """The seeker's word: done, or not this one."""
    close(suggestion, outcome, now)


def withdraw(suggestion: Suggestion, *, now: dt.datetime) -> None:
    """The coach takes it back."""
    close(suggestion, Outcome.WITHDRAWN, now)


def reopen(suggestion: Suggestion, *outcomes: Outcome) -> None:
    """Undoes what ended in one of these ways: nobody opens again what somebody else closed."""
    ended = Suggestion.objects.filter(pk=suggestion.pk, outcome__in=outcomes)
    ended.update(closed_at=None, outcome="")


def close(suggestion: Suggestion, outcome: Outcome, now: dt.datetime) -> None:
    """The first word counts."""
    is_open = Suggestion.objects.filter(pk=suggestion.pk, closed_at=None)
    is_open.update(closed_at=now, outcome=outcome)
