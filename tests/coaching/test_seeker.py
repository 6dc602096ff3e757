"""A seeker's page for their coach: exactly what DESIGN §3 allows, each look written down, gone at once."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from django.db import models
from django.urls import reverse

from networking.cohorts import joining
from networking.cohorts.models import Act, Entry, Role
from networking.companies.criteria import HIRED_ALUMNI
from networking.companies.models import Answer, Company, Criterion, Standing
from networking.contacts.models import Persona
from networking.contacts.stages import Kind
from networking.conversations import writer
from tests.access import SECRET, make_world, mark
from tests.coaching.conftest import LATER, hand_in, say_to, send
from tests.cohorts.conftest import client_of
from tests.companies.conftest import make_fact
from tests.people import NOW, TODAY, make_company, make_contact, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def noon():
    with time_machine.travel(NOW, tick=False):
        yield


def url_of(place):
    return reverse("coaching:seeker", args=[place.pk])


def page_of(client, place):
    return client.get(url_of(place)).content.decode()


def looks():
    return list(
        Entry.objects.filter(act=Act.LOOKED).order_by("pk").values_list("actor__name", "about__name", "at")
    )


# --- Who sees it, and until when


@pytest.mark.parametrize("who", ["seeker", "classmate", "other_coach", "admin", "foreign_admin", "stranger"])
def test_nobody_but_a_coach_of_the_cohort_sees_it_and_no_look_is_written(school, who):
    answer = client_of(getattr(school, who)).get(url_of(school.place.seeker))
    assert (answer.status_code, looks()) == (404, [])


def test_a_superuser_who_coaches_nobody_sees_nothing(school):
    school.stranger.is_superuser = school.stranger.is_staff = True
    school.stranger.save()
    assert client_of(school.stranger).get(url_of(school.place.seeker)).status_code == 404


@pytest.mark.parametrize(
    "end",
    [
        lambda s: joining.share(s.place.seeker, consents=False, people=False, now=NOW),
        lambda s: joining.leave(s.place.seeker, now=NOW),
        lambda s: joining.remove_member(s.place.seeker, by=s.admin, now=NOW),
        lambda s: joining.remove_member(s.place.coach, by=s.admin, now=NOW),
        lambda s: joining.archive(s.cohort, by=s.admin, now=NOW),
    ],
    ids=["withdrawn", "left", "removed", "coach removed", "archived"],
)
def test_it_is_gone_with_the_very_next_request(school, end):
    client = client_of(school.coach)
    assert client.get(url_of(school.place.seeker)).status_code == 200
    end(school)
    assert client.get(url_of(school.place.seeker)).status_code == 404


# --- The look is written down


def test_a_look_is_written_once_an_hour_for_each_coach_and_seeker(school):
    client = client_of(school.coach)
    for minutes in (0, 5, 59, 60, 61):
        with time_machine.travel(NOW + dt.timedelta(minutes=minutes), tick=False):
            client.get(url_of(school.place.seeker))
    client.get(url_of(school.place.classmate))
    assert looks() == [
        ("Coach", "Seeker", NOW),
        ("Coach", "Seeker", NOW + dt.timedelta(hours=1)),
        ("Coach", "Classmate", NOW),
    ]
    place = client_of(school.seeker).get(reverse("cohorts:place")).content.decode()
    assert place.count("Coach <span") == 2


# --- What it shows


@pytest.fixture
def searching(school):
    """The seeker with two targets, people at one of them, and everything that a coach must not see."""
    seeker = school.seeker
    northwind = make_company(seeker, "Northwind", place="Fargo", website="https://n.example/", in_words="SDK")
    make_company(seeker, "Globex", in_local=True)
    make_company(seeker, "Waiting", standing=Standing.BACKLOG)
    make_company(seeker, "Invented", is_sample=True)
    stack = Criterion.objects.create(owner=seeker, text="Uses my stack", position=1)
    Criterion.objects.create(owner=seeker, text="Hidden one", position=2, is_hidden=True)
    Answer.objects.create(owner=seeker, company=northwind, criterion=stack, value="yes", note="All Django")
    ada = make_contact(seeker, northwind, "Ada Lovelace", title="Engineer", notes="shy")
    make_contact(seeker, northwind, "Rita Levi", title="Talent", persona=Persona.RECRUITER)
    make_contact(seeker, northwind, "Sample Sue", is_sample=True)
    make_contact(seeker, None, "Nobody's Ned")
    writer.log(ada, Kind.OUTREACH, on=TODAY - dt.timedelta(9), now=NOW - dt.timedelta(9))
    return school


def test_it_shows_targets_numbers_and_no_names(searching):
    page = client_of(searching.coach).get(url_of(searching.place.seeker)).context["seeker"]
    northwind, globex = page.targets
    assert (northwind.name, northwind.place, northwind.website) == (
        "Northwind",
        "Fargo",
        "https://n.example/",
    )
    assert (northwind.in_words, northwind.in_kinds, globex.in_kinds) == ("SDK", [], ["Hyper-local"])
    assert [tuple(found) for found in northwind.criteria] == [("Uses my stack", "yes", "All Django", "", "")]
    assert [tuple(found) for found in globex.criteria] == [("Uses my stack", "unknown", "", "", "")]
    assert [[seat and seat.label for seat in group.seats] for group in northwind.groups] == [
        ["Developer, reached out", None],
        [None, None],
        ["Recruiter, to contact", None],
    ]
    assert (page.backlog, page.people, northwind.people) == (1, 2, [])
    assert [(line.words, line.steps) for line in page.happened.owed] == [("follow-ups due", 1)]
    assert (str(page.answered), str(page.chatted)) == ("too few to tell (0 of 1)", "nothing to tell yet")


def test_people_have_names_only_while_they_are_shared(searching):
    client, seen = client_of(searching.coach), ("Ada Lovelace", "Engineer", "Rita Levi", "Talent")
    assert [name in page_of(client, searching.place.seeker) for name in seen] == [False] * 4
    joining.share(searching.place.seeker, consents=True, people=True, now=NOW)
    page = page_of(client, searching.place.seeker)
    assert [name in page for name in seen] == [True] * 4
    assert [name in page for name in ("Sample Sue", "Ned", "shy", "Waiting", "Invented")] == [False] * 5
    joining.share(searching.place.seeker, consents=True, people=False, now=NOW)
    assert [name in page_of(client, searching.place.seeker) for name in seen] == [False] * 4


def test_dates_of_lists_are_of_this_cohort_alone(listed):
    first = hand_in(listed.seeker)
    send(first, listed.coach, say_to(first, "Nice"))
    make_company(listed.seeker, "Third", in_words="yes")
    hand_in(listed.seeker, now=LATER + dt.timedelta(days=1))
    response = client_of(listed.coach).get(url_of(listed.place.seeker))
    page = response.context["seeker"]
    assert "Review the list" in response.content.decode()
    assert [(handed.on, handed.is_reviewed) for handed in page.happened.lists] == [
        (TODAY + dt.timedelta(1), False),
        (TODAY, True),
    ]


# --- Nothing leaks


# What a marked world may show (`tests.access.mark`): the model and the column of each secret.
OF_THE_LIST = {
    *("company-name", "company-place", "company-website", "company-in_words"),
    *("suggestion-words", "suggestion-coach_name"),
    *("criterion-text", "answer-note", "answer-source", "user-name", "cohort-name"),
}
OF_PEOPLE = {"contact-name", "contact-title"}


@pytest.fixture
def marked(school):
    """A seeker with one of everything, a secret in every text of it, and our coach as theirs."""
    world = make_world(make_user("marked"), NOW)
    joining.join(world["organization"], world["cohort"], school.coach, Role.COACH, consents=False, now=NOW)
    mark(world)
    return world


@pytest.mark.parametrize("shares", [False, True])
def test_of_all_that_is_stored_a_coach_reads_exactly_what_the_table_says(school, marked, shares):
    joining.share(marked["place"], consents=True, people=shares, now=NOW)
    page = page_of(client_of(school.coach), marked["place"])
    shown = set(re.findall(rf"{SECRET}-([a-z]+-[a-z_]+)", page))
    assert shown == OF_THE_LIST | (OF_PEOPLE if shares else set())


def test_the_preview_shows_the_seeker_what_the_coach_reads_and_writes_no_look(school, marked):
    read = client_of(school.coach).get(url_of(marked["place"])).context["seeker"]
    before = looks()
    response = client_of(marked["user"]).get(reverse("coaching:preview"))
    assert response.context["seeker"] == read
    assert looks() == before


def test_who_does_not_share_is_told_so_in_the_preview(school):
    joining.share(school.place.seeker, consents=False, people=False, now=NOW)
    client = client_of(school.seeker)
    assert "Nobody reads it now" in client.get(reverse("coaching:preview")).content.decode()
    joining.leave(school.place.seeker, now=NOW)
    assert client.get(reverse("coaching:preview")).status_code == 404


def rows_in(handed):
    """Every row of a table that is somewhere in what a template was handed."""
    if isinstance(handed, models.Model):
        return [handed]
    inside = handed.values() if isinstance(handed, dict) else handed
    return (
        [row for part in inside for row in rows_in(part)] if isinstance(handed, dict | list | tuple) else []
    )


def test_the_template_gets_tuples_and_no_row_of_the_seeker(searching):
    response = client_of(searching.coach).get(url_of(searching.place.seeker))
    handed = [layer for context in response.context for layer in context.dicts]
    assert {row for row in rows_in(handed) if row != searching.coach} == set()


@pytest.mark.parametrize("rows", [1, 3])
def test_it_takes_eight_queries_for_one_company_and_for_three(school, django_assert_num_queries, rows):
    criterion = Criterion.objects.create(owner=school.seeker, text="Uses my stack")
    for _ in range(rows):
        company = make_company(school.seeker)
        Answer.objects.create(owner=school.seeker, company=company, criterion=criterion)
        make_contact(school.seeker, company)
    coach, seeker = client_of(school.coach), client_of(school.seeker)
    with django_assert_num_queries(8):
        coach.get(url_of(school.place.seeker))
    with django_assert_num_queries(7):
        seeker.get(reverse("coaching:preview"))


def test_what_the_school_answers_counts_for_the_coach_too(school):
    make_company(school.seeker, "Northwind")
    criterion = Criterion.objects.create(owner=school.seeker, text=HIRED_ALUMNI)
    make_fact(school.organization, "Northwind", hired_alumni=True)
    place = school.place.seeker
    assert "yes, says Harbour Code" in page_of(client_of(school.coach), place)
    Answer.objects.create(owner=school.seeker, company=Company.objects.get(), criterion=criterion, value="no")
    assert "says Harbour Code" not in page_of(client_of(school.coach), place)
