"""Model fields that hold only what is safe to show."""

from __future__ import annotations

from typing import Any

from django.core.validators import URLValidator
from django.db import models

SCHEMES = ("http", "https")


class SafeURLField(models.CharField):  # type: ignore[type-arg]
    """A web address, http or https only: what else a link can hold, it could also do."""

    default_validators = [URLValidator(schemes=SCHEMES)]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 500)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)


def is_web_address(field: str, name: str) -> models.CheckConstraint:
    """A constraint: the column is empty or begins with http:// or https://."""
    return models.CheckConstraint(
        condition=models.Q(**{field: ""})
        | models.Q(**{f"{field}__startswith": "http://"})
        | models.Q(**{f"{field}__startswith": "https://"}),
        name=name,
    )
