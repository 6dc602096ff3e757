"""Deleting an account after typing the address: at once or in seven days, and not a word of it stays."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from networking.accounts import deletion
from networking.accounts.context import INVITED
from networking.accounts.deletion import (
    WAIT,
    delete_account,
    delete_due,
    delete_if_due,
    delete_later,
    keep_account,
)
from networking.accounts.models import User
from networking.accounts.signals import account_deleted
from networking.coaching.models import Review, Suggestion
from networking.coaching.reviewing import FORMER
from networking.cohorts.models import Act, Entry, Invitation, Role
from tests.access import SECRET, digest, mark, worlds
from tests.people import NOW

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
    response = as_seeker.post(URL, {"email": " Seeker@Example.org", "when": "now"})
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
    as_seeker.post(URL, {"email": seeker.email, "when": "now"})
    assert [s.get_decoded()["_auth_user_id"] for s in Session.objects.all() if s.get_decoded()] == [
        as_stranger.session["_auth_user_id"]
    ]
    assert elsewhere.get(reverse("account_email")).status_code == 302


def test_others_are_told_before_the_rows_go(as_seeker, seeker):
    told = []

    def listen(user, **_):
        told.append(User.objects.filter(pk=user.pk).exists())

    account_deleted.connect(listen)
    as_seeker.post(URL, {"email": seeker.email, "when": "now"})
    account_deleted.disconnect(listen)
    assert told == [True]


def test_invitations_to_the_address_go_and_those_to_others_stay(as_seeker, seeker, both):
    letter = Invitation.objects.filter(organization=both[0]["organization"])
    there = {"organization": both[0]["organization"], "cohort": both[0]["cohort"], "role": Role.COACH}
    now = {"created_at": timezone.now(), "expires_at": timezone.now()}
    Invitation.objects.create(**there, **now, email=seeker.email, digest="mine")
    as_seeker.post(URL, {"email": seeker.email, "when": "now"})
    assert [kept.email for kept in letter] == [both[0]["invitation"].email]


def test_the_school_reads_that_somebody_went_and_not_who(as_seeker, seeker, both):
    as_seeker.post(URL, {"email": seeker.email, "when": "now"})
    told = Entry.objects.filter(act=Act.DELETED, organization=both[0]["organization"])
    assert sorted(told.values_list("role", "actor", "about")) == [
        ("admin", None, None),
        ("coach", None, None),
        ("seeker", None, None),
    ]


def test_later_means_in_seven_days_and_until_then_everything_stays(as_seeker, seeker, both):
    with time_machine.travel(NOW, tick=False):
        as_seeker.post(URL, {"email": seeker.email, "when": "later"})
        page = as_seeker.get("/people/").content.decode()
        assert "will be deleted on Thursday 26 November" in page
        assert reverse("accounts:keep") in page
    mine = digest(of=seeker)
    delete_due(NOW + WAIT - dt.timedelta(seconds=1))
    assert digest(of=seeker) == mine
    delete_due(NOW + WAIT)
    assert not User.objects.filter(pk=seeker.pk).exists()
    assert SECRET not in every_word()


def test_it_can_be_taken_back_until_then(as_seeker, seeker, both):
    before = digest()
    as_seeker.post(URL, {"email": seeker.email})
    assert digest() != before
    assert as_seeker.post(reverse("accounts:keep")).status_code == 302
    assert digest() == before
    delete_due(NOW + dt.timedelta(10_000))
    assert User.objects.filter(pk=seeker.pk).exists()
    as_seeker.get("/people/")  # shows what was said
    assert "will be deleted on" not in as_seeker.get("/people/").content.decode()


def test_who_changes_their_mind_while_the_worker_looks_keeps_the_account(seeker):
    delete_later(seeker, now=NOW)
    keep_account(seeker)
    delete_if_due(seeker.pk, now=NOW + WAIT)
    assert User.objects.filter(pk=seeker.pk).exists()


def test_one_that_cannot_be_deleted_keeps_nobody_elses_from_going(seeker, stranger, monkeypatch):
    for user in (seeker, stranger):
        delete_later(user, now=NOW)
    whole = deletion.delete_account
    monkeypatch.setattr(
        deletion, "delete_account", lambda user: whole(user) if user.pk == stranger.pk else 1 / 0
    )
    delete_due(NOW + WAIT)
    assert list(User.objects.filter(deletes_at__isnull=False)) == [seeker]


def test_asked_twice_the_first_day_stands(seeker):
    delete_later(seeker, now=NOW)
    delete_later(seeker, now=NOW + dt.timedelta(3))
    seeker.refresh_from_db()
    assert seeker.deletes_at == NOW + WAIT


def test_whoever_presses_enter_gets_the_way_that_can_be_taken_back(as_seeker, seeker):
    page = as_seeker.get(URL).content.decode()
    assert page.index('value="later"') < page.index('value="now"')
    assert page.index('href="/export/everything.zip"') < page.index('value="later"')


def test_a_coach_who_goes_leaves_the_words_and_no_name(as_seeker, seeker, stranger, both):
    theirs = both[1]["review"]
    Review.objects.filter(pk=theirs.pk).update(coach=seeker, coach_name=seeker.name, words="Good list")
    Suggestion.objects.filter(owner=stranger).update(coach=seeker, coach_name=seeker.name)
    as_seeker.post(URL, {"email": seeker.email, "when": "now"})
    theirs.refresh_from_db()
    assert (theirs.coach, theirs.coach_name, theirs.words) == (None, FORMER, "Good list")
    assert [made.coach_name for made in Suggestion.objects.all()] == [FORMER]


def test_mail_to_the_address_and_about_it_goes_and_other_mail_stays(
    seeker, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.OUTBOX_DIR = tmp_path
    for name, to, body in (
        ("mine", "Seeker@example.org", "Hello"),
        ("about", "other@example.org", "x" * 70 + " seeker@example.org is here"),
        ("other", "other@example.org", "Hello"),
    ):
        letter = EmailMessage("Subject", body, "inroad@example.org", [to]).message().as_bytes()
        (tmp_path / f"{name}.eml").write_bytes(letter)
    with django_capture_on_commit_callbacks(execute=True):
        delete_account(seeker)
    assert [path.name for path in tmp_path.iterdir()] == ["other.eml"]


def test_an_invitation_opened_in_a_browser_that_signed_in_as_nobody_is_forgotten(client, seeker, stranger):
    for address in (seeker.email, stranger.email):
        session = SessionStore()
        session[INVITED] = address
        session.save()
    delete_account(seeker)
    assert [kept.get_decoded()[INVITED] for kept in Session.objects.all()] == [stranger.email]


def test_a_sign_in_that_waits_for_its_address_to_be_confirmed_is_forgotten(settings, seeker, stranger):
    settings.AT_HOME = False
    for user in (seeker, stranger):
        EmailAddress.objects.create(user=user, email=user.email, verified=False, primary=True)
        Client().post(reverse("account_login"), {"login": user.email, "password": "correct horse battery"})
    assert [kept.get_decoded()["account_login"]["email"] for kept in Session.objects.all()] == [
        seeker.email,
        stranger.email,
    ]
    delete_account(seeker)
    assert [kept.get_decoded()["account_login"]["email"] for kept in Session.objects.all()] == [
        stranger.email
    ]


def test_a_session_that_speaks_of_the_address_goes_and_one_of_a_longer_address_stays(seeker):
    for words in (f"A mail went to {seeker.email.title()}.", f"A mail went to job-{seeker.email}."):
        session = SessionStore()
        session["said"] = words
        session.save()
    delete_account(seeker)
    assert ["job-" in kept.get_decoded()["said"] for kept in Session.objects.all()] == [True]


def test_what_the_queue_remembers_of_a_cancelled_file_goes_and_what_runs_is_left_to_its_worker(seeker, both):
    kept = {"backend_name": "default", "run_after": NOW, "task_path": "networking.exchange.tasks.read_upload"}
    for status in (TaskResultStatus.FAILED, TaskResultStatus.RUNNING):
        DBTaskResult.objects.create(
            **kept, status=status, args_kwargs={"args": [987_654], "kwargs": {}}, traceback=SECRET
        )
    delete_account(seeker)
    assert [result.status for result in DBTaskResult.objects.all()] == [TaskResultStatus.RUNNING]


def test_what_the_queue_remembers_of_a_file_goes_and_of_other_files_stays(seeker, both):
    kept = {"backend_name": "default", "run_after": NOW, "task_path": "networking.exchange.tasks.read_upload"}
    for world in both:
        DBTaskResult.objects.create(
            **kept, args_kwargs={"args": [world["upload"].pk], "kwargs": {}}, traceback="ValueError"
        )
    delete_account(seeker)
    assert [result.args_kwargs["args"] for result in DBTaskResult.objects.all()] == [[both[1]["upload"].pk]]
