"""What people may type about a conversation: what happened, what is planned, and why somebody is parked."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator

from networking.accounts.models import User
from networking.accounts.zone_field import ZoneField
from networking.accounts.zones import zone_name, zone_of
from networking.contacts.forms import LONG_AGO
from networking.contacts.stages import Kind, Parked
from networking.conversations.local_time import local_moment
from networking.conversations.models import Channel, Chat, Interaction, Medium
from networking.conversations.sorts import SORTS, choices
from networking.conversations.times import say_times
from networking.web.forms import KeyField

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
    key = KeyField()

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_sorts(self, kind)
        self.initial.setdefault("on", self.today)


def offer_sorts(form: forms.Form, kind: str) -> None:
    """Which help, or which sign of life, it was. A sort of another kind is no slip: the kind was changed."""
    if kind in SORTS:
        form.fields["sort"] = forms.CharField(
            label="What it was", required=False, widget=forms.Select(choices=choices(kind))
        )
        form.order_fields(["kind", "sort"])


class CorrectForm(DatedForm):
    """The same exchange as it really was. A chat stays a chat: it has details of its own."""

    kind = forms.ChoiceField(label="What happened", choices=[c for c in Kind.choices if c[0] != Kind.CHAT])
    on = day_field("Day")
    channel = forms.ChoiceField(label="How", choices=[("", "Not said"), *Channel.choices], required=False)
    note = forms.CharField(
        label="Note", max_length=10_000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, interaction: Interaction, **kwargs: Any) -> None:
        was = {name: getattr(interaction, name) for name in ("kind", "sort", "on", "channel", "note")}
        super().__init__(*args, initial=was, **kwargs)
        offer_sorts(self, interaction.kind)
        if interaction.kind == Kind.CHAT:
            del self.fields["kind"]


class ParkForm(forms.Form):
    reason = forms.ChoiceField(label="Why", choices=Parked.choices)
    on = forms.DateField(required=False, validators=[MinValueValidator(LONG_AGO)])  # an undo alone says it


class ComingForm(forms.Form):
    """Moments that are still to come, each typed as a day and a time on the wall of some time zone."""

    DAYS_AHEAD = 366 * LATEST_YEARS
    OVER = "This is over already. If you have talked, log “We talked” instead."
    TOO_FAR = f"That is more than {LATEST_YEARS} years away. Is the year right?"

    def __init__(self, *args: Any, owner: User, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner, self.now = owner, now

    def coming_moment(self, day_name: str, time_name: str, zone: ZoneInfo) -> dt.datetime | None:
        """The moment these two fields mean; why it cannot be is said at the field that is wrong."""
        day, time = self.cleaned_data.get(day_name), self.cleaned_data.get(time_name)
        if not (day and time):
            return None
        days_ahead = (day - self.now.astimezone(zone).date()).days
        if not 0 <= days_ahead <= self.DAYS_AHEAD:
            self.add_error(day_name, self.OVER if days_ahead < 0 else self.TOO_FAR)
            return None
        try:
            moment = local_moment(day, time.replace(second=0, microsecond=0), zone)
        except ValidationError as refused:
            self.add_error(time_name, refused)
            return None
        if moment <= self.now:
            self.add_error(time_name, self.OVER)
            return None
        return moment


def offer_zones(form: forms.BaseForm, *likely: tuple[str, str], theirs: str) -> None:
    """Puts these, and where the other one lives if that is known, above all places in `time_zone`."""
    zone = form.fields["time_zone"]
    assert isinstance(zone, ZoneField)
    there = [(theirs, f"{zone_name(theirs)}, theirs")] if theirs and theirs not in dict(likely) else []
    zone.offer([*likely, *there])


def time_field(**kwargs: Any) -> forms.TimeField:
    return forms.TimeField(
        label="Time",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "There is no such time. Write it as 17:30."},
        **kwargs,
    )


class TimesForm(ComingForm):
    """Up to three times to offer, on this person's own wall; `time_zone` is where the other one lives."""

    PAIRS = (1, 2, 3)
    DAYS_AHEAD = 366
    OVER = "This is over already. Offer a time that is still to come."
    TOO_FAR = "That is more than a year away. Is the year right?"

    time_zone = ZoneField(
        label="Their time zone",
        required=False,
        help_text="The times are written in theirs too. It is remembered.",
    )

    def __init__(self, *args: Any, theirs: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.moments: list[dt.datetime] = []
        for number in self.PAIRS:
            self.fields[f"date_{number}"] = day_field("Day", required=False)
            self.fields[f"time_{number}"] = time_field(required=False)
        mine = self.owner.zone.key
        offer_zones(self, ("", "Not known"), (mine, f"{zone_name(mine)}, like you"), theirs=theirs)
        self.initial.setdefault("time_zone", theirs)

    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"date_{number}"], self[f"time_{number}"]) for number in self.PAIRS]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for number in self.PAIRS:
            self.clean_pair(f"date_{number}", f"time_{number}")
        if not self.moments and not self.errors:
            self.add_error("date_1", "Offer at least one time.")
        return cleaned

    def clean_pair(self, day_name: str, time_name: str) -> None:
        day, time = self.cleaned_data.get(day_name), self.cleaned_data.get(time_name)
        if day and time is None and time_name not in self.errors:
            self.add_error(time_name, "At what time?")
        if time is not None and day is None and day_name not in self.errors:
            self.add_error(day_name, "On which day?")
        moment = self.coming_moment(day_name, time_name, self.owner.zone)
        if moment in self.moments:
            self.add_error(time_name, "You offer this time already.")
        elif moment:
            self.moments.append(moment)

    @property
    def their_zone(self) -> str:
        return str(self.cleaned_data["time_zone"])

    @property
    def words(self) -> str:
        """The times as the message says them, in both time zones."""
        return say_times(self.moments, self.owner.zone.key, self.their_zone)


class WhenForm(ComingForm):
    """A day and a time for a chat that is still to come, on the wall of the time zone it was agreed in."""

    date = day_field("Day")
    time = time_field()
    time_zone = ZoneField(
        label="In the time zone of", help_text="Yours, or theirs if you agreed on a time there."
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

    def __init__(self, *args: Any, theirs: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = self.owner.zone.key
        offer_zones(self, (mine, f"{zone_name(mine)}, yours"), theirs=theirs)
        self.initial.setdefault("time_zone", mine)

    def clean_time_zone(self) -> str:
        """The key of another zone than mine; mine may change, and the chat's with it."""
        key: str = self.cleaned_data["time_zone"]
        return "" if key == self.owner.zone.key else key

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        zone = zone_of(cleaned.get("time_zone") or self.owner.zone.key)
        if moment := self.coming_moment("date", "time", zone):
            cleaned["starts_at"] = moment
        return cleaned

    @property
    def plan(self) -> dict[str, Any]:
        """What the writer is told."""
        said = ("starts_at", "minutes", "medium", "place", "time_zone")
        return {name: self.cleaned_data[name] for name in said}


class ChatForm(WhenForm):
    """A chat to plan, with what I want to ask."""

    questions = forms.CharField(
        label="My questions",
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One a line. You can add to them until the chat begins.",
    )
    key = KeyField()

    @property
    def plan(self) -> dict[str, Any]:
        return super().plan | {name: self.cleaned_data[name] for name in ("questions", "key")}


class MoveChatForm(WhenForm):
    def __init__(self, *args: Any, chat: Chat, **kwargs: Any) -> None:
        zone = zone_of(chat.time_zone or kwargs["owner"].zone.key)
        initial: dict[str, Any] = {"minutes": chat.minutes, "medium": chat.medium, "place": chat.place}
        initial["time_zone"] = zone.key
        if chat.starts_at and chat.starts_at > kwargs["now"]:
            start = chat.starts_at.astimezone(zone)
            initial |= {"date": start.date(), "time": start.time()}
        super().__init__(*args, initial=initial, theirs=chat.contact.time_zone, **kwargs)


class HeldForm(DatedForm):
    """A chat that took place: what stayed, and the day when it was another than planned."""

    on = day_field("Day", required=False)
    note = forms.CharField(
        label="What you want to remember",
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
