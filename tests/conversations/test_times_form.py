from __future__ import annotations

import datetime as dt
from html.parser import HTMLParser

import pytest

from networking.accounts.models import User
from networking.conversations.forms import TimesForm

NOW = dt.datetime(2026, 11, 19, 12, 0, tzinfo=dt.UTC)  # 13:00 in Berlin


def form(theirs: str = "", mine: str = "Europe/Berlin", **said: str) -> TimesForm:
    return TimesForm(said, owner=User(time_zone=mine), now=NOW, theirs=theirs)


def errors(sent: TimesForm) -> dict[str, list[str]]:
    return {name: list(problems) for name, problems in sent.errors.items()}


def test_three_times_are_said_in_both_time_zones():
    sent = form(
        date_1="2026-11-24", time_1="12:00", date_2="2026-11-25", time_2="17:00",
        date_3="2026-11-26", time_3="00:30", time_zone="America/New_York",
    )  # fmt: skip
    assert sent.is_valid()
    assert sent.moments == [
        dt.datetime(2026, 11, 24, 11, tzinfo=dt.UTC),
        dt.datetime(2026, 11, 25, 16, tzinfo=dt.UTC),
        dt.datetime(2026, 11, 25, 23, 30, tzinfo=dt.UTC),
    ]
    assert sent.their_zone == "America/New_York"
    assert sent.words == (
        "Tuesday 24 November at 12:00 Berlin time (06:00 in New York),"
        " Wednesday 25 November at 17:00 Berlin time (11:00 in New York)"
        " or Thursday 26 November at 00:30 Berlin time (Wednesday at 18:30 in New York)"
    )


def test_one_time_is_enough_and_their_time_zone_may_be_unknown():
    sent = form(date_2="2026-11-24", time_2="12:00:59")
    assert sent.is_valid()
    assert sent.words == "Tuesday 24 November at 12:00 Berlin time"


def test_the_29th_of_february_can_be_offered():
    now = dt.datetime(2028, 2, 20, 12, tzinfo=dt.UTC)
    said = {"date_1": "2028-02-29", "time_1": "12:00"}
    sent = TimesForm(said, owner=User(time_zone="Europe/Berlin"), now=now)
    assert sent.is_valid()
    assert sent.words == "Tuesday 29 February at 12:00 Berlin time"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, {"date_1": ["Offer at least one time."]}),
        ({"date_1": "2026-11-24"}, {"time_1": ["At what time?"]}),
        ({"time_2": "00:00"}, {"date_2": ["On which day?"]}),
        (
            {"date_1": "2026-11-18", "time_1": "12:00"},
            {"date_1": ["This is over already. Offer a time that is still to come."]},
        ),
        (
            {"date_1": "2026-11-19", "time_1": "13:00"},
            {"time_1": ["This is over already. Offer a time that is still to come."]},
        ),
        (
            {"date_1": "2027-11-21", "time_1": "13:00"},
            {"date_1": ["That is more than a year away. Is the year right?"]},
        ),
        (
            {"date_1": "9999-12-31", "time_1": "23:59"},
            {"date_1": ["That is more than a year away. Is the year right?"]},
        ),
        (
            {"date_1": "2027-02-29", "time_1": "12:00"},
            {"date_1": ["There is no such day. Write it as 2026-11-19."]},
        ),
        (
            {"date_1": "2026-11-24", "time_1": "noon"},
            {"time_1": ["There is no such time. Write it as 17:30."]},
        ),
        (
            {"date_1": "2027-03-28", "time_1": "02:30"},
            {"time_1": ["02:30 does not exist on that day: the clocks jump over it. Try 03:30."]},
        ),
        (
            {"date_1": "2026-11-24", "time_1": "12:00", "date_3": "2026-11-24", "time_3": "12:00"},
            {"time_3": ["You offer this time already."]},
        ),
        (
            {"date_1": "2026-11-24", "time_1": "12:00", "time_zone": "Mars/Olympus"},
            {"time_zone": ["There is no such time zone. Choose one of the list."]},
        ),
        (
            {"date_1": "2026-11-01", "time_1": "12:00", "date_2": "2026-11-24"},
            {
                "date_1": ["This is over already. Offer a time that is still to come."],
                "time_2": ["At what time?"],
            },
        ),
    ],
)
def test_what_cannot_be_offered_is_said_at_its_field(said, expected):
    assert errors(form(**said)) == expected


def test_half_an_hour_that_lord_howe_jumps_over_is_refused():
    sent = form(mine="Australia/Lord_Howe", date_1="2027-10-03", time_1="02:15")
    assert errors(sent) == {
        "time_1": ["02:15 does not exist on that day: the clocks jump over it. Try 02:45."]
    }


class Options(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.values: list[str] = []
        self.chosen: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "option":
            self.values.append(said["value"] or "")
            if "selected" in said:
                self.chosen.append(said["value"] or "")


def options(shown: TimesForm) -> Options:
    return Options(str(shown["time_zone"]))


def test_the_likely_time_zones_stand_first_and_every_place_below():
    shown = TimesForm(owner=User(time_zone="Europe/Berlin"), now=NOW, theirs="America/New_York")
    drawn = options(shown)
    assert drawn.values[:3] == ["", "Europe/Berlin", "America/New_York"]
    assert drawn.chosen == ["America/New_York"]
    assert "Asia/Tokyo" in drawn.values


def test_a_chosen_time_zone_stays_chosen_when_the_form_is_refused():
    assert options(form(time_zone="Asia/Tokyo")).chosen == ["Asia/Tokyo"]
    assert options(form(time_zone='"><script>')).chosen == []
    assert "<script>" not in str(form(time_zone='"><script>')["time_zone"])


def test_an_old_name_that_is_remembered_can_be_kept():
    sent = form(theirs="US/Eastern", date_1="2026-11-24", time_1="12:00", time_zone="US/Eastern")
    assert sent.is_valid()
    assert options(form(theirs="US/Eastern", time_zone="US/Eastern")).chosen == ["US/Eastern"]
