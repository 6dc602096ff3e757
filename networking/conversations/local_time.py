"""Which moment a day and a time on the wall mean, on the nights when the clocks change too."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError


def local_moment(day: dt.date, time: dt.time, zone: ZoneInfo) -> dt.datetime:
    """A time that the clocks jump over is refused; of one that comes twice, the first is meant."""
    moment = dt.datetime.combine(day, time, zone)
    back = moment.astimezone(dt.UTC).astimezone(zone)
    if back.replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise ValidationError(
            f"{time:%H:%M} does not exist on that day: the clocks jump over it. Try {back:%H:%M}.",
            code="clocks_jump",
        )
    return moment.astimezone(dt.UTC)
