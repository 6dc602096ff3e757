"""The owner of a machine comes in by a link: once, within a quarter of an hour, by pressing a button."""

import datetime as dt
import re

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from networking.accounts.models import SignInLink, User
from networking.accounts.owner import machine_owner, sign_in_url
from tests.people import NOW


def link_of(user, now=None):
    return reverse("accounts:sign_in_link", args=[SignInLink.make(user, now=now or timezone.now())])


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_looking_at_the_link_uses_nothing_up(client, seeker):
    url = link_of(seeker)
    assert {client.get(url).status_code for _ in range(5)} == {200}
    assert not is_signed_in(client)
    assert client.post(url).status_code == 302
    assert is_signed_in(client)


def test_it_works_once(client, seeker):
    url = link_of(seeker)
    client.post(url)
    client.logout()
    assert client.post(url).status_code == 404
    assert client.get(url).status_code == 404
    assert not is_signed_in(client)


def test_it_ends_after_a_quarter_of_an_hour(seeker):
    token = SignInLink.make(seeker, now=NOW)
    assert SignInLink.is_open(token, now=NOW + dt.timedelta(minutes=14, seconds=59))
    assert SignInLink.use(token, now=NOW + dt.timedelta(minutes=15)) is None


def test_the_table_holds_no_secret(seeker):
    token = SignInLink.make(seeker, now=NOW)
    assert len(token) >= 43
    assert token not in str(list(SignInLink.objects.values()))


def test_an_inactive_person_stays_outside(client, seeker):
    url = link_of(seeker)
    User.objects.filter(pk=seeker.pk).update(is_active=False)
    assert client.post(url).status_code == 404


def test_a_new_link_sweeps_away_what_cannot_be_used(seeker):
    SignInLink.make(seeker, now=NOW - dt.timedelta(hours=1))
    SignInLink.use(SignInLink.make(seeker, now=NOW), now=NOW)
    still_good = SignInLink.make(seeker, now=NOW)
    SignInLink.make(seeker, now=NOW)
    assert SignInLink.objects.count() == 2
    assert SignInLink.is_open(still_good, now=NOW)


def test_of_two_at_once_only_one_comes_in(seeker, django_assert_num_queries):
    token = SignInLink.make(seeker, now=NOW)
    with django_assert_num_queries(2) as queries:
        SignInLink.use(token, now=NOW)
    decision = queries[0]["sql"]
    assert decision.startswith("UPDATE")
    assert '"used_at" IS NULL' in decision
    assert "SELECT" not in decision  # a sub-select would see the row as it was before the other's update


def test_on_a_server_the_link_does_not_exist(client, seeker, settings):
    url = link_of(seeker)
    settings.AT_HOME = False
    assert client.get(url).status_code == 404
    assert client.post(url).status_code == 404
    with pytest.raises(CommandError, match="only at home"):
        call_command("sign_in_link", seeker.email)


def test_the_command_prints_a_link_that_works(client, seeker, capsys):
    call_command("sign_in_link", "SEEKER@example.org ")
    url = capsys.readouterr().out.strip()
    path = re.sub(r"^http://127\.0\.0\.1:\d+", "", url)
    assert client.post(path).status_code == 302


def test_the_command_says_who_is_missing(db):
    with pytest.raises(CommandError, match="There is no account with the address"):
        call_command("sign_in_link", "nobody@example.org")


def test_the_owner_is_made_once_and_keeps_the_machine_after_a_change_of_address(db):
    owner = machine_owner()
    assert (owner.email, owner.has_usable_password()) == ("owner@localhost", False)
    User.objects.filter(pk=owner.pk).update(email="ada@example.org")
    assert machine_owner() == owner
    assert User.objects.count() == 1


def test_the_address_in_the_link_is_that_of_this_server(db, settings):
    assert sign_in_url(machine_owner(), now=NOW).startswith(f"{settings.SITE_URL}/accounts/link/")
