"""What the seeker does: hands the list in, takes it back, reads what came, answers, keeps a company."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from django.db import transaction
from django.db.models import F

from networking.accounts.models import User
from networking.coaching.derived import is_in_cohort, settle
from networking.coaching.models import Remark, Review, Submission, Submitted, Verdict
from networking.cohorts.access import membership_of
from networking.companies.criteria import found_out
from networking.companies.models import Answer, Company, CompanyQuerySet, Criterion
from networking.companies.models import Verdict as Found
from networking.companies.told import as_told, told_column

COPIED = ("name", "place", "website", "in_interests", "in_product", "in_someone", "in_local", "in_words")


class NotReadyError(Exception):
    """Fewer targets than aimed for, one without an "in", or no coach who could read it."""


class StartedError(Exception):
    """A coach reads it already: it cannot be taken back any more."""


def targets_of(owner: User) -> CompanyQuerySet:
    """What would be handed in now. The sample never is."""
    return Company.objects.owned_by(owner).targets().filter(is_sample=False).in_list_order()


@transaction.atomic
def hand_in(owner: User, *, round_number: int, words: str, now: dt.datetime) -> Submission:
    """Freezes the list. A round is handed in once: who presses twice gets the first."""
    owner = lock(owner)
    if there := Submission.objects.owned_by(owner).filter(round=round_number).first():
        return there
    place, companies = membership_of(owner), list(targets_of(owner))
    is_full = companies and len(companies) >= owner.target_aim and all(one.has_in for one in companies)
    if place is None or not is_full or not is_in_cohort(owner.pk):
        raise NotReadyError
    made = Submission.objects.create(
        owner=owner, cohort=place.cohort, round=next_round(owner), words=words, submitted_at=now
    )
    freeze(made, companies)
    settle(owner.pk)
    return made


def next_round(owner: User) -> int:
    last = Submission.objects.owned_by(owner).order_by("-round").values_list("round", flat=True).first()
    return 1 + (last or 0)


def freeze(submission: Submission, companies: list[Company]) -> None:
    owner = submission.owner
    found = criteria_of(owner, companies)
    Submitted.objects.bulk_create(
        Submitted(
            owner=owner,
            submission=submission,
            company=company,
            position=position,
            criteria=found[company.pk],
            **{name: getattr(company, name) for name in COPIED},
        )
        for position, company in enumerate(companies, 1)
    )


def criteria_of(owner: User, companies: list[Company]) -> dict[int, list[dict[str, str]]]:
    """Each criterion that is not hidden, as it is answered at each company: by the seeker, else by their
    school (`says`)."""
    asked = list(Criterion.objects.owned_by(owner).filter(is_hidden=False).order_by("position", "pk"))
    answers = Answer.objects.owned_by(owner).filter(company__in=companies)
    given = {(answer.company_id, answer.criterion_id): answer for answer in answers}
    told = dict(targets_of(owner).annotate(told=told_column(owner)).values_list("pk", "told"))
    found: dict[int, list[dict[str, str]]] = defaultdict(list)
    for company in companies:
        for criterion in asked:
            answer = given.get((company.pk, criterion.pk)) or Answer(value=Found.UNKNOWN)
            value, says = found_out(criterion.text, str(answer.value), as_told(told.get(company.pk)))
            found[company.pk].append(
                {
                    "text": criterion.text,
                    "value": value,
                    "note": answer.note,
                    "source": answer.source,
                    "says": says,
                }
            )
    return found


@transaction.atomic
def take_back(submission: Submission) -> None:
    """While no coach has begun; the list itself stays as it is."""
    mine = Submission.objects.owned_by(submission.owner)
    stored = mine.select_for_update().filter(pk=submission.pk).first()
    if stored is None:
        return
    if Review.objects.filter(submission=stored).exists():
        raise StartedError
    stored.delete()
    settle(stored.owner_id)


@transaction.atomic
def read(owner: User, *, now: dt.datetime) -> None:
    """The seeker has seen what came."""
    unread = Review.objects.owned_by(owner).filter(sent_at__isnull=False, read_at=None)
    if unread.update(read_at=now):
        settle(owner.pk)


@transaction.atomic
def answer(remark: Remark, words: str, *, now: dt.datetime) -> None:
    """No words take the answer away again."""
    change(remark, answer=words, answered_at=now if words else None)


@transaction.atomic
def keep(remark: Remark, because: str, *, now: dt.datetime) -> None:
    """Closes a rethink with a reason; no reason opens it again."""
    if remark.verdict == Verdict.RETHINK:
        change(remark, kept_because=because, kept_at=now if because else None)


@transaction.atomic
# --- The parts


def change(remark: Remark, **columns: Any) -> None:
    owner = lock(remark.owner)
    Remark.objects.owned_by(owner).filter(pk=remark.pk).update(**columns)
    if remark.submitted.company_id:
        Company.objects.filter(pk=remark.submitted.company_id).update(revision=F("revision") + 1)
    settle(owner.pk)


def lock(owner: User) -> User:
    """The acts about one seeker's list come one after the other."""
    return User.objects.select_for_update(no_key=True).get(pk=owner.pk)
