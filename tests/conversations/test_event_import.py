"""Taking events in: each once, however often the form comes; and taking them back."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from networking.accounts.models import User
from networking.conversations import event_import
from networking.conversations.found_events import Found
from networking.conversations.models import Attendance, Event, EventKind, Met
from tests.people import NOW, TODAY, make_contact, new_key

pytestmark = pytest.mark.django_db
BATCH = uuid.UUID(int=7)
STARTS = dt.datetime(2026, 11, 24, 17, 30, tzinfo=dt.UTC)


def found(name: str = "Python meetup", uid: str = "1@x", **fields) -> Found:
    return Found(uid=uid, name=name, starts_at=STARTS, **fields)


def take(owner: User, *events: Found, batch: uuid.UUID = BATCH) -> int:
    return event_import.take(owner, batch, dict(enumerate(events)), now=NOW)


def names(owner: User) -> list[str]:
    return sorted(Event.objects.owned_by(owner).values_list("name", flat=True))


def test_an_event_comes_as_it_was_found(seeker):
    take(seeker, found(place="c-base", url="https://x.example", notes="Talks"))
    event = Event.objects.get()
    assert (event.owner, event.name, event.kind) == (seeker, "Python meetup", EventKind.MEETUP)
    assert (event.place, event.url, event.notes) == ("c-base", "https://x.example", "Talks")
    assert (event.starts_at, event.attendance, event.uid) == (STARTS, Attendance.PLANNED, "1@x")


def test_a_whole_day_keeps_the_clock_whose_day_it_is(seeker):
    seeker.time_zone = "Asia/Tokyo"
    take(seeker, found(is_all_day=True))
    assert Event.objects.get().time_zone == "Asia/Tokyo"


def test_the_same_form_again_and_the_same_calendar_again_add_nothing(seeker):
    assert take(seeker, found(), found("Other", "2@x")) == 2
    assert take(seeker, found(), found("Other", "2@x")) == 0
    assert take(seeker, found(), found("New", "3@x"), batch=new_key()) == 1
    assert names(seeker) == ["New", "Other", "Python meetup"]


def test_a_second_press_waits_for_the_first(seeker):
    with CaptureQueriesContext(connection) as queries:
        take(seeker, found())
    asked = [query["sql"] for query in queries if query["sql"].startswith("SELECT")]
    assert User._meta.db_table in asked[0]
    assert ("FOR NO KEY UPDATE" in asked[0]) == connection.features.has_select_for_update


def test_taking_back_takes_this_batch_alone_and_the_form_brings_it_again(seeker):
    take(seeker, found("Before", "0@x"), batch=new_key())
    take(seeker, found())
    assert event_import.take_back(seeker, BATCH, now=NOW) == 1
    assert names(seeker) == ["Before"]
    assert take(seeker, found()) == 1
    assert names(seeker) == ["Before", "Python meetup"]
    assert Event.objects.count() == 2


def test_what_was_taken_back_can_come_by_another_form(seeker):
    take(seeker, found())
    event_import.take_back(seeker, BATCH, now=NOW)
    assert take(seeker, found(), batch=new_key()) == 1
    assert take(seeker, found()) == 0


def test_where_somebody_was_met_since_is_kept(seeker):
    take(seeker, found(), found("Other", "2@x"))
    met = Event.objects.get(name="Other")
    Met.objects.create(owner=seeker, contact=make_contact(seeker), event=met, on=TODAY, key=new_key())
    assert event_import.take_back(seeker, BATCH, now=NOW) == 1
    assert names(seeker) == ["Other"]


def test_two_seekers_bring_the_same_calendar_and_take_back_their_own(seeker, stranger):
    take(seeker, found())
    take(stranger, found())
    event_import.take_back(stranger, BATCH, now=NOW)
    assert (names(seeker), names(stranger)) == (["Python meetup"], [])
