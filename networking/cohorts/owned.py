"""What every table of a seeker shares: an owner, and a way to be removed and brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.conf import settings
from django.db import models

if TYPE_CHECKING:
    from networking.accounts.models import User

Row = TypeVar("Row", bound=models.Model)


class OwnedQuerySet(models.QuerySet[Row]):
    """Begins every query of a view: what is not this person's does not exist."""

    def owned_by(self, user: User) -> Self:
        return self.filter(owner=user)


class RemovableQuerySet(OwnedQuerySet[Row]):
    """The same for rows that can be removed: what was removed does not exist either."""

    def owned_by(self, user: User) -> Self:
        return self.filter(owner=user, removed_at=None)

    def removed_by(self, user: User) -> Self:
        """What this person removed and may still bring back."""
        return self.filter(owner=user, removed_at__isnull=False)


class Owned(models.Model):
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        abstract = True


class Removable(models.Model):
    """Removing sets a moment and keeps the row for 30 days, so that everything can be undone."""

    removed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_removed(self) -> bool:
        return self.removed_at is not None


def one_of(field: str, choices: type[models.TextChoices], name: str) -> models.CheckConstraint:
    """A constraint: the column holds one of the known words."""
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": choices.values}), name=name)


def both_or_neither(one: str, other: str, name: str, **empty: Any) -> models.CheckConstraint:
    """A constraint: two columns are filled together or not at all. Empty is NULL unless said otherwise."""

    def is_empty(field: str) -> models.Q:
        return models.Q(**{field: empty[field]}) if field in empty else models.Q(**{f"{field}__isnull": True})

    return models.CheckConstraint(
        condition=(is_empty(one) & is_empty(other)) | (~is_empty(one) & ~is_empty(other)), name=name
    )
