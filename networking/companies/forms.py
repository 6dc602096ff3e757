"""What people may type about a company, its "in" and its criteria."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from networking.accounts.models import User
from networking.companies.listing import listed
from networking.companies.models import Answer, Company, Criterion, Standing
from networking.companies.names import company_key
from networking.web.forms import WebAddressField
from networking.web.seen import SeenForm

LIST_NAMES = {
    Standing.TARGET.value: "Targets",
    Standing.BACKLOG.value: "Backlog",
    Standing.ARCHIVED.value: "Archived",
    Standing.NETWORK.value: "Network",
}


class AddCompanyForm(forms.Form):
    """One name is enough; which list it joins can be said with it."""

    name = forms.CharField(
        label="Company name",
        max_length=200,
        widget=forms.TextInput(
            attrs={"placeholder": "Add a company", "autocomplete": "off", "enterkeyhint": "done"}
        ),
    )
    standing = forms.ChoiceField(
        label="List",
        choices=[(Standing.TARGET.value, "Target"), (Standing.BACKLOG.value, "Backlog")],
        required=False,
    )

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = owner
        self.there: Company | None = None

    def clean_standing(self) -> str:
        return self.cleaned_data["standing"] or Standing.TARGET

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        self.there = refuse_twins(self, self.owner, name)
        return name


def refuse_twins(form: forms.BaseForm, owner: User, name: str, *, but: int | None = None) -> Company | None:
    """The company that this list has under that name already, said on the form; None when there is none."""
    if not company_key(name):
        raise forms.ValidationError("A company name needs at least one letter or digit.")
    there = listed(owner, name)
    if there is None or there.pk == but:
        return None
    form.add_error("name", forms.ValidationError(f"{there.name} is already on your list.", code="listed"))
    return there


class CompanyForm(SeenForm):
    website = WebAddressField(label="Website")

    class Meta:
        model = Company
        fields = ("name", "place", "website", "notes")
        labels: ClassVar = {"place": "Where", "notes": "Notes"}
        help_texts: ClassVar = {
            "place": "A town, “remote”, or both.",
            "notes": "For you alone.",
        }
        widgets: ClassVar = {"notes": forms.Textarea(attrs={"rows": 5})}

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        refuse_twins(self, self.instance.owner, name, but=self.instance.pk)
        return name


class InForm(SeenForm):
    class Meta:
        model = Company
        fields = ("in_interests", "in_product", "in_someone", "in_local", "in_words")
        labels: ClassVar = {
            "in_interests": "We share an interest",
            "in_product": "I use or love the product",
            "in_someone": "I know someone there",
            "in_local": "It is hyper-local to me",
            "in_words": "In your words",
        }
        widgets: ClassVar = {
            "in_words": forms.Textarea(
                attrs={
                    "rows": 3,
                    "placeholder": "I built my capstone on their SDK and fixed a bug in its docs.",
                }
            )
        }


class AnswerForm(SeenForm):
    source = WebAddressField(label="Where I found it (a link)")

    class Meta:
        model = Answer
        fields = ("value", "note", "source")
        labels: ClassVar = {"value": "Does it?", "note": "Note"}
        widgets: ClassVar = {"value": forms.RadioSelect, "note": forms.Textarea(attrs={"rows": 2})}


class CriterionForm(SeenForm):
    class Meta:
        model = Criterion
        fields = ("text",)
        labels: ClassVar = {"text": "A good target…"}

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        same = Criterion.objects.owned_by(self.instance.owner).filter(text__iexact=text)
        if same.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("You have this one already, perhaps among the hidden ones.")
        return text
