"""Settings come from the environment: PUBLIC_URL derives the rest, and a mistake is said loudly."""

from __future__ import annotations

import os
import re
import runpy
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

OURS = re.compile(r"INROAD_|PUBLIC_URL|SECRET_KEY|PORT$|EMAIL_URL|DATABASE_URL")
KEY = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
SERVER = {
    "PUBLIC_URL": "https://inroad.example.org",
    "SECRET_KEY": KEY,
    "EMAIL_URL": "smtp://mail.example.org",
}


@pytest.fixture
def load(monkeypatch, tmp_path):
    """The settings as they come out of this environment and nothing else."""
    for name in list(os.environ):
        if OURS.match(name):
            monkeypatch.delenv(name)

    def load(**environ):
        for name, value in ({"INROAD_DATA": str(tmp_path / "data")} | environ).items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(settings.BASE_DIR / "networking/config/settings.py"))

    return load


def test_at_home_nothing_needs_to_be_set(load, tmp_path):
    at_home = load()
    assert at_home["SITE_URL"] == "http://127.0.0.1:8000"
    assert at_home["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost"]
    assert at_home["DATABASES"]["default"]["NAME"] == str(tmp_path / "data/inroad.sqlite3")
    assert not at_home["SECURE_SSL_REDIRECT"]
    assert not at_home["SESSION_COOKIE_SECURE"]
    assert at_home["DEBUG"] is False


def test_the_key_made_at_home_is_kept_and_nobody_else_can_read_it(load, tmp_path):
    assert load()["SECRET_KEY"] == load()["SECRET_KEY"]
    assert stat.S_IMODE((tmp_path / "data/secret_key").stat().st_mode) == 0o600
    assert not [path for path in (tmp_path / "data").iterdir() if path.name.startswith("tmp")]


def test_https_derives_everything_that_it_needs(load):
    server = load(**SERVER)
    assert server["ALLOWED_HOSTS"] == ["inroad.example.org"]
    assert server["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    assert all(
        server[name] for name in ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE")
    )
    assert "SECURE_PROXY_SSL_HEADER" not in server
    assert server["ALLAUTH_TRUSTED_PROXY_COUNT"] == 0


def test_a_proxy_is_believed_only_when_there_is_one(load):
    server = load(**SERVER, INROAD_TRUSTED_PROXIES="1")
    assert server["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")
    assert server["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1


def test_postgresql_has_a_pool_and_a_time_limit(load):
    database = load(DATABASE_URL="postgres://ada@db/inroad")["DATABASES"]["default"]
    assert database["OPTIONS"]["pool"]
    assert "statement_timeout" in database["OPTIONS"]["options"]


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"PUBLIC_URL": "inroad.example.org"}, "PUBLIC_URL must look like"),
        ({"PUBLIC_URL": "https://example.org/inroad"}, "PUBLIC_URL must look like"),
        (SERVER | {"SECRET_KEY": ""}, "SECRET_KEY must be set"),
        (SERVER | {"SECRET_KEY": "short"}, "SECRET_KEY is too short"),
        (SERVER | {"SECRET_KEY": "a" * 60}, "SECRET_KEY is too short or too plain"),
        (SERVER | {"EMAIL_URL": ""}, "EMAIL_URL must be set"),
        (SERVER | {"EMAIL_URL": "smtp+tls://user:word@mail.example.org"}, "EMAIL_URL must look like"),
        (SERVER | {"INROAD_SIGNUP": "everybody"}, "INROAD_SIGNUP is 'everybody'; it can be invited or open"),
        ({"PORT": "http"}, "PORT is 'http'"),
        ({"PORT": "70000"}, "PORT is '70000'"),
        (SERVER | {"INROAD_TRUSTED_PROXIES": "-1"}, "INROAD_TRUSTED_PROXIES is '-1'"),
        ({"DATABASE_URL": "mysql://root@db/inroad"}, "DATABASE_URL must begin with"),
    ],
)
def test_a_mistake_is_said_in_a_sentence(load, environ, words):
    with pytest.raises(ImproperlyConfigured, match=re.escape(words)):
        load(**environ)


def command(tmp_path: Path, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    kept = {"PATH": os.environ["PATH"], "INROAD_DATA": str(tmp_path / "data")}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env=kept | environ,
        capture_output=True,
        text=True,
        check=False,
    )


def test_django_finds_nothing_to_say_about_a_server(tmp_path):
    checked = command(tmp_path, "check", "--deploy", "--fail-level", "WARNING", **SERVER)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert "no issues" in checked.stdout


def test_a_mistake_ends_a_command_without_a_traceback(tmp_path):
    failed = command(tmp_path, "check", PUBLIC_URL="nonsense")
    assert failed.returncode == 1
    assert failed.stderr.startswith("Inroad cannot start: PUBLIC_URL must look like")
    assert "Traceback" not in failed.stderr


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("submission://user:word@mail.example.org:587", 587, True, False),
        ("smtp://mail.example.org:25", 25, False, False),
        ("smtp://user:word@mail.example.org:465?ssl=true", 465, False, True),
    ],
)
def test_mail_goes_the_way_the_readme_tells(load, url, port, tls, ssl):
    server = load(**(SERVER | {"EMAIL_URL": url}))
    found = (server["EMAIL_HOST"], server["EMAIL_PORT"], server["EMAIL_USE_TLS"], server["EMAIL_USE_SSL"])
    assert found == ("mail.example.org", port, tls, ssl)
