from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.test import Client

from networking.contacts.models import Contact, Persona
from networking.contacts.stages import Kind, Parked
from networking.conversations import writer
from tests.people import NOW, TODAY, make_company, make_contact, new_key

URL = "/people/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def names(client: Client, query: str = "") -> list[str]:
    """The names on the page, in its order."""
    return [line.name for line in client.get(URL + query).context["people"].lines]


@pytest.fixture
def northwind(seeker):
    return make_company(seeker, "Northwind Robotics")


@pytest.fixture
def people(seeker, northwind):
    lena = make_contact(seeker, northwind, "Léna Koch", title="Senior Developer")
    ana = make_contact(seeker, northwind, "Ana Ortiz", title="Talent Partner", persona=Persona.RECRUITER)
    bo = make_contact(seeker, make_company(seeker, "Kestrel Maps"), "Bo Ek", persona=Persona.MANAGER)
    return lena, ana, bo


def test_an_account_without_people_is_told_whom_to_look_for(as_seeker):
    page = as_seeker.get(URL).content.decode()
    assert "Nobody here yet" in page
    assert "developer or two" in page


def test_strangers_people_are_not_on_the_page(as_stranger, people):
    assert names(as_stranger) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=lena", ["Léna Koch"]),
        ("?q=LÉNA+k", ["Léna Koch"]),
        ("?q=talent", ["Ana Ortiz"]),
        ("?q=northwind", ["Ana Ortiz", "Léna Koch"]),
        ("?q=lena+northwind", ["Léna Koch"]),
        ("?q=lena+kestrel", []),
        ("?q=%25", []),
        ("?q=%00", ["Ana Ortiz", "Bo Ek", "Léna Koch"]),
        ("?persona=manager", ["Bo Ek"]),
        ("?stage=0", ["Ana Ortiz", "Bo Ek", "Léna Koch"]),
        ("?stage=2", []),
        ("?persona=recruiter&q=ana", ["Ana Ortiz"]),
        ("?persona=boss&stage=9&due=x&company=x&page=x", ["Ana Ortiz", "Bo Ek", "Léna Koch"]),
        ("?page=2", []),
        ("?order=owner__password", ["Ana Ortiz", "Bo Ek", "Léna Koch"]),
    ],
)
def test_the_search_and_the_filters_find(as_seeker, people, query, found):
    assert names(as_seeker, query) == found


def test_the_company_filter_shows_its_people_and_a_foreign_one_nobody(as_seeker, people, northwind, stranger):
    theirs = make_company(stranger, "Secret Ltd")
    make_contact(stranger, theirs, "Somebody")
    assert names(as_seeker, f"?company={northwind.pk}") == ["Ana Ortiz", "Léna Koch"]
    assert names(as_seeker, f"?company={theirs.pk}") == []


def test_who_is_due_comes_first_then_by_name(as_seeker, people):
    _, ana, bo = people
    writer.log(bo, Kind.REPLY, on=TODAY, now=NOW)
    writer.log(ana, Kind.OUTREACH, on=TODAY - dt.timedelta(days=9), now=NOW)
    assert names(as_seeker) == ["Ana Ortiz", "Bo Ek", "Léna Koch"]
    assert names(as_seeker, "?due=now") == ["Ana Ortiz", "Bo Ek"]


def test_due_later_and_parked_are_filters_too(as_seeker, people):
    lena, ana, _ = people
    writer.log(ana, Kind.OUTREACH, on=TODAY, now=NOW)
    writer.park(lena, Parked.LEFT, now=NOW)
    assert names(as_seeker, "?due=later") == ["Ana Ortiz"]
    assert names(as_seeker, "?due=parked") == ["Léna Koch"]
    assert "Parked: left the company" in as_seeker.get(URL).content.decode()


def test_a_chat_that_is_over_and_not_logged_makes_a_person_due(as_seeker, people):
    lena, *_ = people
    plan(lena, NOW - dt.timedelta(hours=1))
    assert names(as_seeker, "?due=now") == ["Léna Koch"]
    assert "How did the chat go? today" in as_seeker.get(URL).content.decode()


def plan(contact: Contact, starts_at: dt.datetime):
    return writer.plan_chat(
        contact,
        starts_at=starts_at,
        minutes=30,
        medium="video",
        place="",
        questions="",
        now=NOW,
        key=new_key(),
    )


def test_nothing_that_matches_is_said_kindly_with_a_way_out(as_seeker, people):
    page = as_seeker.get(URL + "?q=nobody").content.decode()
    assert "Nobody like that" in page
    assert "Show everybody" in page


def test_the_likely_next_thing_is_one_click_and_the_row_comes_back(as_seeker, people):
    _, ana, _ = people
    page = as_seeker.get(URL).content.decode()
    assert f'formaction="/people/{ana.pk}/log/outreach/"' in page
    data = {"key": new_key(), "place": "people", "next": "/people/?q=ana"}
    row = as_seeker.post(f"/people/{ana.pk}/log/outreach/", data, headers={"HX-Request": "true"})
    assert row.content.decode().startswith(f'<li class="person-row" id="person-{ana.pk}">')
    assert "They replied" in row.content.decode()
    assert len(row.content) < 3000


def test_without_javascript_the_list_keeps_its_filter(as_seeker, people):
    _, ana, _ = people
    data = {"key": new_key(), "place": "people", "next": "/people/?q=ana"}
    answer = as_seeker.post(f"/people/{ana.pk}/log/outreach/", data)
    assert answer["Location"] == "/people/?q=ana"
    data = {"key": new_key(), "place": "people", "next": "//evil.example/"}
    assert as_seeker.post(f"/people/{ana.pk}/log/outreach/", data)["Location"] == URL


def test_typing_asks_for_the_list_alone(as_seeker, people):
    headers = {"HX-Request": "true", "HX-Target": "people-list"}
    fragment = as_seeker.get(URL + "?q=lena&persona=&stage=9", headers=headers)
    assert fragment.content.decode().startswith('<div id="people-list">')
    assert fragment["HX-Push-Url"] == "/people/?q=lena"
    whole = as_seeker.get(URL + "?q=lena", headers=headers | {"HX-History-Restore-Request": "true"})
    assert "<html" in whole.content.decode()


def test_a_list_of_many_has_pages_that_keep_the_filter(as_seeker, seeker, northwind):
    for number in range(51):
        make_contact(seeker, northwind, f"Person {number:02}")
    first = as_seeker.get(URL + "?q=person")
    assert len(first.context["people"].lines) == 50
    assert "?q=person&amp;page=2" in first.content.decode()
    assert names(as_seeker, "?q=person&page=2") == ["Person 50"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_for_one_and_for_three(
    as_seeker, seeker, northwind, django_assert_num_queries, rows
):
    for _ in range(rows):
        contact = make_contact(seeker, northwind)
        writer.log(contact, Kind.OUTREACH, on=TODAY, now=NOW)
    with django_assert_num_queries(6):
        as_seeker.get(URL)


@pytest.mark.parametrize("more", [{}, {"profile_url": "https://www.linkedin.com/in/ada"}])
def test_a_double_click_adds_one_person_and_two_of_one_name_are_two(as_seeker, seeker, more):
    key = new_key()
    ada = {"name": "Ada Park", "company_name": "Northwind", "closeness": "distant", **more}
    where = [as_seeker.post("/people/add/", {**ada, "key": key}).get("Location") for _ in range(2)]
    (added,) = Contact.objects.owned_by(seeker)
    assert where == [f"/people/{added.pk}/"] * 2
    as_seeker.post("/people/add/", {**ada, "profile_url": "", "key": new_key()})
    assert Contact.objects.owned_by(seeker).count() == 2


def test_the_form_of_a_new_person_carries_a_key(as_seeker):
    assert 'type="hidden" name="key"' in as_seeker.get("/people/add/").content.decode()
