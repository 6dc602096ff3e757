"""Prints somebody's next steps, for scripts: the first is the step."""

from __future__ import annotations

import datetime as dt
import json
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.utils import timezone

from networking.accounts.commands import find_account
from networking.accounts.models import User
from networking.pipeline.next_steps import Step, next_steps
from networking.web.commands import PlainCommand


def day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a day; write it like 2026-11-30.") from None


class Command(PlainCommand):
    help = "Prints the ordered list of next steps; the first is the step."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--user", required=True, metavar="EMAIL")
        parser.add_argument("--today", type=day, metavar="YYYY-MM-DD", help="as if it were this day")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        user = find_account(options["user"])
        steps = [printed(step) for step in next_steps(user, now=moment(user, options["today"]))]
        if options["json"]:
            self.stdout.write(json.dumps(steps, indent=2, ensure_ascii=False))
            return
        for number, step in enumerate(steps, start=1):
            self.stdout.write(
                f"{number}. {step['title']} (rule {step['rule']}, due {step['due_on'] or 'any day'})"
            )
            self.stdout.write(f"   {step['why']}")


def moment(user: User, today: dt.date | None) -> dt.datetime:
    """Now; or, for another day than this, its beginning where the person is."""
    now = timezone.now()
    if today is None or today == user.local_date(now):
        return now
    return dt.datetime.combine(today, dt.time(), tzinfo=user.zone)


def printed(step: Step) -> dict[str, object]:
    return {
        "rule": int(step.rule),
        "title": step.title,
        "why": step.why,
        "due_on": step.due_on.isoformat() if step.due_on else None,
        "company": step.company or None,
        "contact": step.contact or None,
        "url": step.url,
    }
