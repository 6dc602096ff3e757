"""The person who signs in, and how their search is set up."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
import unicodedata
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models, transaction
from django.db.models.functions import Lower

from networking.accounts.signals import search_settings_changed
from networking.accounts.zones import zone_of
from networking.web.fields import SafeURLField, is_web_address


def clean_email(email: str) -> str:
    """One spelling per address: ADA@Example.org and a full-width twin are one person (SECURITY T20)."""
    return unicodedata.normalize("NFKC", email).strip().casefold()


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=clean_email(email), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def set_active(self, users: models.QuerySet[User], is_active: bool) -> int:
        """Who may sign in from the next request on; how many that changes."""
        differing = self.filter(pk__in=users.values("pk")).exclude(is_active=is_active)
        return differing.update(is_active=is_active)

    def get_by_natural_key(self, email: str | None) -> User:
        return self.get(email=clean_email(email or ""))


class LinkedInPlan(models.TextChoices):
    """What LinkedIn lets this account send: notes a month and characters a note."""

    FREE = "free", "Free: 5 notes a month, 200 characters"
    PAID = "paid", "Paid: no monthly limit, 300 characters"


class User(AbstractUser):
    """Signs in with an e-mail address. An empty setting means ours (`DEFAULTS`)."""

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField("e-mail", unique=True)
    name = models.CharField("your name", max_length=100, blank=True)
    time_zone = models.CharField(max_length=64, blank=True, help_text="Empty until the browser told us.")

    target_aim = models.PositiveSmallIntegerField("target companies to aim for", default=5)
    new_people_a_day = models.PositiveSmallIntegerField("new people to write to a day", default=5)
    follow_up_days = models.PositiveSmallIntegerField("days before a follow-up", default=7)
    follow_up_limit = models.PositiveSmallIntegerField("follow-ups before letting it rest", default=2)
    rest_days = models.PositiveSmallIntegerField("days from the last follow-up to rest", default=7)
    thanks_days = models.PositiveSmallIntegerField("days to say thank you", default=1)
    close_days = models.PositiveSmallIntegerField("days between words with close people", default=90)
    others_days = models.PositiveSmallIntegerField("days between words with everybody else", default=365)
    linkedin_plan = models.CharField(
        "LinkedIn account", max_length=4, choices=LinkedInPlan, default=LinkedInPlan.FREE
    )
    linkedin_notes_a_month = models.PositiveSmallIntegerField("LinkedIn notes a month", null=True, blank=True)
    channel_order = models.JSONField(default=list, blank=True)
    story = models.TextField("my story in a few sentences", max_length=3000, blank=True, db_default="")
    resume_url = SafeURLField("link to my résumé", db_default="")
    graduated_on = models.DateField("I graduated on", null=True, blank=True)
    search_over_on = models.DateField(null=True, editable=False)  # an offer was accepted
    is_coaching = models.BooleanField(
        default=False, editable=False
    )  # an open cohort: kept by `cohorts.marks`
    runs_school = models.BooleanField(default=False, editable=False)  # as one of its admins: likewise
    in_cohort = models.BooleanField(default=False, editable=False)  # and shares: kept by `coaching.derived`
    feedback_on = models.DateField(null=True, editable=False)  # since when a review is unread
    is_machine_owner = models.BooleanField(default=False, editable=False)
    deletes_at = models.DateTimeField(
        null=True, editable=False
    )  # asked for, and may be taken back until then

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_unique"),
            models.CheckConstraint(
                condition=models.Q(linkedin_plan__in=LinkedInPlan.values), name="user_linkedin_plan_known"
            ),
            is_web_address("resume_url", "user_resume_is_web"),
            models.UniqueConstraint(
                fields=["is_machine_owner"],
                condition=models.Q(is_machine_owner=True),
                name="user_one_machine_owner",
            ),
        ]

    DECIDES_DUES: ClassVar[frozenset[str]] = frozenset(
        {
            "time_zone",
            "follow_up_days",
            "follow_up_limit",
            "rest_days",
            "thanks_days",
            "close_days",
            "others_days",
        }
    )

    def __str__(self) -> str:
        return self.name or self.email

    def change_settings(self, **settings: Any) -> None:
        """Stores the settings that differ, and has everything recomputed that was made from the old ones."""
        with transaction.atomic():
            stored = type(self).objects.select_for_update(no_key=True).get(pk=self.pk)
            changed = [name for name, value in settings.items() if getattr(stored, name) != value]
            for name, value in settings.items():
                setattr(self, name, value)
            self.save(update_fields=changed)
            if self.DECIDES_DUES.intersection(changed):
                search_settings_changed.send(type(self), user=self)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = clean_email(self.email)
        super().save(*args, **kwargs)

    @property
    def zone(self) -> ZoneInfo:
        return zone_of(self.time_zone)

    def local_date(self, moment: dt.datetime) -> dt.date:
        """The calendar day that this moment belongs to where this person is."""
        return moment.astimezone(self.zone).date()


class SignInLink(models.Model):
    """Opens the door once, for a quarter of an hour. Only the digest is kept: it opens nothing."""

    LASTS = dt.timedelta(minutes=15)

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"link of user {self.user_id} until {self.expires_at:%H:%M}"

    @classmethod
    def make(cls, user: User, *, now: dt.datetime) -> str:
        """A new secret; links that can no longer be used are swept away."""
        cls.objects.filter(user=user).exclude(used_at=None, expires_at__gt=now).delete()
        token = secrets.token_urlsafe(32)
        cls.objects.create(user=user, digest=cls._digest(token), expires_at=now + cls.LASTS)
        return token

    @classmethod
    def is_open(cls, token: str, *, now: dt.datetime) -> bool:
        return cls._usable(token, now).filter(user__is_active=True).exists()

    @classmethod
    def use(cls, token: str, *, now: dt.datetime) -> User | None:
        """The person, to the one who comes first: one UPDATE decides, on columns of its own row alone."""
        if not cls._usable(token, now).update(used_at=now):
            return None
        user = cls.objects.select_related("user").get(digest=cls._digest(token)).user
        return user if user.is_active else None

    @classmethod
    def _usable(cls, token: str, now: dt.datetime) -> models.QuerySet[SignInLink]:
        return cls.objects.filter(digest=cls._digest(token), used_at=None, expires_at__gt=now)

    @staticmethod
    def _digest(token: str) -> str:
        return hashlib.sha256(token.encode()).hexdigest()
