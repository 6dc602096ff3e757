"""What the list of roles shows, and one role's page: how far each has come, and what can be told next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Mapping
from typing import Any, NamedTuple

from django.db.models import QuerySet

from networking.accounts.models import User
from networking.conversations.models import ENDED, Found, Opportunity, Progress, Referral
from networking.conversations.updates import Helper, answered_at, helpers_of_search
from networking.pipeline.board_words import day_words
from networking.pipeline.loop import load_who_should_know
from networking.pipeline.opportunity_words import AFTER, DONE, ENDINGS, EXPLAINED, ROAD
from networking.web.paging import Page, page_of

MOST = 1000
PAGE = 50
NEAREST_FIRST = tuple(reversed(ROAD))


class Row(NamedTuple):
    """One role as the database gives it."""

    pk: int
    role: str
    department: str
    found: str
    progress: str
    progress_on: dt.date
    is_sample: bool
    company_id: int
    company__name: str
    referrer_id: int | None
    referrer__name: str | None
    referrer__removed_at: dt.datetime | None


class Line(NamedTuple):
    """One role as it is printed; `onward` is what can be told next, with the words for it."""

    pk: int
    role: str
    department: str
    found: str
    progress: str
    since: str
    is_sample: bool
    company: int
    company_name: str
    referrer: int
    referrer_name: str
    onward: tuple[str, str] | None


class Group(NamedTuple):
    title: str
    lines: list[Line]


def load_opportunities(user: User, data: Mapping[str, str], *, now: dt.datetime) -> dict[str, Any]:
    """Open roles by how far they came, the nearest to an offer first; a page of those that ended."""
    today, mine = user.local_date(now), Opportunity.objects.owned_by(user)
    is_open = [line_of(row, today) for row in rows_of(mine.open())]
    ended = [line_of(row, today) for row in rows_of(mine.filter(progress__in=ENDED))]
    over: Page[Line] = page_of(ended, data.get("page", ""), PAGE)
    return {
        "active": "opportunities",
        "groups": groups_of(is_open),
        "ended": over,
        "shows_ended": "page" in data or not is_open,
        "is_first": not is_open and not over.total,
    }


def rows_of(roles: QuerySet[Opportunity]) -> list[Row]:
    columns = roles.order_by("-progress_on", "-pk").values_list(*Row._fields)
    return [Row(*row) for row in columns[:MOST]]


def line_of(row: Row, today: dt.date) -> Line:
    is_there = bool(row.referrer_id) and row.referrer__removed_at is None
    after = AFTER.get(row.progress)
    return Line(
        row.pk,
        row.role,
        row.department,
        Found(row.found).label,
        Progress(row.progress).label,
        day_words(row.progress_on, today),
        row.is_sample,
        row.company_id,
        row.company__name,
        row.referrer_id or 0 if is_there else 0,
        (row.referrer__name or "") if is_there else "",
        (after, DONE[after]) if after else None,
    )


def groups_of(lines: Iterable[Line]) -> list[Group]:
    """In the order of how near they are; a group without roles is left out."""
    groups: dict[str, list[Line]] = {progress.label: [] for progress in NEAREST_FIRST}
    for line in lines:
        groups[line.progress].append(line)
    return [Group(title, found) for title, found in groups.items() if found]


class Milestone(NamedTuple):
    title: str
    is_reached: bool
    is_here: bool


def road_of(progress: str) -> list[Milestone]:
    """The way to an offer with what is behind; for a role that ended there is none to show."""
    here = ROAD.index(Progress(progress)) if progress in ROAD else -1
    return [Milestone(step.label, place <= here, place == here) for place, step in enumerate(ROAD)]


def moves_of(progress: str) -> list[tuple[str, str, str]]:
    """What can be told: the next thing first, then the other steps, then how it can end; with its weight."""
    onward = AFTER.get(progress, "")
    others = [step for step in Progress if step not in (progress, onward)]
    road = [(step.value, DONE[step], "") for step in others if step not in ENDED]
    ends = [(step.value, DONE[step], "quiet") for step in others if step in ENDED]
    return ([(onward, DONE[onward], "brand")] if onward else []) + road + ends


def load_opportunity(user: User, opportunity: Opportunity, *, now: dt.datetime) -> dict[str, Any]:
    """One role with its company and who referred me, and what follows from how it ended."""
    progress, referrer = opportunity.progress, opportunity.referrer
    should_know = load_who_should_know(user, opportunity)
    return {
        "active": "opportunities",
        "opportunity": opportunity,
        "since": day_words(opportunity.progress_on, user.local_date(now)),
        "referrer": referrer if referrer and referrer.removed_at is None else None,
        "road": [] if opportunity.has_ended else road_of(progress),
        "moves": moves_of(progress),
        "hint": EXPLAINED.get(progress, ""),
        "ending": ENDINGS.get(progress),
        "should_know": should_know,
        "to_tell": load_to_tell(user, opportunity, told={row.person_id for row in should_know}),
        "referrals": load_referrals(user, opportunity),
    }


def load_to_tell(user: User, opportunity: Opportunity, *, told: Container[int]) -> list[Helper]:
    """Who is not owed a word about it yet and may like one: after an accepted offer everybody who helped in
    the whole search, after a no everybody there who has answered me."""
    if opportunity.progress == Progress.ACCEPTED:
        people = [one for one in helpers_of_search(user) if not one.person.is_sample]
    elif opportunity.progress == Progress.REJECTED:
        people = answered_at(opportunity)
    else:
        people = []
    return [one for one in people if one.person.pk not in told]


def load_referrals(user: User, opportunity: Opportunity) -> list[Referral]:
    """Whom I ask to pass my name on, while the role is open."""
    if opportunity.has_ended:
        return []
    asked = Referral.objects.owned_by(user).filter(opportunity=opportunity)
    return list(asked.select_related("contact").order_by("contact__name", "pk"))
