"""The sheet one takes along to a chat."""

from __future__ import annotations

import datetime as dt
import html

import pytest

from networking.contacts.models import PastJob
from networking.contacts.stages import Kind
from networking.conversations import writer
from tests.people import NOW, TODAY, make_company, make_contact

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def lena(seeker):
    seeker.change_settings(time_zone="Europe/Berlin")
    northwind = make_company(seeker, "Northwind", in_words="Their gripper taught me to solder")
    return make_contact(
        seeker,
        northwind,
        "Lena Koch",
        title="Senior Developer",
        common_ground="The same SDK",
        personal="Climbs on Thursdays",
        notes="Has a dog called Byte",
        profile_url="https://www.linkedin.com/in/lena-invented",
        phone="+49 30 123",
        time_zone="America/New_York",
        introducer=make_contact(seeker, northwind, "Priya Raman"),
    )


def plan(contact, questions: str = "First month?\nWho else?", **more):
    when = {"starts_at": NOW + dt.timedelta(5), "minutes": 45, "medium": "video"}
    return writer.plan_chat(
        contact, **when, place="https://meet.example/lena", questions=questions, now=NOW, **more
    )


def read(client, chat) -> str:
    response = client.get(f"/chats/{chat.pk}/sheet/")
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def test_everything_one_needs_stands_on_it(as_seeker, seeker, lena):
    PastJob.objects.create(owner=seeker, contact=lena, company_name="Kestrel", title="Intern", until=TODAY)
    talked = writer.log(lena.introducer, Kind.CHAT, on=TODAY, now=NOW)
    writer.write_learned(talked.chat, {"role": "Go, and patience"})
    page = read(as_seeker, plan(lena))
    for words in (
        "Tuesday 24 November at 13:00 Berlin time (07:00 in New York), 45 minutes",
        'href="https://meet.example/lena"',
        "Senior Developer at Northwind",
        "The same SDK",
        "Climbs on Thursdays",
        "Has a dog called Byte",
        "https://www.linkedin.com/in/lena-invented",
        "+49 30 123",
        "Intern at Kestrel, until November 2026",
        "Priya Raman",
        "Their gripper taught me to solder",
        "Go, and patience",
        "First month?",
        "Who else?",
        "You are there to learn about the company, not to ask for a job.",
    ):
        assert words in page, words


def test_somebody_of_whom_nothing_is_known_gives_a_short_one(as_seeker, seeker):
    page = read(as_seeker, plan(make_contact(seeker, None, "Ida"), questions=""))
    assert "Take two or three from the bank" in page
    assert "What do you have in common?" in page
    assert "My “in”" not in page


def test_an_in_without_words_is_named(as_seeker, seeker):
    company = make_company(seeker, in_product=True, in_local=True)
    assert "I love the product, Hyper-local" in read(as_seeker, plan(make_contact(seeker, company)))


def test_a_chat_that_was_logged_without_a_time_has_a_sheet_too(as_seeker, seeker, lena):
    chat = writer.log(lena, Kind.CHAT, on=TODAY, now=NOW).chat
    assert "Thursday 19 November 2026" in read(as_seeker, chat)


def test_an_introducer_who_was_removed_is_not_named(as_seeker, lena):
    writer.remove_contact(lena.introducer, now=NOW)
    assert "Priya Raman" not in read(as_seeker, plan(lena))


def test_hostile_words_are_only_words(as_seeker, seeker, lena):
    hostile = "<script>alert(1)</script>\"'>{{7*7}}"
    for field in ("name", "title", "common_ground", "personal", "notes", "phone"):
        setattr(lena, field, hostile)
    lena.save()
    chat = plan(lena, questions=hostile)
    chat.place = "javascript:alert(1)"
    chat.save()
    page = as_seeker.get(f"/chats/{chat.pk}/sheet/").content.decode()
    assert "<script>alert" not in page
    assert 'href="javascript' not in page


@pytest.mark.parametrize("many", [1, 3])
def test_the_sheet_asks_five_queries(as_seeker, seeker, lena, many, django_assert_num_queries):
    chat = plan(lena, questions="\n".join(f"Number {n}?" for n in range(many)))
    for number in range(many):
        PastJob.objects.create(owner=seeker, contact=lena, company_name=f"Job {number}", until=TODAY)
        talked = writer.log(make_contact(seeker, lena.company), Kind.CHAT, on=TODAY, now=NOW)
        writer.write_learned(talked.chat, {"role": "Go", "culture": "Pairing"})
    with django_assert_num_queries(5):
        as_seeker.get(f"/chats/{chat.pk}/sheet/")
