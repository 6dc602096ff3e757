"""What Today offers to do when nothing is due: an event, help to give, steps that an archive proposes."""

from __future__ import annotations

import datetime as dt
import html

import pytest
import time_machine

from networking.companies.models import Company, Standing
from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.conversations.models import Attendance
from networking.pipeline.meanwhile import NO_EVENT, load_meanwhile
from tests.conversations.relations import event
from tests.people import NOW, TODAY, make_company, make_contact

DAY = dt.timedelta(days=1)


@pytest.fixture
def lena(seeker):
    return make_contact(seeker, make_company(seeker, standing=Standing.NETWORK), "Lena Koch")


def offered(user) -> list[tuple[str, str]]:
    return [(line.words, line.url) for line in load_meanwhile(user, now=NOW)]


def helped(contact, kind: str = Kind.HELP_RECEIVED, times: int = 1, **more) -> None:
    for _ in range(times):
        writer.log(contact, kind, on=TODAY, now=NOW, **more)
    writer.log(contact, Kind.THANK_YOU, on=TODAY, now=NOW)


def test_without_an_event_and_help_it_tells_of_events(seeker):
    assert offered(seeker) == [(NO_EVENT, "/events/")]


def test_the_next_event_that_is_planned_is_named(seeker):
    event(seeker, name="Over", starts_at=NOW - DAY)
    event(seeker, name="Not going", starts_at=NOW + DAY, attendance=Attendance.SKIPPED)
    event(seeker, name="Removed", starts_at=NOW + DAY, removed_at=NOW)
    event(seeker, name="Later", starts_at=NOW + 9 * DAY)
    coming = event(seeker, name="PyLadies", starts_at=NOW + DAY)
    words = "PyLadies is tomorrow: who will be there that you would like to meet?"
    assert offered(seeker) == [(words, f"/events/{coming.pk}/")]


def test_who_helped_most_and_got_least_back_is_named(seeker, lena):
    helped(make_contact(seeker, name="Mei Tanaka"), times=1)
    helped(lena, times=2)
    words = "Lena helped you twice. A chance to give something back will come."
    assert offered(seeker)[1:] == [(words, f"/people/{lena.pk}/#giving")]


def test_what_was_given_back_taken_back_or_belongs_to_somebody_removed_counts_not(seeker, stranger, lena):
    helped(lena)
    helped(lena, Kind.HELP_GIVEN)
    gone = make_contact(seeker, name="Gone")
    helped(gone, times=3)
    writer.remove_contact(gone, now=NOW)
    mei = make_contact(seeker, name="Mei")
    writer.remove(writer.log(mei, Kind.REFERRAL, on=TODAY, now=NOW), now=NOW)
    helped(make_contact(stranger, name="Theirs"))
    event(stranger, name="Theirs", starts_at=NOW + DAY)
    assert offered(seeker) == [(NO_EVENT, "/events/")]


@pytest.mark.parametrize("rows", [1, 3])
def test_it_is_one_query(seeker, rows, django_assert_num_queries):
    for number in range(rows):
        event(seeker, name=f"Event {number}", starts_at=NOW + DAY)
        helped(make_contact(seeker, name=f"Person {number}"))
    with django_assert_num_queries(1):
        load_meanwhile(seeker, now=NOW)


@pytest.mark.parametrize("rows", [1, 3])
def test_calm_today_shows_them_in_eight_queries(as_seeker, seeker, rows, django_assert_num_queries):
    type(seeker).objects.update(target_aim=1)
    northwind = make_company(seeker, "Northwind", in_words="…", that_is_all=True)
    Company.objects.update(nobody_manager=True, nobody_recruiter=True)
    for number in range(rows):
        helped(make_contact(seeker, northwind, f"Person {number}"))
        event(seeker, name="PyLadies <3", starts_at=NOW + DAY)
    with time_machine.travel(NOW, tick=False), django_assert_num_queries(8):
        page = html.unescape(as_seeker.get("/").content.decode())
    assert "next-step-calm" in page
    assert "PyLadies <3 is tomorrow" in page
    assert "A chance to give something back will come." in page
