"""What goes into the calendar file: all chats that ever had a time, and all events, planned and past."""

from __future__ import annotations

import datetime as dt

from networking.accounts.models import User
from networking.conversations import calendar, event_calendar
from networking.conversations.models import Chat, Event


def agenda(user: User, *, now: dt.datetime) -> bytes:
    timed = Chat.objects.owned_by(user).filter(starts_at__isnull=False)
    chats = timed.select_related("contact", "company").order_by("starts_at", "pk")
    events = Event.objects.owned_by(user).select_related("company").order_by("starts_at", "pk")
    shown = [calendar.event_of(chat, user=user, now=now) for chat in chats]
    return calendar.file_of([*shown, *(event_calendar.event_of(each, user=user, now=now) for each in events)])
