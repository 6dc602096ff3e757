"""All chats in one calendar file."""

from __future__ import annotations

import datetime as dt

from icalendar import Calendar

from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.conversations.models import Event
from networking.exchange.writing.agenda import agenda
from tests.people import NOW, TODAY, make_company, make_contact, new_key

HOW = {"minutes": 30, "medium": "video", "place": "", "questions": "", "now": NOW}


def test_every_chat_that_ever_had_a_time_with_the_rules_of_its_zone(
    seeker, stranger, django_assert_num_queries
):
    lena = make_contact(seeker, make_company(seeker, "Acme"), "Lena Koch")
    starts = [dt.datetime(year, 11, 24, 12, tzinfo=dt.UTC) for year in (2026, 2031, 2028)]
    for moment in starts:
        writer.plan_chat(lena, starts_at=moment, **HOW, time_zone="America/New_York")
    writer.log(lena, Kind.CHAT, on=TODAY, now=NOW)
    foreign = make_contact(stranger, None, "Eve")
    writer.plan_chat(foreign, starts_at=NOW + dt.timedelta(1), **HOW)
    with django_assert_num_queries(2):
        file = agenda(seeker, now=NOW)
    read = Calendar.from_ical(file)
    assert [event.start for event in read.events] == sorted(starts)
    assert [str(zone["TZID"]) for zone in read.timezones] == ["America/New_York"]
    assert {str(event["SUMMARY"]) for event in read.events} == {"Chat with Lena Koch (Acme)"}


def test_nothing_planned_is_an_empty_calendar(seeker):
    assert Calendar.from_ical(agenda(seeker, now=NOW)).events == []


def test_events_of_ones_own_stand_in_it_too(seeker, stranger):
    for owner, name in ((seeker, "Python night"), (stranger, "Not mine")):
        Event.objects.create(owner=owner, name=name, starts_at=NOW, key=new_key(), created_at=NOW)
    (found,) = Calendar.from_ical(agenda(seeker, now=NOW)).events
    assert (str(found["SUMMARY"]), found.start) == ("Python night", NOW)
