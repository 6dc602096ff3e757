"""What people may type about questions: one for a chat, and one of their own for the bank."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from networking.contacts.models import Persona
from networking.conversations.models import Chat, Question, Topic
from networking.conversations.question_list import lines

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


class QuestionsForm(forms.ModelForm):  # type: ignore[type-arg]
    """All questions of a chat as text.

    What stood there when the page was opened comes along: if another window changed it meanwhile, both are
    shown, and saving again keeps these.
    """

    seen = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    class Meta:
        model = Chat
        fields = ("questions",)
        widgets: ClassVar = {"questions": forms.Textarea(attrs={"rows": 6})}
        help_texts: ClassVar = {"questions": "One a line."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.questions

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        there, typed = lines(self.instance.questions), lines(cleaned.get("questions", ""))
        if "seen" in self.data and there not in (lines(cleaned["seen"]), typed):
            self.data = {**self.data.dict(), "seen": self.instance.questions}  # type: ignore[attr-defined]
            self.add_error("questions", f"Meanwhile it says: {' '.join(there)} Save again to keep yours.")
        return cleaned


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
