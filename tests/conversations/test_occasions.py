"""An outcome to tell of, somebody met, a day that comes back: when each is due (DESIGN §2, Clocks)."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networking.contacts.stages import Kind, Parked
from networking.conversations import writer
from networking.conversations.audit import check
from networking.conversations.clocks import Clocks, Entry, History, Person, state
from networking.conversations.models import Attendance
from networking.conversations.occasions import MESSAGES, Meeting, Owed, Yearly, next_time, occurrence
from tests.conversations import relations
from tests.people import NOW, TODAY, make_company, make_contact

DAY, HOUR = dt.timedelta(1), dt.timedelta(hours=1)
OTHERS = set(Kind.values) - MESSAGES - {Kind.CHAT}


def entry(kind: str, days: int = 0, hours: int = 0) -> Entry:
    return Entry(kind, TODAY + days * DAY, NOW + days * DAY + hours * HOUR)


def found(*entries: Entry, person: Person = Person(), **occasions):  # noqa: B008
    return state(History(entries, **occasions), person, Clocks())


def due(rule: int, *entries: Entry, **known):
    it = found(*entries, **known)
    return it.dues.get(rule), it.abouts.get(rule)


# --- Something ended that they helped with

ENDED = {"updates": [Owed(TODAY, NOW, "Engineer at Acme")]}
TO_TELL = (TODAY + DAY, "update:Engineer at Acme")


def test_an_update_is_due_the_day_after_the_outcome():
    assert due(3, **ENDED) == TO_TELL
    two = [Owed(TODAY + DAY, NOW + DAY, "Later"), *ENDED["updates"]]
    assert due(3, updates=two) == TO_TELL


@pytest.mark.parametrize("kind", sorted(MESSAGES))
def test_any_later_message_of_mine_settles_it(kind):
    assert due(3, entry(kind, hours=1), **ENDED) == (None, None)
    assert due(3, entry(kind, days=1), **ENDED) == (None, None)
    assert due(3, entry(kind), **ENDED) == TO_TELL, "said before it ended"
    assert due(3, entry(kind, days=-1, hours=30), **ENDED) == TO_TELL, "logged later, said before"


def test_a_chat_settles_it_and_is_thanked_for():
    assert due(3, entry(Kind.CHAT, days=1), **ENDED) == (TODAY + 2 * DAY, None)


@pytest.mark.parametrize("kind", sorted(OTHERS))
def test_what_is_no_message_of_mine_settles_nothing(kind):
    on, _ = due(3, entry(kind, days=1), **ENDED)
    assert on == TODAY + DAY


def test_of_thanks_and_an_update_the_earlier_counts_and_thanks_first():
    assert due(3, entry(Kind.CHAT, days=-3), **ENDED) == (TODAY - 2 * DAY, None)
    assert due(3, entry(Kind.HELP_RECEIVED), **ENDED) == (TODAY + DAY, None)
    assert due(3, entry(Kind.HELP_RECEIVED, days=1), **ENDED) == TO_TELL


@pytest.mark.parametrize("reason", Parked)
def test_whoever_helped_is_told_even_when_parked(reason):
    assert due(3, person=Person(parked_reason=reason), **ENDED) == TO_TELL


# --- Somebody met at an event

MET = {"met": [Meeting(TODAY, "PyLadies")]}
TO_WRITE = (TODAY + 2 * DAY, "met:PyLadies")


def test_somebody_met_is_due_two_days_later():
    assert due(6, **MET) == TO_WRITE


@pytest.mark.parametrize("kind", Kind.values)
def test_until_written_to(kind):
    is_settled = kind in MESSAGES | {Kind.CHAT}
    assert (due(6, entry(kind), **MET) != TO_WRITE) is is_settled
    assert due(6, entry(Kind.THANK_YOU, days=-1), **MET) == TO_WRITE, "that was before"


def test_a_first_message_then_waits_for_its_answer():
    assert due(6, entry(Kind.OUTREACH, days=1), **MET) == (TODAY + 8 * DAY, None)


def test_parked_people_and_those_with_a_chat_planned_are_not_written_to():
    assert due(6, person=Person(parked_reason=Parked.NOT_NOW), **MET) == (None, None)
    assert due(6, planned_at=NOW, **MET) == (None, None)


# --- A day that matters

YEARS = st.integers(1990, 2090)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))


@given(day=DAYS, after=DAYS)
def test_a_day_comes_back_within_a_year_and_never_on_the_day_itself(day, after):
    found = next_time(Yearly(day.month, day.day, "", after), after)
    assert after < found <= after + 366 * DAY
    assert found.month == day.month
    assert found.day == day.day or (day.month, day.day, found.day) == (2, 29, 28)


@given(year=YEARS)
def test_29_february_is_kept_on_the_28th_in_other_years(year):
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    assert occurrence(2, 29, year) == dt.date(year, 2, 29 if is_leap else 28)


@pytest.mark.parametrize(
    ("last", "passed", "due_on"),
    [
        (None, "2026-11-01", "2026-12-24"),
        ("2026-11-20", "2026-11-01", "2026-12-24"),
        ("2026-12-23", "2026-11-01", "2026-12-24"),
        ("2026-12-24", "2026-11-01", "2027-12-24"),
        ("2026-11-20", "2026-12-24", "2027-12-24"),
        ("2025-12-24", "2025-11-01", "2026-12-24"),
    ],
)
def test_it_is_due_after_the_last_exchange_and_after_what_passed(last, passed, due_on):
    day = Yearly(12, 24, "Birthday", dt.date.fromisoformat(passed))
    said = [Entry(Kind.TOUCH, dt.date.fromisoformat(last), NOW)] if last else []
    assert due(12, *said, days=[day]) == (dt.date.fromisoformat(due_on), "date:Birthday")


def test_the_earlier_of_the_day_and_of_keeping_in_touch_counts():
    day = Yearly(TODAY.month, TODAY.day, "Birthday", TODAY - DAY)
    thanked = (entry(Kind.CHAT, days=-200), entry(Kind.THANK_YOU, days=-199))
    assert due(12, *thanked, days=[day]) == (TODAY, "date:Birthday")
    close = Person(is_close=True)
    assert due(12, *thanked, days=[day], person=close) == (TODAY - 109 * DAY, None)


def test_never_after_a_decline():
    day = Yearly(12, 24, "Birthday", TODAY)
    assert due(12, entry(Kind.REPLY), entry(Kind.DECLINED, hours=1), days=[day]) == (None, None)
    assert due(12, days=[day], person=Person(parked_reason=Parked.DECLINED)) == (None, None)


# --- Stored


def test_what_is_stored_says_what_it_is_about(seeker):
    ada = make_contact(seeker, make_company(seeker), "Ada")
    role = relations.opportunity(seeker, company=ada.company)
    relations.update(seeker, contact=ada, opportunity=role)
    relations.met(seeker, contact=ada, event=relations.event(seeker))
    relations.important_date(seeker, contact=ada, month=12, day=24)
    writer.recompute([ada.pk])
    stored = {rule: (on, about) for rule, on, about in ada.dues.values_list("rule", "due_on", "about")}
    assert stored[3] == (TODAY + DAY, "update:Engineer at Acme")
    assert stored[6] == (TODAY + 2 * DAY, "met:PyLadies")
    assert stored[12][1] == "date:Birthday"
    assert list(check(fix=False, now=NOW)) == []


@pytest.mark.parametrize(
    "fields", [{"removed_at": NOW}, {"attendance": Attendance.SKIPPED}], ids=["removed", "skipped"]
)
def test_an_event_that_did_not_take_place_for_me_makes_nothing_due(seeker, fields):
    ada = make_contact(seeker)
    relations.met(seeker, contact=ada, event=relations.event(seeker, **fields))
    relations.met(seeker, contact=ada, community=relations.community(seeker))
    writer.recompute([ada.pk])
    assert not ada.dues.exists()


def test_what_it_is_about_is_kept_right(seeker):
    ada = make_contact(seeker)
    event = relations.event(seeker)
    relations.met(seeker, contact=ada, event=event)
    writer.recompute([ada.pk])
    ada.dues.update(about="met:Somewhere else")
    (line,) = check(fix=True, now=NOW)
    assert "rule 6" in line
    assert "Somewhere" not in line, "a log says nothing of somebody's life"
    assert ada.dues.get().about == "met:PyLadies"
