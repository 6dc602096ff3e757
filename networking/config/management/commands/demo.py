"""Fills an empty account with sample data, and makes a small school that it coaches, to look around in.

“Remove the sample” on Today deletes the search; `--remove-school` deletes the school and everybody in it.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from networking.accounts.commands import find_account
from networking.accounts.models import User
from networking.accounts.owner import machine_owner
from networking.exchange import sample, sample_school
from networking.web.commands import PlainCommand

FEW, MOST = 12, 5_000


class Command(PlainCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--user", metavar="EMAIL", help="whose account; at home the owner's, if not said")
        parser.add_argument(
            "--seekers", type=int, default=FEW, metavar="N", help=f"in the school; {FEW} if not said"
        )
        parser.add_argument(
            "--remove-school", action="store_true", help="deletes the school, and nothing else"
        )

    def handle(self, *args: Any, user: str | None = None, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        if options["remove_school"]:
            was_there = sample_school.remove_school()
            self.stdout.write("The sample school is gone." if was_there else "There was no sample school.")
            return
        if not 1 <= options["seekers"] <= MOST:
            raise CommandError(f"A school has 1 to {MOST:,} seekers.")
        account = account_of(user)
        self.search(account)
        self.school(account, options["seekers"])
        self.stdout.write("Next: make run")

    def search(self, account: User) -> None:
        try:
            sample.start_sample(account, now=timezone.now())
        except sample.NotEmptyError:
            if not sample.has_sample(account):
                raise CommandError(
                    f"{account.email} has data already, and sample data is only for an empty account."
                ) from None
            self.stdout.write(f"{account.email} has the sample data already.")
        else:
            self.stdout.write(f"{account.email} now has sample data: 5 companies, 17 people.")

    def school(self, account: User, seekers: int) -> None:
        if sample_school.exists():
            self.stdout.write("The sample school is there already; --remove-school deletes it.")
            return
        made = sample_school.make_school(seekers, now=timezone.now(), coach=account)
        cohorts = "1 cohort" if len(made.cohorts) == 1 else f"{len(made.cohorts)} cohorts"
        self.stdout.write(
            f"{account.email} now runs {made.organization}: {made.seekers:,} invented seekers in {cohorts}, "
            f"and coaches {made.cohorts[0]}."
        )


def account_of(email: str | None) -> User:
    if email is None:
        if not settings.AT_HOME:
            raise CommandError("Say whose account: manage.py demo --user EMAIL")
        return machine_owner()
    return find_account(email)
