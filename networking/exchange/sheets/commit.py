"""Loads what a table is compared with, and writes what a plan decided: in few statements, with its undo."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from django.db.models import Max, Model

from networking.accounts.models import User
from networking.companies.criteria import copy_defaults
from networking.companies.listing import keep_many
from networking.companies.models import Company, Standing
from networking.companies.signals import list_changed
from networking.contacts.models import Connection, Contact, Source
from networking.contacts.personas import guess
from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.conversations.models import Interaction
from networking.exchange import undo
from networking.exchange.models import Upload
from networking.exchange.sheets.plan import Plan
from networking.exchange.sheets.saying import Said
from networking.exchange.sheets.there import Place, Somebody, There

BATCH = 500


def there(owner: User, *, hold: bool = False) -> There:
    """All companies and people of this person; held, nobody else changes them until the transaction ends."""
    companies = Company.objects.owned_by(owner)
    people = Contact.objects.owned_by(owner).filter(is_sample=False)
    if hold:
        list(people.select_for_update(no_key=True).order_by("pk").values_list("pk"))
        list(companies.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    places = {company.pk: _place(company) for company in companies}
    said = _said(owner)
    return There(places.values(), [_somebody(one, places, said) for one in people.order_by("pk")])


def _place(company: Company) -> Place:
    return Place(
        pk=company.pk,
        name=company.name,
        notes=company.notes,
        key=company.company_key,
        standing=company.standing,
        website=company.website,
        place=company.place,
        is_sample=company.is_sample,
    )


def _somebody(one: Contact, places: dict[int, Place], said: dict[int, list[Said]]) -> Somebody:
    return Somebody(
        pk=one.pk,
        name=one.name,
        notes=one.notes,
        company=places.get(one.company_id or 0),
        name_key=one.name_key,
        title=one.title,
        email=one.email,
        phone=one.phone,
        profile_url=one.profile_url,
        profile_key=one.profile_key,
        said=said[one.pk],
    )


def _said(owner: User) -> dict[int, list[Said]]:
    said: dict[int, list[Said]] = defaultdict(list)
    rows = Interaction.objects.owned_by(owner).filter(is_sample=False).order_by("on", "pk")
    for contact, on, kind in rows.values_list("contact_id", "on", "kind"):
        said[contact].append(Said(on, Kind(kind)))
    return said


def write(plan: Plan, upload: Upload, now: dt.datetime) -> None:
    owner = upload.owner
    added: list[Model] = []
    added += _add_companies(plan, owner, owner.local_date(now))
    _change_companies(plan, upload)
    added += _add_people(plan, owner, now)
    _change_people(plan, upload)
    heard = [
        writer.ToLog(one.pk, said.kind, said.on) for one in plan.there.people if one.pk for said in one.new
    ]
    said = writer.log_many(owner, heard, now=now)
    added += [interaction.chat for interaction in said if interaction.chat]
    added += said
    undo.added(upload, added)
    undo.note_revisions(upload)


# --- Companies


def _add_companies(plan: Plan, owner: User, today: dt.date) -> list[Company]:
    """At the end of the list, in the order of the file; the first ones bring the criteria with them."""
    last = Company.objects.filter(owner=owner).aggregate(last=Max("position"))["last"] or 0
    places = list(plan.new_places())
    companies = [
        Company(
            owner=owner,
            name=place.name,
            company_key=place.key,
            standing=place.standing,
            target_on=today if place.standing == Standing.TARGET else None,
            position=last + number,
            website=place.website,
            place=place.place,
            notes=place.notes,
        )
        for number, place in enumerate(places, 1)
    ]
    Company.objects.bulk_create(companies, batch_size=BATCH)
    for place, company in zip(places, companies, strict=True):
        place.pk = company.pk
    if companies:
        copy_defaults(owner)
        writer.recount(owner.pk)
        list_changed.send(Company, owner_id=owner.pk)
    return companies


def _change_companies(plan: Plan, upload: Upload) -> None:
    places = {place.pk: place for place in plan.changed_places()}
    if places:
        now = {pk: {name: getattr(place, name) for name in place.before} for pk, place in places.items()}
        companies = keep_many(upload.owner, now)
        undo.changed(upload, [(company, places[company.pk].before) for company in companies])


# --- People


def _add_people(plan: Plan, owner: User, now: dt.datetime) -> list[Contact]:
    people = list(plan.new_people())
    known = _in_address_book(owner, [one.profile_key for one in people if one.profile_key])
    contacts = [_contact(owner, one, known.get(one.profile_key), now) for one in people]
    writer.add_many(owner, contacts)
    for one, contact in zip(people, contacts, strict=True):
        one.pk = contact.pk
    return contacts


def _contact(owner: User, one: Somebody, connection: Connection | None, now: dt.datetime) -> Contact:
    return Contact(
        owner=owner,
        company_id=one.company.pk if one.company else None,
        connection=connection,
        name=one.name[:200],
        title=one.title,
        persona=guess(one.title or one.hint),
        email=one.email,
        phone=one.phone,
        profile_url=one.profile_url,
        notes=one.notes,
        is_linkedin_friend=bool(connection and connection.source == Source.LINKEDIN),
        created_at=now,
    )


def _in_address_book(owner: User, keys: list[str]) -> dict[str, Connection]:
    """Those of the address book who are nobody's contact yet, by profile."""
    found: dict[str, Connection] = {}
    for start in range(0, len(keys), BATCH):
        rows = Connection.objects.owned_by(owner).filter(
            contact=None, is_sample=False, profile_key__in=keys[start : start + BATCH]
        )
        found |= {row.profile_key: row for row in rows}
    return found


def _change_people(plan: Plan, upload: Upload) -> None:
    people = {one.pk: one for one in plan.changed_people()}
    said = {pk: {name: getattr(one, name) for name in one.before} for pk, one in people.items()}
    contacts = writer.edit_many(upload.owner, {pk: _columns(fields) for pk, fields in said.items()})
    undo.changed(upload, [(contact, _columns(people[contact.pk].before)) for contact in contacts])


def _columns(fields: dict[str, Any]) -> dict[str, Any]:
    """The company by its key, as the row holds it."""
    company: Place | None = fields.get("company")
    others = {name: value for name, value in fields.items() if name != "company"}
    return others | ({"company_id": company.pk if company else None} if "company" in fields else {})
