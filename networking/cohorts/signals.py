"""Acts about a place in a cohort whose consequences live in apps further left (DESIGN §4)."""

from django.dispatch import Signal

cohort_changed = Signal()  # cohort=…, after it was archived or reopened, in the same transaction
membership_changed = Signal()  # membership=…, after it is stored, in the same transaction
