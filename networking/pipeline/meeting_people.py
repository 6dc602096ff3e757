"""The people met at one place, whom of mine a few letters may mean, and taking up who was met."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.urls import reverse

from networking.accounts.models import User
from networking.contacts.models import Contact
from networking.contacts.names import search_form
from networking.contacts.seats import initials
from networking.conversations import events, meeting
from networking.conversations.meeting import Meeting, Unmet
from networking.conversations.meeting_form import MeetForm
from networking.conversations.models import Community, Event, Met
from networking.conversations.recognising import recognise
from networking.pipeline.days import day_words
from networking.pipeline.workplaces import company_named

MOST = 300
SUGGESTED = 5
LONGEST_SEARCH = 100
TAKEN_OFF = "taken_off"  # in the session: what the undo of a meeting that was taken off needs
REMEMBERED = 10


class MetLine(NamedTuple):
    """One person as the list prints them; `is_written` if something was said since."""

    pk: int
    person: int
    name: str
    initials: str
    stage: int
    is_due: bool
    company: int
    company_name: str
    note: str
    day: str
    is_written: bool
    is_sample: bool


class Taken(NamedTuple):
    """Who was taken up; without a meeting, those of whom somebody must be asked."""

    meeting: Meeting | None
    perhaps: tuple[Contact, ...] = ()


def meet_url(place: Event | Community) -> str:
    name = "pipeline:meet_at_event" if isinstance(place, Event) else "pipeline:meet_in_community"
    return reverse(name, args=[place.pk])


def page_url(place: Event | Community) -> str:
    name = "pipeline:event" if isinstance(place, Event) else "pipeline:community"
    return reverse(name, args=[place.pk])


def met_part(
    user: User,
    place: Event | Community,
    *,
    today: dt.date,
    form: MeetForm | None = None,
    perhaps: tuple[Contact, ...] = (),
    focus: bool = False,
) -> dict[str, Any]:
    """What `_met.html` prints: the form, the list, and perhaps a question. One query."""
    return {
        "met": load_met(place, today=today),
        "meeting": form or MeetForm(owner=user),
        "meet_url": meet_url(place),
        "perhaps": perhaps,
        "focus": focus,
        "is_event": isinstance(place, Event),
    }


def load_met(place: Event | Community, *, today: dt.date) -> list[MetLine]:
    """The latest first."""
    rows = Met.objects.owned_by(place.owner).filter(
        **{"event" if isinstance(place, Event) else "community": place}
    )
    return [line_of(met, today) for met in rows.select_related("contact__company").order_by("-pk")[:MOST]]


def line_of(met: Met, today: dt.date) -> MetLine:
    contact, company = met.contact, met.contact.company
    return MetLine(
        met.pk,
        contact.pk,
        contact.name,
        initials(contact.name),
        contact.stage,
        contact.due_on is not None and contact.due_on <= today,
        company.pk if company and not company.is_removed else 0,
        company.name if company else "",
        met.note,
        day_words(met.on, today),
        contact.last_interaction_on is not None and contact.last_interaction_on >= met.on,
        contact.is_sample,
    )


def suggested(user: User, typed: str) -> list[Contact]:
    """Those of my people whose name begins with these letters, word for word."""
    words = search_form(typed.replace("\x00", "")[:LONGEST_SEARCH]).split()
    if sum(len(word) for word in words) < 2:
        return []
    found = Contact.objects.owned_by(user)
    for word in words:
        found = found.filter(name_key__contains=word)
    return list(found.select_related("company").order_by("name", "pk")[:SUGGESTED])


def take_up(user: User, place: Event | Community, form: MeetForm, *, now: dt.datetime) -> Taken:
    """Whoever was chosen, or is recognised, or is new; of a name that may be somebody else's we ask."""
    said = form.cleaned_data
    person: Contact | str | None = form.chosen
    if person is None and not form.is_new and not was_sent(user, said["key"]):
        recognised = recognise(user, said["name"], said["company_name"])
        if recognised.perhaps:
            return Taken(None, recognised.perhaps)
        person = recognised.contact
    company = company_named(user, said["company_name"], now=now)
    words: dict[str, Any] = {"company": company, "note": said["note"], "key": said["key"], "now": now}
    if isinstance(place, Event):
        return Taken(events.meet_at(place, person or said["name"], **words))
    return Taken(meeting.meet(place, person or said["name"], on=user.local_date(now), **words))


def was_sent(user: User, key: uuid.UUID) -> bool:
    """Whether this very form was taken up already: a double click."""
    return Met.objects.filter(owner=user, key=key).exists()


# --- What the undo of a meeting that was taken off needs


def remember(session: Any, unmet: Unmet) -> str:
    """Keeps it in the session, the last few of them; gives the key it is found by."""
    kept = {**session.get(TAKEN_OFF, {}), str(unmet.key): [*map(_plain, unmet)]}
    session[TAKEN_OFF] = dict(list(kept.items())[-REMEMBERED:])
    return str(unmet.key)


def recall(session: Mapping[str, Any], key: uuid.UUID) -> Unmet | None:
    found = session.get(TAKEN_OFF, {}).get(str(key))
    if found is None:
        return None
    contact, on, note, _, event, community = found
    return Unmet(contact, dt.date.fromisoformat(on), note, key, event, community)


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, dt.date | uuid.UUID) else value
