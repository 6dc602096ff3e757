"""What somebody from the address book brings along on becoming a contact."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from networking.contacts.models import Connection, Source
from networking.contacts.personas import guess


def brings(connection: Connection) -> dict[str, Any]:
    """The columns of the new contact; the persona is a guess from the job title."""
    return {
        "name": connection.name[:200],
        "title": connection.title[:300],
        "persona": guess(connection.title),
        "email": connection.email if _is_email(connection.email) else "",
        "phone": connection.phone,
        "profile_url": connection.profile_url,
        "is_linkedin_friend": connection.source == Source.LINKEDIN,
    }


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
