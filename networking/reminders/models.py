"""When the background worker last did what."""

from __future__ import annotations

from django.db import models


class Schedule(models.Model):
    """One recurring task: `slot` is the last one enqueued, `ticked_at` when the worker looked."""

    name = models.CharField(max_length=50, unique=True)
    slot = models.BigIntegerField(default=0)
    ticked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name
