from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.conversations.models import Chat
from tests.people import NOW, TODAY, make_company, make_contact, new_key

URL = "/chats/"
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):  # Thursday, 13:00 in Berlin
        yield


@pytest.fixture
def seeker(seeker):
    seeker.change_settings(time_zone="Europe/Berlin")
    return seeker


@pytest.fixture
def plan(seeker):
    def plan(name: str, starts_at: dt.datetime = NOW + DAY, **said) -> Chat:
        contact = make_contact(
            seeker, make_company(seeker, f"{name} Ltd"), name, time_zone=said.pop("theirs", "")
        )
        usual = {"minutes": 30, "medium": "video", "place": "", "questions": ""}
        return writer.plan_chat(
            contact, starts_at=starts_at, now=NOW - 30 * DAY, key=new_key(), **usual | said
        )

    return plan


def groups(client, query: str = "") -> dict[str, list[str]]:
    """The names on the page by the title they stand under."""
    page = client.get(URL + query).context
    found = {g.title: [line.name for line in g.shown + g.folded] for g in page["groups"]}
    settled = [line.name for line in page["settled"]]
    return found | ({"Earlier chats": settled} if settled else {})


def lines(client):
    page = client.get(URL).context
    return [*(line for g in page["groups"] for line in g.shown), *page["settled"]]


def test_chats_stand_in_the_order_in_which_they_ask_for_something(as_seeker, plan):
    plan("Later", NOW + 4 * DAY)
    plan("Sunday", NOW + 3 * DAY)
    plan("Tonight", NOW + 10 * HOUR)
    plan("Now", NOW - HOUR / 4)
    plan("Yesterday", NOW - DAY)
    plan("This morning", NOW - 3 * HOUR)
    writer.miss_chat(plan("Missed"), now=NOW - 3 * DAY)
    writer.hold_chat(plan("Held", NOW - 2 * DAY), now=NOW)
    writer.cancel_chat(plan("Cancelled"), now=NOW - DAY)
    assert groups(as_seeker) == {
        "How did it go?": ["Yesterday", "This morning"],
        "Today": ["Now", "Tonight"],
        "This week": ["Sunday"],
        "Later": ["Later"],
        "Earlier chats": ["Cancelled", "Held", "Missed"],
    }


@pytest.mark.parametrize(
    ("zone", "starts_at", "group"),
    [
        ("Europe/Berlin", dt.datetime(2026, 11, 19, 22, 59, tzinfo=dt.UTC), "Today"),
        ("Europe/Berlin", dt.datetime(2026, 11, 19, 23, 0, tzinfo=dt.UTC), "This week"),
        ("Asia/Tokyo", dt.datetime(2026, 11, 19, 15, 0, tzinfo=dt.UTC), "This week"),
        ("America/New_York", dt.datetime(2026, 11, 20, 4, 59, tzinfo=dt.UTC), "Today"),
        ("Europe/Berlin", dt.datetime(2026, 11, 22, 22, 59, tzinfo=dt.UTC), "This week"),
        ("Europe/Berlin", dt.datetime(2026, 11, 22, 23, 0, tzinfo=dt.UTC), "Later"),
    ],
)
def test_today_and_this_week_are_those_of_my_calendar(as_seeker, seeker, plan, zone, starts_at, group):
    seeker.change_settings(time_zone=zone)
    plan("Lena", starts_at)
    assert groups(as_seeker) == {group: ["Lena"]}


def test_a_row_says_when_on_both_clocks_how_and_where(as_seeker, plan):
    chat = plan("Lena Koch", place="https://meet.example/lena", theirs="America/New_York", minutes=45)
    page = as_seeker.get(URL).content.decode()
    assert f'href="/chats/{chat.pk}/">Fri 20 Nov, 13:00<' in page
    assert "(07:00 in New York)" in page
    assert "Video, 45 minutes" in page
    assert 'href="https://meet.example/lena" target="_blank"' in page
    assert f'href="/people/{chat.contact_id}/"' in page
    assert f'href="/companies/{chat.company_id}/"' in page
    assert f'href="/chats/{chat.pk}/chat.ics" download' in page


def test_another_year_is_named(as_seeker, plan):
    plan("Lena", dt.datetime(2027, 1, 5, 12, tzinfo=dt.UTC))
    assert [line.when for line in lines(as_seeker)] == ["Tue 5 Jan 2027, 13:00"]


def test_a_place_that_is_no_web_address_is_no_link(as_seeker, plan):
    plan("Lena", place="javascript:alert(1)")
    assert 'href="javascript' not in as_seeker.get(URL).content.decode()


def test_a_row_says_whether_questions_are_ready(as_seeker, plan):
    plan("Bo", NOW + HOUR)
    plan("Lena", NOW + 2 * HOUR, questions="First month?\n\nWho else?")
    plan("Ana", NOW + 3 * HOUR, questions="First month?")
    assert [line.questions for line in lines(as_seeker)] == [0, 2, 1]
    page = as_seeker.get(URL).content.decode()
    assert "2 questions ready" in page
    assert "1 question ready" in page
    assert ">Prepare<" in page


def test_a_chat_that_is_over_asks_how_it_went_and_nothing_else(as_seeker, plan):
    chat = plan("Lena", NOW - DAY)
    page = as_seeker.get(URL).content.decode()
    assert "How did it go?<span" in page
    assert "chat.ics" not in page
    assert f"/chats/{chat.pk}/prepare/" not in page


def test_a_held_chat_says_about_how_much_something_was_learned(as_seeker, plan):
    held = plan("Lena", NOW - DAY)
    writer.hold_chat(held, now=NOW)
    assert "Write what you learned" in as_seeker.get(URL).content.decode()
    writer.write_learned(held, {"role": "Go", "culture": "kind", "apply": ""})
    assert [(line.is_held, line.learned) for line in lines(as_seeker)] == [(True, 2)]
    assert "Learned about 2 topics" in as_seeker.get(URL).content.decode()


def test_a_chat_that_was_logged_directly_stands_among_the_others(as_seeker, seeker):
    writer.log(make_contact(seeker, name="Bo Ek"), Kind.CHAT, on=TODAY, now=NOW)
    assert [(line.name, line.when, line.company) for line in lines(as_seeker)] == [("Bo Ek", "Today", 0)]


def test_the_first_page_teaches_how_a_chat_comes_about(as_seeker):
    page = as_seeker.get(URL).content.decode()
    assert "A chat begins with an answer" in page
    assert "See your next step" in page


def test_where_nothing_is_planned_those_who_answered_are_named(as_seeker, seeker, plan):
    def answered(name: str, days: int):
        contact = make_contact(seeker, make_company(seeker), name)
        writer.log(contact, Kind.REPLY, on=TODAY - days * DAY, now=NOW)
        return contact

    long_ago, lately, parked = answered("Bo Ek", 9), answered("Ana Ortiz", 1), answered("Parked", 0)
    writer.park(parked, "not_now", on=TODAY, now=NOW)
    for name in ("Lena", "Cy"):  # before the first chat, and after one
        assert as_seeker.get(URL).context["answered"] == [lately, long_ago]
        page = as_seeker.get(URL).content.decode()
        assert f'href="/people/{long_ago.pk}/chats/add/"' in page
        writer.cancel_chat(plan(name), now=NOW)
    plan("Mei")
    assert as_seeker.get(URL).context["answered"] == []


def test_far_too_many_are_folded_and_paged(as_seeker, plan):
    for number in range(13):
        plan(f"Later {number:02}", NOW + (10 + number) * DAY)
    for number in range(21):
        writer.cancel_chat(plan(f"Old {number:02}"), now=NOW - (40 - number) * DAY)
    first = as_seeker.get(URL)
    assert [(len(g.shown), len(g.folded)) for g in first.context["groups"]] == [(10, 3)]
    assert "3 more" in first.content.decode()
    assert [len(groups(as_seeker, f"?page={page}").get("Earlier chats", [])) for page in (1, 2, 3)] == [
        20,
        1,
        0,
    ]
    assert groups(as_seeker, "?page=2") == {"Earlier chats": ["Old 00"]}
    assert "?page=2" in first.content.decode()
    assert "No chats on this page" in as_seeker.get(f"{URL}?page=3").content.decode()


@pytest.mark.parametrize("page", ["0", "-1", "x", "²", "1" * 5000, "99999", ""])
def test_odd_pages_break_nothing(as_seeker, plan, page):
    plan("Lena")
    assert as_seeker.get(URL, {"page": page}).status_code == 200


def test_what_is_removed_is_out_of_sight(as_seeker, plan):
    writer.remove_chat(plan("Removed chat"), now=NOW)
    writer.remove_contact(plan("Removed person").contact, now=NOW)
    moved = plan("Lena", NOW - DAY)
    writer.hold_chat(moved, now=NOW)
    before = moved.company
    writer.change_job(moved.contact, None, "Lead", until=TODAY, now=NOW)
    writer.remove_company(before, now=NOW)
    assert [(line.name, line.company, line.company_name) for line in lines(as_seeker)] == [
        ("Lena", 0, "Lena Ltd")
    ]


def test_a_stranger_sees_none(as_stranger, plan):
    plan("Lena Koch")
    assert "Lena" not in as_stranger.get(URL).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_four_queries(as_seeker, plan, rows, django_assert_num_queries):
    for number in range(rows):
        plan(f"Planned {number}", questions="a?")
        held = plan(f"Held {number}", NOW - DAY)
        writer.hold_chat(held, now=NOW)
        writer.write_learned(held, {"role": "Go"})
    with django_assert_num_queries(4):
        as_seeker.get(URL)


def test_the_page_without_a_planned_chat_takes_five_queries(as_seeker, seeker, django_assert_num_queries):
    writer.log(make_contact(seeker, make_company(seeker)), Kind.REPLY, on=TODAY, now=NOW)
    with django_assert_num_queries(5):
        as_seeker.get(URL)
