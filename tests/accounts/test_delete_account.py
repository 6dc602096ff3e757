"""Deleting an account: at once, after typing the address, and not a word of it stays."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from networking.accounts.models import User
from networking.accounts.signals import account_deleted
from networking.cohorts.models import Act, Entry, Invitation, Role
from tests.access import SECRET, digest, mark, worlds

URL = reverse("accounts:delete")


@pytest.fixture
def both(seeker, stranger):
    mine, theirs = worlds(seeker, stranger)
    mark(mine)
    return mine, theirs


# Names of a school and of its cohorts, addresses of others that it invited, and what it knows about companies
# are not the person's.
OF_A_SCHOOL = {
    "cohorts_organization",
    "cohorts_cohort",
    "cohorts_invitation",
    "companies_fact",
    "companies_alum",
}


def every_word() -> str:
    """All that the database holds, table by table, our own and our libraries'."""
    with connection.cursor() as cursor:
        words = []
        for table in set(connection.introspection.table_names(cursor)) - OF_A_SCHOOL:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            words += [str(row) for row in cursor.fetchall()]
    return "\n".join(words)


def test_another_address_deletes_nothing_and_the_words_are_kept(as_seeker, both):
    before = digest()
    page = as_seeker.post(URL, {"email": "stranger@example.org"})
    assert page.status_code == 422
    assert "stranger@example.org" in page.content.decode()
    assert digest() == before


def test_nothing_of_the_person_stays_and_everything_of_others_does(as_seeker, seeker, stranger, both):
    elsewhere = Client()
    elsewhere.force_login(seeker)
    theirs = digest(of=stranger)
    assert SECRET in every_word()
    response = as_seeker.post(URL, {"email": " Seeker@Example.org"})
    assert (response.status_code, response["Location"]) == (302, "/")
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert SECRET not in every_word()
    assert seeker.email not in every_word()
    assert digest(of=stranger) == theirs
    assert [user.email for user in User.objects.all()] == [stranger.email]
    for model in apps.get_models():
        for f in model._meta.concrete_fields:
            if f.related_model is User:
                assert not model._base_manager.filter(**{f.attname: seeker.pk}).exists()


def test_the_sessions_are_gone_and_those_of_others_are_not(as_seeker, as_stranger, seeker, both):
    elsewhere = Client()
    elsewhere.force_login(seeker)
    as_seeker.post(URL, {"email": seeker.email})
    assert [s.get_decoded()["_auth_user_id"] for s in Session.objects.all() if s.get_decoded()] == [
        as_stranger.session["_auth_user_id"]
    ]
    assert elsewhere.get(reverse("account_email")).status_code == 302


def test_others_are_told_before_the_rows_go(as_seeker, seeker):
    told = []

    def listen(user, **_):
        told.append(User.objects.filter(pk=user.pk).exists())

    account_deleted.connect(listen)
    as_seeker.post(URL, {"email": seeker.email})
    account_deleted.disconnect(listen)
    assert told == [True]


def test_invitations_to_the_address_go_and_those_to_others_stay(as_seeker, seeker, both):
    letter = Invitation.objects.filter(organization=both[0]["organization"])
    there = {"organization": both[0]["organization"], "cohort": both[0]["cohort"], "role": Role.COACH}
    now = {"created_at": timezone.now(), "expires_at": timezone.now()}
    Invitation.objects.create(**there, **now, email=seeker.email, digest="mine")
    as_seeker.post(URL, {"email": seeker.email})
    assert [kept.email for kept in letter] == [both[0]["invitation"].email]


def test_the_school_reads_that_somebody_went_and_not_who(as_seeker, seeker, both):
    as_seeker.post(URL, {"email": seeker.email})
    told = Entry.objects.filter(act=Act.DELETED, organization=both[0]["organization"])
    assert sorted(told.values_list("role", "actor", "about")) == [
        ("admin", None, None),
        ("coach", None, None),
        ("seeker", None, None),
    ]
