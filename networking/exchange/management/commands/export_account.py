"""manage.py export_account: everything of one person as the zip that an empty account can import."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from networking.accounts.commands import find_account
from networking.exchange.account.writing import write_zip
from networking.web.commands import PlainCommand


class Command(PlainCommand):
    help = "Writes everything of one person into a zip: for them to keep, or to import elsewhere."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="whose account it is")
        parser.add_argument(
            "file", type=Path, metavar="FILE.zip", help="the zip to write; must not be there yet"
        )

    def handle(self, *, email: str, file: Path, **options: Any) -> None:
        owner = find_account(email)
        try:
            handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)  # private, as a diary is
        except FileExistsError as error:
            raise CommandError(f"{file} is there already.", returncode=2) from error
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}.", returncode=2) from error
        try:
            with os.fdopen(handle, "wb") as target:
                write_zip(owner, target, now=timezone.now())
        except BaseException:
            file.unlink(missing_ok=True)
            raise
        self.stdout.write(f"Everything of {owner.email} is in {file}.")
