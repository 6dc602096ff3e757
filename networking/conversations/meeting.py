"""Meeting somebody at an event or in a community: there once, and one of my people from then on."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import NamedTuple

from networking.accounts.models import User
from networking.companies.models import Company
from networking.contacts.models import Contact
from networking.conversations import recognising, writer
from networking.conversations.models import Community, Event, Met
from networking.conversations.writer.locking import act, hold

NOTE_LENGTH = 500
BETWEEN = " · "  # what was noted before and what is noted now


class Meeting(NamedTuple):
    """Who was met; `is_new` if they joined my people with it, `was_there` if they were met here before."""

    met: Met
    is_new: bool = False
    was_there: bool = False


class Unmet(NamedTuple):
    """What the undo of taking somebody off needs: where and when it was, in words that can be kept."""

    contact: int
    on: dt.date
    note: str
    key: uuid.UUID
    event: int | None = None
    community: int | None = None


@act
def meet(
    place: Event | Community,
    person: Contact | str,
    *,
    company: Company | None = None,
    note: str = "",
    on: dt.date,
    key: uuid.UUID,
    now: dt.datetime,
) -> Meeting:
    """Somebody I know, or somebody new by this name. The same form again gives the first meeting back.

    A company that was not known of somebody until now is theirs from now on.
    """
    owner = place.owner
    if first := Met.objects.filter(owner=owner, key=key).select_related("contact").first():
        writer.restore_contact(first.contact, now=now)  # it was undone meanwhile
        return Meeting(first, is_new=first.contact.key == key)
    if isinstance(person, str):
        return Meeting(
            _note(place, _add(owner, person, company, place, key, now), on, note, key), is_new=True
        )
    if company and hold(person).company_id is None:
        writer.edit_contact(person, {"company": company}, version=person.version, now=now)
    if there := Met.objects.filter(**_here(place), contact=person).select_related("contact").first():
        return Meeting(_note_more(there, note), was_there=True)
    return Meeting(_note(place, person, on, note, key))


@act
def unmeet(met: Met, *, now: dt.datetime) -> Unmet:
    """Takes somebody off; who joined my people with this alone is taken off these too."""
    what = Unmet(met.contact_id, met.on, met.note, met.key, met.event_id, met.community_id)
    if _is_all_there_is(met):
        writer.remove_contact(met.contact, now=now)
        return what
    met.delete()
    writer.recompute([met.contact_id])
    return what


@act
def meet_again(owner: User, unmet: Unmet, *, now: dt.datetime) -> Met | None:
    """The undo of `unmeet`; None if the person, the event or the community was removed meanwhile."""
    if met := Met.objects.filter(owner=owner, key=unmet.key).select_related("contact").first():
        writer.restore_contact(met.contact, now=now)
        return met
    contact = Contact.objects.owned_by(owner).filter(pk=unmet.contact).first()
    places: list[Event | Community] = [
        *Event.objects.owned_by(owner).filter(pk=unmet.event or 0),
        *Community.objects.owned_by(owner).filter(pk=unmet.community or 0),
    ]
    if contact is None or not places:
        return None
    return meet(places[0], contact, note=unmet.note, on=unmet.on, key=unmet.key, now=now).met


def _add(
    owner: User,
    name: str,
    company: Company | None,
    place: Event | Community,
    key: uuid.UUID,
    now: dt.datetime,
) -> Contact:
    """A new person; `key` is the meeting's, by which taking it back knows that they came with it."""
    common = {"company": company, "key": key, "is_sample": place.is_sample}
    return recognising.add(
        owner, recognising.connection_of(owner, company, name), {"name": name}, common, now
    )


def _note(place: Event | Community, contact: Contact, on: dt.date, note: str, key: uuid.UUID) -> Met:
    kept = {"owner_id": place.owner_id, "on": on, "note": note[:NOTE_LENGTH], "key": key}
    met, _ = Met.objects.get_or_create(**_here(place), contact=contact, defaults=kept)
    writer.recompute([contact.pk])
    return met


def _note_more(met: Met, note: str) -> Met:
    """What is noted later stands behind what was noted before."""
    if note and note not in met.note.split(BETWEEN):
        met.note = BETWEEN.join(filter(None, [met.note, note]))[:NOTE_LENGTH]
        met.save(update_fields=["note"])
    return met


def _here(place: Event | Community) -> dict[str, Event | Community]:
    return {"event" if isinstance(place, Event) else "community": place}


def _is_all_there_is(met: Met) -> bool:
    """Whether somebody came with this meeting, and nothing happened since."""
    elsewhere = Met.objects.filter(contact=met.contact).exclude(pk=met.pk)
    return met.contact.key == met.key and not elsewhere.exists() and not recognising.has_history(met.contact)
