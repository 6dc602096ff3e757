"""How a day of the past is called."""

from __future__ import annotations

import datetime as dt


def day_words(day: dt.date, today: dt.date) -> str:
    """Today, Yesterday, a weekday of the last six days, else the date; the year only when it is another."""
    days = (today - day).days
    if days == 0:
        return "Today"
    if days == 1:
        return "Yesterday"
    if 1 < days < 7:
        return f"{day:%a}"
    return f"{day.day} {day:%b}" + (f" {day.year}" if day.year != today.year else "")
