"""The page where a list is handed in and a coach's remarks are read and answered; and the board's remark."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from networking.coaching import handing_in, reviewing
from networking.coaching.models import Remark, Review, Submission, Suggestion
from networking.cohorts import joining
from networking.companies.models import Company
from networking.pipeline.next_steps import next_steps
from tests.coaching.conftest import fresh, hand_in, listed, say_to, send  # noqa: F401
from tests.cohorts.conftest import client_of, school  # noqa: F401
from tests.people import NOW, TODAY, make_company

URL = "/companies/review/"
pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def here(listed) -> Client:
    return client_of(listed.seeker)


def text(client, url=URL):
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def steps(user):
    return [(int(step.rule), step.subject) for step in next_steps(fresh(user), now=NOW)]


def reviewed(listed):
    made = hand_in(listed.seeker)
    words = say_to(made, "A good mix", Northwind=("good", "Strong"), Globex=("rethink", "Why <them>?"))
    send(made, listed.coach, words, now=NOW)
    return made


def test_the_list_is_shown_and_handed_in(here, listed):
    assert (10, "list") in steps(listed.seeker)
    page = text(here)
    assert all(words in page for words in ("What you hand in", "Northwind", "Globex", "I use it", "2 of 2"))
    answer = here.post(URL, {"round": "1", "words": "Please be honest"}, follow=True)
    made = Submission.objects.get()
    assert (made.words, made.companies.count()) == ("Please be honest", 2)
    assert "It waits for your coach" in answer.content.decode()
    assert (10, "list") not in steps(listed.seeker)


def test_pressed_twice_it_is_handed_in_once(here):
    for _ in range(2):
        assert here.post(URL, {"round": "1"}).status_code == 302
    assert Submission.objects.count() == 1


@pytest.mark.parametrize("data", [{}, {"round": "x"}, {"round": "1", "words": "x" * 2001}])
def test_odd_forms_are_refused_and_keep_the_words(here, data):
    answer = here.post(URL, data)
    assert answer.status_code == 422
    assert data.get("words", "") in answer.content.decode()
    assert not Submission.objects.exists()


def test_a_list_that_is_not_ready_says_what_is_missing(here, listed):
    Company.objects.filter(name="Globex").update(in_words="")
    assert "Each company needs an “in”" in text(here)
    Company.objects.filter(name="Globex").delete()
    assert "1 more company to go" in text(here)
    assert here.post(URL, {"round": "1"}).status_code == 422
    assert not Submission.objects.exists()


def test_it_can_be_taken_back_until_the_coach_begins(here, listed):
    made = hand_in(listed.seeker)
    assert here.post(f"{URL}{made.pk}/take-back/").status_code == 302
    assert not Submission.objects.exists()
    made = hand_in(listed.seeker)
    reviewing.take_over(made, listed.coach, now=NOW)
    page = here.post(f"{URL}{made.pk}/take-back/", follow=True).content.decode()
    assert "Your coach has begun to read it" in page
    assert "Coach has been reading it since Thursday, 12:00" in page
    assert Submission.objects.exists()


def test_a_draft_of_the_coach_is_not_shown(here, listed):
    made = hand_in(listed.seeker)
    words = say_to(made, "secret-draft", Globex=("rethink", "secret-remark"))
    reviewing.save(made, listed.coach, words, version=0, now=NOW)
    for url in (URL, f"/companies/{Company.objects.get(name='Globex').pk}/", "/"):
        assert "secret" not in text(here, url)
    remark = Remark.objects.get(verdict="rethink")
    for act in ("answer", "keep"):
        assert (
            here.post(f"{URL}remarks/{remark.pk}/{act}/", {"words": "x", "because": "x"}).status_code == 404
        )


def test_feedback_is_the_next_step_until_it_is_read(here, listed):
    reviewed(listed)
    globex = Company.objects.get(name="Globex")
    assert steps(listed.seeker)[:2] == [(5, "feedback"), (5, f"company:{globex.pk}")]
    page = text(here)
    for words in ("Feedback from Coach", "A good mix", "Good target", "Why &lt;them&gt;?", "I have read it"):
        assert words in page
    here.post(f"{URL}read/")
    assert Review.objects.get().read_at == NOW
    assert steps(listed.seeker)[0] == (5, f"company:{globex.pk}")
    assert "I have read it" not in text(here)


def test_a_remark_stands_on_the_companys_page_and_is_answered_there(here, listed):
    reviewed(listed)
    globex, remark = Company.objects.get(name="Globex"), Remark.objects.get(verdict="rethink")
    page = text(here, f"/companies/{globex.pk}/")
    assert "Your coach’s remark" in page
    assert "Why &lt;them&gt;?" in page
    answer = here.post(f"{URL}remarks/{remark.pk}/answer/", {"words": "I know two", "place": "board"})
    assert answer["Location"] == f"/companies/{globex.pk}/#remark"
    assert "You answered: I know two" in text(here, f"/companies/{globex.pk}/")
    here.post(f"{URL}remarks/{remark.pk}/answer/", {"words": ""})
    assert Remark.objects.get(pk=remark.pk).answered_at is None


def test_keeping_a_company_with_a_reason_closes_the_rethink_and_asks_to_hand_in_again(here, listed):
    reviewed(listed)
    here.post(f"{URL}read/")
    remark, url = Remark.objects.get(verdict="rethink"), f"{URL}remarks/"
    assert here.post(f"{url}{remark.pk}/keep/", {"because": " "}).status_code == 422
    here.post(f"{url}{remark.pk}/keep/", {"because": "I know two people"})
    assert (10, "list") not in steps(listed.seeker)  # kept at the very moment it was handed in
    handing_in.keep(Remark.objects.get(pk=remark.pk), "I know two people", now=NOW + dt.timedelta(hours=1))
    assert (10, "list") in steps(listed.seeker)
    assert 5 not in [rule for rule, _ in steps(listed.seeker)]
    here.post(f"{url}{remark.pk}/keep/?open=1")
    assert 5 in [rule for rule, _ in steps(listed.seeker)]


def test_only_a_rethink_can_be_kept(here, listed):
    reviewed(listed)
    remark = Remark.objects.get(verdict="good")
    assert here.post(f"{URL}remarks/{remark.pk}/keep/", {"because": "x"}).status_code == 404


def test_a_company_that_leaves_the_targets_is_let_go_and_the_undo_brings_that_back(here, listed):
    Company.objects.update(target_on=TODAY - dt.timedelta(3))
    reviewed(listed)
    here.post(f"{URL}read/")
    globex = Company.objects.get(name="Globex")
    here.post(f"/companies/{globex.pk}/standing/", {"standing": "backlog"})
    assert 5 not in [rule for rule, _ in steps(listed.seeker)]
    since = TODAY - dt.timedelta(3)
    here.post(f"/companies/{globex.pk}/standing/?standing=target&since={since}&place=undo")
    assert (5, f"company:{globex.pk}") in steps(listed.seeker)


def test_a_suggested_step_can_be_closed_and_brought_back(here, listed):
    suggestion = Suggestion.objects.create(
        owner=listed.seeker,
        cohort=listed.cohort,
        coach=listed.coach,
        coach_name="Coach",
        words="Add one recruiter",
        made_at=NOW,
        made_on=TODAY,
    )
    step = (5, f"suggestion:{suggestion.pk}")
    assert step in steps(listed.seeker)
    assert "Add one recruiter" in text(here)
    here.post(f"{URL}suggestions/{suggestion.pk}/")
    assert step not in steps(listed.seeker)
    here.post(f"{URL}suggestions/{suggestion.pk}/?open=1")
    assert step in steps(listed.seeker)


def test_leaving_silences_all_of_it_at_once_and_the_history_stays(here, listed):
    reviewed(listed)
    Suggestion.objects.create(
        owner=listed.seeker, cohort=listed.cohort, coach_name="C", words="x", made_at=NOW, made_on=TODAY
    )
    joining.leave(listed.place.seeker, now=NOW)
    assert not {5, 10}.intersection(rule for rule, _ in steps(listed.seeker))
    assert "A good mix" in text(here)
    assert "What you hand in" not in text(here)
    globex = Company.objects.get(name="Globex")
    assert "Your coach’s remark" not in text(here, f"/companies/{globex.pk}/")


def test_without_a_cohort_the_page_does_not_exist(school):
    make_company(school.stranger)
    there = client_of(school.stranger)
    assert there.get(URL).status_code == 404
    assert URL not in text(there, "/companies/")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_the_database_eight_times_at_most(here, listed, rows, django_assert_num_queries):
    for number in range(rows):
        made = hand_in(listed.seeker, now=timezone.now())
        send(made, listed.coach, say_to(made, f"{number}", Globex=("rethink", "Why?")), now=NOW)
        Suggestion.objects.create(
            owner=listed.seeker, cohort=listed.cohort, coach_name="C", words="x", made_at=NOW, made_on=TODAY
        )
    with django_assert_num_queries(7):
        text(here)
