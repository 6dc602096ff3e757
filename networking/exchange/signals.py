"""What importing asks of apps further left (DESIGN §4)."""

from django.dispatch import Signal

last_tick_wanted = Signal()  # answered by reminders with the moment when the worker last looked, or None
