"""Twelve at once: an invitation lets one of them in, a code as many as was said (SECURITY T14)."""

from __future__ import annotations

from functools import partial

import pytest

from networking.cohorts import inviting, joining
from networking.cohorts.models import Cohort, Membership, Organization, Role
from tests.at_once import MANY, at_once
from tests.people import NOW, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def race(acts):
    """Who came in, and for whom it was closed."""

    def run(act):
        try:
            act()
        except joining.ClosedError:
            return "closed"
        return "in"

    return at_once([partial(run, act) for act in acts])


@pytest.fixture
def cohort():
    school = Organization.objects.create(name="Harbour Code", created_at=NOW)
    return Cohort.objects.create(organization=school, name="2611", created_at=NOW)


def test_one_invitation_lets_one_in(cohort):
    new = make_user("new")
    letter = inviting.invite(cohort.organization, new.email, Role.COACH, by=None, now=NOW, cohort=cohort)
    accept = lambda: joining.accept(letter, new, consents=False, now=NOW)  # noqa: E731
    assert race([accept] * MANY) == {"in": 1, "closed": MANY - 1}
    assert Membership.objects.count() == 1


def test_a_code_for_three_lets_three_in(cohort):
    admin, people = make_user("admin"), [make_user(f"new{number}") for number in range(MANY)]
    code, _ = inviting.make_code(cohort, most_uses=3, days=3, by=admin, now=NOW)
    acts = [lambda user=user: joining.join_by_code(code, user, consents=True, now=NOW) for user in people]
    assert race(acts) == {"in": 3, "closed": MANY - 3}
    code.refresh_from_db()
    assert (code.uses, Membership.objects.count()) == (3, 3)
