"""What the pages of a school show: cohorts, members, invitations, and what was done."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet

from networking.accounts.models import User
from networking.cohorts import access
from networking.cohorts.inviting import open_codes, open_invitations
from networking.cohorts.models import Act, Cohort, Entry, Membership, Organization, Role

ENTRIES_SHOWN = 50
ROLE_ORDER = {Role.ADMIN: 0, Role.COACH: 1, Role.SEEKER: 2}

# What a coach reads of a seeker who consents, and never (DESIGN §3); the consent page says exactly this.
SHARED = (
    "your target companies: name, place, website, your “in”, the criteria with your answers and notes",
    "how many companies wait in your backlog, but not which",
    "numbers: how many people are in each role and stage, steps you owe, answer rates",
    "the day you were last active, and the days you handed in your list",
)
WITH_PEOPLE = "If you allow it: name, job title, role and stage of the people at your target companies"
NEVER = (
    "e-mail addresses, phone numbers, profiles and notes about people",
    "messages, drafts, conversations, chats and what you learned in them",
    "your address book, imports, exports and what you search for",
)


class Line(NamedTuple):
    """One cohort in a list, with how many seekers and coaches are in it."""

    pk: int
    name: str
    is_archived: bool
    seekers: int
    coaches: int


def lines_of(cohorts: QuerySet[Cohort]) -> list[Line]:
    def active(role: Role) -> Count:
        return Count("memberships", filter=Q(memberships__role=role, memberships__ended_at=None))

    rows = cohorts.annotate(seekers=active(Role.SEEKER), coaches=active(Role.COACH)).order_by("name", "pk")
    return [Line(row.pk, row.name, row.is_archived, row.seekers, row.coaches) for row in rows]


def load_home(user: User) -> dict[str, Any] | None:
    """The schools and cohorts this person has to do with as admin or coach; None for nobody of these."""
    schools = list(access.administered_by(user).order_by("name"))
    coached = lines_of(access.coached_by(user))
    if not schools and not coached:
        return None
    knowing = access.facts_kept_by(user).order_by("name")
    return {"schools": schools, "coached": coached, "knowing": knowing, "active": "cohorts"}


def load_organization(organization: Organization) -> dict[str, Any]:
    cohorts = lines_of(Cohort.objects.filter(organization=organization))
    members = Membership.objects.active().of_role(Role.ADMIN).filter(organization=organization)
    entries = Entry.objects.filter(organization=organization).exclude(act=Act.LOOKED)
    return {
        "organization": organization,
        "cohorts": [line for line in cohorts if not line.is_archived],
        "archived": [line for line in cohorts if line.is_archived],
        "admins": members.select_related("user").order_by("joined_at"),
        "entries": entries.select_related("cohort", "actor", "about").order_by("-at", "-pk")[:ENTRIES_SHOWN],
        "active": "cohorts",
    }


def load_cohort(user: User, cohort: Cohort, *, now: dt.datetime) -> dict[str, Any]:
    members = access.visible_members(user).active().filter(cohort=cohort).select_related("user")
    is_admin = cohort.organization in access.administered_by(user)
    invited = access.invitations_of(user).filter(cohort=cohort, pk__in=open_invitations(now))
    return {
        "cohort": cohort,
        "is_admin": is_admin,
        "members": sorted(members, key=lambda m: (ROLE_ORDER[Role(m.role)], str(m.user).casefold(), m.pk)),
        "invited": invited.select_related("invited_by").order_by("-created_at", "-pk"),
        "codes": open_codes(now).filter(cohort=cohort).order_by("-created_at") if is_admin else (),
        "active": "cohorts",
    }


def load_place(membership: Membership) -> dict[str, Any]:
    """A seeker's own place: who coaches them, what those read, and who looked (DESIGN §3)."""
    coaches = Membership.objects.active().of_role(Role.COACH).filter(cohort=membership.cohort)
    looked = Entry.objects.filter(about=membership.user, act=Act.LOOKED).select_related("actor")
    return {
        "membership": membership,
        "coaches": [str(coach.user) for coach in coaches.select_related("user").order_by("joined_at")],
        "looked": looked.order_by("-at", "-pk")[:ENTRIES_SHOWN],
        "active": "settings",
        **agreement(),
    }


def agreement() -> dict[str, Any]:
    return {"shared": SHARED, "with_people": WITH_PEOPLE, "never": NEVER}
