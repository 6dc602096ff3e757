"""The page of proposals: accept, change or leave out, one by one, by person or all, with a way back."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from networking.contacts.stages import Kind, Stage
from networking.conversations.models import Interaction
from networking.exchange import proposals
from networking.exchange.archive.exchanged import Exchanged
from networking.exchange.models import Proposal
from networking.exchange.proposal import ProposalState
from tests.exchange.proposals.test_taking import make_upload
from tests.people import make_company, make_contact

PAGE = reverse("exchange:proposals")
HTMX = {"HX-Request": "true"}


def propose(owner, name, days=(9, 5), **fields):
    """Somebody I wrote to so many days ago, and who then wrote and was written to in turn."""
    key = name.lower().replace(" ", "-")
    person = make_contact(owner, name=name, profile_url=f"https://linkedin.com/in/{key}", **fields)
    moments = [timezone.now() - dt.timedelta(days=ago) for ago in days]
    given = [
        Exchanged(key, name, at, turn % 2 == 0, False, f"{name} {turn}", f"{key} {turn}")
        for turn, at in enumerate(moments)
    ]
    proposals.take(make_upload(owner), given, timezone.now())
    return person


def open_of(owner):
    return Proposal.objects.owned_by(owner).open().order_by("on")


@pytest.fixture
def ana(seeker):
    return propose(seeker, "Ana Lopez", company=make_company(seeker, "Fernwood"))


def undo_of(response) -> str:
    return next(message.extra_tags for message in response.context["messages"])


def test_the_page_tells_what_happened_and_where_it_leads(as_seeker, ana):
    page = as_seeker.get(PAGE).content.decode()
    for words in (
        "You reached out",
        "Ana Lopez replied",
        "Ana Lopez 0",
        "Fernwood",
        "To contact →",
        "Replied",
    ):
        assert words in page


def test_an_empty_page_teaches(as_seeker):
    page = as_seeker.get(PAGE)
    assert "Nothing is waiting here" in page.content.decode()
    assert reverse("exchange:import") in page.content.decode()


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_takes_few_queries_however_many_there_are(
    as_seeker, seeker, people, django_assert_num_queries
):
    for number in range(people):
        propose(seeker, f"Person {number}", days=(9, 7, 5)[: number + 1])
    with django_assert_num_queries(6):
        as_seeker.get(PAGE)


def test_all_are_logged_with_one_press_and_one_undo(as_seeker, seeker, ana):
    bo = propose(seeker, "Bo Quill", days=(3,))
    response = as_seeker.post(reverse("exchange:accept_proposals"), follow=True)
    assert "3 steps are logged." in response.content.decode()
    ana.refresh_from_db()
    bo.refresh_from_db()
    assert (ana.stage, bo.stage) == (Stage.REPLIED, Stage.REACHED_OUT)
    as_seeker.post(undo_of(response))
    ana.refresh_from_db()
    assert (ana.stage, open_of(seeker).count()) == (Stage.TO_CONTACT, 3)


def test_one_person_at_a_time(as_seeker, seeker, ana):
    propose(seeker, "Bo Quill", days=(3,))
    as_seeker.post(reverse("exchange:accept_proposals"), {"person": ana.pk})
    assert [one.contact.name for one in open_of(seeker).select_related("contact")] == ["Bo Quill"]
    assert Interaction.objects.count() == 2


def test_one_by_one_the_list_comes_back_and_the_keyboard_stays(as_seeker, seeker, ana):
    first, second = open_of(seeker)
    response = as_seeker.post(reverse("exchange:accept_proposal", args=[first.pk]), headers=HTMX)
    page = response.content.decode()
    assert "You reached out" not in page
    assert page.count("autofocus") == 1
    assert page.index(f"/{second.pk}/accept/") < page.index("autofocus")
    assert list(Interaction.objects.values_list("kind", flat=True)) == ["outreach"]


def test_what_is_left_out_logs_nothing_and_can_be_taken_up_again(as_seeker, seeker, ana):
    first = open_of(seeker)[0]
    response = as_seeker.post(reverse("exchange:reject_proposal", args=[first.pk]), follow=True)
    assert "One step is left out." in response.content.decode()
    assert not Interaction.objects.exists()
    as_seeker.post(undo_of(response))
    assert open_of(seeker).count() == 2
    as_seeker.post(reverse("exchange:reject_proposals"), {"person": ana.pk})
    assert not open_of(seeker).exists()


def test_kind_and_day_can_be_changed_before_the_yes(as_seeker, seeker, ana):
    first = open_of(seeker)[0]
    on = first.on - dt.timedelta(days=1)
    typed = {f"p{first.pk}-kind": Kind.REFERRAL_ASK, f"p{first.pk}-on": on.isoformat()}
    as_seeker.post(reverse("exchange:accept_proposals"), typed)
    assert Interaction.objects.filter(kind=Kind.REFERRAL_ASK, on=on).count() == 1
    assert Interaction.objects.count() == 2


def test_a_day_to_come_is_said_beside_its_field_and_nothing_is_logged(as_seeker, seeker, ana):
    first = open_of(seeker)[0]
    on = (timezone.localdate() + dt.timedelta(days=3)).isoformat()
    typed = {f"p{first.pk}-kind": "message", f"p{first.pk}-on": on}
    for headers in ({}, HTMX):
        response = as_seeker.post(reverse("exchange:accept_proposals"), typed, headers=headers)
        assert response.status_code == 422
        assert "This day has not come yet" in response.content.decode()
        assert on in response.content.decode()
    assert not Interaction.objects.exists()


@pytest.mark.parametrize("on", ["0001-01-01", "0206-11-19"])
def test_a_year_that_is_a_slip_is_said_beside_its_field_and_nothing_is_logged(as_seeker, seeker, ana, on):
    first = open_of(seeker)[0]
    typed = {f"p{first.pk}-kind": "message", f"p{first.pk}-on": on}
    response = as_seeker.post(reverse("exchange:accept_proposals"), typed)
    assert response.status_code == 422
    assert "Is the year right?" in response.content.decode()
    assert not Interaction.objects.exists()


def test_words_typed_in_another_line_stay(as_seeker, seeker, ana):
    first, second = open_of(seeker)
    typed = {f"p{second.pk}-kind": "declined", f"p{second.pk}-on": "tomorrow or so"}
    response = as_seeker.post(reverse("exchange:accept_proposal", args=[first.pk]), typed, headers=HTMX)
    assert response.status_code == 200
    assert "tomorrow or so" in response.content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_enter_in_a_field_says_yes_to_nothing_and_keeps_what_was_typed(as_seeker, seeker, ana, headers):
    typed = {f"p{open_of(seeker)[0].pk}-kind": "check_in", f"p{open_of(seeker)[0].pk}-on": "2026-01-02"}
    page = as_seeker.post(PAGE, typed, headers=headers).content.decode()
    assert 'value="check_in" selected' in page
    assert "2026-01-02" in page
    assert open_of(seeker).count() == 2


def test_after_an_undo_the_whole_page_is_fetched(as_seeker, ana):
    assert 'id="page"' in as_seeker.get(PAGE, headers=HTMX).content.decode()


def test_a_second_press_does_nothing(as_seeker, seeker, ana):
    first = open_of(seeker)[0]
    for _ in range(2):
        response = as_seeker.post(reverse("exchange:accept_proposal", args=[first.pk]), follow=True)
    assert "That was decided already." in response.content.decode()
    assert Interaction.objects.count() == 1


def test_what_a_clock_ahead_of_ours_wrote_waits(as_seeker, seeker):
    propose(seeker, "Early Bird", days=(-2,))
    response = as_seeker.post(reverse("exchange:accept_proposals"), follow=True)
    assert "has not come yet" in response.content.decode()
    assert open_of(seeker).count() == 1


def test_a_long_exchange_is_shown_in_parts(as_seeker, seeker):
    propose(seeker, "Cy Long", days=tuple(range(40, 0, -1)))
    page = as_seeker.get(PAGE).content.decode()
    assert page.count("proposal-day") == 30
    assert "10 more with Cy Long" in page
    as_seeker.post(reverse("exchange:accept_proposals"))
    assert Interaction.objects.count() == 40


def test_people_of_others_are_not_there(as_seeker, seeker, stranger, ana):
    theirs = propose(stranger, "Dee")
    assert "Dee" not in as_seeker.get(PAGE).content.decode()
    for person in (theirs.pk, "x", "9" * 40):
        assert as_seeker.post(reverse("exchange:accept_proposals"), {"person": person}).status_code == 404
    typed = {f"p{open_of(stranger)[0].pk}-kind": "declined", f"p{open_of(stranger)[0].pk}-on": "2026-01-01"}
    as_seeker.post(reverse("exchange:accept_proposals"), typed)
    assert Proposal.objects.owned_by(stranger).filter(state=ProposalState.OPEN).count() == 2
    assert not Interaction.objects.filter(owner=stranger).exists()


def test_the_import_page_leads_there_while_something_waits(as_seeker, seeker, ana):
    link = f'href="{PAGE}"'
    assert link in as_seeker.get(reverse("exchange:import")).content.decode()
    as_seeker.post(reverse("exchange:reject_proposals"))
    assert link not in as_seeker.get(reverse("exchange:import")).content.decode()


def test_nobody_gets_there_without_signing_in(db):
    assert Client().get(PAGE).status_code == 302


def test_when_nothing_is_due_today_leads_there(as_seeker, seeker):
    seeker.target_aim = 0
    seeker.save()
    propose(seeker, "Ana Lopez", company=make_company(seeker, standing="backlog"))
    link = f'href="{PAGE}"'
    assert link in as_seeker.get("/").content.decode()
    as_seeker.post(reverse("exchange:reject_proposals"))
    assert link not in as_seeker.get("/").content.decode()
