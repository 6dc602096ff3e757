"""What people may type about schools and cohorts: names, addresses, codes, and what they agree to."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from networking.accounts.models import User, clean_email
from networking.cohorts import access
from networking.cohorts.inviting import why_not
from networking.cohorts.models import Cohort, Invitation, Organization, Role


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


class LetterForm(forms.ModelForm):  # type: ignore[type-arg]
    """The same in the admin, with the place to choose too: of the schools that `by` runs."""

    by: ClassVar[User]

    class Meta:
        model = Invitation
        fields = ("email", "role", "cohort", "organization")

    organization = forms.ModelChoiceField(Organization.objects.none(), empty_label=None)
    cohort = forms.ModelChoiceField(
        Cohort.objects.none(), required=False, help_text="Not for an organization admin."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = access.administered_by(self.by)  # type: ignore[attr-defined]
        cohorts = access.cohorts_run_by(self.by).filter(archived_at=None)
        self.fields["cohort"].queryset = cohorts.order_by("name")  # type: ignore[attr-defined]

    def clean_email(self) -> str:
        return clean_email(self.cleaned_data["email"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not {"email", "role", "organization", "cohort"} <= said.keys():
            return said
        is_admin, cohort = said["role"] == Role.ADMIN, said["cohort"]
        if is_admin and cohort:
            self.add_error("cohort", "An admin belongs to the organization, not to a cohort.")
        elif not is_admin and not cohort:
            self.add_error("cohort", "Choose the cohort to join.")
        elif cohort and cohort.organization_id != said["organization"].pk:
            self.add_error("cohort", "This cohort belongs to another organization.")
        elif why := why_not(
            said["organization"], said["email"], said["role"], cohort=cohort, now=timezone.now()
        ):
            self.add_error("email", why)
        return said


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
