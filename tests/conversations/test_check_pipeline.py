"""The command that compares everything stored with what it should be."""

from __future__ import annotations

import datetime as dt
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command

from networking.companies.models import Answer, Company, Criterion
from networking.contacts.models import Contact, Looked, PastJob, Place
from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.conversations.audit import CHILDREN, LINKS, SECOND_PARENTS
from networking.conversations.models import (
    Chat,
    ChatStatus,
    Draft,
    Due,
    Interaction,
    Learned,
    Purpose,
    Topic,
    Totals,
)
from tests.people import NOW, TODAY, make_company, make_connection, make_contact


def check(*flags):
    """The exit code and the lines."""
    out = StringIO()
    try:
        call_command("check_pipeline", *flags, stdout=out)
    except SystemExit as end:
        return end.code, out.getvalue().splitlines()
    return 0, out.getvalue().splitlines()


@pytest.fixture
def world(seeker, stranger):
    """Somebody outreached to, somebody chatted with, and a company of somebody else."""
    company = make_company(seeker)
    waiting, talked = make_contact(seeker, company, "Waiting"), make_contact(seeker, company, "Talked")
    writer.log(waiting, Kind.OUTREACH, on=TODAY, now=NOW)
    writer.log(talked, Kind.CHAT, on=TODAY, now=NOW)
    PastJob.objects.create(owner=seeker, contact=talked, company=company, until=TODAY)
    writer.write_learned(Chat.objects.get(), {Topic.ROLE: "Go"})
    Draft.objects.create(owner=seeker, contact=waiting, purpose=Purpose.FOLLOW_UP, changed_at=NOW)
    Looked.objects.create(owner=seeker, contact=waiting, place=Place.GITHUB)
    criterion = Criterion.objects.create(owner=seeker, text="Near me")
    Answer.objects.create(owner=seeker, company=company, criterion=criterion)
    make_contact(stranger, make_company(stranger, "Elsewhere"), "Stranger's")
    make_connection(stranger)


def test_nothing_differs_after_honest_acts(world):
    assert check() == (0, ["Nothing differs."])


def theirs(model):
    return model.objects.exclude(owner__email="seeker@example.org").get()


def of(name):
    return Contact.objects.filter(name=name)


DAY_LATER = TODAY + dt.timedelta(1)
BREAKS = {
    **{
        f"contact.{name}": lambda u, name=name, value=value: of("Waiting").update(**{name: value})
        for name, value in {
            "stage": 4,
            "reached_on": None,
            "replied_on": TODAY,
            "chatted_on": TODAY,
            "thanked_on": TODAY,
            "last_interaction_on": DAY_LATER,
            "rest_on": TODAY,
            "due_on": TODAY,
            "due_rule": 3,
        }.items()
    },
    "due missing": lambda u: Due.objects.filter(rule=6).delete(),
    "due wrong": lambda u: Due.objects.filter(rule=6).update(due_on=TODAY),
    "due too many": lambda u: Due.objects.create(
        owner=of("Waiting").get().owner, contact=of("Waiting").get(), rule=4, due_on=TODAY
    ),
    "owner of an interaction": lambda u: Interaction.objects.filter(kind="outreach").update(owner=u),
    "owner of a chat": lambda u: Chat.objects.update(owner=u),
    "owner of a due": lambda u: Due.objects.filter(rule=6).update(owner=u),
    "owner of a past job": lambda u: PastJob.objects.update(owner=u),
    "owner of an answer": lambda u: Answer.objects.update(owner=u),
    "owner of a draft": lambda u: Draft.objects.update(owner=u),
    "owner of what was learned": lambda u: Learned.objects.update(owner=u),
    "owner of a place looked at": lambda u: Looked.objects.update(owner=u),
    "company of somebody else": lambda u: of("Waiting").update(company=theirs(Company)),
    "connection of somebody else": lambda u: of("Waiting").update(connection=make_connection(u, "Theirs")),
    "introducer of somebody else": lambda u: of("Waiting").update(introducer=theirs(Contact)),
    "interaction at somebody else's": lambda u: Interaction.objects.filter(kind="outreach").update(
        company=theirs(Company)
    ),
    "chat at somebody else's": lambda u: Chat.objects.update(company=theirs(Company)),
    "past job at somebody else's": lambda u: PastJob.objects.update(company=theirs(Company)),
    "learned about somebody else's": lambda u: Learned.objects.update(company=theirs(Company)),
    "held chat alone": lambda u: Interaction.objects.filter(kind=Kind.CHAT).delete(),
    "held chat with a removed interaction": lambda u: Interaction.objects.filter(kind=Kind.CHAT).update(
        removed_at=NOW
    ),
    "chat removed alone": lambda u: Chat.objects.update(removed_at=NOW),
    "chat not held": lambda u: Chat.objects.update(status=ChatStatus.MISSED),
    "chat on another day": lambda u: Chat.objects.update(settled_on=TODAY - dt.timedelta(3)),
    "a total": lambda u: Totals.objects.update(reached_out=9),
    "totals that are gone": lambda u: Totals.objects.all().delete(),
    "chat of another contact": lambda u: Chat.objects.update(contact=of("Waiting").get()),
}


@pytest.mark.parametrize("what", BREAKS)
def test_it_tells_what_differs_and_mends_it(world, stranger, what):
    BREAKS[what](stranger)
    code, lines = check()
    assert (code, lines[-1]) == (1, f"{len(lines) - 1} differ. Run with --fix to mend them.")
    code, lines = check("--fix")
    assert (code, lines[-1]) == (0, f"{len(lines) - 1} mended.")
    assert check() == (0, ["Nothing differs."])


def test_every_child_and_every_link_there_is_is_looked_at():
    """A table whose rows hang on a row of a seeker: named in `audit`, or the check would miss it."""
    looked_at = {(model, field) for model, field in (*CHILDREN, *SECOND_PARENTS, *LINKS)}
    tables = [
        model for app in ("contacts", "conversations") for model in apps.get_app_config(app).get_models()
    ]
    there_are = {
        (model, f.name)
        for model in tables
        for f in model._meta.concrete_fields
        if f.is_relation and f.name != "owner"
    }
    assert there_are <= looked_at


def test_it_names_the_row_and_both_values(world):
    of("Waiting").update(stage=4)
    contact = of("Waiting").get()
    assert check()[1][0] == f"contact {contact.pk}: stage is 4, should be 1"


def test_what_nobody_can_mend_stays_told(world, stranger):
    Answer.objects.update(criterion=Criterion.objects.create(owner=stranger, text="Theirs"))
    code, lines = check("--fix")
    assert (code, lines[-1]) == (1, "1 could not be mended.")
