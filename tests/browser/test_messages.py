"""A message of ours becomes mine: tried while it is written, kept, removed and brought back."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.hands import Hands, Keys, Pointer


@pytest.fixture(params=[Pointer, Keys], ids=["pointer", "keys"])
def hands(request: pytest.FixtureRequest, seeker_page: Page) -> Hands:
    return request.param(seeker_page) if request.param is Keys else Pointer()


def test_a_starter_becomes_mine(seeker_page: Page, live_server: Any, hands: Hands):
    page = seeker_page
    page.goto(f"{live_server.url}/messages/")
    expect(page.locator("#messages")).to_contain_text("Nothing of yours yet")
    hands.press(page.get_by_role("link", name="Copy and change: One honest question"))
    hands.write(page.get_by_label("Name"), "My way")
    hands.write(page.get_by_label("Text"), "Hi {firstname}, ")
    expect(page.locator("#template-preview")).to_contain_text(
        "There is no {firstname}. Did you mean {first_name}?"
    )
    hands.write(page.get_by_label("Text"), "How are you, ")
    hands.press(page.get_by_role("button", name="{first_name}"))
    page.keyboard.type("?")
    expect(page.get_by_label("Text")).to_have_value("How are you, {first_name}?")
    expect(page.locator("#template-preview")).to_contain_text("How are you, Lena?")
    hands.press(page.get_by_role("button", name="Save"))
    expect(page.locator(".message:target")).to_contain_text("My way")
    expect(page.locator("#messages")).not_to_contain_text("One honest question")

    hands.press(page.get_by_role("button", name="Remove: My way"))
    expect(page.locator("#messages")).to_contain_text("One honest question")
    hands.press(page.locator(".toast", has_text="is removed").get_by_role("button", name="Undo"))
    expect(page.locator("#messages")).to_contain_text("My way")


def test_what_is_typed_before_the_scripts_came_counts(seeker_page: Page, live_server: Any):
    page, held = seeker_page, list[Route]()
    page.route("**/htmx*.js", lambda route: held.append(route))
    with page.expect_request("**/htmx*.js"):
        page.goto(f"{live_server.url}/messages/add/", wait_until="commit")
    page.get_by_label("Text").fill("Hi {firstname}, ")
    held[0].continue_()
    expect(page.locator("#template-preview")).to_contain_text("Did you mean {first_name}?")


def test_without_script_the_placeholders_are_words_and_the_form_works(
    browser: Any, seeker_page: Page, live_server: Any
):
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(seeker_page.context.cookies())
    page = context.new_page()
    page.goto(f"{live_server.url}/messages/add/?purpose=check_in")
    expect(page.locator("placeholder-words button")).to_have_count(0)
    page.get_by_label("Name").fill("Plain")
    page.get_by_label("Text").fill("How are you, {name}?")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("#template-preview")).to_contain_text("How are you, Lena Koch?")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Remove: Plain").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".message", has_text="Plain")).to_contain_text("How are you, {name}?")
    context.close()
