"""A coach's look at a seeker's list: written down once an hour, for the seeker to read (DESIGN §3)."""

from __future__ import annotations

import datetime as dt

from networking.accounts.models import User
from networking.cohorts.models import Act, Entry, Membership


def hour_of(moment: dt.datetime) -> dt.datetime:
    return moment.replace(minute=0, second=0, microsecond=0)


def note_look(coach: User, seen: Membership, *, now: dt.datetime) -> None:
    """One line per coach, seeker and hour, however often they look: the table itself refuses a second."""
    entry = Entry(
        organization_id=seen.organization_id,
        cohort_id=seen.cohort_id,
        actor=coach,
        about_id=seen.user_id,
        act=Act.LOOKED,
        role=seen.role,
        at=now,
        hour=hour_of(now),
    )
    Entry.objects.bulk_create([entry], ignore_conflicts=True)
