"""What the seeker does: handing in, taking back, reading, answering, keeping; and what stands beside it."""

from __future__ import annotations

import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command

from networking.coaching import handing_in, reviewing
from networking.coaching.access import submissions_read_by, waiting_for
from networking.coaching.handing_in import NotReadyError, StartedError
from networking.coaching.models import Remark, Review, Submission, Submitted
from networking.cohorts import joining
from networking.cohorts.models import Role
from networking.companies.criteria import HIRED_ALUMNI
from networking.companies.models import Answer, Company, Criterion
from tests.coaching.conftest import LATER, fresh, hand_in, say_to, send
from tests.companies.conftest import make_fact
from tests.people import NOW, TODAY, make_company


def columns(owner):
    """What stands beside each company: handed in, rethink, kept."""
    rows = Company.objects.filter(owner=owner).order_by("position")
    return {row.name: (row.submitted_at, row.rethink_on, row.kept_at) for row in rows}


def test_what_is_handed_in_is_frozen(listed):
    criterion = Criterion.objects.create(owner=listed.seeker, text="Near me")
    northwind = Company.objects.get(name="Northwind")
    Answer.objects.create(
        owner=listed.seeker, company=northwind, criterion=criterion, value="yes", note="Ten minutes"
    )
    made = hand_in(listed.seeker, "Please be honest")
    Company.objects.update(name="Other", in_words="", place="")
    Answer.objects.update(value="no", note="")
    assert (made.cohort, made.round, made.words) == (listed.cohort, 1, "Please be honest")
    near = {"text": "Near me", "value": "yes", "note": "Ten minutes", "source": "", "says": ""}
    assert list(made.companies.order_by("position").values_list("name", "place", "in_words", "criteria")) == [
        ("Northwind", "Fargo", "I use it", [near]),
        ("Globex", "Fargo", "I use it", [near | {"value": "unknown", "note": ""}]),
    ]


def test_sample_backlog_archived_and_removed_companies_are_never_handed_in(listed):
    for fields in (
        {"is_sample": True},
        {"standing": "backlog"},
        {"standing": "archived"},
        {"standing": "network"},
        {"removed_at": NOW},
    ):
        make_company(listed.seeker, in_words="x", **fields)
    assert [one.name for one in hand_in(listed.seeker).companies.order_by("position")] == [
        "Northwind",
        "Globex",
    ]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda s: Company.objects.filter(name="Globex").update(in_words=" "),
        lambda s: Company.objects.filter(name="Globex").update(is_sample=True),
        lambda s: Company.objects.filter(name="Globex").update(standing="backlog", target_on=None),
        lambda s: Company.objects.all().delete(),
        lambda s: joining.leave(s.place.seeker, now=NOW),
        lambda s: joining.share(s.place.seeker, consents=False, people=False, now=NOW),
        lambda s: joining.archive(s.cohort, by=s.admin, now=NOW),
    ],
)
def test_a_list_that_is_not_ready_or_that_nobody_could_read_stays_here(listed, spoil):
    spoil(listed)
    with pytest.raises(NotReadyError):
        hand_in(listed.seeker)
    assert not Submission.objects.exists()


def test_pressed_twice_it_is_one_round(listed):
    first = handing_in.hand_in(listed.seeker, round_number=1, words="", now=NOW)
    assert handing_in.hand_in(listed.seeker, round_number=1, words="", now=LATER) == first
    assert hand_in(listed.seeker).round == 2


def test_it_can_be_taken_back_until_a_coach_has_begun(listed):
    handing_in.take_back(hand_in(listed.seeker))
    assert not Submission.objects.exists()
    assert columns(listed.seeker) == dict.fromkeys(("Northwind", "Globex"), (None, None, None))
    made = hand_in(listed.seeker)
    reviewing.take_over(made, listed.coach, now=NOW)
    with pytest.raises(StartedError):
        handing_in.take_back(made)
    assert Submission.objects.get() == made


def test_a_review_stands_beside_the_companies_until_it_is_read_and_kept(listed):
    made = hand_in(listed.seeker)
    send(made, listed.coach, say_to(made, "Well", Northwind=("good", "Nice"), Globex=("rethink", "Why?")))
    assert columns(listed.seeker) == {"Northwind": (NOW, None, None), "Globex": (NOW, TODAY, None)}
    assert fresh(listed.seeker).feedback_on == TODAY
    handing_in.read(listed.seeker, now=LATER)
    assert fresh(listed.seeker).feedback_on is None
    remark = Remark.objects.get(verdict="rethink")
    handing_in.keep(remark, "I know two people there", now=LATER)
    assert columns(listed.seeker)["Globex"] == (NOW, None, LATER)
    handing_in.keep(remark, "", now=LATER)
    assert columns(listed.seeker)["Globex"] == (NOW, TODAY, None)


def test_only_a_rethink_can_be_kept(listed):
    made = hand_in(listed.seeker)
    send(made, listed.coach, say_to(made, Northwind=("good", "Nice")))
    handing_in.keep(Remark.objects.get(verdict="good"), "because", now=LATER)
    assert not Remark.objects.exclude(kept_because="").exists()


def test_the_last_word_about_a_company_counts(listed):
    first = hand_in(listed.seeker)
    send(first, listed.coach, say_to(first, Globex=("rethink", "Why?")))
    second = hand_in(listed.seeker, now=LATER)
    send(second, listed.coach, say_to(second, Globex=("good", "I see")))
    assert columns(listed.seeker)["Globex"] == (LATER, None, None)


def test_leaving_and_moving_silence_what_was_said_and_the_seeker_keeps_it(listed):
    made = hand_in(listed.seeker)
    send(made, listed.coach, say_to(made, Globex=("rethink", "Why?")))
    assert (fresh(listed.seeker).in_cohort, fresh(listed.seeker).feedback_on) == (True, TODAY)
    joining.join(
        listed.organization, listed.other_cohort, listed.seeker, Role.SEEKER, consents=True, now=LATER
    )
    assert (fresh(listed.seeker).in_cohort, fresh(listed.seeker).feedback_on) == (True, None)
    assert set(columns(listed.seeker).values()) == {(None, None, None)}
    joining.leave(joining.active(listed.seeker, Role.SEEKER, listed.other_cohort), now=LATER)
    assert not fresh(listed.seeker).in_cohort
    assert (Submission.objects.count(), Review.objects.count(), Submitted.objects.count()) == (1, 1, 2)


def test_withdrawing_and_archiving_hold_at_once_and_the_other_way_round(listed):
    assert fresh(listed.seeker).in_cohort
    joining.share(listed.place.seeker, consents=False, people=False, now=NOW)
    assert not fresh(listed.seeker).in_cohort
    joining.share(listed.place.seeker, consents=True, people=False, now=NOW)
    joining.archive(listed.cohort, by=listed.admin, now=NOW)
    assert not fresh(listed.seeker).in_cohort
    joining.reopen(listed.cohort, by=listed.admin, now=NOW)
    assert fresh(listed.seeker).in_cohort


@pytest.mark.parametrize("who", ["seeker", "classmate", "other_coach", "admin", "foreign_admin", "stranger"])
def test_nobody_but_the_coach_of_the_cohort_reads_it(listed, who):
    made = hand_in(listed.seeker)
    assert list(submissions_read_by(listed.coach)) == [made]
    assert not submissions_read_by(getattr(listed, who)).exists()


def test_the_last_round_of_each_seeker_waits_the_oldest_first(listed):
    hand_in(listed.seeker)
    other = listed.classmate
    other.target_aim = 1
    other.save(update_fields=["target_aim"])
    make_company(other, in_words="x")
    theirs = hand_in(other, now=NOW + dt.timedelta(minutes=5))
    again = hand_in(listed.seeker, now=LATER)
    assert list(waiting_for(listed.coach)) == [theirs, again]
    send(theirs, listed.coach, say_to(theirs, "Fine"))
    assert list(waiting_for(listed.coach)) == [again]


def test_what_a_coach_said_outlives_the_coach_and_nothing_outlives_the_seeker(listed):
    made = hand_in(listed.seeker)
    send(made, listed.coach, say_to(made, "Well", Globex=("rethink", "Why?")))
    listed.coach.delete()
    review = Review.objects.get()
    assert (review.coach, review.coach_name, review.words) == (None, "Coach", "Well")
    Company.objects.filter(name="Globex").delete()
    assert Submitted.objects.get(name="Globex").company is None
    listed.seeker.delete()
    assert not any(model.objects.exists() for model in (Submission, Submitted, Review, Remark))


def check(*flags):
    out = StringIO()
    try:
        call_command("check_pipeline", *flags, stdout=out)
    except SystemExit:
        return out.getvalue().splitlines()[:-1]
    return []


def test_check_pipeline_knows_what_is_derived_here_and_whose_it_is(listed):
    made = hand_in(listed.seeker)
    send(made, listed.coach, say_to(made, Globex=("rethink", "Why?")))
    assert check() == []
    globex = Company.objects.get(name="Globex")
    Company.objects.filter(pk=globex.pk).update(rethink_on=None)
    type(listed.seeker).objects.filter(pk=listed.seeker.pk).update(in_cohort=False, feedback_on=None)
    Remark.objects.filter(verdict="").update(owner=listed.stranger)
    lines = check()
    assert lines[2:] == [
        f"user {listed.seeker.pk}: in_cohort is False, should be True",
        f"user {listed.seeker.pk}: feedback_on is None, should be {TODAY}",
        f"company {globex.pk}: rethink_on is None, should be {TODAY}",
    ]
    assert all("owner is" in line for line in lines[:2])
    check("--fix")
    assert check() == []


def test_what_the_school_answers_is_handed_in_as_its_answer(listed):
    Criterion.objects.create(owner=listed.seeker, text=HIRED_ALUMNI)
    make_fact(listed.organization, "NORTHWIND Inc.", hired_alumni=True)
    made = hand_in(listed.seeker)
    found = [
        one["value"] + one["says"] for row in made.companies.order_by("position") for one in row.criteria
    ]
    assert found == ["yesHarbour Code", "unknown"]
