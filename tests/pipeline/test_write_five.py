"""First messages one after another: whom the page shows, what it keeps, and how it ends the day."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine

from networking.contacts.models import Contact
from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.conversations.models import Draft, Hidden, Interaction, Purpose
from networking.pipeline.views.write_five import numbers_in
from tests.people import NOW, TODAY, make_company, make_contact, new_key

URL = "/write/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def northwind(seeker):
    return make_company(seeker, "Northwind Robotics", in_words="their SDK", that_is_all=True)


@pytest.fixture
def people(seeker, northwind) -> list[Contact]:
    """Lena, Olu and Mei, who come in this order."""
    return [
        make_contact(
            seeker,
            northwind,
            name,
            email=f"{name.split()[0].lower()}@northwind.example",
            created_at=NOW - dt.timedelta(days=9 - number),
        )
        for number, name in enumerate(("Lena Koch", "Olu Adeyemi", "Mei Tanaka"))
    ]


def read(client, url: str = URL) -> str:
    return client.get(url).content.decode()


def title(page: str) -> str:
    found = re.search(r"<h1>(.*?)</h1>", page)
    return found[1] if found else ""


def send(client, contact, *, place_next: str = URL, headers: dict[str, str] | None = None, **more: str):
    data = {
        "purpose": "outreach",
        "channel": "email",
        "subject": "Hello",
        "text": f"Hi {contact.name}, what surprised you there?",
        "key": str(new_key()),
        "place": "write_five",
        "next": place_next,
        **more,
    }
    return client.post(f"/people/{contact.pk}/write/sent/", data, headers=headers)


def write_to(contact: Contact) -> None:
    writer.log(contact, Kind.OUTREACH, on=TODAY, now=NOW, channel="email")


# --- One after another


def test_the_first_of_the_queue_is_there_with_the_composer(as_seeker, people):
    page = read(as_seeker)
    assert title(page) == "Write to Lena Koch"
    assert "0 of 5 today" in page
    assert "Then: Olu Adeyemi, Mei Tanaka." in page
    assert 'id="composer-text"' in page
    assert "<title>Write to Lena Koch, 0 of 5 today · Inroad</title>" in page
    assert re.search(r"<textarea[^>]* autofocus", page)


def test_marking_as_sent_brings_the_next_one(as_seeker, people):
    lena, *_ = people
    answer = send(as_seeker, lena)
    assert (answer.status_code, answer["Location"]) == (302, URL)
    page = read(as_seeker)
    assert title(page) == "Write to Olu Adeyemi"
    assert "1 of 5 today" in page
    assert Interaction.objects.get().contact == lena


def test_with_htmx_the_next_one_is_a_page_of_its_own_so_that_it_is_announced(as_seeker, people):
    answer = send(as_seeker, people[0], place_next=f"{URL}?skip=9", headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == f"{URL}?skip=9"


def test_skipping_leads_past_somebody_and_loses_nothing(as_seeker, seeker, people):
    lena, olu, _ = people
    Draft.objects.create(owner=seeker, contact=lena, purpose=Purpose.OUTREACH, text="Half", changed_at=NOW)
    assert f'href="{URL}?skip={lena.pk}"' in read(as_seeker)
    page = read(as_seeker, f"{URL}?skip={lena.pk}")
    assert title(page) == "Write to Olu Adeyemi"
    assert f'href="{URL}?skip={lena.pk},{olu.pk}"' in page
    assert "1 skipped" in page
    assert "Half" in read(as_seeker)
    assert not Hidden.objects.exists()


def test_who_was_skipped_stays_skipped_after_the_next_message(as_seeker, people):
    lena, olu, _ = people
    here = f"{URL}?skip={lena.pk}"
    assert f'name="next" value="{here}"' in read(as_seeker, here)
    assert send(as_seeker, olu, place_next=here)["Location"] == here
    assert title(read(as_seeker, here)) == "Write to Mei Tanaka"


@pytest.mark.parametrize("evil", ["//evil.example", "https://evil.example/", "javascript:alert(1)"])
def test_a_form_leads_to_no_page_but_ours(as_seeker, people, evil):
    assert send(as_seeker, people[0], place_next=evil)["Location"] == URL


def test_when_all_were_skipped_they_can_be_taken_up_again(as_seeker, people):
    skip = ",".join(str(contact.pk) for contact in people)
    page = read(as_seeker, f"{URL}?skip={skip}")
    assert title(page) == "That was everybody but those you skipped"
    assert all(contact.name in page for contact in people)
    assert f'href="{URL}">Take them up again' in page


def test_later_puts_the_step_off_and_leads_on(as_seeker, people):
    lena, *_ = people
    assert f"/steps/7/contact:{lena.pk}/?next=/write/" in read(as_seeker)
    answer = as_seeker.post(f"/steps/7/contact:{lena.pk}/later/", {"until": "2026-11-23", "next": URL})
    assert answer["Location"] == URL
    assert title(read(as_seeker)) == "Write to Olu Adeyemi"


def test_whoever_cannot_be_written_to_is_not_in_the_queue(as_seeker, seeker, northwind, people):
    Contact.objects.filter(pk=people[0].pk).update(email="")
    quiet = make_contact(seeker, make_company(seeker, "No in yet"), "Vera Quiet", email="n@example.org")
    page = read(as_seeker)
    assert title(page) == "Write to Olu Adeyemi"
    assert quiet.name not in page


def test_a_template_chosen_without_script_stays_in_the_flow(as_seeker, people):
    data = {
        "purpose": "outreach",
        "channel": "email",
        "text": "",
        "choose_channel": "email",
        "place": "write_five",
        "next": URL,
    }
    answer = as_seeker.post(f"/people/{people[0].pk}/write/begin/", data)
    assert answer["Location"] == URL


def test_asking_for_an_introduction_leads_on_too(as_seeker, seeker, people):
    """The first message waits for what the introducer says; nobody new was written to."""
    lena, *_ = people
    ruth = make_contact(seeker, None, "Ruth Meyer", closeness="close", email="ruth@example.org")
    writer.log(ruth, Kind.REPLY, on=TODAY, now=NOW)
    Contact.objects.filter(pk=lena.pk).update(introducer=ruth)
    page = read(as_seeker)
    assert "<title>Write to Lena Koch" in page
    assert "Message to Ruth Meyer" in page
    assert send(as_seeker, lena, purpose="introduction", channel="introduction")["Location"] == URL
    assert Interaction.objects.latest("pk").contact == ruth
    page = read(as_seeker)
    assert title(page) == "Write to Olu Adeyemi"
    assert "0 of 5 today" in page


@pytest.mark.parametrize(
    ("said", "read_as"), [("7,9", [7, 9]), ("7,7,x,,-1,9.5,²", [7]), ("9" * 30, []), ("", [])]
)
def test_an_odd_skip_is_as_if_it_were_not_said(said, read_as):
    assert numbers_in(said) == read_as


# --- Enough for today


def test_after_five_the_page_says_kindly_that_it_is_enough(as_seeker, seeker, northwind, people):
    seeker.change_settings(new_people_a_day=2)
    for contact in people[:2]:
        write_to(contact)
    page = read(as_seeker)
    assert title(page) == "That is two for today"
    assert "2 of 2 today" in page
    assert 'id="composer"' not in page
    for contact in people[:2]:
        assert f'href="/people/{contact.pk}/">{contact.name}</a>' in page
    assert page.count("If no answer comes, a follow-up is due on 26 November.") == 2


def test_whoever_insists_finds_those_of_tomorrow(as_seeker, seeker, people):
    seeker.change_settings(new_people_a_day=2)
    for contact in people[:2]:
        write_to(contact)
    page = read(as_seeker)
    assert "Tomorrow" in page
    assert f'href="/people/{people[2].pk}/">Mei Tanaka</a>' in page


def test_whoever_set_out_to_write_to_nobody_is_not_told_to_rest(as_seeker, seeker, people):
    seeker.change_settings(new_people_a_day=0)
    page = read(as_seeker)
    assert title(page) == "No new people for now"
    assert 'href="/settings/"' in page


def test_a_queue_that_is_done_says_so_and_whom_it_was_for(as_seeker, people):
    for contact in people:
        write_to(contact)
    page = read(as_seeker)
    assert title(page) == "Nobody else waits for a first message"
    assert all(contact.name in page for contact in people)


def test_an_empty_queue_teaches_what_brings_people_into_it(as_seeker, seeker):
    northwind = make_company(seeker, "Northwind", in_words="their SDK")
    make_contact(seeker, northwind, "Hidden Way")
    make_company(seeker, "Fernhill")
    page = read(as_seeker)
    assert title(page) == "Nobody waits for a first message"
    for said in ("Find a way to reach Hidden Way", "Write down your “in” at Fernhill"):
        assert said in page


def test_on_the_first_day_the_page_leads_to_a_first_company(as_seeker):
    page = read(as_seeker)
    assert title(page) == "Nobody waits for a first message"
    assert "Choose your first target company" in page


# --- The ways in


def test_today_leads_here_once_two_people_wait(as_seeker, people):
    assert "Write to 3 new people, one after another" in read(as_seeker, "/")
    write_to(people[0])
    assert "Write to 2 new people, one after another" in read(as_seeker, "/")
    write_to(people[1])
    assert "one after another" not in read(as_seeker, "/")


def test_the_list_of_people_leads_here(as_seeker, people):
    assert f'href="{URL}">' in read(as_seeker, "/people/")


def test_only_mine_is_shown(as_stranger, people):
    page = read(as_stranger, f"{URL}?skip={people[0].pk}")
    assert not any(contact.name in page for contact in people)


def test_names_are_text_and_never_markup(as_seeker, people):
    Contact.objects.update(name="<b>{name}</b> {0.__class__}")
    page = read(as_seeker)
    assert "<b>" not in page
    assert "{0.__class__}" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_eight_queries_with_one_person_and_with_three(
    as_seeker, people, django_assert_num_queries, rows
):
    for contact in people[rows:]:
        contact.delete()
    with django_assert_num_queries(8):
        read(as_seeker)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_end_of_the_day_takes_seven_queries_for_one_message_and_for_three(
    as_seeker, seeker, people, django_assert_num_queries, rows
):
    seeker.change_settings(new_people_a_day=rows)
    for contact in people[:rows]:
        write_to(contact)
    with django_assert_num_queries(7):
        read(as_seeker)
