"""What people may type about a person."""

from __future__ import annotations

import datetime as dt
import uuid
from copy import copy
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from networking.accounts.models import User
from networking.accounts.zone_field import ZoneField
from networking.accounts.zones import zone_label, zone_name
from networking.companies.models import Company
from networking.contacts.models import Closeness, Contact, Persona
from networking.contacts.old_ways import OLD_WAYS
from networking.contacts.profiles import profile_key
from networking.contacts.stages import Stage
from networking.web.forms import WebAddressField

MOST_INTRODUCERS = 200
STALE = "This was changed in another window meanwhile. Your words are still here: save again to keep them."


def introducers(owner: User, contact: Contact) -> dict[int, str]:
    """Who could introduce me to somebody: people who have answered me, or whom I am close to."""
    known = Contact.objects.owned_by(owner).filter(Q(stage__gte=Stage.REPLIED) | Q(closeness=Closeness.CLOSE))
    rows = known.exclude(pk=contact.pk or 0).order_by("name", "pk").values_list("pk", "name", "company__name")
    return {pk: f"{name}, {at}" if at else name for pk, name, at in rows[:MOST_INTRODUCERS]}


class CompanyNameField(forms.CharField):
    """A company by its name: one of the list, or a new one."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 200)
        kwargs.setdefault("widget", forms.TextInput(attrs={"list": "my-companies", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not any(c.isalnum() for c in value):
            raise ValidationError("A company name needs at least one letter or digit.")


class PersonForm(forms.ModelForm):  # type: ignore[type-arg]
    """Everything about a person that is typed; `twin` is who has this profile address already."""

    company_name = CompanyNameField(
        label="Company",
        required=False,
        help_text="A company that is not on your lists joins them as part of your network, not as a target.",
    )
    profile_url = WebAddressField(label="LinkedIn profile")
    introducer = forms.TypedChoiceField(
        label="Who can introduce me",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="People who have answered you, or whom you are close to.",
    )

    time_zone = ZoneField(
        label="Their time zone", required=False, help_text="Times to talk are said in both."
    )

    class Meta:
        model = Contact
        fields = (
            "name", "title", "persona", "email", "phone", "profile_url", "is_linkedin_friend",
            "alumni_channel", "closeness", "common_ground", "personal", "notes", "time_zone",
        )  # fmt: skip
        labels: ClassVar = {
            "persona": "Role",
            "notes": "Notes, only for you",
            "personal": "What matters to them",
        }
        help_texts: ClassVar = {
            "alumni_channel": "Where you reach them: a Slack, a Discord, a school directory.",
            "personal": "A hobby, a move, a talk they gave: what to ask about next time. Only you read it.",
        }
        widgets: ClassVar = {
            "common_ground": forms.Textarea(attrs={"rows": 3}),
            "personal": forms.Textarea(attrs={"rows": 3}),
            "notes": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = owner
        self.twin: Contact | None = None
        choices = introducers(owner, self.instance)
        now = self.instance.introducer if self.instance.introducer_id else None
        if now and now.removed_at is None:
            choices.setdefault(now.pk, now.name)
        self.fields["introducer"].choices = [("", "Nobody yet"), *choices.items()]  # type: ignore[attr-defined]
        if self.instance.pk:
            self.initial["introducer"] = self.instance.introducer_id
            self.initial["company_name"] = self.instance.company.name if self.instance.company else ""
            self.fields["version"] = forms.IntegerField(
                widget=forms.HiddenInput, required=False, initial=self.instance.version
            )
            del self.fields["company_name"]  # a move keeps the old job: `ChangeJobForm`
            self.offer_zones(owner.zone.key, self.instance.time_zone)
        else:
            del self.fields["time_zone"]  # nobody knows it on the first day
            key = uuid.uuid4()
            self.fields["key"] = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=key)
            self.fields["persona"] = forms.ChoiceField(
                label="Role", choices=[("", "Tell it from the job title"), *Persona.choices], required=False
            )

    def offer_zones(self, mine: str, theirs: str) -> None:
        zone = self.fields["time_zone"]
        assert isinstance(zone, ZoneField)
        known = [(theirs, zone_label(theirs))] if theirs else []
        zone.offer([("", "Not known"), *known, (mine, f"{zone_name(mine)}, like you")])

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not any(c.isalnum() for c in name):
            raise ValidationError("A name needs at least one letter.")
        return name

    def clean_profile_url(self) -> str:
        url: str = self.cleaned_data["profile_url"]
        key = profile_key(url)
        there = Contact.objects.owned_by(self.owner).filter(profile_key=key).exclude(pk=self.instance.pk)
        self.twin = there.first() if key else None
        if self.twin and not self.is_sent_twice(self.twin):
            raise ValidationError(f"{self.twin.name} has this profile already.", code="twin")
        return url

    def is_sent_twice(self, there: Contact) -> bool:
        """Whether this very form added them: a double click."""
        return there.key is not None and str(there.key) == self.data.get("key")

    def _get_validation_exclusions(self) -> set[str]:
        # `version` is compared by the writer; an empty role is filled in from the title.
        return {*super()._get_validation_exclusions(), "persona"}  # type: ignore[misc]

    @property
    def person(self) -> dict[str, Any]:
        """What the writer is told."""
        fields = {n: self.cleaned_data[n] for n in self._meta.fields or () if n in self.fields}
        pk = self.cleaned_data["introducer"]
        if "key" in self.fields:
            fields["key"] = self.cleaned_data["key"]
        return fields | {
            "introducer": Contact.objects.owned_by(self.owner).filter(pk=pk).first() if pk else None
        }

    def beside(self, now: Contact) -> PersonForm:
        """The same words beside what was written meanwhile: both can be read, saving again keeps these."""
        shown = PersonForm({**self.data.dict(), "version": now.version}, owner=self.owner, instance=copy(now))  # type: ignore[attr-defined]
        shown.is_valid()
        shown.add_error(None, STALE)
        for name in self._meta.fields or ():
            said, there = self.cleaned_data.get(name), self.initial_of(now, name)
            if str(said) != str(there):
                shown.add_error(name, f"Meanwhile it says: {there or 'nothing'}")
        return shown

    @staticmethod
    def initial_of(contact: Contact, name: str) -> Any:
        return getattr(contact, name)


class FoundEmailForm(forms.Form):
    """An e-mail address that was found, and the version of the contact it was found for."""

    email = forms.EmailField(
        label="Found it? Their e-mail",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def beside(self, now: Contact) -> FoundEmailForm:
        """The same address beside the one that was kept meanwhile; saving again keeps this one."""
        shown = FoundEmailForm({**self.data.dict(), "version": now.version})  # type: ignore[attr-defined]
        shown.is_valid()
        shown.add_error("email", f"Another window kept {now.email} meanwhile. Save again to keep this one.")
        return shown


LONG_AGO = dt.date(1900, 1, 1)  # a day before it is a slip of the keys, and no export could be read with it


class ChangeJobForm(forms.Form):
    """Where somebody works now, and until when they were where they were."""

    company_name = CompanyNameField(
        label="New company", required=False, help_text="Leave it empty if you do not know yet."
    )
    title = forms.CharField(label="New job title", max_length=300, required=False)
    until = forms.DateField(
        label="Left on",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "There is no such day. Write it as 2026-11-19."},
        help_text="About when is good enough.",
    )

    def __init__(self, *args: Any, today: dt.date, contact: Contact, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("until", today)
        self.today = today
        self.old_ways = [way for way in OLD_WAYS if contact.company and getattr(contact, way)]
        for way in self.old_ways:
            self.fields[f"forget_{way}"] = forms.BooleanField(
                label=f"{OLD_WAYS[way]} {getattr(contact, way)} belonged to the old job: move it to my notes",
                required=False,
            )

    @property
    def forgotten(self) -> list[str]:
        """The ways that were the old company's."""
        return [way for way in self.old_ways if self.cleaned_data[f"forget_{way}"]]

    def clean_until(self) -> dt.date:
        until: dt.date = self.cleaned_data["until"]
        if until > self.today:
            raise ValidationError("This day has not come yet.")
        if until <= LONG_AGO:
            raise ValidationError("That is very long ago. Is the year right?")
        return until


def my_companies(owner: User) -> list[str]:
    """The names to choose from while typing a company."""
    return list(Company.objects.owned_by(owner).order_by("name").values_list("name", flat=True)[:1000])
