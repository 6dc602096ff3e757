"""Which people the list is asked for: what its address may say, and what that means."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from networking.accounts.models import User
from networking.companies.names import company_key
from networking.contacts.models import Closeness, Contact, ContactQuerySet, Persona
from networking.contacts.names import search_form
from networking.contacts.stages import Stage
from networking.conversations.introductions import told_of
from networking.conversations.models import Chat, ChatStatus, Met

LONGEST_SEARCH = 100
DUE = {"now": "Due now", "later": "Due later", "parked": "Parked"}
LAST = {
    "month": "This month",
    "90": "Over 90 days ago",
    "365": "Over a year ago",
    "never": "Never",
}
ANYWHERE = "any"
VENUE = re.compile(r"(event|community):([1-9][0-9]{0,8})", re.ASCII)


class Choice(NamedTuple):
    """What the address asks for; anything it should not say is as if it were not said."""

    q: str = ""
    persona: str = ""
    stage: str = ""
    company: str = ""
    due: str = ""
    closeness: str = ""
    last: str = ""
    met: str = ""
    introduces: str = ""
    page: int = 1

    @classmethod
    def of(cls, data: Mapping[str, str]) -> Choice:
        return cls(
            q=data.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH],
            persona=_one_of(data.get("persona", ""), Persona.values),
            stage=_one_of(data.get("stage", ""), [str(int(stage)) for stage in Stage]),
            company=_number(data.get("company", "")),
            due=_one_of(data.get("due", ""), DUE),
            closeness=_one_of(data.get("closeness", ""), Closeness.values),
            last=_one_of(data.get("last", ""), LAST),
            met=_venue(data.get("met", "")),
            introduces=_one_of(data.get("introduces", ""), ["1"]),
            page=int(_number(data.get("page", "")) or 1),
        )

    @property
    def is_narrowed(self) -> bool:
        return any(self[:-1])

    @property
    def is_about_relations(self) -> bool:
        """One of the filters is used that stand folded away."""
        return bool(self.closeness or self.last or self.met or self.introduces)

    def query(self, **changed: Any) -> str:
        """The same choice as an address, without what is as usual."""
        said = self._replace(**changed)._asdict()
        if said["page"] == 1:
            del said["page"]
        return urlencode({name: value for name, value in said.items() if value})


def _one_of(value: str, known: Any) -> str:
    return value if value in known else ""


def _number(value: str) -> str:
    return value if value.isascii() and value.isdigit() and len(value) < 10 and int(value) else ""


def _venue(value: str) -> str:
    return value if value == ANYWHERE or VENUE.fullmatch(value) else ""


def matching(user: User, choice: Choice, today: dt.date, now: dt.datetime) -> ContactQuerySet:
    """This person's people whom all of the choice fits."""
    people = Contact.objects.owned_by(user)
    for word in search_form(choice.q).split():
        key = company_key(word)
        people = people.filter(
            Q(search_text__contains=word) | (Q(company__company_key__contains=key) if key else Q())
        )
    equal = {name: getattr(choice, name) for name in ("persona", "stage", "company", "closeness")}
    people = people.filter(**{name: value for name, value in equal.items() if value})
    if choice.met:
        people = people.filter(pk__in=_met(user, choice.met).values("contact"))
    if choice.introduces:
        people = people.filter(_introduces(user))
    return people.filter(_due(choice.due, today, now), last_word(choice.last, today))


def _due(due: str, today: dt.date, now: dt.datetime) -> Q:
    waits = Q(due_on__lte=today) | Q(pk__in=planned().filter(starts_at__lte=now).values("contact_id"))
    comes = Q(due_on__gt=today) | Q(pk__in=planned().filter(starts_at__gt=now).values("contact_id"))
    return {"now": waits, "later": comes & ~waits, "parked": Q(parked_on__isnull=False)}.get(due, Q())


def planned() -> QuerySet[Chat]:
    return Chat.objects.filter(status=ChatStatus.PLANNED, removed_at=None)


def last_word(last: str, today: dt.date) -> Q:
    """How long ago the last interaction of any kind was."""
    if last == "never":
        return Q(last_interaction_on=None)
    if last == "month":
        return Q(last_interaction_on__gte=today.replace(day=1))
    return Q(last_interaction_on__lt=today - dt.timedelta(days=int(last))) if last else Q()


def _met(user: User, met: str) -> QuerySet[Met]:
    venue = VENUE.fullmatch(met)
    here = Met.objects.owned_by(user).order_by()
    return here.filter(**{f"{venue[1]}_id": int(venue[2])}) if venue else here


def _introduces(user: User) -> Q:
    """Whoever is named as the one who can introduce somebody, and whoever did."""
    named = Contact.objects.owned_by(user).filter(introducer__isnull=False).order_by()
    did = told_of(user).order_by()
    return Q(pk__in=named.values("introducer")) | Q(pk__in=did.values("introducer"))


class Venues(NamedTuple):
    """Where people were met: the value of the filter and the name, by name."""

    events: list[tuple[str, str]]
    communities: list[tuple[str, str]]


def venues_with_people(user: User) -> Venues:
    rows = Met.objects.owned_by(user).order_by().distinct()
    events, communities = set(), set()
    for event, event_name, community, name in rows.values_list(
        "event_id", "event__name", "community_id", "community__name"
    ):
        if event:
            events.add((event_name.casefold(), f"event:{event}", event_name))
        else:
            communities.add((name.casefold(), f"community:{community}", name))
    return Venues(*([(value, name) for _, value, name in sorted(found)] for found in (events, communities)))
