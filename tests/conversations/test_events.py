"""Acts on events: each may be repeated, and what is due to whom was met follows."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from networking.accounts.models import User
from networking.conversations import events
from networking.conversations.models import Attendance, Event, Met
from tests.people import NOW, TODAY, make_contact, make_user, new_key

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
EVENING = dt.datetime(2026, 11, 19, 18, 0, tzinfo=dt.UTC)
NIGHT = EVENING + dt.timedelta(hours=7)


def add(owner: User, name: str = "PyLadies", **fields: Any) -> Event:
    fields.setdefault("starts_at", EVENING)
    return events.add(owner, key=fields.pop("key", new_key()), now=NOW, name=name, **fields)


def test_the_same_form_again_adds_one_event(seeker: User) -> None:
    key = new_key()
    assert add(seeker, key=key) == add(seeker, key=key)


def test_the_same_of_a_calendar_comes_once_and_again_when_it_was_removed(
    seeker: User, stranger: User
) -> None:
    first = add(seeker, uid="a@cal")
    assert add(seeker, "PyLadies again", uid="a@cal") == first
    assert add(stranger, uid="a@cal") != first
    events.remove(first, now=NOW)
    again = add(seeker, uid="a@cal")
    assert again != first
    assert events.restore(first).uid == ""
    assert Event.objects.owned_by(seeker).count() == 2


def test_a_whole_day_keeps_its_time_zone(db: None) -> None:
    berliner = make_user("berliner", time_zone="Europe/Berlin")
    assert add(berliner, is_all_day=True).time_zone == "Europe/Berlin"
    assert add(berliner).time_zone == ""
    assert add(berliner, is_all_day=True, time_zone="Asia/Tokyo").time_zone == "Asia/Tokyo"


def test_only_what_a_form_may_change_is_changed(seeker: User) -> None:
    with pytest.raises(TypeError, match="not editable: owner"):
        events.edit(add(seeker), {"owner": None}, now=NOW)


def test_whom_i_meet_after_midnight_i_met_that_evening(seeker: User) -> None:
    event = add(seeker, ends_at=NIGHT + dt.timedelta(hours=1))
    met = events.meet_at(event, "Mei Tanaka", key=new_key(), now=NIGHT).met
    assert (met.on, event.attendance) == (TODAY, Attendance.ATTENDED)


def test_whom_i_meet_before_it_begins_does_not_mean_i_was_there(seeker: User) -> None:
    event = add(seeker, starts_at=EVENING + 3 * DAY)
    met = events.meet_at(event, "Mei Tanaka", key=new_key(), now=EVENING).met
    assert (met.on, event.attendance) == (TODAY, Attendance.PLANNED)


def test_who_was_met_moves_with_the_days_of_the_event(seeker: User) -> None:
    event = add(seeker, starts_at=EVENING - 7 * DAY)
    met = events.meet_at(event, "Mei Tanaka", key=new_key(), now=NOW).met
    for start, on in ((-9, -9), (-3, -3), (2, 0)):
        events.edit(event, {"starts_at": EVENING + start * DAY}, now=NOW)
        met.refresh_from_db()
        assert met.on == TODAY + on * DAY


def test_days_met_within_a_longer_event_stay(seeker: User) -> None:
    event = add(seeker, starts_at=EVENING - 2 * DAY, ends_at=EVENING + DAY)
    met = events.meet_at(event, "Mei Tanaka", key=new_key(), now=NOW).met
    events.edit(event, {"name": "PyLadies Berlin"}, now=NOW + DAY)
    met.refresh_from_db()
    assert met.on == TODAY


def test_removing_and_bringing_back_keeps_who_was_met(seeker: User) -> None:
    event = add(seeker)
    events.meet_at(event, make_contact(seeker, None, "Dana Mertens"), key=new_key(), now=NIGHT)
    for _ in range(2):
        events.remove(event, now=NOW)
    assert not Met.objects.owned_by(seeker).exists()
    events.restore(event)
    assert Met.objects.owned_by(seeker).count() == 1
