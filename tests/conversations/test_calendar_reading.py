"""The reader of calendar files: what it takes, what it leaves out, and that nothing of it ever breaks."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from networking.conversations import calendar_repeats
from networking.conversations.calendar_reading import UnreadableCalendarError, is_calendar, read
from networking.conversations.found_events import LONGEST, Found, of_json
from networking.conversations.models import EventKind

BERLIN = ZoneInfo("Europe/Berlin")
TODAY = dt.date(2026, 11, 21)


def calendar(*events: str, around: str = "VERSION:2.0") -> str:
    blocks = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\n{around}\r\n{blocks}END:VCALENDAR\r\n"


def event(*more: str, uid: str = "1@x", name: str = "Python night", start: str = ":20261124T183000") -> str:
    return "\r\n".join([f"UID:{uid}", f"SUMMARY:{name}", f"DTSTART{start}", *more])


def found(*events: str) -> list[Found]:
    return read(calendar(*events), zone=BERLIN, since=TODAY).events


def one(*more: str, **words: str) -> Found:
    (only,) = found(event(*more, **words))
    return only


def at(*moment: int, zone: str = "Europe/Berlin") -> dt.datetime:
    return dt.datetime(*moment, tzinfo=ZoneInfo(zone))  # type: ignore[arg-type]


def skipped(*events: str) -> dict[str, int]:
    return dict(read(calendar(*events), zone=BERLIN, since=TODAY).skipped)


def test_an_event_comes_with_all_that_is_asked_of_it():
    read_one = one(
        "DTEND:20261124T210000",
        "LOCATION:c-base\\, Berlin",
        "URL:https://meet.example/7",
        "DESCRIPTION:Talks\\nand pizza",
    )
    assert read_one == Found(
        uid="1@x",
        name="Python night",
        starts_at=at(2026, 11, 24, 18, 30),
        ends_at=at(2026, 11, 24, 21),
        place="c-base, Berlin",
        url="https://meet.example/7",
        notes="Talks\nand pizza",
    )
    assert of_json(read_one.as_json()) == read_one


@pytest.mark.parametrize(
    ("start", "moment", "zone", "remark"),
    [
        (":20261124T183000", at(2026, 11, 24, 18, 30), "", ""),
        (":20261124T173000Z", at(2026, 11, 24, 18, 30), "", ""),
        (";TZID=Europe/Berlin:20261124T183000", at(2026, 11, 24, 18, 30), "", ""),
        (
            ";TZID=America/New_York:20261124T123000",
            at(2026, 11, 24, 12, 30, zone="America/New_York"),
            "America/New_York",
            "",
        ),
        (";TZID=W. Europe Standard Time:20261124T183000", at(2026, 11, 24, 18, 30), "", ""),
        (";TZID=/mozilla.org/20050126_1/Europe/Berlin:20261124T183000", at(2026, 11, 24, 18, 30), "", ""),
        (
            ";TZID=Somewhere/Else:20261124T183000",
            at(2026, 11, 24, 18, 30),
            "",
            "Its time zone “Somewhere/Else” is not known, so the time is taken as yours.",
        ),
        (
            ";TZID=Europe:20261124T183000",  # a folder of time zones
            at(2026, 11, 24, 18, 30),
            "",
            "Its time zone “Europe” is not known, so the time is taken as yours.",
        ),
        (
            f";TZID={'A' * 300}:20261124T183000",  # longer than the name of a file
            at(2026, 11, 24, 18, 30),
            "",
            f"Its time zone “{'A' * 60}” is not known, so the time is taken as yours.",
        ),
        (":20270328T023000", at(2027, 3, 28, 3, 30), "", ""),  # the clocks jump over it
    ],
)
def test_each_way_of_saying_a_time(start: str, moment: dt.datetime, zone: str, remark: str):
    read_one = one(start=start)
    assert (read_one.starts_at, read_one.time_zone) == (moment, zone)
    assert " ".join(read_one.remarks) == remark


@pytest.mark.parametrize(
    ("start", "end", "ends_at", "is_remarked"),
    [
        (":20261124T223000", "DTEND:20261125T013000", at(2026, 11, 25, 1, 30), False),  # over midnight
        (
            ":20261024T223000",
            "DTEND:20261025T030000",
            at(2026, 10, 25, 3, 0),
            False,
        ),  # and the clocks go back
        (":20261124T183000", "DTEND:20261124T170000", None, True),
        (":20261124T183000", "DTEND:20261124T183000", None, False),
        (":20261124T183000", "DTEND:nonsense", None, True),
        (":20261124T183000", "DTEND;VALUE=DATE:20261125", None, True),
        (":20261124T183000", "DURATION:PT2H30M", at(2026, 11, 24, 21), False),
        (":20261124T183000", "DURATION:-PT1H", None, True),
        (":20261124T183000", "DURATION:P99999999999D", None, True),
        (":20261124T183000", "X-NONE:1", None, False),
    ],
)
def test_each_end(start: str, end: str, ends_at: dt.datetime | None, is_remarked: bool):
    read_one = one(end, start=start)
    assert (read_one.ends_at, bool(read_one.remarks)) == (ends_at, is_remarked)


def test_a_day_without_an_hour_begins_at_midnight_and_ends_with_its_last_day():
    read_one = one("DTEND;VALUE=DATE:20261125", start=";VALUE=DATE:20261124")
    assert (read_one.is_all_day, read_one.starts_at, read_one.ends_at) == (True, at(2026, 11, 24), None)
    three = one("DTEND;VALUE=DATE:20261127", start=";VALUE=DATE:20261124")
    assert (three.is_all_day, three.ends_at) == (True, at(2026, 11, 27))


@pytest.mark.parametrize(
    ("block", "why"),
    [
        ("UID:1\r\nDTSTART:20261124T183000", "it has no name"),
        ("UID:1\r\nSUMMARY: \r\nDTSTART:20261124T183000", "it has no name"),
        ("UID:1\r\nSUMMARY:Party", "it has no day that can be read"),
        (event(start=":20261399"), "it has no day that can be read"),
        (event(start=";VALUE=DATE:P1D"), "it has no day that can be read"),
        (event(start=":00010101T000000Z"), "it is in another century"),
        (event(start=":99991231T235959"), "it is in another century"),
        (event("STATUS:CANCELLED"), "it is cancelled"),
        (event("RRULE:FREQ=DAILY;COUNT=3", start=":20261001T183000"), "it does not come again"),
    ],
)
def test_what_is_no_event_is_left_out_with_its_reason_and_spoils_no_other(block: str, why: str):
    text = calendar(block, event(uid="2", name="Other"))
    reading = read(text, zone=BERLIN, since=TODAY)
    assert ([each.name for each in reading.events], reading.skipped) == (["Other"], Counter([why]))


def test_an_event_that_stands_there_twice_comes_once():
    assert skipped(event(), event()) == {"it stands in the file twice": 1}
    without = "SUMMARY:Party\r\nDTSTART:20261124T183000"
    assert skipped(without, without) == {"it stands in the file twice": 1}


def test_a_file_that_breaks_off_says_so():
    text = calendar(event(), event(uid="2"))
    reading = read(text[: text.rindex("END:VEVENT")], zone=BERLIN, since=TODAY)
    assert (len(reading.events), reading.skipped) == (1, {"the file breaks off in the middle of it": 1})


@pytest.mark.parametrize("text", ["", "hello", "BEGIN:VCALENDAR\nEND:VCALENDAR", "BEGIN:VCARD\nEND:VCARD"])
def test_a_text_without_an_event_is_told_in_a_sentence(text: str):
    with pytest.raises(UnreadableCalendarError, match="There is no event"):
        read(text, zone=BERLIN, since=TODAY)


def test_what_is_nested_in_an_event_is_not_its_own():
    read_one = one("BEGIN:VALARM", "DESCRIPTION:Ring", "SUMMARY:Alarm", "END:VALARM", "LOCATION:c-base")
    assert (read_one.name, read_one.notes, read_one.place) == ("Python night", "", "c-base")


def test_folded_lines_and_bare_line_ends_are_read():
    text = calendar(event(name="Py\r\n thon ni\r\n\tght")).replace("\r\n", "\n")
    (read_one,) = read(text, zone=BERLIN, since=TODAY).events
    assert read_one.name == "Python night"


@pytest.mark.parametrize(
    ("rule", "day", "remark"),
    [
        ("FREQ=WEEKLY", (2026, 11, 24), "It repeats every week; then on 1 December and 8 December."),
        (
            "FREQ=WEEKLY;INTERVAL=2",
            (2026, 11, 24),
            "It repeats every 2 weeks; then on 8 December and 22 December.",
        ),
        (
            "FREQ=MONTHLY;BYDAY=2TU",
            (2026, 12, 8),
            "It repeats every month; then on 12 January 2027 and 9 February 2027.",
        ),
        (
            "FREQ=MONTHLY;BYDAY=-1TU",
            (2026, 11, 24),
            "It repeats every month; then on 29 December and 26 January 2027.",
        ),
        ("FREQ=YEARLY", (2027, 1, 6), "It repeats every year; then on 6 January 2028 and 6 January 2029."),
        ("FREQ=DAILY;UNTIL=20261122T200000Z", (2026, 11, 21), "It repeats every day; then on 22 November."),
        ("FREQ=DAILY;UNTIL=20261121", (2026, 11, 21), "It repeats every day; this is the last time."),
        ("FREQ=WEEKLY;COUNT=47", (2026, 11, 24), "It repeats every week; this is the last time."),
    ],
)
def test_one_that_repeats_stands_on_the_next_day_it_comes(rule: str, day: tuple[int, ...], remark: str):
    read_one = one(f"RRULE:{rule}", "DTEND:20260106T200000", start=":20260106T183000")
    assert (read_one.starts_at, read_one.ends_at) == (at(*day, 18, 30), at(*day, 20, 0))
    assert read_one.remarks == (remark,)
    assert read_one.uid == f"1@x#{dt.date(*day)}"  # type: ignore[arg-type]


def test_a_time_of_a_row_that_is_moved_or_called_off_is_passed_over():
    row = event("RRULE:FREQ=WEEKLY", "EXDATE:20261201T183000,20261208T183000")
    moved = event("RECURRENCE-ID:20261124T173000Z", start=":20261125T190000")
    first, second = found(row, moved)
    assert (first.starts_at, first.uid) == (at(2026, 11, 25, 19), "1@x#2026-11-24")
    assert (second.starts_at, second.uid) == (at(2026, 12, 15, 18, 30), "1@x#2026-12-15")


@pytest.mark.parametrize(
    "rule", ["FREQ=SECONDLY", "FREQ=MONTHLY;BYSETPOS=1", "nonsense", "FREQ=YEARLY;BYDAY=20MO"]
)
def test_a_row_that_is_not_worked_out_stands_on_its_first_day_and_says_so(rule: str):
    read_one = one(f"RRULE:{rule}", start=":20260106T183000")
    assert read_one.starts_at == at(2026, 1, 6, 18, 30)
    assert read_one.remarks == ("It repeats, in a way that is not worked out here: this is its first day.",)


def test_29_february_comes_in_the_next_year_that_has_one():
    assert one("RRULE:FREQ=YEARLY", start=":20240229T183000").starts_at == at(2028, 2, 29, 18, 30)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Berlin Python Meetup", EventKind.MEETUP),
        ("PyConf 2027", EventKind.CONFERENCE),
        ("Climate hackathon", EventKind.HACKATHON),
        ("TU Career Fair", EventKind.JOB_FAIR),
        ("Open house at Northwind", EventKind.OPEN_HOUSE),
        ("Dentist", EventKind.OTHER),
    ],
)
def test_what_it_is_is_told_by_its_name(name: str, kind: EventKind):
    assert one(name=name).kind == kind


def test_texts_are_cut_to_what_is_kept():
    read_one = one(f"LOCATION:{'p' * 900}", f"DESCRIPTION:{'d' * 9_000}", name="n\x00\x1b " + "n" * 900)
    assert {field: len(getattr(read_one, field)) for field in LONGEST} == LONGEST
    assert one(uid="u" * 900).uid.startswith("long:")


def test_a_link_that_is_no_web_address_is_no_link():
    assert one("URL:javascript:alert(1)", "LOCATION:data:text/html,x").url == ""
    assert one("LOCATION:Zoom https://zoom.example/j/1.").url == "https://zoom.example/j/1"


def test_a_file_with_five_thousand_events_is_read_quickly():
    events = (event("RRULE:FREQ=WEEKLY;BYDAY=TU", uid=f"{n}@x", name=f"Event {n}") for n in range(5_000))
    reading = read(calendar(*events), zone=BERLIN, since=TODAY)
    assert len(reading.events) == 5_000


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;COUNT=1000;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=MONTHLY;COUNT=1000;BYMONTHDAY=31;BYMONTH=2",
        f"FREQ=MONTHLY;COUNT=1000;BYDAY={','.join(['5MO'] * 2_000)}",
    ],
)
@pytest.mark.parametrize("since", [TODAY, dt.date(9999, 12, 31)])
def test_of_a_rule_that_hardly_ever_comes_few_days_are_looked_at(rule: str, since: dt.date, monkeypatch):
    looked_at = []
    within = calendar_repeats._within
    monkeypatch.setattr(calendar_repeats, "_within", lambda *args: looked_at.append(1) or within(*args))
    read(calendar(event(f"RRULE:{rule}", start=":19900101T183000")), zone=BERLIN, since=since)
    assert len(looked_at) <= 2_000


LINES = st.one_of(
    st.text(max_size=30),
    st.builds(
        "{}{}{}".format,
        st.sampled_from(
            ["DTSTART", "DTEND", "DURATION", "RRULE", "EXDATE", "RECURRENCE-ID", "SUMMARY", "UID"]
        ),
        st.sampled_from([":", ";TZID=Europe/Berlin:", ";VALUE=DATE:", ";TZID=X:", ';A="b:', ";"]),
        st.one_of(
            st.text(max_size=20),
            st.sampled_from(
                ["20261124", "20261124T183000", "00010101T000000Z", "99991231T235959", "P1W", "-P1D"]
            ),
            st.builds(
                "FREQ={};INTERVAL={};BYDAY={};BYMONTHDAY={};BYMONTH={};COUNT={}".format,
                st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY", "HOURLY"]),
                st.integers(-3, 5_000),
                st.sampled_from(["MO", "5FR", "-53SU", "XX", "", "MO,TU"]),
                st.integers(-40, 40),
                st.integers(-1, 14),
                st.integers(-1, 2_000),
            ),
        ),
    ),
    st.sampled_from(["BEGIN:VEVENT", "END:VEVENT", "BEGIN:VALARM", "END:VALARM", "END:VCALENDAR", " folded"]),
)


@given(st.lists(LINES, max_size=25), st.sampled_from(["\r\n", "\n", "\r"]))
@settings(max_examples=300, deadline=None)
@example(["SUMMARY:a", "DTSTART:20261124", "RRULE:FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2;COUNT=3"], "\n")
@example(["SUMMARY:a", "DTSTART:20261124", "DTEND:99991231"], "\n")
@example(["SUMMARY:a", "DTSTART:20261124", "RRULE:FREQ=DAILY;INTERVAL=0;COUNT=-1"], "\n")
@example(["RRULE:FREQ=YEARLY;BYDAY=MO;BYMONTHDAY=0;BYMONTH=0"], "\r\n")
def test_whatever_stands_in_a_file_ends_in_events_and_reasons(lines: list[str], end: str):
    text = calendar(end.join(["SUMMARY:A", "DTSTART:20261124T183000", *lines]))
    reading = read(text, zone=BERLIN, since=TODAY)
    assert len({each.uid for each in reading.events}) == len(reading.events)
    for each in reading.events:
        assert each.name
        assert each.uid
        assert len(each.uid) <= 255
        assert each.ends_at is None or each.ends_at >= each.starts_at
        assert of_json(each.as_json()).starts_at == each.starts_at


@given(st.text(max_size=300))
def test_any_text_without_an_event_is_refused_in_our_own_words(text: str):
    with pytest.raises(UnreadableCalendarError, match="no event"):
        read(text, zone=BERLIN, since=TODAY)


def test_a_calendar_is_known_by_its_first_words():
    assert is_calendar("begin:vcalendar")
    assert not is_calendar("Subject: Python night")
