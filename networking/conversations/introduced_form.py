"""What people may type about an introduction: whom to, where they work, and when it was."""

from __future__ import annotations

from typing import Any

from django import forms

from networking.contacts.named_form import NamedForm
from networking.conversations.forms import DatedForm, day_field


class IntroducedForm(DatedForm, NamedForm):
    """Somebody of my people (`who`), or a name, and the day. The name is asked for only without `who`."""

    on = day_field("Day", required=False)
    who = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)
    field_order = ("name", "company_name", "title", "on", "key")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", self.today)
        if self.is_bound and self.data.get("who"):
            self.fields["name"].required = False

    def clean_name(self) -> str:
        return super().clean_name() if self.fields["name"].required else ""
