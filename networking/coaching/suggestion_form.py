"""What a coach may suggest to a seeker: one more person at a target, or a line of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from networking.contacts.models import Persona
from networking.web.forms import KeyField

ONE_MORE = {
    persona: f"Add one {persona.label.lower()}"
    for persona in (Persona.DEVELOPER, Persona.MANAGER, Persona.RECRUITER)
}


class SuggestionForm(forms.Form):
    """One more person at a company, or a step in the coach's own words. `targets` are the seeker's."""

    persona = forms.ChoiceField(
        label="Somebody to add",
        required=False,
        choices=[("", "Nobody: I write my own"), *ONE_MORE.items()],
    )
    company = forms.TypedChoiceField(label="At", required=False, coerce=int, empty_value=None)
    words = forms.CharField(
        label="Or in your words",
        max_length=200,
        required=False,
        help_text="It stands among their next steps just like this.",
    )
    key = KeyField()

    def __init__(self, *args: Any, targets: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.targets = targets
        self.fields["company"].choices = [("", "No company"), *targets.items()]  # type: ignore[attr-defined]

    def clean_words(self) -> str:
        return " ".join(self.cleaned_data["words"].split())

    def clean(self) -> None:
        persona, words = self.cleaned_data.get("persona"), self.cleaned_data.get("words")
        if persona and words:
            self.add_error("words", "Choose one of the two: somebody to add, or your own words.")
        if persona and self.cleaned_data.get("company") is None and "company" not in self.errors:
            self.add_error("company", "At which company?")
        if not persona and not words and "words" not in self.errors:
            self.add_error("words", "What would you suggest?")

    @property
    def step(self) -> str:
        """The step as the seeker reads it."""
        persona, company = self.cleaned_data["persona"], self.cleaned_data["company"]
        return f"{ONE_MORE[persona]} at {self.targets[company]}" if persona else self.cleaned_data["words"]
