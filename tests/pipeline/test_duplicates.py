"""The page of people who look alike, and saying who is whom."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from networking.contacts.models import Contact
from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.conversations.models import Interaction, Merge, TwoPeople
from tests.people import NOW, make_company, make_connection, make_contact

LIST = "/people/duplicates/"


@pytest.fixture
def company(seeker):
    return make_company(seeker, "Northwind")


def make_pair(owner, company, name="Ana Ortiz", **fields):
    return make_contact(owner, company, name), make_contact(owner, company, name, **fields)


def shown(client):
    return client.get(LIST).content.decode()


def test_two_of_one_name_at_a_company_are_shown_with_the_reason_and_ways_on(as_seeker, seeker, company):
    one, other = make_pair(seeker, company)
    page = shown(as_seeker)
    assert "The same name at the same company" in page
    assert reverse("pipeline:merge", args=[one.pk, other.pk]) in page
    assert reverse("pipeline:two_people", args=[one.pk, other.pk]) in page


def test_the_list_is_reached_from_people(as_seeker, seeker, company):
    make_pair(seeker, company)
    assert LIST in as_seeker.get("/people/").content.decode()


def test_who_looks_like_nobody_reads_what_is_compared(as_seeker, seeker):
    make_contact(seeker, None, "Bo Falk")
    assert "Nobody looks like somebody else" in shown(as_seeker)


def test_strangers_and_samples_are_not_compared_with_mine(as_seeker, seeker, stranger, company):
    make_contact(seeker, company, "Ana Ortiz")
    make_contact(seeker, company, "Ana Ortiz", is_sample=True)
    make_contact(stranger, make_company(stranger, "Northwind"), "Ana Ortiz")
    make_connection(stranger, "Ana Ortiz", "Northwind")
    make_contact(seeker, company, "Ana Ortiz", removed_at=timezone.now())
    assert "Nobody looks like somebody else" in shown(as_seeker)


def test_two_people_are_not_asked_about_again_until_that_is_taken_back(as_seeker, seeker, company):
    one, other = make_pair(seeker, company)
    said = as_seeker.post(reverse("pipeline:two_people", args=[other.pk, one.pk]), follow=True)
    page = said.content.decode()
    assert "Nobody looks like somebody else" in page
    assert "Ana Ortiz and Ana Ortiz are two people" in page
    as_seeker.post(reverse("pipeline:ask_again", args=[one.pk, other.pk]))
    assert "The same name at the same company" in shown(as_seeker)
    assert not TwoPeople.objects.exists()


def test_who_is_in_the_address_book_too_is_linked_and_what_is_empty_is_filled(as_seeker, seeker, company):
    person = make_contact(seeker, company, "Ana Ortiz", email="ana@example.org")
    url = "https://www.linkedin.com/in/ana"
    known = make_connection(
        seeker, "Ana Ortiz", "Northwind", title="Recruiter", email="x@example.org", profile_url=url
    )
    assert "Address book" in shown(as_seeker)
    done = as_seeker.post(reverse("pipeline:connect", args=[person.pk, known.pk]), follow=True)
    person.refresh_from_db()
    assert (person.connection, person.title, person.profile_key, person.email) == (
        known,
        "Recruiter",
        "ana",
        "ana@example.org",
    )
    assert "Nobody looks like somebody else" in shown(as_seeker)
    (message,) = done.context["messages"]
    as_seeker.post(message.extra_tags)
    person.refresh_from_db()
    assert (person.connection, person.title, person.profile_url, person.email) == (
        None,
        "",
        "",
        "ana@example.org",
    )
    assert not person.is_linkedin_friend


def test_who_is_somebody_elses_connection_is_refused_kindly(as_seeker, seeker, company):
    one, other = make_pair(seeker, company)
    known = make_connection(seeker, "Ana Ortiz", "Northwind")
    as_seeker.post(reverse("pipeline:connect", args=[one.pk, known.pk]))
    said = as_seeker.post(reverse("pipeline:connect", args=[other.pk, known.pk]), follow=True)
    assert "somebody else already" in said.content.decode()


def test_a_connection_that_is_another_person_is_remembered_too(as_seeker, seeker, company):
    person, known = (
        make_contact(seeker, company, "Ana Ortiz"),
        make_connection(seeker, "Ana Ortiz", "Northwind"),
    )
    as_seeker.post(reverse("pipeline:not_in_book", args=[person.pk, known.pk]))
    assert "Ana Ortiz and Ana Ortiz of the address book are two people" in shown(as_seeker)
    as_seeker.post(reverse("pipeline:ask_book_again", args=[person.pk, known.pk]))
    assert "Address book" in shown(as_seeker)


@pytest.mark.parametrize("pairs", [1, 3])
def test_the_list_costs_eight_queries(as_seeker, seeker, company, django_assert_num_queries, pairs):
    for number in range(pairs):
        make_pair(seeker, company, f"Ana Ortiz{number}")
        make_contact(seeker, company, f"Bo Falk{number}")
        make_connection(seeker, f"Bo Falk{number}", "Northwind")
        one, other = make_pair(seeker, company, f"Cy Berg{number}")
        writer.say_two_people(seeker.pk, one, other, now=timezone.now())
        writer.merge_contacts(*make_pair(seeker, company, f"Di Lund{number}"), now=timezone.now())
    with django_assert_num_queries(8):
        as_seeker.get(LIST)


def test_many_pairs_are_cut_into_pages(as_seeker, seeker, company):
    for number in range(23):
        make_pair(seeker, company, f"{chr(97 + number) * 5} {chr(97 + number) * 7}")
    assert "Page 1 of 2" in shown(as_seeker)
    assert as_seeker.get(LIST, {"page": "2"}).content.decode().count('class="card pair"') == 3
    assert as_seeker.get(LIST, {"page": "nonsense"}).status_code == 200


def test_everything_that_was_decided_can_be_reached_the_latest_first(as_seeker, seeker, company):
    for number in range(25):
        name = f"{chr(97 + number) * 5} {chr(97 + number) * 7}"
        one, other = make_pair(seeker, company, name)
        at = NOW + dt.timedelta(minutes=number)
        if number % 2:
            writer.say_two_people(seeker.pk, one, other, now=at)
        else:
            writer.merge_contacts(one, other, now=at)
    first = shown(as_seeker)
    assert first.count("Undo<span") == 20
    assert first.index("yyyyy yyyyyyy") < first.index("xxxxx xxxxxxx")
    assert 'href="?page=1&amp;decided=2#decided-title"' in first
    last = as_seeker.get(LIST, {"decided": "2"}).content.decode()
    assert last.count("Undo<span") == 5
    assert "aaaaa aaaaaaa" in last
    assert 'href="?page=1&amp;decided=1#decided-title"' in last


# --- Side by side


def page_of(client, one, other, **more):
    return client.get(reverse("pipeline:merge", args=[one.pk, other.pk]), more)


def test_both_are_shown_with_what_was_said_and_a_choice_where_they_differ(as_seeker, seeker, company):
    one, other = make_pair(seeker, company, email="ana@example.org")
    for day in range(6):
        writer.log(one, Kind.OUTREACH, on=timezone.localdate() - dt.timedelta(day * 3), now=timezone.now())
    page = page_of(as_seeker, one, other)
    text = page.content.decode()
    assert "and 2 before" in text
    assert "Nothing was said yet" in text
    assert list(page.context["form"].fields) == ["versions", "email"]
    assert page.context["form"].initial["email"] == "gone"
    assert ("Company", "Northwind") in page.context["same"]


def test_merging_keeps_both_histories_and_can_be_undone(as_seeker, seeker, company):
    one, other = make_pair(seeker, company, email="ana@example.org")
    writer.log(other, Kind.REPLY, on=timezone.localdate(), now=timezone.now())
    form = page_of(as_seeker, one, other).context["form"]
    answer = as_seeker.post(reverse("pipeline:merge", args=[one.pk, other.pk]), form.initial, follow=True)
    assert answer.redirect_chain == [(reverse("pipeline:person", args=[one.pk]), 302)]
    one.refresh_from_db()
    assert (one.email, Interaction.objects.get().contact) == ("ana@example.org", one)
    (message,) = answer.context["messages"]
    as_seeker.post(message.extra_tags)
    one.refresh_from_db()
    assert (one.email, Interaction.objects.get().contact, Merge.objects.count()) == ("", other, 0)
    assert as_seeker.post(message.extra_tags).status_code == 302  # pressed twice


def test_a_double_click_and_the_back_button_lead_to_who_was_kept(as_seeker, seeker, company):
    one, other = make_pair(seeker, company)
    address, person = (
        reverse("pipeline:merge", args=[one.pk, other.pk]),
        reverse("pipeline:person", args=[one.pk]),
    )
    assert [as_seeker.post(address).url for _ in range(2)] == [person, person]
    assert as_seeker.get(address).url == person
    assert Merge.objects.count() == 1


def test_who_came_from_the_list_goes_back_to_it(as_seeker, seeker, company):
    one, other = make_pair(seeker, company)
    assert 'name="place" value="list"' in page_of(as_seeker, one, other, place="list").content.decode()
    answer = as_seeker.post(reverse("pipeline:merge", args=[one.pk, other.pk]), {"place": "list"})
    assert answer.url == LIST
    assert "became part of" in shown(as_seeker)


def test_the_address_of_who_was_merged_leads_to_who_was_kept(as_seeker, seeker, company):
    one, other = make_pair(seeker, company)
    writer.merge_contacts(one, other, now=timezone.now())
    answer = as_seeker.get(reverse("pipeline:person", args=[other.pk]))
    assert (answer.status_code, answer.url) == (302, reverse("pipeline:person", args=[one.pk]))


def test_a_choice_that_is_missing_is_asked_for_again(as_seeker, seeker, company):
    one, other = make_pair(seeker, company, email="ana@example.org")
    answer = as_seeker.post(reverse("pipeline:merge", args=[one.pk, other.pk]), {"email": "both"})
    assert answer.status_code == 422
    assert not Merge.objects.exists()


def test_an_older_form_is_shown_anew(as_seeker, seeker, company):
    one, other = make_pair(seeker, company, email="ana@example.org")
    form = page_of(as_seeker, one, other).context["form"].initial
    writer.log(other, Kind.REPLY, on=timezone.localdate(), now=timezone.now())
    answer = as_seeker.post(reverse("pipeline:merge", args=[one.pk, other.pk]), form)
    assert answer.status_code == 422
    assert "changed in another window" in answer.content.decode()
    assert not Merge.objects.exists()


def test_notes_too_long_together_are_said_beside_the_notes(as_seeker, seeker, company):
    one, other = make_pair(seeker, company, notes="x" * 6_000)
    Contact.objects.filter(pk=one.pk).update(notes="y" * 6_000)
    answer = as_seeker.post(reverse("pipeline:merge", args=[one.pk, other.pk]), {"notes": "both"})
    assert answer.status_code == 422
    assert "Choose one of them" in answer.content.decode()


@pytest.mark.parametrize("wrong", ["the same", "a sample"])
def test_what_are_not_two_of_mine_is_no_page(as_seeker, seeker, company, wrong):
    one, other = make_pair(seeker, company, is_sample=wrong == "a sample")
    other = other if wrong == "a sample" else one
    assert page_of(as_seeker, one, other).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_side_by_side_costs_at_most_eight_queries(
    as_seeker, seeker, company, django_assert_num_queries, number
):
    one, other = make_pair(seeker, company)
    for contact in (one, other):
        for day in range(number):
            writer.log(contact, Kind.REPLY, on=timezone.localdate() - dt.timedelta(day), now=timezone.now())
    writer.park(one, "left", now=timezone.now())
    with django_assert_num_queries(6):
        page_of(as_seeker, one, other)


def test_a_second_connection_of_who_was_merged_is_offered_to_nobody(as_seeker, seeker, company):
    pair = make_pair(seeker, company)
    for contact in pair:
        Contact.objects.filter(pk=contact.pk).update(
            connection=make_connection(seeker, f"Ana {contact.pk}", "Northwind")
        )
        contact.refresh_from_db()
    writer.merge_contacts(*pair, now=timezone.now())
    board = as_seeker.get(reverse("pipeline:board", args=[company.pk])).content.decode()
    assert f"Ana {pair[1].pk}" not in board
    second = Contact.objects.get(pk=pair[1].pk).connection
    as_seeker.post(reverse("pipeline:take_connection", args=[company.pk, second.pk]), {"place": "board"})
    assert Contact.objects.filter(removed_at=None).count() == 1


def test_a_phone_that_is_written_otherwise_in_the_address_book_is_found(as_seeker, seeker):
    make_contact(seeker, None, "Ana Ortiz", phone="+49 30 1234567")
    make_connection(seeker, "A. Ortiz", "Elsewhere", phone="030/1234567")
    assert "The same phone" in shown(as_seeker)
