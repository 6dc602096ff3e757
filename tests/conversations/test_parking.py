"""Who is out of the pipeline, what reopens, and what removing or correcting gives back."""

from __future__ import annotations

import datetime as dt

import pytest

from networking.contacts.models import Contact
from networking.contacts.stages import EFFECTS, Kind, Parked, Whose
from networking.conversations import writer
from tests.people import NOW, TODAY, make_company, make_contact

EARLIER = TODAY - dt.timedelta(9)
MINE = [kind for kind in Kind if EFFECTS[kind].whose == Whose.MINE]
REOPENING = [kind for kind in Kind if EFFECTS[kind].whose != Whose.MINE and kind != Kind.DECLINED]
OPEN = ("", None)


def log(contact, kind, on=TODAY):
    return writer.log(contact, kind, on=on, now=NOW)


def parking(contact):
    contact = Contact.objects.get(pk=contact.pk)
    return (contact.parked_reason, contact.parked_on)


@pytest.fixture
def person(seeker):
    return make_contact(seeker, make_company(seeker))


@pytest.fixture
def parked(person):
    return writer.park(person, Parked.NO_ANSWER, now=NOW)


def test_parking_takes_the_day_and_asking_twice_changes_nothing(person):
    writer.park(person, Parked.NOT_NOW, now=NOW)
    version = person.version
    writer.park(person, Parked.NOT_NOW, now=NOW + dt.timedelta(3))
    assert (parking(person), person.version) == ((Parked.NOT_NOW, TODAY), version)
    writer.reopen(person, now=NOW)
    writer.reopen(person, now=NOW)
    assert (parking(person), person.version) == (OPEN, version + 1)


def test_parking_hides_the_follow_up_and_reopening_brings_it_back(person):
    log(person, Kind.OUTREACH, EARLIER)
    writer.park(person, Parked.NOT_NOW, now=NOW)
    assert list(person.dues.all()) == []
    writer.reopen(person, now=NOW)
    assert list(person.dues.values_list("rule", "due_on")) == [(6, EARLIER + dt.timedelta(7))]


def test_a_decline_parks_by_itself_on_its_day(person):
    log(person, Kind.DECLINED, EARLIER)
    assert parking(person) == (Parked.DECLINED, EARLIER)


@pytest.mark.parametrize("kind", REOPENING)
def test_anything_of_theirs_or_a_chat_reopens_whatever_its_date(parked, kind):
    log(parked, kind, EARLIER)
    assert parking(parked) == OPEN


@pytest.mark.parametrize("kind", MINE)
def test_nothing_of_mine_reopens(parked, kind):
    log(parked, kind)
    assert parking(parked) == (Parked.NO_ANSWER, TODAY)


def test_holding_a_planned_chat_reopens_too(parked):
    chat = writer.plan_chat(
        parked, starts_at=NOW, minutes=30, medium="video", place="", questions="", now=NOW
    )
    assert parking(parked) == (Parked.NO_ANSWER, TODAY)
    writer.hold_chat(chat, now=NOW)
    assert parking(parked) == OPEN


def test_removing_what_parked_reopens_and_restoring_parks_again(person):
    declined = log(person, Kind.DECLINED, EARLIER)
    writer.remove(declined, now=NOW)
    assert parking(person) == OPEN
    writer.restore(declined, now=NOW)
    assert parking(person) == (Parked.DECLINED, EARLIER)


def test_removing_what_reopened_parks_and_restoring_reopens(parked):
    reply = log(parked, Kind.REPLY)
    writer.remove(reply, now=NOW)
    assert parking(parked) == (Parked.NO_ANSWER, TODAY)
    writer.restore(reply, now=NOW)
    assert parking(parked) == OPEN


def test_a_decline_over_another_parking_gives_that_one_back(parked):
    declined = log(parked, Kind.DECLINED, EARLIER)
    assert parking(parked) == (Parked.DECLINED, EARLIER)
    writer.remove(declined, now=NOW)
    assert parking(parked) == (Parked.NO_ANSWER, TODAY)


@pytest.mark.parametrize("undo", [writer.remove, lambda it, now: writer.correct(it, now=now, kind="touch")])
def test_parking_that_was_changed_since_is_left_alone(parked, undo):
    reply = log(parked, Kind.REPLY)
    writer.park(parked, Parked.LEFT, now=NOW)
    undo(reply, now=NOW)
    assert parking(parked) == (Parked.LEFT, TODAY)


def test_restoring_leaves_parking_alone_that_was_changed_since(person):
    declined = log(person, Kind.DECLINED)
    writer.remove(declined, now=NOW)
    writer.park(person, Parked.LEFT, now=NOW)
    writer.restore(declined, now=NOW)
    assert parking(person) == (Parked.LEFT, TODAY)


def test_parking_again_for_the_same_reason_is_a_change(parked):
    reply = log(parked, Kind.REPLY)
    writer.park(parked, Parked.NO_ANSWER, now=NOW + dt.timedelta(2))
    writer.remove(reply, now=NOW)
    assert parking(parked) == (Parked.NO_ANSWER, TODAY + dt.timedelta(2))


@pytest.mark.parametrize(
    ("logged", "corrected", "expected"),
    [
        (Kind.REPLY, Kind.TOUCH, (Parked.NO_ANSWER, TODAY)),
        (Kind.REPLY, Kind.CHAT, OPEN),
        (Kind.REPLY, Kind.DECLINED, (Parked.DECLINED, TODAY)),
        (Kind.DECLINED, Kind.REPLY, OPEN),
        (Kind.DECLINED, Kind.MESSAGE, (Parked.NO_ANSWER, TODAY)),
        (Kind.TOUCH, Kind.REPLY, OPEN),
        (Kind.TOUCH, Kind.DECLINED, (Parked.DECLINED, TODAY)),
        (Kind.CHAT, Kind.MESSAGE, (Parked.NO_ANSWER, TODAY)),
    ],
)
def test_a_corrected_kind_has_its_own_effect(parked, logged, corrected, expected):
    interaction = log(parked, logged)
    writer.correct(interaction, now=NOW, kind=corrected)
    assert parking(parked) == expected
    writer.remove(interaction, now=NOW)
    assert parking(parked) == (Parked.NO_ANSWER, TODAY)
    writer.restore(interaction, now=NOW)
    assert parking(parked) == expected


def test_what_was_said_before_parking_reopens_nothing_when_corrected(person):
    touch = log(person, Kind.TOUCH)
    writer.park(person, Parked.NOT_NOW, now=NOW)
    writer.correct(touch, now=NOW, kind=Kind.REPLY)
    assert parking(person) == (Parked.NOT_NOW, TODAY)


def test_a_corrected_day_of_a_decline_moves_the_parking(person):
    declined = log(person, Kind.DECLINED)
    writer.correct(declined, now=NOW, on=EARLIER)
    assert parking(person) == (Parked.DECLINED, EARLIER)


def test_a_corrected_note_changes_no_parking(person):
    declined = log(person, Kind.DECLINED)
    mark = Contact.objects.get(pk=person.pk).parking_mark
    writer.correct(declined, now=NOW, note="not hiring")
    assert Contact.objects.get(pk=person.pk).parking_mark == mark


def test_a_decline_that_was_corrected_later_gives_back_on_restoring_what_it_took(person):
    """It parked; an introduction reopened; then both were corrected to something else."""
    declined, introduced = log(person, Kind.DECLINED), log(person, Kind.INTRODUCTION)
    writer.correct(declined, now=NOW, kind=Kind.TOUCH)
    writer.correct(introduced, now=NOW, kind=Kind.MESSAGE)
    before = parking(person)
    writer.remove(declined, now=NOW)
    assert parking(person) == OPEN
    writer.restore(declined, now=NOW)
    assert parking(person) == before == (Parked.DECLINED, TODAY)
