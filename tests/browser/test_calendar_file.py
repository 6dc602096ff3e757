"""Where a chat is shown, its file for a calendar is one press away, with and without JavaScript."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import BrowserContext, Page

from networking.accounts.models import User
from networking.conversations import writer
from networking.conversations.models import Chat
from tests.people import make_company, make_contact


@pytest.fixture(params=[True, False], ids=["with script", "without"])
def browser_context_args(browser_context_args: dict[str, Any], request: Any) -> dict[str, Any]:
    return {**browser_context_args, "java_script_enabled": request.param}


@pytest.fixture
def chat(seeker: User) -> Chat:
    now = timezone.now().replace(second=0, microsecond=0)
    return writer.plan_chat(
        make_contact(seeker, make_company(seeker, "Northwind"), "Lena Koch"),
        starts_at=now + dt.timedelta(days=3),
        minutes=30,
        medium="video",
        place="https://meet.example/lena",
        questions="First month?",
        now=now,
        time_zone="America/New_York",
    )


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("/chats/", "To calendar"),
        ("/chats/{pk}/", "Add to calendar"),
        ("/people/{person}/", "Add to calendar"),
    ],
)
def test_the_file_is_downloaded_and_the_page_stays(
    page: Page,
    context: BrowserContext,
    live_server: Any,
    sign_in: Callable[[User], None],
    seeker: User,
    chat: Chat,
    where: str,
    words: str,
):
    sign_in(seeker)
    here = live_server.url + where.format(pk=chat.pk, person=chat.contact_id)
    page.goto(here)
    with page.expect_download() as download:
        page.get_by_role("link", name=words).click()
    assert download.value.suggested_filename == "chat.ics"
    (event,) = Calendar.from_ical(download.value.path().read_bytes()).events
    assert (event.start, event["SUMMARY"]) == (chat.starts_at, "Chat with Lena Koch (Northwind)")
    assert page.url == here
