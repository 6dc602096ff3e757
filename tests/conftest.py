"""What every test may ask for."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, settings

from networking.accounts.models import User
from tests.people import make_user

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs an event loop beside the tests

# No test fails because the machine is busy.
settings.register_profile("inroad", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("inroad")

ROOT = Path(__file__).resolve().parents[1]

pytest_plugins = ["tests.skipped"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """PostgreSQL drops no database to which a thread of a server that was stopped still holds a session."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(autouse=True)
def no_fragments() -> None:
    """Each test has a database of its own, so keys of pieces of pages would repeat."""
    caches["fragments"].clear()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an empty SQLite database, for processes of their own: copy it."""
    folder = tmp_path_factory.mktemp("migrated")
    environ = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environ |= {"INROAD_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "networking.config.settings"}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=environ, check=True)
    return folder


@pytest.fixture
def seeker(db: None) -> User:
    return make_user("seeker")


@pytest.fixture
def stranger(db: None) -> User:
    return make_user("stranger")


@pytest.fixture
def as_seeker(seeker: User) -> Client:
    client = Client()
    client.force_login(seeker)
    return client


@pytest.fixture
def as_stranger(stranger: User) -> Client:
    client = Client()
    client.force_login(stranger)
    return client
