"""The coach's queue: who is in it, in which order, what can be asked of it, and that it stays quick."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from networking.accounts.models import User
from networking.coaching import handing_in
from networking.coaching.models import Review, Submission
from networking.cohorts import access, joining
from networking.cohorts.models import Membership, Role
from networking.companies.models import Company
from networking.contacts.models import Contact
from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.conversations.models import Due, Totals
from tests.cohorts.conftest import client_of
from tests.people import NOW, TODAY, make_company, make_contact, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def listed(school, noon):
    """The seeker has a list that can be handed in."""
    school.seeker.change_settings(target_aim=1)
    make_company(school.seeker, "Secret company", in_words="secret words", notes="secret notes")
    return school


def join(school, name, *, cohort=None, consents=True):
    user = make_user(name)
    cohort = cohort or school.cohort
    joining.join(school.organization, cohort, user, Role.SEEKER, consents=consents, now=NOW)
    return user


def hand_in(owner, days_ago=0):
    at = NOW - dt.timedelta(days_ago)
    number = handing_in.next_round(owner)
    return handing_in.hand_in(owner, round_number=number, words="secret words", now=at)


def queue_of(user, query=""):
    return client_of(user).get(reverse("insights:queue") + query)


def shown(user, query=""):
    return [seeker.line.name for seeker in queue_of(user, query).context["queue"].page.things]


# --- Who


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("coach", 200),
        ("other_coach", 200),
        ("admin", 404),
        ("seeker", 404),
        ("foreign_admin", 404),
        ("stranger", 404),
    ],
)
def test_it_is_for_coaches(school, noon, who, status):
    assert queue_of(getattr(school, who)).status_code == status


def test_it_holds_those_who_share_with_this_coach_and_nobody_else(school, noon):
    join(school, "shy", consents=False)
    join(school, "elsewhere", cohort=school.other_cohort)
    assert shown(school.coach) == ["Classmate", "Seeker"]
    assert shown(school.other_coach) == ["Elsewhere"]
    joining.share(school.place.seeker, consents=False, people=False, now=NOW)
    assert shown(school.coach) == ["Classmate"]
    joining.leave(access.membership_of(school.classmate), now=NOW)
    page = queue_of(school.coach)
    assert "Nobody shares with you yet" in page.content.decode()


def test_nothing_of_a_contact_or_a_company_is_in_it(listed):
    person = make_contact(listed.seeker, Company.objects.get(), "Secret person", notes="secret")
    writer.log(person, Kind.REPLY, on=TODAY, now=NOW, note="secret note")
    hand_in(listed.seeker)
    page = queue_of(listed.coach).content.decode()
    assert "1 answer waits on them" in page
    assert "ecret" not in page


# --- In which order, and why


def test_the_list_that_waits_longest_is_first_and_its_button_is_the_one(listed):
    make_company(listed.classmate, in_words="x")
    listed.classmate.change_settings(target_aim=1)
    hand_in(listed.classmate, 1)
    newest = hand_in(listed.seeker, 2)
    assert shown(listed.coach) == ["Seeker", "Classmate"]
    page = queue_of(listed.coach).content.decode()
    assert "2 lists waiting, the oldest for 2 days" in page
    assert "List waiting for 2 days" in page
    assert page.count("btn-act") == 1
    assert page.index(reverse("coaching:review", args=[newest.pk])) < page.index("Classmate")


def test_reasons_come_from_the_numbers(school, noon):
    company = make_company(school.seeker)
    for number in range(12):
        writer.log(
            make_contact(school.seeker, company), Kind.OUTREACH, on=TODAY - dt.timedelta(number), now=NOW
        )
    (seeker,) = (s for s in queue_of(school.coach).context["queue"].page.things if s.line.name == "Seeker")
    assert seeker.reasons == [
        "Nobody answered in 12 messages",
        "1 of 5 targets",
        "1 target without an “in”",
        "People missing at 1 target",
    ]


def test_it_says_who_is_on_a_list_already(listed):
    submission = hand_in(listed.seeker)
    joining.join(listed.organization, listed.cohort, listed.other_coach, Role.COACH, consents=False, now=NOW)
    about = {"owner": listed.seeker, "coach": listed.coach, "coach_name": "Coach", "started_at": NOW}
    Review.objects.create(submission=submission, **about)
    assert "You since Thursday, 12:00" in queue_of(listed.coach).content.decode()
    assert "Coach since Thursday, 12:00" in queue_of(listed.other_coach).content.decode()
    Review.objects.update(sent_at=NOW, sent_on=TODAY)
    assert "Answered" in queue_of(listed.coach).content.decode()
    assert shown(listed.coach, "?reason=waiting") == []


# --- What can be asked


def test_filters_by_name_cohort_and_reason_stay_in_the_address(listed):
    hand_in(listed.seeker, 3)
    there = join(listed, "elsewhere", cohort=listed.other_cohort)
    joining.join(listed.organization, listed.other_cohort, listed.coach, Role.COACH, consents=False, now=NOW)
    assert shown(listed.coach, "?q=see") == ["Seeker"]
    assert shown(listed.coach, f"?cohort={listed.other_cohort.pk}") == [there.name]
    assert shown(listed.coach, "?reason=waiting") == ["Seeker"]
    assert shown(listed.coach, "?reason=waiting&q=class") == []
    assert shown(listed.coach, "?reason=nonsense&cohort=x&q=%00&page=zz") == shown(listed.coach)
    assert (
        queue_of(listed.coach, "?q=a+b&reason=quiet").context["queue"].choice.query == "reason=quiet&q=a+b&"
    )


def test_a_cohort_of_somebody_else_is_no_filter(school, noon):
    assert shown(school.coach, f"?cohort={school.other_cohort.pk}") == ["Classmate", "Seeker"]


def test_pages_keep_the_filter(school, noon):
    for number in range(30):
        join(school, f"more{number:02}")
    page = queue_of(school.coach, "?q=more")
    assert 'href="?q=more&amp;page=2"' in page.content.decode()
    assert len(shown(school.coach, "?q=more&page=2")) == 5
    assert len(shown(school.coach, "?q=more&page=99")) == 5


# --- Many


@pytest.mark.parametrize("rows", [1, 3])
def test_the_same_queries_for_one_and_for_three(listed, django_assert_num_queries, rows):
    for number in range(rows):
        join(listed, f"more{number}")
    hand_in(listed.seeker)
    client = client_of(listed.coach)
    with django_assert_num_queries(7):
        client.get(reverse("insights:queue"))


def make_many(school, count):
    """Seekers in bulk, each with other numbers and a step owed; a hundred with a list that waits."""
    users = User.objects.bulk_create(
        User(email=f"many{number}@example.org", name=f"Many {number:04}", time_zone="Asia/Kathmandu")
        for number in range(count)
    )
    joined = {"organization": school.organization, "cohort": school.cohort, "role": Role.SEEKER}
    shares = {"joined_at": NOW - dt.timedelta(30), "consented_at": NOW}
    Membership.objects.bulk_create(Membership(**joined, **shares, user=user) for user in users)
    Totals.objects.bulk_create(
        Totals(owner=user, targets=number % 7, holes=number % 3, written_to=20, answered=number % 20)
        for number, user in enumerate(users)
    )
    people = Contact.objects.bulk_create(
        Contact(owner=user, name="Secret person", name_key="x", created_at=NOW) for user in users
    )
    Due.objects.bulk_create(Due(owner_id=p.owner_id, contact=p, rule=4, due_on=TODAY) for p in people)
    Submission.objects.bulk_create(
        Submission(owner=user, cohort=school.cohort, round=1, submitted_at=NOW) for user in users[:100]
    )


def test_a_thousand_seekers_page_in_seven_queries(school, noon, django_assert_num_queries):
    make_many(school, 1000)
    client = client_of(school.coach)
    with django_assert_num_queries(7):
        page = client.get(reverse("insights:queue"))
    queue = page.context["queue"]
    assert (queue.seekers, len(queue.waiting), len(queue.page.things), queue.page.last) == (1002, 100, 25, 41)
    with django_assert_num_queries(7):
        last = client.get(reverse("insights:queue"), {"page": "41"})
    assert len(last.context["queue"].page.things) == 2
    with django_assert_num_queries(7):
        page = client.get(reverse("insights:cohort", args=[school.cohort.pk]))
    assert (page.context["numbers"].sums.seekers, len(page.context["page"].things)) == (1002, 50)
    assert "ecret" not in page.content.decode()
