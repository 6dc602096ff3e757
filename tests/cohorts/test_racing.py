"""Twelve at once: an invitation lets one of them in, a code as many as was said (SECURITY T14)."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from networking.cohorts import inviting, joining
from networking.cohorts.models import Cohort, Membership, Organization, Role
from tests.people import NOW, make_user

pytestmark = pytest.mark.django_db(transaction=True)
RACERS = 12


def race(acts):
    """What became of each. On SQLite transactions come one after the other anyway: there they take turns."""

    def run(act):
        try:
            act()
        except joining.ClosedError:
            return "closed"
        finally:
            if connection.vendor == "postgresql":
                connections.close_all()
        return "in"

    if connection.vendor != "postgresql":
        return Counter(map(run, acts))
    with ThreadPoolExecutor(RACERS) as pool:
        return Counter(pool.map(run, acts))


@pytest.fixture
def cohort():
    school = Organization.objects.create(name="Harbour Code", created_at=NOW)
    return Cohort.objects.create(organization=school, name="2611", created_at=NOW)


def test_one_invitation_lets_one_in(cohort):
    new = make_user("new")
    letter = inviting.invite(cohort.organization, new.email, Role.COACH, by=None, now=NOW, cohort=cohort)
    accept = lambda: joining.accept(letter, new, consents=False, now=NOW)  # noqa: E731
    assert race([accept] * RACERS) == {"in": 1, "closed": RACERS - 1}
    assert Membership.objects.count() == 1


def test_a_code_for_three_lets_three_in(cohort):
    admin, people = make_user("admin"), [make_user(f"new{number}") for number in range(RACERS)]
    code, _ = inviting.make_code(cohort, most_uses=3, days=3, by=admin, now=NOW)
    acts = [lambda user=user: joining.join_by_code(code, user, consents=True, now=NOW) for user in people]
    assert race(acts) == {"in": 3, "closed": RACERS - 3}
    code.refresh_from_db()
    assert (code.uses, Membership.objects.count()) == (3, 3)
