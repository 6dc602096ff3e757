"""What people may say about a file: which one, and how to read it."""

from __future__ import annotations

from typing import Any

from django import forms

from networking.exchange.choices import Choices
from networking.exchange.decode import LABELS
from networking.exchange.delimited import DELIMITERS
from networking.exchange.roster import MOST_BYTES, text_of
from networking.exchange.sniff import CSV_LIMIT, MEGABYTE, ZIP_LIMIT, UnreadableError

TOO_LARGE = (
    f"This file is over its limit, {CSV_LIMIT // MEGABYTE} MB for a list and {ZIP_LIMIT // MEGABYTE} MB "
    "for a zip. If it is LinkedIn’s zip, upload the Connections.csv in it alone; it is small."
)

ACCEPTED = ".csv,.tsv,.txt,.zip,.vcf,.xlsx,.ods"


class UploadForm(forms.Form):
    file = forms.FileField(
        label="A file from LinkedIn, an address book, a spreadsheet, or an export of Inroad",
        help_text="Lists of up to 50 MB, workbooks of up to 10 MB, zips of up to 200 MB.",
        allow_empty_file=True,  # our own sentence says what to do
        error_messages={"required": "Please choose a file first.", "invalid": "Please choose a file first."},
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )

    def __init__(self, *args: Any, is_too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_too_large:
            self.fields["file"].error_messages["required"] = TOO_LARGE


class RosterForm(forms.Form):
    """A class list, typed, pasted or as a file. `text` holds it afterwards, whichever way it came."""

    text = forms.CharField(
        label="The list, one person a row",
        required=False,
        max_length=MOST_BYTES,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text="At least the e-mail addresses. A column called role may say seeker or coach.",
    )
    file = forms.FileField(
        label="Or a CSV file", required=False, widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt"})
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if file := cleaned.get("file"):
            try:
                cleaned["text"] = text_of(file.read(MOST_BYTES + 1))
            except UnreadableError as why:
                self.add_error("file", str(why))
        elif not self.errors and not cleaned.get("text", "").strip():
            self.add_error("text", "Paste a list, or choose a file.")
        return cleaned


class ChoicesForm(forms.Form):
    """How to read the file, where we could only guess."""

    encoding = forms.ChoiceField(
        label="Letters (encoding)", required=False, choices=[("", "Find out"), *LABELS.items()]
    )
    delimiter = forms.ChoiceField(
        label="Columns are parted by a",
        required=False,
        choices=[("", "Find out"), *((sign, name.capitalize()) for sign, name in DELIMITERS.items())],
    )
    day_first = forms.TypedChoiceField(
        label="A date like 03/12/24 is",
        required=False,
        choices=[("", "Find out"), ("day", "3 December (day first)"), ("month", "March 12 (month first)")],
        coerce=lambda word: word == "day",
        empty_value=None,
    )

    def clean_delimiter(self) -> str:
        """A tab is white space, which a form field takes away."""
        return str(self.data.get("delimiter", ""))[:1]

    def choices(self, said: dict[str, Any]) -> Choices:
        return Choices(**self.cleaned_data, said=said)
