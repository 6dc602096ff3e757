"""What people may type into a message, and where its gaps are filled."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from networking.conversations.drafts import Words
from networking.conversations.models import Channel, Purpose
from networking.conversations.placeholders import PLACEHOLDERS
from networking.web.forms import KeyField

FAR = 2**31 - 1
LONGEST_TEXT = 10_000
# How long the answer to a question for a placeholder may be: as long as where it is kept, else a paragraph.
LONGEST_ANSWER = {"in": 2000, "common_ground": 2000, "role": 300, "my_name": 100}
LONGEST_OTHER = 500


class MessageField(forms.CharField):
    """Lines as a browser shows them: it sends each break as two characters, and counts it as one."""

    def to_python(self, value: Any) -> str:
        text: str = super().to_python(value) or ""
        return text.replace("\r\n", "\n").replace("\r", "\n")


class MessageForm(forms.Form):
    """A message as it stands on the page. `over` is the version of another window's that it may replace."""

    purpose = forms.ChoiceField(choices=Purpose.choices)
    channel = forms.ChoiceField(choices=[("", ""), *Channel.choices], required=False)
    template_key = forms.CharField(max_length=60, required=False)
    subject = forms.CharField(max_length=200, required=False)
    text = MessageField(max_length=LONGEST_TEXT, required=False, strip=False)
    version = forms.IntegerField(min_value=0, max_value=FAR, required=False)
    over = forms.IntegerField(min_value=0, max_value=FAR, required=False)
    key = KeyField()

    def clean_subject(self) -> str:
        return " ".join(self.cleaned_data["subject"].split())

    @property
    def words(self) -> Words:
        """What was typed, refused or not: of what is no choice the usual one."""
        said = {name: str(self.cleaned_data.get(name, self.data.get(name, ""))) for name in Words._fields}
        for name, usual in (("purpose", Purpose.OUTREACH), ("channel", ""), ("template_key", "")):
            said[name] = usual if name in self.errors else said[name]
        return Words(**said)

    @property
    def version_now(self) -> int:
        over: int | None = self.cleaned_data.get("over")
        version: int | None = self.cleaned_data.get("version")
        return over if over is not None else version or 0

    @property
    def complaints(self) -> list[str]:
        """Why it is refused, each once, with the name of the field where there is more than one."""
        return [
            f"{self.fields[name].label or name.capitalize()}: {' '.join(map(str, errors))}"
            for name, errors in self.errors.items()
        ]


class AnswersForm(forms.Form):
    """The answers to what a message still asks for: one field for each placeholder that is left in it."""

    def __init__(self, data: Any, *, names: Iterable[str]) -> None:
        super().__init__(data)
        for name in names:
            self.fields[f"known_{name}"] = forms.CharField(
                label=PLACEHOLDERS[name].label,
                max_length=LONGEST_ANSWER.get(name, LONGEST_OTHER),
                required=False,
            )

    @property
    def answers(self) -> dict[str, str]:
        """What was answered, refused or not."""
        said = {name: self.cleaned_data.get(name, self.data.get(name, "")) for name in self.fields}
        return {name.removeprefix("known_"): answer for name, answer in said.items() if answer}

    @property
    def complaints(self) -> list[str]:
        return [
            f"{self.fields[name].label}: {' '.join(map(str, errors))}" for name, errors in self.errors.items()
        ]
