"""A seeker's numbers as a coach reads them, and many seekers' taken together."""

from __future__ import annotations

import datetime as dt

import pytest

from networking.cohorts import access, joining
from networking.cohorts.models import Role
from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.conversations.rates import Rate
from networking.exchange.sample import start_sample
from networking.insights.numbers import Owed, load_lines, medians_of, sum_up
from tests.people import NOW, TODAY, make_company, make_contact, make_user

pytestmark = pytest.mark.django_db


def lines(school, now=NOW):
    return {line.name: line for line in load_lines(access.read_by(school.coach), now=now)}


def log(contact, kind, days_ago=0):
    return writer.log(contact, kind, on=TODAY - dt.timedelta(days_ago), now=NOW)


def plan(contact, starts_at):
    words = {"medium": "video", "place": "", "questions": ""}
    writer.plan_chat(contact, starts_at=starts_at, minutes=30, now=NOW - dt.timedelta(9), **words)


@pytest.fixture
def company(school):
    return make_company(school.seeker)


def test_who_did_nothing_yet_has_zeros(school):
    line = lines(school)["Classmate"]
    assert sum(line.counted[:5]) == 0
    assert line.stages == [0] * 5
    assert (line.aim, line.today, line.owed, line.response) == (5, TODAY, Owed(), Rate(0, 0))


def test_the_rates_of_one_seeker(school, company):
    for number in range(4):
        person = make_contact(school.seeker, company)
        log(person, Kind.OUTREACH, 9)
        if number:
            log(person, Kind.REPLY, 8)
    log(person, Kind.CHAT, 7)
    line = lines(school)["Seeker"]
    assert (line.response, line.meeting) == (Rate(3, 4), Rate(1, 3))
    assert line.stages == [0, 1, 2, 1, 0]


def test_steps_owed_are_due_rows_of_three_four_and_six_and_past_chats(school, company):
    thanks, answer, follow_up, waits, past, running = (make_contact(school.seeker, company) for _ in range(6))
    log(thanks, Kind.CHAT, 3)
    log(answer, Kind.REPLY, 1)
    log(follow_up, Kind.OUTREACH, 8)
    log(waits, Kind.OUTREACH, 2)
    plan(past, NOW - dt.timedelta(hours=1))
    plan(running, NOW - dt.timedelta(minutes=10))
    assert lines(school)["Seeker"].owed == Owed(thanks=1, answers=1, follow_ups=1, chats=1)
    assert lines(school)["Seeker"].owed.total == 4


def test_sample_owes_nothing(school):
    start_sample(school.seeker, now=NOW)
    assert lines(school)["Seeker"].owed == Owed()


@pytest.mark.parametrize(("zone", "owes"), [("Pacific/Kiritimati", 1), ("UTC", 0), ("Pacific/Pago_Pago", 0)])
def test_what_is_due_tomorrow_is_due_already_where_tomorrow_is(school, company, zone, owes):
    log(make_contact(school.seeker, company), Kind.OUTREACH, 6)
    school.seeker.change_settings(time_zone=zone)
    assert lines(school)["Seeker"].owed.follow_ups == owes


def test_quiet_counts_from_the_last_act_or_from_joining(school):
    later = NOW + dt.timedelta(9)
    assert lines(school, later)["Seeker"].quiet_days == 9
    person = make_contact(school.seeker, created_at=NOW)
    writer.log(person, Kind.OUTREACH, on=TODAY - dt.timedelta(5), now=NOW + dt.timedelta(4))
    assert lines(school, later)["Seeker"].quiet_days == 5


def test_sums_and_medians(school, company):
    for _ in range(12):
        log(make_contact(school.seeker, company), Kind.OUTREACH)
    log(make_contact(school.seeker, company), Kind.REPLY)
    found = list(lines(school).values())
    sums = sum_up(found)
    assert sums.funnel == [("Reached out", 13), ("Replied", 1), ("Chatted", 0), ("Thanked", 0)]
    assert (sums.seekers, sums.at_aim, sums.targets, sums.response) == (2, 0, 1, Rate(0, 12))
    assert sums.owed == Owed(answers=1)
    assert medians_of(found) == (0.5, 6.5, 0.0)
    assert medians_of([]) is None


@pytest.mark.parametrize("rows", [1, 30])
def test_three_queries_for_one_seeker_and_for_thirty(school, django_assert_num_queries, rows):
    for number in range(rows):
        user = make_user(f"more{number}")
        joining.join(school.organization, school.cohort, user, Role.SEEKER, consents=True, now=NOW)
        log(make_contact(user, make_company(user)), Kind.OUTREACH, 9)
    with django_assert_num_queries(3):
        assert len(load_lines(access.read_by(school.coach), now=NOW)) == rows + 2
