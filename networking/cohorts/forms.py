"""What people may type about schools and cohorts: names, addresses, codes, and what they agree to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from networking.accounts.models import clean_email
from networking.cohorts.models import Cohort, Organization, Role


def one_line(text: str) -> str:
    """A name is one line of letters, and no address that a mail program would make a link of."""
    text = " ".join(text.split())
    if "://" in text or "www." in text.lower():
        raise ValidationError("A name holds no web address.")
    return text


class CohortForm(forms.Form):
    name = forms.CharField(
        label="Name of the cohort", max_length=100, help_text="For example: 2611 evenings."
    )

    def __init__(
        self, *args: Any, organization: Organization, cohort: Cohort | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.organization, self.cohort = organization, cohort

    def clean_name(self) -> str:
        name = one_line(self.cleaned_data["name"])
        twins = Cohort.objects.filter(organization=self.organization, name=name)
        if (twins.exclude(pk=self.cohort.pk) if self.cohort else twins).exists():
            raise ValidationError(f"There is a cohort called {name} already.")
        return name


class InviteForm(forms.Form):
    """One address, in one of the roles that the inviter may give."""

    email = forms.EmailField(label="E-mail address", max_length=254)
    role = forms.ChoiceField(label="As", widget=forms.RadioSelect)

    def __init__(self, *args: Any, roles: tuple[Role, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role.label) for role in roles]  # type: ignore[attr-defined]
        self.initial.setdefault("role", roles[0].value)
        if len(roles) == 1:
            self.fields["role"].widget = forms.HiddenInput()

    def clean_email(self) -> str:
        return clean_email(self.cleaned_data["email"])


class CodeForm(forms.Form):
    """A code for a class: for how many people, and for how long."""

    most_uses = forms.IntegerField(label="How many may use it", min_value=1, max_value=500, initial=30)
    days = forms.IntegerField(label="For how many days", min_value=1, max_value=60, initial=14)


class TypedCodeForm(forms.Form):
    code = forms.CharField(
        label="The code your school gave you",
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )


class ConsentForm(forms.Form):
    """Yes or no, said and not assumed: neither is chosen beforehand."""

    consents = forms.TypedChoiceField(
        label="May your coaches read what is listed above?",
        choices=[("yes", "Yes, share it with my coaches"), ("no", "No, not for now")],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        error_messages={"required": "Choose one. You can change it at any time."},
    )


class SharingForm(ConsentForm):
    """The same later on, with the one switch more."""

    people = forms.BooleanField(
        label="My coaches may also see the people at my target companies: name, job title, role and stage",
        required=False,
    )
