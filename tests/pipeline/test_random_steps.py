"""Random seekers and snapshots: exactly one next step, first in the published order, whatever the data."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from networking.accounts.models import User
from networking.companies.models import Company, Standing
from networking.contacts.coverage import coverage
from networking.contacts.models import Closeness, Contact, Persona
from networking.contacts.stages import Parked, Stage
from networking.conversations.models import Chat, ChatStatus, Due, Hidden
from networking.pipeline import hiding
from networking.pipeline.next_steps import Step, all_steps, hidden_steps, next_steps, steps_of
from networking.pipeline.snapshot import DueRow, HiddenRow, Snapshot
from tests.conversations.test_random_seekers import Seeker
from tests.people import NOW, TODAY
from tests.pipeline.snapshots import company, days, make_snapshot, person, planned

RULES_14_DAYS = (12, 13)
PUBLISHED = [1, 2, 3, 4, 6, 7, "12 late", "13 late", 8, 9, 11, 12, 13, 14]


def published_place(step: Step, today: dt.date) -> int:
    """Written a second time, from the words of DESIGN §2."""
    late = step.rule in RULES_14_DAYS and step.due_on and (today - step.due_on).days >= 14
    return PUBLISHED.index(f"{step.rule:d} late" if late else int(step.rule))


# --- Random snapshots, no database

number = st.integers(0, 3)
moments = st.integers(-50, 50).map(lambda hours: NOW + dt.timedelta(hours=hours))
dues = st.dictionaries(st.sampled_from([3, 4, 6, 12, 13]), st.integers(-20, 3), max_size=3)


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    flags = ["nobody_developer", "nobody_manager", "nobody_recruiter", "that_is_all", "is_sample"]
    companies = [
        company(
            pk=pk,
            in_words=draw(st.sampled_from(["", "maps"])),
            position=float(draw(number)),
            target_on=TODAY - days(draw(number)),
            **{flag: draw(st.booleans()) for flag in flags},
        )
        for pk in range(1, draw(st.integers(1, 4)))
    ]
    people = [person_of(draw, pk, companies) for pk in range(1, draw(st.integers(1, 7)))]
    snapshot = make_snapshot(
        *companies, *people, aim=draw(number), new_people_today=draw(st.sampled_from([0, 5]))
    )
    steps = all_steps(snapshot)
    away = draw(st.lists(st.sampled_from(steps), unique_by=id)) if steps else []
    hidden = [
        HiddenRow(
            step.rule,
            step.subject,
            TODAY + days(draw(st.integers(-1, 3))),
            "",
            draw(st.sampled_from([None, step.revision, step.revision + 1])),
        )
        for step in away
    ]
    return snapshot._replace(hidden=hidden)


def person_of(draw: st.DrawFn, pk: int, companies: list[Any]) -> Any:
    parked = draw(st.sampled_from(["", "", *Parked]))
    return person(
        draw(st.sampled_from([None, *companies])),
        pk=pk,
        persona=draw(st.sampled_from(list(Persona))),
        closeness=draw(st.sampled_from(list(Closeness))),
        in_common=draw(st.booleans()),
        stage=draw(st.sampled_from(list(Stage))),
        email=draw(st.sampled_from(["", "a@example.org"])),
        is_sample=draw(st.booleans()),
        created_at=NOW - days(draw(number)),
        parked_reason=parked,
        parked_on=TODAY if parked else None,
        rest_on=draw(st.sampled_from([None, TODAY, TODAY + days(1)])),
        dues=tuple(DueRow(rule, TODAY + days(n)) for rule, n in sorted(draw(dues).items())),
        chats=tuple(planned(at, pk=pk * 10 + n) for n, at in enumerate(draw(st.lists(moments, max_size=2)))),
    )


@settings(max_examples=150)
@given(snapshot=snapshots(), random=st.randoms(use_true_random=False))
def test_there_is_always_one_next_step_first_in_a_total_order(snapshot: Snapshot, random: Random) -> None:
    before = repr(snapshot)
    steps, every = steps_of(snapshot), all_steps(snapshot)
    assert steps
    places = [(step.is_sample and step.rule != 14, published_place(step, TODAY)) for step in steps]
    assert places == sorted(places)
    assert len({(step.rule, step.subject) for step in every}) == len(every)
    assert len({step.order for step in every}) == len(every)
    assert steps == steps_of(snapshot)
    mixed = [
        random.sample(rows, len(rows)) for rows in (snapshot.companies, snapshot.people, snapshot.hidden)
    ]
    assert steps_of(snapshot._replace(companies=mixed[0], people=mixed[1], hidden=mixed[2])) == steps
    assert repr(snapshot) == before


@settings(max_examples=100)
@given(snapshot=snapshots())
def test_what_is_hidden_is_not_shown_and_nothing_else_is_missing(snapshot: Snapshot) -> None:
    away = {
        (row.rule, row.subject)
        for row in snapshot.hidden
        for step in all_steps(snapshot)
        if (row.rule, row.subject) == (step.rule, step.subject)
        and row.until > TODAY
        and (row.revision is None or row.revision == step.revision)
    }
    left = [step for step in all_steps(snapshot) if (step.rule, step.subject) not in away]
    shown = steps_of(snapshot)
    assert shown == left or (left == [] and [step.rule for step in shown] == [14])


# --- Random seekers in the database


def due_in_the_database(user: User, now: dt.datetime) -> set[tuple[int, str]]:
    """What is due, asked of the tables one by one: the other reading of the same rules."""
    today = user.local_date(now)
    mine = Contact.objects.owned_by(user)
    found = {
        (row.rule, f"contact:{row.contact_id}")
        for row in Due.objects.owned_by(user).filter(due_on__lte=today)
    }
    for chat in Chat.objects.owned_by(user).filter(status=ChatStatus.PLANNED, contact__in=mine):
        starts, ends = chat.starts_at, chat.ends_at
        assert starts
        assert ends
        if now >= ends:
            found.add((2, f"chat:{chat.pk}"))
        elif now < starts and user.local_date(starts) - today <= days(1) and not chat.questions.strip():
            found.add((1, f"chat:{chat.pk}"))
    targets = Company.objects.owned_by(user).filter(standing=Standing.TARGET)
    for target in targets:
        if not target.has_in:
            found.add((8, f"company:{target.pk}"))
        if coverage(list(mine.filter(company=target)), target, today).needs_people:
            found.add((11, f"company:{target.pk}"))
    if targets.count() < user.target_aim:
        found.add((9, "list"))
    new = mine.filter(company__in=[t for t in targets if t.has_in], stage=Stage.TO_CONTACT, parked_on=None)
    promised = Chat.objects.owned_by(user).filter(status=ChatStatus.PLANNED).values("contact")
    return found | {(7, f"contact:{contact.pk}") for contact in new.exclude(pk__in=promised)}


def named(steps: list[Step]) -> set[tuple[int, str]]:
    return {(int(step.rule), step.subject) for step in steps}


def the_first_is_the_next_step(seeker: Seeker) -> list[Step]:
    user, now = seeker.user, seeker.now
    today = user.local_date(now)
    steps = next_steps(user, now=now)
    away = [step for step, _ in hidden_steps(user, now=now)]
    assert steps
    assert [published_place(step, today) for step in steps] == sorted(
        published_place(step, today) for step in steps
    )
    real = [step for step in steps if step.rule != 14]
    assert named(real + away) == due_in_the_database(user, now)
    assert not named(real) & named(away)
    assert len(real + away) == len(named(real + away))
    return real


def hiding_and_bringing_back_changes_nothing(seeker: Seeker, real: list[Step]) -> None:
    step = seeker.pick(real)
    today = seeker.user.local_date(seeker.now)
    before = (next_steps(seeker.user, now=seeker.now), list(Hidden.objects.values()))
    if seeker.random.random() < 0.5:
        hiding.later(seeker.user, step, today + days(seeker.random.randint(1, 20)), now=seeker.now)
    else:
        hiding.not_this_one(seeker.user, step, "no", now=seeker.now)
    assert named([step]).isdisjoint(named(next_steps(seeker.user, now=seeker.now)))
    if seeker.random.random() < 0.5:
        return  # it stays away; what else happens may bring it back
    hiding.show_again(seeker.user, step.rule, step.subject)
    assert next_steps(seeker.user, now=seeker.now) == before[0]
    assert [row for row in before[1] if (row["rule"], row["subject"]) != (step.rule, step.subject)] == list(
        Hidden.objects.values()
    )


@settings(
    max_examples=12,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(random=st.randoms(use_true_random=True))
def test_whatever_a_seeker_does_there_is_one_next_step(db: None, random: Random) -> None:
    with transaction.atomic():
        seeker = Seeker(random)
        Company.objects.filter(pk=seeker.companies[0].pk).update(in_words="maps")
        for _ in range(12):
            seeker.do_something()
            real = the_first_is_the_next_step(seeker)
            if real and random.random() < 0.4:
                hiding_and_bringing_back_changes_nothing(seeker, real)
        transaction.set_rollback(True)
