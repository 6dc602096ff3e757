"""What people may type about a referral: the packet, the day and the way they asked, and what was said."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from networking.conversations.forms import DatedForm, day_field
from networking.conversations.models import Channel, Outcome, Referral
from networking.conversations.referrals import PACKET
from networking.web.forms import KeyField, WebAddressField
from networking.web.seen import SeenForm

ENDINGS = [
    (Outcome.YES.value, "They will refer me"),
    (Outcome.NO.value, "They said no"),
    (Outcome.SILENCE.value, "No answer came"),
]


class PacketForm(SeenForm):
    """All that somebody needs to pass my name on; refused if another window wrote into it meanwhile."""

    class Meta:
        model = Referral
        fields = PACKET
        field_classes: ClassVar = {"resume_url": WebAddressField}
        widgets: ClassVar = {
            name: forms.Textarea(attrs={"rows": 4}) for name in ("context", "why_me", "talking_points")
        }
        help_texts: ClassVar = {
            "context": "What they can truthfully say when asked how they know you.",
            "why_me": "Two or three sentences: what the role needs, and where you have done it.",
            "talking_points": "One on each line, in words that are easy to copy.",
            "resume_url": "Where it can be read without signing in.",
        }


class KeyedForm(DatedForm):
    """Something that was said, and the key that makes a double click one."""

    on = day_field("Day", required=False)
    key = KeyField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", self.today)


class AskedForm(KeyedForm):
    """I asked, in a way that this program did not see."""

    channel = forms.ChoiceField(label="How", choices=[("", "Not said"), *Channel.choices], required=False)
    field_order = ("on", "channel", "key")


class EndForm(KeyedForm):
    """What they said; the button that is pressed is the outcome."""

    outcome = forms.ChoiceField(choices=ENDINGS, widget=forms.HiddenInput)
    note = forms.CharField(
        label="In their words", max_length=10_000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    field_order = ("on", "note", "key", "outcome")
