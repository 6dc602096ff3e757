"""What the page of proposals shows: person by person, the newest first, and where each step leads."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from itertools import islice
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.db.models import Count, Max

from networking.accounts.models import User
from networking.contacts.models import Contact
from networking.contacts.stages import Kind, Stage
from networking.conversations.models import Channel
from networking.exchange.proposal import Proposal
from networking.exchange.proposals.forms import ProposalForm
from networking.exchange.proposals.rule import Logged, stages
from networking.exchange.proposals.taking import load_logged

PEOPLE_A_PAGE = 8
MOST_OF_ONE = 30  # so that a page never has more fields than Django reads


class Line(NamedTuple):
    """One proposal: what happened in words, and the stage it newly reaches, if any."""

    proposal: Proposal
    form: ProposalForm
    words: str
    is_note: bool
    reaches: str
    focus: bool = False


class Person(NamedTuple):
    """Somebody, and what is proposed about them in order; `more` of it waits behind that."""

    contact: Contact
    lines: list[Line]
    more: int
    before: Stage
    after: Stage

    @property
    def number(self) -> int:
        return len(self.lines) + self.more


def load_page(
    user: User, number: Any, forms: Mapping[int, ProposalForm], *, today: dt.date, focus: int | None = None
) -> dict[str, Any]:
    """`forms` hold what was typed; `focus` is the person where the keyboard stood."""
    waiting = Proposal.objects.owned_by(user).open()
    newest = (
        waiting.values("contact").annotate(last=Max("on"), count=Count("pk")).order_by("-last", "contact")
    )
    counts = dict(newest.values_list("contact", "count"))
    page = Paginator(list(counts), PEOPLE_A_PAGE).get_page(number)
    keys = list(page)
    contacts = Contact.objects.owned_by(user).select_related("company").in_bulk(keys)
    proposals: dict[int, list[Proposal]] = defaultdict(list)
    for one in waiting.filter(contact__in=keys).order_by("on", "since", "pk"):
        proposals[one.contact_id].append(one)
    logged = load_logged(user, keys)
    people = [_person(contacts[pk], proposals[pk], logged[pk], forms, today) for pk in keys if pk in contacts]
    return {"page": page, "people": _with_focus(people, focus), "number": sum(counts.values())}


def _person(
    contact: Contact,
    proposals: list[Proposal],
    logged: list[Logged],
    forms: Mapping[int, ProposalForm],
    today: dt.date,
) -> Person:
    steps = stages(logged, [Logged(one.kind, one.on) for one in proposals])
    lines = [
        Line(
            one,
            forms.get(one.pk) or ProposalForm(one, today=today),
            words_of(one, contact.name),
            one.channel == Channel.LINKEDIN_NOTE,
            after.label if after > before else "",
        )
        for one, (before, after) in islice(zip(proposals, steps, strict=True), MOST_OF_ONE)
    ]
    return Person(contact, lines, len(proposals) - len(lines), steps[0][0], steps[-1][1])


def words_of(proposal: Proposal, name: str) -> str:
    """“You reached out”, “Ana López replied”."""
    return f"{'You' if proposal.mine else name} {Kind(proposal.kind).label.lower()}"


def _with_focus(people: list[Person], focus: int | None) -> list[Person]:
    """The keyboard goes on with the next line of the same person, or at the top."""
    if focus is None or not people:
        return people
    place = next((i for i, person in enumerate(people) if person.contact.pk == focus), 0)
    person = people[place]
    lines = [person.lines[0]._replace(focus=True), *person.lines[1:]]
    return [*people[:place], person._replace(lines=lines), *people[place + 1 :]]
