"""What `tests/test_access.py` is made of: rows, two people's worlds, and a digest of everything stored."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.sessions.models import Session
from django.db import connection, models
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from networking.accounts.models import SignInLink, User
from networking.coaching.models import Remark, Review, SavedReply, Submission, Submitted, Suggestion
from networking.cohorts.models import (
    Act,
    Cohort,
    Entry,
    Invitation,
    JoinCode,
    Membership,
    Organization,
    Role,
    Seeker,
)
from networking.companies.models import Alum, Answer, Criterion, Fact
from networking.contacts.models import Looked, PastJob, Place
from networking.contacts.stages import Kind
from networking.conversations.models import (
    Chat,
    Community,
    Draft,
    Due,
    Event,
    Hidden,
    ImportantDate,
    Interaction,
    Introduction,
    Learned,
    Merge,
    Met,
    Opportunity,
    Purpose,
    Question,
    Referral,
    Template,
    Tick,
    Topic,
    Totals,
    TwoPeople,
    Update,
)
from networking.exchange.models import (
    Change,
    Did,
    Outcome,
    Proposal,
    Remembered,
    Upload,
    UploadRow,
    UploadState,
)
from networking.web.fields import SafeURLField
from tests.people import make_company, make_connection, make_contact

SECRET = "zq7secret"
World = dict[str, Any]
NOTHING_MOVED = {
    **dict.fromkeys(("draft", "parking")),
    **{name: {} for name in ("rows", "columns")},
    **{name: [] for name in ("hidden", "introduced", "two_people", "jobs")},
}


@dataclass(frozen=True)
class Row:
    """One URL and who gets what. Only `name` must be said; the rest has the answers of an ordinary page.

    A page of everybody's own (`/companies/`):          Row("pipeline:companies")
    A page about one thing:                             Row("pipeline:board", of="company")
    A page with a form:                                 …, post={"name": "Acme"}
    An act without a page (GET answers 405):            …, get=405, post={}
    Two keys (<pk> and <criterion_pk>):                 of="company" and a thing called "criterion"
    Other parts of the address:                         …, also={"kind": "reply"}
    """

    name: str
    of: str = ""  # the thing in the world whose key stands at <pk>
    also: dict[str, Any] = field(default_factory=dict)
    get: int = 200  # what its owner gets
    post: dict[str, Any] | Callable[[World], dict[str, Any]] | None = None  # what its owner sends; None: 405
    posted: int = 302  # what its owner gets for that
    anonymous: int = 302  # what somebody who is not signed in gets: 302 is the sign-in page

    def __str__(self) -> str:
        return self.name

    def url(self, world: World, **swapped: Any) -> str:
        return reverse(self.name, kwargs={k: swapped.get(k, v) for k, v in self.parts(world).items()})

    def parts(self, world: World) -> dict[str, Any]:
        return {part: self._part(part, world) for part in converters(self.name)}

    def _part(self, part: str, world: World) -> Any:
        if part in self.also:
            value = self.also[part]
            return value(world) if callable(value) else value
        thing = world[self.of if part in {"pk", "token"} else part.removesuffix("_pk")]
        return thing.token if part == "token" else thing.pk

    def keys(self, world: World) -> list[str]:
        """The parts of the address that name somebody's thing."""
        return [part for part in self.parts(world) if part not in self.also or callable(self.also[part])]

    @property
    def names_a_thing(self) -> bool:
        return bool(self.of) or any(callable(value) for value in self.also.values())

    def data(self, world: World) -> dict[str, Any]:
        return self.post(world) if callable(self.post) else dict(self.post or {})


@cache
def urls() -> dict[str, URLPattern]:
    """Every URL of the project by its full name."""

    def walk(patterns: list[URLPattern | URLResolver], namespace: str) -> Iterator[tuple[str, URLPattern]]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                yield from walk(pattern.url_patterns, inner)
            else:
                yield f"{namespace}{pattern.name}", pattern

    return dict(walk(get_resolver().url_patterns, ""))


def converters(name: str) -> list[str]:
    pattern = urls()[name].pattern
    return list(pattern.converters) or list(getattr(pattern.regex, "groupindex", {}))


def make_world(owner: User, now: dt.datetime) -> World:
    """One of everything a person can own, by the names that `Row.of` uses."""
    day, made = owner.local_date(now), {"owner": owner, "created_at": now}
    company = make_company(owner, "Acme")
    person = make_contact(owner, company, "Ada Lovelace")
    world: World = {"user": owner, "company": company, "person": person}
    world["other_person"] = make_contact(owner, company, "Grace Hopper", closeness="close")
    world["removed_company"] = make_company(owner, "Gone", removed_at=now)
    world["removed_person"] = make_contact(owner, company, "Gone", removed_at=now)
    world["criterion"] = Criterion.objects.create(owner=owner, text="hires near me")
    world["answer"] = Answer.objects.create(owner=owner, company=company, criterion=world["criterion"])
    world["connection"] = make_connection(owner, "Grace Hopper", "Acme")
    world["past_job"] = PastJob.objects.create(owner=owner, contact=person, company_name="Before", until=day)
    about = {"owner": owner, "contact": person, "company": company}
    for name, removed_at in (("interaction", None), ("removed_interaction", now)):
        world[name] = Interaction.objects.create(
            **about, kind=Kind.OUTREACH, on=day, logged_at=now, key=uuid.uuid4(), removed_at=removed_at
        )
    for name, removed_at in (("chat", None), ("removed_chat", now)):
        world[name] = Chat.objects.create(
            **about,
            starts_at=now + dt.timedelta(days=3),
            planned_at=now,
            key=uuid.uuid4(),
            removed_at=removed_at,
        )
    world["learned"] = Learned.objects.create(
        owner=owner, chat=world["chat"], company=company, topic=Topic.ROLE, text="Go"
    )
    world["looked"] = Looked.objects.create(owner=owner, contact=person, place=Place.GITHUB)
    world["draft"] = Draft.objects.create(
        owner=owner, contact=person, purpose=Purpose.FOLLOW_UP, text="Hi Ada", changed_at=now
    )
    for name, removed_at in (("template", None), ("removed_template", now)):
        world[name] = Template.objects.create(
            owner=owner, name=name, purpose=Purpose.OUTREACH, body="Hi", changed_at=now, removed_at=removed_at
        )
    for name, removed_at in (("question", None), ("removed_question", now)):
        world[name] = Question.objects.create(
            owner=owner, text=f"{name}?", topic=Topic.ROLE, removed_at=removed_at
        )
    world["merged_person"] = make_contact(owner, company, "Ada L.", removed_at=now)
    world["merge"] = Merge.objects.create(
        owner=owner, kept=person, gone=world["merged_person"], at=now, record=NOTHING_MOVED
    )
    world["two_people"] = TwoPeople.objects.create(
        owner=owner, contact=person, other=world["other_person"], said_at=now
    )
    world["due"] = Due.objects.create(owner=owner, contact=person, rule=6, due_on=day)
    world["hidden"] = Hidden.objects.create(
        owner=owner, rule=6, subject=f"contact:{person.pk}", until=day + dt.timedelta(days=3)
    )
    world["upload"] = Upload.objects.create(
        **made, touched_at=now, token=uuid.uuid4(), file_name="Connections.csv", size=1, stored_as="gone"
    )
    world["proposal"], world["accepted"] = make_proposals(world, now)
    world["remembered"] = Remembered.objects.create(
        owner=owner, fingerprint="0" * 64, columns={"firma": "company"}, words={"blorp": "rejected"}
    )
    world["upload_row"] = UploadRow.objects.create(
        owner=owner, upload=world["upload"], row=1, outcome=Outcome.SKIPPED, text="no name"
    )
    world["done_upload"] = Upload.objects.create(
        **made,
        touched_at=now,
        finished_at=now,
        token=uuid.uuid4(),
        file_name="Done.csv",
        size=1,
        state=UploadState.DONE,
    )
    world["change"] = Change.objects.create(
        owner=owner,
        upload=world["upload"],
        model="companies.company",
        object_id=world["company"].pk,
        did=Did.ADDED,
        after={"name": "Acme"},
    )
    world["link"] = SignInLink.objects.create(
        user=owner, digest=uuid.uuid4().hex * 2, expires_at=now + SignInLink.LASTS
    )
    world |= make_school(owner, now)
    world |= make_reviewed(world, now)
    world |= make_relations(world, now)
    world["totals"] = Totals.objects.get(owner=owner)
    world["address"] = EmailAddress.objects.create(user=owner, email=owner.email, verified=True, primary=True)
    return world


def make_relations(world: World, now: dt.datetime) -> World:
    """A role and whom I asked about it, who introduced whom, where people were met, what they care for."""
    owner, person, other = world["user"], world["person"], world["other_person"]
    day, found = owner.local_date(now), {}
    for prefix, removed_at in (("", None), ("removed_", now)):
        made = {"owner": owner, "key": uuid.uuid4(), "removed_at": removed_at}
        new = made | {"created_at": now}
        role = Opportunity.objects.create(
            **new, company=world["company"], role="Engineer", progress_on=day, progress_at=now
        )
        found |= {
            f"{prefix}opportunity": role,
            f"{prefix}referral": Referral.objects.create(
                **new, contact=person, opportunity=found.get("opportunity", role)
            ),
            f"{prefix}introduction": Introduction.objects.create(
                **made, introducer=other, introduced=person, on=day
            ),
            f"{prefix}event": Event.objects.create(**new, name="PyLadies", starts_at=now),
            f"{prefix}community": Community.objects.create(**new, name="Python Berlin"),
        }
    return found | {
        "met": Met.objects.create(
            owner=owner, contact=person, event=found["event"], on=day, key=uuid.uuid4()
        ),
        "important_date": ImportantDate.objects.create(
            owner=owner, contact=person, label="Birthday", month=2, day=29, passed_on=day
        ),
        "update": Update.objects.create(
            owner=owner, contact=other, opportunity=found["opportunity"], about="Engineer", on=day, at=now
        ),
        "tick": Tick.objects.create(owner=owner, item="story", on=day),
    }


def make_school(owner: User, now: dt.datetime) -> World:
    """A school that this person runs, with a cohort that they coach and, for once, are a seeker in."""
    made = {"created_at": now}
    school = Organization.objects.create(name=f"School of {owner.email}", **made)
    there = {
        "organization": school,
        "cohort": Cohort.objects.create(organization=school, name="2611", **made),
    }
    joined = {"user": owner, "joined_at": now}
    Membership.objects.create(organization=school, role=Role.ADMIN, **joined)
    letter = {"email": "new@example.org", "expires_at": now + Invitation.LASTS, "digest": uuid.uuid4().hex}
    return {
        **there,
        "as_seen": Seeker.objects.get(pk=owner.pk),
        "log_entry": LogEntry.objects.create(user=owner, object_repr="A coach", action_flag=ADDITION),
        "place": Membership.objects.create(**there, role=Role.SEEKER, consented_at=now, **joined),
        "member": Membership.objects.create(**there, role=Role.COACH, **joined),
        "invitation": Invitation.objects.create(**there, **letter, **made, role=Role.COACH),
        "code": JoinCode.objects.create(
            cohort=there["cohort"],
            digest=uuid.uuid4().hex,
            most_uses=9,
            expires_at=now + dt.timedelta(9),
            **made,
        ),
        "entry": Entry.objects.create(**there, actor=owner, about=owner, act=Act.JOINED, at=now),
        **make_facts(school, owner, now),
    }


def make_proposals(world: World, now: dt.datetime) -> list[Proposal]:
    """What an archive proposes: one that waits, and one that was accepted."""
    owner, seen = world["user"], {"since": now, "until": now, "mine": False, "channel": "linkedin"}
    about = {"owner": owner, "contact": world["person"], "upload": world["upload"], **seen}
    said = {"kind": Kind.REPLY, "on": owner.local_date(now), "excerpt": "Gladly"}
    accepted = {"state": "accepted", "decided_at": now, "decision": uuid.uuid4()}
    return [
        Proposal.objects.create(**about, **said, key="waits"),
        Proposal.objects.create(
            **about, **said, key="accepted", interaction=world["interaction"], **accepted
        ),
    ]


def make_facts(school: Organization, owner: User, now: dt.datetime) -> World:
    kept = {"organization": school, "written_by": owner, "changed_at": now, "hired_alumni": True}
    fact = Fact.objects.create(**kept, name="Acme Inc.", words="Two of us work there")
    return {
        "fact": fact,
        "removed_fact": Fact.objects.create(**kept, name="Gone", removed_at=now),
        "alum": Alum.objects.create(fact=fact, name="Edsger", role="Developer", agreed_on=now.date()),
    }


def make_reviewed(world: World, now: dt.datetime) -> World:
    """Two lists handed in there: one that waits, one with a review that was sent; for once, by the seeker."""
    owner, company = world["user"], world["company"]
    mine, day = {"owner": owner}, owner.local_date(now)
    there = {**mine, "cohort": world["cohort"], "submitted_at": now}
    lists = [Submission.objects.create(**there, round=number, words="Hello") for number in (1, 2)]
    listed = [
        Submitted.objects.create(**mine, submission=one, company=company, name="Acme", position=1)
        for one in lists
    ]
    begun = {**mine, "coach": owner, "coach_name": "Coach", "started_at": now, "words": "Good"}
    sent = Review.objects.create(**begun, submission=lists[0], sent_at=now, sent_on=day)
    said = {"verdict": "rethink", "words": "Why?", "answer": "Maps", "answered_at": now}
    said |= {"kept_because": "I like maps", "kept_at": now}
    suggested = {"coach": owner, "coach_name": "Coach", "cohort": world["cohort"], "company": company}
    derived = {"submitted_at": now, "kept_at": now}
    type(company).objects.filter(pk=company.pk).update(**derived)
    User.objects.filter(pk=owner.pk).update(in_cohort=True, feedback_on=day)
    return {
        "reviewed": lists[0],
        "submission": lists[1],
        "reviewed_company": listed[0],
        "submitted": listed[1],
        "review": sent,
        "remark": Remark.objects.create(**mine, review=sent, submitted=listed[0], **said),
        "saved_reply": SavedReply.objects.create(**mine, text="What is your “in”?"),
        "suggestion": Suggestion.objects.create(
            **mine, **suggested, words="Add a recruiter", made_at=now, made_on=day
        ),
    }


# What must keep its shape: keys, digests, names of files on disk, words of a closed list.
SHAPED = {
    "accounts.User.email",
    "accounts.User.password",
    "accounts.User.time_zone",
    "accounts.SignInLink.digest",
    "account.EmailAddress.email",
    "cohorts.Invitation.digest",
    "cohorts.JoinCode.digest",
    "companies.Company.company_key",
    "companies.Fact.company_key",
    "contacts.Connection.company_key",
    "contacts.Connection.name_key",
    "contacts.Connection.profile_key",
    "contacts.Contact.name_key",
    "contacts.Contact.profile_key",
    "conversations.Hidden.subject",
    "exchange.Proposal.key",
    "exchange.Upload.stored_as",
    "exchange.Upload.encoding",
}


def mark(world: World) -> None:
    """Puts the secret into every text field of everything in this world."""
    for thing in world.values():
        values = {f.attname: secret_for(f) for f in text_fields(type(thing)) if label(f) not in SHAPED}
        values |= {"after": {"name": SECRET}} if isinstance(thing, Change) else {}
        if values:
            type(thing)._base_manager.filter(pk=thing.pk).update(**values)
            thing.refresh_from_db()


def secret_for(f: models.Field[Any, Any]) -> str:
    text = f"{SECRET}-{f.model._meta.model_name}-{f.name}"
    if isinstance(f, SafeURLField):
        return f"https://{text.replace('_', '-')}.example/"
    if isinstance(f, models.EmailField) or "email" in f.name:
        return f"{text}@example.org"
    return text[: f.max_length]


def text_fields(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    return [
        f
        for f in model._meta.concrete_fields
        if isinstance(f, models.CharField | models.TextField) and not f.choices
    ]


def label(f: models.Field[Any, Any]) -> str:
    return f"{f.model._meta.label}.{f.name}"


def owned_models() -> list[type[models.Model]]:
    """Every table of ours, and those of our libraries that point at a person."""
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith("networking.")
        or any(f.related_model is User for f in model._meta.concrete_fields)
    ]


def digest(*, of: User | None = None, looks: bool = True) -> str:
    """Equal before and after exactly when nothing stored has changed; `of` looks at one person's rows.

    Without `looks`, lines of the audit log about looks and downloads do not count: a GET may write one.
    """
    state = hashlib.sha256()
    with connection.cursor() as cursor:
        for model, sql, values in statements(of.pk if of else None, looks):
            cursor.execute(sql, values)
            state.update(repr([model, cursor.fetchall()]).encode())
    return state.hexdigest()


@cache
def statements(of: int | None, looks: bool) -> list[tuple[str, str, tuple[Any, ...]]]:
    """What reads each table: asked thousands of times, so compiled once."""
    found = []
    for model in sorted(apps.get_models(), key=lambda m: m._meta.label):
        rows = model._base_manager.order_by("pk").values_list()
        if model is Entry and not looks:
            rows = rows.exclude(act__in=[Act.LOOKED, Act.EXPORTED])
        if of is not None:
            if not any(f.name == "owner" for f in model._meta.concrete_fields):
                continue
            rows = rows.filter(owner=of)
        if model is not Session:
            found.append((model._meta.label, *rows.query.sql_with_params()))
    return found


def worlds(seeker: User, stranger: User) -> tuple[World, World]:
    now = timezone.now()
    return make_world(seeker, now), make_world(stranger, now)
