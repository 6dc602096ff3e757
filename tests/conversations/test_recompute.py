"""What is due follows the settings; many contacts cost as few queries as one; acts do not lose each other."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from networking.accounts.models import User
from networking.companies.models import Standing
from networking.contacts.models import Contact
from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.conversations.clocks import Clocks
from networking.conversations.models import Due, Interaction
from networking.conversations.writer import derived
from networking.conversations.writer.interactions import insert, new_interaction
from tests.people import NOW, TODAY, make_company, make_contact, new_key

WEEK = dt.timedelta(7)


def outreach(person, **fields):
    return writer.log(person, Kind.OUTREACH, on=TODAY, now=NOW, **fields)


def test_a_changed_clock_recomputes_only_this_seeker(seeker, stranger):
    mine, theirs = (make_contact(owner, make_company(owner)) for owner in (seeker, stranger))
    outreach(mine)
    outreach(theirs)
    seeker.change_settings(follow_up_days=3)
    assert dict(Due.objects.values_list("contact", "due_on")) == {
        mine.pk: TODAY + dt.timedelta(3),
        theirs.pk: TODAY + WEEK,
    }
    before = mine.company.revision
    mine.refresh_from_db()
    assert (mine.due_on, mine.company.revision > before) == (TODAY + dt.timedelta(3), True)


def test_other_settings_recompute_nothing(seeker, monkeypatch):
    monkeypatch.setattr("networking.conversations.writer.recompute_all", pytest.fail)
    seeker.change_settings(target_aim=3, follow_up_days=7)
    assert User.objects.get().target_aim == 3


def test_the_settings_that_decide_dues_are_the_clocks_and_the_zone():
    assert {*Clocks._fields, "time_zone"} == User.DECIDES_DUES


def people_with_history(seeker, number):
    company = make_company(seeker)
    people = [make_contact(seeker, company) for _ in range(number)]
    for person in people:
        outreach(person)
    Contact.objects.update(stage=0, due_on=None, due_rule=None)
    Due.objects.update(rule=13)
    return [person.pk for person in people]


@pytest.mark.parametrize("number", [1, 3])
def test_recomputing_costs_the_same_for_one_and_for_three(seeker, number):
    people = people_with_history(seeker, number)
    with CaptureQueriesContext(connection) as queries:
        writer.recompute(people)
    locks = connection.features.has_select_for_update
    assert (
        len([q for q in queries if "SAVEPOINT" not in q["sql"]]) == 12 + 2 * locks
    )  # the contacts, then the numbers
    assert set(Contact.objects.values_list("stage", "due_on", "due_rule")) == {(1, TODAY + WEEK, 6)}
    assert list(Due.objects.values_list("rule", "due_on")) == [(6, TODAY + WEEK)] * number


@pytest.mark.parametrize("number", [1, 3])
def test_logging_costs_the_same_after_one_and_after_three(seeker, number):
    person = make_contact(seeker, make_company(seeker))
    for _ in range(number):
        outreach(person)
    with CaptureQueriesContext(connection) as queries:
        writer.log(person, Kind.REPLY, on=TODAY, now=NOW, key=new_key())
    locks = connection.features.has_select_for_update
    assert len([q for q in queries if "SAVEPOINT" not in q["sql"]]) == 14 + 2 * locks


def test_an_act_begins_anew_when_another_came_in_between(seeker, monkeypatch):
    person = make_contact(seeker)
    load, interruptions = derived.load_states, iter([True, False])

    def interrupted(contacts):
        if next(interruptions, False):
            Contact.objects.filter(pk=person.pk).update(version=99, title="Changed meanwhile")
        return load(contacts)

    monkeypatch.setattr(derived, "load_states", interrupted)
    outreach(person)
    assert (Interaction.objects.count(), Contact.objects.get().stage) == (1, 1)


def test_an_act_that_never_gets_through_leaves_nothing(seeker, monkeypatch):
    person = make_contact(seeker)
    load = derived.load_states

    def interrupted(contacts):
        Contact.objects.filter(pk=person.pk).update(version=99)
        person.version = 1
        contacts[0].version = 1
        return load(contacts)

    monkeypatch.setattr(derived, "load_states", interrupted)
    with pytest.raises(writer.Conflict):
        outreach(person)
    assert (Interaction.objects.count(), Contact.objects.get().version) == (0, 1)


def test_a_key_used_in_between_begins_the_act_anew(seeker):
    person, key = make_contact(seeker), new_key()
    outreach(person, key=key)
    with pytest.raises(writer.Conflict):
        insert(new_interaction(person, Kind.OUTREACH, TODAY, NOW, key=key))


def test_what_is_due_is_the_same_in_sql_and_in_the_rows(seeker):
    waiting, later, owed = (make_contact(seeker, make_company(seeker)) for _ in range(3))
    writer.log(waiting, Kind.REPLY, on=TODAY, now=NOW)
    outreach(later)
    writer.log(owed, Kind.REFERRAL, on=TODAY, now=NOW)
    for days, due in [(0, [waiting]), (1, [waiting, owed]), (7, [waiting, later, owed])]:
        today = TODAY + dt.timedelta(days)
        assert list(Contact.objects.due(today).order_by("pk")) == due
        assert {row.contact for row in Due.objects.owned_by(seeker).due(today).select_related("contact")} == {
            *due
        }


def test_a_network_company_keeps_close_people_in_touch_from_the_first_word(seeker):
    company = make_company(seeker, standing=Standing.NETWORK)
    person = make_contact(seeker, company, closeness="close")
    writer.log(person, Kind.TOUCH, on=TODAY, now=NOW)
    assert (person.due_on, person.due_rule) == (TODAY + dt.timedelta(90), 12)
    writer.set_standing(company, Standing.BACKLOG, today=TODAY, now=NOW)
    person.refresh_from_db()
    assert (person.due_on, person.due_rule) == (None, None)
