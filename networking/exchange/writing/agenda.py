"""Which chats go into the calendar file: all that ever had a time, planned and past."""

from __future__ import annotations

import datetime as dt

from networking.accounts.models import User
from networking.conversations import calendar
from networking.conversations.models import Chat


def agenda(user: User, *, now: dt.datetime) -> bytes:
    timed = Chat.objects.owned_by(user).filter(starts_at__isnull=False)
    chats = timed.select_related("contact", "company").order_by("starts_at", "pk")
    return calendar.agenda(chats, user=user, now=now)
