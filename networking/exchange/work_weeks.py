"""Which period a work-search log is about, and on which day its weeks begin."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

SUNDAY, MONDAY = 6, 0  # as `date.weekday` counts
BEGINS = [(SUNDAY, "on Sunday"), (MONDAY, "on Monday")]
WEEKS = 4
EARLIEST, LATEST = dt.date(1990, 1, 1), dt.date(2199, 12, 31)
WITHIN = [MinValueValidator(EARLIEST), MaxValueValidator(LATEST)]


def week_of(day: dt.date, first_weekday: int) -> tuple[dt.date, dt.date]:
    first = day - dt.timedelta((day.weekday() - first_weekday) % 7)
    return first, first + dt.timedelta(6)


class PeriodForm(forms.Form):
    """Four weeks up to today, unless said otherwise."""

    since = forms.DateField(label="From", validators=WITHIN, widget=forms.DateInput({"type": "date"}))
    until = forms.DateField(label="To", validators=WITHIN, widget=forms.DateInput({"type": "date"}))
    begins = forms.TypedChoiceField(label="My weeks begin", choices=BEGINS, coerce=int)

    def __init__(self, said: dict[str, str], *, today: dt.date) -> None:
        first, _ = week_of(today, SUNDAY)
        usual = {
            "since": (first - dt.timedelta(weeks=WEEKS - 1)).isoformat(),
            "until": today.isoformat(),
            "begins": str(SUNDAY),
        }
        super().__init__({name: said.get(name, value) for name, value in usual.items()})

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if {"since", "until"} <= cleaned.keys() and cleaned["until"] < cleaned["since"]:
            self.add_error("until", "This day is before the first one.")
        return cleaned
