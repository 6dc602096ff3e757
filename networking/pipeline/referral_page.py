"""What the page of one referral shows: what is ready, whether I can ask yet, and what comes next."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from networking.accounts.models import User
from networking.contacts.models import Contact
from networking.contacts.referral_gate import Gate, Way
from networking.conversations import referrals
from networking.conversations.known import first_name
from networking.conversations.models import Opportunity, Outcome, Purpose, Referral
from networking.conversations.referral_forms import ENDINGS, AskedForm, EndForm
from networking.pipeline.days import day_words
from networking.pipeline.packet import gate_of, position
from networking.pipeline.packet_text import lines_of, packet_text
from networking.pipeline.person_history import introduced_by


class Line(NamedTuple):
    """One thing to have ready. `what` is its column, '' where it is worked out."""

    words: str
    help: str
    is_ready: bool
    what: str = ""


class Next(NamedTuple):
    """What to do next, and the link that does it."""

    words: str
    link: str = ""
    label: str = ""


class Askable(NamedTuple):
    """Somebody at the company, and whether they can be asked yet. `referral` is one begun already."""

    person: Contact
    gate: Gate
    referral: int | None


# --- One referral


def my_referrals(user: User) -> QuerySet[Referral]:
    """With all that its page shows, in one query."""
    mine = referrals.of(user).annotate(by=introduced_by("contact"))
    return mine.select_related("contact__company", "opportunity__company", "ask", "answer")


def load_referral(user: User, referral: Referral, *, now: dt.datetime, **forms: Any) -> dict[str, Any]:
    """`forms` stand in the place of fresh ones where they were refused."""
    contact, today = referral.contact, user.local_date(now)
    gate = gate_of(contact, referral.by)  # type: ignore[attr-defined]
    is_asked, is_open = referrals.is_asked(referral), referral.outcome == Outcome.OPEN
    is_before = is_open and not is_asked and not referral.opportunity.has_ended
    ready = ready_lines(referral)
    return {
        **packet_parts(referral),
        "gate": gate,
        "is_asked": is_asked,
        "is_whole": is_whole(referral),
        "is_open": is_open,
        "is_before": is_before,
        "asked_day": day_words(referral.ask.on, today) if is_asked and referral.ask else "",
        "ended_day": day_words(referral.outcome_on, today) if referral.outcome_on else "",
        "ready": ready,
        "ready_count": sum(line.is_ready for line in ready),
        "next": next_of(referral, gate, is_asked=is_asked, is_ready=all(line.is_ready for line in ready)),
        "markdown": packet_text(referral, user),
        "endings": ENDINGS,
        "asked": AskedForm(today=today, auto_id="asked_%s"),
        "ended": EndForm(today=today, auto_id="ended_%s"),
        "active": "opportunities",
        **forms,
    }


def packet_parts(referral: Referral) -> dict[str, Any]:
    """What the page, the packet and the form all name."""
    role = referral.opportunity
    return {
        "referral": referral,
        "person": referral.contact,
        "first_name": first_name(referral.contact.name),
        "position": position(role.role, role.department),
        "company": role.company,
        "points": lines_of(referral.talking_points),
    }


def ready_lines(referral: Referral) -> list[Line]:
    return [
        Line(
            "I read about the company and the team",
            "Their product, what they wrote lately, what the role is for.",
            referral.has_researched,
            "has_researched",
        ),
        connection_line(referral),
        Line(
            "I can tell my story in two minutes",
            "Where you come from, what you can do, what you look for.",
            referral.has_story,
            "has_story",
        ),
        Line(
            "My résumé and profile are up to date",
            "They say the same, and they fit this role.",
            referral.has_materials,
            "has_materials",
        ),
    ]


def connection_line(referral: Referral) -> Line:
    """Whoever passes my name on works there; this is known without asking."""
    contact, company = referral.contact, referral.opportunity.company
    name = first_name(contact.name)
    if contact.company_id == company.pk:
        return Line(f"I found the connection: {name} works at {company.name}", "", True)
    words = (
        f"{name} does not work at {company.name}. A word from the inside weighs more, a warm word helps too."
    )
    return Line("I found somebody who works there", words, False)


def next_of(referral: Referral, gate: Gate, *, is_asked: bool, is_ready: bool) -> Next:
    if referral.opportunity.has_ended and referral.outcome in {Outcome.OPEN, Outcome.SILENCE}:
        return without_role(referral)
    if referral.outcome != Outcome.OPEN:
        return after(referral)
    name = first_name(referral.contact.name)
    if is_asked:
        return Next(f"You have asked. Give {name} a week; then one kind reminder is fine.")
    if not gate.is_open:
        return before(referral, gate, name)
    if not is_whole(referral):
        page = reverse("pipeline:edit_referral", args=[referral.pk])
        return Next("The packet is what makes it easy to say yes.", page, "Write the packet")
    words = "Everything is ready." if is_ready else "The packet is written. What else is ready?"
    return Next(words, to_write(referral, Purpose.REFERRAL), f"Write to {name}")


def is_whole(referral: Referral) -> bool:
    """Whether the packet says why me, what they could say, and where my résumé is."""
    return bool(referral.why_me and referral.talking_points and referral.resume_url)


def before(referral: Referral, gate: Gate, name: str) -> Next:
    if gate.way == Way.THANK_FIRST:
        return Next(gate.reason, to_write(referral, Purpose.THANK_YOU), f"Thank {name}")
    page = reverse("pipeline:person", args=[referral.contact_id])
    return Next(gate.reason, page, f"Go on with {name}")


def without_role(referral: Referral) -> Next:
    """There is nothing to ask for any more, and somebody who may like to know."""
    name = first_name(referral.contact.name)
    words = f"This role has come to an end, so nothing is left to ask for. {name} stays somebody you know."
    return Next(words, reverse("pipeline:opportunity", args=[referral.opportunity_id]), "See the role")


def after(referral: Referral) -> Next:
    """Whatever the answer: thanks, and nothing held against anybody."""
    name = first_name(referral.contact.name)
    if referral.outcome == Outcome.YES:
        words = f"{name} passes your name on. Say thank you now, and tell {name} how it goes."
        return Next(words, to_write(referral, Purpose.THANK_YOU), f"Thank {name}")
    if referral.outcome == Outcome.NO:
        words = f"A no is about rules or timing, hardly ever about you. Thanking {name} keeps the door open."
        return Next(words, to_write(referral, Purpose.DECLINE_THANKS), f"Thank {name} for the answer")
    words = f"Silence is normal, and {name} stays somebody you know. Somebody else may be glad to be asked."
    page = reverse("pipeline:ask_for_referral", args=[referral.opportunity_id])
    return Next(words, page, "Ask somebody else")


def to_write(referral: Referral, purpose: str) -> str:
    page = reverse("pipeline:write", args=[referral.contact_id])
    return f"{page}?{urlencode({'purpose': purpose, 'place': f'referral:{referral.pk}'})}"


# --- Beginning one


def load_askable(user: User, opportunity: Opportunity) -> dict[str, Any]:
    """My people at its company, those who can be asked first."""
    begun = referrals.of(user).filter(opportunity=opportunity)
    people = Contact.objects.owned_by(user).filter(company=opportunity.company_id)
    rows = people.annotate(
        by=introduced_by("pk"),
        begun=Subquery(begun.filter(contact=OuterRef("pk")).values("pk")[:1]),
    ).order_by("-stage", "name", "pk")
    found = [Askable(person, gate_of(person, person.by), person.begun) for person in rows]  # type: ignore[attr-defined]
    elsewhere = begun.exclude(contact__company=opportunity.company_id).select_related("contact__company")
    return {
        "opportunity": opportunity,
        "position": position(opportunity.role, opportunity.department),
        "company": opportunity.company,
        "people": sorted(found, key=lambda it: (not it.person.is_close, not it.gate.is_open)),
        "elsewhere": elsewhere.order_by("contact__name", "pk"),
        "active": "opportunities",
    }


def load_roles(user: User, contact: Contact) -> dict[str, Any]:
    """My open roles, those at their company first, to begin a referral on their page."""
    begun = referrals.of(user).filter(contact=contact, opportunity=OuterRef("pk"))
    roles = Opportunity.objects.owned_by(user).open().select_related("company")
    found = list(
        roles.annotate(begun=Subquery(begun.values("pk")[:1])).order_by("company__name", "role", "pk")
    )
    return {
        "person": contact,
        "first_name": first_name(contact.name),
        "gate": gate_of(contact, introducer_name(user, contact)),
        "roles": sorted(found, key=lambda role: role.company_id != contact.company_id),
        "active": "people",
    }


def introducer_name(user: User, contact: Contact) -> str:
    mine = Contact.objects.owned_by(user).filter(pk=contact.pk)
    return mine.values_list(introduced_by("pk"), flat=True).first() or ""
