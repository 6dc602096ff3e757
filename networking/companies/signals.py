"""Acts on a list of companies whose consequences live in apps further left (DESIGN §4)."""

from django.dispatch import Signal

list_changed = Signal()  # owner_id=…, after a company is stored, in the same transaction
