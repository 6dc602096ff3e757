"""Proposed progress from the command line, and what becomes of it when the import is taken back."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import call_command

from networking.contacts.stages import Stage
from networking.conversations.models import Interaction
from networking.exchange import proposals, taking_back
from networking.exchange.kinds import Kind
from networking.exchange.models import Proposal, Upload
from networking.exchange.report import Report
from networking.exchange.roads import ROADS, Road
from tests.exchange.files import ADA, save, text
from tests.exchange.proposals.test_taking import ANA, EXCHANGE
from tests.people import NOW, make_contact


class Messages:
    """A file that holds one exchange with Ana, whatever it is."""

    kind = Kind.ARCHIVE

    def __init__(self) -> None:
        self.report = Report()

    def as_json(self):
        return {}

    def plan(self, owner):
        self.tell(proposals.preview(owner, EXCHANGE))

    def commit(self, upload, now):
        self.tell(proposals.take(upload, EXCHANGE, now))

    def tell(self, found):
        self.report.proposed = found.proposed
        self.report.found, self.report.held = len(EXCHANGE), found.held
        self.report.merged, self.report.unchanged = found.merged, found.unchanged
        self.report.check()


@pytest.fixture
def ana(seeker, monkeypatch):
    monkeypatch.setitem(ROADS, Kind.CONNECTIONS, Road(lambda path, choices, progress, owner: Messages()))
    return make_contact(seeker, name="Ana López", profile_url=ANA)


def run(folder, user, *options):
    out = StringIO()
    path = save(folder / "any.csv", text(ADA))
    call_command("import_file", str(path), "--user", user.email, *options, stdout=out)
    return out.getvalue()


def test_it_prints_what_is_proposed_and_logs_nothing(seeker, ana, tmp_path):
    for options in (["--dry-run"], []):
        report = json.loads(run(tmp_path, seeker, "--json", *options))
        assert report["proposed"] == [
            {
                "contact": "Ana López",
                "kind": kind,
                "on": on,
                "stage_before": before,
                "stage_after": after,
            }
            for kind, on, before, after in (
                ("outreach", "2026-11-03", "to_contact", "reached_out"),
                ("reply", "2026-11-05", "reached_out", "replied"),
            )
        ]
        assert report["held"] == 2
    assert not Interaction.objects.exists()
    again = json.loads(run(tmp_path, seeker, "--json"))
    assert (again["proposed"], again["unchanged"]) == ([], 2)


def test_accept_logs_them(seeker, ana, tmp_path):
    report = json.loads(run(tmp_path, seeker, "--json", "--accept"))
    assert (len(report["proposed"]), report["accepted"]) == (2, 2)
    ana.refresh_from_db()
    assert ana.stage == Stage.REPLIED
    assert json.loads(run(tmp_path, seeker, "--json", "--accept"))["accepted"] == 0
    assert Interaction.objects.count() == 2


def test_accept_says_yes_to_what_waits_from_before(seeker, ana, tmp_path):
    run(tmp_path, seeker)
    assert json.loads(run(tmp_path, seeker, "--json", "--accept"))["accepted"] == 2


def test_a_dry_run_accepts_nothing(seeker, ana, tmp_path):
    assert "accepted" not in run(tmp_path, seeker, "--dry-run", "--accept")
    assert not Proposal.objects.exists()


def test_people_read_it_in_lines(seeker, ana, tmp_path):
    printed = run(tmp_path, seeker, "--accept")
    assert "proposed: Ana López, reply on 2026-11-05 (reached_out → replied)" in printed
    assert "2 accepted" in printed


def test_an_import_that_is_taken_back_takes_its_steps_along_and_may_come_again(seeker, ana, tmp_path):
    run(tmp_path, seeker, "--accept")
    taking_back.take_back(Upload.objects.get(), NOW)
    ana.refresh_from_db()
    assert ana.stage == Stage.TO_CONTACT
    assert not Interaction.objects.filter(removed_at=None).exists()
    assert len(json.loads(run(tmp_path, seeker, "--json"))["proposed"]) == 2
