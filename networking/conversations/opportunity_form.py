"""What people may type about a role at a company."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.db.models import Case, F, Q, When

from networking.accounts.models import User
from networking.contacts.forms import CompanyNameField
from networking.contacts.models import Closeness, Contact
from networking.contacts.stages import Stage
from networking.conversations.forms import DatedForm, day_field
from networking.conversations.models import Opportunity, Progress
from networking.web.forms import KeyField, WebAddressField
from networking.web.seen import SeenForm

MOST_REFERRERS = 200


def referrers(owner: User, company_id: int | None) -> dict[int, str]:
    """Who could have passed my name on: people there, whom I am close to, or who have answered me. Of a large
    network those come first who are likeliest; what is shown stands by name."""
    is_there, is_close = Q(company=company_id, company__isnull=False), Q(closeness=Closeness.CLOSE)
    rows = Contact.objects.owned_by(owner).filter(is_there | is_close | Q(stage__gte=Stage.REPLIED))
    near = Case(When(is_there, then=0), When(is_close, then=1), default=2)
    likeliest = rows.order_by(near, F("last_interaction_on").desc(nulls_last=True), "name", "pk")
    named = likeliest.values_list("name", "pk", "company__name")[:MOST_REFERRERS]
    return {pk: f"{name}, {at}" if at else name for name, pk, at in sorted(named, key=lambda it: it[:2])}


class OpportunityForm(SeenForm):
    """A role: where it is, what it is, how I heard of it."""

    company_name = CompanyNameField(
        label="Company", help_text="A company that is not on your lists joins your backlog."
    )
    url = WebAddressField(label="Link to the posting")
    referrer = forms.TypedChoiceField(label="Referred by", required=False, coerce=int, empty_value=None)

    told_apart = ("company_name", "referrer")
    field_order = ("company_name", "role", "department", "url", "found", "referrer", "notes")

    class Meta:
        model = Opportunity
        fields = ("role", "department", "url", "found", "notes")
        labels: ClassVar = {
            "role": "Role",
            "department": "Department or team",
            "notes": "Notes, only for you",
        }
        widgets: ClassVar = {
            "notes": forms.Textarea(attrs={"rows": 4}),
            "role": forms.TextInput(attrs={"autocomplete": "off"}),
        }
        error_messages: ClassVar = {"role": {"required": "What is the role called?"}}

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = owner
        there = self.instance.company if self.instance.company_id else None
        if there:
            self.initial["company_name"] = there.name
        now = self.instance.referrer if self.instance.referrer_id else None
        choices = referrers(owner, there.pk if there else None)
        if now and now.removed_at is None:
            choices.setdefault(now.pk, now.name)
        self.initial["referrer"] = now.pk if now and now.pk in choices else None
        self.fields["referrer"].choices = [("", "Nobody yet"), *choices.items()]  # type: ignore[attr-defined]

    @property
    def said(self) -> dict[str, Any]:
        """What the act is told; the company is the view's to find."""
        pk = self.cleaned_data["referrer"]
        referrer = Contact.objects.owned_by(self.owner).filter(pk=pk).first() if pk else None
        return super().said | {"referrer": referrer}


class AddOpportunityForm(OpportunityForm):
    """The same with how far it has come already."""

    progress = forms.ChoiceField(label="How far", choices=Progress.choices, initial=Progress.SPOTTED)
    on = day_field("Since", required=False)
    key = KeyField()

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial["on"] = today
        self.fields["on"].widget.attrs["max"] = today.isoformat()

    clean_on = DatedForm.clean_on


class ProgressForm(DatedForm):
    """How far it came, and on which day."""

    progress = forms.ChoiceField(choices=Progress.choices)
    on = day_field("Day", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", self.today)


class TellForm(forms.Form):
    """Whom of those who helped I would like to tell."""

    person = forms.TypedMultipleChoiceField(coerce=int)

    def __init__(self, *args: Any, people: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [(pk, pk) for pk in people]  # type: ignore[attr-defined]
