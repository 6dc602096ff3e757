"""Acts of an account whose consequences live in apps further left (DESIGN §4)."""

from django.dispatch import Signal

account_deleted = Signal()  # user=…, before the rows go, in the same transaction
search_settings_changed = Signal()  # user=…, after a clock or the zone is stored, in the same transaction
