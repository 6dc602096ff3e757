"""Days that matter to somebody: written down once, changed, removed, due on their day, let pass after it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networking.contacts.models import Contact
from networking.contacts.stages import Kind
from networking.conversations import important_dates, writer
from networking.conversations.audit import check
from networking.conversations.important_date_form import ImportantDateForm
from networking.conversations.important_dates import Said, let_pass
from networking.conversations.models import Due, ImportantDate
from tests.people import NOW, TODAY, make_contact

BIRTHDAY = Said("Birthday", TODAY.month, TODAY.day)
DAY = dt.timedelta(days=1)


@pytest.fixture
def lena(seeker):
    return make_contact(seeker, name="Lena Koch")


def dues() -> list[tuple[int, dt.date, str]]:
    return list(Due.objects.order_by("pk").values_list("rule", "due_on", "about"))


def at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), dt.UTC)


# --- The form, without a database


def form(**typed: object) -> ImportantDateForm:
    data = {"label": "Birthday", "day": "19", "month": "11", "year": ""} | typed
    return ImportantDateForm(data, contact=Contact(), today=TODAY)


def test_29_february_is_a_day_without_a_year_and_in_a_leap_year_only():
    assert form(day="29", month="2").is_valid()
    assert form(day="29", month="2", year="2024").is_valid()
    assert form(day="29", month="2", year="2023").errors == {"year": ["2023 had no 29 February."]}


@pytest.mark.parametrize(
    ("typed", "where", "why"),
    [
        ({"day": "30", "month": "2"}, "day", "February has no day 30."),
        ({"day": "31", "month": "4"}, "day", "April has no day 31."),
        ({"day": "32"}, "day", "A day is a number from 1 to 31."),
        ({"day": "0"}, "day", "A day is a number from 1 to 31."),
        ({"year": "2027"}, "year", "That year has not come yet. Leave it out if you do not know it."),
        ({"label": "  "}, "label", "Say what it is: a birthday, the day they began there."),
        ({"label": "!?"}, "label", "Say what it is in a word or two."),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_why(typed, where, why):
    assert form(**typed).errors == {where: [why]}


NUMBERS = st.one_of(st.text(max_size=5), st.integers(-1, 40).map(str), st.integers(1890, 2030).map(str))


@given(st.text(max_size=120), NUMBERS, NUMBERS, NUMBERS)
def test_whatever_is_typed_it_is_a_day_or_a_sentence(label, day, month, year):
    typed = form(label=label, day=day, month=month, year=year)
    if typed.is_valid():
        dt.date(typed.said.year or 2024, typed.said.month, typed.said.day)
    else:
        assert all(words for words in typed.errors.values())


# --- The acts


def test_a_day_that_is_today_is_due_today_and_check_pipeline_finds_nothing(lena):
    important_dates.add(lena, BIRTHDAY, today=TODAY)
    assert dues() == [(12, TODAY, "date:Birthday")]
    assert list(check(fix=False, now=NOW)) == []


def test_the_same_day_twice_is_one(lena):
    first = important_dates.add(lena, BIRTHDAY, today=TODAY)
    assert important_dates.add(lena, BIRTHDAY, today=TODAY) == first
    assert ImportantDate.objects.count() == 1


def test_another_day_begins_anew_and_another_word_changes_no_day(lena):
    date = important_dates.add(lena, BIRTHDAY, today=TODAY - 3 * DAY)
    important_dates.edit(date, BIRTHDAY._replace(label="Name day", year=1990), today=TODAY)
    assert (date.passed_on, dues()) == (TODAY - 4 * DAY, [(12, TODAY, "date:Name day")])
    important_dates.edit(date, Said("Name day", 12, 24), today=TODAY)
    assert (date.passed_on, dues()[0][1]) == (TODAY - DAY, dt.date(2026, 12, 24))


def test_a_removed_day_is_due_no_more_and_comes_back_as_it_was(lena):
    date = important_dates.add(lena, BIRTHDAY, today=TODAY)
    important_dates.remove(date)
    assert dues() == []
    important_dates.add(lena, BIRTHDAY, today=TODAY, passed_on=TODAY)
    assert dues() == [(12, dt.date(2027, 11, 19), "date:Birthday")]


# --- Letting pass


@pytest.mark.parametrize(("days", "passes"), [(0, False), (1, False), (13, False), (14, True), (15, True)])
def test_a_day_is_let_pass_14_days_after_it(lena, days, passes):
    important_dates.add(lena, BIRTHDAY, today=TODAY)
    let_pass(at(TODAY + days * DAY))
    assert dues() == [(12, dt.date(2027, 11, 19) if passes else TODAY, "date:Birthday")]
    assert list(check(fix=False, now=NOW)) == []


@pytest.mark.parametrize(("zone", "passes"), [("Pacific/Kiritimati", True), ("Pacific/Pago_Pago", False)])
def test_the_days_are_counted_where_the_seeker_is(seeker, lena, zone, passes):
    important_dates.add(lena, BIRTHDAY, today=TODAY)
    seeker.change_settings(time_zone=zone)
    let_pass(dt.datetime.combine(TODAY + 13 * DAY, dt.time(10, 30), dt.UTC))
    assert (dues()[0][1] > TODAY) == passes


def test_one_that_passed_makes_room_for_the_next(lena):
    important_dates.add(lena, BIRTHDAY, today=TODAY)
    important_dates.add(lena, Said("Began there", 12, 24), today=TODAY)
    let_pass(at(TODAY + 20 * DAY))
    assert dues() == [(12, dt.date(2026, 12, 24), "date:Began there")]


def test_a_word_on_the_day_settles_it_and_nothing_is_let_pass_twice(lena):
    date = important_dates.add(lena, BIRTHDAY, today=TODAY)
    writer.log(lena, Kind.TOUCH, on=TODAY, now=NOW, sort="congratulated")
    let_pass(at(TODAY + 20 * DAY))
    date.refresh_from_db()
    assert date.passed_on == TODAY - DAY
    assert dues() == [(12, dt.date(2027, 11, 19), "date:Birthday")]


@pytest.mark.parametrize(("year", "on"), [(2026, dt.date(2027, 2, 28)), (2027, dt.date(2028, 2, 29))])
def test_29_february_is_kept_on_the_28th_in_other_years(lena, year, on):
    important_dates.add(lena, Said("Birthday", 2, 29), today=dt.date(year, 11, 19))
    assert dues() == [(12, on, "date:Birthday")]
