"""A network for the benchmark: one seeker, five targets, so many people, half of them known for years.

Prints the key of the seeker's session and how long it takes to say of all of them that they are close.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
import uuid

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.database import FIRST, LAST, sign_in  # noqa: E402
from networking.accounts.models import User  # noqa: E402
from networking.companies.models import Company, Standing  # noqa: E402
from networking.config import static_files  # noqa: E402
from networking.contacts.models import Closeness, Contact  # noqa: E402
from networking.contacts.stages import Kind  # noqa: E402
from networking.conversations import writer  # noqa: E402
from networking.conversations.models import Event, Interaction, Met  # noqa: E402

COMPANIES, TARGETS, EVENTS = 400, 5, 20


@transaction.atomic
def build(number: int, now: dt.datetime) -> User:
    seeker = User.objects.create_user("network@example.org", None, time_zone="UTC")
    today = seeker.local_date(now)
    companies = Company.objects.bulk_create(
        Company(
            owner=seeker,
            name=f"Company {n}",
            company_key=f"company {n}",
            position=n,
            standing=Standing.TARGET if n < TARGETS else Standing.NETWORK,
            target_on=today if n < TARGETS else None,
            created_at=now,
        )
        for n in range(COMPANIES)
    )
    people = [
        Contact(
            owner=seeker,
            name=f"{FIRST[n % len(FIRST)]} {LAST[n // 7 % len(LAST)]} {n}",
            title="Engineer",
            company=companies[n % COMPANIES],
            created_at=now,
        )
        for n in range(number)
    ]
    writer.add_many(seeker, people)
    people = list(Contact.objects.owned_by(seeker).order_by("pk"))
    talk(people, today, now)
    meet(seeker, people, today, now)
    return seeker


def talk(people: list[Contact], today: dt.date, now: dt.datetime) -> None:
    """With every second one a message, an answer, a chat and thanks, up to three years ago."""
    said = (Kind.OUTREACH, Kind.REPLY, Kind.CHAT, Kind.THANK_YOU)
    rows = [
        writer.ToLog(person.pk, kind, today - dt.timedelta(days=30 + n % 1000 - step))
        for n, person in enumerate(people[::2])
        for step, kind in enumerate(said)
    ]
    writer.log_many(people[0].owner, rows, now=now)


def meet(seeker: User, people: list[Contact], today: dt.date, now: dt.datetime) -> None:
    about = {"owner": seeker, "starts_at": now, "created_at": now}
    events = [Event.objects.create(**about, name=f"Meetup {n}", key=uuid.uuid4()) for n in range(EVENTS)]
    Met.objects.bulk_create(
        Met(owner=seeker, contact=person, event=events[n % EVENTS], on=today, key=uuid.uuid4())
        for n, person in enumerate(people[::4])
    )
    for n, person in enumerate(people[1:200:2]):
        Contact.objects.filter(pk=person.pk).update(introducer=people[n])


def seconds_for_all(seeker: User) -> float:
    everybody = list(Contact.objects.owned_by(seeker).values_list("pk", flat=True))
    began = time.perf_counter()
    writer.set_closeness(seeker, everybody, Closeness.CLOSE)
    took = time.perf_counter() - began
    writer.set_closeness(seeker, everybody[200:], Closeness.DISTANT)
    return took


def main() -> None:
    call_command("migrate", verbosity=0)
    static_files.collect()
    now = timezone.now()
    seeker = User.objects.filter(email="network@example.org").first() or build(int(sys.argv[1]), now)
    people, said = Contact.objects.owned_by(seeker).count(), Interaction.objects.owned_by(seeker).count()
    print(sign_in(seeker), people, said, seconds_for_all(seeker))


if __name__ == "__main__":
    main()
