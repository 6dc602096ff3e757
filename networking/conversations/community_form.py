"""What people may type about a community."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from networking.contacts.forms import CompanyNameField
from networking.conversations.forms import EARLIEST, day_field
from networking.conversations.models import Community
from networking.web.forms import KeyField, WebAddressField
from networking.web.seen import SeenForm


class CommunityForm(SeenForm):
    """Without a day, who is in it joined today; who writes a day is in it."""

    company_name = CompanyNameField(
        label="Company", required=False, help_text="If it belongs to one: its users, its alumni."
    )
    url = WebAddressField(label="Link")
    is_joined = forms.BooleanField(label="I am in it", required=False)
    joined_on = day_field("Since", required=False)
    key = KeyField()

    told_apart = ("company_name", "is_joined", "joined_on")

    class Meta:
        model = Community
        fields = ("name", "kind", "url", "notes")
        labels: ClassVar = {"name": "Name", "kind": "Kind"}
        help_texts: ClassVar = {"notes": "How to get in, which channels are worth reading, who runs it."}
        widgets: ClassVar = {
            "name": forms.TextInput(attrs={"autocomplete": "off"}),
            "notes": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial["is_joined"] = bool(self.instance.joined_on)
        self.initial["joined_on"] = self.instance.joined_on
        company = self.instance.company if self.instance.company_id else None
        if company and not company.is_removed:
            self.initial["company_name"] = company.name

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not any(c.isalnum() for c in name):
            raise ValidationError("A name needs at least one letter or digit.")
        return name

    def clean_joined_on(self) -> dt.date | None:
        on: dt.date | None = self.cleaned_data["joined_on"]
        if on and on > self.today:
            raise ValidationError("This day has not come yet. Leave it empty until you are in.")
        if on and on < EARLIEST:
            raise ValidationError("That is very long ago. Is the year right?")
        return on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        said = cleaned.get("joined_on")
        is_in = cleaned.get("is_joined") or (said and "joined_on" in self.changed_data)
        cleaned["joined_on"] = (said or self.today) if is_in else None
        return cleaned

    @property
    def community(self) -> dict[str, Any]:
        """What `communities.add` and `communities.edit` are told, but for the company."""
        return self.said | {"joined_on": self.cleaned_data["joined_on"]}
