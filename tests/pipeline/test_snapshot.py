"""What is loaded for the rules: everything they ask about, nobody else's, in a fixed number of queries."""

from __future__ import annotations

import datetime as dt

import pytest

from networking.companies.models import Company, Standing
from networking.contacts.models import Closeness, Contact
from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.conversations.channels import ways
from networking.conversations.models import Channel, ChatStatus, Hidden, Medium
from networking.pipeline.next_steps import can_write, next_steps
from networking.pipeline.snapshot import DueRow, Lists, load_snapshot
from tests.conversations import relations
from tests.people import NOW, TODAY, make_company, make_connection, make_contact
from tests.pipeline.snapshots import days

QUERIES = 4  # targets, people, what is hidden, what is counted


def log(contact, kind, ago=0, **more):
    return writer.log(contact, kind, on=TODAY - days(ago), now=NOW - days(ago), **more)


def plan(contact, starts_at, **more):
    return writer.plan_chat(
        contact, starts_at=starts_at, minutes=30, medium=Medium.VIDEO, place="", questions="", now=NOW, **more
    )


def load(user):
    return load_snapshot(user, now=NOW)


def fill(owner, number):
    """Companies with people at every rule, a backlog, a network and something hidden."""
    for _ in range(number):
        target = make_company(owner, in_words="maps")
        make_company(owner)
        make_company(owner, standing=Standing.BACKLOG)
        known = make_company(owner, standing=Standing.NETWORK)
        make_contact(owner, target, email="a@example.org")
        for kind in (Kind.OUTREACH, Kind.REPLY, Kind.CHAT, Kind.DECLINED):
            log(make_contact(owner, target), kind, 20)
        log(make_contact(owner, known, closeness=Closeness.CLOSE), Kind.TOUCH, 100)
        plan(make_contact(owner, known), NOW - days(1))
        hidden = make_contact(owner, target)
        Hidden.objects.create(owner=owner, rule=7, subject=f"contact:{hidden.pk}", until=TODAY + days(3))


@pytest.mark.parametrize("number", [1, 3])
def test_one_company_and_three_take_the_same_queries(seeker, django_assert_num_queries, number):
    fill(seeker, number)
    with django_assert_num_queries(QUERIES):
        steps = next_steps(seeker, now=NOW)
    assert len(steps) > 8 * number


def test_an_empty_account_and_a_calm_one_take_no_more(seeker, django_assert_num_queries):
    with django_assert_num_queries(QUERIES):
        assert [step.rule for step in next_steps(seeker, now=NOW)] == [9]
    seeker.target_aim = 0
    with django_assert_num_queries(QUERIES):
        assert [step.rule for step in next_steps(seeker, now=NOW)] == [14]


def test_of_a_large_network_only_those_with_something_due_are_loaded(seeker):
    known = make_company(seeker, standing=Standing.NETWORK)
    for ago in (1, 2, 3):
        log(make_contact(seeker, known), Kind.TOUCH, ago)
    waiting = make_contact(seeker, known, closeness=Closeness.CLOSE)
    log(waiting, Kind.TOUCH, 91)
    assert [(p.pk, p.dues) for p in load(seeker).people] == [(waiting.pk, (DueRow(12, TODAY - days(1)),))]


def test_of_what_comes_later_elsewhere_only_the_next_is_loaded(seeker):
    known = make_company(seeker, standing=Standing.NETWORK)
    people = [make_contact(seeker, known, closeness=Closeness.CLOSE) for _ in range(3)]
    for ago, contact in zip((5, 30, 10), people, strict=True):
        log(contact, Kind.TOUCH, ago)
    assert [(p.pk, p.dues) for p in load(seeker).people] == [(people[1].pk, (DueRow(12, TODAY + days(60)),))]


def test_two_things_due_and_two_chats_make_one_person(seeker):
    contact = make_contact(seeker)
    log(contact, Kind.CHAT, 9)
    log(contact, Kind.REPLY, 8)
    chats = [plan(contact, NOW + days(2)), plan(contact, NOW + days(1))]
    writer.log(contact, Kind.REPLY, on=TODAY, now=NOW + dt.timedelta(minutes=1))
    (person,) = load(seeker).people
    assert person.dues == (DueRow(3, TODAY - days(8), TODAY - days(9)), DueRow(4, TODAY, None, Kind.REPLY))
    assert [chat.pk for chat in person.chats] == [chats[1].pk, chats[0].pk]


@pytest.mark.parametrize("status", [ChatStatus.CANCELLED, ChatStatus.MISSED])
def test_a_chat_that_fell_through_is_no_reply(seeker, status):
    contact = make_contact(seeker)
    chat = plan(contact, NOW - days(1))
    (writer.cancel_chat if status == ChatStatus.CANCELLED else writer.miss_chat)(chat, now=NOW)
    (person,) = load(seeker).people
    assert (person.dues[0].rule, person.dues[0].answer_to, person.chats) == (4, None, ())


def test_nothing_removed_and_nobody_elses_is_loaded(seeker, stranger):
    for owner in (stranger, seeker):
        fill(owner, 1)
    targets = Company.objects.owned_by(seeker).targets()
    people = Contact.objects.owned_by(seeker)
    assert {company.pk for company in load(seeker).companies} == {company.pk for company in targets}
    assert {person.pk for person in load(seeker).people} == {contact.pk for contact in people}
    for contact in people:
        writer.remove_contact(contact, now=NOW)
    assert load(seeker).people == []
    for company in targets:
        writer.remove_company(company, now=NOW)
    assert load(seeker).companies == []
    assert len(load(stranger).companies) == 2


def test_companies_are_counted_real_and_sample_and_in_the_backlog(seeker, stranger):
    make_company(stranger)
    for standing in Standing:
        make_company(seeker, standing=standing)
    make_company(seeker, standing=Standing.BACKLOG, is_sample=True)
    make_company(seeker, standing=Standing.BACKLOG, removed_at=NOW)
    assert load(seeker).lists == Lists(real=4, real_backlog=1, sample=1)


def test_connections_who_are_contacts_already_are_not_counted_again(seeker):
    company = make_company(seeker, "Kestrel Maps")
    make_connection(seeker, "Ada", "Kestrel Maps")
    make_connection(seeker, "Mei", "kestrel maps")
    make_contact(seeker, company, connection=make_connection(seeker, "Ade", "Kestrel Maps"))
    assert load(seeker).companies[0].connections == 2


def test_a_connection_whose_contact_was_removed_is_counted_again(seeker):
    company = make_company(seeker, "Kestrel Maps")
    contact = make_contact(seeker, company, connection=make_connection(seeker, "Ade", "Kestrel Maps"))
    assert load(seeker).companies[0].connections == 0
    writer.remove_contact(contact, now=NOW)
    assert load(seeker).companies[0].connections == 1


# --- What is used up


NOTES = [  # day, channel, whether it is sample, whether it counts
    (TODAY, Channel.LINKEDIN_NOTE, False, True),
    (dt.date(2026, 11, 1), Channel.LINKEDIN_NOTE, False, True),
    (dt.date(2026, 10, 31), Channel.LINKEDIN_NOTE, False, False),
    (TODAY, Channel.LINKEDIN, False, False),
    (TODAY, Channel.LINKEDIN_NOTE, True, False),
]


@pytest.mark.parametrize(("on", "channel", "is_sample", "counts"), NOTES)
def test_the_notes_of_this_month_are_counted(seeker, on, channel, is_sample, counts):
    contact = make_contact(seeker, is_sample=is_sample)
    writer.log(contact, Kind.OUTREACH, on=on, now=NOW, channel=channel)
    assert load(seeker).notes_used == int(counts)


def test_an_answer_to_a_note_uses_up_none(seeker):
    log(make_contact(seeker), Kind.REPLY, channel=Channel.LINKEDIN_NOTE)
    assert load(seeker).notes_used == 0


def test_a_note_that_was_logged_by_mistake_is_not_used_up(seeker):
    note = log(make_contact(seeker), Kind.OUTREACH, channel=Channel.LINKEDIN_NOTE)
    assert load(seeker).notes_used == 1
    writer.remove(note, now=NOW)
    assert load(seeker).notes_used == 0


HISTORIES = [  # (kind, days ago) in the order of logging; whether the person is new today
    ([(Kind.OUTREACH, 0)], True),
    ([(Kind.MESSAGE, 0)], True),
    ([(Kind.OUTREACH, 0), (Kind.MESSAGE, 0)], True),
    ([(Kind.OUTREACH, 0), (Kind.REPLY, 0)], True),
    ([(Kind.OUTREACH, 1)], False),
    ([(Kind.OUTREACH, 1), (Kind.FOLLOW_UP, 0)], False),
    ([(Kind.REPLY, 0), (Kind.MESSAGE, 0)], False),
    ([(Kind.REPLY, 3), (Kind.MESSAGE, 0)], False),
    ([(Kind.CHAT, 0), (Kind.MESSAGE, 0)], False),
    ([(Kind.TOUCH, 9), (Kind.OUTREACH, 0)], True),
    ([(Kind.TOUCH, 0)], False),
    ([(Kind.REPLY, 0)], False),
]


@pytest.mark.parametrize(("history", "is_new"), HISTORIES)
def test_new_people_are_those_whose_first_message_of_mine_is_of_today(seeker, history, is_new):
    contact = make_contact(seeker)
    for kind, ago in history:
        log(contact, kind, ago)
    assert load(seeker).new_people_today == int(is_new)


@pytest.mark.parametrize("where", ["event", "community"])
def test_who_was_met_at_an_event_is_no_new_person(seeker, where):
    met = make_contact(seeker)
    relations.met(seeker, contact=met, **{where: getattr(relations, where)(seeker)})
    writer.log(met, Kind.OUTREACH, on=TODAY, now=NOW)
    assert load(seeker).new_people_today == (0 if where == "event" else 1)


def test_the_cap_ends_first_messages_for_today(seeker):
    target = make_company(seeker, in_words="maps", that_is_all=True)
    seeker.new_people_a_day = 2
    people = [make_contact(seeker, target, email="a@example.org") for _ in range(4)]
    offered = []
    for contact in people[:3]:
        offered.append(sum(step.rule == 7 for step in next_steps(seeker, now=NOW)))
        log(contact, Kind.OUTREACH)
    assert offered == [4, 3, 0]
    tomorrow = [step.rule for step in next_steps(seeker, now=NOW + days(1))]
    assert 7 in tomorrow


# --- Channels


WAYS = [
    {},
    {"email": "a@example.org"},
    {"phone": "+49 30 1234"},
    {"alumni_channel": "#alumni"},
    {"profile_url": "https://www.linkedin.com/in/a"},
    {"profile_url": "https://www.linkedin.com/in/a", "is_linkedin_friend": True},
    {"is_linkedin_friend": True},
]


@pytest.mark.parametrize("fields", WAYS)
@pytest.mark.parametrize("used", [0, 5])
def test_the_rule_and_the_page_of_a_person_agree_on_who_can_be_written_to(seeker, fields, used):
    target = make_company(seeker, in_words="maps")
    contact = make_contact(seeker, target, **fields)
    (person,) = load(seeker).people
    is_open = any(
        way.is_open for way in ways(contact, seeker, notes_used=used, introducer="", introducer_url="")
    )
    assert can_write(person, load(seeker)._replace(notes_used=used)) == is_open


def test_who_was_removed_cannot_introduce_anybody(seeker):
    target = make_company(seeker, in_words="maps", that_is_all=True)
    mei = make_contact(seeker, name="Mei")
    make_contact(seeker, target, introducer=mei)
    assert [person.has_introducer for person in load(seeker).people] == [True]
    writer.remove_contact(mei, now=NOW)
    assert [person.has_introducer for person in load(seeker).people] == [False]
