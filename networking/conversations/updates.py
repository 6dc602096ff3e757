"""Closing the loop: who helped with what has ended, and is owed a word about how it went (DESIGN §2, rule 3).

An introduction closes itself: `writer` keeps how it ended equal to what became of the one introduced.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from networking.accounts.models import User
from networking.contacts.models import Contact
from networking.contacts.stages import OWES_THANKS, Kind, Parked, Stage
from networking.conversations.endings import REFERRAL
from networking.conversations.introductions import told_of
from networking.conversations.models import (
    Interaction,
    Opportunity,
    Outcome,
    Progress,
    Referral,
    Update,
)
from networking.conversations.occasions import SETTLES
from networking.conversations.writer import recompute
from networking.conversations.writer.locking import act, lock
from networking.conversations.writer.owed import LONGEST_ABOUT, Owed, forgive_owed, store_owed

# What somebody did for me, the closest to the role first; {first} is who was introduced.
REFERRED, ASKED, INTRODUCED = "referred you", "was asked for a referral", "introduced you to {first}"
ANSWERED = "answered you"
HELPED: dict[str, str] = {
    Kind.REFERRAL: "referred you",
    Kind.HELP_RECEIVED: "helped you",
    Kind.INTRODUCTION: "introduced you",
    Kind.CHAT: "talked with you",
}


class Helper(NamedTuple):
    """Somebody who helped, and with what."""

    person: Contact
    why: str


# --- Who helped


def helpers_of(opportunity: Opportunity) -> list[Helper]:
    """Who had a part in this role: who referred me or was asked to, who talked with me or helped at that
    company, and whoever introduced me to one of them."""
    why = _at_company(opportunity) | _asked(opportunity)
    if pk := opportunity.referrer_id:
        why[pk] = REFERRED
    return _helpers(opportunity.owner, _introducers_of(opportunity.owner, why) | why)


def helper_keys(opportunity: Opportunity) -> set[int]:
    return {helper.person.pk for helper in helpers_of(opportunity)}


def helpers_of_search(owner: User) -> list[Helper]:
    """Everybody who talked with me, referred or introduced me, or helped in any other way; two queries."""
    said = Interaction.objects.owned_by(owner).filter(kind__in=OWES_THANKS)
    referred = Opportunity.objects.owned_by(owner).exclude(referrer=None)
    made = told_of(owner)
    pairs = said.order_by().values_list("contact", "kind")
    more = [
        referred.order_by().values_list("referrer", Value(Kind.REFERRAL.value)),
        made.order_by().values_list("introducer", Value(Kind.INTRODUCTION.value)),
    ]
    return _helpers(owner, _told_by(pairs.union(*more)))


def answered_at(opportunity: Opportunity) -> list[Helper]:
    """Everybody at its company who has answered me, whether that was a help or not; but for a no."""
    people = Contact.objects.owned_by(opportunity.owner).filter(company=opportunity.company_id)
    answered = people.filter(stage__gte=Stage.REPLIED).exclude(parked_reason=Parked.DECLINED)
    rows = answered.select_related("company").order_by("name", "pk")
    return [Helper(person, ANSWERED) for person in rows]


def introducers_of(contact: Contact) -> list[Helper]:
    """Whoever introduced me to this person."""
    return _helpers(contact.owner, _introducers_of(contact.owner, [contact.pk]))


def _at_company(opportunity: Opportunity) -> dict[int, str]:
    said = Interaction.objects.owned_by(opportunity.owner).filter(company=opportunity.company_id)
    return _told_by(said.filter(kind__in=OWES_THANKS).values_list("contact", "kind"))


def _told_by(pairs: Iterable[tuple[int, str]]) -> dict[int, str]:
    """The one thing that says most of each, in the order of `HELPED`."""
    known = set(pairs)
    return {pk: words for kind, words in reversed(HELPED.items()) for pk, k in known if k == kind}


def _asked(opportunity: Opportunity) -> dict[int, str]:
    """Whoever was asked for a referral, unless they never answered."""
    rows = Referral.objects.owned_by(opportunity.owner).filter(opportunity=opportunity)
    answered = rows.exclude(outcome=Outcome.SILENCE).exclude(outcome=Outcome.OPEN, ask=None)
    return {
        row.contact_id: REFERRED if row.outcome == Outcome.YES else ASKED
        for row in answered.only("contact_id", "outcome")
    }


def _introducers_of(owner: User, people: Collection[int]) -> dict[int, str]:
    made = told_of(owner).filter(introduced__in=people).select_related("introduced")
    return {
        row.introducer_id: INTRODUCED.replace("{first}", row.introduced.name)
        for row in made.order_by("-on", "-pk")
    }


def _helpers(owner: User, why: dict[int, str]) -> list[Helper]:
    people = Contact.objects.owned_by(owner).select_related("company").filter(pk__in=why)
    return [Helper(person, why[person.pk]) for person in people.order_by("name", "pk")]


# --- Who is owed a word


def with_outcome(user: User) -> QuerySet[Update]:
    """Each update with how it ended, and whether they were told: by a later message of mine, or in a chat."""
    role = When(opportunity__progress=Progress.ACCEPTED, then=Value(Outcome.YES.value))
    roles = When(opportunity__isnull=False, then=Value(Outcome.NO.value))
    others = Coalesce("referral__outcome", "introduction__outcome")
    return Update.objects.owned_by(user).annotate(
        outcome=Case(role, roles, default=others, output_field=CharField()),
        is_told=was_told(),
    )


def still_owed(user: User) -> QuerySet[Update]:
    return with_outcome(user).filter(~was_told(), is_known=False)


def was_told() -> Exists:
    """As `occasions.update_owed`, of an update in the query around it."""
    later = Interaction.objects.filter(contact=OuterRef("contact"), removed_at=None, kind__in=SETTLES)
    is_later = Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), logged_at__gt=OuterRef("at"))
    return Exists(later.filter(is_later))


@act
def owe(
    *,
    opportunity: Opportunity | None = None,
    referral: Referral | None = None,
    on: dt.date,
    at: dt.datetime,
    to: Iterable[Contact] | None = None,
) -> None:
    """Something ended: everybody who helped with it is owed a word, or those who are named. Saying it again
    adds nobody; another outcome is news to those who knew of the first."""
    if opportunity:
        helpers = helpers_of(opportunity) if to is None else []
        _owe("opportunity", opportunity, _role(opportunity), _keys(helpers, to), on, at)
    elif referral:
        helpers = introducers_of(referral.contact) if to is None else []
        about = f"{REFERRAL}{_role(referral.opportunity)}"
        _owe("referral", referral, about, _keys(helpers, to), on, at)
    else:
        raise TypeError("an update is about an opportunity or a referral")


def _keys(helpers: Iterable[Helper], to: Iterable[Contact] | None) -> set[int]:
    return {helper.person.pk for helper in helpers} | {person.pk for person in to or ()}


def _owe(
    thing: str, row: Opportunity | Referral, about: str, people: set[int], on: dt.date, at: dt.datetime
) -> None:
    people |= set(Update.objects.filter(**{thing: row.pk}).values_list("contact_id", flat=True))
    lock(people)
    recompute(store_owed([Owed(thing, row.pk, pk, row.owner_id, about, on, at) for pk in sorted(people)]))


@act
def correct(opportunity: Opportunity, *, had_a_part: set[int]) -> None:
    """It was put right after it had ended: what is owed speaks of it in its new words, and nobody is owed a
    word who `had_a_part` by what was said before and has none."""
    owed = Update.objects.filter(opportunity=opportunity)
    mistaken = owed.filter(contact__in=had_a_part - helper_keys(opportunity), is_known=False)
    people = set(owed.values_list("contact_id", flat=True))
    mistaken.delete()
    owed.update(about=_role(opportunity)[:LONGEST_ABOUT])
    recompute(people)


@act
def forgive(*, opportunity: Opportunity | None = None, referral: Referral | None = None) -> None:
    """The undo of that: it has not ended after all."""
    if opportunity:
        recompute(forgive_owed("opportunity", [opportunity.pk]))
    if referral:
        recompute(forgive_owed("referral", [referral.pk]))


@act
def say_known(update: Update) -> Update:
    """They know already; nothing is owed for it."""
    return _say(update, is_known=True)


@act
def say_not_known(update: Update) -> Update:
    """The undo of that."""
    return _say(update, is_known=False)


def _say(update: Update, *, is_known: bool) -> Update:
    update.is_known = is_known
    update.save(update_fields=["is_known"])
    recompute([update.contact_id])
    return update


def _role(opportunity: Opportunity) -> str:
    return f"{opportunity.role} at {opportunity.company.name}"
