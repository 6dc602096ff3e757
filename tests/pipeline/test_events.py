"""The list of events, adding and changing one, and whether I went."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from time_machine import TimeMachineFixture

from networking.accounts.models import User
from networking.companies.models import Company, Standing
from networking.conversations import events
from networking.conversations.models import Attendance, Event
from tests.people import NOW, TODAY, make_company, new_key

pytestmark = pytest.mark.django_db
URL, ADD = "/events/", "/events/add/"
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def now(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture(autouse=True)
def berlin(seeker: User) -> None:
    User.objects.filter(pk=seeker.pk).update(time_zone="Europe/Berlin")


def add(owner: User, name: str = "PyLadies", days: float = 1, **fields: Any) -> Event:
    fields.setdefault("starts_at", NOW + days * DAY)
    attendance = fields.pop("attendance", Attendance.PLANNED)
    event = events.add(owner, key=new_key(), now=NOW, name=name, **fields)
    return events.attend(event, attendance)


def names(response: Any, key: str = "events") -> list[str]:
    return [line.name for line in response.context[key]]


def test_an_empty_list_teaches(as_seeker: Client) -> None:
    page = as_seeker.get(URL)
    assert page.context["is_first"]
    assert "Add your first event" in page.content.decode()


def test_what_is_to_come_stands_by_its_day_and_what_is_over_asks(as_seeker: Client, seeker: User) -> None:
    add(seeker, "Later", 9)
    add(seeker, "Now", -0.05)
    add(seeker, "Soon", 1)
    add(seeker, "Over", -1)
    add(seeker, "Been there", -2, attendance=Attendance.ATTENDED)
    add(seeker, "Not gone", -3, attendance=Attendance.SKIPPED)
    add(seeker, "Two days", -1, ends_at=NOW + DAY)
    page = as_seeker.get(URL)
    assert names(page) == ["Two days", "Now", "Soon", "Later"]
    assert names(page, "untold") == ["Over"]
    page = as_seeker.get(f"{URL}?tab=past")
    assert names(page) == ["Over", "Been there", "Not gone"]
    assert names(page, "untold") == []


def test_many_come_page_by_page(as_seeker: Client, seeker: User) -> None:
    for number in range(21):
        add(seeker, f"Event {number}", number + 1)
    assert (len(names(as_seeker.get(URL))), names(as_seeker.get(f"{URL}?page=2"))) == (20, ["Event 20"])
    assert names(as_seeker.get(f"{URL}?page=3")) == []
    assert len(names(as_seeker.get(f"{URL}?page=²&tab=<b>"))) == 20


def test_nothing_of_somebody_else_or_removed_is_there(
    as_seeker: Client, seeker: User, stranger: User
) -> None:
    add(stranger, "Secret")
    events.remove(add(seeker, "Removed"), now=NOW)
    assert as_seeker.get(URL).context["is_first"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_four_queries(as_seeker, seeker, rows, django_assert_num_queries):  # type: ignore[no-untyped-def]
    for number in range(rows):
        company = make_company(seeker, f"Company {number}")
        event = add(seeker, f"Coming {number}", company=company)
        events.meet_at(event, f"Person {number}", key=new_key(), now=NOW)
        add(seeker, f"Over {number}", -2 - number, company=company)
    with django_assert_num_queries(4):
        as_seeker.get(URL)


# --- Adding and changing


def added(client: Client, **data: str) -> Event:
    response = client.post(ADD, {"name": "PyLadies", "kind": "meetup", "date": "2026-11-20", **data})
    assert response.status_code == 302, response.context["form"].errors
    return Event.objects.get()


def test_a_name_and_a_day_are_enough(as_seeker: Client) -> None:
    event = added(as_seeker)
    berlin = ZoneInfo("Europe/Berlin")
    assert event.starts_at == dt.datetime(2026, 11, 20, tzinfo=berlin)
    assert event.ends_at == dt.datetime(2026, 11, 21, tzinfo=berlin)
    assert (event.is_all_day, event.time_zone) == (True, "Europe/Berlin")


def test_the_same_form_twice_adds_one(as_seeker: Client) -> None:
    key = str(new_key())
    assert added(as_seeker, key=key) == added(as_seeker, key=key)


@pytest.mark.parametrize(
    ("data", "hours"),
    [
        ({"time": "18:00", "end_time": "21:00"}, 3),
        ({"time": "22:00", "end_time": "02:00"}, 4),
        ({"date": "2026-10-24", "time": "22:00", "end_time": "04:00"}, 7),
        ({"date": "2027-03-27", "time": "22:00", "end_time": "04:00"}, 5),
        ({"time": "18:00", "end_date": "2026-11-22", "end_time": "16:00"}, 46),
        ({"end_date": "2026-11-22"}, 72),
        ({"date": "2026-10-25"}, 25),
        ({"time": "18:00", "end_time": "20:00", "time_zone": "America/New_York"}, 2),
    ],
)
def test_what_was_typed_is_what_is_changed(as_seeker: Client, data: dict[str, str], hours: int) -> None:
    event = added(as_seeker, **data)
    assert event.ends_at
    assert event.ends_at - event.starts_at == dt.timedelta(hours=hours)
    page = as_seeker.get(reverse("pipeline:edit_event", args=[event.pk]))
    typed = {name: page.context["form"][name].value() for name in (*data, "date")}
    again = {
        name: str(value)[:5] if "time" in name and "zone" not in name else value
        for name, value in typed.items()
    }
    form = {"name": "PyLadies", "kind": "meetup", **again}
    assert as_seeker.post(reverse("pipeline:edit_event", args=[event.pk]), form).status_code == 302
    kept = Event.objects.get()
    assert (kept.starts_at, kept.ends_at, kept.is_all_day) == (
        event.starts_at,
        event.ends_at,
        event.is_all_day,
    )


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "…"}, "name"),
        ({"date": ""}, "date"),
        ({"date": "2026-02-30"}, "date"),
        ({"date": "0202-11-20"}, "date"),
        ({"date": "2226-11-20"}, "date"),
        ({"time": "25:00"}, "time"),
        ({"end_time": "18:00"}, "time"),
        ({"end_date": "2026-11-19"}, "end_date"),
        ({"end_date": "2036-11-19"}, "end_date"),
        ({"time": "18:00", "end_date": "2026-11-22"}, "end_time"),
        ({"time": "18:00", "end_time": "18:00"}, "end_time"),
        ({"date": "2027-03-28", "time": "02:30"}, "time"),
        ({"date": "2027-03-27", "time": "22:00", "end_time": "02:30"}, "end_time"),
        ({"time_zone": "Moon/Crater"}, "time_zone"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"kind": "party"}, "kind"),
        ({"company_name": "…"}, "company_name"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_the_words_stay(
    as_seeker: Client, data: dict[str, str], field: str
) -> None:
    response = as_seeker.post(
        ADD, {"name": "PyLadies", "kind": "meetup", "date": "2026-11-20", "notes": "Ask Lena", **data}
    )
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert "Ask Lena" in response.content.decode()
    assert not Event.objects.exists()


def test_what_is_missing_is_asked_for_kindly(as_seeker: Client) -> None:
    errors = as_seeker.post(ADD, {"kind": "meetup"}).context["form"].errors
    assert errors == {"name": ["Write its name first."], "date": ["On which day is it?"]}


def test_a_company_that_is_new_is_of_the_network(as_seeker: Client, seeker: User) -> None:
    event = added(as_seeker, company_name="Bluebird Ferries")
    assert event.company == Company.objects.get(standing=Standing.NETWORK)
    known = make_company(seeker, "Kestrel")
    as_seeker.post(
        reverse("pipeline:edit_event", args=[event.pk]),
        {"name": "PyLadies", "kind": "meetup", "date": "2026-11-20", "company_name": "KESTREL"},
    )
    event.refresh_from_db()
    assert event.company == known


def test_a_company_is_already_said(as_seeker: Client, seeker: User, stranger: User) -> None:
    mine, theirs = make_company(seeker, "Kestrel"), make_company(stranger, "Secret Ltd")
    assert 'value="Kestrel"' in as_seeker.get(f"{ADD}?company={mine.pk}").content.decode()
    assert "Secret" not in as_seeker.get(f"{ADD}?company={theirs.pk}").content.decode()


# --- One event


def test_its_page_says_when_in_both_time_zones(as_seeker: Client, seeker: User) -> None:
    event = add(seeker, starts_at=NOW + DAY, time_zone="America/New_York", place="https://example.org/call")
    page = as_seeker.get(reverse("pipeline:event", args=[event.pk])).content.decode()
    assert "Friday 20 November, 13:00 (07:00 in New York)" in page
    assert 'href="https://example.org/call"' in page


def test_words_of_an_event_are_never_markup(as_seeker: Client, seeker: User) -> None:
    event = add(
        seeker, "<script>x</script>", place="javascript:alert(1)", notes="<b>", url="https://a.example/?<"
    )
    page = as_seeker.get(reverse("pipeline:event", args=[event.pk])).content.decode()
    assert "<script>x" not in page
    assert 'href="javascript' not in page


@pytest.mark.parametrize("attendance", Attendance.values)
def test_whether_i_went_is_kept_and_can_be_undone(as_seeker: Client, seeker: User, attendance: str) -> None:
    event = add(seeker, days=-1)
    response = as_seeker.post(reverse("pipeline:attend_event", args=[event.pk, attendance]), follow=True)
    event.refresh_from_db()
    assert event.attendance == attendance
    undo = reverse("pipeline:attend_event", args=[event.pk, "planned"])
    assert (undo in response.context["messages"]._loaded_data[0].extra_tags) == (attendance != "planned")


def test_removing_can_be_undone(as_seeker: Client, seeker: User) -> None:
    event = add(seeker)
    url = reverse("pipeline:event", args=[event.pk])
    as_seeker.post(reverse("pipeline:remove_event", args=[event.pk]))
    assert as_seeker.get(url).status_code == 404
    as_seeker.post(reverse("pipeline:restore_event", args=[event.pk]))
    assert as_seeker.get(url).status_code == 200
    assert event.starts_at.date() == TODAY + DAY


# --- On the company's page


def test_the_page_of_a_company_has_its_events(as_seeker: Client, seeker: User) -> None:
    company = make_company(seeker, "Kestrel")
    midnight = dt.datetime(2026, 11, 22, tzinfo=ZoneInfo("Asia/Tokyo"))
    add(seeker, "Open house", company=company, starts_at=midnight, is_all_day=True, time_zone="Asia/Tokyo")
    add(seeker, "Meetup", -3, company=company, attendance=Attendance.ATTENDED)
    add(seeker, "Hackathon", 1, company=company, starts_at=NOW.replace(hour=23, minute=30))
    add(seeker, "Elsewhere", company=make_company(seeker, "Bluebird"))
    events.remove(add(seeker, "Removed", company=company), now=NOW)
    page = as_seeker.get(reverse("pipeline:board", args=[company.pk]))
    assert [(tie.name, tie.on.day, tie.is_coming, tie.words) for tie in page.context["events"]] == [
        ("Hackathon", 20, True, ""),
        ("Open house", 22, True, ""),
        ("Meetup", 16, False, "you were there"),
    ]
    assert f"/events/add/?company={company.pk}" in page.content.decode()


def test_a_company_without_events_says_nothing_of_them(as_seeker: Client, seeker: User) -> None:
    page = as_seeker.get(reverse("pipeline:board", args=[make_company(seeker).pk]))
    assert page.context["events"] == []
