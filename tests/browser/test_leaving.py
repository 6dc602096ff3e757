"""Somebody takes everything along, asks for the end of their account, and changes their mind."""

from __future__ import annotations

import zipfile
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from networking.accounts.models import User
from tests.browser.hands import Hands, Keys, Pointer
from tests.people import make_company, make_contact


@pytest.fixture(params=[Pointer, Keys], ids=["pointer", "keys"])
def hands(request: pytest.FixtureRequest, seeker_page: Page) -> Hands:
    return request.param(seeker_page) if request.param is Keys else Pointer()


def test_everything_is_taken_along_and_the_end_is_taken_back(
    seeker_page: Page, live_server: Any, seeker: User, hands: Hands
):
    page = seeker_page
    make_contact(seeker, make_company(seeker, "Northwind"), "Lena Koch")
    page.goto(f"{live_server.url}/settings/")
    hands.press(page.get_by_role("link", name="Delete my account"))
    with page.expect_download() as kept:
        hands.press(page.get_by_role("link", name="Download everything"))
    assert kept.value.suggested_filename == "inroad-export.zip"
    with zipfile.ZipFile(kept.value.path()) as archive:
        assert b"Lena Koch" in archive.read("people.csv")

    hands.write(page.get_by_label("Your e-mail address"), seeker.email)
    page.keyboard.press("Enter")
    leaving = page.get_by_role("region", name="Your account is going to be deleted")
    expect(leaving).to_contain_text("will be deleted on")
    page.goto(f"{live_server.url}/people/")
    hands.press(leaving.get_by_role("button", name="Keep my account"))
    expect(page.locator(".toast")).to_contain_text("Your account stays")
    expect(leaving).to_have_count(0)
    seeker.refresh_from_db()
    assert seeker.deletes_at is None


def test_the_undo_beside_the_word_takes_it_back_too(seeker_page: Page, live_server: Any, seeker: User):
    page = seeker_page
    make_contact(seeker, make_company(seeker, "Northwind"), "Lena Koch")
    page.goto(f"{live_server.url}/accounts/delete/")
    page.get_by_label("Your e-mail address").fill(seeker.email)
    page.get_by_role("button", name="Delete in seven days").click()
    page.locator(".toast", has_text="will be deleted on").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("region", name="Your account is going to be deleted")).to_have_count(0)
    expect(page.locator(".toast")).to_contain_text("Your account stays")
