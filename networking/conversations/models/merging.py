"""Two who turned out to be one person, and two who look alike and are not."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from networking.cohorts.owned import Owned, OwnedQuerySet
from networking.contacts.models import Connection, Contact

if TYPE_CHECKING:
    from networking.accounts.models import User


class MergeQuerySet(OwnedQuerySet["Merge"]):
    def owned_by(self, user: User) -> MergeQuerySet:
        return self.filter(owner=user, kept__removed_at=None)


class Merge(Owned):
    """`gone` was merged into `kept`. `record` is what moved and what changed by it, for the undo; it lasts as
    long as removed rows do. Written by `writer` alone."""

    kept = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="merges")
    gone = models.OneToOneField(Contact, on_delete=models.CASCADE, related_name="merged")
    at = models.DateTimeField()
    record = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    objects: ClassVar[MergeQuerySet] = MergeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(kept=F("gone")), name="merge_of_two")]

    def __str__(self) -> str:
        return f"{self.gone_id} into {self.kept_id}"


class TwoPeopleQuerySet(OwnedQuerySet["TwoPeople"]):
    def owned_by(self, user: User) -> TwoPeopleQuerySet:
        return self.filter(Q(other=None) | Q(other__removed_at=None), owner=user, contact__removed_at=None)


class TwoPeople(Owned):
    """A contact and another one, or somebody from the address book, who look alike and are two people.

    Of two contacts the one with the smaller key comes first.
    """

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Contact, null=True, on_delete=models.CASCADE, related_name="+")
    connection = models.ForeignKey(Connection, null=True, on_delete=models.CASCADE, related_name="+")
    said_at = models.DateTimeField()

    objects: ClassVar[TwoPeopleQuerySet] = TwoPeopleQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name_plural = "two people"
        constraints = [
            models.UniqueConstraint(fields=["contact", "other"], name="two_people_once"),
            models.UniqueConstraint(fields=["contact", "connection"], name="two_people_once_of_book"),
            models.CheckConstraint(
                condition=Q(other__isnull=False, connection=None, contact__lt=F("other"))
                | Q(other=None, connection__isnull=False),
                name="two_people_are_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contact_id} is not {self.other_id or self.connection_id}"
