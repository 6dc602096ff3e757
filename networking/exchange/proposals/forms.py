"""What may be changed about a proposal before it is logged: its kind and its day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from networking.conversations.forms import EARLIEST
from networking.exchange.proposal import Proposal
from networking.exchange.proposals.acts import Edit, kinds_of

Data = Mapping[str, Any]


class ProposalForm(forms.Form):
    kind = forms.ChoiceField(label="What it was")
    on = forms.DateField(
        label="Day",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Choose a day.", "invalid": "Please write the day like 2026-11-30."},
    )

    def __init__(self, proposal: Proposal, *, today: dt.date, data: Data | None = None) -> None:
        prefix = f"p{proposal.pk}"
        is_there = data is not None and f"{prefix}-kind" in data
        initial = {"kind": proposal.kind, "on": proposal.on}
        super().__init__(data if is_there else None, prefix=prefix, initial=initial)
        self.today = today
        kinds: Any = self.fields["kind"]
        kinds.choices = [(kind.value, kind.label) for kind in kinds_of(proposal)]
        self.fields["on"].widget.attrs["max"] = today.isoformat()

    def clean_on(self) -> dt.date:
        on: dt.date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError("This day has not come yet. Choose today or an earlier day.")
        if on < EARLIEST:
            raise forms.ValidationError("That is very long ago. Is the year right?")
        return on

    @property
    def edit(self) -> Edit:
        return Edit(self.cleaned_data["kind"], self.cleaned_data["on"])


def posted(proposals: Iterable[Proposal], data: Data, today: dt.date) -> dict[int, ProposalForm]:
    """The forms of those that this page had, with what was typed there."""
    forms_of = {one.pk: ProposalForm(one, today=today, data=data) for one in proposals}
    return {pk: form for pk, form in forms_of.items() if form.is_bound}
