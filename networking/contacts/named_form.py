"""What people may type about somebody whose name was given to them."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from networking.contacts.forms import CompanyNameField
from networking.web.forms import KeyField


class NamedForm(forms.Form):
    """A name, and what goes with it; the company is that of who named them, unless said otherwise."""

    name = forms.CharField(
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Write the name first."},
    )
    title = forms.CharField(
        label="Job title",
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    company_name = CompanyNameField(
        label="Company", required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    key = KeyField()

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not any(c.isalnum() for c in name):
            raise ValidationError("A name needs at least one letter.")
        return name
