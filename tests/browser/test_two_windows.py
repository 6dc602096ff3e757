"""What an old page may do: another window changed things meanwhile, or somebody went back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from networking.accounts.models import User
from networking.contacts.models import Contact
from tests.people import make_company, make_contact


@pytest.fixture
def dana(seeker: User) -> Contact:
    company = make_company(seeker, "Northwind", in_words="I use it", target_on=timezone.localdate())
    return make_contact(seeker, company, "Dana Mertens", email="dana@example.org", created_at=timezone.now())


@pytest.fixture
def other(seeker_page: Page) -> Page:
    """A second window of the same browser."""
    return seeker_page.context.new_page()


def test_going_back_shows_how_things_are_now(seeker_page: Page, live_server: Any, dana: Contact):
    page = seeker_page
    page.goto(f"{live_server.url}/companies/{dana.company_id}/")
    page.get_by_role("heading", name="Dana Mertens").get_by_role("link").click()
    page.get_by_role("button", name="I reached out").click()
    expect(page.locator(".timeline")).to_contain_text("You reached out")
    page.go_back()
    expect(page.locator("#column-1")).to_contain_text("Dana Mertens")
    page.go_back()
    expect(page.locator(".next-step")).not_to_contain_text("Write to Dana Mertens")


def test_nothing_private_shows_after_signing_out(seeker_page: Page, live_server: Any, dana: Contact):
    page = seeker_page
    page.goto(f"{live_server.url}/people/{dana.pk}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dana Mertens")
    page.get_by_role("button", name="Sign out").first.click()
    page.wait_for_url(f"{live_server.url}/")
    page.go_back()
    page.wait_for_url("**/accounts/login/**")
    expect(page.locator("body")).not_to_contain_text("Dana")


def test_words_about_a_company_that_changed_meanwhile_are_kept_and_said(
    seeker_page: Page, other: Page, live_server: Any, dana: Contact
):
    for page in (seeker_page, other):
        page.goto(f"{live_server.url}/companies/{dana.company_id}/in/")
    other.get_by_label("In your words").fill("Written in the other window.")
    other.get_by_role("button", name="Keep it").click()
    expect(other.locator("#in")).to_contain_text("Written in the other window.")
    seeker_page.get_by_label("In your words").fill("Written in this window.")
    seeker_page.get_by_role("button", name="Keep it").click()
    expect(seeker_page.locator("#in")).to_contain_text("changed in another window")
    expect(seeker_page.get_by_label("In your words")).to_have_value("Written in this window.")
    seeker_page.get_by_role("button", name="Keep it").click()
    expect(seeker_page.locator("#in textarea")).to_have_count(0)
    expect(seeker_page.locator("#in")).to_contain_text("Written in this window.")


def test_words_about_a_person_that_changed_meanwhile_stand_beside_each_other(
    seeker_page: Page, other: Page, live_server: Any, dana: Contact
):
    for page in (seeker_page, other):
        page.goto(f"{live_server.url}/people/{dana.pk}/edit/")
    other.get_by_label("Job title").fill("Captain")
    other.get_by_role("button", name="Keep it").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Dana Mertens")
    seeker_page.get_by_label("Job title").fill("Pilot")
    seeker_page.get_by_role("button", name="Keep it").click()
    expect(seeker_page.locator("#page")).to_contain_text("Meanwhile it says: Captain")
    expect(seeker_page.get_by_label("Job title")).to_have_value("Pilot")
    seeker_page.get_by_role("button", name="Keep it").click()
    expect(seeker_page.locator(".person-head")).to_contain_text("Pilot")


def test_an_old_board_moves_nobody_twice(seeker_page: Page, other: Page, live_server: Any, dana: Contact):
    for page in (seeker_page, other):
        page.goto(f"{live_server.url}/companies/{dana.company_id}/")
    for page in (other, seeker_page):
        page.get_by_role("button", name=re.compile("Reached out.*Dana Mertens")).click()
        expect(page.locator("#column-1")).to_contain_text("Dana Mertens")
    assert dana.interactions.count() == 1


@pytest.mark.trouble
def test_somebody_removed_in_another_window_is_no_longer_here(
    seeker_page: Page, other: Page, live_server: Any, dana: Contact
):
    for page in (seeker_page, other):
        page.goto(f"{live_server.url}/people/{dana.pk}/")
    other.locator(".person-head summary").click()
    other.get_by_role("button", name="Remove").click()
    expect(other.locator("#toasts")).to_contain_text("removed")
    seeker_page.get_by_role("button", name="I reached out").click()
    expect(seeker_page.locator("#toasts")).to_contain_text("This is no longer here")
