"""One row of numbers per seeker: true after every act, and sample is never in it."""

from __future__ import annotations

import datetime as dt

import pytest

from networking.companies.listing import add_company
from networking.companies.models import Company, Standing
from networking.contacts.models import Contact, Persona
from networking.contacts.stages import Kind, Parked
from networking.conversations import writer
from networking.conversations.models import Totals
from networking.conversations.writer.totals import COUNTED, counted
from networking.exchange.sample import remove_sample, start_sample
from tests.conversations.recounting import recounted
from tests.people import NOW, TODAY, make_company, make_contact

pytestmark = pytest.mark.django_db


def totals_of(owner):
    """The stored row, after asking whether a plain recount says the same."""
    totals = Totals.objects.get(owner=owner)
    assert {name: getattr(totals, name) for name in COUNTED} == recounted(owner)
    return totals


@pytest.fixture
def company(seeker):
    return make_company(seeker)


def log(contact, kind, days_ago=0):
    return writer.log(contact, kind, on=TODAY - dt.timedelta(days_ago), now=NOW)


def test_who_has_nothing_counts_nothing(seeker):
    assert not Totals.objects.exists()
    nothing = counted(seeker.pk)
    assert {name: getattr(nothing, name) for name in COUNTED} == recounted(seeker)
    assert nothing.last_activity_at is None


def test_companies_count_as_they_come_change_and_go(seeker):
    first = add_company(seeker, "Acme", standing=Standing.TARGET, today=TODAY)
    add_company(seeker, "Later", standing=Standing.BACKLOG, today=TODAY)
    assert [totals_of(seeker).targets, totals_of(seeker).backlog, totals_of(seeker).holes] == [1, 1, 1]
    first.in_words = " I use it\n"
    first.keep("in_words")
    assert totals_of(seeker).targets_with_in == 1
    for flag in ("nobody_developer", "nobody_manager", "nobody_recruiter", "that_is_all"):
        setattr(first, flag, True)
        first.keep(flag)
    assert totals_of(seeker).holes == 0
    writer.set_standing(first, Standing.ARCHIVED, today=TODAY, now=NOW)
    assert totals_of(seeker).targets == 0
    writer.set_standing(first, Standing.TARGET, today=TODAY, now=NOW)
    writer.remove_company(first, now=NOW)
    assert totals_of(seeker).targets == 0
    writer.restore_company(first, now=NOW)
    assert totals_of(seeker).targets == 1


@pytest.mark.parametrize("blank", ["", "  ", "\n\t", "\u00a0\u2003"])
def test_blank_words_are_no_in(seeker, company, blank):
    Company.objects.update(in_words=blank)
    writer.recount(seeker.pk)
    assert totals_of(seeker).targets_with_in == 0


def test_people_count_by_persona_and_stage_at_targets_and_in_the_funnel_anywhere(seeker, company):
    backlog = make_company(seeker, standing=Standing.BACKLOG)
    dev = writer.add_contact(seeker, now=NOW, company=company, name="Dev", persona=Persona.DEVELOPER)
    boss = writer.add_contact(seeker, now=NOW, company=company, name="Boss", persona=Persona.MANAGER)
    elsewhere = writer.add_contact(seeker, now=NOW, company=backlog, name="Elsewhere")
    log(dev, Kind.OUTREACH)
    log(elsewhere, Kind.OUTREACH)
    log(elsewhere, Kind.CHAT)
    totals = totals_of(seeker)
    assert totals.people == 2
    assert totals.by_persona == {
        "developer": [0, 1, 0, 0, 0],
        "manager": [1, 0, 0, 0, 0],
        "recruiter": [0] * 5,
        "other": [0] * 5,
    }
    assert [totals.reached_out, totals.replied, totals.chatted, totals.thanked] == [2, 1, 1, 0]
    assert [totals.written_to, totals.answered] == [2, 1]
    writer.remove_contact(elsewhere, now=NOW)
    writer.park(boss, Parked.LEFT, now=NOW)
    assert [totals_of(seeker).reached_out, totals_of(seeker).people] == [1, 2]


def test_who_wrote_first_is_no_answer_to_a_message(seeker, company):
    log(make_contact(seeker, company), Kind.REPLY)
    totals = totals_of(seeker)
    assert [totals.replied, totals.written_to, totals.answered] == [1, 0, 0]


def test_messages_count_since_anybody_last_answered(seeker, company):
    one, other = make_contact(seeker, company), make_contact(seeker, company)
    for days_ago in (9, 8, 7):
        log(one, Kind.OUTREACH, days_ago)
    assert totals_of(seeker).silent_messages == 3
    log(other, Kind.OUTREACH, 6)
    log(other, Kind.CHECK_IN, 6)
    assert totals_of(seeker).silent_messages == 4  # a check-in waits for nothing
    answer = log(one, Kind.REPLY, 8)
    assert totals_of(seeker).silent_messages == 2
    writer.remove(answer, now=NOW)
    assert totals_of(seeker).silent_messages == 4
    writer.remove_contact(one, now=NOW)
    assert totals_of(seeker).silent_messages == 1


def test_a_third_person_closes_a_hole(seeker, company):
    for persona in (Persona.DEVELOPER, Persona.MANAGER, Persona.RECRUITER):
        assert totals_of(seeker).holes == 1
        last = writer.add_contact(seeker, now=NOW, company=company, name=persona, persona=persona)
    assert totals_of(seeker).holes == 0
    writer.park(last, Parked.NOT_NOW, now=NOW)
    assert totals_of(seeker).holes == 1


def test_sample_never_counts(seeker):
    start_sample(seeker, now=NOW)
    assert totals_of(seeker).targets == 0
    mine = writer.add_contact(seeker, now=NOW, company=Company.objects.first(), name="Mine")
    log(mine, Kind.OUTREACH)
    assert [totals_of(seeker).reached_out, totals_of(seeker).people] == [1, 0]
    remove_sample(seeker)
    assert [totals_of(seeker).targets, totals_of(seeker).people] == [1, 1]


def test_one_seekers_acts_leave_anothers_row_alone(seeker, stranger, company):
    before = Totals.objects.filter(owner=seeker).values_list().get()
    log(make_contact(stranger, make_company(stranger)), Kind.OUTREACH)
    assert Totals.objects.filter(owner=seeker).values_list().get() == before


def test_a_clock_changes_no_total(seeker, company):
    log(make_contact(seeker, company), Kind.OUTREACH)
    before = totals_of(seeker).holes
    seeker.change_settings(follow_up_limit=0, rest_days=0, time_zone="Pacific/Kiritimati")
    assert totals_of(seeker).holes == before
    assert Contact.objects.get().rest_on
