"""Signing up, in and out, a forgotten password, a new address: with one answer for everybody who asks."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from networking.accounts.models import User

PASSWORD = "correct horse battery"
NEW = "staple correct battery horse"
TWINS = [
    "SEEKER@EXAMPLE.ORG",
    " seeker@example.org ",
    "see\N{KELVIN SIGN}er@example.org",
    "seeker@ｅｘａｍｐｌｅ.org",
]


@pytest.fixture
def member(seeker):
    EmailAddress.objects.create(user=seeker, email=seeker.email, verified=True, primary=True)
    return seeker


@pytest.fixture
def open_server(settings):
    settings.AT_HOME, settings.SIGNUP = False, "open"
    return settings


def sign_in(client, email, password=PASSWORD, **extra):
    return client.post(reverse("account_login"), {"login": email, "password": password}, **extra)


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def link_in(mail) -> str:
    return re.search(r"https?://\S+", mail.body).group()


@pytest.mark.parametrize("email", ["seeker@example.org", *TWINS])
def test_an_address_is_one_however_it_is_spelled(client, member, email):
    assert sign_in(client, email).status_code == 302
    assert is_signed_in(client)


def test_a_wrong_password_and_an_unknown_address_get_one_answer(client, member):
    wrong = sign_in(client, "seeker@example.org", "something else entirely")
    unknown = sign_in(client, "nobody@example.org", "something else entirely")
    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert strip(wrong) == strip(unknown)


def strip(response) -> str:
    text = response.content.decode()
    for words in ("seeker@example.org", "nobody@example.org"):
        text = text.replace(words, "")
    return re.sub(r'(csrfmiddlewaretoken" value|X-CSRFToken&quot;: &quot;|token=)="?\w+', "", text)


def test_signing_out_clears_the_browser(as_seeker):
    assert as_seeker.get(reverse("account_logout")).status_code == 200
    assert is_signed_in(as_seeker)  # looking is not leaving
    response = as_seeker.post(reverse("account_logout"))
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert not is_signed_in(as_seeker)


@pytest.mark.parametrize(("at_home", "signup"), [(True, "open"), (True, "invited"), (False, "invited")])
def test_nobody_signs_up_where_nobody_was_asked(client, db, settings, at_home, signup):
    settings.AT_HOME, settings.SIGNUP = at_home, signup
    url = reverse("account_signup")
    client.post(url, {"email": "new@example.org", "password1": NEW, "password2": NEW})
    assert not User.objects.exists()
    assert client.get(url).status_code == 200


def test_signing_up_takes_a_click_in_a_mail(client, db, open_server, mailoutbox):
    form = {"email": "New@Example.org", "password1": NEW, "password2": NEW}
    assert client.post(reverse("account_signup"), form).status_code == 302
    assert not is_signed_in(client)
    assert sign_in(client, "new@example.org", NEW)["Location"] == reverse("account_email_verification_sent")
    url = link_in(mailoutbox[0]).removeprefix(open_server.SITE_URL)
    for _ in range(3):
        client.get(url)
    assert not EmailAddress.objects.get().verified  # a link scanner only looks
    client.post(url)
    assert EmailAddress.objects.get().verified
    sign_in(client, "new@example.org", NEW)
    assert is_signed_in(client)
    assert User.objects.get().email == "new@example.org"


@pytest.mark.parametrize("email", ["seeker@example.org", *TWINS[:1]])
def test_signing_up_twice_looks_like_signing_up(client, member, open_server, mailoutbox, email):
    form = {"email": email, "password1": NEW, "password2": NEW}
    known = client.post(reverse("account_signup"), form)
    fresh = Client().post(reverse("account_signup"), form | {"email": "fresh@example.org"})
    assert (known.status_code, known["Location"]) == (fresh.status_code, fresh["Location"])
    assert [mail.subject for mail in mailoutbox] == [
        "You already have an account",
        "Welcome to Inroad: one click to begin",
    ]
    assert User.objects.filter(email="seeker@example.org").count() == 1


def test_a_forgotten_password_is_answered_alike_and_mailed_to_members_alone(client, member, mailoutbox):
    url = reverse("account_reset_password")
    known = client.post(url, {"email": "SEEKER@example.org"})
    unknown = Client().post(url, {"email": "nobody@example.org"})
    assert (
        (known.status_code, known["Location"])
        == (unknown.status_code, unknown["Location"])
        == (
            302,
            reverse("account_reset_password_done"),
        )
    )
    assert [mail.to for mail in mailoutbox] == [["seeker@example.org"]]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:6666", "localhost:1"])
def test_links_in_mail_lead_to_this_server_whatever_the_request_says(
    client, member, mailoutbox, settings, host
):
    headers = {"Host": host, "X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
    response = client.post(reverse("account_reset_password"), {"email": member.email}, headers=headers)
    assert response.status_code == (400 if host == "evil.example" else 302)
    for mail in mailoutbox:
        assert link_in(mail).startswith(f"{settings.SITE_URL}/accounts/password/reset/key/")
        assert "evil" not in mail.body


def test_a_new_password_ends_every_other_session_and_the_link(client, member, mailoutbox, settings):
    elsewhere = Client()
    elsewhere.force_login(member)
    client.post(reverse("account_reset_password"), {"email": member.email})
    url = link_in(mailoutbox[0]).removeprefix(settings.SITE_URL)
    form_url = client.get(url)["Location"]
    client.post(form_url, {"password1": NEW, "password2": NEW})
    assert elsewhere.get(reverse("account_email"))["Location"].startswith(reverse("account_login"))
    assert sign_in(Client(), member.email, NEW).status_code == 302
    again = Client()
    assert again.get(url).status_code == 200  # a page that says the link is used up, and no form
    assert b'name="password1"' not in again.get(url).content


def test_changing_the_password_keeps_this_session_and_ends_the_others(as_seeker, seeker):
    elsewhere = Client()
    elsewhere.force_login(seeker)
    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert as_seeker.post(reverse("account_change_password"), form).status_code == 302
    assert as_seeker.get(reverse("account_email")).status_code == 200
    assert elsewhere.get(reverse("account_email")).status_code == 302


def test_a_new_address_counts_once_it_is_confirmed(client, member, mailoutbox, settings):
    client.force_login(member)
    client.post(reverse("account_email"), {"email": "ADA@example.org", "action_add": ""})
    member.refresh_from_db()
    assert member.email == "seeker@example.org"
    assert mailoutbox[0].to == ["ada@example.org"]
    client.post(link_in(mailoutbox[0]).removeprefix(settings.SITE_URL))
    member.refresh_from_db()
    assert member.email == "ada@example.org"
    assert [a.email for a in EmailAddress.objects.all()] == ["ada@example.org"]


def test_guessing_is_stopped_and_does_not_lock_the_person_out(client, member):
    answers = [
        sign_in(
            client, member.email, "wrong", headers={"X-Forwarded-For": f"10.0.0.{n}", "X-Real-IP": "1.2.3.4"}
        )
        for n in range(8)
    ]
    assert [a.status_code for a in answers] == [422] * 5 + [429] * 3
    other_port = sign_in(client, member.email, "wrong", headers={"Host": "127.0.0.1:9999"})
    assert other_port.status_code == 429
    at_home = Client(REMOTE_ADDR="192.0.2.7")
    assert sign_in(at_home, member.email).status_code == 302
    cache.clear()  # the window is over
    assert sign_in(client, member.email).status_code == 302


def test_behind_a_proxy_the_address_is_the_one_the_proxy_saw(client, member, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for n in range(7):
        claimed = f"10.0.0.{n}, 203.0.113.5"
        answer = sign_in(client, member.email, "wrong", headers={"X-Forwarded-For": claimed})
    assert answer.status_code == 429
    honest = sign_in(client, member.email, headers={"X-Forwarded-For": "203.0.113.6"})
    assert honest.status_code == 302


@pytest.mark.parametrize(
    "target",
    [
        "//evil.com",
        "////evil.com",
        "https://evil.com",
        "/\\evil.com",
        "\\\\evil.com",
        "http:evil.com",
        "http:///evil.com",
        "javascript:alert(1)",
        "%2f%2fevil.com",
        "/%09/evil.com",
        "\t//evil.com",
        "https:evil.com",
        "//evil.com@127.0.0.1",
    ],
)
def test_after_signing_in_nobody_is_sent_elsewhere(client, member, target):
    data = {"login": member.email, "password": PASSWORD, "next": target}
    where = client.post(reverse("account_login"), data)["Location"]
    assert urlsplit(urljoin("http://testserver/accounts/login/", where)).netloc == "testserver"
    assert "\\" not in where


def test_after_signing_in_the_person_is_where_they_wanted_to_be(client, member):
    data = {"login": member.email, "password": PASSWORD, "next": "/people/?q=a"}
    assert client.post(reverse("account_login"), data)["Location"] == "/people/?q=a"


def test_mail_holds_no_markup_and_no_foreign_address(client, member, mailoutbox):
    User.objects.filter(pk=member.pk).update(name="<b>evil.example</b>\nBcc: x@y.z")
    client.post(reverse("account_reset_password"), {"email": member.email})
    assert "evil" not in mailoutbox[0].message().as_string()
    assert "\n" not in mailoutbox[0].subject


def test_a_session_holds_no_address(as_seeker, seeker):
    as_seeker.get(reverse("account_email"))
    assert seeker.email not in str([s.get_decoded() for s in Session.objects.all()])


def test_the_sign_in_page_says_how_to_come_in(client, db, settings):
    page = client.get(reverse("account_login")).content.decode()
    assert "the window where you started Inroad shows a link" in page
    settings.AT_HOME = False
    assert "by invitation" in client.get(reverse("account_login")).content.decode()
    settings.SIGNUP = "open"
    assert reverse("account_signup") in client.get(reverse("account_login")).content.decode()


def test_too_many_requests_get_a_kind_page(client, member):
    for _ in range(31):
        answer = sign_in(client, "x", "x")
    assert answer.status_code == 429
    assert "One moment, please" in answer.content.decode()
