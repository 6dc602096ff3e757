"""Whether what is stored about coaching is what it should be (`check_pipeline`)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models

from networking.accounts.models import User
from networking.coaching.derived import differing, feedback_of, is_in_cohort, settle
from networking.coaching.models import Remark, Review, Submitted, Suggestion
from networking.conversations.audit import check_owners, cut, give

# As there: a child belongs to the owner of its parent, and a link leads to a row of the same owner.
CHILDREN: tuple[tuple[type[models.Model], str], ...] = (
    (Submitted, "submission"),
    (Review, "submission"),
    (Remark, "review"),
)
SECOND_PARENTS: tuple[tuple[type[models.Model], str], ...] = ((Remark, "submitted"),)
LINKS: tuple[tuple[type[models.Model], str], ...] = ((Submitted, "company"), (Suggestion, "company"))


def check(*, fix: bool) -> Iterator[str]:
    for model, field in CHILDREN:
        yield from check_owners(model, field, give if fix else None)
    for model, field in SECOND_PARENTS:
        yield from check_owners(model, field, None)
    for model, field in LINKS:
        yield from check_owners(model, field, cut if fix else None)
    for pk in list(User.objects.order_by("pk").values_list("pk", flat=True)):
        lines = list(differences(pk))
        if lines and fix:
            settle(pk)
        yield from lines


def differences(owner_id: int) -> Iterator[str]:
    user = User.objects.only("in_cohort", "feedback_on").get(pk=owner_id)
    for name, right in (("in_cohort", is_in_cohort(owner_id)), ("feedback_on", feedback_of(owner_id))):
        if (stored := getattr(user, name)) != right:
            yield f"user {owner_id}: {name} is {stored}, should be {right}"
    for company, told in differing(owner_id):
        for name, right in told._asdict().items():
            if (stored := getattr(company, name)) != right:
                yield f"company {company.pk}: {name} is {stored}, should be {right}"
