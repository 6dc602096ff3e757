"""Days that matter to somebody, on their page."""

from __future__ import annotations

import pytest
import time_machine

from networking.conversations.models import ImportantDate
from tests.conversations.relations import important_date
from tests.people import NOW, make_contact

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def lena(seeker):
    return make_contact(seeker, name="Lena Koch")


def url(contact, rest: str = "add/") -> str:
    return f"/people/{contact.pk}/dates/{rest}"


def page(client, contact) -> str:
    return client.get(f"/people/{contact.pk}/").content.decode()


def days() -> list[tuple[str, int, int, int | None]]:
    return list(ImportantDate.objects.order_by("pk").values_list("label", "month", "day", "year"))


def test_a_day_is_written_down_and_stands_on_the_page_with_how_soon_it_is(as_seeker, lena):
    typed = {"label": " Birthday ", "day": "29", "month": "11", "year": "1990"}
    for _ in range(2):  # a double click
        assert as_seeker.post(url(lena), typed)["Location"] == f"/people/{lena.pk}/#keeping"
    assert days() == [("Birthday", 11, 29, 1990)]
    assert "29 November, 36 years · in 10 days" in page(as_seeker, lena)


def test_29_february_is_called_so_in_every_year(as_seeker, lena):
    as_seeker.post(url(lena), {"label": "Birthday", "day": "29", "month": "2"})
    assert "29 February" in page(as_seeker, lena)


def test_a_day_that_no_month_has_came_in_with_a_file_and_is_shown_as_the_last_one(as_seeker, lena):
    important_date(lena.owner, contact=lena, month=4, day=31)
    assert "30 April" in page(as_seeker, lena)


def test_a_slip_keeps_the_words(as_seeker, lena):
    response = as_seeker.post(url(lena), {"label": "Wedding day", "day": "31", "month": "4"})
    assert response.status_code == 422
    assert "April has no day 31." in response.content.decode()
    assert 'value="Wedding day"' in response.content.decode()
    assert days() == []


def test_the_next_one_stands_first_and_a_day_far_off_has_no_countdown(as_seeker, lena):
    for label, day, month in (("Began there", 18, 11), ("Birthday", 20, 11), ("Today's", 19, 11)):
        as_seeker.post(url(lena), {"label": label, "day": day, "month": month})
    dates = as_seeker.get(f"/people/{lena.pk}/").context["keeping"].dates
    assert [(date.label, date.when) for date in dates] == [
        ("Today's", "today"),
        ("Birthday", "tomorrow"),
        ("Began there", ""),
    ]


def test_it_can_be_changed_but_not_into_one_that_is_there(as_seeker, seeker, lena):
    date = important_date(seeker, contact=lena, label="Birthday", month=5, day=1)
    important_date(seeker, contact=lena, label="Birthday", month=6, day=1)
    address = url(lena, f"{date.pk}/")
    assert '<option value="5" selected>May</option>' in as_seeker.get(address).content.decode()
    same = as_seeker.post(address, {"label": "Birthday", "day": "1", "month": "6"})
    assert "This day is written down already." in same.content.decode()
    as_seeker.post(address, {"label": "Moved in", "day": "2", "month": "6", "year": "2020"})
    assert days()[0] == ("Moved in", 6, 2, 2020)


def test_it_can_be_removed_and_brought_back_with_no_word_in_the_address(as_seeker, seeker, lena):
    date = important_date(seeker, contact=lena, label="Birthday", month=5, day=1, year=1990)
    answer = as_seeker.post(url(lena, f"{date.pk}/remove/"), follow=True)
    assert days() == []
    undo = next(message.extra_tags for message in answer.context["messages"])
    assert "Birthday" not in undo
    as_seeker.post(undo)
    as_seeker.post(undo)
    assert days() == [("Birthday", 5, 1, 1990)]
    assert ImportantDate.objects.get().passed_on == date.passed_on


def test_the_undo_of_somebody_else_brings_nothing_back(as_seeker, as_stranger, seeker, stranger, lena):
    date = important_date(seeker, contact=lena)
    as_seeker.post(url(lena, f"{date.pk}/remove/"))
    mine = make_contact(stranger, name="Mine")
    assert as_stranger.post(url(mine, "restore/?removed=x"), follow=True).status_code == 200
    assert days() == []


def test_text_from_people_is_shown_as_text(as_seeker, lena):
    as_seeker.post(url(lena), {"label": "<script>alert(1)</script>{name}", "day": "1", "month": "1"})
    text = page(as_seeker, lena)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{name}" in text
    assert "<script>alert(1)" not in text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_a_person_takes_eight_queries_with_days_and_help(
    as_seeker, seeker, lena, django_assert_num_queries, rows
):
    for number in range(rows):
        important_date(seeker, contact=lena, label=f"Day {number}")
    with django_assert_num_queries(8):
        as_seeker.get(f"/people/{lena.pk}/")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_form_takes_four_queries(as_seeker, seeker, lena, django_assert_num_queries, rows):
    dates = [important_date(seeker, contact=lena, label=f"Day {number}") for number in range(rows)]
    with django_assert_num_queries(3):
        as_seeker.get(url(lena, f"{dates[0].pk}/"))
