"""Acts of an account whose consequences live in apps further left (DESIGN §4)."""

from django.dispatch import Signal

account_deleted = Signal()  # user=…, before the rows go, in the same transaction
time_zone_changed = Signal()  # user=…, now=…, after the new zone is stored, in the same transaction
