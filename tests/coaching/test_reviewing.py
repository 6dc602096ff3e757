"""What a coach does: writing by version, two coaches on one list, taking over, sending."""

from __future__ import annotations

import datetime as dt

import pytest

from networking.coaching import reviewing
from networking.coaching.models import Remark, Review, Submission
from networking.coaching.reviewing import Empty, Said, Sent, Stale, Taken, words_of
from networking.cohorts import joining
from networking.cohorts.models import Role
from tests.coaching.conftest import LATER, hand_in, say_to, send
from tests.people import NOW

MORE = NOW + dt.timedelta(hours=2)


@pytest.fixture
def made(listed):
    return hand_in(listed.seeker)


@pytest.fixture
def second_coach(listed):
    coach = listed.other_coach
    joining.join(listed.organization, listed.cohort, coach, Role.COACH, consents=False, now=NOW)
    return coach


def save(made, coach, words, version=0):
    return reviewing.save(made, coach, words, version=version, now=LATER)


def test_a_draft_is_kept_and_the_seeker_has_nothing_of_it(listed, made):
    words = say_to(made, "So far", Northwind=("good", "Nice"))
    review = save(made, listed.coach, words)
    assert (review.coach, review.coach_name, review.started_at, review.sent_at) == (
        listed.coach,
        "Coach",
        LATER,
        None,
    )
    again = save(made, listed.coach, say_to(made, "More"), review.version)
    assert words_of(again).overall == "More"
    assert Remark.objects.exclude(verdict="", words="").count() == 0


def test_another_window_overwrites_nothing(listed, made):
    review = save(made, listed.coach, say_to(made, "One"))
    first = review.version
    save(made, listed.coach, say_to(made, "Two"), first)
    with pytest.raises(Stale) as stale:
        save(made, listed.coach, say_to(made, "Three"), first)
    assert words_of(stale.value.review).overall == "Two"
    assert save(made, listed.coach, say_to(made, "Two"), first).version == review.version + 1


def test_a_second_coach_is_told_and_may_take_it_over_with_the_words_so_far(listed, made, second_coach):
    review = save(made, listed.coach, say_to(made, "Mine"))
    with pytest.raises(Taken) as taken:
        save(made, second_coach, say_to(made, "No, mine"), review.version)
    assert taken.value.review.coach_name == "Coach"
    over = reviewing.take_over(made, second_coach, now=MORE)
    assert (over.coach, over.started_at, words_of(over).overall) == (second_coach, MORE, "Mine")
    with pytest.raises(Taken):
        save(made, listed.coach, say_to(made, "Still mine"), review.version)
    assert words_of(Review.objects.get()).overall == "Mine"


def test_sending_is_once_and_the_end(listed, made, second_coach):
    send(made, listed.coach, say_to(made, "Well", Globex=("rethink", "Why?")))
    for coach in (listed.coach, second_coach):
        with pytest.raises(Sent):
            send(made, coach, say_to(made, "Again"))
        with pytest.raises(Sent):
            reviewing.take_over(made, coach, now=MORE)
    assert Review.objects.get().words == "Well"


def test_an_empty_review_is_not_sent(listed, made):
    with pytest.raises(Empty):
        send(made, listed.coach, say_to(made, Globex=("", "")))
    assert not Review.objects.exists()


def test_companies_of_another_list_are_not_spoken_of(listed, made):
    words = say_to(made, "Well")
    words.said[10**6] = Said("good", "Nowhere")
    save(made, listed.coach, words)
    assert set(Remark.objects.values_list("submitted", flat=True)) == set(
        made.companies.values_list("pk", flat=True)
    )


@pytest.mark.parametrize(
    "end",
    [
        lambda s: joining.leave(s.place.seeker, now=NOW),
        lambda s: joining.share(s.place.seeker, consents=False, people=False, now=NOW),
        lambda s: joining.remove_member(s.place.coach, by=s.admin, now=NOW),
        lambda s: joining.archive(s.cohort, by=s.admin, now=NOW),
    ],
)
def test_who_may_not_read_it_any_more_changes_nothing(listed, made, end):
    review = save(made, listed.coach, say_to(made, "So far"))
    end(listed)
    for act in (
        lambda: save(made, listed.coach, say_to(made, "More"), review.version),
        lambda: send(made, listed.coach, say_to(made, "More"), version=review.version),
        lambda: reviewing.take_over(made, listed.coach, now=MORE),
    ):
        with pytest.raises(Submission.DoesNotExist):
            act()
    stored = Review.objects.get()
    assert (stored.words, stored.version, stored.sent_at) == ("So far", review.version, None)
