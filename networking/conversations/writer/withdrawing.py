"""Takes back what came in by the hundred: interactions, chats, people and companies, in few statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import F, QuerySet

from networking.accounts.models import User
from networking.companies.models import Company
from networking.companies.signals import list_changed
from networking.contacts.models import Contact
from networking.conversations.models import Chat, Interaction
from networking.conversations.writer.derived import bump, recompute
from networking.conversations.writer.interactions import remove
from networking.conversations.writer.locking import act, lock
from networking.conversations.writer.totals import recount

Keys = Collection[int]


@act
def withdraw(
    owner: User, *, interactions: Keys, chats: Keys, contacts: Keys, companies: Keys, now: dt.datetime
) -> None:
    """Removes all of them at one moment; whoever stays stands where the rest of their history puts them."""
    said = Interaction.objects.filter(owner=owner, pk__in=interactions, removed_at=None)
    talks = Chat.objects.filter(owner=owner, pk__in=chats, removed_at=None)
    met = {*said.values_list("contact_id", flat=True), *talks.values_list("contact_id", flat=True)}
    lock({*met, *contacts})
    people = Contact.objects.filter(owner=owner, pk__in=contacts, removed_at=None)
    left = {*people.values_list("company_id", flat=True), *said.values_list("company_id", flat=True)}
    _with_parking(said, now)
    said.update(removed_at=now)
    talks.update(removed_at=now)
    people.update(removed_at=now, version=F("version") + 1)
    Company.objects.filter(owner=owner, pk__in=companies, removed_at=None).update(removed_at=now)
    recompute({*met, *contacts})
    bump({*left, *companies})
    recount(owner.pk)
    if companies:
        list_changed.send(Company, owner_id=owner.pk)


def _with_parking(said: QuerySet[Interaction], now: dt.datetime) -> None:
    """What parked or reopened somebody gives back the parking it took, one by one."""
    rows = said.exclude(mark_before=F("mark_after")).exclude(mark_before=None, mark_after=None)
    for interaction in rows.select_related("contact").order_by("-pk"):
        remove(interaction, now=now)
