from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from networking.contacts.models import Contact, Looked, Place
from networking.contacts.stages import Kind
from networking.conversations import writer
from tests.people import NOW, TODAY, make_company, make_contact

FRAGMENT = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def lena(seeker):
    company = make_company(seeker, "Northwind", in_words="their SDK")
    return make_contact(seeker, company, "Lena Koch", common_ground="Fargo")


def url(contact, act: str = "") -> str:
    return f"/people/{contact.pk}/{act}"


def page(client, contact) -> str:
    return client.get(url(contact)).content.decode()


def found(contact, email: str) -> dict[str, object]:
    return {"email": email, "version": contact.version}


def test_whoever_has_no_e_mail_has_the_places_to_look_on_their_page(as_seeker, lena):
    text = page(as_seeker, lena)
    assert "Find Lena’s e-mail" in text
    assert "0 of 4 places looked at" in text
    link = "https://github.com/search?type=users&amp;q=Lena+Koch"
    assert f'href="{link}" target="_blank" rel="noopener noreferrer nofollow"' in text


def test_whoever_has_an_e_mail_is_not_hunted_for(as_seeker, lena):
    Contact.objects.update(email="lena@northwind.example")
    assert 'id="hunt"' not in page(as_seeker, lena)


def test_the_step_to_find_a_way_leads_to_the_places(as_seeker, lena):
    assert as_seeker.get("/").context["step"].url == f"{url(lena)}#hunt"
    assert 'href="#hunt">Find Lena’s e-mail' in page(as_seeker, lena)


def test_with_another_way_open_the_places_stand_once(as_seeker, lena):
    Contact.objects.update(profile_url="https://www.linkedin.com/in/lena")
    text = page(as_seeker, lena)
    assert text.count('id="hunt"') == 1
    assert "https://www.linkedin.com/in/lena/overlay/contact-info/" in text


def test_each_place_is_ticked_remembered_and_can_be_unticked(as_seeker, lena):
    for _ in range(2):
        answer = as_seeker.post(url(lena, "hunt/github/"), {"on": "1"})
        assert answer["Location"] == f"{url(lena)}#hunt"
    assert list(Looked.objects.values_list("contact", "place", "owner")) == [
        (lena.pk, "github", lena.owner_id)
    ]
    assert "1 of 4 places looked at" in page(as_seeker, lena)
    for _ in range(2):
        as_seeker.post(url(lena, "hunt/github/"), {"on": "0"})
    assert not Looked.objects.exists()


def test_htmx_swaps_the_card_alone(as_seeker, lena):
    text = as_seeker.post(url(lena, "hunt/search/"), {"on": "1"}, headers=FRAGMENT).content.decode()
    assert text.startswith('<section class="card" aria-labelledby="hunt-title" id="hunt">')
    assert "1 of 4 places looked at" in text
    assert 'id="looked-search" type="submit" name="on" value="0" aria-pressed="true"' in text


def test_ticks_of_others_are_not_counted(as_seeker, seeker, lena):
    Looked.tick(make_contact(seeker, lena.company), "search", on=True)
    assert "0 of 4 places looked at" in page(as_seeker, lena)


def test_when_all_was_looked_at_in_vain_the_card_says_what_will_do(as_seeker, lena):
    for place in Place.values:
        assert "You have looked everywhere" not in page(as_seeker, lena)
        Looked.tick(lena, place, on=True)
    text = page(as_seeker, lena)
    assert "You have looked everywhere" in text
    assert text.count(f"/people/introductions/?person={lena.pk}") == 3
    assert f'href="{url(lena, "edit/")}#id_profile_url"' in text


def test_an_unknown_place_does_not_exist(as_seeker, lena):
    assert as_seeker.post(url(lena, "hunt/phonebook/"), {"on": "1"}).status_code == 404


def test_what_was_found_is_kept_right_there(as_seeker, lena):
    assert as_seeker.post(url(lena, "email/"), found(lena, " lena@northwind.example "))["Location"] == url(
        lena
    )
    lena.refresh_from_db()
    assert lena.email == "lena@northwind.example"
    text = page(as_seeker, lena)
    assert 'id="hunt"' not in text
    assert "lena@northwind.example is kept." in text


def test_htmx_gets_the_whole_person_for_an_address(as_seeker, lena):
    answer = as_seeker.post(url(lena, "email/"), found(lena, "lena@northwind.example"), headers=FRAGMENT)
    assert (answer["HX-Retarget"], answer["HX-Reswap"]) == ("#person", "outerHTML")
    assert 'id="person"' in answer.content.decode()


@pytest.mark.parametrize(
    "typed", ["", "lena", "lena@", "lena@northwind.example\nBcc: x@example.org", "x" * 300]
)
def test_what_is_no_address_is_refused_and_the_words_stay(as_seeker, lena, typed):
    for headers in ({}, FRAGMENT):
        answer = as_seeker.post(url(lena, "email/"), found(lena, typed), headers=headers)
        assert answer.status_code == 422
        assert "field-error" in answer.content.decode()
        assert typed.splitlines()[0] in answer.content.decode() if typed else True
    lena.refresh_from_db()
    assert (lena.email, lena.version) == ("", 1)


def test_an_address_that_another_window_kept_meanwhile_is_shown_beside_mine(as_seeker, lena):
    mine = found(lena, "mine@northwind.example")
    as_seeker.post(url(lena, "email/"), found(lena, "theirs@northwind.example"))
    answer = as_seeker.post(url(lena, "email/"), mine)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Another window kept theirs@northwind.example meanwhile" in text
    assert 'value="mine@northwind.example"' in text
    version = answer.context["hunt"].form.data["version"]
    as_seeker.post(url(lena, "email/"), mine | {"version": version})
    lena.refresh_from_db()
    assert lena.email == "mine@northwind.example"


def test_what_else_was_changed_meanwhile_does_not_stand_in_the_way(as_seeker, lena):
    data = found(lena, "lena@northwind.example")
    writer.log(lena, Kind.TOUCH, on=TODAY, now=NOW)
    writer.edit_contact(lena, {"notes": "Has a dog"}, version=lena.version, now=NOW)
    assert as_seeker.post(url(lena, "email/"), data).status_code == 302
    lena.refresh_from_db()
    assert (lena.email, lena.notes) == ("lena@northwind.example", "Has a dog")


def test_a_stranger_ticks_and_keeps_nothing(as_stranger, lena):
    assert as_stranger.post(url(lena, "hunt/github/"), {"on": "1"}).status_code == 404
    assert as_stranger.post(url(lena, "email/"), found(lena, "x@example.org")).status_code == 404
    lena.refresh_from_db()
    assert (lena.email, Looked.objects.count()) == ("", 0)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_eight_queries_with_one_tick_and_with_three(
    as_seeker, lena, django_assert_num_queries, rows
):
    for number, place in enumerate(Place.values[:rows], 1):
        Looked.tick(lena, place, on=True)
        writer.log(lena, Kind.REPLY, on=TODAY - dt.timedelta(number), now=NOW)
    with django_assert_num_queries(8):
        as_seeker.get(url(lena))
