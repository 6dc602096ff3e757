"""A seeker before the browser: what a story does and sees, by pointer, without script, or by keys alone."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.browser.hands import Hands, Keys, Pointer

WITHOUT_SCRIPT = pytest.mark.browser_context_args(java_script_enabled=False)
WAYS = [
    pytest.param(Pointer, id="pointer"),
    pytest.param(Pointer, id="no-javascript", marks=WITHOUT_SCRIPT),
    pytest.param(Keys, id="keys"),
]


class Story:
    """A seeker before the browser: acts and looks as a person does, never into the database."""

    def __init__(
        self, page: Page, home: str, hands: Hands, clock: time_machine.Coordinates, has_script: bool
    ) -> None:
        self.page, self.home, self.hands, self.clock = page, home, hands, clock
        self.has_script = has_script

    def open(self, path: str) -> None:
        self.page.goto(self.home + path)

    def link(self, name: str, inside: str = "#page") -> Locator:
        return self.page.locator(inside).get_by_role("link", name=name)

    def button(self, name: str | re.Pattern[str], inside: str = "#page") -> Locator:
        return self.page.locator(inside).get_by_role("button", name=name)

    def follow(self, name: str, inside: str = "#page") -> None:
        self.hands.press(self.link(name, inside).first)

    def press(self, name: str | re.Pattern[str], inside: str = "#page") -> None:
        self.hands.press(self.button(name, inside).first)

    def write(self, label: str, text: str) -> None:
        self.hands.write(self.page.get_by_label(label).first, text)

    def choose(self, label: str, option: str) -> None:
        self.hands.choose(self.page.get_by_label(label).first, option)

    def download(self, name: str) -> bytes:
        """Follows a link to a file and reads what came."""
        with self.page.expect_download() as coming:
            self.follow(name)
        return Path(coming.value.path()).read_bytes()

    def says(self, text: str, where: str = "#page") -> None:
        expect(self.page.locator(where)).to_contain_text(text)

    def today_says(self, title: str, due: str = "") -> None:
        """Looks at Today: the one next step, and how late it is."""
        self.hands.press(self.page.locator(".sidebar").get_by_role("link", name="Today"))
        expect(self.page).to_have_url(f"{self.home}/")
        step = self.page.locator(".next-step")
        expect(step).to_have_count(1)
        expect(step.get_by_role("heading")).to_have_text(title)
        if due:
            expect(step.locator(".due")).to_have_text(due)

    def days_later(self, days: int, hour: int = 9) -> None:
        now = timezone.now() + dt.timedelta(days)
        self.clock.move_to(now.replace(hour=hour, minute=0))


def column(story: Story, title: str) -> Locator:
    return story.page.locator(".column").filter(has=story.page.get_by_role("heading", name=title))


def assert_nothing_differs() -> None:
    said = io.StringIO()
    call_command("check_pipeline", stdout=said)
    assert said.getvalue() == "Nothing differs.\n"
