"""Accounts to export, exports to import, and what of two accounts must be equal."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

from networking.accounts.models import User
from networking.companies.models import Company
from networking.contacts.models import Contact
from networking.conversations.models import Due, Totals
from networking.conversations.writer.derived import DERIVED
from networking.exchange.account.writing import MEMBER, as_json, write_zip
from networking.exchange.choices import Choices
from networking.exchange.kinds import Kind
from networking.exchange.recognise import recognise
from networking.exchange.roads import ROADS, Coming
from networking.exchange.uploads import import_path
from tests.people import NOW

DIFFERING = ("email", "date_joined")  # of the account: whoever imports has their own


def exported(user: User) -> dict[str, Any]:
    """The JSON of an account."""
    return json.loads("".join(as_json(user, now=NOW)))


def comparable(user: User) -> dict[str, Any]:
    """All that an export tells and an import brings back."""
    found = exported(user)
    del found["memberships"]
    for name in DIFFERING:
        del found["account"][name]
    return found


def derived(user: User) -> list[Any]:
    """What is made from it: stages, what is due, what it all amounts to; by age, not by key."""
    people = list(
        Contact.objects.filter(owner=user).order_by("pk").values_list("pk", *DERIVED, *Contact.KEYS)
    )
    places = {pk: place for place, (pk, *_) in enumerate(people)}
    dues = Due.objects.filter(owner=user).values_list("contact", "rule", "due_on")
    return [
        [row[1:] for row in people],
        sorted((places[contact], rule, on) for contact, rule, on in dues),
        list(Company.objects.filter(owner=user).order_by("pk").values_list("company_key")),
        list(Totals.objects.filter(owner=user).values_list()[:1].values_list(*totals_columns())),
    ]


def totals_columns() -> list[str]:
    return [field.attname for field in Totals._meta.concrete_fields if field.name != "owner"]


def export_to(path: Path, user: User) -> Path:
    with path.open("wb") as file:
        write_zip(user, file, now=NOW)
    return path


def read(path: Path, owner: User) -> Coming:
    kind = recognise(path).kind
    assert kind == Kind.ACCOUNT
    return ROADS[kind].read(path, Choices(), lambda part: None, owner)


def bring(path: Path, owner: User) -> Coming:
    """Reads and imports a file; the numbers of its report add up."""
    reading = read(path, owner)
    import_path(owner, path, Kind.ACCOUNT, reading, NOW)
    reading.report.check()
    owner.refresh_from_db()
    return reading


def zip_of(path: Path, content: Any) -> Path:
    """A zip whose JSON somebody wrote or changed."""
    text = content if isinstance(content, str) else json.dumps(content)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MEMBER, text)
    return path


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
