"""What a seeker says of themselves: their story, where their résumé is, when they graduated."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from networking.accounts.models import User
from networking.web.forms import WebAddressField
from networking.web.seen import SeenForm

LABELS = {
    "story": "My story in a few sentences",
    "resume_url": "Link to my résumé",
    "graduated_on": "I graduated on",
}
HELP = {
    "story": "Where you come from, what you can do, what you look for. Packets for referrals begin with it.",
    "resume_url": "Where others may read it without signing in.",
    "graduated_on": "A day in the future is fine, and so is none.",
}
DAYS = (
    MinValueValidator(dt.date(1940, 1, 1), "Is the year right?"),
    MaxValueValidator(dt.date(2100, 1, 1), "Is the year right?"),
)


class GraduatedField(forms.DateField):
    """A day within a life; empty for whoever does not want to say."""

    default_validators = list(DAYS)
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", LABELS["graduated_on"])
        kwargs.setdefault("help_text", HELP["graduated_on"])
        super().__init__(required=False, **kwargs)


class StoryForm(SeenForm):
    graduated_on = GraduatedField()

    class Meta:
        model = User
        fields = ("story", "resume_url", "graduated_on")
        labels: ClassVar = LABELS
        help_texts: ClassVar = HELP
        field_classes: ClassVar = {"resume_url": WebAddressField}
        widgets: ClassVar = {"story": forms.Textarea(attrs={"rows": 5})}
