"""Logging, correcting, removing and restoring."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from networking.contacts.stages import Kind, Stage
from networking.conversations import writer
from networking.conversations.models import Chat, ChatStatus, Interaction
from tests.people import NOW, TODAY, make_company, make_contact, new_key


def test_logging_moves_the_stage_and_sets_the_next_due_date(seeker):
    contact = make_contact(seeker, make_company(seeker))
    writer.log(contact, Kind.OUTREACH, on=TODAY, now=NOW)
    assert (contact.stage, contact.due_on, contact.due_rule) == (1, TODAY + dt.timedelta(7), 6)
    assert list(contact.dues.values_list("rule", "due_on")) == [(6, TODAY + dt.timedelta(7))]


def test_the_same_key_twice_adds_one_and_gives_the_first_back(seeker):
    contact, key = make_contact(seeker), new_key()
    first = writer.log(contact, Kind.REPLY, on=TODAY, now=NOW, key=key)
    assert writer.log(contact, Kind.REPLY, on=TODAY, now=NOW, key=key) == first
    assert Interaction.objects.count() == 1


def test_a_day_to_come_is_refused_in_the_zone_of_the_seeker(seeker):
    contact = make_contact(seeker)
    with pytest.raises(ValidationError, match="not come yet"):
        writer.log(contact, Kind.REPLY, on=TODAY + dt.timedelta(1), now=NOW)
    seeker.time_zone = "Pacific/Kiritimati"
    seeker.save()
    writer.log(contact, Kind.REPLY, on=TODAY + dt.timedelta(1), now=NOW)
    assert contact.stage == Stage.REPLIED


def test_an_interaction_remembers_the_company_of_its_day_of_logging(seeker):
    old, new = make_company(seeker), make_company(seeker)
    contact = make_contact(seeker, old)
    interaction = writer.log(contact, Kind.OUTREACH, on=TODAY, now=NOW)
    writer.change_job(contact, new, "Lead", until=TODAY, now=NOW)
    interaction.refresh_from_db()
    assert (interaction.company, contact.company) == (old, new)


def test_logging_a_chat_makes_one_held_chat_and_correcting_it_away_removes_it(seeker):
    contact = make_contact(seeker)
    interaction = writer.log(contact, Kind.CHAT, on=TODAY, now=NOW)
    chat = Chat.objects.get()
    assert (chat.status, chat.settled_on, chat.interaction) == (ChatStatus.HELD, TODAY, interaction)
    writer.correct(interaction, now=NOW, kind=Kind.REPLY)
    assert not Chat.objects.owned_by(seeker).exists()
    contact.refresh_from_db()
    assert contact.stage == Stage.REPLIED


def test_what_was_sent_keeps_its_words_and_its_template(seeker):
    contact = make_contact(seeker, make_company(seeker))
    sent = writer.Sent("Hello", "Hi Ada", "starter:outreach-developer", "Curious about the work")
    writer.log(contact, Kind.OUTREACH, on=TODAY, now=NOW, channel="email", sent=sent)
    kept = Interaction.objects.values_list("subject", "text", "template_key", "template_name")
    assert list(kept) == [tuple(sent)]
