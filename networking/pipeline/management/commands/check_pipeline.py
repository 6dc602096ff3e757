"""Compares everything that is derived and stored with what it should be."""

from __future__ import annotations

from argparse import ArgumentParser
from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from networking.coaching import audit as coaching
from networking.conversations import audit as conversations


class Command(BaseCommand):
    help = "Prints the rows that differ from what they should be and exits 1; --fix mends them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--fix", action="store_true", help="mend what differs")

    def handle(self, *args: Any, fix: bool, **options: Any) -> None:
        if not (found := self.tell(fix=fix)):
            self.stdout.write("Nothing differs.")
        elif not fix:
            self.stdout.write(f"{found} differ. Run with --fix to mend them.")
            raise SystemExit(1)
        elif left := self.tell(fix=False):
            self.stdout.write(f"{left} could not be mended.")
            raise SystemExit(1)
        else:
            self.stdout.write(f"{found} mended.")

    def tell(self, *, fix: bool) -> int:
        """Prints what differs as it is found, and counts it."""
        found = 0
        for line in chain(conversations.check(fix=fix, now=timezone.now()), coaching.check(fix=fix)):
            self.stdout.write(line)
            found += 1
        return found
