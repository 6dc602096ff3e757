"""manage.py worker: does the background tasks and keeps the schedule, until it is told to stop."""

from __future__ import annotations

import logging
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from networking.reminders.schedule import tick

logger = logging.getLogger("networking.worker")
PAUSE = 1.0
TICK_EVERY = 10.0
AFTER_TROUBLE = 5.0


class Command(BaseCommand):
    help = "Reads large files, purges what was removed, and whatever else happens in the background."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="tick, do what waits, and end")

    def handle(self, *, once: bool, **options: Any) -> None:
        worker = make_worker()
        if once:
            tick(timezone.now())
            worker.run()
            return
        worker.configure_signals()
        ticked = float("-inf")
        while worker.running:
            try:
                if time.monotonic() - ticked >= TICK_EVERY:
                    tick(timezone.now())
                    ticked = time.monotonic()
                worker.run()
                time.sleep(PAUSE)
            except (OperationalError, InterfaceError) as error:
                logger.warning("The database does not answer; trying again in %s s: %s", AFTER_TROUBLE, error)
                connection.close()
                time.sleep(AFTER_TROUBLE)
            close_old_connections()


def make_worker() -> Worker:
    """django-tasks-db's own worker; `batch` returns when the queue is empty, so that we can tick."""
    return Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )
