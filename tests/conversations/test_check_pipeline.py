"""The command that compares everything stored with what it should be."""

from __future__ import annotations

import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command

from networking.companies.models import Answer, Company, Criterion
from networking.contacts.models import Contact, PastJob
from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.conversations.models import Chat, ChatStatus, Due, Interaction
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
    PastJob.objects.create(owner=seeker, contact=talked, until=TODAY)
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
    "company of somebody else": lambda u: of("Waiting").update(company=theirs(Company)),
    "connection of somebody else": lambda u: of("Waiting").update(connection=make_connection(u, "Theirs")),
    "introducer of somebody else": lambda u: of("Waiting").update(introducer=theirs(Contact)),
    "interaction at somebody else's": lambda u: Interaction.objects.filter(kind="outreach").update(
        company=theirs(Company)
    ),
    "held chat alone": lambda u: Interaction.objects.filter(kind=Kind.CHAT).delete(),
    "held chat with a removed interaction": lambda u: Interaction.objects.filter(kind=Kind.CHAT).update(
        removed_at=NOW
    ),
    "chat removed alone": lambda u: Chat.objects.update(removed_at=NOW),
    "chat not held": lambda u: Chat.objects.update(status=ChatStatus.MISSED),
    "chat on another day": lambda u: Chat.objects.update(settled_on=TODAY - dt.timedelta(3)),
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


def test_it_names_the_row_and_both_values(world):
    of("Waiting").update(stage=4)
    contact = of("Waiting").get()
    assert check()[1][0] == f"contact {contact.pk}: stage is 4, should be 1"


def test_what_nobody_can_mend_stays_told(world, stranger):
    Answer.objects.update(criterion=Criterion.objects.create(owner=stranger, text="Theirs"))
    code, lines = check("--fix")
    assert (code, lines[-1]) == (1, "1 could not be mended.")
