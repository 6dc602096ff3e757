"""Makes a school and invites its first admin."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone

from networking.accounts.models import User, clean_email
from networking.cohorts.forms import one_line
from networking.cohorts.inviting import AlreadyHereError, invite
from networking.cohorts.joining import join
from networking.cohorts.models import Organization, Role
from networking.web.commands import PlainCommand


class Command(PlainCommand):
    help = "Makes an organization and its first admin: at once if the account exists, else by invitation."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--admin", required=True, metavar="EMAIL")

    def handle(self, *args: Any, **options: Any) -> None:
        email, now = clean_email(options["admin"]), timezone.now()
        try:
            name = one_line(options["name"])
            validate_email(email)
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        try:
            with transaction.atomic():
                school = Organization.objects.create(name=name, created_at=now)
                account = User.objects.filter(email=email, is_active=True).first()
                if account:
                    join(school, None, account, Role.ADMIN, consents=False, now=now)
                else:
                    invite(school, email, Role.ADMIN, by=None, now=now)
        except IntegrityError as error:
            raise CommandError(
                f"There is an organization called {name} already, or its name is empty."
            ) from error
        except AlreadyHereError as refused:
            raise CommandError(str(refused)) from refused
        done = "runs it now" if account else "was sent an invitation that holds for seven days"
        self.stdout.write(f"{name} is there. {email} {done}.")
