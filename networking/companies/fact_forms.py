"""What coaches and admins may type about a company, and about the alumni who work there."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django import forms

from networking.companies.facts import kept_about
from networking.companies.models import Alum, Fact
from networking.companies.names import company_key
from networking.web.forms import WebAddressField
from networking.web.seen import SeenForm

KINDS = ("hired_alumni", "ask_coach", "sponsors")
ALREADY = "Your school has written something about {} already. Add to it there."


class FactForm(SeenForm):
    """`there` is what the school knows about that company already, when a second one is refused."""

    source = WebAddressField(label="Where this is from (a link)")

    class Meta:
        model = Fact
        fields = ("name", *KINDS, "words", "source")
        labels: ClassVar = {
            "name": "Company",
            "hired_alumni": "They have hired our alumni",
            "ask_coach": "Ask a coach before writing there",
            "sponsors": "They sponsor a meetup",
            "words": "What seekers should know",
        }
        help_texts: ClassVar = {
            "name": "However a seeker spells it: “Northwind” and “Northwind Inc.” are one company.",
            "words": "Every seeker of the school who has this company reads it. "
            "Nothing about people who did not agree.",
        }
        widgets: ClassVar = {
            "words": forms.Textarea(
                attrs={"rows": 4, "placeholder": "Two of our 2025 class work on the SDK."}
            )
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.there: Fact | None = None

    def clean_name(self) -> str:
        name: str = " ".join(self.cleaned_data["name"].split())
        if not company_key(name):
            raise forms.ValidationError("A company name needs at least one letter or digit.")
        self.there = kept_about(self.instance.organization, name, but=self.instance.pk or 0)
        if self.there:
            raise forms.ValidationError(ALREADY.format(self.there.name))
        return name


class AlumForm(forms.ModelForm):  # type: ignore[type-arg]
    """Somebody who works there, and the day they agreed."""

    class Meta:
        model = Alum
        fields = ("name", "role", "agreed_on")
        labels: ClassVar = {"name": "Name", "role": "What they do there", "agreed_on": "They agreed on"}
        help_texts: ClassVar = {"agreed_on": "Only with their word: seekers of the school will see this."}
        widgets: ClassVar = {"agreed_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["agreed_on"].widget.attrs["max"] = today.isoformat()

    def clean_name(self) -> str:
        name: str = " ".join(self.cleaned_data["name"].split())
        if Alum.objects.filter(fact=self.instance.fact, name=name).exists():
            raise forms.ValidationError(f"{name} is on the list already.")
        return name

    def clean_agreed_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["agreed_on"]
        if day > self.today:
            raise forms.ValidationError("That day is still to come. Add them once they have agreed.")
        return day
