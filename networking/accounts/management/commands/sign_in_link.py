"""Prints a link that signs somebody in on this machine, once, within 15 minutes."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from networking.accounts.commands import find_account
from networking.accounts.owner import sign_in_url
from networking.web.commands import PlainCommand


class Command(PlainCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        if not settings.AT_HOME:
            raise CommandError("PUBLIC_URL is set, and sign-in links exist only at home.")
        self.stdout.write(sign_in_url(find_account(email), now=timezone.now()))
