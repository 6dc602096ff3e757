"""Logging many at once is the same as logging each, and taking them back leaves nothing behind."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from networking.accounts.models import User
from networking.contacts.models import Contact
from networking.contacts.stages import Kind, Parked
from networking.conversations import writer
from networking.conversations.audit import check
from networking.conversations.models import Chat, Due, Interaction, Totals
from networking.conversations.writer.derived import DERIVED
from networking.conversations.writer.totals import COUNTED
from tests.people import NOW, TODAY, make_company, make_contact, make_user

MANY = settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
SAID = ("contact_id", "kind", "on", "channel", "note", "company_id", "parked_reason_before", "removed_at")


def search(random: Random) -> tuple[User, list[Contact]]:
    """Four people with some history; one moved on, one is parked."""
    user = make_user("many")
    here, there = make_company(user), make_company(user)
    people = [make_contact(user, here) for _ in range(4)]
    for person in people:
        for _ in range(random.randint(0, 3)):
            writer.log(person, random.choice(list(Kind)), on=day(random), now=NOW)
    writer.change_job(people[0], there, "CTO", until=day(random), now=NOW)
    writer.park(people[1], Parked.NO_ANSWER, now=NOW)
    return user, people


def day(random: Random) -> dt.date:
    return TODAY - dt.timedelta(random.randint(0, 20))


def rows_of(random: Random, people: list[Contact]) -> list[writer.ToLog]:
    return [
        writer.ToLog(random.choice(people).pk, random.choice(list(Kind)), day(random), "Hello", "linkedin")
        for _ in range(random.randint(1, 12))
    ]


def photograph(*, with_removed: bool = True) -> dict[str, list[Any]]:
    said = Interaction.objects.all() if with_removed else Interaction.objects.filter(removed_at=None)
    chats = Chat.objects.all() if with_removed else Chat.objects.filter(removed_at=None)
    return {
        "people": list(Contact.objects.order_by("pk").values(*DERIVED, "parked_reason", "parked_on")),
        "said": list(said.order_by("pk").values(*SAID)),
        "chats": list(chats.order_by("pk").values("contact_id", "status", "settled_on", "medium")),
        "due": sorted(Due.objects.values_list("contact_id", "rule", "due_on")),
        "totals": list(Totals.objects.values(*(set(COUNTED) - {"last_activity_at"}))),
    }


@MANY
@given(seed=st.integers(0, 2**32))
def test_many_at_once_are_the_same_as_one_by_one(db, seed):
    pictures = []
    for at_once in (False, True):
        random = Random(seed)
        with transaction.atomic():
            user, people = search(random)
            rows = rows_of(random, people)
            if at_once:
                made = writer.log_many(user, rows, now=NOW)
                assert [(one.contact_id, one.kind, one.on) for one in made] == [row[:3] for row in rows]
            else:
                for pk, kind, on, note, channel in rows:
                    writer.log(Contact.objects.get(pk=pk), kind, on=on, now=NOW, note=note, channel=channel)
            assert not list(check(fix=False, now=NOW))
            shift = min(person.pk for person in people)
            pictures.append(moved(photograph(), shift))
            transaction.set_rollback(True)
    assert pictures[0] == pictures[1]


def moved(picture: dict[str, list[Any]], by: int) -> dict[str, list[Any]]:
    """The same with keys that begin at nought, for no two tries get the same ones."""
    for name in ("said", "chats"):
        for row in picture[name]:
            row["contact_id"] -= by
    companies = sorted({row["company_id"] for row in picture["said"]})
    for row in picture["said"]:
        row["company_id"] = companies.index(row["company_id"])
    picture["due"] = [(pk - by, rule, on) for pk, rule, on in picture["due"]]
    return picture


@MANY
@given(seed=st.integers(0, 2**32))
def test_taking_them_back_leaves_what_was(db, seed):
    random = Random(seed)
    with transaction.atomic():
        user, people = search(random)
        before = photograph(with_removed=False)
        made = writer.log_many(user, rows_of(random, people), now=NOW + dt.timedelta(minutes=1))
        writer.remove_many(user, made, now=NOW)
        assert not list(check(fix=False, now=NOW))
        assert photograph(with_removed=False) == before
        transaction.set_rollback(True)


def test_a_thousand_are_logged_in_few_queries(seeker):
    people = [make_contact(seeker) for _ in range(50)]
    rows = [
        writer.ToLog(person.pk, Kind.OUTREACH, TODAY - dt.timedelta(number))
        for person in people
        for number in range(20)
    ]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        writer.log_many(seeker, rows, now=NOW)
    assert len(queries) < 40
    assert Interaction.objects.count() == 1000


def test_a_day_to_come_is_refused_and_nothing_is_logged(seeker):
    person = make_contact(seeker)
    rows = [writer.ToLog(person.pk, Kind.REPLY, TODAY + dt.timedelta(number)) for number in (0, 1)]
    with pytest.raises(ValidationError, match="This day has not come yet"):
        writer.log_many(seeker, rows, now=NOW)
    assert not Interaction.objects.exists()


def test_whoever_opened_a_form_before_is_told(seeker):
    person = make_contact(seeker)
    writer.log_many(seeker, [writer.ToLog(person.pk, Kind.TOUCH, TODAY)], now=NOW)
    version = person.version
    person.refresh_from_db()
    assert person.version > version
