"""Every page that somebody can reach from where they are, one of each view."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from itertools import cycle
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from django.utils import timezone
from playwright.sync_api import Page, expect

from networking.accounts.models import User
from networking.companies.models import Company
from networking.contacts.models import Contact, Persona
from networking.contacts.stages import Kind
from networking.conversations import communities, events, important_dates, opportunities, referrals, writer
from networking.conversations.important_dates import Said
from networking.conversations.models import (
    Chat,
    CommunityKind,
    Draft,
    Met,
    Opportunity,
    Progress,
    Purpose,
    Question,
    Template,
    Topic,
)
from networking.exchange.models import Proposal
from networking.exchange.sample import start_sample
from tests.people import make_company, make_connection, make_contact

# Nothing links to these, or only now and then.
ALSO = [
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/logout/",
    "/accounts/delete/",
    "/steps/hidden/",
    "/import/proposals/",
    "/nothing-here/",
]
STRANGERS = [
    "/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-none/",
    "/accounts/password/reset/key/done/",
    "/accounts/confirm-email/",
    "/accounts/confirm-email/nothing/",
    "/accounts/inactive/",
    "/nothing-here/",
]
LONG = "The Extraordinarily Long and Winding Name of a Company for Hydroelectric Turbomachinery"


def empty(seeker: User) -> None:
    """An account on its first day."""


def sample(seeker: User) -> None:
    """What somebody sees who looks around with the sample data."""
    start_sample(seeker, now=timezone.now())


def too_much(seeker: User) -> None:
    """Fifty companies, six people at each, long names, everything late."""
    now, today = timezone.now(), timezone.localdate()
    for number in range(50):
        company = make_company(
            seeker, name=f"{LONG} {number}" if number < 3 else f"Company {number}", place="Fargo, ND"
        )
        for seat in range(6):
            person = make_contact(
                seeker,
                company,
                name=f"Maximiliana-Theodora Featherstonehaugh-Cholmondeley {seat}"
                if number == 0
                else f"Person {number} {seat}",
                title="Senior Staff Principal Developer Advocate " * (3 if number == 0 else 1),
                persona=[Persona.DEVELOPER, Persona.MANAGER, Persona.RECRUITER][seat // 2],
                created_at=now,
            )
            if number < 12 and seat:
                for step, kind in enumerate(
                    [Kind.OUTREACH, Kind.REPLY, Kind.CHAT, Kind.THANK_YOU][: (seat + number) % 5]
                ):
                    writer.log(
                        person,
                        kind,
                        on=today - dt.timedelta(days=30 - step * 2),
                        now=now,
                        note="They told me a lot about the team. " * 6,
                    )
        make_connection(seeker, company=company.name)
    too_many_words(seeker, now)
    too_much_proposed(seeker, now)
    too_many_roles(seeker, now)
    too_many_events(seeker, now)
    too_many_referrals(seeker, now)
    too_many_communities(seeker, now)


def too_much_proposed(seeker: User, now: dt.datetime) -> None:
    """Forty days of messages with twenty people, the first of them long ago and at length."""
    words = f"Have you heard of {LONG}? {'o' * 200}"
    Proposal.objects.bulk_create(
        Proposal(
            owner=seeker,
            contact=person,
            kind=Kind.REPLY if day % 2 else Kind.FOLLOW_UP,
            on=seeker.local_date(now) - dt.timedelta(40 - day),
            mine=day % 2 == 0,
            channel="linkedin",
            excerpt=words[:300] if number < 2 else "Thank you!",
            since=now,
            until=now,
            key=f"{number} {day}",
        )
        for number, person in enumerate(Contact.objects.owned_by(seeker).order_by("pk")[:20])
        for day in range(40 if number < 2 else 1)
    )


def too_many_communities(seeker: User, now: dt.datetime) -> None:
    """Sixty of them with long names, and everybody met in the first one."""
    kinds = zip(range(60), cycle(CommunityKind.values))
    made = [
        communities.add(seeker, key=uuid.uuid4(), now=now, name=f"{LONG} {n}", kind=kind, notes=LONG * 3)
        for n, kind in kinds
    ]
    everybody = Contact.objects.owned_by(seeker).order_by("pk")[:40]
    Met.objects.bulk_create(
        Met(owner=seeker, contact=person, community=made[0], on=now.date(), note="o" * 300, key=uuid.uuid4())
        for person in everybody
    )


def too_many_roles(seeker: User, now: dt.datetime) -> None:
    """A hundred roles with long names, open ones and ended ones, each with somebody who referred me."""
    companies = Company.objects.owned_by(seeker).order_by("pk")[:5]
    person = Contact.objects.owned_by(seeker).order_by("pk")[0]
    for number, progress in zip(range(100), cycle(Progress.values)):
        opportunities.add(
            seeker,
            companies[number % 5],
            role=f"Engineer of {LONG} {number}",
            department="d" * 120,
            url=f"https://example.org/{'j' * 200}",
            notes=f"{'o' * 300}\n" * 5,
            referrer=person,
            progress="offer" if progress == "accepted" else progress,
            on=seeker.local_date(now),
            key=uuid.uuid4(),
            now=now,
        )


def too_many_events(seeker: User, now: dt.datetime) -> None:
    """Sixty events with long names, and a crowd met at the first of them."""
    company = Company.objects.owned_by(seeker).order_by("pk")[0]
    for number in range(60):
        event = events.add(
            seeker,
            key=uuid.uuid4(),
            now=now,
            name=f"{LONG} {number}",
            company=company,
            place=f"https://meet.example.org/{'e' * 300}" if number % 2 else f"{LONG} " * 4,
            url=f"https://example.org/{'v' * 300}",
            notes=f"{'o' * 300}\n" * 5,
            starts_at=now + dt.timedelta(days=number - 30),
        )
        if number == 29:
            for person in Contact.objects.owned_by(seeker).order_by("pk")[:60]:
                events.meet_at(event, person, note=f"{LONG} " * 4, key=uuid.uuid4(), now=now)


def too_many_referrals(seeker: User, now: dt.datetime) -> None:
    """Somebody is to refer me for six roles, with a packet of many long words; one of them was asked for."""
    person = Contact.objects.owned_by(seeker).order_by("pk")[0]
    for role in Opportunity.objects.owned_by(seeker).open().order_by("-pk")[:6]:
        one = referrals.begin(person, role, now=now)
        packet = dict.fromkeys(("context", "why_me", "talking_points"), f"{LONG} {'o' * 300}\n" * 9)
        referrals.edit(one, {**packet, "resume_url": f"https://example.org/{'r' * 200}"})
    referrals.ask(one, channel="email", on=seeker.local_date(now), key=uuid.uuid4(), now=now)


def too_many_words(seeker: User, now: dt.datetime) -> None:
    """Long drafts, sixty templates, eighty questions, and a chat with everybody at the first companies."""
    people = Contact.objects.owned_by(seeker).filter(company__name__in=[f"{LONG} {n}" for n in range(3)])
    for chat in Chat.objects.owned_by(seeker).filter(contact__in=people):
        writer.write_learned(chat, dict.fromkeys(Topic, "They told me a lot about the team. " * 40))
    for number, person in enumerate(people):
        important_dates.add(person, Said(f"{LONG[:80]} {number}", 2, 29, 1996), today=seeker.local_date(now))
        for kind, sort in ((Kind.HELP_GIVEN, "mentoring"), (Kind.HELP_RECEIVED, "knowledge")):
            writer.log(person, kind, on=seeker.local_date(now), now=now, sort=sort, note=f"{LONG} " * 9)
        writer.plan_chat(
            person,
            starts_at=now + dt.timedelta(hours=7 * (number - 6)),
            minutes=45,
            medium="video",
            place=f"https://meet.example.org/{'a' * 200}",
            questions="\n".join(f"Why is it that {LONG} does it that way, number {n}?" for n in range(30)),
            now=now - dt.timedelta(9),
            time_zone="America/Argentina/Buenos_Aires",
        )
    Draft.objects.bulk_create(
        Draft(
            owner=seeker, contact=person, purpose=purpose, text=f"{LONG} {'o' * 300}\n" * 20, changed_at=now
        )
        for person, purpose in zip(Contact.objects.owned_by(seeker), cycle(Purpose.values))
    )
    Template.objects.bulk_create(
        Template(
            owner=seeker, name=f"{LONG} {n}", purpose=purpose, body=f"{{name}} {LONG} " * 90, changed_at=now
        )
        for n, purpose in zip(range(60), cycle(Purpose.values))
    )
    Question.objects.bulk_create(
        Question(owner=seeker, text=f"What is it like to work at {LONG} {n}? " * 2, topic=topic)
        for n, topic in zip(range(80), cycle(Topic.values))
    )


def name_of(path: str) -> str:
    """The name of the view behind an address; each is looked at once."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return path


def walk(page: Page, home: str, start: list[str]) -> Iterator[str]:
    """Goes to every page that links lead to; yields its address while the page shows it."""
    waiting, seen = list(start), set()
    while waiting:
        path = waiting.pop(0)
        # A list with another filter is a page of the same view.
        if name_of(path) in seen:
            continue
        seen.add(name_of(path))
        answer = page.goto(home + path)
        assert answer
        assert answer.status < 500, path
        # Leaving while htmx still asks would be an error in the console.
        expect(page.locator(".htmx-request")).to_have_count(0)
        links = page.eval_on_selector_all("a[href]:not([download])", "links => links.map(link => link.href)")
        yield path
        waiting += [urlsplit(link).path for link in links if link.startswith(home) and "/media/" not in link]


# The others look the same whatever there is to show: axe needs to see them once.
BY_DATA = {
    f"pipeline:{name}"
    for name in (
        *("today", "companies", "board", "people", "person", "write", "put_off", "edit_person", "log"),
        *("chats", "chat", "prepare", "sheet", "write", "write_five", "messages", "edit_template"),
        *("events", "event", "edit_event"),
        *("introductions", "opportunities", "opportunity", "edit_opportunity"),
    )
} | {"exchange:proposals"}
DATA: dict[str, Callable[[User], None]] = {"sample": sample, "empty": empty, "too-much": too_much}
