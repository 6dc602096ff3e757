from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networking.accounts.zones import in_zone, time_of, zone_choices, zone_label, zone_name, zone_of, zones
from networking.conversations.times import say_span, say_time, say_times, time_there

BERLIN, NEW_YORK, LORD_HOWE = "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
CLOCK = r"(\d\d):(\d\d)"
SAID = re.compile(
    rf"(\w+) (\d+) (\w+) at {CLOCK} ([^,(]+?)(, (?:before|after) the clocks go back)?"
    rf"(?: \((?:(\w+) at )?{CLOCK} ([^,]+?)(, (?:before|after) the clocks go back)?\))?"
)


def utc(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("moment", "mine", "theirs", "said"),
    [
        (utc(2026, 11, 24, 11), BERLIN, "", "Tuesday 24 November at 12:00 Berlin time"),
        (utc(2026, 11, 24, 11), BERLIN, BERLIN, "Tuesday 24 November at 12:00 Berlin time"),
        (
            utc(2026, 11, 24, 11),
            BERLIN,
            NEW_YORK,
            "Tuesday 24 November at 12:00 Berlin time (06:00 in New York)",
        ),
        (
            utc(2026, 11, 24, 22, 30),
            BERLIN,
            "Asia/Tokyo",
            "Tuesday 24 November at 23:30 Berlin time (Wednesday at 07:30 in Tokyo)",
        ),
        (
            utc(2026, 11, 25, 1),
            "Asia/Kolkata",
            "America/Los_Angeles",
            "Wednesday 25 November at 06:30 Kolkata time (Tuesday at 17:00 in Los Angeles)",
        ),
        (
            utc(2026, 11, 24, 11),
            "Asia/Kathmandu",
            "Australia/Adelaide",
            "Tuesday 24 November at 16:45 Kathmandu time (21:30 in Adelaide)",
        ),
        (
            utc(2026, 11, 24, 10, 30),
            "Pacific/Kiritimati",
            "Pacific/Pago_Pago",
            "Wednesday 25 November at 00:30 Kiritimati time (Monday at 23:30 in Pago Pago)",
        ),
        (utc(2028, 2, 29, 11), BERLIN, "UTC", "Tuesday 29 February at 12:00 Berlin time (11:00 UTC)"),
        (utc(2026, 11, 24, 11), "", BERLIN, "Tuesday 24 November at 11:00 UTC (12:00 in Berlin)"),
        (
            utc(2026, 11, 24, 11),
            BERLIN,
            "US/Eastern",
            "Tuesday 24 November at 12:00 Berlin time (06:00 US Eastern time)",
        ),
        (utc(2026, 11, 24, 11), "Mars/Olympus", "", "Tuesday 24 November at 11:00 UTC"),
    ],
)
def test_a_time_is_said_in_both_time_zones(moment, mine, theirs, said):
    assert say_time(moment, mine, theirs) == said


@pytest.mark.parametrize(
    ("moment", "mine", "theirs", "said"),
    [
        # Europe's night: 02:30 comes twice in Berlin, an hour apart.
        (
            utc(2027, 10, 31, 0, 30),
            BERLIN,
            NEW_YORK,
            "Sunday 31 October at 02:30 Berlin time, before the clocks go back"
            " (Saturday at 20:30 in New York)",
        ),
        (
            utc(2027, 10, 31, 1, 30),
            BERLIN,
            NEW_YORK,
            "Sunday 31 October at 02:30 Berlin time, after the clocks go back"
            " (Saturday at 21:30 in New York)",
        ),
        # America's, a week later.
        (
            utc(2027, 11, 7, 6, 30),
            BERLIN,
            NEW_YORK,
            "Sunday 7 November at 07:30 Berlin time (01:30 in New York, after the clocks go back)",
        ),
        # Between the two nights the distance is five hours, not six.
        (
            utc(2027, 11, 2, 11),
            BERLIN,
            NEW_YORK,
            "Tuesday 2 November at 12:00 Berlin time (07:00 in New York)",
        ),
        # Lord Howe's clocks go back by half an hour.
        (
            utc(2027, 4, 3, 14, 45),
            LORD_HOWE,
            BERLIN,
            "Sunday 4 April at 01:45 Lord Howe time, before the clocks go back (Saturday at 16:45 in Berlin)",
        ),
        (
            utc(2027, 4, 3, 15, 15),
            LORD_HOWE,
            BERLIN,
            "Sunday 4 April at 01:45 Lord Howe time, after the clocks go back (Saturday at 17:15 in Berlin)",
        ),
    ],
)
def test_in_the_night_when_the_clocks_change_it_says_which_of_the_two(moment, mine, theirs, said):
    assert say_time(moment, mine, theirs) == said


def test_several_times_are_a_or_b_the_earliest_first_and_each_once():
    tuesday, wednesday, friday = (utc(2026, 11, day, 11) for day in (24, 25, 27))
    assert say_times([], BERLIN) == ""
    assert say_times([tuesday], BERLIN) == "Tuesday 24 November at 12:00 Berlin time"
    assert say_times([friday, tuesday, friday, wednesday], BERLIN) == (
        "Tuesday 24 November at 12:00 Berlin time, Wednesday 25 November at 12:00 Berlin time"
        " or Friday 27 November at 12:00 Berlin time"
    )


def test_a_chat_says_from_when_to_when_and_the_year_when_it_is_another():
    today = dt.date(2026, 11, 19)
    eve = utc(2026, 12, 31, 22, 45)
    assert say_span(eve, 30, BERLIN, today=today) == "Thursday 31 December, 23:45 to 00:15 Berlin time"
    assert say_span(eve, 30, "Asia/Tokyo", today=today) == "Friday 1 January 2027, 07:45 to 08:15 Tokyo time"
    assert say_span(utc(2026, 11, 1, 5, 30), 30, NEW_YORK, today=today) == (
        "Sunday 1 November, 01:30 to 01:00 New York time, the clocks change meanwhile"
    )


def test_the_time_there_is_not_said_if_it_is_unknown_or_the_same():
    noon = utc(2026, 11, 24, 11)
    assert time_there(noon, BERLIN, "") == time_there(noon, BERLIN, BERLIN) == ""
    assert time_there(noon, BERLIN, NEW_YORK) == "06:00 in New York"


def read_back(said: str, year: int, mine: str, theirs: str) -> tuple[dt.datetime, dt.datetime]:
    """What somebody understands who reads it: here by its date, there by its weekday."""
    found = SAID.fullmatch(said)
    assert found, said
    weekday, day, month, hour, minute, zone, which, other_day, hour2, minute2, there, which2 = found.groups()
    assert zone == time_of(mine)
    date = dt.datetime.strptime(f"{day} {month} {year}", "%d %B %Y").date()  # noqa: DTZ007
    assert WEEKDAYS[date.weekday()] == weekday
    here = on_the_wall(date, hour, minute, which, mine)
    if there is None:
        return here, here
    assert there == in_zone(theirs)
    near = [date + dt.timedelta(days=days) for days in range(-3, 4)]
    date = next(d for d in near if WEEKDAYS[d.weekday()] == (other_day or weekday))
    return here, on_the_wall(date, hour2, minute2, which2, theirs)


def on_the_wall(date: dt.date, hour: str, minute: str, which: str | None, key: str) -> dt.datetime:
    fold = 1 if which and "after" in which else 0
    local = dt.datetime.combine(date, dt.time(int(hour), int(minute), fold=fold), zone_of(key))
    return local.astimezone(dt.UTC)


MINUTES = st.integers(0, 7 * 365 * 24 * 60).map(
    lambda minutes: utc(2026, 1, 1) + dt.timedelta(minutes=minutes)
)
ZONES = st.sampled_from([key for key, _ in zones()])


@given(MINUTES, ZONES, ZONES)
def test_what_is_said_is_the_same_instant_read_back_in_both_time_zones(moment, mine, theirs):
    said = say_time(moment, mine, theirs)
    year = moment.astimezone(zone_of(mine)).year
    assert read_back(said, year, mine, theirs) == (moment, moment)


NIGHTS = [
    (key, moment)
    for key, days in {
        BERLIN: [(2027, 3, 27), (2027, 10, 30)],
        NEW_YORK: [(2027, 3, 13), (2027, 11, 6)],
        LORD_HOWE: [(2027, 4, 2), (2027, 10, 1)],
    }.items()
    for day in days
    for moment in [utc(*day) + dt.timedelta(minutes=15 * quarter) for quarter in range(4 * 48)]
]


def test_every_quarter_hour_around_each_change_of_clocks_is_the_same_instant_for_everybody():
    everywhere = [BERLIN, NEW_YORK, LORD_HOWE, "Asia/Kathmandu", "Pacific/Chatham", "America/St_Johns"]
    for mine, moment in NIGHTS:
        for theirs in everywhere:
            for one, other in ((mine, theirs), (theirs, mine)):
                said = say_time(moment, one, other)
                assert read_back(said, 2027, one, other) == (moment, moment), said


def test_every_zone_that_can_be_chosen_says_a_time_that_is_read_back():
    moment = utc(2028, 2, 29, 23, 30)
    for key, _ in zone_choices():
        assert read_back(say_time(moment, key, BERLIN), 2028, key, BERLIN) == (moment, moment)
        assert read_back(say_time(moment, BERLIN, key), 2028, BERLIN, key) == (moment, moment)


def test_places_are_offered_by_their_names_and_none_twice():
    choices = zone_choices()
    assert (BERLIN, "Berlin (Europe)") in choices
    assert ("America/Argentina/Ushuaia", "Ushuaia (America, Argentina)") in choices
    assert ("UTC", "UTC") in choices
    assert len({label for _, label in choices}) == len(choices) == len(dict(choices))
    assert all(ZoneInfo(key) for key, _ in choices)
    assert not [key for key, _ in choices if key.startswith(("US/", "Etc/", "Canada/"))]


@pytest.mark.parametrize(
    ("key", "name", "label"),
    [
        ("America/New_York", "New York", "New York (America)"),
        ("America/Port-au-Prince", "Port-au-Prince", "Port-au-Prince (America)"),
        ("US/Eastern", "US Eastern", "US Eastern (US)"),
        ("", "UTC", "UTC"),
        ("../../etc/passwd", "UTC", "UTC"),
    ],
)
def test_a_zone_is_called_by_its_place(key, name, label):
    assert (zone_name(key), zone_label(key)) == (name, label)
