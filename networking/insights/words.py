"""Days and numbers as one says them."""

from __future__ import annotations


def ago(days: int) -> str:
    """How long since: "today", "yesterday", "9 days ago"."""
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")


def counted_words(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def waited(minutes: int) -> str:
    """2 days; while it is not yet one, the hours."""
    hours = minutes // 60
    if not hours:
        return "under an hour"
    return counted_words(hours // 24, "day", "days") if hours >= 24 else counted_words(hours, "hour", "hours")
