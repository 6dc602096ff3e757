"""Somebody changes jobs: what goes along, what stays, what both companies show, and taking it back."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from networking.companies.models import Company, Standing
from networking.contacts.models import Contact, Looked, PastJob
from networking.contacts.stages import Kind, Parked
from networking.conversations import writer
from networking.conversations.models import Chat, Draft, Interaction, Purpose
from tests.people import NOW, TODAY, make_company, make_contact

UNTIL = dt.date(2026, 10, 31)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def northwind(seeker):
    return make_company(seeker, "Northwind Robotics", in_words="their SDK")


@pytest.fixture
def kestrel(seeker):
    return make_company(seeker, "Kestrel Maps", in_words="maps")


@pytest.fixture
def lena(seeker, northwind):
    return make_contact(
        seeker,
        northwind,
        "Lena Koch",
        title="Senior Developer",
        email="lena@northwind.example",
        phone="+49 1",
        notes="Has a dog",
    )


def url(contact, act: str = "") -> str:
    return f"/people/{contact.pk}/{act}"


def read(client, address: str) -> str:
    return client.get(address).content.decode()


def board(company) -> str:
    return f"/companies/{company.pk}/"


def move(client, contact, company: str = "Kestrel Maps", **more: str):
    data = {"company_name": company, "title": "Staff Developer", "until": str(UNTIL), **more}
    return client.post(url(contact, "job/"), data, follow=True)


def take_back(client, contact):
    return client.post(url(contact, f"job/{PastJob.objects.latest('pk').pk}/undo/"), follow=True)


def plan(contact, days: int) -> Chat:
    return writer.plan_chat(
        contact,
        starts_at=NOW + dt.timedelta(days),
        minutes=30,
        medium="video",
        place="",
        questions="Why?",
        now=NOW - dt.timedelta(60),
    )


# --- The form


def test_a_new_job_keeps_the_old_one_and_what_was_said_there(as_seeker, lena, northwind):
    writer.log(lena, Kind.REPLY, on=dt.date(2026, 10, 1), now=NOW)
    data = {"company_name": "Kestrel Maps", "title": "Staff Developer", "until": "2026-10-31"}
    as_seeker.post(url(lena, "job/"), data)
    lena.refresh_from_db()
    assert (lena.company.name, lena.company.standing, lena.title) == (
        "Kestrel Maps",
        "network",
        "Staff Developer",
    )
    job = PastJob.objects.get()
    assert (job.company, job.title, job.until) == (northwind, "Senior Developer", UNTIL)
    assert Interaction.objects.get().company == northwind
    assert "Senior Developer at Northwind Robotics" in read(as_seeker, url(lena))


def test_a_job_may_be_left_for_an_unknown_one(as_seeker, lena):
    as_seeker.post(url(lena, "job/"), {"until": "2026-10-31"})
    lena.refresh_from_db()
    assert (lena.company, lena.title) == (None, "")


@pytest.mark.parametrize("until", ["", "2026-02-30", "2027-01-01"])
def test_a_job_left_on_no_day_or_in_the_future_is_refused(as_seeker, lena, until):
    data = {"company_name": "Kestrel Maps", "until": until}
    response = as_seeker.post(url(lena, "job/"), data)
    assert response.status_code == 422
    assert "Kestrel Maps" in response.content.decode()
    assert not Company.objects.filter(name="Kestrel Maps").exists()


# --- What goes along and what stays


def test_what_was_said_stays_with_the_old_company_and_what_comes_is_the_new_ones(
    as_seeker, lena, northwind, kestrel
):
    writer.log(lena, Kind.REPLY, on=dt.date(2026, 10, 1), now=NOW)
    move(as_seeker, lena)
    lena.refresh_from_db()
    writer.log(lena, Kind.MESSAGE, on=TODAY, now=NOW)
    said = Interaction.objects.order_by("pk").values_list("kind", "company")
    assert list(said) == [("reply", northwind.pk), ("message", kestrel.pk)]


def test_what_is_remembered_later_belongs_to_the_company_of_its_day(as_seeker, lena, northwind, kestrel):
    move(as_seeker, lena)
    lena.refresh_from_db()
    for on, company in ((UNTIL - dt.timedelta(1), northwind), (UNTIL, kestrel), (TODAY, kestrel)):
        assert writer.log(lena, Kind.TOUCH, on=on, now=NOW).company == company


def test_of_several_jobs_the_one_of_that_day_counts(as_seeker, lena, northwind, kestrel):
    move(as_seeker, lena, until="2026-09-01")
    move(as_seeker, lena, "Fernhill", until="2026-10-01")
    lena.refresh_from_db()
    for on, company in ((dt.date(2026, 8, 1), northwind), (dt.date(2026, 9, 15), kestrel)):
        assert writer.log(lena, Kind.TOUCH, on=on, now=NOW).company == company


def test_a_planned_chat_goes_with_the_person_and_so_does_what_it_brings(as_seeker, lena, kestrel):
    chat = plan(lena, days=2)
    move(as_seeker, lena)
    chat.refresh_from_db()
    assert chat.company == kestrel
    with time_machine.travel(NOW + dt.timedelta(3), tick=False):
        writer.hold_chat(chat, now=NOW + dt.timedelta(3))
    writer.write_learned(chat, {"role": "They use Go"})
    assert Interaction.objects.get().company == kestrel
    assert chat.learned.get().company == kestrel


def test_a_chat_of_the_old_jobs_days_that_is_told_of_later_stays_there(as_seeker, lena, northwind, kestrel):
    chat = plan(lena, days=-30)
    move(as_seeker, lena)
    chat.refresh_from_db()
    writer.hold_chat(chat, now=NOW)
    assert (chat.company, Interaction.objects.get().company) == (northwind, northwind)


def test_where_somebody_works_becoming_known_takes_their_chat_along(as_seeker, seeker, kestrel):
    mei = make_contact(seeker, None, "Mei")
    chat = plan(mei, days=-30)
    move(as_seeker, mei)
    chat.refresh_from_db()
    assert chat.company == kestrel


def test_a_corrected_company_takes_the_planned_chats_along(lena, kestrel):
    chat = plan(lena, days=2)
    writer.edit_contact(lena, {"company": kestrel}, version=lena.version, now=NOW)
    chat.refresh_from_db()
    assert chat.company == kestrel


def test_a_draft_stays(as_seeker, seeker, lena):
    Draft.objects.create(owner=seeker, contact=lena, purpose=Purpose.OUTREACH, text="Hi Lena", changed_at=NOW)
    move(as_seeker, lena)
    assert Draft.objects.get().text == "Hi Lena"


def test_the_old_seat_is_free_and_the_new_one_taken(as_seeker, lena, northwind, kestrel):
    def seats(company) -> int:
        return as_seeker.get(board(company)).context["seats"].total

    assert (seats(northwind), seats(kestrel)) == (1, 0)
    move(as_seeker, lena)
    assert (seats(northwind), seats(kestrel)) == (0, 1)
    take_back(as_seeker, lena)
    assert (seats(northwind), seats(kestrel)) == (1, 0)


# --- The old job's address


def test_the_form_asks_whether_the_old_addresses_still_hold(as_seeker, seeker, lena):
    text = read(as_seeker, url(lena, "job/"))
    assert "E-mail lena@northwind.example belonged to the old job: move it to my notes" in text
    assert "Phone +49 1 belonged to the old job: move it to my notes" in text
    mei = make_contact(seeker, None, "Mei", email="mei@example.org")
    assert "move it to my notes" not in read(as_seeker, url(mei, "job/"))


def test_unless_said_otherwise_the_addresses_stay(as_seeker, lena):
    move(as_seeker, lena)
    lena.refresh_from_db()
    assert (lena.email, lena.phone, lena.notes) == ("lena@northwind.example", "+49 1", "Has a dog")


def test_an_address_of_the_old_company_goes_to_the_notes_and_an_undo_brings_it_back(as_seeker, lena):
    move(as_seeker, lena, forget_email="on", forget_phone="on")
    lena.refresh_from_db()
    assert (lena.email, lena.phone) == ("", "")
    assert lena.notes.splitlines() == [
        "Has a dog",
        "E-mail at Northwind Robotics until 31 October 2026: lena@northwind.example",
        "Phone at Northwind Robotics until 31 October 2026: +49 1",
    ]
    assert "Find Lena’s e-mail" in read(as_seeker, url(lena))
    take_back(as_seeker, lena)
    lena.refresh_from_db()
    assert (lena.email, lena.phone, lena.notes) == ("lena@northwind.example", "+49 1", "Has a dog")


def test_the_search_for_an_address_begins_anew_when_the_old_one_is_forgotten(as_seeker, lena):
    Looked.tick(lena, "github", on=True)
    move(as_seeker, lena, forget_email="on")
    assert "0 of 4 places looked at" in read(as_seeker, url(lena))


def test_an_address_found_since_is_not_overwritten_by_the_undo(as_seeker, lena):
    move(as_seeker, lena, forget_email="on")
    Contact.objects.update(email="lena@kestrel.example")
    take_back(as_seeker, lena)
    lena.refresh_from_db()
    assert lena.email == "lena@kestrel.example"
    assert "lena@northwind.example" in lena.notes


def test_whoever_is_parked_because_they_left_is_asked_where_they_work_now(as_seeker, lena):
    writer.park(lena, Parked.LEFT, now=NOW)
    assert "Where do they work now?" in read(as_seeker, url(lena))
    writer.park(lena, Parked.NOT_NOW, now=NOW)
    assert "Where do they work now?" not in read(as_seeker, url(lena))


# --- Taking it back


def test_a_move_is_taken_back_with_its_plans(as_seeker, lena, northwind):
    chat = plan(lena, days=2)
    text = move(as_seeker, lena).content.decode()
    assert f'action="{url(lena, f"job/{PastJob.objects.get().pk}/undo/")}"' in text
    assert "Taken back" in take_back(as_seeker, lena).content.decode()
    lena.refresh_from_db()
    chat.refresh_from_db()
    assert (lena.company, lena.title, chat.company) == (northwind, "Senior Developer", northwind)
    assert not PastJob.objects.exists()


def test_taking_a_move_back_leaves_a_chat_of_an_earlier_job_where_it_was(lena, northwind, kestrel):
    gorse = make_company(lena.owner, "Gorse")
    plan = {
        "starts_at": NOW - dt.timedelta(days=3),
        "minutes": 30,
        "medium": "video",
        "place": "",
        "questions": "",
    }
    chat = writer.plan_chat(lena, **plan, now=NOW - dt.timedelta(days=9))
    writer.change_job(lena, kestrel, "", until=TODAY - dt.timedelta(days=1), now=NOW)
    left = writer.change_job(lena, gorse, "", until=TODAY, now=NOW)
    writer.undo_job(lena, left, now=NOW)
    chat.refresh_from_db()
    assert chat.company == northwind


def test_only_the_last_move_can_be_taken_back(as_seeker, lena):
    move(as_seeker, lena)
    first = PastJob.objects.get()
    move(as_seeker, lena, "Fernhill")
    answer = as_seeker.post(url(lena, f"job/{first.pk}/undo/"), follow=True)
    assert "moved again since" in answer.content.decode()
    lena.refresh_from_db()
    assert (lena.company.name, PastJob.objects.count()) == ("Fernhill", 2)


def test_saying_what_is_so_already_changes_nothing_and_offers_no_undo(as_seeker, lena):
    same = {"company_name": "northwind robotics", "title": "Senior Developer", "until": str(UNTIL)}
    text = as_seeker.post(url(lena, "job/"), same, follow=True).content.decode()
    assert "/undo/" not in text
    assert not PastJob.objects.exists()


def test_a_past_job_of_somebody_else_is_not_taken_back_here(as_seeker, as_stranger, seeker, lena):
    move(as_seeker, lena)
    job = PastJob.objects.get()
    other = make_contact(seeker)
    assert as_seeker.post(url(other, f"job/{job.pk}/undo/")).status_code == 404
    assert as_stranger.post(url(lena, f"job/{job.pk}/undo/")).status_code == 404
    assert PastJob.objects.get() == job


# --- What the companies and the person show


def test_the_old_company_shows_who_worked_there_and_what_was_said_then(as_seeker, lena, northwind, kestrel):
    writer.log(lena, Kind.REPLY, on=dt.date(2026, 10, 1), now=NOW, note="Happy to talk")
    move(as_seeker, lena)
    lena.refresh_from_db()
    writer.log(lena, Kind.REPLY, on=TODAY, now=NOW, note="At the new place")
    (gone,) = as_seeker.get(board(northwind)).context["moved"]
    assert (gone.tie.pk, gone.tie.title, gone.tie.on, gone.tie.other) == (
        lena.pk,
        "Senior Developer",
        UNTIL,
        "Kestrel Maps",
    )
    assert [(said.words, said.note) for said in gone.said] == [("Lena replied", "Happy to talk")]
    text = read(as_seeker, board(northwind))
    assert f'<a href="{url(lena)}">Lena Koch</a>, Senior Developer' in text
    assert "now at Kestrel Maps" in text
    assert "What was said here" in text


def test_two_titles_at_one_company_are_one_person_who_worked_there(as_seeker, lena, northwind):
    as_seeker.post(
        url(lena, "job/"), {"company_name": northwind.name, "title": "Lead", "until": "2026-09-01"}
    )
    move(as_seeker, lena)
    (gone,) = as_seeker.get(board(northwind)).context["moved"]
    assert gone.tie.title == "Lead"


def test_the_new_company_and_the_person_show_where_they_come_from(as_seeker, lena, northwind, kestrel):
    move(as_seeker, lena)
    assert "from Northwind Robotics" in read(as_seeker, board(kestrel))
    text = read(as_seeker, url(lena))
    assert (
        f'Before: Senior Developer at <a href="{board(northwind)}">Northwind Robotics</a>, until 31 Oct 2026'
        in text
    )
    assert "Senior Developer at Northwind Robotics" in text


def test_a_removed_old_company_is_named_but_not_linked(as_seeker, lena, northwind):
    move(as_seeker, lena)
    writer.remove_company(northwind, now=NOW)
    text = read(as_seeker, url(lena))
    assert "Before: Senior Developer at Northwind Robotics" in text
    assert board(northwind) not in text


def test_a_new_title_at_the_same_company_is_no_coming_from_elsewhere(as_seeker, lena, northwind):
    as_seeker.post(url(lena, "job/"), {"company_name": northwind.name, "title": "Lead", "until": str(UNTIL)})
    text = read(as_seeker, board(northwind))
    assert "from Northwind" not in text
    assert "Worked here before" not in text


def test_a_company_unknown_so_far_joins_the_network_with_its_first_person(as_seeker, lena):
    move(as_seeker, lena, "Fernhill")
    fernhill = Company.objects.get(name="Fernhill")
    assert fernhill.standing == Standing.NETWORK
    assert "from Northwind Robotics" in read(as_seeker, board(fernhill))


@pytest.mark.parametrize("until", ["0202-10-31", "1900-01-01"])
def test_a_year_that_is_a_slip_of_the_keys_is_asked_about(as_seeker, lena, kestrel, until):
    answer = as_seeker.post(url(lena, "job/"), {"company_name": kestrel.name, "until": until})
    assert answer.status_code == 422
    assert "That is very long ago. Is the year right?" in answer.content.decode()
    assert not PastJob.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_both_boards_take_eight_queries_with_one_move_and_with_three(
    as_seeker, seeker, northwind, kestrel, django_assert_num_queries, rows
):
    for _ in range(rows):
        person = make_contact(seeker, northwind, title="Developer")
        writer.log(person, Kind.REPLY, on=TODAY, now=NOW)
        writer.change_job(person, kestrel, "Lead", until=TODAY, now=NOW)
    for company in (northwind, kestrel):
        with django_assert_num_queries(8):
            as_seeker.get(board(company))
