"""Who helped me and whom I helped, everybody on one page, and to whom something back would be welcome."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db.models import Count, Max, Q, QuerySet

from networking.accounts.models import User
from networking.contacts.models import Contact
from networking.contacts.names import greeting
from networking.conversations.models import Interaction
from networking.pipeline.balance import GIVEN, RECEIVED, Balance, balance, called
from networking.pipeline.days import day_words
from networking.pipeline.giving_ideas import FOR_EVERYBODY, idea_for
from networking.web.paging import Page, page_of

ON_A_PAGE = 50
MOST_TURNS = 3


class Counted(NamedTuple):
    """One person's part of the ledger."""

    contact_id: int
    given: int
    received: int
    last_on: dt.date
    is_sample: bool


class Row(NamedTuple):
    contact: Contact
    given: str
    received: str
    day: str
    balance: Balance


class Turn(NamedTuple):
    """Somebody to whom something back would be welcome, and what it could be."""

    contact: Contact
    first_name: str
    words: str
    idea: str


class Giving(NamedTuple):
    page: Page[Row]
    turns: Sequence[Turn]
    given: int
    received: int
    ideas: Sequence[str] = FOR_EVERYBODY

    @property
    def has_totals(self) -> bool:
        return bool(self.given or self.received)


def load_giving(user: User, asked: str, *, today: dt.date) -> Giving:
    everybody = list(count(user))
    page = page_of(everybody, asked, ON_A_PAGE)
    owed = sorted((c for c in everybody if c.received > c.given), key=most_owed)[:MOST_TURNS]
    people = load_people(user, [*page.things, *owed])
    told = load_told(user, page.things)
    rows = [row_of(counted, people[counted.contact_id], told, today) for counted in page.things]
    real = [counted for counted in everybody if not counted.is_sample]
    return Giving(
        page._replace(things=rows),  # type: ignore[arg-type]
        [turn_of(counted, people[counted.contact_id]) for counted in owed],
        sum(counted.given for counted in real),
        sum(counted.received for counted in real),
    )


def help_of(user: User) -> QuerySet[Interaction]:
    return Interaction.objects.owned_by(user).filter(kind__in=GIVEN | RECEIVED)


def count(user: User) -> Iterable[Counted]:
    """Everybody there was help with, the latest first."""
    rows = (
        help_of(user)
        .values_list("contact_id", "contact__is_sample")
        .annotate(
            given=Count("pk", filter=Q(kind__in=GIVEN)),
            received=Count("pk", filter=Q(kind__in=RECEIVED)),
            last_on=Max("on"),
        )
    )
    for pk, is_sample, given, received, last_on in rows.order_by("-last_on", "-contact_id"):
        yield Counted(pk, given, received, last_on, is_sample)


def most_owed(counted: Counted) -> tuple[bool, int, int, int]:
    """Those who gave most and got least; of equals who helped last."""
    less = counted.given - counted.received
    return counted.is_sample, less, -counted.last_on.toordinal(), counted.contact_id


def load_people(user: User, counted: Iterable[Counted]) -> dict[int, Contact]:
    pks = {each.contact_id for each in counted}
    return Contact.objects.owned_by(user).select_related("company").in_bulk(pks) if pks else {}


def load_told(user: User, counted: Iterable[Counted]) -> dict[int, tuple[Counter[str], Counter[str]]]:
    """What was given and received, by what it is called, of each of these people."""
    told: dict[int, tuple[Counter[str], Counter[str]]] = {
        each.contact_id: (Counter(), Counter()) for each in counted
    }
    rows = help_of(user).filter(contact__in=told)
    for pk, kind, sort in rows.order_by("-on", "-pk").values_list("contact_id", "kind", "sort"):
        told[pk][0 if kind in GIVEN else 1][called(kind, sort)] += 1
    return told


def row_of(
    counted: Counted, contact: Contact, told: dict[int, tuple[Counter[str], Counter[str]]], today: dt.date
) -> Row:
    given, received = told[counted.contact_id]
    name = greeting(contact.name) or contact.name
    so_far = balance(counted.given, counted.received, name)
    return Row(contact, listed(given), listed(received), day_words(counted.last_on, today), so_far)


def listed(things: Counter[str]) -> str:
    """ "A referral, knowledge or feedback (3)"."""
    words = ", ".join(f"{what.lower()} ({n})" if n > 1 else what.lower() for what, n in things.items())
    return words[:1].upper() + words[1:]


def turn_of(counted: Counted, contact: Contact) -> Turn:
    name = greeting(contact.name) or contact.name
    return Turn(
        contact, name, balance(counted.given, counted.received, name).words, idea_for(contact.persona)
    )
