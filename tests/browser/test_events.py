"""An evening on a phone: five people met, one after another, by the keyboard alone; then the first words."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Callable
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, expect

from networking.accounts.models import User
from networking.conversations import events
from networking.conversations.models import Event, Met
from tests.people import make_company, make_contact

PEOPLE = ("Mei Tanaka", "Omar Haddad", "Noor Aziz", "Lena Koch", "Ada Okafor")


def an_evening(seeker: User) -> Event:
    now = timezone.now()
    start = now - dt.timedelta(hours=1)
    return events.add(seeker, key=uuid.uuid4(), now=now, name="PyLadies", starts_at=start)


def test_five_people_are_added_without_leaving_the_keyboard(
    page: Page, live_server: Any, sign_in: Callable[[User], None], seeker: User
) -> None:
    evening = an_evening(seeker)
    sign_in(seeker)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{live_server.url}/events/{evening.pk}/")
    page.get_by_label("Name").focus()
    for number, name in enumerate(PEOPLE, 1):
        page.keyboard.type(name)
        page.keyboard.press("Tab")
        page.keyboard.type("Bluebird Ferries")
        page.keyboard.press("Tab")
        page.keyboard.type("robots")
        page.keyboard.press("Enter")
        expect(page.locator(".met-row")).to_have_count(number)
        expect(page.get_by_label("Name")).to_be_focused()
        expect(page.get_by_label("Name")).to_have_value("")
    page.get_by_role("button", name="Undo").last.click()
    expect(page.locator(".met-row")).to_have_count(4)
    page.get_by_role("link", name="Write to Mei Tanaka").click()
    expect(page.locator("#composer-text")).to_have_value(re.compile("PyLadies"))


def test_whom_i_know_is_offered_while_i_type(
    page: Page, live_server: Any, sign_in: Callable[[User], None], seeker: User
) -> None:
    evening = an_evening(seeker)
    make_contact(seeker, make_company(seeker, "Kestrel"), "Dana Mertens")
    sign_in(seeker)
    page.goto(f"{live_server.url}/events/{evening.pk}/")
    page.get_by_label("Name").press_sequentially("dan")
    page.get_by_role("button", name="Dana Mertens, Kestrel").click()
    expect(page.locator(".met-row")).to_have_count(1)
    assert [met.contact.name for met in Met.objects.select_related("contact")] == ["Dana Mertens"]
