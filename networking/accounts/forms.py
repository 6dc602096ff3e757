"""What people may type about their account."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from allauth.account.forms import LoginForm, SignupForm
from allauth.core import context
from django import forms
from django.conf import settings

from networking.accounts.context import invited_email
from networking.accounts.models import User, clean_email


class SignInForm(LoginForm):
    def clean_login(self) -> str:
        return clean_email(self.cleaned_data["login"])


class SignUpForm(SignupForm):
    """Where not everybody may sign up, only the invited address may."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invited = invited_email(context.request)
        self.initial.setdefault("email", self.invited)

    def clean_email(self) -> str:
        email: str = super().clean_email()
        if settings.SIGNUP != "open" and email != self.invited:
            raise forms.ValidationError(f"The invitation is for {self.invited}. Use that address.")
        return email


class DeleteAccountForm(forms.Form):
    """Typing the address is the question "are you sure?" asked so that it is read.

    Two buttons: whoever presses Enter, or sends neither, gets the one that can be taken back.
    """

    AT_ONCE = "now"
    when = forms.CharField(required=False, widget=forms.HiddenInput)
    email = forms.CharField(
        label="Your e-mail address",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self) -> str:
        email = clean_email(self.cleaned_data["email"])
        if email != self.user.email:
            raise forms.ValidationError(f"This is not the address of this account. It is {self.user.email}.")
        return email

    @property
    def is_at_once(self) -> bool:
        return bool(self.cleaned_data["when"] == self.AT_ONCE)


class TimeZoneForm(forms.Form):
    time_zone = forms.CharField(max_length=64)

    def clean_time_zone(self) -> str:
        name: str = self.cleaned_data["time_zone"]
        if name not in available_timezones():
            raise forms.ValidationError("There is no such time zone.")
        return name
