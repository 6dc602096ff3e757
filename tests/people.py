"""The people and things that every test speaks of."""

from __future__ import annotations

import datetime as dt
import uuid
from itertools import count
from typing import Any

from networking.accounts.models import User
from networking.companies.models import Company, Standing
from networking.contacts.models import Connection, Contact, Persona
from networking.conversations import writer
from networking.conversations.models import Purpose, Template

TODAY = dt.date(2026, 11, 19)  # a Thursday
NOW = dt.datetime(2026, 11, 19, 12, 0, tzinfo=dt.UTC)
_numbers = count(1)


def make_user(name: str, **fields: Any) -> User:
    return User.objects.create_user(
        f"{name}@example.org", "correct horse battery", name=name.title(), **fields
    )


def make_company(owner: User, name: str = "", **fields: Any) -> Company:
    """A target with no "in", unless said otherwise."""
    standing = fields.pop("standing", Standing.TARGET)
    number = next(_numbers)
    fields.setdefault("target_on", TODAY if standing == Standing.TARGET else None)
    fields.setdefault("position", number)
    made = Company.objects.create(owner=owner, name=name or f"Company {number}", standing=standing, **fields)
    writer.recount(owner.pk)
    return made


def make_contact(owner: User, company: Company | None = None, name: str = "", **fields: Any) -> Contact:
    fields.setdefault("persona", Persona.DEVELOPER)
    fields.setdefault("created_at", NOW)
    made = Contact.objects.create(
        owner=owner, company=company, name=name or f"Person {next(_numbers)}", **fields
    )
    writer.recount(owner.pk)
    return made


def make_connection(owner: User, name: str = "", company: str = "", **fields: Any) -> Connection:
    from networking.companies.names import company_key
    from networking.contacts.names import match_key

    name = name or f"Connection {next(_numbers)}"
    fields.setdefault("created_at", NOW)
    fields.setdefault("updated_at", NOW)
    return Connection.objects.create(
        owner=owner,
        name=name,
        name_key=match_key(name),
        company=company,
        company_key=company_key(company) if company else "",
        **fields,
    )


def new_key() -> uuid.UUID:
    return uuid.uuid4()


def make_template(owner: User, name: str = "", **fields: Any) -> Template:
    """A template of one's own: a first message for everybody, unless said otherwise."""
    fields.setdefault("purpose", Purpose.OUTREACH)
    fields.setdefault("body", "Hi {first_name}, how are you?")
    fields.setdefault("changed_at", NOW)
    return Template.objects.create(owner=owner, name=name or f"Template {next(_numbers)}", **fields)
