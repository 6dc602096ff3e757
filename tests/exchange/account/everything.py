"""Fills an account with rows of every part, and with the texts that programs stumble over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from networking.accounts.models import User
from networking.coaching.models import Remark, Review, SavedReply, Submission, Submitted, Suggestion
from networking.companies.criteria import copy_defaults
from networking.companies.models import Answer, Company, Criterion, Verdict
from networking.contacts.models import Connection, Contact, Looked, Place, Source
from networking.contacts.names import match_key
from networking.conversations import writer
from networking.conversations.models import (
    Channel,
    Draft,
    Hidden,
    Interaction,
    Purpose,
    Question,
    Template,
    Topic,
)
from networking.exchange.sheets.remembered import Remembered
from tests.people import NOW, TODAY

ODD = [
    "=1+1",
    "'",
    "a\r\nb\u2028",
    "",
    "–“ÄŽ中🙂é\u0301",
    "\t\x0b",
    "</script>",
    '"\\',
    "\u202eabc",
    "contact:7",
]
words = st.one_of(
    st.sampled_from(ODD), st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
)


def add_everything(owner: User, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
    """A few rows of each; what was made before by random acts is what they point to."""
    text = lambda most=200: draw(words)[:most]  # noqa: E731
    companies = list(Company.objects.filter(owner=owner).order_by("pk"))
    people = list(Contact.objects.filter(owner=owner).order_by("pk"))
    for company in companies:
        Company.objects.filter(pk=company.pk).update(
            notes=text(),
            in_words=text(),
            position=draw(st.floats(allow_nan=False, allow_infinity=False)),
        )
    writer.recount(owner.pk)
    add_address_book(owner, people, text)
    add_criteria(owner, companies, text)
    add_words(owner, people, text)
    add_reviews(owner, companies, text)
    Hidden.objects.create(owner=owner, rule=8, subject="list", until=TODAY, revision=2**62)
    for rule, subject in (
        (7, f"contact:{people[-1].pk}"),
        (5, f"company:{companies[0].pk}"),
        (2, "chat:999999"),
    ):
        Hidden.objects.create(owner=owner, rule=rule, subject=subject, until=TODAY, reason=text())


def add_address_book(owner: User, people: list[Contact], text: Any) -> None:
    rows = [
        Connection(
            owner=owner,
            name=f"{number} {text()}",
            name_key=match_key(f"Somebody {number}"),
            company=text(),
            title=text(),
            email=text(),
            phone=text(50),
            source=Source.SHEET,
            connected_on=TODAY - dt.timedelta(number),
            created_at=NOW - dt.timedelta(microseconds=number),
            updated_at=NOW,
        )
        for number in range(3)
    ]
    Connection.objects.bulk_create(rows)
    last = Connection.objects.filter(owner=owner).latest("pk")
    Contact.objects.filter(pk=people[0].pk).update(connection=last, introducer=people[-1], notes=text())
    Looked.objects.create(owner=owner, contact=people[0], place=Place.GITHUB)


def add_criteria(owner: User, companies: list[Company], text: Any) -> None:
    copy_defaults(owner)
    first = Criterion.objects.filter(owner=owner).order_by("pk")[0]
    about = {"owner": owner, "criterion": first, "company": companies[-1]}
    Answer.objects.create(**about, value=Verdict.YES, note=text(), source="https://example.org/a")


def add_words(owner: User, people: list[Contact], text: Any) -> None:
    made = {"owner": owner, "changed_at": NOW, "purpose": Purpose.OUTREACH}
    Template.objects.create(**made, name="Gone", body="Hi", removed_at=NOW)
    mine = Template.objects.create(**made, name="Mine", body=f"Hi {text()}", channel=Channel.EMAIL)
    Draft.objects.create(
        **made, contact=people[-1], template_key=f"own:{mine.pk}", text=text(), earlier_text=text()
    )
    Interaction.objects.filter(owner=owner).update(template_key=f"own:{mine.pk}", text=text(), note=text())
    Question.objects.create(owner=owner, text=f"Why {text()}?", topic=Topic.PATH, persona="manager")
    SavedReply.objects.create(owner=owner, text=f"Good {text()}")
    named = {"columns": {text(): "company", "b": ""}, "words": {text(): "applied"}, "wish": "target"}
    Remembered.objects.create(owner=owner, fingerprint="f" * 64, **named)


def add_reviews(owner: User, companies: list[Company], text: Any) -> None:
    """Two lists: one with a review that was sent, one with a review that the coach still writes."""
    for number in (1, 2):
        listed = Submission.objects.create(owner=owner, round=number, words=text(), submitted_at=NOW)
        criteria = [{"text": text(), "value": "yes", "note": text(), "source": "", "says": ""}]
        about = {"owner": owner, "submission": listed, "company": companies[0], "criteria": criteria}
        submitted = Submitted.objects.create(**about, name="Acme", position=1, in_words=text())
        sent = {"sent_at": NOW, "sent_on": TODAY} if number == 1 else {}
        begun = {"owner": owner, "submission": listed, "coach_name": "Cleo", "started_at": NOW}
        review = Review.objects.create(**begun, **sent, words=text())
        said = {"verdict": "rethink", "words": text(), "kept_because": "Maps", "kept_at": NOW}
        Remark.objects.create(owner=owner, review=review, submitted=submitted, **said)
    asked = {"owner": owner, "coach_name": "Cleo", "made_at": NOW, "made_on": TODAY}
    one = Suggestion.objects.create(**asked, words="Write to Ana", company=companies[1])
    Hidden.objects.create(owner=owner, rule=10, subject=f"suggestion:{one.pk}", until=TODAY)
