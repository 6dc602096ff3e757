"""Which sorts of a small sign of life, and of help, there are to say: a table, and what does not fit it."""

from __future__ import annotations

from networking.contacts.stages import Kind
from networking.conversations.models import Sort

SORTS: dict[str, tuple[Sort, ...]] = {
    Kind.TOUCH: (Sort.CONGRATULATED, Sort.ARTICLE, Sort.JOB, Sort.COMMENTED),
    Kind.HELP_GIVEN: (Sort.REFERRAL, Sort.INTRODUCTION, Sort.KNOWLEDGE, Sort.MENTORING, Sort.OTHER),
    # Their referrals and introductions are kinds of their own: both are owed thanks, and numbers count them.
    Kind.HELP_RECEIVED: (Sort.KNOWLEDGE, Sort.MENTORING, Sort.OTHER),
}


def fitting(kind: str, sort: str) -> str:
    """The sort, if such a kind has it; else nothing is said of it."""
    return sort if sort in SORTS.get(kind, ()) else ""


def choices(kind: str) -> list[tuple[str, str]]:
    return [("", "Not said"), *((sort.value, sort.label) for sort in SORTS.get(kind, ()))]
