"""What was removed goes for good after 30 days, and with it what hung on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q

from networking.cohorts.owned import Removable
from networking.companies.models import Company
from networking.contacts.models import Contact
from networking.conversations import writer
from networking.conversations.models import Chat, Hidden, Interaction, Update

KEEP_REMOVED = dt.timedelta(days=30)
# Children first: a chat takes its interaction along, a contact all that was said.
FIRST: tuple[type[models.Model], ...] = (Interaction, Chat)
LAST: tuple[type[models.Model], ...] = (Contact, Company)
# Whatever an update is about is gone with any of these.
WAYS = (
    "opportunity",
    "opportunity__company",
    "referral",
    "referral__contact",
    "referral__opportunity",
    "referral__opportunity__company",
    "introduction",
    "introduction__introduced",
)


def purge(now: dt.datetime) -> None:
    limit = now - KEEP_REMOVED
    about = Q()
    for way in WAYS:
        about |= Q(**{f"{way}__removed_at__lt": limit})
    with transaction.atomic():
        owed = set(Update.objects.filter(about).values_list("contact", flat=True))
        for model in removable():
            model._default_manager.filter(removed_at__lt=limit).delete()
        writer.recompute(list(Contact.objects.filter(pk__in=owed).values_list("pk", flat=True)))
    Hidden.objects.filter(until__lt=limit.date()).delete()


def removable() -> Iterator[type[models.Model]]:
    """Every table whose rows can be removed and brought back, in the order in which they go."""
    yield from FIRST
    for model in apps.get_models():
        if issubclass(model, Removable) and model not in FIRST + LAST:
            yield model
    yield from LAST
