"""Acts about a place in a cohort whose consequences live in apps further left (DESIGN §4)."""

from django.dispatch import Signal

membership_changed = Signal()  # membership=…, after it is stored, in the same transaction
