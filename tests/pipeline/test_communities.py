"""Communities: the list, one of them with the people met there, joined, left, removed and brought back."""

from __future__ import annotations

import datetime as dt
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from networking.contacts.models import Contact
from networking.conversations.models import Community, Met
from tests.people import NOW, TODAY, make_company, make_contact, new_key

pytestmark = pytest.mark.usefixtures("noon")
FORM = {"name": "Python Berlin", "kind": "slack"}


def make(owner, name: str = "Python Berlin", **fields) -> Community:
    return Community.objects.create(owner=owner, name=name, key=new_key(), created_at=NOW, **fields)


def words(response) -> str:
    return " ".join(unescape(strip_tags(response.content.decode())).split())


def meet(owner, community: Community, name: str) -> Contact:
    contact = make_contact(owner, name=name)
    Met.objects.create(owner=owner, contact=contact, community=community, on=TODAY, key=new_key())
    return contact


def test_without_any_the_page_says_what_communities_are_for(as_seeker):
    shown = words(as_seeker.get("/events/communities/"))
    assert "Add your first community" in shown
    assert "are added" not in shown


def test_those_i_am_in_stand_first_and_those_of_others_nowhere(as_seeker, seeker, stranger):
    make(seeker, "A forum I heard of")
    meet(seeker, make(seeker, "My Slack", joined_on=dt.date(2025, 3, 4)), "Lena Koch")
    make(seeker, "Removed", removed_at=NOW)
    make(stranger, "Not mine")
    shown = words(as_seeker.get("/events/communities/"))
    assert shown.index("You are in") < shown.index("My Slack") < shown.index("To look into")
    assert shown.index("To look into") < shown.index("A forum I heard of")
    assert "since 4 Mar 2025 1 person met" in shown
    assert "Removed" not in shown
    assert "Not mine" not in shown


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_for_one_and_for_three(as_seeker, seeker, rows: int):
    for number in range(rows):
        meet(
            seeker, make(seeker, f"Slack {number}", company=make_company(seeker, f"C{number}")), f"P{number}"
        )
    with CaptureQueriesContext(
        connection,
    ) as queries:
        as_seeker.get("/events/communities/")
    assert len(queries) == 3


@pytest.mark.parametrize("rows", [1, 3])
def test_a_community_takes_the_same_queries_for_one_and_for_three_people(as_seeker, seeker, rows: int):
    community = make(seeker)
    for number in range(rows):
        meet(seeker, community, f"Person {number}")
    with CaptureQueriesContext(connection) as queries:
        as_seeker.get(f"/events/communities/{community.pk}/")
    assert len(queries) == 4


def test_more_than_a_page_are_on_the_next_one(as_seeker, seeker):
    for number in range(51):
        make(seeker, f"Slack {number:02}")
    assert "Page 1 of 2" in words(as_seeker.get("/events/communities/"))
    second = words(as_seeker.get("/events/communities/?page=2"))
    assert "Slack 50" in second
    assert "Slack 49" not in second


def test_a_name_is_enough_and_the_same_form_again_adds_nothing(as_seeker, seeker):
    form = {**FORM, "key": str(new_key())}
    for _ in range(2):
        response = as_seeker.post("/events/communities/add/", form)
        assert response.status_code == 302
    community = Community.objects.get()
    assert response.url == f"/events/communities/{community.pk}/"
    assert (community.owner, community.name, community.joined_on) == (seeker, "Python Berlin", None)


@pytest.mark.parametrize(
    ("said", "joined_on"),
    [
        ({}, None),
        ({"is_joined": "on"}, TODAY),
        ({"is_joined": "on", "joined_on": "2025-03-04"}, dt.date(2025, 3, 4)),
        ({"joined_on": "2025-03-04"}, dt.date(2025, 3, 4)),
    ],
)
def test_whether_and_since_when_i_am_in_it(as_seeker, said, joined_on):
    as_seeker.post("/events/communities/add/", {**FORM, **said})
    assert Community.objects.get().joined_on == joined_on


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"name": ""}, "This field is required."),
        ({"name": "???"}, "A name needs at least one letter or digit."),
        ({"kind": "pub"}, "Select a valid choice."),
        ({"joined_on": "2027-01-01"}, "This day has not come yet."),
        ({"joined_on": "1900-01-01"}, "Is the year right?"),
        ({"url": "javascript:alert(1)"}, "valid URL"),
        ({"company_name": "!!"}, "A company name needs"),
    ],
)
def test_what_cannot_be_is_said_beside_it_and_the_words_are_kept(as_seeker, said, why):
    response = as_seeker.post("/events/communities/add/", {**FORM, "notes": "Ask Mia", **said})
    assert response.status_code == 422
    assert why in words(response)
    assert "Ask Mia" in words(response)
    assert not Community.objects.exists()


def test_it_can_be_changed_and_joins_a_company(as_seeker, seeker):
    community = make(seeker, joined_on=TODAY)
    url = f"/events/communities/{community.pk}/edit/"
    assert "Python Berlin" in as_seeker.get(url).content.decode()
    as_seeker.post(
        url, {"name": "Acme alumni", "kind": "forum", "company_name": "Acme", "url": "acme.example"}
    )
    changed = Community.objects.get()
    assert (changed.name, changed.kind, changed.url) == ("Acme alumni", "forum", "https://acme.example")
    assert (changed.company and changed.company.name, changed.joined_on) == ("Acme", None)


def test_joining_and_leaving_can_each_be_undone(as_seeker, seeker):
    community = make(seeker)
    join, leave = (f"/events/communities/{community.pk}/{act}/" for act in ("join", "leave"))
    as_seeker.post(join)
    assert Community.objects.get().joined_on == TODAY
    Community.objects.update(joined_on=dt.date(2025, 3, 4))
    assert f"{join}?on=2025-03-04" in as_seeker.post(leave, follow=True).content.decode()
    assert Community.objects.get().joined_on is None
    as_seeker.post(f"{join}?on=2025-03-04")
    assert Community.objects.get().joined_on == dt.date(2025, 3, 4)


@pytest.mark.parametrize("on", ["", "nonsense", "2999-01-01", "0001-01-01"])
def test_a_day_that_cannot_be_is_today(as_seeker, seeker, on):
    community = make(seeker)
    as_seeker.post(f"/events/communities/{community.pk}/join/?on={on}")
    assert Community.objects.get().joined_on == TODAY


def test_the_button_of_the_list_leads_back_to_the_list_and_nowhere_else(as_seeker, seeker):
    url = f"/events/communities/{make(seeker).pk}/join/"
    assert as_seeker.post(url, {"next": "/events/communities/?page=2"}).url == "/events/communities/?page=2"
    assert as_seeker.post(url, {"next": "https://evil.example/"}).url.startswith("/events/communities/")


def test_somebody_is_added_with_a_name_and_stands_in_the_list_and_among_my_people(as_seeker, seeker):
    community = make(seeker)
    url = f"/events/communities/{community.pk}/met/"
    form = {"name": "Mia Brandt", "company_name": "Acme", "note": "typing", "key": str(new_key())}
    for _ in range(2):
        as_seeker.post(url, form)
    met = Met.objects.get()
    assert (met.contact.name, met.community, met.note, met.on) == ("Mia Brandt", community, "typing", TODAY)
    assert "Mia Brandt" in words(as_seeker.get(f"/events/communities/{community.pk}/"))
    assert met.contact.due_rule != 6  # a community makes nothing due


def test_somebody_without_a_name_is_asked_for_it(as_seeker, seeker):
    response = as_seeker.post(f"/events/communities/{make(seeker).pk}/met/", {"name": ""})
    assert response.status_code == 422
    assert "Write the name first." in words(response)


def test_removed_and_brought_back(as_seeker, seeker):
    community = make(seeker)
    contact = meet(seeker, community, "Lena Koch")
    page = f"/events/communities/{community.pk}/"
    assert "The people you met there stay" in words(as_seeker.post(f"{page}remove/", follow=True))
    assert as_seeker.get(page).status_code == 404
    assert as_seeker.get(f"/people/{contact.pk}/").status_code == 200
    as_seeker.post(f"{page}restore/")
    assert "Lena Koch" in words(as_seeker.get(page))


def test_texts_from_people_are_text(as_seeker, seeker):
    community = make(seeker, "<b>Py</b>", notes="<script>alert(1)</script>")
    for page in ("/events/communities/", f"/events/communities/{community.pk}/"):
        shown = as_seeker.get(page).content.decode()
        assert "&lt;b&gt;Py" in shown
        assert "<b>Py" not in shown
        assert "<script>alert" not in shown
