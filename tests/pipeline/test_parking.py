from __future__ import annotations

import datetime as dt
import json

import pytest
import time_machine

from networking.contacts.stages import Kind, Parked
from networking.conversations import writer
from tests.people import NOW, TODAY, make_company, make_contact

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def lena(seeker):
    return make_contact(seeker, make_company(seeker, "Northwind", in_words="their SDK"), "Lena Koch")


def parking(contact) -> tuple[str, object]:
    contact.refresh_from_db()
    return contact.parked_reason, contact.parked_on


@pytest.mark.parametrize("reason", Parked.values)
def test_somebody_is_parked_for_each_reason_and_taken_up_again(as_seeker, lena, reason):
    response = as_seeker.post(f"/people/{lena.pk}/park/", {"reason": reason})
    assert response["Location"] == f"/people/{lena.pk}/"
    assert parking(lena) == (reason, TODAY)
    assert Parked(reason).label in as_seeker.get(f"/people/{lena.pk}/").content.decode()
    as_seeker.post(f"/people/{lena.pk}/reopen/")
    assert parking(lena) == ("", None)


def test_over_htmx_the_page_of_the_person_comes_back_with_undo(as_seeker, lena):
    response = as_seeker.post(f"/people/{lena.pk}/park/", {"reason": "left", "place": "person"}, headers=HTMX)
    assert "Take up again" in response.content.decode()
    undo = json.loads(response["HX-Trigger"])["toast"][0]["undo"]
    as_seeker.post(undo, headers=HTMX)
    assert parking(lena) == ("", None)


def test_the_undo_of_another_reason_gives_the_first_one_back(as_seeker, lena):
    writer.park(lena, Parked.NOT_NOW, now=NOW)
    response = as_seeker.post(f"/people/{lena.pk}/park/", {"reason": "left", "place": "person"}, headers=HTMX)
    as_seeker.post(json.loads(response["HX-Trigger"])["toast"][0]["undo"], headers=HTMX)
    assert parking(lena) == (Parked.NOT_NOW, TODAY)


def test_nobody_is_parked_since_a_day_that_no_export_could_tell(as_seeker, lena):
    response = as_seeker.post(f"/people/{lena.pk}/park/?reason=left&on=0001-01-01")
    assert response.status_code == 422
    assert parking(lena) == ("", None)


def test_the_undo_of_taking_up_again_gives_back_the_day_it_was_parked(as_seeker, lena):
    writer.park(lena, Parked.LEFT, now=NOW - dt.timedelta(days=30))
    response = as_seeker.post(f"/people/{lena.pk}/reopen/", {"place": "person"}, headers=HTMX)
    as_seeker.post(json.loads(response["HX-Trigger"])["toast"][0]["undo"], headers=HTMX)
    assert parking(lena) == (Parked.LEFT, TODAY - dt.timedelta(days=30))


def test_the_undo_of_taking_up_again_parks_again(as_seeker, lena):
    writer.park(lena, Parked.NOT_NOW, now=NOW)
    response = as_seeker.post(f"/people/{lena.pk}/reopen/", {"place": "person"}, headers=HTMX)
    as_seeker.post(json.loads(response["HX-Trigger"])["toast"][0]["undo"], headers=HTMX)
    assert parking(lena) == (Parked.NOT_NOW, TODAY)


def test_a_reply_takes_somebody_up_again_by_itself(as_seeker, lena):
    writer.park(lena, Parked.NO_ANSWER, now=NOW)
    as_seeker.post(f"/people/{lena.pk}/log/{Kind.REPLY}/", {})
    assert parking(lena) == ("", None)


@pytest.mark.parametrize("reason", ["", "tired of it"])
def test_without_a_known_reason_nobody_is_parked(as_seeker, lena, reason):
    assert as_seeker.post(f"/people/{lena.pk}/park/", {"reason": reason}).status_code == 422
    assert parking(lena) == ("", None)


def test_a_stranger_parks_and_reopens_nobody(as_stranger, lena):
    assert as_stranger.post(f"/people/{lena.pk}/park/", {"reason": "left"}).status_code == 404
    assert parking(lena) == ("", None)
    writer.park(lena, Parked.LEFT, now=NOW)
    assert as_stranger.post(f"/people/{lena.pk}/reopen/").status_code == 404
    assert parking(lena) == (Parked.LEFT, TODAY)
