"""The work-search log: which steps stand in it, what came of each, and the page and file that show it."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
import time_machine

from networking.contacts.models import PastJob
from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.exchange.work_search import METHODS, RESULTS, load_log, with_results
from networking.exchange.work_weeks import MONDAY, SUNDAY, week_of
from tests.people import NOW, TODAY, make_company, make_contact

URL = "/export/work-search/"
BEFORE = TODAY - dt.timedelta(40)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def lena(seeker):
    acme = make_company(seeker, "Acme", website="https://acme.example/")
    return make_contact(
        seeker, acme, "Lena Koch", title="Team lead", profile_url="https://www.linkedin.com/in/l"
    )


def say(contact, kind: str, days: int, **more):
    return writer.log(contact, kind, on=TODAY - dt.timedelta(days), now=NOW, **more)


def results(user) -> list[tuple[str, str]]:
    return [(step.method, step.result) for step in load_log(user, BEFORE, TODAY)]


def test_a_step_names_the_employer_the_person_the_way_and_what_came_of_it(seeker, lena):
    say(lena, Kind.OUTREACH, 9, channel="email")
    say(lena, Kind.REPLY, 7)
    assert [tuple(step) for step in load_log(seeker, BEFORE, TODAY)] == [
        (
            *(dt.date(2026, 11, 10), "Acme", "https://acme.example/", "Lena Koch"),
            *("First message (E-mail)", "Team lead", "They replied on 12 Nov 2026"),
        )
    ]


def test_each_step_has_what_followed_before_the_next_one(seeker, lena):
    for days, kind in [
        (20, Kind.OUTREACH),
        (13, Kind.FOLLOW_UP),
        (12, Kind.REPLY),
        (11, Kind.MESSAGE),
        (6, Kind.CHAT),
        (5, Kind.INTRODUCTION),
        (5, Kind.THANK_YOU),
        (2, Kind.REFERRAL_ASK),
    ]:
        say(lena, kind, days)
    assert results(seeker) == [
        ("First message", "No answer"),
        ("Follow-up", "They replied on 7 Nov 2026"),
        ("Message", "We talked on 13 Nov 2026"),
        ("Informational interview (Video)", "Held; they introduced me on 14 Nov 2026"),
        ("Thank-you", "Sent"),
        ("Asked for a referral", "No answer yet"),
    ]


def test_every_kind_is_a_step_or_a_result_or_neither_on_purpose():
    assert set(Kind) - METHODS.keys() - RESULTS.keys() == {Kind.TOUCH, Kind.HELP_GIVEN}


def test_what_was_answered_after_the_period_is_told_and_what_was_done_after_it_is_not(seeker, lena):
    say(lena, Kind.OUTREACH, 9)
    say(lena, Kind.REPLY, 1)
    say(lena, Kind.MESSAGE, 0)
    log = load_log(seeker, BEFORE, TODAY - dt.timedelta(5))
    assert [step.result for step in log] == ["They replied on 18 Nov 2026"]
    assert load_log(seeker, TODAY - dt.timedelta(8), TODAY - dt.timedelta(2)) == []


def test_somebody_who_moved_had_the_job_that_they_had(seeker, lena):
    say(lena, Kind.OUTREACH, 9)
    old = lena.company
    writer.change_job(lena, make_company(seeker, "Kestrel"), "CTO", until=TODAY, now=NOW, forget=[])
    assert PastJob.objects.get().company == old
    say(lena, Kind.FOLLOW_UP, 0)
    assert [(step.employer, step.position) for step in load_log(seeker, BEFORE, TODAY)] == [
        ("Acme", "Team lead"),
        ("Kestrel", "CTO"),
    ]


def test_an_employer_without_a_site_has_the_profile_and_nobody_needs_an_employer(seeker):
    at = "https://www.linkedin.com/in/mei"
    mei = make_contact(seeker, None, "Mei", profile_url=at)
    say(mei, Kind.OUTREACH, 1)
    (step,) = load_log(seeker, BEFORE, TODAY)
    assert (step.employer, step.link, step.position) == ("", at, "")


def test_sample_what_was_removed_and_what_others_did_is_not_in_it(seeker, stranger, lena):
    say(make_contact(seeker, None, "Sample", is_sample=True), Kind.OUTREACH, 1)
    writer.remove(say(lena, Kind.OUTREACH, 1), now=NOW)
    say(make_contact(stranger, None, "Eve"), Kind.OUTREACH, 1)
    assert load_log(seeker, BEFORE, TODAY) == []


@pytest.mark.parametrize(
    ("first_weekday", "first", "last"),
    [(SUNDAY, "2026-11-15", "2026-11-21"), (MONDAY, "2026-11-16", "2026-11-22")],
)
def test_a_week_begins_on_the_day_that_was_chosen(first_weekday, first, last):
    for number in range(7):
        day = dt.date.fromisoformat(first) + dt.timedelta(number)
        assert [str(end) for end in week_of(day, first_weekday)] == [first, last]


def test_the_page_shows_four_weeks_and_says_so(as_seeker, lena):
    say(lena, Kind.OUTREACH, 9)
    say(lena, Kind.FOLLOW_UP, 1)
    page = as_seeker.get(URL).content.decode()
    assert "25 October 2026 to 19 November 2026: 2 activities" in page
    assert "Week of 8 November to 14 November 2026" in page
    assert "First message" in page


def test_the_file_holds_the_same_period_with_its_weeks(as_seeker, lena):
    say(lena, Kind.OUTREACH, 9, channel="email")
    say(lena, Kind.FOLLOW_UP, 1)
    query = "since=2026-11-01&until=2026-11-12&begins=0"
    assert f"{URL}log.csv?{query}".replace("&", "&amp;") in as_seeker.get(f"{URL}?{query}").content.decode()
    response = as_seeker.get(f"{URL}log.csv?{query}")
    assert response["Content-Disposition"] == 'attachment; filename="work-search-log.csv"'
    assert list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")))) == [
        ["Week", "Date", "Employer", "Link", "Person", "Method", "Position", "Result"],
        [
            *("2026-11-09 to 2026-11-15", "2026-11-10", "Acme", "https://acme.example/", "Lena Koch"),
            *("First message (E-mail)", "Team lead", "No answer"),
        ],
    ]


@pytest.mark.parametrize(
    "query",
    ["since=x", "since=0001-01-01", "until=9999-12-31", "begins=3", "since=2026-11-02&until=2026-11-01"],
)
def test_a_period_that_is_none_is_refused_in_words(as_seeker, query):
    response = as_seeker.get(f"{URL}?{query}")
    assert response.status_code == 422
    assert 'class="field-error"' in response.content.decode()
    asked = as_seeker.get(f"{URL}log.csv?{query}")
    assert asked.status_code == 302
    assert as_seeker.get(asked["Location"]).status_code == 422


def test_nothing_yet_says_what_will_stand_here(as_seeker):
    page = as_seeker.get(URL).content.decode()
    assert "Nothing was written down in this time" in page
    assert "log.csv" not in page


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("page", [URL, f"{URL}log.csv"])
def test_it_takes_four_queries(as_seeker, seeker, page, count, django_assert_num_queries):
    for _ in range(count):
        say(make_contact(seeker, make_company(seeker)), Kind.OUTREACH, 1)
    with django_assert_num_queries(4):
        assert as_seeker.get(page).status_code == 200


def test_a_history_without_a_step_of_mine_is_no_step():
    assert list(with_results([])) == []
