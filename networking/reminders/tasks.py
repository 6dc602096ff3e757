"""What goes by itself: the removed after 30 days, the traces of tasks and sessions after their time."""

from __future__ import annotations

import datetime as dt

from django.core.management import call_command
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from networking.accounts.deletion import delete_due
from networking.accounts.erasing import empty_log
from networking.conversations.important_dates import let_pass
from networking.reminders.purging import purge

KEEP_RESULTS = dt.timedelta(days=2)


@task()
def purge_removed() -> None:
    purge(timezone.now())


@task()
def delete_accounts() -> None:
    """Of those who asked for it seven days ago and did not change their mind."""
    delete_due(timezone.now())


@task()
def let_dates_pass() -> None:
    """Days that matter to somebody and went by two weeks ago: they come again in a year."""
    let_pass(timezone.now())


@task()
def prune() -> None:
    """Finished tasks, tasks whose worker was killed, and sessions that ended."""
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - KEEP_RESULTS).delete()
    DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - KEEP_RESULTS).delete()
    call_command("clearsessions")
    empty_log()
