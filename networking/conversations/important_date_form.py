"""What people may type about a day that matters to somebody."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from networking.contacts.models import Contact
from networking.conversations.important_dates import Said
from networking.conversations.models import ImportantDate

LEAP_YEAR = 2024
EARLIEST_YEAR = 1900
MONTHS = [(number, calendar.month_name[number]) for number in range(1, 13)]
USUAL = ("Birthday", "Began there", "Wedding day", "A talk they give")


class ImportantDateForm(forms.Form):
    """A day and a month, and the year if it is known. 29 February is a day like any other."""

    label = forms.CharField(
        label="What it is",
        max_length=100,
        widget=forms.TextInput(attrs={"list": "usual-dates", "autocomplete": "off"}),
        error_messages={"required": "Say what it is: a birthday, the day they began there."},
    )
    day = forms.IntegerField(
        min_value=1,
        max_value=31,
        error_messages=dict.fromkeys(("min_value", "max_value"), "A day is a number from 1 to 31."),
    )
    month = forms.TypedChoiceField(coerce=int, choices=MONTHS)
    year = forms.IntegerField(required=False, min_value=EARLIEST_YEAR)

    def __init__(
        self, data: Any = None, *, contact: Contact, today: dt.date, date: ImportantDate | None = None
    ) -> None:
        was = {name: getattr(date, name) for name in Said._fields} if date else {}
        super().__init__(data, initial=was)
        self.contact, self.today, self.date = contact, today, date
        self.fields["year"].help_text = "If you know it."

    def clean_label(self) -> str:
        label = " ".join(self.cleaned_data["label"].split())
        if not any(c.isalnum() for c in label):
            raise ValidationError("Say what it is in a word or two.")
        return label

    def clean_year(self) -> int | None:
        year: int | None = self.cleaned_data["year"]
        if year is not None and year > self.today.year:
            raise ValidationError("That year has not come yet. Leave it out if you do not know it.")
        return year

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors:
            self.clean_day_of(cleaned["day"], cleaned["month"], cleaned["year"])
        if not self.errors and self.is_there():
            self.add_error("label", "This day is written down already.")
        return cleaned

    def clean_day_of(self, day: int, month: int, year: int | None) -> None:
        if day > calendar.monthrange(LEAP_YEAR, month)[1]:
            self.add_error("day", f"{calendar.month_name[month]} has no day {day}.")
        elif year and day > calendar.monthrange(year, month)[1]:
            self.add_error("year", f"{year} had no 29 February.")

    def is_there(self) -> bool:
        """Whether another row says the same; adding it a second time is a double click and no slip."""
        if self.date is None:
            return False
        same = ImportantDate.objects.filter(contact=self.contact, label=self.said.label)
        return same.filter(month=self.said.month, day=self.said.day).exclude(pk=self.date.pk).exists()

    @property
    def said(self) -> Said:
        return Said(**{name: self.cleaned_data[name] for name in Said._fields})
