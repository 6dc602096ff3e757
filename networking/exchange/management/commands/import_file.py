"""manage.py import_file: any file that the import page takes, for somebody, from the command line."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone

from networking.accounts.commands import find_account
from networking.accounts.models import User
from networking.exchange.choices import Choices
from networking.exchange.kinds import Kind
from networking.exchange.proposal import Proposal
from networking.exchange.proposals import acts
from networking.exchange.recognise import recognise
from networking.exchange.report import Reason
from networking.exchange.roads import ROADS, Coming
from networking.exchange.sniff import UnreadableError
from networking.exchange.uploads import import_path
from networking.web.commands import PlainCommand

PROPOSING = {Kind.ARCHIVE, Kind.MESSAGES, Kind.INVITATIONS}


class Command(PlainCommand):
    help = "Imports a file of any kind that the import page takes, for one person."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--user", required=True, metavar="EMAIL", help="whose address book it becomes")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, change nothing")
        parser.add_argument("--json", action="store_true", help="print the report as one JSON object")
        parser.add_argument(
            "--accept", action="store_true", help="log what the messages propose, and what waits from before"
        )
        parser.add_argument("--encoding", default="", help="read the file in this encoding")
        parser.add_argument("--day-first", action="store_true", default=None, help="03/12/24 is 3 December")

    def handle(self, *, file: Path, user: str, dry_run: bool, **options: Any) -> None:
        owner = find_account(user)
        if not file.is_file():
            raise CommandError(f"There is no file {file}.", returncode=2)
        choices = Choices(encoding=options["encoding"], day_first=options["day_first"])
        try:
            kind = recognise(file).kind
            reading = ROADS[kind].read(file, choices, lambda part: None, owner)
        except UnreadableError as error:
            raise CommandError(str(error), returncode=2) from error
        except OSError as error:
            raise CommandError(f"{file} cannot be opened: {error.strerror}.", returncode=2) from error
        accepted = None
        if dry_run:
            reading.plan(owner)
        else:
            accepted = _bring_in(owner, file, reading, accept=options["accept"])
        told = _as_json(reading, accepted) if options["json"] else _as_text(reading, accepted, is_dry=dry_run)
        self.stdout.write(told)


@transaction.atomic
def _bring_in(owner: User, file: Path, reading: Coming, *, accept: bool) -> int | None:
    """Imports and, if asked to, says yes to all that is proposed; how many steps that logged."""
    now = timezone.now()
    import_path(owner, file, reading.kind, reading, now)
    return acts.accept(owner, Proposal.objects.owned_by(owner), now=now).number if accept else None


def _as_json(reading: Coming, accepted: int | None) -> str:
    said = reading.as_json()
    words = {key: said[key] for key in ("encoding", "delimiter", "header_line") if key in said}
    steps: dict[str, Any] = {"proposed": []} if reading.kind in PROPOSING else {}
    report = {"kind": reading.kind.value} | steps | reading.report.as_json() | words
    if accepted is not None:
        report["accepted"] = accepted
    return json.dumps(report, ensure_ascii=False, indent=2)


def _as_text(reading: Coming, accepted: int | None, *, is_dry: bool) -> str:
    report = reading.report
    lines = [
        f"{report.found} rows{' (nothing was changed: --dry-run)' if is_dry else ''}: {report.added} added, "
        f"{report.updated} updated, {report.unchanged} unchanged, {report.merged} merged, {report.held} held"
    ]
    lines += [f"{count} skipped: {Reason(reason).label}" for reason, count in report.skipped.items()]
    for one in report.proposed:
        stages = f"{one['stage_before']} → {one['stage_after']}"
        lines.append(f"proposed: {one['contact']}, {one['kind']} on {one['on']} ({stages})")
    if accepted is not None:
        lines.append(f"{accepted} accepted")
    lines += [f"row {warning['row']}: {warning['text']}" for warning in report.as_json()["warnings"]]
    return "\n".join(lines)
