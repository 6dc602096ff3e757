"""A school with two cohorts, another school, and everybody of DESIGN §3."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.test import Client

from networking.cohorts.joining import join
from networking.cohorts.models import Cohort, Organization, Role
from tests.people import NOW, make_user


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def school(db) -> SimpleNamespace:
    """`school.seeker`, `.classmate`, `.coach`, `.other_coach`, `.admin`, `.foreign_admin`, `.place.…`."""
    organization = Organization.objects.create(name="Harbour Code", created_at=NOW)
    foreign = Organization.objects.create(name="Elsewhere", created_at=NOW)
    cohort = Cohort.objects.create(organization=organization, name="2611", created_at=NOW)
    other = Cohort.objects.create(organization=organization, name="2612", created_at=NOW)
    places = {
        "seeker": (organization, cohort, Role.SEEKER),
        "classmate": (organization, cohort, Role.SEEKER),
        "coach": (organization, cohort, Role.COACH),
        "other_coach": (organization, other, Role.COACH),
        "admin": (organization, None, Role.ADMIN),
        "foreign_admin": (foreign, None, Role.ADMIN),
    }
    people, memberships = {}, {}
    for name, (here, group, role) in places.items():
        people[name] = make_user(name)
        consents = role == Role.SEEKER
        memberships[name] = join(here, group, people[name], role, consents=consents, now=NOW)
    return SimpleNamespace(
        **people,
        place=SimpleNamespace(**memberships),
        organization=organization,
        foreign=foreign,
        cohort=cohort,
        other_cohort=other,
        stranger=make_user("stranger"),
    )
