"""What one person is called, and where they work and are reached, when two rows turn out to be one person.

`kept` stays, `gone` goes. Each field is chosen from one of the two; what is filled goes before what is empty,
and an address that was not chosen goes into the notes: nothing that was typed is lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from networking.contacts.models import Closeness, Contact, Persona

KEPT, GONE, BOTH = "kept", "gone", "both"
LABELS = {
    "name": "Name",
    "title": "Job title",
    "company": "Company",
    "persona": "Role",
    "closeness": "Closeness",
    "email": "E-mail",
    "phone": "Phone",
    "profile_url": "LinkedIn profile",
    "alumni_channel": "Alumni channel",
    "introducer": "Who can introduce me",
    "time_zone": "Their time zone",
    "common_ground": "In common",
    "personal": "What matters to them",
    "notes": "Notes",
    "parking": "Parked or not",
}
TEXTS = ("common_ground", "personal", "notes")  # both may stay, one below the other
LONGEST = {"common_ground": 2000, "personal": 2000, "notes": 10_000}  # as their columns
ASIDE = {"name": "Name", "title": "Job title", "email": "E-mail", "phone": "Phone", "profile_url": "Profile"}
JOB = ("company", "title")  # what the one who was added later says is newer
SAYS_LITTLE: dict[str, Any] = {"persona": Persona.OTHER, "closeness": Closeness.DISTANT}


def value_of(contact: Contact, field: str) -> Any:
    """What is compared: keys of companies and people, columns else."""
    if field == "parking":
        return contact.parked_reason
    if field == "introducer":
        return contact.introducer_id
    return contact.company_id if field == "company" else getattr(contact, field)


def is_empty(contact: Contact, field: str) -> bool:
    value = value_of(contact, field)
    return not value or value == SAYS_LITTLE.get(field)


def differs(kept: Contact, gone: Contact, field: str) -> bool:
    """Whether there is anything to choose."""
    return bool(value_of(kept, field) != value_of(gone, field))


def preselected(kept: Contact, gone: Contact, field: str, *, open_again: bool = False) -> str:
    """The side that is offered: what is filled; of two that are, the newer job, the longer name, both texts.

    `open_again`: who was parked has answered on the other side since.
    """
    if field == "parking":
        return _parked_side(kept, gone, open_again=open_again)
    if is_empty(gone, field):
        return KEPT
    if is_empty(kept, field):
        return GONE
    if field in TEXTS and differs(kept, gone, field):
        return BOTH
    if field in JOB:
        return GONE if gone.created_at > kept.created_at else KEPT
    if field == "name":
        return GONE if len(gone.name.split()) > len(kept.name.split()) else KEPT
    return KEPT


def _parked_side(kept: Contact, gone: Contact, *, open_again: bool) -> str:
    """Parked stays parked, by the later day; unless the other side has heard from them since."""
    if kept.parked_on and gone.parked_on:
        return GONE if gone.parked_on > kept.parked_on else KEPT
    if not (kept.parked_on or gone.parked_on):
        return KEPT
    return GONE if bool(gone.parked_on) != open_again else KEPT


def merged(kept: Contact, gone: Contact, sides: Mapping[str, str]) -> dict[str, Any]:
    """The columns of the one person, all but parking; a `ValidationError` by field if texts grow too long."""
    fields: dict[str, Any] = {}
    for field in LABELS.keys() - {"parking", *TEXTS}:
        fields[field] = getattr(gone if sides[field] == GONE else kept, field)
    if fields["introducer"] in (kept, gone):
        fields["introducer"] = None
    fields["is_linkedin_friend"] = kept.is_linkedin_friend or gone.is_linkedin_friend
    for field in ("common_ground", "personal"):
        fields[field] = _text(kept, gone, field, sides)
    fields["notes"] = "\n".join(filter(None, [_text(kept, gone, "notes", sides), *_aside(kept, gone, sides)]))
    for field in TEXTS:
        _check_length(field, fields[field])
    return fields


def _text(kept: Contact, gone: Contact, field: str, sides: Mapping[str, str]) -> str:
    if sides[field] != BOTH:
        return str(getattr(gone if sides[field] == GONE else kept, field))
    texts = [getattr(kept, field).rstrip(), getattr(gone, field).rstrip()]
    return "\n\n".join(dict.fromkeys(filter(None, texts)))


def _aside(kept: Contact, gone: Contact, sides: Mapping[str, str]) -> list[str]:
    """A line for each address and name that was not chosen."""
    lines = []
    for field, label in ASIDE.items():
        left = getattr(kept if sides[field] == GONE else gone, field)
        if left and differs(kept, gone, field):
            lines.append(f"{label} before merging: {left}")
    return lines


def _check_length(field: str, text: str) -> None:
    longest = LONGEST[field]
    if len(text) > longest:
        words = f"Both together are longer than {longest:,} characters. Choose one of them."
        raise ValidationError({field: words})
