"""What the database itself refuses about coaching: each named constraint is broken once."""

from __future__ import annotations

import uuid

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from networking.coaching.models import Remark, Review, SavedReply, Submission, Submitted, Suggestion
from tests.people import NOW, TODAY, make_company


def submission(owner, number=1, **fields):
    return Submission.objects.create(owner=owner, round=number, submitted_at=NOW, **fields)


def submitted(owner, **fields):
    there = fields.pop("submission", None) or submission(owner)
    return Submitted.objects.create(
        **{"owner": owner, "submission": there, "name": "Acme", "position": 1} | fields
    )


def review(owner, **fields):
    there = fields.pop("submission", None) or submission(owner)
    return Review.objects.create(owner=owner, submission=there, coach_name="C", started_at=NOW, **fields)


def remark(owner, **fields):
    one = submitted(owner)
    Remark.objects.create(
        owner=owner, review=review(owner, submission=one.submission), submitted=one, **fields
    )


def suggestion(owner, **fields):
    said = {"coach_name": "C", "words": "x", "made_at": NOW, "made_on": TODAY}
    return Suggestion.objects.create(owner=owner, **said | fields)


def twice(make, owner, **fields):
    there, company = submission(owner), make_company(owner)
    make(owner, submission=there, company=company, position=1)
    make(owner, submission=there, **({"company": company, "position": 2} | fields))


KEY = uuid.uuid4()
BREAKS = {
    "submission_once_per_round": lambda s: (submission(s), submission(s)),
    "submission_rounds_from_one": lambda s: submission(s, 0),
    "submitted_once_per_place": lambda s: twice(submitted, s, company=None, position=1),
    "submitted_once_per_company": lambda s: twice(submitted, s),
    "submitted_has_name": lambda s: submitted(s, name=""),
    "submitted_website_is_web": lambda s: submitted(s, website="javascript:alert(1)"),
    "review_sent_on_a_day": lambda s: review(s, sent_at=NOW),
    "review_read_once_sent": lambda s: review(s, read_at=NOW),
    "remark_verdict_known": lambda s: remark(s, verdict="perhaps"),
    "remark_answered_with_words": lambda s: remark(s, answered_at=NOW),
    "remark_kept_with_a_reason": lambda s: remark(s, verdict="rethink", kept_at=NOW),
    "remark_only_a_rethink_is_kept": lambda s: remark(s, verdict="good", kept_at=NOW, kept_because="x"),
    "saved_reply_once": lambda s: [SavedReply.objects.create(owner=s, text="Hi") for _ in range(2)],
    "saved_reply_has_text": lambda s: SavedReply.objects.create(owner=s, text=""),
    "suggestion_has_words": lambda s: suggestion(s, words=""),
    "suggestion_outcome_known": lambda s: suggestion(s, outcome="perhaps", closed_at=NOW),
    "suggestion_closed_somehow": lambda s: suggestion(s, outcome="done"),
    "suggestion_once_per_key": lambda s: [suggestion(s, coach=s, key=KEY) for _ in range(2)],
}


def columns_of(name):
    """SQLite names the columns of a broken unique index, not the index."""
    for model in apps.get_app_config("coaching").get_models():
        for it in model._meta.constraints:
            if it.name == name:
                return [model._meta.get_field(field).column for field in getattr(it, "fields", ())]
    raise LookupError(name)


def test_every_constraint_is_broken_here_once():
    models = apps.get_app_config("coaching").get_models()
    assert set(BREAKS) == {constraint.name for model in models for constraint in model._meta.constraints}


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses(name, seeker):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        BREAKS[name](seeker)
    words, columns = str(refused.value), columns_of(name)
    assert name in words or (columns and all(f".{column}" in words for column in columns))
