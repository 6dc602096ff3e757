"""A real Chromium beside the suite: Debian's, without a sandbox for root, and silent about the world."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import connection
from django.test import Client
from django.utils import timezone
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, expect

from networking.accounts.models import User
from tests.browser.hands import Keys, Pointer
from tests.browser.story import Story

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
IN_CI = bool(os.environ.get("CI"))

A_WHILE = 20_000  # milliseconds; a busy machine needs them, a test that holds never waits them out

QUIET = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


expect.set_options(timeout=A_WHILE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder is a browser test; without Chromium it is skipped, in CI it fails.

    One that fails in CI is tried a second time, and the report says so: the machine may have been busy.
    """
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)
            if IN_CI:
                item.add_marker(pytest.mark.flaky(reruns=1))
            if not CHROMIUM and not IN_CI:
                item.add_marker(pytest.mark.skip(reason="no Chromium: apt-get install chromium"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": QUIET}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {
        **browser_context_args,
        "viewport": {"width": 1440, "height": 900},
        "timezone_id": "Europe/Berlin",
        "locale": "en-GB",
    }


@pytest.fixture(autouse=True)
def _clean_page(request: pytest.FixtureRequest, context: BrowserContext) -> Iterator[None]:
    """No page of ours may break the Content-Security-Policy or throw an error, whatever the test looks at."""
    complaints: list[str] = []
    is_trouble = request.node.get_closest_marker("trouble") is not None

    def listen(message: ConsoleMessage) -> None:
        refused = "Content Security Policy" in message.text or "Refused to" in message.text
        expected = is_trouble or "status of 4" in message.text  # our own 404 and 422
        # What has no address was put in by the test: axe writes style attributes, which our policy refuses.
        ours = bool(message.location["url"])
        if ours and message.type == "error" and (refused or not expected):
            complaints.append(message.text)

    context.on("console", listen)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.set_default_timeout(A_WHILE)
    yield
    assert complaints == []


@pytest.fixture(autouse=True)
def _all_answered(transactional_db: None, context: BrowserContext) -> Iterator[None]:
    """What a test asked for last is answered before the database is emptied under it.

    On SQLite the threads of the server share one connection in memory. There one page is made at a time: a
    query that waits for a function in Python and a thread that waits for that query would wait for ever.
    """
    answering: set[int] = set()  # the threads of the server that are at work
    changes = threading.Condition()
    at_once = 1 if connection.vendor == "sqlite" else 100
    test = threading.get_ident()

    def begin(**_: Any) -> None:
        with changes:
            if threading.get_ident() != test:
                changes.wait_for(lambda: len(answering) < at_once)
                answering.add(threading.get_ident())

    def end(**_: Any) -> None:
        with changes:
            answering.discard(threading.get_ident())
            changes.notify_all()

    request_started.connect(begin)
    request_finished.connect(end)
    yield
    for page in context.pages:
        page.close()
    with changes:
        assert changes.wait_for(lambda: not answering, A_WHILE / 1000), "a page is still being made"
    request_started.disconnect(begin)
    request_finished.disconnect(end)


@pytest.fixture
def sign_in(context: BrowserContext, live_server: Any) -> Callable[[User], None]:
    """Gives the browser this person's session, without the sign-in page."""

    def sign_in(user: User) -> None:
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])

    return sign_in


@pytest.fixture
def seeker_page(page: Page, live_server: Any, sign_in: Callable[[User], None], seeker: User) -> Page:
    """A page signed in as the seeker, at home."""
    sign_in(seeker)
    page.goto(f"{live_server.url}/")
    return page


@pytest.fixture
def seeker(transactional_db: None) -> User:
    from tests.people import make_user

    return make_user("seeker", time_zone="Europe/Berlin")


@pytest.fixture
def clock() -> Iterator[time_machine.Coordinates]:
    """The server's clock: a Monday morning to come, so that cookies outlive it in the browser."""
    now = timezone.now()
    monday = (now + dt.timedelta(7 - now.weekday())).replace(hour=9, minute=0)
    with time_machine.travel(monday, tick=True) as clock:
        yield clock


@pytest.fixture
def story(
    request: pytest.FixtureRequest,
    page: Page,
    live_server: Any,
    clock: time_machine.Coordinates,
    seeker: User,
) -> Story:
    EmailAddress.objects.create(user=seeker, email=seeker.email, verified=True, primary=True)
    hands = Keys(page) if getattr(request, "param", Pointer) is Keys else Pointer()
    has_script = request.node.get_closest_marker("browser_context_args") is None
    return Story(page, live_server.url, hands, clock, has_script)
