"""Looking for an e-mail address: by keys alone, and without JavaScript."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from networking.accounts.models import User
from networking.contacts.models import Contact
from tests.browser.hands import Keys
from tests.people import make_company, make_contact


@pytest.fixture
def noor(seeker: User) -> Contact:
    company = make_company(seeker, "Northwind", in_words="I use their SDK", target_on=timezone.localdate())
    return make_contact(seeker, company, "Dr. Noor Aziz 🚀", created_at=timezone.now())


def test_a_tick_keeps_its_place_and_the_address_is_kept_right_there(
    seeker_page: Page, live_server, noor: Contact
):
    page, keys = seeker_page, Keys(seeker_page)
    page.goto(f"{live_server.url}/people/{noor.pk}/#hunt")
    tick = page.get_by_role("button", name="Looked at: Their GitHub profile")
    keys.press(tick)
    expect(page.locator("#hunt-so-far")).to_contain_text("1 of 4 places looked at")
    expect(tick).to_have_attribute("aria-pressed", "true")
    expect(tick).to_be_focused()
    field = page.get_by_label("Found it? Their e-mail")
    keys.write(field, "noor@northwind.example")
    page.keyboard.press("Enter")
    expect(page.locator("#hunt")).to_have_count(0)
    expect(page.locator(".person-head")).to_contain_text("noor@northwind.example")
    expect(page.locator("#toasts")).to_contain_text("noor@northwind.example is kept.")


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_javascript(seeker_page: Page, live_server, noor: Contact):
    page = seeker_page
    page.goto(f"{live_server.url}/people/{noor.pk}/")
    for number in range(1, 5):
        page.locator(".hunt-tick[aria-pressed=false]").first.click()
        expect(page.locator("#hunt-so-far")).to_contain_text(f"{number} of 4 places looked at")
    expect(page.locator("#hunt")).to_contain_text("You have looked everywhere")
    page.get_by_label("Found it? Their e-mail").fill("noor@northwind.example")
    page.locator("#hunt").get_by_role("button", name="Keep it").click()
    expect(page.locator(".person-head")).to_contain_text("noor@northwind.example")
