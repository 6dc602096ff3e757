"""What somebody said about a table, for the next one with the same column names."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models

from networking.cohorts.owned import Owned, OwnedQuerySet
from networking.exchange.headers import plain

if TYPE_CHECKING:
    from networking.accounts.models import User


class Remembered(Owned):
    """`columns` are by the name of the column → its field, '' for one left out; `words` by the status word.

    `fingerprint` stands for the column names, in whatever order.
    """

    fingerprint = models.CharField(max_length=64, editable=False)
    columns = models.JSONField(default=dict)
    words = models.JSONField(default=dict)
    wish = models.CharField(max_length=8, blank=True)

    objects: ClassVar[OwnedQuerySet[Remembered]] = OwnedQuerySet["Remembered"].as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "remembered"
        constraints = [
            models.UniqueConstraint(fields=["owner", "fingerprint"], name="remembered_once_per_header"),
        ]

    def __str__(self) -> str:
        return ", ".join(self.columns)


def names(header: Sequence[str]) -> list[str]:
    """What columns are remembered by; the second of one name is another."""
    seen: Counter[str] = Counter()
    found = []
    for cell in header:
        name = plain(cell)[:100]
        seen[name] += 1
        found.append(f"{name} {seen[name]}" if seen[name] > 1 else name)
    return found


def fingerprint(header: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(sorted(names(header))).encode()).hexdigest()


def recall(owner: User, header: Sequence[str]) -> tuple[dict[int, str] | None, dict[str, str], str]:
    """The fields of these columns (None if they are new), all status words explained ever, and the wish."""
    words: dict[str, str] = {}
    columns, wish = None, ""
    for one in Remembered.objects.owned_by(owner).order_by("pk"):
        words |= one.words
        if one.fingerprint == fingerprint(header):
            columns = {index: one.columns.get(name, "") for index, name in enumerate(names(header))}
            wish = one.wish
    return columns, words, wish


def remember(
    owner: User, header: Sequence[str], columns: Mapping[int, Any], words: Mapping[str, str], wish: str
) -> None:
    named = {name: str(columns.get(index, "")) for index, name in enumerate(names(header))}
    Remembered.objects.update_or_create(
        owner=owner,
        fingerprint=fingerprint(header),
        defaults={"columns": named, "words": dict(words), "wish": wish},
    )
