"""What keeps a relation alive: days that matter to somebody, and the word owed to whoever helped."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

from networking.cohorts.owned import Owned, OwnedQuerySet
from networking.contacts.models import Contact
from networking.conversations.models.opportunities import Introduction, Opportunity, Referral

if TYPE_CHECKING:
    from networking.accounts.models import User


class ImportantDateQuerySet(OwnedQuerySet["ImportantDate"]):
    def owned_by(self, user: User) -> ImportantDateQuerySet:
        return self.filter(owner=user, contact__removed_at=None)


class ImportantDate(Owned):
    """A day that comes back every year: a birthday, the day they began there. 29 February is kept on the 28th
    in years without one. `passed_on` is the day until which it is over: added then, or let pass since.
    """

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="dates")
    label = models.CharField("what it is", max_length=100)
    month = models.PositiveSmallIntegerField()
    day = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    passed_on = models.DateField(editable=False)

    objects: ClassVar[ImportantDateQuerySet] = ImportantDateQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contact", "label", "month", "day"], name="date_once"),
            models.CheckConstraint(condition=~Q(label=""), name="date_has_label"),
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="date_month_known"),
            models.CheckConstraint(condition=Q(day__gte=1, day__lte=31), name="date_day_known"),
        ]

    def __str__(self) -> str:
        return self.label


class UpdateQuerySet(OwnedQuerySet["Update"]):
    def owned_by(self, user: User) -> UpdateQuerySet:
        return self.filter(owner=user, contact__removed_at=None)


class Update(Owned):
    """An update owed to somebody who helped: what ended, when, and whether they know already.

    `about` says it in words that stay: "Backend Engineer at Northwind Robotics". `on` is the day of the
    outcome, `at` the moment it was said; any later message of mine settles it (`clocks.owed_updates`).
    """

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="updates")
    opportunity = models.ForeignKey(Opportunity, null=True, on_delete=models.CASCADE, related_name="updates")
    referral = models.ForeignKey(Referral, null=True, on_delete=models.CASCADE, related_name="updates")
    introduction = models.ForeignKey(
        Introduction, null=True, on_delete=models.CASCADE, related_name="updates"
    )
    about = models.CharField(max_length=200)
    on = models.DateField()
    at = models.DateTimeField()
    is_known = models.BooleanField(default=False)

    objects: ClassVar[UpdateQuerySet] = UpdateQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contact", "opportunity"], name="update_once_per_opportunity"),
            models.UniqueConstraint(fields=["contact", "referral"], name="update_once_per_referral"),
            models.UniqueConstraint(fields=["contact", "introduction"], name="update_once_per_introduction"),
            models.CheckConstraint(
                condition=Q(opportunity__isnull=False, referral=None, introduction=None)
                | Q(opportunity=None, referral__isnull=False, introduction=None)
                | Q(opportunity=None, referral=None, introduction__isnull=False),
                name="update_about_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.about
