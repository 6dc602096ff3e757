"""What the database itself refuses about schools: each named constraint is broken once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from networking.cohorts.models import Act, Cohort, Entry, Invitation, JoinCode, Membership, Organization, Role
from tests.people import NOW, make_user


def organization(name="Harbour Code"):
    return Organization.objects.get_or_create(name=name, defaults={"created_at": NOW})[0]


def cohort(name="2611"):
    return Cohort.objects.get_or_create(organization=organization(), name=name, defaults={"created_at": NOW})[
        0
    ]


def member(seeker, **fields):
    there = {"organization": organization(), "cohort": cohort(), "role": Role.SEEKER} | fields
    return Membership.objects.create(user=seeker, joined_at=NOW, **there)


def invitation(**fields):
    fields = {"organization": organization(), "cohort": cohort(), "role": Role.SEEKER} | fields
    Invitation.objects.create(email="a@example.org", digest="x", created_at=NOW, expires_at=NOW, **fields)


def twice(function, *args, **fields):
    function(*args, **fields)
    function(*args, **fields)


BREAKS = {
    "organization_has_name": lambda s: organization(""),
    "cohort_has_name": lambda s: cohort(""),
    "cohort_once_per_name": lambda s: twice(
        Cohort.objects.create, organization=organization(), name="2611", created_at=NOW
    ),
    "membership_role_known": lambda s: member(s, role="boss"),
    "membership_cohort_fits_role": lambda s: member(s, role=Role.ADMIN),
    "membership_one_as_seeker": lambda s: (member(s), member(s, cohort=cohort("2612"))),
    "membership_once_per_cohort": lambda s: twice(member, s, role=Role.COACH),
    "membership_once_as_admin": lambda s: twice(member, s, role=Role.ADMIN, cohort=None),
    "membership_ended_shares_nothing": lambda s: member(s, ended_at=NOW, ended="left", consented_at=NOW),
    "membership_only_seekers_consent": lambda s: member(s, role=Role.COACH, consented_at=NOW),
    "membership_people_need_consent": lambda s: member(s, shares_people=True),
    "invitation_role_known": lambda s: invitation(role="boss"),
    "invitation_cohort_fits_role": lambda s: invitation(role=Role.ADMIN),
    "invitation_used_or_revoked": lambda s: invitation(used_at=NOW, revoked_at=NOW),
    "join_code_limited": lambda s: JoinCode.objects.create(
        cohort=cohort(), digest="x", most_uses=1, uses=2, created_at=NOW, expires_at=NOW + dt.timedelta(1)
    ),
    "entry_act_known": lambda s: Entry.objects.create(organization=organization(), act="sang", at=NOW),
    "entry_one_look_an_hour": lambda s: [
        Entry.objects.create(
            organization=organization(name), actor=s, about=s, act=Act.LOOKED, at=NOW, hour=NOW
        )
        for name in ("One", "Two")
    ],
}


def columns_of(name):
    """SQLite names the columns of a broken unique index, not the index."""
    for model in apps.get_app_config("cohorts").get_models():
        for it in model._meta.constraints:
            if it.name == name:
                return [model._meta.get_field(field).column for field in getattr(it, "fields", ())]
    raise LookupError(name)


def test_every_constraint_is_broken_here_once():
    models = apps.get_app_config("cohorts").get_models()
    assert set(BREAKS) == {constraint.name for model in models for constraint in model._meta.constraints}


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses(name, seeker):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        BREAKS[name](seeker)
    words, columns = str(refused.value), columns_of(name)
    assert name in words or (columns and all(f".{column}" in words for column in columns))


def test_one_person_is_a_coach_here_and_a_seeker_there(seeker):
    member(seeker)
    member(seeker, role=Role.COACH, cohort=cohort("2612"))
    member(seeker, role=Role.ADMIN, cohort=None)
    assert Membership.objects.filter(user=seeker).count() == 3


def test_an_audit_line_outlives_the_account_it_tells_of(seeker):
    gone = make_user("gone")
    Entry.objects.create(organization=organization(), actor=gone, about=gone, act=Act.JOINED, at=NOW)
    gone.delete()
    assert Entry.objects.values_list("actor", "about", "act").get() == (None, None, Act.JOINED)
