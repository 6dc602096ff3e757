"""Where people are met: events that are planned and attended, and communities one belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from networking.cohorts.owned import Owned, OwnedQuerySet, Removable, RemovableQuerySet, one_of
from networking.companies.models import Company
from networking.contacts.models import Contact
from networking.web.fields import SafeURLField, is_web_address

if TYPE_CHECKING:
    from networking.accounts.models import User


class EventKind(models.TextChoices):
    MEETUP = "meetup", "Meetup"
    CONFERENCE = "conference", "Conference"
    HACKATHON = "hackathon", "Hackathon"
    JOB_FAIR = "job_fair", "Job fair"
    OPEN_HOUSE = "open_house", "Open house"
    OTHER = "other", "Something else"


class Attendance(models.TextChoices):
    PLANNED = "planned", "Planned"
    ATTENDED = "attended", "I was there"
    SKIPPED = "skipped", "I did not go"


class Event(Owned, Removable):
    """An event, online or not. An all-day one begins at midnight of `time_zone`; empty is mine.

    `uid` is the calendar's own name for it: a file that comes twice brings it once.
    """

    name = models.CharField(max_length=200)
    kind = models.CharField("what it is", max_length=10, choices=EventKind, default=EventKind.MEETUP)
    company = models.ForeignKey(
        Company, null=True, blank=True, on_delete=models.SET_NULL, related_name="events"
    )
    is_online = models.BooleanField("online", default=False)
    place = models.CharField(max_length=500, blank=True)
    url = SafeURLField("link")
    starts_at = models.DateTimeField("begins")
    ends_at = models.DateTimeField("ends", null=True, blank=True)
    is_all_day = models.BooleanField("all day", default=False)
    time_zone = models.CharField(max_length=64, blank=True)
    attendance = models.CharField(max_length=8, choices=Attendance, default=Attendance.PLANNED)
    notes = models.TextField(max_length=10_000, blank=True)
    uid = models.CharField(max_length=255, blank=True, editable=False)
    key = models.UUIDField(editable=False)
    is_sample = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(editable=False)

    objects: ClassVar[RemovableQuerySet[Event]] = RemovableQuerySet["Event"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "key"], name="event_once_per_key"),
            models.UniqueConstraint(
                fields=["owner", "uid"], condition=~Q(uid="") & Q(removed_at=None), name="event_once_per_uid"
            ),
            one_of("kind", EventKind, "event_kind_known"),
            one_of("attendance", Attendance, "event_attendance_known"),
            models.CheckConstraint(condition=~Q(name=""), name="event_has_name"),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gte=models.F("starts_at")),
                name="event_ends_after_start",
            ),
            is_web_address("url", "event_url_is_web"),
        ]
        indexes = [models.Index(fields=["owner", "starts_at"], name="event_agenda")]

    def __str__(self) -> str:
        return self.name


class CommunityKind(models.TextChoices):
    SLACK = "slack", "Slack"
    DISCORD = "discord", "Discord"
    FORUM = "forum", "Forum"
    ASSOCIATION = "association", "Association"
    OTHER = "other", "Something else"


class Community(Owned, Removable):
    """A place where people of a field talk to each other, joined or not yet."""

    name = models.CharField(max_length=200)
    kind = models.CharField("what it is", max_length=11, choices=CommunityKind, default=CommunityKind.SLACK)
    company = models.ForeignKey(
        Company, null=True, blank=True, on_delete=models.SET_NULL, related_name="communities"
    )
    url = SafeURLField("link")
    joined_on = models.DateField("joined on", null=True, blank=True)
    notes = models.TextField(max_length=10_000, blank=True)
    key = models.UUIDField(editable=False)
    is_sample = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(editable=False)

    objects: ClassVar[RemovableQuerySet[Community]] = RemovableQuerySet["Community"].as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "communities"
        constraints = [
            models.UniqueConstraint(fields=["owner", "key"], name="community_once_per_key"),
            one_of("kind", CommunityKind, "community_kind_known"),
            models.CheckConstraint(condition=~Q(name=""), name="community_has_name"),
            is_web_address("url", "community_url_is_web"),
        ]

    def __str__(self) -> str:
        return self.name


class MetQuerySet(OwnedQuerySet["Met"]):
    def owned_by(self, user: User) -> MetQuerySet:
        """With the person, the event or the community removed, it is out of sight too."""
        return self.filter(
            owner=user, contact__removed_at=None, event__removed_at=None, community__removed_at=None
        )


class Met(Owned):
    """Somebody met at an event or in a community."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="met")
    event = models.ForeignKey(Event, null=True, on_delete=models.CASCADE, related_name="met")
    community = models.ForeignKey(Community, null=True, on_delete=models.CASCADE, related_name="met")
    on = models.DateField("day")
    note = models.CharField("what you talked about", max_length=500, blank=True)
    key = models.UUIDField(editable=False)

    objects: ClassVar[MetQuerySet] = MetQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "met"
        constraints = [
            models.UniqueConstraint(fields=["owner", "key"], name="met_once_per_key"),
            models.UniqueConstraint(fields=["contact", "event"], name="met_once_at_event"),
            models.UniqueConstraint(fields=["contact", "community"], name="met_once_in_community"),
            models.CheckConstraint(
                condition=Q(event__isnull=False, community=None) | Q(event=None, community__isnull=False),
                name="met_at_one_place",
            ),
        ]

    def __str__(self) -> str:
        return f"met on {self.on}"
