"""What every test may ask for."""

from __future__ import annotations

import os

import pytest
from django.core.cache import caches
from django.test import Client
from hypothesis import HealthCheck, settings

from networking.accounts.models import User
from tests.people import make_user

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs an event loop beside the tests

# No test fails because the machine is busy.
settings.register_profile("inroad", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("inroad")

pytest_plugins = ["tests.skipped"]


@pytest.fixture(autouse=True)
def no_fragments() -> None:
    """Each test has a database of its own, so keys of pieces of pages would repeat."""
    caches["fragments"].clear()


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
