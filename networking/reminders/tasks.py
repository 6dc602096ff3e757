"""What goes by itself: the removed after 30 days, the traces of tasks and sessions after their time."""

from __future__ import annotations

import datetime as dt

from django.core.management import call_command
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from networking.accounts.deletion import delete_due
from networking.accounts.erasing import empty_log
from networking.companies.models import Company, Fact
from networking.contacts.models import Contact
from networking.conversations.important_dates import let_pass
from networking.conversations.models import Chat, Hidden, Interaction, Question, Template

KEEP_REMOVED = dt.timedelta(days=30)
KEEP_RESULTS = dt.timedelta(days=2)


@task()
def purge_removed() -> None:
    """Children first: a chat takes its interaction along, a contact all that was said."""
    limit = timezone.now() - KEEP_REMOVED
    for model in (Interaction, Chat, Contact, Company, Template, Question, Fact):
        model.objects.filter(removed_at__lt=limit).delete()
    Hidden.objects.filter(until__lt=limit.date()).delete()


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
