"""Bringing events in: a calendar or a mail is read, chosen from, added, and taken back."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from networking.conversations.models import Event
from tests.people import NOW, new_key

pytestmark = pytest.mark.usefixtures("noon")
PAGE = "/events/import/"


def ics(*events: tuple[str, str], more: str = "") -> str:
    """A calendar of events: what they are called, and when they begin."""
    blocks = "".join(
        f"BEGIN:VEVENT\r\nUID:{number}@x\r\nSUMMARY:{name}\r\nDTSTART:{start}\r\n{more}END:VEVENT\r\n"
        for number, (name, start) in enumerate(events)
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{blocks}END:VCALENDAR\r\n"


def words(response) -> str:
    return " ".join(unescape(strip_tags(response.content.decode())).split())


def read(client: Client, text: str | bytes, **more):
    """The page after a text was pasted, or a file handed in."""
    if isinstance(text, bytes):
        return client.post(PAGE, {"file": SimpleUploadedFile("my.ics", text), **more})
    return client.post(PAGE, {"text": text, **more})


def ticked(response) -> list[str]:
    return re.findall(r'name="event" value="(\d+)"[^>]* checked', response.content.decode())


def add(client: Client, response, *numbers: str):
    found = re.search(r'name="found" value="([^"]+)"', response.content.decode())
    assert found
    return client.post(f"{PAGE}add/", {"found": found[1], "event": list(numbers)}, follow=True)


def names(owner) -> list[str]:
    return list(Event.objects.owned_by(owner).order_by("starts_at", "name").values_list("name", flat=True))


MEETUP, DENTIST = ("Python meetup", "20261124T183000"), ("Dentist", "20261125T090000")


def test_the_page_says_that_nothing_is_fetched_and_asks_for_a_calendar(as_seeker):
    shown = words(as_seeker.get(PAGE))
    assert "nothing is fetched" in shown
    assert "A calendar file (.ics)" in shown


@pytest.mark.parametrize("as_file", [True, False])
def test_a_calendar_is_shown_before_anything_is_added(as_seeker, seeker, as_file: bool):
    text = ics(MEETUP, DENTIST, ("Last year’s meetup", "20251124T183000"))
    response = read(as_seeker, text.encode() if as_file else text)
    shown = words(response)
    assert "2 events to choose from" in shown
    assert "Python meetup Tuesday 24 November, 18:30" in shown
    assert "1: before" in shown
    assert ticked(response) == ["0"]  # a dentist is nobody one meets
    assert not Event.objects.exists()


def test_the_ticked_ones_are_added_once_and_can_be_taken_back(as_seeker, seeker):
    response = read(as_seeker, ics(MEETUP, DENTIST))
    after = add(as_seeker, response, "0")
    assert names(seeker) == ["Python meetup"]
    assert "1 event is in your list now." in words(after)
    assert "in your list already" in words(add(as_seeker, response, "0"))
    undo = re.search(r"/events/import/[0-9a-f-]{36}/undo/", after.content.decode())
    assert undo
    assert "1 event is taken back." in words(as_seeker.post(undo[0], follow=True))
    assert names(seeker) == []
    add(as_seeker, response, "0", "1")
    assert names(seeker) == ["Python meetup", "Dentist"]


def test_what_is_in_the_list_already_is_left_out(as_seeker, seeker):
    add(as_seeker, read(as_seeker, ics(MEETUP)), "0")
    assert "It holds" not in words(read(as_seeker, ics(MEETUP)))
    assert "its event is in your list already" in words(read(as_seeker, ics(MEETUP)))
    shown = words(read(as_seeker, ics(MEETUP, DENTIST)))
    assert "1 event to choose from" in shown
    assert "1: in your list already" in shown


def test_an_invitation_is_read_from_its_words(as_seeker, seeker):
    mail = "Subject: Python night\n\nWhen: 24 November 2026, 18:30 - 21:00\nWhere: c-base, Berlin"
    response = read(as_seeker, mail)
    assert "Python night Tuesday 24 November, 18:30 to 21:00 · c-base, Berlin" in words(response)
    add(as_seeker, response, *ticked(response))
    event = Event.objects.get()
    assert (event.owner, event.name, event.place) == (seeker, "Python night", "c-base, Berlin")
    assert event.ends_at == event.starts_at + dt.timedelta(hours=2, minutes=30)


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({}, "Choose a file, or paste the text."),
        ({"text": "   "}, "Choose a file, or paste the text."),
        ({"text": "Come to our party!"}, "No day was found in it."),
        ({"text": "BEGIN:VCALENDAR\nEND:VCALENDAR"}, "There is no event in this calendar."),
        ({"file": SimpleUploadedFile("a.ics", b"")}, "This file is empty."),
        ({"file": SimpleUploadedFile("a.png", b"\x89PNG\x00\x00")}, "This file is no calendar."),
        ({"file": SimpleUploadedFile("a.ics", b"x" * 1_000_001)}, "This file is larger than 1 MB."),
        ({"text": ics(MEETUP), "since": "soon"}, "There is no such day."),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(as_seeker, sent, why):
    if file := sent.get("file"):
        file.seek(0)
    response = as_seeker.post(PAGE, sent)
    assert response.status_code == 422
    assert why in words(response)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_of_any_usual_encoding(as_seeker, encoding: str):
    response = read(as_seeker, ics(("Zürich meetup", "20261124T183000")).encode(encoding))
    assert "Zürich meetup" in words(response)


def test_five_thousand_events_show_the_next_ones_and_say_how_to_see_the_rest(as_seeker, seeker):
    first = dt.date(2026, 11, 20)
    days = [first + dt.timedelta(days=number) for number in range(5_000)]
    text = ics(*((f"Meetup {number}", f"{day:%Y%m%d}T183000") for number, day in enumerate(days)))
    response = read(as_seeker, text.encode())
    shown = words(response)
    assert "50 events to choose from" in shown
    assert "more that come later" in shown
    assert len(ticked(response)) == 50
    later = read(as_seeker, text.encode(), since="2030-01-01")
    assert "1 January 2030" in words(later)
    assert "before 1 January 2030" in words(later)


def test_reading_takes_the_same_queries_for_one_and_for_three(as_seeker):
    counts = set()
    for number in (1, 3):
        text = ics(*[(f"Meetup {n}", "20261124T183000") for n in range(number)])
        with CaptureQueriesContext(connection) as queries:
            read(as_seeker, text)
        counts.add(len(queries))
    assert counts == {3}


def test_nothing_ticked_is_nothing_added(as_seeker):
    assert "none was added" in words(add(as_seeker, read(as_seeker, ics(MEETUP))))
    assert not Event.objects.exists()


@pytest.mark.parametrize("number", ["9", "-1", "x", "٣", "9" * 30])
def test_a_number_that_was_not_shown_adds_nothing(as_seeker, number: str):
    add(as_seeker, read(as_seeker, ics(MEETUP)), number)
    assert not Event.objects.exists()


def test_what_somebody_else_read_cannot_be_added_nor_what_is_changed_or_old(as_seeker, as_stranger, stranger):
    response = read(as_seeker, ics(MEETUP))
    assert "read too long ago" in words(add(as_stranger, response, "0"))
    as_seeker.post(f"{PAGE}add/", {"found": "changed", "event": "0"})
    with time_machine.travel(NOW + dt.timedelta(hours=25), tick=False):
        as_seeker.post(f"{PAGE}add/", {"found": "changed", "event": "0"})
    assert not Event.objects.exists()


def test_an_undo_takes_nothing_of_somebody_else(as_seeker, seeker, as_stranger):
    response = add(as_seeker, read(as_seeker, ics(MEETUP)), "0")
    undo = re.search(r"/events/import/[0-9a-f-]{36}/undo/", response.content.decode())
    assert undo
    assert "nothing to take back" in words(as_stranger.post(undo[0], follow=True))
    assert names(seeker) == ["Python meetup"]


def test_texts_of_a_calendar_are_text(as_seeker):
    shown = read(as_seeker, ics(("<script>alert(1)</script> meetup", "20261124T183000"))).content.decode()
    assert "&lt;script&gt;alert(1)" in shown
    assert "<script>alert" not in shown


def test_an_event_is_downloaded_for_a_calendar(as_seeker, seeker):
    event = Event.objects.create(
        owner=seeker, name="Python night", starts_at=NOW, key=new_key(), created_at=NOW
    )
    response = as_seeker.get(f"/events/{event.pk}/event.ics")
    assert response["Content-Disposition"] == 'attachment; filename="event.ics"'
    assert b"SUMMARY:Python night" in response.content
