"""Which communities the list shows: those I am in first, with how many people I met there."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Lower

from networking.accounts.models import User
from networking.conversations.models import Community, CommunityKind, Met
from networking.pipeline.days import day_words
from networking.web.paging import page_of

PAGE = 50
ICONS = {
    CommunityKind.SLACK: "hash",
    CommunityKind.DISCORD: "headphones",
    CommunityKind.FORUM: "messages-square",
    CommunityKind.ASSOCIATION: "landmark",
    CommunityKind.OTHER: "users",
}


class Line(NamedTuple):
    """One community as it is printed; `since` is empty where I am not in it."""

    pk: int
    name: str
    kind: str
    icon: str
    company: int
    company_name: str
    url: str
    since: str
    met: int
    is_sample: bool


def load_communities(user: User, *, page: str, today: dt.date) -> dict[str, Any]:
    """One page of the list, in one query."""
    shown = page_of(list(rows_of(user)), page, PAGE)
    lines = [line_of(community, today) for community in shown.things]
    return {
        "joined": [line for line in lines if line.since],
        "others": [line for line in lines if not line.since],
        "page": shown,
        "is_first": not shown.total,
    }


def rows_of(user: User) -> QuerySet[Community]:
    met = Met.objects.owned_by(user).filter(community=OuterRef("pk")).order_by().values("community")
    return (
        Community.objects.owned_by(user)
        .select_related("company")
        .annotate(people=Coalesce(Subquery(met.annotate(n=Count("pk")).values("n")), 0))
        .order_by(F("joined_on").asc(nulls_last=True), Lower("name"), "pk")
    )


def line_of(community: Community, today: dt.date) -> Line:
    company = community.company if community.company_id else None
    kind = CommunityKind(community.kind)
    return Line(
        community.pk,
        community.name,
        kind.label,
        ICONS[kind],
        company.pk if company and not company.is_removed else 0,
        company.name if company else "",
        community.url,
        say_since(community.joined_on, today),
        getattr(community, "people", 0),
        community.is_sample,
    )


def say_since(joined_on: dt.date | None, today: dt.date) -> str:
    """“since 4 Mar 2025”, “since today”; nothing where I am not in it."""
    if joined_on is None:
        return ""
    words = day_words(joined_on, today)
    return f"since {words.lower() if (today - joined_on).days < 2 else words}"
