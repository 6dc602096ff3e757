"""Saying of many people at once that they are close: by keys alone, and without JavaScript."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from networking.accounts.models import User
from tests.browser.hands import Keys
from tests.people import make_contact


@pytest.fixture
def three(seeker: User) -> None:
    for name in ("Ada Park", "Bo Ek", "Cy Berg"):
        make_contact(seeker, name=name, created_at=timezone.now())


def test_the_ticked_ones_are_close_and_undo_takes_it_back(seeker_page: Page, live_server, three: None):
    page, keys = seeker_page, Keys(seeker_page)
    page.goto(f"{live_server.url}/people/")
    page.get_by_label("Tick Ada Park").check()
    page.get_by_label("Tick Cy Berg").check()
    keys.press(page.get_by_role("button", name="Close", exact=True))
    close = page.locator(".person-row .tag", has_text="close")
    expect(close).to_have_count(2)
    expect(page.locator("#many-close")).to_be_focused()
    expect(page.locator("#toasts")).to_contain_text("2 people are close.")
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(close).to_have_count(0)


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_javascript_all_that_match_are_one_press(seeker_page: Page, live_server, three: None):
    page = seeker_page
    page.goto(f"{live_server.url}/people/?q=b")
    page.get_by_label("all 2 that match").check()
    page.get_by_role("button", name="Close", exact=True).click()
    expect(page.locator(".person-row .tag", has_text="close")).to_have_count(2)
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(page.locator(".person-row")).to_have_count(3)
    expect(page.locator(".person-row .tag", has_text="close")).to_have_count(0)


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_the_first_week_without_javascript(seeker_page: Page, live_server, seeker: User):
    page = seeker_page
    page.goto(live_server.url)
    page.get_by_role("link", name="Your first week").click()
    page.get_by_role("button", name="Ready: My LinkedIn profile").click()
    expect(page.locator("#ready [aria-pressed=true]")).to_have_count(1)
    page.get_by_label("My story in a few sentences").fill("I make maps.")
    page.get_by_role("button", name="Keep this").click()
    expect(page.locator(".week-days")).to_contain_text("3 of 4")
    page.get_by_role("button", name="Put this away").click()
    expect(page.get_by_role("link", name="Your first week")).to_have_count(0)
    page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="Your first week")).to_be_visible()
