"""What the database itself refuses: each named constraint of contacts and conversations is broken once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from networking.contacts.models import Connection, Contact, Looked, Place
from networking.contacts.stages import Kind
from networking.conversations.models import (
    Chat,
    ChatStatus,
    Draft,
    Due,
    Hidden,
    Interaction,
    Learned,
    Merge,
    Purpose,
    Question,
    Template,
    Topic,
    TwoPeople,
)
from tests.conversations.relations import (
    community,
    event,
    important_date,
    introduction,
    met,
    opportunity,
    referral,
    tick,
    update,
)
from tests.people import NOW, TODAY, make_connection, make_contact, new_key

PROFILE = "https://www.linkedin.com/in/ada"
KEY = new_key()


def contact(seeker, **fields):
    made = make_contact(seeker)
    Contact.objects.filter(pk=made.pk).update(**fields)


def interaction(seeker, **fields):
    fields = {"kind": Kind.REPLY, "on": TODAY, "logged_at": NOW, "key": new_key()} | fields
    Interaction.objects.create(owner=seeker, contact=make_contact(seeker), **fields)


def chat(seeker, **fields):
    fields = {"starts_at": NOW, "planned_at": NOW, "key": new_key()} | fields
    Chat.objects.create(owner=seeker, contact=make_contact(seeker), **fields)


def twice(function, *args, **fields):
    function(*args, **fields)
    function(*args, **fields)


def due_twice(seeker):
    person = make_contact(seeker)
    twice(Due.objects.create, owner=seeker, contact=person, rule=3, due_on=TODAY)


def interaction_beside_its_chat(seeker):
    chat(seeker)
    interaction(seeker, kind=Kind.REPLY, chat=Chat.objects.get())


def template(seeker, **fields):
    fields = {"name": "Mine", "purpose": Purpose.OUTREACH, "body": "Hi", "changed_at": NOW} | fields
    Template.objects.create(owner=seeker, **fields)


def draft(seeker, **fields):
    fields = {"contact": make_contact(seeker), "purpose": Purpose.OUTREACH, "changed_at": NOW} | fields
    Draft.objects.create(owner=seeker, **fields)


def question(seeker, **fields):
    Question.objects.create(owner=seeker, **{"text": "Why?", "topic": Topic.ROLE} | fields)


def learned(seeker, **fields):
    if "chat" not in fields:
        chat(seeker)
        fields["chat"] = Chat.objects.get()
    Learned.objects.create(owner=seeker, **{"topic": Topic.ROLE, "text": "Go"} | fields)


def learned_twice(seeker):
    chat(seeker)
    twice(learned, seeker, chat=Chat.objects.get())


def looked(seeker, **fields):
    fields = {"contact": make_contact(seeker), "place": Place.GITHUB} | fields
    Looked.objects.create(owner=seeker, **fields)


def merged_into_themselves(seeker):
    person = make_contact(seeker)
    Merge.objects.create(owner=seeker, kept=person, gone=person, at=NOW)


def two_people(seeker, **fields):
    fields = {"contact": make_contact(seeker), "other": make_contact(seeker)} | fields
    TwoPeople.objects.create(owner=seeker, said_at=NOW, **fields)


def two_people_twice(seeker):
    contact, other = make_contact(seeker), make_contact(seeker)
    twice(two_people, seeker, contact=contact, other=other)


def two_people_of_book_twice(seeker):
    contact, connection = make_contact(seeker), make_connection(seeker)
    twice(two_people, seeker, contact=contact, other=None, connection=connection)


BREAKS = {
    "merge_of_two": merged_into_themselves,
    "two_people_once": two_people_twice,
    "two_people_once_of_book": two_people_of_book_twice,
    "two_people_are_two": lambda s: two_people(s, connection=make_connection(s)),
    "connection_once_by_profile": lambda s: twice(make_connection, s, profile_url=PROFILE, profile_key="ada"),
    "connection_once_by_line": lambda s: twice(make_connection, s, name="Ada", company="ACME"),
    "connection_has_name": lambda s: Connection.objects.filter(pk=make_connection(s).pk).update(name=""),
    "connection_profile_is_web": lambda s: make_connection(s, profile_url="javascript:alert(1)"),
    "connection_source_known": lambda s: make_connection(s, source="gossip"),
    "contact_once_per_key": lambda s: twice(make_contact, s, key=KEY),
    "contact_once_by_profile": lambda s: twice(make_contact, s, profile_url=PROFILE),
    "contact_persona_known": lambda s: contact(s, persona="boss"),
    "contact_closeness_known": lambda s: contact(s, closeness="twin"),
    "contact_stage_known": lambda s: contact(s, stage=5),
    "contact_parked_known": lambda s: contact(s, parked_reason="bored", parked_on=TODAY),
    "contact_parked_has_day": lambda s: contact(s, parked_reason="left"),
    "contact_due_has_rule": lambda s: contact(s, due_on=TODAY),
    "contact_has_name": lambda s: contact(s, name=""),
    "contact_profile_is_web": lambda s: contact(s, profile_url="ftp://example.org"),
    "chat_once_per_key": lambda s: twice(chat, s, key=KEY),
    "chat_status_known": lambda s: chat(s, status="forgotten", settled_on=TODAY, settled_at=NOW),
    "chat_medium_known": lambda s: chat(s, medium="telepathy"),
    "chat_planned_has_start": lambda s: chat(s, starts_at=None),
    "chat_settled_has_day": lambda s: chat(s, status=ChatStatus.HELD),
    "chat_settled_day_and_moment": lambda s: chat(s, status=ChatStatus.HELD, settled_on=TODAY),
    "interaction_once_per_key": lambda s: twice(interaction, s, key=KEY),
    "interaction_kind_known": lambda s: interaction(s, kind="poke"),
    "interaction_channel_known": lambda s: interaction(s, channel="pigeon"),
    "interaction_chat_is_chat": interaction_beside_its_chat,
    "interaction_parked_day": lambda s: interaction(s, parked_reason_before="left"),
    "due_once_per_rule": due_twice,
    "hidden_once_per_step": lambda s: twice(
        Hidden.objects.create, owner=s, rule=6, subject="contact:7", until=TODAY
    ),
    "looked_once_per_place": lambda s: twice(looked, s, contact=make_contact(s)),
    "looked_place_known": lambda s: looked(s, place="attic"),
    "template_once_per_name": lambda s: twice(template, s),
    "template_purpose_known": lambda s: template(s, purpose="spam"),
    "template_persona_known": lambda s: template(s, persona="boss"),
    "template_channel_known": lambda s: template(s, channel="pigeon"),
    "template_has_words": lambda s: template(s, body=""),
    "draft_purpose_known": lambda s: draft(s, purpose="spam"),
    "draft_channel_known": lambda s: draft(s, channel="pigeon"),
    "question_once_per_text": lambda s: twice(question, s),
    "question_topic_known": lambda s: question(s, topic="weather"),
    "question_persona_known": lambda s: question(s, persona="boss"),
    "question_has_text": lambda s: question(s, text=""),
    "learned_once_per_topic": learned_twice,
    "learned_topic_known": lambda s: learned(s, topic="weather"),
    "learned_has_text": lambda s: learned(s, text=""),
    "interaction_sort_known": lambda s: interaction(s, sort="gossip"),
    "opportunity_once_per_key": lambda s: twice(opportunity, s, key=KEY),
    "opportunity_found_known": lambda s: opportunity(s, found="dream"),
    "opportunity_progress_known": lambda s: opportunity(s, progress="hoped"),
    "opportunity_has_role": lambda s: opportunity(s, role=""),
    "opportunity_url_is_web": lambda s: opportunity(s, url="javascript:alert(1)"),
    "referral_once_per_key": lambda s: twice(referral, s, key=KEY),
    "referral_once_per_person": lambda s: twice(
        referral, s, contact=make_contact(s), opportunity=opportunity(s)
    ),
    "referral_outcome_known": lambda s: referral(s, outcome="maybe", outcome_on=TODAY, outcome_at=NOW),
    "referral_outcome_day_and_moment": lambda s: referral(s, outcome="yes", outcome_on=TODAY),
    "referral_outcome_has_day": lambda s: referral(s, outcome="yes"),
    "referral_resume_is_web": lambda s: referral(s, resume_url="ftp://example.org"),
    "introduction_once_per_key": lambda s: twice(introduction, s, key=KEY),
    "introduction_once_per_pair": lambda s: twice(
        introduction, s, introducer=make_contact(s), introduced=make_contact(s)
    ),
    "introduction_outcome_known": lambda s: introduction(
        s, outcome="maybe", outcome_on=TODAY, outcome_at=NOW
    ),
    "introduction_outcome_day_and_moment": lambda s: introduction(s, outcome="no", outcome_on=TODAY),
    "introduction_outcome_has_day": lambda s: introduction(s, outcome="no"),
    "date_once": lambda s: twice(important_date, s, contact=make_contact(s)),
    "date_has_label": lambda s: important_date(s, label=""),
    "date_month_known": lambda s: important_date(s, month=13),
    "date_day_known": lambda s: important_date(s, day=32),
    "update_once_per_opportunity": lambda s: twice(
        update, s, contact=make_contact(s), opportunity=opportunity(s)
    ),
    "update_once_per_referral": lambda s: twice(update, s, contact=make_contact(s), referral=referral(s)),
    "update_once_per_introduction": lambda s: twice(
        update, s, contact=make_contact(s), introduction=introduction(s)
    ),
    "update_about_one_thing": lambda s: update(s, opportunity=opportunity(s), referral=referral(s)),
    "tick_once_per_item": lambda s: twice(tick, s),
    "event_once_per_key": lambda s: twice(event, s, key=KEY),
    "event_once_per_uid": lambda s: twice(event, s, uid="1@example.org"),
    "event_kind_known": lambda s: event(s, kind="party"),
    "event_attendance_known": lambda s: event(s, attendance="asleep"),
    "event_has_name": lambda s: event(s, name=""),
    "event_ends_after_start": lambda s: event(s, ends_at=NOW - dt.timedelta(minutes=1)),
    "event_url_is_web": lambda s: event(s, url="ftp://example.org"),
    "community_once_per_key": lambda s: twice(community, s, key=KEY),
    "community_kind_known": lambda s: community(s, kind="cult"),
    "community_has_name": lambda s: community(s, name=""),
    "community_url_is_web": lambda s: community(s, url="ftp://example.org"),
    "met_once_per_key": lambda s: twice(met, s, key=KEY, event=event(s)),
    "met_once_at_event": lambda s: twice(met, s, contact=make_contact(s), event=event(s)),
    "met_once_in_community": lambda s: twice(met, s, contact=make_contact(s), community=community(s)),
    "met_at_one_place": lambda s: met(s, event=event(s), community=community(s)),
}


def columns_of(name):
    """SQLite names the columns of a broken unique index, not the index."""
    for label in ("contacts", "conversations"):
        for model in apps.get_app_config(label).get_models():
            for it in model._meta.constraints:
                if it.name == name:
                    return [model._meta.get_field(field).column for field in getattr(it, "fields", ())]
    raise LookupError(name)


def test_every_constraint_is_broken_here_once():
    named = {
        constraint.name
        for label in ("contacts", "conversations")
        for model in apps.get_app_config(label).get_models()
        for constraint in model._meta.constraints
    }
    assert set(BREAKS) == named


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses(name, seeker):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        BREAKS[name](seeker)
    words, columns = str(refused.value), columns_of(name)
    assert name in words or (columns and all(f".{column}" in words for column in columns))


def test_a_chat_interaction_needs_its_chat(seeker):
    with pytest.raises(IntegrityError), transaction.atomic():
        interaction(seeker, kind=Kind.CHAT)


def test_a_removed_person_leaves_the_profile_free(seeker):
    make_contact(seeker, profile_url=PROFILE, removed_at=NOW)
    make_contact(seeker, profile_url=PROFILE)
