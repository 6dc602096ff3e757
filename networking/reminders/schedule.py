"""What the worker does again and again, and the tick that lets each slot of it begin exactly once."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django_tasks.base import Task

from networking.exchange.tasks import purge_uploads, take_up_stopped
from networking.reminders.models import Schedule
from networking.reminders.tasks import delete_accounts, let_dates_pass, prune, purge_removed

MINUTE, HOUR, DAY = 60, 3_600, 86_400
EVERY: dict[str, tuple[int, Task[[], None]]] = {
    "take_up_stopped": (MINUTE, take_up_stopped),
    "purge_uploads": (HOUR, purge_uploads),
    "purge_removed": (DAY, purge_removed),
    "prune": (DAY, prune),
    "let_dates_pass": (HOUR, let_dates_pass),
    "delete_accounts": (HOUR, delete_accounts),
}
TICK = "tick"


def tick(now: dt.datetime) -> None:
    """Enqueues what is due. Of several workers one wins a slot; its row and the task are one transaction."""
    _row(TICK)
    Schedule.objects.filter(name=TICK).update(ticked_at=now)
    slots = dict(Schedule.objects.values_list("name", "slot"))
    for name, (seconds, task) in EVERY.items():
        slot = int(now.timestamp()) // seconds
        if name not in slots:
            _row(name)
        if slots.get(name, 0) < slot:
            with transaction.atomic():
                if Schedule.objects.filter(name=name, slot__lt=slot).update(slot=slot, ticked_at=now):
                    task.enqueue()


def _row(name: str) -> None:
    Schedule.objects.get_or_create(name=name)


def last_tick() -> dt.datetime | None:
    """When a worker last looked for work; None when none ever did."""
    return Schedule.objects.filter(name=TICK).values_list("ticked_at", flat=True).first()
