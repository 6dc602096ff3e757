"""The people at a company, where they worked before, and the address book they may come from."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Q

from networking.cohorts.owned import (
    Owned,
    OwnedQuerySet,
    Removable,
    RemovableQuerySet,
    both_or_neither,
    one_of,
)
from networking.companies.models import Company
from networking.contacts.names import match_key, search_form
from networking.contacts.profiles import profile_key
from networking.contacts.stages import Parked, Stage
from networking.web.fields import SafeURLField, is_web_address

if TYPE_CHECKING:
    from networking.accounts.models import User


class Persona(models.TextChoices):
    DEVELOPER = "developer", "Developer"
    MANAGER = "manager", "Manager"
    RECRUITER = "recruiter", "Recruiter"
    OTHER = "other", "Other"


class Closeness(models.TextChoices):
    CLOSE = "close", "Close"
    DISTANT = "distant", "Not close"


class Source(models.TextChoices):
    """Where somebody in the address book is known from."""

    LINKEDIN = "linkedin", "LinkedIn"
    CONTACTS = "contacts", "An address book"
    SHEET = "sheet", "A spreadsheet"


class Connection(Owned):
    """Somebody from an imported address book. Who is who says `exchange.matching`.

    `batch` is the token of the upload that brought them in: what its undo takes away.
    """

    first_name = models.CharField(max_length=200, blank=True)
    last_name = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=400)
    name_key = models.CharField(max_length=400, editable=False)
    profile_url = SafeURLField("profile")
    profile_key = models.CharField(max_length=300, blank=True, editable=False)
    email = models.CharField("e-mail", max_length=254, blank=True)
    company = models.CharField(max_length=300, blank=True)
    company_key = models.CharField(max_length=300, blank=True, editable=False)
    title = models.CharField(max_length=500, blank=True)
    connected_on = models.DateField(null=True)
    phone = models.CharField(max_length=50, blank=True, db_default="")
    source = models.CharField(
        max_length=8, choices=Source, default=Source.LINKEDIN, db_default=Source.LINKEDIN
    )
    batch = models.UUIDField(null=True, editable=False)
    is_sample = models.BooleanField(default=False, db_default=False, editable=False)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects: ClassVar[OwnedQuerySet[Connection]] = OwnedQuerySet["Connection"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "profile_key"],
                condition=~Q(profile_key=""),
                name="connection_once_by_profile",
            ),
            models.UniqueConstraint(
                fields=["owner", "name_key", "company_key", "email", "phone"],
                condition=Q(profile_key=""),
                name="connection_once_by_line",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="connection_has_name"),
            is_web_address("profile_url", "connection_profile_is_web"),
            one_of("source", Source, "connection_source_known"),
        ]
        indexes = [
            models.Index(fields=["owner", "company_key"], name="connection_company"),
            models.Index(fields=["owner", "name_key"], name="connection_name"),
            models.Index(fields=["batch"], condition=Q(batch__isnull=False), name="connection_batch"),
        ]

    def __str__(self) -> str:
        return self.name


class ContactQuerySet(RemovableQuerySet["Contact"]):
    def working(self) -> ContactQuerySet:
        """Not parked."""
        return self.filter(parked_on=None)

    def due(self, today: dt.date) -> ContactQuerySet:
        """Those with a stored step that is due: the earliest of their `Due` rows has come."""
        return self.filter(due_on__lte=today)


class Contact(Owned, Removable):
    """A person at a company, or somebody known whose company is not.

    What `conversations.writer` stores here is derived from the interactions: stage, the four milestones,
    last_interaction_on, rest_on, due_on and due_rule. `version` grows with every change (compare-and-swap).
    `key` comes from the form that added them: a double click adds one.
    """

    company = models.ForeignKey(
        Company, null=True, blank=True, on_delete=models.SET_NULL, related_name="contacts"
    )
    connection = models.OneToOneField(
        Connection, null=True, blank=True, on_delete=models.SET_NULL, related_name="contact"
    )
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200, editable=False)
    search_text = models.TextField(blank=True, editable=False)
    title = models.CharField("job title", max_length=300, blank=True)
    persona = models.CharField(max_length=9, choices=Persona, default=Persona.OTHER)
    closeness = models.CharField(max_length=7, choices=Closeness, default=Closeness.DISTANT)
    common_ground = models.TextField("what we have in common", max_length=2000, blank=True)
    email = models.EmailField("e-mail", blank=True)
    phone = models.CharField(max_length=50, blank=True)
    profile_url = SafeURLField("LinkedIn profile")
    profile_key = models.CharField(max_length=300, blank=True, editable=False)
    alumni_channel = models.CharField("alumni channel", max_length=200, blank=True)
    introducer = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="can_introduce"
    )
    is_linkedin_friend = models.BooleanField("we are connected on LinkedIn", default=False)
    personal = models.TextField("what matters to them", max_length=2000, blank=True, db_default="")
    notes = models.TextField(max_length=10_000, blank=True)
    time_zone = models.CharField("their time zone", max_length=64, blank=True)

    stage = models.PositiveSmallIntegerField(default=Stage.TO_CONTACT, editable=False)
    reached_on = models.DateField(null=True, editable=False)
    replied_on = models.DateField(null=True, editable=False)
    chatted_on = models.DateField(null=True, editable=False)
    thanked_on = models.DateField(null=True, editable=False)
    last_interaction_on = models.DateField(null=True, editable=False)
    rest_on = models.DateField(null=True, editable=False)
    due_on = models.DateField(null=True, editable=False)
    due_rule = models.PositiveSmallIntegerField(null=True, editable=False)
    parked_reason = models.CharField(max_length=9, choices=Parked, blank=True, editable=False)
    parked_on = models.DateField(null=True, editable=False)
    parking_mark = models.UUIDField(null=True, editable=False)

    key = models.UUIDField(null=True, editable=False)
    is_sample = models.BooleanField(default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(editable=False)

    objects: ClassVar[ContactQuerySet] = ContactQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "profile_key"],
                condition=~Q(profile_key="") & Q(removed_at=None),
                name="contact_once_by_profile",
            ),
            models.UniqueConstraint(fields=["owner", "key"], name="contact_once_per_key"),
            one_of("persona", Persona, "contact_persona_known"),
            one_of("closeness", Closeness, "contact_closeness_known"),
            models.CheckConstraint(
                condition=Q(stage__gte=Stage.TO_CONTACT, stage__lte=Stage.THANKED), name="contact_stage_known"
            ),
            models.CheckConstraint(
                condition=Q(parked_reason="") | Q(parked_reason__in=Parked.values),
                name="contact_parked_known",
            ),
            both_or_neither("parked_reason", "parked_on", "contact_parked_has_day", parked_reason=""),
            both_or_neither("due_on", "due_rule", "contact_due_has_rule"),
            models.CheckConstraint(condition=~Q(name=""), name="contact_has_name"),
            is_web_address("profile_url", "contact_profile_is_web"),
        ]
        indexes = [
            models.Index(fields=["owner", "company", "persona", "stage"], name="contact_board"),
            models.Index(fields=["owner", "stage"], name="contact_stage"),
            models.Index(fields=["owner", "due_on"], condition=Q(due_on__isnull=False), name="contact_due"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill_keys()
        super().save(*args, **kwargs)

    KEYS: ClassVar[tuple[str, ...]] = ("name_key", "profile_key", "search_text")

    def fill_keys(self) -> None:
        """What the person is recognised and found by, from what was typed."""
        self.name_key = match_key(self.name)[:200]
        self.profile_key = profile_key(self.profile_url)
        self.search_text = search_form(f"{self.name} {self.title}")

    @property
    def is_parked(self) -> bool:
        return self.parked_on is not None

    @property
    def is_close(self) -> bool:
        return self.closeness == Closeness.CLOSE


class PastJob(Owned):
    """Where somebody worked before they moved."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="past_jobs")
    company = models.ForeignKey(Company, null=True, on_delete=models.SET_NULL, related_name="+")
    company_name = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=300, blank=True)
    until = models.DateField()

    objects: ClassVar[OwnedQuerySet[PastJob]] = OwnedQuerySet["PastJob"].as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-until", "-pk"]

    def __str__(self) -> str:
        return f"{self.company_name} until {self.until}"


class Place(models.TextChoices):
    """Where an e-mail address may be found."""

    SEARCH = "search", "A search for name and company"
    OWN_SITE = "own_site", "Their own site or blog"
    GITHUB = "github", "Their GitHub profile"
    LINKEDIN = "linkedin", "LinkedIn’s contact info"


class LookedQuerySet(OwnedQuerySet["Looked"]):
    def owned_by(self, user: User) -> LookedQuerySet:
        return self.filter(owner=user, contact__removed_at=None)


class Looked(Owned):
    """A place where the e-mail address of somebody was looked for."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="looked")
    place = models.CharField(max_length=8, choices=Place)

    objects: ClassVar[LookedQuerySet] = LookedQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "looked"
        constraints = [
            models.UniqueConstraint(fields=["contact", "place"], name="looked_once_per_place"),
            one_of("place", Place, "looked_place_known"),
        ]

    def __str__(self) -> str:
        return self.place

    @classmethod
    def tick(cls, contact: Contact, place: str, *, on: bool) -> None:
        """Remembers that somebody looked there, or forgets it; as often as it is said."""
        if on:
            cls.objects.get_or_create(owner_id=contact.owner_id, contact=contact, place=place)
        else:
            cls.objects.filter(contact=contact, place=place).delete()
