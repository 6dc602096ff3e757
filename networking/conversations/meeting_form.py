"""What people may type about somebody whom they meet: a name is enough, or one of those they know."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from networking.accounts.models import User
from networking.contacts.forms import CompanyNameField
from networking.contacts.models import Contact
from networking.conversations.meeting import NOTE_LENGTH
from networking.web.forms import KeyField
from networking.web.keys import row_key

NEW = "new"  # somebody else of the same name


class MeetForm(forms.Form):
    """`chosen` is who was chosen of those I know; `is_new` says that it is none of them."""

    name = forms.CharField(
        max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    company_name = CompanyNameField(
        label="Company", required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    note = forms.CharField(
        label="What you talked about",
        max_length=NOTE_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    contact = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)
    key = KeyField()

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "meet_%s")
        super().__init__(*args, **kwargs)
        self.owner = owner
        self.chosen: Contact | None = None
        self.is_new = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        said, name = cleaned.get("contact", ""), cleaned.get("name", "")
        self.is_new = said == NEW
        if said and not self.is_new:
            self.chosen = self.one_of_mine(said)
        elif not name and "name" not in self.errors:
            self.add_error("name", "Write the name first.")
        elif name and not any(c.isalnum() for c in name):
            self.add_error("name", "A name needs at least one letter.")
        return cleaned

    def one_of_mine(self, said: str) -> Contact:
        found = Contact.objects.owned_by(self.owner).filter(pk=row_key(said)).first()
        if found is None:
            raise ValidationError("That person is not among yours any more. Write the name again.")
        return found
