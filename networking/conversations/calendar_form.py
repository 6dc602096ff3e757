"""What may be handed in as a calendar: a file or a text, and from which day on it is looked at."""

from __future__ import annotations

import codecs
import datetime as dt
from typing import Any

from django import forms

from networking.conversations.forms import day_field

MOST_BYTES = 1_000_000
TOO_LARGE = (
    "This file is larger than 1 MB. Calendars can be exported from a day on, or one event at a time; "
    "a calendar of your job search alone is small."
)
NOT_TEXT = "This file is no calendar. Calendars end in .ics."


class CalendarForm(forms.Form):
    """`text` holds it afterwards, whichever way it came; a file goes before what is typed."""

    file = forms.FileField(
        label="A calendar file (.ics)",
        required=False,
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".ics,.ical,text/calendar"}),
        help_text="Up to 1 MB. Meetup, Luma, Eventbrite and mail programs call it “Add to calendar”.",
    )
    text = forms.CharField(
        label="Or paste the text",
        required=False,
        max_length=MOST_BYTES,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="An invitation from a mail or a page with its name and its day, or a calendar as text.",
    )
    since = day_field("From this day on", required=False)

    def __init__(self, *args: Any, today: dt.date, is_too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"since": today}, **kwargs})
        self.today, self.is_too_large = today, is_too_large

    def clean_since(self) -> dt.date:
        return self.cleaned_data["since"] or self.today

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        if self.is_too_large or (file and file.size > MOST_BYTES):
            self.add_error("file", TOO_LARGE)
        elif file and not file.size:
            self.add_error("file", "This file is empty.")
        elif file:
            cleaned["text"] = self.letters_of(file.read(MOST_BYTES))
        elif not cleaned.get("text") and not self.errors:
            self.add_error("file", "Choose a file, or paste the text.")
        return cleaned

    def letters_of(self, data: bytes) -> str:
        """Calendars are UTF-8; an old one, or one of Windows, is read as far as it goes."""
        is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        for encoding in ("utf-16",) if is_wide else ("utf-8-sig", "cp1252"):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if "\x00" not in text:
                return text
        self.add_error("file", NOT_TEXT)
        return ""
