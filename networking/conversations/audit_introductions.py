"""Whether introductions ended as became of those introduced, and their introducers are owed a word for it."""

from __future__ import annotations

from collections.abc import Iterator

from networking.conversations.endings import Ending
from networking.conversations.models import Introduction, Update
from networking.conversations.writer.derived import recompute
from networking.conversations.writer.introduced import keep_current, stored_ending, with_endings


def check_introductions(*, fix: bool) -> Iterator[str]:
    updates = Update.objects.exclude(introduction=None)
    told = set(updates.values_list("introduction", "contact", "on", "at"))
    owed = set(updates.filter(is_known=False).values_list("introduction", flat=True))
    wrong = []
    for row, ending in with_endings(Introduction.objects.all()):
        is_told = (row.pk, row.introducer_id, ending.on, ending.at) in told
        if ending != stored_ending(row):
            yield f"introduction {row.pk}: {_words(stored_ending(row))}, should be {_words(ending)}"
        elif not is_told if ending.on else row.pk in owed:
            yield f"introduction {row.pk}: {_words(ending)}, which its update does not say"
        else:
            continue
        wrong.append(row.pk)
    if wrong and fix:
        recompute(keep_current(Introduction.objects.filter(pk__in=wrong)))


def _words(ending: Ending) -> str:
    return f"{ending.outcome} on {ending.on}" if ending.on else ending.outcome
