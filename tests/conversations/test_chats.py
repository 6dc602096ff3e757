"""Chats: planned, moved, and how they went; a held one has exactly one interaction."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from networking.contacts.models import Contact
from networking.contacts.stages import Kind, Stage
from networking.conversations import writer
from networking.conversations.models import Chat, ChatStatus, Interaction, Learned, Topic
from tests.people import NOW, TODAY, make_company, make_contact, new_key

DAY = dt.timedelta(1)
TOMORROW = NOW + DAY


@pytest.fixture
def person(seeker):
    return make_contact(seeker, make_company(seeker))


def plan(person, starts_at=TOMORROW, **fields):
    details = {"minutes": 30, "medium": "video", "place": "", "questions": "", "now": NOW}
    return writer.plan_chat(person, starts_at=starts_at, **{**details, **fields})


def dues(person):
    return dict(person.dues.values_list("rule", "due_on"))


def live(seeker):
    """The chats and the interactions of kind chat that are not removed, as (status, day) and day."""
    chats = Chat.objects.owned_by(seeker).order_by("pk").values_list("status", "settled_on")
    return list(chats), list(
        Interaction.objects.owned_by(seeker).filter(kind=Kind.CHAT).values_list("on", flat=True)
    )


HELD = ([(ChatStatus.HELD, TODAY)], [TODAY])
NONE = ([], [])


def test_the_same_key_plans_one_chat(person):
    key = new_key()
    assert plan(person, key=key) == plan(person, key=key)


def test_a_planned_chat_silences_the_follow_up_until_it_is_cancelled(person):
    writer.log(person, Kind.OUTREACH, on=TODAY, now=NOW)
    chat = plan(person)
    assert dues(person) == {}
    writer.cancel_chat(chat, now=TOMORROW)
    assert dues(person) == {4: TODAY + DAY, 6: TODAY + 7 * DAY}


def test_a_reply_newer_than_the_plan_waits_until_the_chat_is_moved(person):
    chat = plan(person)
    writer.log(person, Kind.REPLY, on=TODAY, now=NOW + dt.timedelta(hours=1))
    assert dues(person) == {4: TODAY}
    writer.move_chat(
        chat, starts_at=TOMORROW, minutes=45, medium="phone", place="", now=NOW + dt.timedelta(hours=2)
    )
    assert dues(person) == {}
    assert (chat.minutes, chat.medium, chat.status) == (45, "phone", ChatStatus.PLANNED)


def test_holding_writes_one_interaction_on_the_planned_day(seeker, person):
    chat = plan(person)
    later = NOW + 5 * DAY
    first = writer.hold_chat(chat, now=later, note="kind")
    assert writer.hold_chat(chat, now=later) == first
    assert live(seeker) == ([(ChatStatus.HELD, TODAY + DAY)], [TODAY + DAY])
    assert (first.note, first.company_id, person.interactions.count()) == ("kind", person.company_id, 1)
    assert dues(person) == {3: TODAY + 2 * DAY}


def test_a_chat_held_before_its_day_was_held_today(seeker, person):
    writer.hold_chat(plan(person), now=NOW)
    assert live(seeker) == HELD


def test_no_chat_was_held_on_a_day_to_come(seeker, person):
    with pytest.raises(ValidationError):
        writer.hold_chat(plan(person), now=NOW, on=TODAY + DAY)
    assert live(seeker) == ([(ChatStatus.PLANNED, None)], [])


@pytest.mark.parametrize("settle", [writer.miss_chat, writer.cancel_chat])
def test_a_missed_or_cancelled_chat_asks_for_a_new_time_that_day(person, settle):
    chat = plan(person)
    settle(chat, now=NOW + 2 * DAY)
    settle(chat, now=NOW + 4 * DAY)
    assert dues(person) == {4: TODAY + 2 * DAY}
    writer.no_answer_needed(person, now=NOW + 4 * DAY)
    assert dues(person) == {}


def test_another_one_that_falls_through_asks_again(person):
    writer.cancel_chat(plan(person), now=NOW)
    writer.no_answer_needed(person, now=NOW)
    writer.cancel_chat(plan(person, now=NOW + DAY), now=NOW + DAY)
    assert dues(person) == {4: TODAY + DAY}


def test_a_chat_that_was_called_missed_can_be_held_or_moved(seeker, person):
    missed, cancelled = plan(person), plan(person)
    writer.hold_chat(writer.miss_chat(missed, now=NOW), now=NOW)
    writer.move_chat(
        writer.cancel_chat(cancelled, now=NOW),
        starts_at=TOMORROW,
        minutes=30,
        medium="video",
        place="",
        now=NOW,
    )
    assert live(seeker) == ([(ChatStatus.HELD, TODAY), (ChatStatus.PLANNED, None)], [TODAY])


@pytest.mark.parametrize("act", [writer.miss_chat, writer.cancel_chat])
def test_a_held_chat_stays_held(seeker, person, act):
    chat = plan(person)
    writer.hold_chat(chat, now=NOW)
    act(chat, now=NOW)
    assert live(seeker) == HELD


def test_unsettling_plans_it_again_and_holding_it_again_keeps_one_interaction(seeker, person):
    chat = plan(person)
    writer.hold_chat(chat, now=NOW)
    writer.unsettle_chat(chat, now=NOW)
    assert live(seeker) == ([(ChatStatus.PLANNED, None)], [])
    writer.hold_chat(chat, now=NOW)
    assert (live(seeker), Interaction.objects.count()) == (HELD, 1)


@pytest.mark.parametrize("remove_by", ["chat", "interaction"])
@pytest.mark.parametrize("restore_by", ["chat", "interaction"])
@pytest.mark.parametrize("is_planned", [True, False])
def test_removing_either_removes_both_and_restoring_either_brings_both(
    seeker, person, remove_by, restore_by, is_planned
):
    if is_planned:
        interaction = writer.hold_chat(plan(person), now=NOW)
    else:
        interaction = writer.log(person, Kind.CHAT, on=TODAY, now=NOW)
    acts = {
        "chat": (writer.remove_chat, writer.restore_chat, interaction.chat),
        "interaction": (writer.remove, writer.restore, interaction),
    }
    remove, _, row = acts[remove_by]
    remove(row, now=NOW)
    remove(row, now=NOW)
    assert (live(seeker), Contact.objects.get().stage) == (NONE, Stage.TO_CONTACT)
    _, restore, row = acts[restore_by]
    restore(row, now=NOW)
    restore(row, now=NOW)
    assert (live(seeker), Contact.objects.get().stage) == (HELD, Stage.CHATTED)


def test_a_corrected_day_is_the_day_of_the_chat(seeker, person):
    interaction = writer.log(person, Kind.CHAT, on=TODAY, now=NOW)
    writer.correct(interaction, now=NOW, on=TODAY - DAY)
    assert live(seeker) == ([(ChatStatus.HELD, TODAY - DAY)], [TODAY - DAY])


def test_corrected_to_a_chat_it_has_one_and_corrected_back_it_has_none(seeker, person):
    interaction = writer.log(person, Kind.REPLY, on=TODAY, now=NOW)
    writer.correct(interaction, now=NOW, kind=Kind.CHAT)
    assert live(seeker) == HELD
    chat = interaction.chat
    writer.correct(interaction, now=NOW, kind=Kind.REPLY)
    assert live(seeker) == NONE
    writer.restore_chat(chat, now=NOW)
    assert live(seeker) == HELD


def test_a_planned_chat_that_was_not_held_after_all_is_planned_again(seeker, person):
    interaction = writer.hold_chat(plan(person), now=NOW)
    writer.correct(interaction, now=NOW, kind=Kind.MESSAGE)
    assert live(seeker) == ([(ChatStatus.PLANNED, None)], [])


def test_removing_a_planned_chat_ends_its_silence(person):
    writer.log(person, Kind.OUTREACH, on=TODAY, now=NOW)
    chat = plan(person)
    writer.remove_chat(chat, now=NOW)
    assert dues(person) == {6: TODAY + 7 * DAY}
    writer.restore_chat(chat, now=NOW)
    assert dues(person) == {}


def test_questions_are_kept(person):
    chat = plan(person)
    writer.write_questions(chat, "What is a day like?")
    assert Chat.objects.get().questions == "What is a day like?"


def test_what_was_learned_is_kept_by_topic_and_an_empty_text_takes_it_back(seeker):
    person = make_contact(seeker, make_company(seeker))
    chat = writer.log(person, Kind.CHAT, on=TODAY, now=NOW).chat
    writer.write_learned(chat, {Topic.ROLE: "Go and patience", Topic.CULTURE: " kind "})
    writer.write_learned(chat, {Topic.ROLE: "Go", Topic.CULTURE: " "})
    kept = Learned.objects.values_list("topic", "text", "company", "owner")
    assert list(kept) == [(Topic.ROLE, "Go", person.company_id, seeker.pk)]


def test_each_change_of_the_appointment_turns_the_sequence_of_the_calendar(seeker):
    person = make_contact(seeker)
    chat = plan(person)
    sequences = [chat.sequence]
    for act in (writer.cancel_chat, writer.unsettle_chat):
        act(chat, now=NOW)
        sequences.append(chat.sequence)
    assert sequences == [0, 1, 2]
