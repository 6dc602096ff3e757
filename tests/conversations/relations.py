"""Rows of the tables around the search: roles, referrals, introductions, venues, days that matter."""

from __future__ import annotations

import uuid
from typing import Any

from networking.accounts.models import User
from networking.conversations.models import (
    Community,
    Event,
    ImportantDate,
    Introduction,
    Met,
    Opportunity,
    Referral,
    Tick,
    Update,
)
from tests.people import NOW, TODAY, make_company, make_contact


def opportunity(owner: User, **fields: Any) -> Opportunity:
    fields = {"key": uuid.uuid4(), "role": "Engineer", "progress_on": TODAY} | fields
    company = fields.pop("company", None) or make_company(owner)
    return Opportunity.objects.create(owner=owner, company=company, progress_at=NOW, created_at=NOW, **fields)


def referral(owner: User, **fields: Any) -> Referral:
    contact = fields.pop("contact", None) or make_contact(owner)
    role = fields.pop("opportunity", None) or opportunity(owner)
    fields = {"key": uuid.uuid4()} | fields
    return Referral.objects.create(owner=owner, contact=contact, opportunity=role, created_at=NOW, **fields)


def introduction(owner: User, **fields: Any) -> Introduction:
    introducer = fields.pop("introducer", None) or make_contact(owner)
    introduced = fields.pop("introduced", None) or make_contact(owner)
    fields = {"key": uuid.uuid4(), "on": TODAY} | fields
    return Introduction.objects.create(owner=owner, introducer=introducer, introduced=introduced, **fields)


def important_date(owner: User, **fields: Any) -> ImportantDate:
    contact = fields.pop("contact", None) or make_contact(owner)
    fields = {"label": "Birthday", "month": 2, "day": 29, "passed_on": TODAY} | fields
    return ImportantDate.objects.create(owner=owner, contact=contact, **fields)


def update(owner: User, **fields: Any) -> Update:
    contact = fields.pop("contact", None) or make_contact(owner)
    fields = {"about": "Engineer at Acme", "on": TODAY, "at": NOW} | fields
    return Update.objects.create(owner=owner, contact=contact, **fields)


def event(owner: User, **fields: Any) -> Event:
    fields = {"key": uuid.uuid4(), "name": "PyLadies", "starts_at": NOW} | fields
    return Event.objects.create(owner=owner, created_at=NOW, **fields)


def community(owner: User, **fields: Any) -> Community:
    fields = {"key": uuid.uuid4(), "name": "Python Berlin"} | fields
    return Community.objects.create(owner=owner, created_at=NOW, **fields)


def met(owner: User, **fields: Any) -> Met:
    contact = fields.pop("contact", None) or make_contact(owner)
    fields = {"key": uuid.uuid4(), "on": TODAY} | fields
    return Met.objects.create(owner=owner, contact=contact, **fields)


def tick(owner: User, **fields: Any) -> Tick:
    return Tick.objects.create(owner=owner, **({"item": "story", "on": TODAY} | fields))
