"""Snapshots made by hand: what the rules read, without a database."""

from __future__ import annotations

import datetime as dt
from itertools import count
from typing import Any

from networking.accounts.models import User
from networking.companies.models import Standing
from networking.contacts.models import Closeness, Persona
from networking.contacts.stages import Stage
from networking.pipeline.next_steps import Step, steps_of
from networking.pipeline.snapshot import ChatRow, CompanyRow, DueRow, Lists, PersonRow, Snapshot
from tests.people import NOW, TODAY

_numbers = count(1)


def days(number: int) -> dt.timedelta:
    return dt.timedelta(days=number)


def company(**fields: Any) -> CompanyRow:
    """A target with an "in" and nobody to find any more."""
    pk = fields.pop("pk", next(_numbers))
    given: dict[str, Any] = dict.fromkeys(CompanyRow._fields, "")
    given |= dict.fromkeys([name for name in given if name.startswith(("in_", "nobody_", "is_"))], False)
    given |= {"pk": pk, "name": f"Company {pk}", "standing": Standing.TARGET, "position": float(pk)}
    given |= {"in_words": "maps", "target_on": TODAY, "revision": 1, "connections": 0}
    given |= dict.fromkeys(("submitted_at", "rethink_on", "kept_at"))
    quiet = ("nobody_developer", "nobody_manager", "nobody_recruiter", "that_is_all")
    return CompanyRow(**(given | dict.fromkeys(quiet, True) | fields))


def person(at: CompanyRow | None = None, **fields: Any) -> PersonRow:
    """Somebody reached, without anything due."""
    pk = fields.pop("pk", next(_numbers))
    given: dict[str, Any] = dict.fromkeys(PersonRow._fields)
    given |= dict.fromkeys(("title", "email", "alumni_channel", "profile_url", "parked_reason"), "")
    given |= dict.fromkeys(("in_common", "has_introducer", "is_linkedin_friend", "is_sample"), False)
    given |= {"pk": pk, "name": f"Person {pk}", "persona": Persona.DEVELOPER, "closeness": Closeness.DISTANT}
    given |= {"stage": Stage.REACHED_OUT, "version": 1, "created_at": NOW, "dues": (), "chats": ()}
    if at:
        given |= {"company_id": at.pk, "company": at.name, "standing": at.standing, "position": at.position}
    return PersonRow(**(given | fields))


def owing(rule: int, late: int = 0, at: CompanyRow | None = None, **fields: Any) -> PersonRow:
    """Somebody with a stored step that was due some days ago."""
    return person(at, dues=(DueRow(rule, TODAY - days(late), answer_to="reply"),), **fields)


def planned(starts_at: dt.datetime, minutes: int = 30, questions: str = "", pk: int = 0) -> ChatRow:
    return ChatRow(pk or next(_numbers), starts_at, minutes, questions)


def nobody_written(at: CompanyRow, **fields: Any) -> PersonRow:
    """Somebody to write to for the first time, by e-mail."""
    return person(at, **({"stage": Stage.TO_CONTACT, "email": "a@example.org"} | fields))


def make_snapshot(*rows: Any, user: User | None = None, **fields: Any) -> Snapshot:
    """Companies and people in any order; as many targets as aimed for, unless an aim is said."""
    companies = [row for row in rows if isinstance(row, CompanyRow)]
    people = [row for row in rows if isinstance(row, PersonRow)]
    user = user or User(email="seeker@example.org", target_aim=fields.pop("aim", 0))
    fields.setdefault("now", NOW)
    fields.setdefault("hidden", [])
    real = sum(not row.is_sample for row in companies)
    fields.setdefault("lists", Lists(real=real, sample=len(companies) - real))
    return Snapshot(user=user, companies=companies, people=people, **fields)


def rules(snapshot: Snapshot) -> list[int]:
    return [int(step.rule) for step in steps_of(snapshot)]


def subjects(snapshot: Snapshot) -> list[str]:
    return [step.subject for step in steps_of(snapshot)]


def only(snapshot: Snapshot) -> Step:
    (step,) = steps_of(snapshot)
    return step
