"""Days and numbers as one says them."""

from __future__ import annotations


def ago(days: int) -> str:
    """How long since: "today", "yesterday", "9 days ago"."""
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")


def counted_words(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
