"""Removing a template and bringing it back; what was sent with it keeps its words either way."""

from __future__ import annotations

import datetime as dt
from itertools import count

from networking.accounts.models import User
from networking.conversations.models import Template
from networking.web.text import fold


def named(owner: User, name: str, *, but: int = 0) -> Template | None:
    """The template that has this name already, in whatever spelling."""
    others = Template.objects.owned_by(owner).exclude(pk=but)
    return next((other for other in others if fold(other.name) == fold(name)), None)


def free_name(owner: User, name: str, *, but: int = 0) -> str:
    """The name, with a number behind it if it is taken."""
    taken = {fold(n) for n in Template.objects.owned_by(owner).exclude(pk=but).values_list("name", flat=True)}
    numbered = (f"{name[:90]} {number}" for number in count(2))
    return name if fold(name) not in taken else next(each for each in numbered if fold(each) not in taken)


def remove(template: Template, *, now: dt.datetime) -> None:
    template.removed_at = now
    template.save(update_fields=["removed_at"])


def restore(template: Template) -> None:
    """Brings it back; under another name if its own was given away meanwhile."""
    template.removed_at = None
    template.name = free_name(template.owner, template.name, but=template.pk)
    template.save(update_fields=["removed_at", "name"])
