"""Fills an empty account with sample data to look around in; “Remove the sample” on Today deletes it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from networking.accounts.commands import find_account
from networking.accounts.models import User
from networking.accounts.owner import machine_owner
from networking.exchange import sample
from networking.web.commands import PlainCommand


class Command(PlainCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--user", metavar="EMAIL", help="whose account; at home the owner's, if not said")

    def handle(self, *args: Any, user: str | None = None, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        account = account_of(user)
        try:
            sample.start_sample(account, now=timezone.now())
        except sample.NotEmptyError:
            if not sample.has_sample(account):
                raise CommandError(
                    f"{account.email} has data already, and sample data is only for an empty account."
                ) from None
            self.stdout.write(f"{account.email} has the sample data already.")
        else:
            self.stdout.write(f"{account.email} now has sample data: 5 companies, 17 people. Next: make run")


def account_of(email: str | None) -> User:
    if email is None:
        if not settings.AT_HOME:
            raise CommandError("Say whose account: manage.py demo --user EMAIL")
        return machine_owner()
    return find_account(email)
