"""Who at the company of a role could pass my name on, and for which role somebody could."""

from __future__ import annotations

import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from networking.contacts.stages import Kind
from networking.conversations import referrals, writer
from networking.conversations.models import Progress, Referral
from tests.conversations.test_referrals import make_role
from tests.people import NOW, TODAY, make_company, make_contact

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def role(seeker):
    return make_role(seeker, make_company(seeker, "Northwind"))


def read(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def test_those_who_can_be_asked_stand_first_and_each_has_a_reason(as_seeker, seeker, role):
    make_contact(seeker, role.company, "Distant Dora")
    thanked = make_contact(seeker, role.company, "Thanked Theo")
    for kind in (Kind.CHAT, Kind.THANK_YOU):
        writer.log(thanked, kind, on=TODAY, now=NOW)
    make_contact(seeker, role.company, "Close Cleo", closeness="close")
    make_contact(seeker, make_company(seeker, "Elsewhere"), "Other Otto")
    page = read(as_seeker, f"/opportunities/{role.pk}/ask/")
    at = [page.index(name) for name in ("Close Cleo", "Thanked Theo", "Distant Dora")]
    assert at == sorted(at)
    assert "You are close: ask Close directly" in page
    assert "You two have not talked yet." in page
    assert "Other Otto" not in page


def test_nobody_there_is_an_invitation_to_find_somebody(as_seeker, role):
    page = read(as_seeker, f"/opportunities/{role.pk}/ask/")
    assert "Nobody at Northwind yet" in page
    assert f"/companies/{role.company_id}/" in page


def test_a_press_begins_it_and_the_next_time_it_goes_on(as_seeker, seeker, role):
    lena = make_contact(seeker, role.company, "Lena Koch")
    for _ in range(2):
        answer = as_seeker.post(f"/people/{lena.pk}/referral/", {"opportunity": role.pk})
    begun = Referral.objects.get()
    assert answer["Location"] == f"/referrals/{begun.pk}/"
    assert f"/referrals/{begun.pk}/" in read(as_seeker, f"/opportunities/{role.pk}/ask/")
    assert f"/referrals/{begun.pk}/" in read(as_seeker, f"/people/{lena.pk}/referral/")


def test_one_by_somebody_who_works_elsewhere_is_found_too(as_seeker, seeker, role):
    ida = make_contact(seeker, None, "Ida")
    referrals.begin(ida, role, now=NOW)
    page = read(as_seeker, f"/opportunities/{role.pk}/ask/")
    assert "People who work elsewhere" in page
    assert "Ida" in page


def test_open_roles_are_offered_those_where_they_work_first(as_seeker, seeker, role):
    make_role(seeker, make_company(seeker, "Acme"), "Aardvark Keeper")
    make_role(seeker, role.company, "Ended Role", progress=Progress.REJECTED)
    lena = make_contact(seeker, role.company, "Lena Koch")
    page = read(as_seeker, f"/people/{lena.pk}/referral/")
    assert page.index("Backend Engineer") < page.index("Aardvark Keeper")
    assert "Ended Role" not in page


def test_without_a_role_it_says_how_to_add_one(as_seeker, seeker):
    lena = make_contact(seeker, make_company(seeker), "Lena")
    assert f"/opportunities/add/?company={lena.company_id}" in read(as_seeker, f"/people/{lena.pk}/referral/")


@pytest.mark.parametrize("chosen", ["", "0", "x", "9" * 30, "-1", "²"])
def test_a_role_that_is_not_there_begins_nothing(as_seeker, seeker, role, chosen):
    lena = make_contact(seeker, role.company)
    answer = as_seeker.post(f"/people/{lena.pk}/referral/", {"opportunity": chosen})
    assert answer.status_code == 404
    assert not Referral.objects.exists()


def test_a_role_of_somebody_else_begins_nothing(as_seeker, seeker, stranger):
    theirs = make_role(stranger, make_company(stranger, "Northwind"))
    lena = make_contact(seeker)
    assert as_seeker.post(f"/people/{lena.pk}/referral/", {"opportunity": theirs.pk}).status_code == 404
    assert not Referral.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_ask_few_questions(as_seeker, seeker, rows):
    company = make_company(seeker, "Northwind")
    roles = [make_role(seeker, company, f"Role {number}") for number in range(rows)]
    people = [make_contact(seeker, company, f"Person {number}") for number in range(rows)]
    for person in people:
        referrals.begin(person, roles[0], now=NOW)
        referrals.begin(make_contact(seeker, None), roles[0], now=NOW)
    for url, count in ((f"/opportunities/{roles[0].pk}/ask/", 5), (f"/people/{people[0].pk}/referral/", 5)):
        with CaptureQueriesContext(connection) as asked:
            as_seeker.get(url)
        assert len(asked) == count, url
