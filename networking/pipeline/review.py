"""What a seeker sees of their coach: what would be handed in, what was said to it, and all rounds before."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import JSONField, OuterRef, Subquery
from django.db.models.functions import JSONObject

from networking.accounts.models import User
from networking.coaching.access import open_suggestions
from networking.coaching.handing_in import targets_of
from networking.coaching.models import Remark, Submission, Submitted, Verdict
from networking.cohorts.access import membership_of
from networking.cohorts.models import Membership, Role
from networking.companies.models import Company, CompanyQuerySet
from networking.pipeline.company_rows import in_line
from networking.pipeline.snapshot import as_rows

ROUNDS_SHOWN = 20


class Remarked(NamedTuple):
    """One company as it was handed in, and what was said to it."""

    name: str
    place: str
    company_id: int | None
    pk: int | None
    verdict: str
    words: str
    answer: str
    kept_because: str
    is_rethink: bool = False

    @property
    def is_said(self) -> bool:
        return bool(self.verdict or self.words)


class Round(NamedTuple):
    pk: int
    number: int
    submitted_at: dt.datetime
    words: str
    coach: str
    overall: str
    begun_at: dt.datetime | None
    sent_at: dt.datetime | None
    read_at: dt.datetime | None
    companies: list[Remarked]

    @property
    def is_unread(self) -> bool:
        return self.sent_at is not None and self.read_at is None


class Target(NamedTuple):
    """A line of what would be handed in now."""

    pk: int
    name: str
    in_line: str
    is_new: bool
    has_open_rethink: bool


def load_review(user: User) -> dict[str, Any] | None:
    """None for somebody who has nothing to do with coaches: the page does not exist then."""
    rounds = load_rounds(user)
    if not user.in_cohort and not rounds:
        return None
    place = membership_of(user) if user.in_cohort else None
    targets = load_targets(user)
    last = rounds[0] if rounds else None
    is_new = any(target.is_new for target in targets)
    missing = max(user.target_aim - len(targets), 1 - len(targets), 0)
    without_in = any(not target.in_line for target in targets)
    waiting = last if place and last and last.sent_at is None and not is_new else None
    return {
        "active": "companies",
        "place": place,
        "targets": targets,
        "missing": missing,
        "without_in": without_in,
        "is_new": is_new,
        "waiting": waiting,
        "is_ready": not (missing or without_in or waiting),
        "feedback": feedback_of(rounds, targets),
        "rounds": rounds,
        "next_round": last.number + 1 if last else 1,
        "suggestions": list(open_suggestions(user).select_related("company").order_by("made_at", "pk")),
    }


def feedback_of(rounds: Iterable[Round], targets: Iterable[Target]) -> Round | None:
    """The last review that was sent; its rethinks are open while the companies say so."""
    last = next((one for one in rounds if one.sent_at), None)
    if last is None:
        return None
    open_ones = {target.pk for target in targets if target.has_open_rethink}
    return last._replace(
        companies=[
            one._replace(is_rethink=one.verdict == Verdict.RETHINK and one.company_id in open_ones)
            for one in last.companies
        ]
    )


def load_targets(user: User) -> list[Target]:
    rows = as_rows(targets_of(user))
    return [
        Target(
            row.pk,
            row.name,
            in_line(row) if row.has_in else "",
            row.is_new_to_coach,
            row.has_open_rethink,
        )
        for row in rows
    ]


def load_rounds(user: User) -> list[Round]:
    """The latest first. A review that is not sent shows only that it was begun."""
    rows = list(
        Submission.objects.owned_by(user)
        .order_by("-round")
        .values_list(
            "pk",
            "round",
            "submitted_at",
            "words",
            "review__coach_name",
            "review__words",
            "review__started_at",
            "review__sent_at",
            "review__read_at",
        )[:ROUNDS_SHOWN]
    )
    companies = load_companies(user, [row[0] for row in rows])
    return [
        Round(*row[:4], row[4] or "", (row[5] or "") if row[7] else "", *row[6:], companies[row[0]])
        for row in rows
    ]


def load_companies(user: User, rounds: Iterable[int]) -> dict[int, list[Remarked]]:
    mine = Submitted.objects.owned_by(user).filter(submission__in=rounds).order_by("position")
    found: dict[int, list[Remarked]] = defaultdict(list)
    rows = mine.values_list(
        "submission",
        "remark__review__sent_at",
        "name",
        "place",
        "company",
        "remark",
        "remark__verdict",
        "remark__words",
        "remark__answer",
        "remark__kept_because",
    )
    for submission, sent_at, name, place, company, pk, *said in rows:
        texts = [text or "" for text in said] if sent_at else ["", "", "", ""]
        found[submission].append(
            Remarked._make((name, place, company, pk if sent_at else None, *texts, False))
        )
    return found


# --- On a company's own page


class Said(NamedTuple):
    """The last word of a coach to one company."""

    pk: int
    verdict: str
    words: str
    answer: str
    kept_because: str
    coach: str
    on: dt.date


def with_remark(companies: CompanyQuerySet, user: User) -> CompanyQuerySet:
    """Adds `said`: what `remark_of` reads, from the cohort that the seeker is in now."""
    here = Membership.objects.active().of_role(Role.SEEKER).filter(user=user, consented_at__isnull=False)
    last = (
        Remark.objects.filter(
            owner=user,
            submitted__company=OuterRef("pk"),
            review__sent_at__isnull=False,
            review__submission__cohort__in=here.filter(cohort__archived_at=None).values("cohort"),
        )
        .exclude(verdict="", words="")
        .order_by("-review__submission__round")
        .annotate(
            found=JSONObject(
                pk="pk",
                verdict="verdict",
                words="words",
                answer="answer",
                kept_because="kept_because",
                coach="review__coach_name",
                on="review__sent_on",
            )
        )
    )
    return companies.annotate(said=Subquery(last.values("found")[:1], output_field=JSONField()))


def remark_of(company: Company) -> Said | None:
    """What stands on the board; a rethink that was kept, or left the targets, is no longer open."""
    found: dict[str, Any] | None = vars(company).get("said")
    return Said(**{**found, "on": dt.date.fromisoformat(found["on"][:10])}) if found else None


def is_open(said: Said, company: Company) -> bool:
    since = company.rethink_on
    return bool(
        said.verdict == Verdict.RETHINK and since and company.target_on and company.target_on <= since
    )
