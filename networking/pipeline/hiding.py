"""Putting a step off, turning it down, and bringing it back (DESIGN §2, "Later" and "Not this one")."""

from __future__ import annotations

import datetime as dt

from networking.accounts.models import User
from networking.conversations.models import Hidden
from networking.pipeline.next_steps import Rule, Step, all_steps
from networking.pipeline.snapshot import load_snapshot

LONGEST = dt.timedelta(days=30)
A_YEAR = dt.timedelta(days=366)
PROMISES = {Rule.PREPARE, Rule.HOW_DID_IT_GO}


def find_step(user: User, rule: int, subject: str, *, now: dt.datetime) -> Step | None:
    """The due step of this person by its rule and subject, hidden or not."""
    steps = all_steps(load_snapshot(user, now=now))
    return next((step for step in steps if (step.rule, step.subject) == (rule, subject)), None)


def latest(step: Step, today: dt.date) -> dt.date:
    """How far a step can be put off: preparing until the chat begins, telling how it went for a day."""
    if step.rule not in PROMISES:
        return today + A_YEAR
    tomorrow = today + dt.timedelta(days=1)
    chat_on = step.due_on + dt.timedelta(days=1) if step.due_on and step.rule == Rule.PREPARE else tomorrow
    return max(chat_on, tomorrow)


def later(user: User, step: Step, until: dt.date, *, now: dt.datetime, reason: str = "") -> Hidden:
    """Hides one step until a day; it comes back with its old due date. `reason` is a sentence of ours."""
    today = user.local_date(now)
    day = min(max(until, today + dt.timedelta(days=1)), latest(step, today))
    return _hide(user, step, until=day, reason=reason[:200], revision=None)


def not_this_one(user: User, step: Step, reason: str, *, now: dt.datetime) -> Hidden:
    """Hides one step until anything about its subject changes, at most 30 days."""
    return _hide(
        user, step, until=user.local_date(now) + LONGEST, reason=reason.strip()[:200], revision=step.revision
    )


def show_again(user: User, rule: int, subject: str) -> Hidden | None:
    """Brings a hidden step back; what hid it, or None if nothing did."""
    row = Hidden.objects.owned_by(user).filter(rule=rule, subject=subject).first()
    if row:
        row.delete()
    return row


def _hide(user: User, step: Step, **how: object) -> Hidden:
    row, _ = Hidden.objects.update_or_create(owner=user, rule=step.rule, subject=step.subject, defaults=how)
    return row
