"""Taking up people at an event one after another, and taking somebody off again."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from time_machine import TimeMachineFixture

from networking.accounts.models import User
from networking.companies.models import Company, Standing
from networking.contacts.models import Contact
from networking.contacts.stages import Kind
from networking.conversations import events, writer
from networking.conversations.models import Attendance, Event, Met
from tests.people import NOW, TODAY, make_company, make_contact, new_key

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def now(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def event(seeker: User) -> Event:
    start = NOW - dt.timedelta(hours=1)
    return events.add(seeker, key=new_key(), now=NOW, name="PyLadies", starts_at=start)


def meet(client: Client, event: Event, htmx: bool = True, **data: Any) -> Any:
    url = reverse("pipeline:meet_at_event", args=[event.pk])
    return client.post(url, {"key": str(new_key()), **data}, headers=HTMX if htmx else {})


def undo_of(client: Client, url: str) -> Any:
    return client.post(url, headers=HTMX)


def there(event: Event) -> list[tuple[str, str, str]]:
    rows = Met.objects.owned_by(event.owner).select_related("contact__company").order_by("pk")
    return [(m.contact.name, m.contact.company.name if m.contact.company else "", m.note) for m in rows]


def test_five_people_one_after_another(as_seeker: Client, event: Event) -> None:
    for name in ("Mei Tanaka", "Omar Haddad", "Lena Koch", "Noor Aziz", "Dana Mertens"):
        response = meet(as_seeker, event, name=name, company_name="Bluebird", note="robots")
        assert response.status_code == 200
        page = response.content.decode()
        assert page.startswith('<section class="card" id="met"')
        assert 'id="meet_name" name="name" value=""' in page
        assert "autofocus" in page
    assert len(there(event)) == 5
    assert there(event)[0] == ("Mei Tanaka", "Bluebird", "robots")
    assert Company.objects.get().standing == Standing.NETWORK
    event.refresh_from_db()
    assert event.attendance == Attendance.ATTENDED


def test_it_works_without_script(as_seeker: Client, event: Event) -> None:
    response = meet(as_seeker, event, htmx=False, name="Mei Tanaka")
    assert response.headers["Location"] == f"/events/{event.pk}/#met"
    response = meet(as_seeker, event, htmx=False, name="", note="robots")
    assert response.status_code == 422
    page = response.content.decode()
    assert "Write the name first." in page
    assert 'value="robots"' in page
    assert "<html" in page


def test_the_same_form_twice_meets_one(as_seeker: Client, seeker: User, event: Event) -> None:
    make_contact(seeker, make_company(seeker, "Kestrel"), "Mei Tanaka")
    key = str(new_key())
    for _ in range(2):
        meet(as_seeker, event, name="Mei Tanaka", company_name="Bluebird", contact="new", key=key)
    assert there(event) == [("Mei Tanaka", "Bluebird", "")]
    assert Contact.objects.count() == 2


def test_who_was_taken_up_stays_recognised_when_the_form_comes_again(as_seeker: Client, event: Event) -> None:
    key = str(new_key())
    for _ in range(2):
        assert meet(as_seeker, event, name="Mei Tanaka", key=key).status_code == 200
    assert Contact.objects.count() == 1


def test_somebody_i_know_is_recognised(as_seeker: Client, seeker: User, event: Event) -> None:
    dana = make_contact(seeker, make_company(seeker, "Kestrel"), "Dana Mertens")
    meet(as_seeker, event, name="dana mertens", note="robots")
    assert there(event) == [("Dana Mertens", "Kestrel", "robots")]
    meet(as_seeker, event, contact=str(dana.pk), name="Dan", note="coffee")
    assert there(event) == [("Dana Mertens", "Kestrel", "robots · coffee")]


def test_of_the_same_name_elsewhere_i_am_asked(as_seeker: Client, seeker: User, event: Event) -> None:
    dana = make_contact(seeker, make_company(seeker, "Kestrel"), "Dana Mertens")
    typed = {"name": "Dana Mertens", "company_name": "Bluebird", "note": "robots"}
    response = meet(as_seeker, event, **typed)
    assert response.status_code == 422
    assert response.context["perhaps"] == (dana,)
    assert not Company.objects.filter(name="Bluebird").exists()
    meet(as_seeker, event, **typed, contact="new")
    assert there(event) == [("Dana Mertens", "Bluebird", "robots")]


@pytest.mark.parametrize("chosen", ["0", "-1", "x", "²", "9" * 30])
def test_nobody_can_choose_whom_they_do_not_know(as_seeker: Client, event: Event, chosen: str) -> None:
    response = meet(as_seeker, event, name="Mei Tanaka", contact=chosen)
    assert response.status_code == 422
    assert not Contact.objects.exists()


def test_somebody_elses_person_cannot_be_chosen(as_seeker: Client, stranger: User, event: Event) -> None:
    theirs = make_contact(stranger, None, "Secret Person")
    response = meet(as_seeker, event, name="Mei", contact=str(theirs.pk))
    assert response.status_code == 422
    assert "Secret" not in response.content.decode()
    assert not Met.objects.exists()


def test_while_typing_my_people_are_offered(as_seeker: Client, seeker: User, stranger: User) -> None:
    make_contact(stranger, None, "Dana Secret")
    make_contact(seeker, None, "Dana Removed", removed_at=NOW)
    make_contact(seeker, None, "Omar Haddad")
    dana = make_contact(seeker, make_company(seeker, "Kestrel"), "Dana Mertens")
    for typed in ("dan", "Dana M", "mert"):
        assert as_seeker.get("/met/who/", {"name": typed}).context["people"] == [dana]
    for typed in ("", "d", " ", "%", "\x00", "xyz"):
        assert as_seeker.get("/met/who/", {"name": typed}).context["people"] == []


# --- Taking somebody off


def test_who_came_new_goes_again_and_comes_back(as_seeker: Client, event: Event) -> None:
    meet(as_seeker, event, name="Mei Tanaka", note="robots")
    met = Met.objects.get()
    response = as_seeker.post(reverse("pipeline:unmeet", args=[met.pk]), headers=HTMX)
    assert response.content.decode().startswith('<section class="card" id="met"')
    assert (there(event), list(Contact.objects.owned_by(event.owner))) == ([], [])
    undo_of(as_seeker, reverse("pipeline:meet_again", args=[met.key]))
    assert there(event) == [("Mei Tanaka", "", "robots")]


def test_whom_i_knew_comes_back_with_the_note(as_seeker: Client, seeker: User, event: Event) -> None:
    make_contact(seeker, None, "Dana Mertens")
    meet(as_seeker, event, name="Dana Mertens", note="robots")
    met = Met.objects.get()
    as_seeker.post(reverse("pipeline:unmeet", args=[met.pk]))
    assert not Met.objects.exists()
    for _ in range(2):
        undo_of(as_seeker, reverse("pipeline:meet_again", args=[met.key]))
    assert there(event) == [("Dana Mertens", "", "robots")]


def test_only_who_took_them_off_can_bring_them_back(
    as_seeker: Client, as_stranger: Client, seeker: User, event: Event
) -> None:
    make_contact(seeker, None, "Dana Mertens")
    meet(as_seeker, event, name="Dana Mertens")
    met = Met.objects.get()
    as_seeker.post(reverse("pipeline:unmeet", args=[met.pk]))
    assert undo_of(as_stranger, reverse("pipeline:meet_again", args=[met.key])).status_code == 404
    assert not Met.objects.exists()


def test_the_list_says_who_was_written_to(as_seeker: Client, event: Event) -> None:
    meet(as_seeker, event, name="Mei Tanaka")
    response = meet(as_seeker, event, name="Omar Haddad")
    assert [line.is_written for line in response.context["met"]] == [False, False]
    writer.log(Contact.objects.get(name="Omar Haddad"), Kind.OUTREACH, on=TODAY, now=NOW)
    page = as_seeker.get(reverse("pipeline:event", args=[event.pk]))
    assert [(line.name, line.is_written) for line in page.context["met"]] == [
        ("Omar Haddad", True),
        ("Mei Tanaka", False),
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_four_queries(as_seeker, event, rows, django_assert_num_queries):  # type: ignore[no-untyped-def]
    for number in range(rows):
        events.meet_at(event, f"Person {number}", key=new_key(), now=NOW)
    with django_assert_num_queries(4):
        as_seeker.get(reverse("pipeline:event", args=[event.pk]))
