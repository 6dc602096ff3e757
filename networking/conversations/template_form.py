"""What people may type as a message to begin with: any words, and only placeholders that exist."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from networking.contacts.models import Persona
from networking.conversations.channels import NAMES
from networking.conversations.models import Channel, Purpose, Template
from networking.conversations.placeholders import PLACEHOLDERS, nearest, unknown_in, wrapped_in
from networking.conversations.template_acts import named
from networking.web.seen import SeenForm

PERSONAS = {
    "": "Everybody",
    Persona.DEVELOPER.value: "Developers",
    Persona.MANAGER.value: "Managers",
    Persona.RECRUITER.value: "Recruiters",
    Persona.OTHER.value: "Other roles",
}
WRITTEN = (Channel.EMAIL, Channel.LINKEDIN, Channel.LINKEDIN_NOTE, Channel.ALUMNI)
CHANNELS = {"": "Any way", **{channel.value: NAMES[channel] for channel in WRITTEN}}
MAX_BODY = 10_000


class TemplateForm(SeenForm):
    """A double click adds one: the same words under the same name are `there` already, and that is fine."""

    class Meta:
        model = Template
        fields = ("name", "purpose", "persona", "channel", "subject", "body")
        labels: ClassVar = {
            "name": "Name",
            "purpose": "What it is for",
            "persona": "For whom",
            "channel": "Sent by",
            "subject": "Subject",
            "body": "Text",
        }
        help_texts: ClassVar = {
            "name": "For you alone, to find it again.",
            "subject": "Only an e-mail has one.",
            "body": "Words in braces, such as {first_name}, are filled in for each person.",
        }
        widgets: ClassVar = {"body": forms.Textarea(attrs={"rows": 14})}
        error_messages: ClassVar = {
            "name": {"required": "Give it a name, so that you find it again."},
            "body": {
                "required": "Write the words you would like to begin with.",
                "max_length": "This is longer than a message can be: 10,000 characters at most.",
            },
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.there: Template | None = None
        self.fields["purpose"].choices = Purpose.choices  # type: ignore[attr-defined]
        self.offer("persona", PERSONAS, self.instance.get_persona_display())
        self.offer("channel", CHANNELS, self.instance.get_channel_display())

    def offer(self, name: str, choices: dict[str, str], label: str) -> None:
        """The choices of a field, and what this template has already, should it be another."""
        now = getattr(self.instance, name)
        there = {} if now in choices else {now: label}
        self.fields[name] = forms.ChoiceField(
            label=self.fields[name].label, choices=list((choices | there).items()), required=False
        )

    def clean_subject(self) -> str:
        return self.clean_words("subject")

    def clean_body(self) -> str:
        return self.clean_words("body")

    def clean_words(self, name: str) -> str:
        text: str = self.cleaned_data[name].replace("\r\n", "\n")
        if wrong := wrong_braces(text):
            raise ValidationError(wrong)
        return text

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        twin = named(self.instance.owner, cleaned.get("name", ""), but=self.instance.pk or 0)
        if twin and self.instance.pk is None and self.says(twin):
            self.there = twin
        elif twin:
            self.add_error("name", f"You have one called “{twin.name}” already. What tells this one apart?")
        return cleaned

    def says(self, twin: Template) -> bool:
        return all(getattr(twin, name) == self.cleaned_data.get(name) for name in self.kept)

    def validate_unique(self) -> None:
        """Names are compared in `clean`, in the way in which people compare them."""

    def keep(self, *, now: dt.datetime) -> bool:
        """Stores it; False, with the words for it, if the name was taken in this very moment."""
        self.instance.changed_at = now
        try:
            with transaction.atomic():
                self.instance.save()
        except IntegrityError:
            self.add_error("name", "You have one of this name already. What tells this one apart?")
            return False
        return True


def wrong_braces(text: str) -> list[str]:
    """A sentence for each thing in braces that would go out as it stands."""
    return [
        *(
            f"One pair of braces is enough: {one_pair(found)} instead of {found}."
            for found in wrapped_in(text)
        ),
        *(no_such(word) for word in unknown_in(text)),
    ]


def one_pair(wrapped: str) -> str:
    return f"{{{wrapped.strip('${} ')}}}"


def no_such(word: str) -> str:
    meant = nearest(word)
    hint = (
        f"Did you mean {{{meant}}}?" if meant else f"The {len(PLACEHOLDERS)} there are stand beside the text."
    )
    return f"There is no {{{word}}}. {hint}"
