"""Later, not this one, and bringing back (DESIGN §2, Next step)."""

from __future__ import annotations

import datetime as dt

import pytest

from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.conversations.models import Hidden, Medium
from networking.pipeline import hiding
from networking.pipeline.next_steps import hidden_steps, next_steps
from tests.people import NOW, TODAY, make_company, make_contact
from tests.pipeline.snapshots import days


@pytest.fixture(autouse=True)
def no_aim(seeker):
    seeker.target_aim = 0
    seeker.save()


def log(contact, kind, ago=0):
    return writer.log(contact, kind, on=TODAY - days(ago), now=NOW - days(ago))


def chat(contact, starts_at):
    return writer.plan_chat(
        contact, starts_at=starts_at, minutes=30, medium=Medium.VIDEO, place="", questions="", now=NOW
    )


def shown(user, now=NOW):
    return [(int(step.rule), step.subject) for step in next_steps(user, now=now)]


def first(user, now=NOW):
    return next_steps(user, now=now)[0]


CALM = (14, "calm")


def test_a_step_put_off_comes_back_on_its_day_with_its_old_due_date(seeker):
    contact = make_contact(seeker)
    log(contact, Kind.REPLY, 2)
    hiding.later(seeker, first(seeker), TODAY + days(3), now=NOW)
    assert [shown(seeker, NOW + days(n)) for n in (0, 2)] == [[CALM], [CALM]]
    assert shown(seeker, NOW + days(3)) == [(4, f"contact:{contact.pk}")]
    assert first(seeker, NOW + days(3)).due_on == TODAY - days(2)


def test_calm_names_what_was_put_off(seeker):
    log(make_contact(seeker, name="Ade Bello"), Kind.REPLY)
    hiding.later(seeker, first(seeker), TODAY + days(1), now=NOW)
    step = first(seeker)
    assert (step.rule, step.due_on) == (14, TODAY + days(1))
    assert "“Answer Ade Bello”, which you put off, tomorrow" in step.why


def test_another_rule_about_the_same_person_is_not_hidden(seeker):
    contact = make_contact(seeker)
    log(contact, Kind.CHAT, 3)
    log(contact, Kind.REPLY, 1)
    subject = f"contact:{contact.pk}"
    assert shown(seeker) == [(3, subject), (4, subject)]
    hiding.later(seeker, first(seeker), TODAY + days(1), now=NOW)
    assert shown(seeker) == [(4, subject)]


def test_the_same_rule_about_another_person_is_not_hidden(seeker):
    for _ in range(2):
        log(make_contact(seeker), Kind.REPLY)
    _, second = shown(seeker)
    hiding.not_this_one(seeker, first(seeker), "no", now=NOW)
    assert shown(seeker) == [second]


@pytest.mark.parametrize(("ago", "starts_in"), [(None, dt.timedelta(hours=5)), (None, dt.timedelta(days=1))])
def test_preparing_can_be_put_off_until_the_chat_begins(seeker, ago, starts_in):
    """A day is the smallest step: on the day of the chat, or tomorrow, it is back."""
    chat(make_contact(seeker), NOW + starts_in)
    hidden = hiding.later(seeker, first(seeker), TODAY + days(300), now=NOW)
    assert hidden.until == TODAY + days(1)


def test_how_it_went_can_be_put_off_for_a_day(seeker):
    chat(make_contact(seeker), NOW - days(9))
    assert hiding.later(seeker, first(seeker), TODAY + days(300), now=NOW).until == TODAY + days(1)
    assert [rule for rule, _ in shown(seeker, NOW + days(1))] == [2]


def test_a_step_is_put_off_by_a_year_at_most_and_a_day_at_least(seeker):
    log(make_contact(seeker), Kind.REPLY)
    step = first(seeker)
    assert hiding.later(seeker, step, dt.date.max, now=NOW).until == TODAY + days(366)
    assert hiding.later(seeker, step, TODAY - days(3), now=NOW).until == TODAY + days(1)


def test_a_step_turned_down_is_away_for_30_days(seeker):
    contact = make_contact(seeker)
    log(contact, Kind.REPLY)
    hiding.not_this_one(seeker, first(seeker), " not now ", now=NOW)
    assert Hidden.objects.get().reason == "not now"
    assert shown(seeker, NOW + days(29)) == [CALM]
    assert shown(seeker, NOW + days(30)) == [(4, f"contact:{contact.pk}")]


def edit(contact):
    writer.edit_contact(contact, {"title": "CTO"}, version=contact.version, now=NOW)


PERSON_CHANGES = {
    "edited": edit,
    "something logged that settles nothing": lambda contact: log(contact, Kind.REPLY),
    "parked": lambda contact: writer.park(contact, "not_now", now=NOW),
    "a chat planned before": lambda contact: writer.cancel_chat(chat(contact, NOW + days(3)), now=NOW),
}


@pytest.mark.parametrize("change", PERSON_CHANGES.values(), ids=PERSON_CHANGES)
def test_a_step_turned_down_comes_back_when_anything_about_the_person_changes(seeker, change):
    contact = make_contact(seeker)
    log(contact, Kind.REPLY)
    hiding.not_this_one(seeker, first(seeker), "no", now=NOW)
    contact.refresh_from_db()
    change(contact)
    assert shown(seeker) == [(4, f"contact:{contact.pk}")]


def test_a_step_put_off_stays_away_when_the_person_changes(seeker):
    contact = make_contact(seeker)
    log(contact, Kind.REPLY)
    hiding.later(seeker, first(seeker), TODAY + days(3), now=NOW)
    contact.refresh_from_db()
    edit(contact)
    assert shown(seeker) == [CALM]


def test_a_step_about_a_company_comes_back_when_the_company_changes(seeker):
    company = make_company(seeker, that_is_all=True, nobody_developer=True, nobody_manager=True,
                           nobody_recruiter=True)  # fmt: skip
    assert shown(seeker) == [(8, f"company:{company.pk}")]
    hiding.not_this_one(seeker, first(seeker), "no", now=NOW)
    assert shown(seeker) == [CALM]
    company.place = "Fargo"
    company.keep("place")
    assert shown(seeker) == [(8, f"company:{company.pk}")]


def test_a_step_about_a_chat_comes_back_when_the_chat_is_moved(seeker):
    planned = chat(make_contact(seeker), NOW + dt.timedelta(hours=5))
    hiding.not_this_one(seeker, first(seeker), "no", now=NOW)
    assert shown(seeker) == [CALM]
    writer.move_chat(
        planned, starts_at=NOW + dt.timedelta(hours=6), minutes=30, medium=Medium.VIDEO, place="", now=NOW
    )
    assert shown(seeker) == [(1, f"chat:{planned.pk}")]


@pytest.mark.parametrize("change", ["aim", "backlog", "target"])
def test_a_step_about_the_list_comes_back_when_the_list_changes(seeker, change):
    seeker.target_aim = 3
    hiding.not_this_one(seeker, first(seeker), "no", now=NOW)
    assert shown(seeker) == [CALM]
    if change == "aim":
        seeker.target_aim = 4
    else:
        make_company(seeker, standing=change)
    assert (9, "list") in shown(seeker)


@pytest.mark.parametrize("how", ["later", "not this one"])
def test_hiding_and_bringing_back_leaves_no_trace(seeker, how):
    for kind in (Kind.CHAT, Kind.REPLY, Kind.OUTREACH):
        log(make_contact(seeker), kind, 9)
    before = next_steps(seeker, now=NOW)
    for step in before:
        if how == "later":
            hiding.later(seeker, step, TODAY + days(9), now=NOW)
        else:
            hiding.not_this_one(seeker, step, "no", now=NOW)
    assert shown(seeker) == [CALM]
    assert [step for step, _ in hidden_steps(seeker, now=NOW)] == before
    for step in before:
        assert hiding.show_again(seeker, step.rule, step.subject)
    assert next_steps(seeker, now=NOW) == before
    assert not Hidden.objects.exists()


def test_what_is_no_longer_due_is_not_listed_as_hidden(seeker):
    contact = make_contact(seeker)
    log(contact, Kind.REPLY)
    hiding.later(seeker, first(seeker), TODAY + days(3), now=NOW)
    log(contact, Kind.MESSAGE)
    assert hidden_steps(seeker, now=NOW) == []


def test_hiding_twice_keeps_the_last_word(seeker):
    log(make_contact(seeker), Kind.REPLY)
    step = first(seeker)
    hiding.not_this_one(seeker, step, "no", now=NOW)
    hiding.later(seeker, step, TODAY + days(2), now=NOW)
    row = Hidden.objects.get()
    assert (row.until, row.reason, row.revision) == (TODAY + days(2), "", None)


def test_what_a_stranger_hides_hides_nothing_of_mine(seeker, stranger):
    contact = make_contact(seeker)
    log(contact, Kind.REPLY)
    Hidden.objects.create(owner=stranger, rule=4, subject=f"contact:{contact.pk}", until=TODAY + days(3))
    assert shown(seeker) == [(4, f"contact:{contact.pk}")]
    assert hiding.show_again(seeker, 4, f"contact:{contact.pk}") is None
    assert Hidden.objects.count() == 1
