from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from networking.contacts.models import Closeness, Contact
from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.conversations.models import Due
from tests.people import NOW, TODAY, make_company, make_contact, new_key

URL = "/people/closeness/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def people(seeker):
    company = make_company(seeker, "Northwind")
    return [make_contact(seeker, company, name) for name in ("Ada", "Bo", "Cy")]


def close(owner) -> list[str]:
    found = Contact.objects.owned_by(owner).filter(closeness=Closeness.CLOSE)
    return list(found.order_by("name").values_list("name", flat=True))


def undo_of(response) -> str:
    (said,) = response.wsgi_request._messages
    return said.extra_tags


def test_the_ticked_ones_are_close_and_undo_makes_them_what_they_were(as_seeker, seeker, people):
    ada, bo, _ = people
    writer.set_closeness(seeker, [bo.pk], Closeness.CLOSE)
    said = as_seeker.post(URL, {"closeness": "close", "person": [ada.pk, bo.pk], "choice": "q=a"})
    assert said["Location"] == "/people/?q=a"
    assert close(seeker) == ["Ada", "Bo"]
    assert as_seeker.post(undo_of(said)).status_code == 302
    assert close(seeker) == ["Bo"]  # who was close before, still is
    as_seeker.post(undo_of(said))
    assert close(seeker) == ["Bo"]


def test_all_that_match_are_those_of_the_filter_on_every_page(as_seeker, seeker, people):
    for number in range(60):
        make_contact(seeker, name=f"Person {number:02}")
    data = {"closeness": "close", "all": "1", "choice": "q=person&page=2"}
    said = as_seeker.post(URL, data, follow=True)
    assert "60 people are close." in said.content.decode()
    assert len(close(seeker)) == 60


def test_undo_survives_a_second_press_and_takes_back_its_own_alone(as_seeker, seeker, people):
    first = as_seeker.post(URL, {"closeness": "close", "person": [people[0].pk]})
    second = as_seeker.post(URL, {"closeness": "close", "person": [people[1].pk]})
    undo = [message.extra_tags for message in second.wsgi_request._messages][-1]
    assert undo != undo_of(first)
    as_seeker.post(undo)
    assert close(seeker) == ["Ada"]


def test_keeping_in_touch_follows_at_once(as_seeker, seeker, people):
    ada = people[0]
    for kind, days in ((Kind.CHAT, 101), (Kind.THANK_YOU, 100)):
        writer.log(ada, kind, on=TODAY - dt.timedelta(days=days), now=NOW)
    as_seeker.post(URL, {"closeness": "close", "person": [ada.pk]})
    (due,) = Due.objects.filter(contact=ada, rule=12)
    assert due.due_on == TODAY - dt.timedelta(days=10)


def test_without_a_tick_nothing_changes_and_the_page_says_what_to_do(as_seeker, seeker, people):
    page = as_seeker.post(URL, {"closeness": "close"})
    assert page.status_code == 422
    assert "Tick somebody first." in page.content.decode()
    assert close(seeker) == []


@pytest.mark.parametrize("odd", ["", "best", "close\x00"])
def test_an_unknown_closeness_changes_nothing(as_seeker, seeker, people, odd):
    assert as_seeker.post(URL, {"closeness": odd, "person": [people[0].pk]}).status_code == 422
    assert close(seeker) == []


@pytest.mark.parametrize("odd", ["x", "-1", "٣", "9" * 30, ""])
def test_an_odd_key_is_nobody(as_seeker, seeker, people, odd):
    said = as_seeker.post(URL, {"closeness": "close", "person": [people[0].pk, odd]})
    assert said.status_code == 404
    assert close(seeker) == []


def test_a_strangers_person_among_them_changes_nobody(as_seeker, seeker, stranger, people):
    theirs = make_contact(stranger, name="Zoe")
    data = {"closeness": "close", "person": [people[0].pk, theirs.pk]}
    assert as_seeker.post(URL, data).status_code == 404
    assert close(seeker) == close(stranger) == []


def test_the_undo_of_somebody_else_does_not_exist(as_seeker, as_stranger, seeker, people):
    undo = undo_of(as_seeker.post(URL, {"closeness": "close", "person": [people[0].pk]}))
    assert as_stranger.post(undo).status_code == 404
    assert close(seeker) == ["Ada"]


def test_htmx_gets_the_list_alone_with_the_page_it_stood_on(as_seeker, seeker, people):
    data = {"closeness": "close", "person": [people[0].pk], "choice": "closeness=distant"}
    said = as_seeker.post(URL, data, headers={"HX-Request": "true", "HX-Target": "people-list"})
    assert said.content.decode().startswith('<div id="people-list">')
    assert "Ada" not in said.content.decode()
    assert "One person is close." in said["HX-Trigger"]


def test_thousands_take_a_few_queries_for_each_five_hundred(as_seeker, seeker, django_assert_max_num_queries):
    writer.add_many(
        seeker,
        [Contact(owner=seeker, name=f"Person {n}", created_at=NOW, key=new_key()) for n in range(1000)],
    )
    with django_assert_max_num_queries(40):
        as_seeker.post(URL, {"closeness": "close", "all": "1"})
    assert len(close(seeker)) == 1000
