"""Clocks count days of the calendar: nights when the clocks change and 29 February are days like others."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from networking.companies.models import Standing
from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.pipeline.next_steps import lateness
from networking.pipeline.today import load_today
from tests.people import make_company, make_contact, make_user


def local(zone: str, *parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=ZoneInfo(zone))


@pytest.fixture
def lena(db):
    def make(zone: str):
        owner = make_user("lena-seeker", time_zone=zone)
        company = make_company(owner, "Northwind", in_words="their SDK", standing=Standing.TARGET)
        return make_contact(owner, company, "Lena Koch")

    return make


CHANGES = [
    ("Europe/Berlin", dt.date(2027, 3, 25)),  # the clocks go forward on the 28th
    ("Europe/Berlin", dt.date(2027, 10, 28)),  # and back on the 31st
    ("America/New_York", dt.date(2027, 3, 11)),
    ("America/New_York", dt.date(2027, 11, 4)),
    ("Australia/Lord_Howe", dt.date(2027, 4, 1)),
    ("Australia/Lord_Howe", dt.date(2027, 9, 30)),
    ("Europe/Berlin", dt.date(2028, 2, 25)),  # over 29 February
]


@pytest.mark.parametrize(("zone", "on"), CHANGES)
@pytest.mark.parametrize("hour", [0, 23])
def test_a_follow_up_is_due_seven_days_of_the_calendar_later(lena, zone, on, hour):
    contact = lena(zone)
    sent = local(zone, on.year, on.month, on.day, hour, 59)
    writer.log(contact, Kind.OUTREACH, on=contact.owner.local_date(sent), now=sent)
    assert contact.due_on == on + dt.timedelta(days=7)
    for days, words in ((6, f"{contact.due_on:%a}"), (7, "today"), (8, "1 day late")):
        day = on + dt.timedelta(days=days)
        for moment in (local(zone, day.year, day.month, day.day, hour) for hour in (0, 23)):
            assert lateness(contact.due_on, contact.owner.local_date(moment)).words == words


@pytest.mark.parametrize("hour", [0, 23])
def test_a_follow_up_over_the_change_of_clocks_is_todays_step_the_whole_day(lena, hour):
    contact = lena("Europe/Berlin")
    sent = local("Europe/Berlin", 2027, 10, 28, 22)
    writer.log(contact, Kind.OUTREACH, on=dt.date(2027, 10, 28), now=sent)
    seventh = local("Europe/Berlin", 2027, 11, 4, hour, 30)
    shown = load_today(contact.owner, now=seventh)
    assert (shown["step"].rule, shown["due"].words) == (6, "today")


@pytest.mark.parametrize(
    ("kind", "on", "due_on"),
    [
        (Kind.OUTREACH, dt.date(2028, 2, 29), dt.date(2028, 3, 7)),
        (Kind.OUTREACH, dt.date(2028, 2, 22), dt.date(2028, 2, 29)),
        (Kind.OUTREACH, dt.date(2027, 2, 22), dt.date(2027, 3, 1)),
        (Kind.CHAT, dt.date(2028, 2, 28), dt.date(2028, 2, 29)),
        (Kind.CHAT, dt.date(2028, 2, 29), dt.date(2028, 3, 1)),
    ],
)
def test_the_29th_of_february_counts_as_a_day(lena, kind, on, due_on):
    contact = lena("Europe/Berlin")
    writer.log(contact, kind, on=on, now=local("Europe/Berlin", on.year, on.month, on.day, 12))
    assert contact.due_on == due_on


def test_a_year_after_the_29th_of_february_is_the_28th(lena):
    contact = lena("Europe/Berlin")
    on = dt.date(2028, 2, 29)
    now = local("Europe/Berlin", 2028, 2, 29, 12)
    for kind in (Kind.CHAT, Kind.THANK_YOU):
        writer.log(contact, kind, on=on, now=now)
    assert (contact.due_on, contact.due_rule) == (dt.date(2029, 2, 28), 12)
