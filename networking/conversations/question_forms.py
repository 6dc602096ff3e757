"""What people may type about questions: one for a chat, and one of their own for the bank."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError

from networking.contacts.models import Persona
from networking.conversations.models import Question, Topic

# What one asks about; what else is learned (open roles, an offer to refer) comes by itself or not at all.
ASKED_ABOUT = [Topic.PATH, Topic.ROLE, Topic.CULTURE, Topic.APPLY, Topic.PEOPLE]
PERSONAS = [("", "Everybody"), *((p.value, f"{p.label}s") for p in Persona if p != Persona.OTHER)]


def one_line(text: str) -> str:
    """A question is a line of a list."""
    text = " ".join(text.split())
    if not any(c.isalnum() for c in text):
        raise ValidationError("A question needs at least one letter.")
    return text


class PickForm(forms.Form):
    """A question for this chat: from the bank, or typed."""

    question = forms.CharField(
        label="A question of my own",
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Write a question first."},
    )

    def clean_question(self) -> str:
        return one_line(self.cleaned_data["question"])


class BankForm(forms.ModelForm):  # type: ignore[type-arg]
    """A question of my own for every chat to come."""

    topic = forms.ChoiceField(label="About", choices=[(t.value, t.label) for t in ASKED_ABOUT])
    persona = forms.ChoiceField(label="For", choices=PERSONAS, required=False)

    class Meta:
        model = Question
        fields = ("text", "topic", "persona")
        widgets: ClassVar = {"text": forms.TextInput(attrs={"autocomplete": "off"})}

    def clean_text(self) -> str:
        return one_line(self.cleaned_data["text"])
