"""Two of my people beside each other: what differs, with a choice for each, and what each history holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.text import Truncator

from networking.accounts.models import User
from networking.accounts.zones import zone_label
from networking.contacts.models import Contact
from networking.contacts.seats import initials
from networking.contacts.stages import STAGE_LABELS, Kind, Parked, Stage
from networking.contacts.two_as_one import BOTH, GONE, KEPT, LABELS, TEXTS, differs, is_empty
from networking.conversations import writer
from networking.conversations.models import Chat, ChatStatus, Interaction

MOST_SAID, LONGEST = 4, 400  # what is shown; all of it is kept
CHANGED = "One of them was changed in another window meanwhile. Look again, and merge them then."


class Said(NamedTuple):
    what: str
    on: dt.date


class Story(NamedTuple):
    """One of the two: who, and what their history holds."""

    pk: int
    name: str
    initials: str
    role: str
    stage: int
    stage_words: str
    added_on: dt.date
    said: list[Said]
    more: int
    planned: int
    has_draft: bool


class Same(NamedTuple):
    label: str
    value: str


def load_two(user: User, pk: int, other_pk: int) -> tuple[Contact, Contact]:
    """Both with all that is shown of them, in one query; the first stays, the second goes."""
    mine = Contact.objects.owned_by(user)
    kept, gone = two_of(mine.select_related("company", "introducer", "draft", "owner"), pk, other_pk)
    if kept.is_sample != gone.is_sample:
        raise Http404
    return kept, gone


def two_of(people: QuerySet[Contact], pk: int, other_pk: int) -> tuple[Contact, Contact]:
    """These two of them, in one query; nobody if one is missing."""
    found = {contact.pk: contact for contact in people.filter(Q(pk=pk) | Q(pk=other_pk))}
    if len(found) < 2:
        raise Http404
    return found[pk], found[other_pk]


class MergeForm(forms.Form):
    """A choice for every field in which the two differ. `versions` are those of the two people it shows."""

    versions = forms.RegexField(r"^[0-9]{1,9}-[0-9]{1,9}$", widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, kept: Contact, gone: Contact, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["versions"] = f"{kept.version}-{gone.version}"
        offered = writer.offered(kept, gone)
        for field, label in LABELS.items():
            if differs(kept, gone, field):
                self.fields[field] = forms.ChoiceField(
                    label=label,
                    choices=choices_of(kept, gone, field),
                    widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
                    error_messages={"required": "Choose one.", "invalid_choice": "Choose one."},
                )
                self.initial[field] = offered[field]

    @property
    def sides(self) -> dict[str, str]:
        return {name: side for name, side in self.cleaned_data.items() if name != "versions"}

    @property
    def shown_versions(self) -> tuple[int, int] | None:
        said = self.cleaned_data["versions"].split("-")
        return (int(said[0]), int(said[1])) if len(said) == 2 else None

    def refuse(self, refused: ValidationError) -> None:
        """Says what the writer refused, beside the choice that it is about if there is one."""
        for field, words in refused.update_error_dict({}).items():
            self.add_error(field if field in self.fields else None, words)


def choices_of(kept: Contact, gone: Contact, field: str) -> list[tuple[str, str]]:
    sides = [(KEPT, shown(kept, field)), (GONE, shown(gone, field))]
    if field in TEXTS and not is_empty(kept, field) and not is_empty(gone, field):
        sides.append((BOTH, "Both, one below the other"))
    return sides


def same_of(kept: Contact, gone: Contact) -> list[Same]:
    """What both say alike."""
    alike = (field for field in LABELS if not differs(kept, gone, field) and not is_empty(kept, field))
    return [Same(LABELS[field], shown(kept, field)) for field in alike]


def shown(contact: Contact, field: str) -> str:
    """A value in words, also when there is none."""
    if field == "parking":
        if contact.parked_on is None:
            return "Not parked"
        return f"Parked: {Parked(contact.parked_reason).label.lower()}"
    if field == "time_zone" and contact.time_zone:
        return zone_label(contact.time_zone)
    if field in ("persona", "closeness"):
        return str(getattr(contact, f"get_{field}_display")())
    value = getattr(contact, field)
    return Truncator(str(value)).chars(LONGEST) if value else "Nothing"


def load_stories(kept: Contact, gone: Contact) -> list[Story]:
    """What was said with each and is planned, in two queries."""
    both = [kept.pk, gone.pk]
    said: dict[int, list[Said]] = {pk: [] for pk in both}
    rows = Interaction.objects.filter(contact__in=both, removed_at=None).order_by("-on", "-pk")
    for pk, kind, on in rows.values_list("contact", "kind", "on"):
        said[pk].append(Said(Kind(kind).label, on))
    chats = Chat.objects.filter(contact__in=both, removed_at=None, status=ChatStatus.PLANNED)
    planned = list(chats.values_list("contact", flat=True))
    return [story_of(contact, said[contact.pk], planned) for contact in (kept, gone)]


def story_of(contact: Contact, said: list[Said], planned: Iterable[int]) -> Story:
    company = contact.company.name if contact.company else ""
    return Story(
        contact.pk,
        contact.name,
        initials(contact.name),
        " at ".join(filter(None, [contact.title, company])),
        contact.stage,
        STAGE_LABELS[Stage(contact.stage)],
        contact.owner.local_date(contact.created_at),
        said[:MOST_SAID],
        max(0, len(said) - MOST_SAID),
        sum(pk == contact.pk for pk in planned),
        hasattr(contact, "draft"),
    )
