"""A coach suggests a step; it is the seeker's to do or not; the coach sees which, and no more."""

from __future__ import annotations

import uuid

import pytest
import time_machine
from django.urls import reverse

from networking.coaching.models import Suggestion
from networking.coaching.suggesting import MOST_OPEN
from networking.cohorts import joining
from networking.cohorts.models import Role
from networking.companies.models import Company, Standing
from networking.pipeline.next_steps import next_steps
from tests.coaching.conftest import fresh
from tests.cohorts.conftest import client_of
from tests.people import NOW, TODAY, make_company, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def northwind(listed):
    return Company.objects.get(name="Northwind")


def suggest(school, coach=None, **fields):
    url = reverse("coaching:suggest", args=[school.place.seeker.pk])
    return client_of(coach or school.coach).post(url, fields)


def steps(user):
    return [(s.title, s.why) for s in next_steps(fresh(user), now=NOW) if s.subject.startswith("suggestion")]


def shown(school, coach=None):
    page = (
        client_of(coach or school.coach)
        .get(reverse("coaching:seeker", args=[school.place.seeker.pk]))
        .context["seeker"]
    )
    return [(one.words, one.coach, one.said, company) for one, company in page.suggested]


def stored():
    return list(Suggestion.objects.order_by("pk").values_list("words", "company__name", "outcome"))


def test_one_more_person_at_a_company_becomes_a_step_of_the_seeker(listed, northwind):
    assert suggest(listed, persona="recruiter", company=northwind.pk).status_code == 302
    assert steps(listed.seeker) == [("Add one recruiter at Northwind", "Coach suggested it today.")]
    assert shown(listed) == [("Add one recruiter at Northwind", "Coach", "open", "Northwind")]
    assert Suggestion.objects.get().made_on == TODAY


def test_free_words_need_no_company(listed):
    suggest(listed, words="  Go to\nthe meetup ")
    assert [title for title, _ in steps(listed.seeker)] == ["Go to the meetup"]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"persona": "recruiter"},
        {"persona": "other", "words": "x"},
        {"persona": "recruiter", "words": "Both", "company": "1"},
        {"words": "x" * 201},
        {"words": "At a company that is none", "company": "987654321"},
    ],
)
def test_what_says_nothing_or_two_things_is_refused_and_the_words_stay(listed, fields):
    answer = suggest(listed, **fields)
    assert (answer.status_code, stored()) == (422, [])
    assert fields.get("words", "") in answer.content.decode()


@pytest.mark.parametrize("standing", [Standing.BACKLOG, Standing.ARCHIVED, Standing.NETWORK])
def test_a_company_the_coach_cannot_read_cannot_be_named(listed, standing):
    hidden = make_company(listed.seeker, "Hidden", standing=standing)
    foreign = make_company(listed.classmate, "Foreign")
    for company in (hidden, foreign):
        answer = suggest(listed, persona="manager", company=company.pk)
        assert (answer.status_code, company.name in answer.content.decode()) == (422, False)
    assert stored() == []


def test_pressed_twice_it_is_one(listed):
    key = uuid.uuid4()
    assert [suggest(listed, words="Once", key=key).status_code for _ in range(2)] == [302, 302]
    assert stored() == [("Once", None, "")]


def test_so_many_and_no_more(listed):
    for number in range(MOST_OPEN):
        suggest(listed, words=f"{number}")
    assert suggest(listed, words="One too many").status_code == 422
    assert len(stored()) == MOST_OPEN


@pytest.mark.parametrize("who", ["seeker", "classmate", "other_coach", "admin", "foreign_admin", "stranger"])
def test_nobody_else_suggests_anything(listed, who):
    assert suggest(listed, coach=getattr(listed, who), words="Hello").status_code == 404
    assert stored() == []


def test_a_coach_takes_back_their_own_words_alone_and_can_say_them_again(listed):
    second = make_user("second")
    joining.join(listed.organization, listed.cohort, second, Role.COACH, consents=False, now=NOW)
    suggest(listed, words="Mine")
    pk = Suggestion.objects.get().pk
    away, again = (reverse(f"coaching:{name}", args=[pk]) for name in ("withdraw", "suggest_again"))
    assert client_of(second).post(away).status_code == 404
    assert shown(listed, second) == [("Mine", "Coach", "open", "")]
    client_of(listed.coach).post(away)
    assert (steps(listed.seeker), shown(listed)) == ([], [])
    client_of(listed.coach).post(again)
    assert [title for title, _ in steps(listed.seeker)] == ["Mine"]


@pytest.mark.parametrize(("sent", "said"), [({}, "done"), ({"declined": "1"}, "not this one")])
def test_the_seeker_answers_and_the_coach_sees_only_which(listed, sent, said):
    suggest(listed, words="Try it")
    url = reverse("pipeline:close_suggestion", args=[Suggestion.objects.get().pk])
    client_of(listed.seeker).post(url, sent)
    assert steps(listed.seeker) == []
    assert shown(listed) == [("Try it", "Coach", said, "")]
    client_of(listed.seeker).post(f"{url}?open=1")
    assert shown(listed) == [("Try it", "Coach", "open", "")]


def test_the_next_step_itself_can_be_answered_on_today(listed):
    suggest(listed, words="Try it")
    theirs = client_of(listed.seeker)
    url = reverse("pipeline:close_suggestion", args=[Suggestion.objects.get().pk])
    assert f'action="{url}"' in theirs.get("/").content.decode()
    assert theirs.post(url, {"place": "today"})["Location"] == "/"
    assert stored() == [("Try it", None, "done")]
    assert f'action="{url}"' not in theirs.get("/").content.decode()


def test_what_one_has_closed_the_other_does_not_change(listed):
    suggest(listed, words="Try it")
    pk = Suggestion.objects.get().pk
    theirs, mine = client_of(listed.seeker), client_of(listed.coach)
    mine.post(reverse("coaching:withdraw", args=[pk]))
    theirs.post(reverse("pipeline:close_suggestion", args=[pk]))
    theirs.post(f"{reverse('pipeline:close_suggestion', args=[pk])}?open=1")
    assert stored() == [("Try it", None, "withdrawn")]
    mine.post(reverse("coaching:suggest_again", args=[pk]))
    theirs.post(reverse("pipeline:close_suggestion", args=[pk]))
    mine.post(reverse("coaching:suggest_again", args=[pk]))
    assert stored() == [("Try it", None, "done")]


def test_a_company_that_left_the_targets_has_no_name_for_the_coach(listed, northwind):
    suggest(listed, words="Look at their talk", company=northwind.pk)
    Company.objects.filter(pk=northwind.pk).update(
        standing=Standing.BACKLOG, target_on=None, name="New secret name"
    )
    assert shown(listed) == [("Look at their talk", "Coach", "open", "")]


@pytest.mark.parametrize(
    "end",
    [
        lambda s: joining.share(s.place.seeker, consents=False, people=False, now=NOW),
        lambda s: joining.leave(s.place.seeker, now=NOW),
        lambda s: joining.archive(s.cohort, by=s.admin, now=NOW),
        lambda s: joining.remove_member(s.place.coach, by=s.admin, now=NOW),
    ],
    ids=["withdrawn", "left", "archived", "coach removed"],
)
def test_who_reads_no_more_suggests_no_more(listed, end):
    suggest(listed, words="Before")
    pk = Suggestion.objects.get().pk
    end(listed)
    assert suggest(listed, words="After").status_code == 404
    for name in ("withdraw", "suggest_again"):
        assert client_of(listed.coach).post(reverse(f"coaching:{name}", args=[pk])).status_code == 404
    assert stored() == [("Before", None, "")]


def test_markup_in_a_suggestion_is_text(listed):
    suggest(listed, words="<b>Hi</b> {name} {{7*7}}")
    assert [title for title, _ in steps(listed.seeker)] == ["<b>Hi</b> {name} {{7*7}}"]
    for user, url in (
        (listed.seeker, "/"),
        (listed.coach, reverse("coaching:seeker", args=[listed.place.seeker.pk])),
    ):
        page = client_of(user).get(url).content.decode()
        assert "&lt;b&gt;Hi&lt;/b&gt; {name} {{7*7}}" in page
