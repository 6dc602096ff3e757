"""What a coach does: writes a review, kept by version, takes one over, sends it."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q

from networking.accounts.models import User
from networking.coaching.access import submissions_read_by
from networking.coaching.derived import settle
from networking.coaching.models import Remark, Review, Submission, Suggestion

FORMER = "A former coach"
BEGAN = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


class Said(NamedTuple):
    """About one company."""

    verdict: str = ""
    words: str = ""


class Words(NamedTuple):
    """A review as a form holds it; `said` by the key of what was submitted."""

    overall: str
    said: dict[int, Said]

    @property
    def is_empty(self) -> bool:
        return not self.overall and not any(any(one) for one in self.said.values())


class Refused(Exception):  # noqa: N818 - as in `conversations.drafts`
    """Nothing was kept; `review` is the stored one."""

    def __init__(self, review: Review | None = None) -> None:
        super().__init__(type(self).__name__)
        self.review = review


class Stale(Refused):
    """Another window of the same coach kept other words meanwhile."""


class Taken(Refused):
    """Another coach is on it."""


class Sent(Refused):
    """The seeker has it already."""


class Empty(Refused):
    """Nothing is said in it."""


def words_of(review: Review) -> Words:
    remarks = Remark.objects.filter(review=review).values_list("submitted", "verdict", "words")
    return Words(review.words, {pk: Said(verdict, words) for pk, verdict, words in remarks})


@transaction.atomic
def save(submission: Submission, coach: User, words: Words, *, version: int, now: dt.datetime) -> Review:
    """Keeps what was typed if `version` is still the stored one; 0 is none yet."""
    review = hold(submission, coach)
    if review and review.sent_at:
        raise Sent(review)
    if review and review.coach_id != coach.pk:
        raise Taken(review)
    if review and review.version != version:
        if same(words_of(review), words):
            return review  # sent twice: the first time was enough
        raise Stale(review)
    review = review or begin(submission, coach, now)
    review.words, review.version = words.overall, review.version + 1
    review.save(update_fields=["words", "version"])
    write_remarks(review, words)
    return review


@transaction.atomic
def send(submission: Submission, coach: User, words: Words, *, version: int, now: dt.datetime) -> Review:
    """From now on it is the seeker's; whoever presses twice sends it once."""
    if words.is_empty:
        raise Empty
    review = save(submission, coach, words, version=version, now=now)
    review.sent_at, review.sent_on = now, submission.owner.local_date(now)
    review.save(update_fields=["sent_at", "sent_on"])
    settle(submission.owner_id)
    return review


@transaction.atomic
def take_over(submission: Submission, coach: User, *, now: dt.datetime) -> Review:
    """With the words so far; the other coach is told at their next word."""
    review = hold(submission, coach)
    if review is None:
        return begin(submission, coach, now)
    if review.sent_at:
        raise Sent(review)
    if review.coach_id != coach.pk:
        review.coach, review.coach_name, review.started_at = coach, str(coach), now
        review.version += 1
        review.save(update_fields=["coach", "coach_name", "started_at", "version"])
    return review


@transaction.atomic
def unsend(submission: Submission, coach: User) -> bool:
    """The undo of sending, while the seeker has neither read nor answered it."""
    review = hold(submission, coach)
    if review is None or review.coach_id != coach.pk or review.read_at:
        return False
    if Remark.objects.filter(Q(answered_at__isnull=False) | Q(kept_at__isnull=False), review=review).exists():
        return False
    Review.objects.filter(pk=review.pk).update(sent_at=None, sent_on=None)
    settle(submission.owner_id)
    return True


def forget_coach(coach: User) -> None:
    """What they said stays with the seekers, under no name."""
    for model in (Review, Suggestion):
        model.objects.filter(coach=coach).update(coach_name=FORMER)


# --- The parts


def hold(submission: Submission, coach: User) -> Review | None:
    """Two coaches come one after the other; who may not read it any more finds nothing."""
    submissions_read_by(coach).select_for_update(of=("self",)).get(pk=submission.pk)
    return Review.objects.filter(submission=submission).first()


def begin(submission: Submission, coach: User, now: dt.datetime) -> Review:
    """No review begins with a version that an earlier one has had."""
    first = int((now - BEGAN).total_seconds())
    return Review.objects.create(
        owner_id=submission.owner_id,
        submission=submission,
        coach=coach,
        coach_name=str(coach),
        started_at=now,
        version=first,
    )


def write_remarks(review: Review, words: Words) -> None:
    """Only companies of this very list are spoken of."""
    listed = review.submission.companies.values_list("pk", flat=True)
    Remark.objects.bulk_create(
        [
            Remark(
                owner_id=review.owner_id,
                review=review,
                submitted_id=pk,
                **words.said.get(pk, Said())._asdict(),
            )
            for pk in listed
        ],
        update_conflicts=True,
        unique_fields=["submitted"],
        update_fields=["verdict", "words"],
    )


def same(stored: Words, given: Words) -> bool:
    keys = stored.said.keys() | given.said.keys()
    return stored.overall == given.overall and all(
        stored.said.get(pk, Said()) == given.said.get(pk, Said()) for pk in keys
    )
