"""What people may type about an event: without a time it is all day, and it may end after midnight."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError

from networking.accounts.models import User
from networking.accounts.zone_field import ZoneField
from networking.accounts.zones import zone_name, zone_of
from networking.contacts.forms import CompanyNameField
from networking.conversations.event_time import A_DAY, midnight
from networking.conversations.forms import EARLIEST, LATEST_YEARS, day_field, offer_zones, time_field
from networking.conversations.local_time import local_moment
from networking.conversations.models import Event
from networking.web.forms import KeyField, WebAddressField
from networking.web.seen import SeenForm

LONGEST = dt.timedelta(days=366)
TOO_FAR = f"That is more than {LATEST_YEARS} years away. Is the year right?"
LONG_AGO = "That is very long ago. Is the year right?"


class EventForm(SeenForm):
    company_name = CompanyNameField(
        label="Company", required=False, help_text="If it is one company’s event, or at its office."
    )
    date = day_field("Day")
    time = time_field(required=False, help_text="Leave it empty if it is all day.")
    end_date = day_field("Last day", required=False, help_text="Only if it is several days.")
    end_time = time_field(required=False)
    time_zone = ZoneField(label="In the time zone of", required=False)
    url = WebAddressField(label="Link")
    key = KeyField()

    told_apart = ("company_name", "date", "time", "end_date", "end_time", "time_zone")

    class Meta:
        model = Event
        fields = ("name", "kind", "is_online", "place", "url", "time_zone", "notes")
        labels: ClassVar = {"name": "Name", "kind": "Kind", "is_online": "It is online"}
        help_texts: ClassVar = {"notes": "What you want to find out there, whom you hope to meet."}
        widgets: ClassVar = {
            "name": forms.TextInput(attrs={"autocomplete": "off"}),
            "notes": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args: Any, owner: User, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner, self.today = owner, today
        self.fields["name"].error_messages["required"] = "Write its name first."
        self.fields["date"].error_messages["required"] = "On which day is it?"
        self.fields["end_time"].label = "Ends"
        self.fields["time"].label = "Begins"
        mine = owner.zone.key
        offer_zones(self, (mine, f"{zone_name(mine)}, yours"), theirs="")
        self.initial["time_zone"] = self.instance.time_zone or mine
        if self.instance.pk:
            self.initial = {**self.initial, **self.wall_of(self.instance)}

    def wall_of(self, event: Event) -> dict[str, Any]:
        """The event as it was typed: days and times on the wall of its time zone."""
        zone = zone_of(event.time_zone) if event.time_zone else self.owner.zone
        start, end = event.starts_at.astimezone(zone), event.ends_at and event.ends_at.astimezone(zone)
        wall: dict[str, Any] = {"date": start.date()}
        company = event.company if event.company_id else None
        if company and not company.is_removed:
            wall["company_name"] = company.name
        if event.is_all_day:
            last = (end - dt.timedelta(microseconds=1)).date() if end else start.date()
            return wall | ({"end_date": last} if last > start.date() else {})
        wall["time"] = start.time()
        if end:
            wall |= {"end_time": end.time()} | ({"end_date": end.date()} if end - start >= A_DAY else {})
        return wall

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not any(c.isalnum() for c in name):
            raise ValidationError("A name needs at least one letter or digit.")
        return name

    def clean_date(self) -> dt.date:
        date: dt.date = self.cleaned_data["date"]
        if date < EARLIEST:
            raise ValidationError(LONG_AGO)
        if (date - self.today).days > 366 * LATEST_YEARS:
            raise ValidationError(TOO_FAR)
        return date

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if {"date", "time", "end_date", "end_time", "time_zone"} & set(self.errors):
            return cleaned
        zone = zone_of(cleaned["time_zone"] or self.owner.zone.key)
        if self.fits(cleaned) and (found := self.moments(cleaned, zone)):
            cleaned["starts_at"], cleaned["ends_at"] = found
            cleaned["is_all_day"] = cleaned["time"] is None
        return cleaned

    def fits(self, cleaned: dict[str, Any]) -> bool:
        """Whether what was said of days and times goes together; else it is asked for at its field."""
        date, end_date = cleaned["date"], cleaned["end_date"]
        if end_date and end_date < date:
            self.add_error("end_date", "That is before it begins.")
        elif end_date and end_date - date > LONGEST:
            self.add_error("end_date", "That is more than a year. Is the year right?")
        elif cleaned["time"] is None and cleaned["end_time"] is not None:
            self.add_error("time", "At what time does it begin?")
        elif cleaned["time"] is not None and cleaned["end_time"] is None and end_date and end_date > date:
            self.add_error("end_time", "At what time does it end?")
        return not self.errors

    def moments(
        self, cleaned: dict[str, Any], zone: ZoneInfo
    ) -> tuple[dt.datetime, dt.datetime | None] | None:
        date, end_date, end_time = cleaned["date"], cleaned["end_date"], cleaned["end_time"]
        if cleaned["time"] is None:
            return midnight(date, zone), midnight((end_date or date) + A_DAY, zone)
        starts_at = self.moment("time", date, cleaned["time"], zone)
        if end_time is None or starts_at is None:
            return (starts_at, None) if starts_at else None
        over_midnight = end_date is None and end_time < cleaned["time"]
        ends_at = self.moment("end_time", (end_date or date) + A_DAY * over_midnight, end_time, zone)
        if ends_at and ends_at <= starts_at:
            self.add_error("end_time", "That is not after it begins.")
            return None
        return (starts_at, ends_at) if ends_at else None

    def moment(self, name: str, day: dt.date, time: dt.time, zone: ZoneInfo) -> dt.datetime | None:
        try:
            return local_moment(day, time.replace(second=0, microsecond=0), zone)
        except ValidationError as refused:
            self.add_error(name, refused)
            return None

    def clean_time_zone(self) -> str:
        """The key of another zone than mine; mine may change, and the event's with it."""
        key: str = self.cleaned_data["time_zone"]
        return "" if key == self.owner.zone.key else key

    @property
    def event(self) -> dict[str, Any]:
        """What `events.add` and `events.edit` are told, but for the company."""
        moments = {name: self.cleaned_data[name] for name in ("starts_at", "ends_at", "is_all_day")}
        return self.said | moments
