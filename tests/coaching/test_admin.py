"""What a coach looks at in /admin/: who shares a list with them, and that list as it was handed in last."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from networking.coaching.models import Submission
from networking.cohorts import joining
from networking.cohorts.models import Act, Entry, Role
from networking.companies.models import Answer, Company, Criterion
from tests.access import SECRET
from tests.coaching.conftest import LATER, fresh, hand_in
from tests.cohorts.conftest import client_of
from tests.people import NOW, make_company, make_user

LIST = reverse("admin:cohorts_seeker_changelist")


def page_of(user) -> str:
    return reverse("admin:cohorts_seeker_change", args=[user.pk])


@pytest.fixture
def handed_in(listed):
    criterion = Criterion.objects.create(owner=listed.seeker, text="Hires near me")
    company = Company.objects.get(owner=listed.seeker, name="Northwind")
    Answer.objects.create(
        owner=listed.seeker, company=company, criterion=criterion, value="yes", note="Two <offices>"
    )
    Company.objects.filter(pk=company.pk).update(in_product=True, website="https://northwind.example/")
    hand_in(fresh(listed.seeker))
    return listed


@pytest.fixture
def as_coach(handed_in):
    return client_of(handed_in.coach)


def test_the_list_tells_who_shares_and_when_they_handed_in(handed_in, as_coach):
    rows = as_coach.get(LIST).context["cl"].result_list
    assert [(row.email, row.cohort_name, row.handed_in_at) for row in rows] == [
        ("classmate@example.org", "2611", None),
        ("seeker@example.org", "2611", NOW),
    ]


def test_the_page_shows_the_list_as_it_was_handed_in(handed_in, as_coach):
    Company.objects.filter(owner=handed_in.seeker, name="Globex").update(name="Initech")
    make_company(handed_in.seeker, "Umbrella")
    page = as_coach.get(page_of(handed_in.seeker)).content.decode()
    for words in (
        "Northwind",
        "Globex",
        "Fargo",
        "I love the product. I use it",
        "Hires near me: yes (Two &lt;offices&gt;)",
        '<a href="https://northwind.example/" rel="noopener noreferrer nofollow">',
    ):
        assert words in page
    assert "Initech" not in page
    assert "Umbrella" not in page


def test_of_two_rounds_the_last_one_is_shown(handed_in, as_coach):
    Company.objects.filter(owner=handed_in.seeker, name="Globex").update(name="Initech")
    make_company(handed_in.seeker, "Umbrella", in_words="I use it")
    hand_in(fresh(handed_in.seeker), now=LATER)
    page = as_coach.get(page_of(handed_in.seeker)).content.decode()
    assert "Initech" in page
    assert "Globex" not in page


def test_it_leads_to_the_review_of_that_list(handed_in, as_coach):
    link = reverse("coaching:review", args=[Submission.objects.get().pk])
    for url in (LIST, page_of(handed_in.seeker)):
        assert as_coach.get(url).content.decode().count(f'href="{link}"') == 1
    assert as_coach.get(link).status_code == 200
    assert "Review the list" not in as_coach.get(page_of(handed_in.classmate)).content.decode()


def test_nothing_on_it_can_be_changed(handed_in, as_coach):
    page = as_coach.get(page_of(handed_in.seeker)).content.decode()
    form = page[page.index('id="seeker_form"') :]
    assert 'type="text"' not in form
    assert "<textarea" not in form
    assert 'type="submit"' not in form


def test_each_look_at_a_list_is_written_down_once_an_hour(handed_in, as_coach):
    as_coach.get(page_of(handed_in.classmate))  # handed nothing in: no list to look at
    for _ in range(2):
        as_coach.get(page_of(handed_in.seeker))
    looks = Entry.objects.filter(act=Act.LOOKED)
    assert list(looks.values_list("actor", "about")) == [(handed_in.coach.pk, handed_in.seeker.pk)]


@pytest.mark.parametrize("who", ["classmate", "other_coach", "admin", "foreign_admin", "stranger"])
def test_for_everybody_else_it_does_not_exist_and_no_look_is_written(handed_in, who):
    assert client_of(getattr(handed_in, who)).get(page_of(handed_in.seeker)).status_code == 404
    assert not Entry.objects.filter(act=Act.LOOKED).exists()


def test_a_list_handed_in_to_another_cohort_is_not_the_new_coachs_to_read(handed_in):
    joining.join(
        handed_in.organization,
        handed_in.other_cohort,
        handed_in.seeker,
        Role.SEEKER,
        consents=True,
        now=LATER,
    )
    client = client_of(handed_in.other_coach)
    page = client.get(page_of(handed_in.seeker)).content.decode()
    assert "not yet" in page
    assert "Northwind" not in page
    assert client_of(handed_in.coach).get(page_of(handed_in.seeker)).status_code == 404


def test_filters_narrow_the_list_to_my_own_cohorts(handed_in, as_coach):
    def found(**query):
        return [row.name for row in as_coach.get(LIST, query).context["cl"].result_list]

    assert found(handed_in="yes") == ["Seeker"]
    assert found(handed_in="no") == ["Classmate"]
    assert found(handed_in="perhaps") == found(cohort="x") == found(cohort="9" * 30)
    assert found(cohort=str(handed_in.cohort.pk), q="class") == ["Classmate"]
    assert "2612" not in as_coach.get(LIST).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_list_and_page_cost_the_same_for_one_row_and_for_three(listed, django_assert_num_queries, rows):
    for number in range(rows):
        user = make_user(f"more{number}", target_aim=rows)
        joining.join(listed.organization, listed.cohort, user, Role.SEEKER, consents=True, now=NOW)
        for company in range(rows):
            make_company(user, f"Company {company}", in_words="I use it")
        hand_in(fresh(user))
    client = client_of(listed.coach)
    with django_assert_num_queries(6):
        assert client.get(LIST).status_code == 200
    with django_assert_num_queries(7):
        assert client.get(page_of(user)).status_code == 200


def test_no_word_of_a_seeker_but_the_submitted_list_is_there(handed_in, as_coach):
    Company.objects.filter(owner=handed_in.seeker).update(in_words=SECRET)
    make_company(handed_in.seeker, SECRET, standing="backlog")
    for url in (LIST, page_of(handed_in.seeker)):
        assert SECRET not in as_coach.get(url).content.decode()


def test_who_hands_in_later_stands_behind_when_sorted_by_day(handed_in, as_coach):
    other = make_user("other", target_aim=1)
    joining.join(handed_in.organization, handed_in.cohort, other, Role.SEEKER, consents=True, now=NOW)
    make_company(other, in_words="I use it")
    hand_in(fresh(other), now=NOW + dt.timedelta(days=1))
    rows = as_coach.get(LIST, {"o": "3", "handed_in": "yes"}).context["cl"].result_list
    assert [row.name for row in rows] == ["Seeker", "Other"]
