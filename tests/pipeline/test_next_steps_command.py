"""manage.py next_steps, for scripts."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import call_command

from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.pipeline.management.commands.next_steps import Command
from tests.people import NOW, TODAY, make_company, make_contact
from tests.pipeline.snapshots import days

pytestmark = pytest.mark.usefixtures("noon")


def run(*args):
    out = io.StringIO()
    call_command("next_steps", *args, stdout=out)
    return out.getvalue()


def test_the_list_as_json_says_all_of_each_step(seeker):
    company = make_company(seeker, "Kestrel Maps", in_words="maps", that_is_all=True)
    contact = make_contact(seeker, company, "Ade Bello", title="Developer")
    writer.log(contact, Kind.OUTREACH, on=TODAY - days(8), now=NOW - days(8))
    steps = json.loads(run("--user", "Seeker@Example.org", "--json"))
    assert [step["rule"] for step in steps] == [6, 9, 11]
    assert steps[0] == {
        "rule": 6,
        "title": "Follow up with Ade Bello",
        "why": (
            "Developer at Kestrel Maps. No answer for 8 days. That is normal: one friendly nudge often helps."
        ),
        "due_on": "2026-11-18",
        "company": "Kestrel Maps",
        "contact": "Ade Bello",
        "url": f"/people/{contact.pk}/#write",
    }


def test_another_day_begins_at_midnight_where_the_seeker_is(seeker):
    contact = make_contact(seeker)
    writer.log(contact, Kind.OUTREACH, on=TODAY, now=NOW)
    seeker.target_aim = 0
    seeker.save()
    rules = [
        [
            step["rule"]
            for step in json.loads(run("--user", seeker.email, "--json", "--today", str(TODAY + days(n))))
        ]
        for n in (0, 6, 7)
    ]
    assert rules == [[14], [14], [6]]


def test_the_list_can_be_read_by_people(seeker):
    assert run("--user", seeker.email).splitlines()[0] == (
        "1. Choose your first target company (rule 9, due 2026-11-19)"
    )


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--user", "nobody@example.org"], "There is no account with the address nobody@example.org.\n"),
        (
            ["--user", "nobody@example.org", "--today", "soon"],
            "'soon' is not a day; write it like 2026-11-30.\n",
        ),
        (
            ["--user", "nobody@example.org", "--today", "2026-02-30"],
            "is not a day; write it like 2026-11-30.\n",
        ),
    ],
)
def test_what_cannot_be_is_said_on_stderr_with_exit_2(db, capsys, args, words):
    with pytest.raises(SystemExit) as stopped:
        Command().run_from_argv(["manage.py", "next_steps", *args])
    said = capsys.readouterr()
    assert (stopped.value.code, said.out) == (2, "")
    assert said.err.endswith(words)
