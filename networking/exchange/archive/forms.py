"""What is asked about an archive when its messages do not tell: which of those who wrote is the seeker."""

from __future__ import annotations

from typing import Any

from django import forms

from networking.exchange.said import SaidForm


class WhoForm(SaidForm):
    """`is_urgent` while nothing can be proposed without the answer."""

    me = forms.ChoiceField(label="In these messages, I am", required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_urgent = bool(self.words.get("asks_me"))
        candidates = [(who, name or who) for who, name, _ in self.words.get("candidates", [])]
        field = self.fields["me"]
        if len(candidates) < 2:
            del self.fields["me"]
            return
        field.choices = [("", "Find out"), *candidates]  # type: ignore[attr-defined]
        field.help_text = "So that Inroad knows which messages are yours and which are theirs."
