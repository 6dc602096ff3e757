"""What people may type about a conversation: what happened, what is planned, and why somebody is parked."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from networking.accounts.models import User
from networking.contacts.stages import Kind, Parked
from networking.conversations.local_time import local_moment
from networking.conversations.models import Channel, Chat, Interaction, Medium

EARLIEST = dt.date(1970, 1, 1)  # before it a date is a slip of the keys
LATEST_YEARS = 5  # a chat further ahead than this is one too


def day_field(label: str, **kwargs: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "There is no such day. Write it as 2026-11-19."},
        **kwargs,
    )


class DatedForm(forms.Form):
    """Anything that happened on a day: never after today."""

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["on"].widget.attrs["max"] = today.isoformat()

    def clean_on(self) -> dt.date:
        on: dt.date = self.cleaned_data["on"] or self.today
        if on > self.today:
            raise ValidationError("This day has not come yet. Log it when it has happened.")
        if on < EARLIEST:
            raise ValidationError("That is very long ago. Is the year right?")
        return on


class InteractionForm(DatedForm):
    """One exchange. Everything has a default, so that a button with nothing but a key is enough."""

    on = day_field("Day", required=False)
    channel = forms.ChoiceField(label="How", choices=[("", "Not said"), *Channel.choices], required=False)
    note = forms.CharField(
        label="Note", max_length=10_000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", self.today)
        self.initial.setdefault("key", uuid.uuid4())

    def clean_key(self) -> uuid.UUID:
        return self.cleaned_data["key"] or uuid.uuid4()


class CorrectForm(DatedForm):
    """The same exchange as it really was. A chat stays a chat: it has details of its own."""

    kind = forms.ChoiceField(label="What happened", choices=[c for c in Kind.choices if c[0] != Kind.CHAT])
    on = day_field("Day")
    channel = forms.ChoiceField(label="How", choices=[("", "Not said"), *Channel.choices], required=False)
    note = forms.CharField(
        label="Note", max_length=10_000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, interaction: Interaction, **kwargs: Any) -> None:
        was = {name: getattr(interaction, name) for name in ("kind", "on", "channel", "note")}
        super().__init__(*args, initial=was, **kwargs)
        if interaction.kind == Kind.CHAT:
            del self.fields["kind"]


class ParkForm(forms.Form):
    reason = forms.ChoiceField(label="Why", choices=Parked.choices)
    on = forms.DateField(required=False)  # only the undo of taking somebody up again says it


class WhenForm(forms.Form):
    """A day and a time on this person's wall, for a chat that is still to come."""

    date = day_field("Day")
    time = forms.TimeField(
        label="Time",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "There is no such time. Write it as 17:30."},
    )
    minutes = forms.IntegerField(
        label="How long, in minutes",
        min_value=5,
        max_value=24 * 60,
        initial=30,
        error_messages={
            "min_value": "A chat takes at least 5 minutes.",
            "max_value": "A chat takes a day at most.",
        },
    )
    medium = forms.ChoiceField(label="How", choices=Medium.choices, initial=Medium.VIDEO)
    place = forms.CharField(
        label="Link or place",
        max_length=500,
        required=False,
        help_text="Where you meet: a video link, a phone number, a café.",
    )

    def __init__(self, *args: Any, owner: User, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner, self.now = owner, now
        self.fields["time"].help_text = f"In your time zone, {owner.zone.key.replace('_', ' ')}."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not (cleaned.get("date") and cleaned.get("time")):
            return cleaned
        today = self.owner.local_date(self.now)
        if not today <= cleaned["date"] <= today + dt.timedelta(days=366 * LATEST_YEARS):
            self.add_error("date", self._not_that_day(cleaned["date"] < today))
            return cleaned
        try:
            cleaned["starts_at"] = local_moment(cleaned["date"], cleaned["time"], self.owner.zone)
        except ValidationError as refused:
            self.add_error("time", refused)
            return cleaned
        if cleaned["starts_at"] <= self.now:
            self.add_error("time", self._not_that_day(True))
        return cleaned

    def _not_that_day(self, is_past: bool) -> ValidationError:
        if is_past:
            return ValidationError(
                "This is over already. If you have talked, log “We talked” instead.", code="past"
            )
        return ValidationError(f"That is more than {LATEST_YEARS} years away. Is the year right?")

    @property
    def plan(self) -> dict[str, Any]:
        """What the writer is told."""
        return {name: self.cleaned_data[name] for name in ("starts_at", "minutes", "medium", "place")}


class ChatForm(WhenForm):
    """A chat to plan, with what I want to ask."""

    questions = forms.CharField(
        label="My questions",
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One a line. You can add to them until the chat begins.",
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid.uuid4())

    @property
    def plan(self) -> dict[str, Any]:
        key = self.cleaned_data["key"] or uuid.uuid4()
        return super().plan | {"questions": self.cleaned_data["questions"], "key": key}


class MoveChatForm(WhenForm):
    def __init__(self, *args: Any, chat: Chat, **kwargs: Any) -> None:
        initial: dict[str, Any] = {"minutes": chat.minutes, "medium": chat.medium, "place": chat.place}
        owner: User = kwargs["owner"]
        if chat.starts_at and chat.starts_at > kwargs["now"]:
            start = chat.starts_at.astimezone(owner.zone)
            initial |= {"date": start.date(), "time": start.time()}
        super().__init__(*args, initial=initial, **kwargs)


class HeldForm(DatedForm):
    """A chat that took place: what stayed, and the day when it was another than planned."""

    on = day_field("Day", required=False)
    note = forms.CharField(
        label="What you want to remember",
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class QuestionsForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Chat
        fields = ("questions",)
        widgets = {"questions": forms.Textarea(attrs={"rows": 6})}
        help_texts = {"questions": "One a line."}
