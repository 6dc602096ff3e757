"""What every page does by itself: tells the time zone, says what happened, keeps words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from networking.accounts.models import User
from tests.browser.accessibility import violations
from tests.people import make_user

ASK = "(url) => htmx.ajax('POST', url, {source: document.getElementById('page'), swap: 'none'})"


@pytest.fixture
def import_page(page: Page, live_server: Any, sign_in: Callable[[User], None], seeker: User) -> Page:
    sign_in(seeker)
    page.goto(f"{live_server.url}/import/")
    return page


def toast(page: Page, text: str) -> None:
    expect(page.locator("#toasts")).to_contain_text(text)


def test_the_first_page_tells_the_time_zone(
    page: Page, live_server: Any, sign_in: Callable[[User], None], transactional_db: None
):
    newcomer = make_user("newcomer", time_zone="")
    sign_in(newcomer)
    with page.expect_response("**/accounts/time-zone/") as answer:
        page.goto(f"{live_server.url}/import/")
    assert answer.value.status == 204
    newcomer.refresh_from_db()
    assert newcomer.time_zone == "Europe/Berlin"


@pytest.mark.trouble
def test_an_answer_that_never_came_is_said_and_the_page_stays(import_page: Page):
    import_page.route("**/broken/", lambda route: route.fulfill(status=500, body="no"))
    import_page.evaluate(ASK, "/broken/")
    toast(import_page, "Something went wrong on our side. Your words are still here")
    expect(import_page.locator("h1")).to_be_visible()


@pytest.mark.trouble
def test_something_that_is_gone_is_said(import_page: Page):
    import_page.evaluate(ASK, "/nothing-here/")
    toast(import_page, "no longer here")


@pytest.mark.trouble
def test_an_old_token_offers_to_reload(import_page: Page):
    import_page.context.clear_cookies(name="csrftoken")
    import_page.evaluate(ASK, "/accounts/time-zone/")
    toast(import_page, "nothing was changed")
    expect(import_page.get_by_role("link", name="Reload")).to_be_visible()


def test_an_expired_session_leads_to_sign_in(import_page: Page):
    import_page.context.clear_cookies(name="sessionid")
    import_page.evaluate("() => htmx.ajax('GET', '/import/', {target: '#page', swap: 'innerHTML'})")
    import_page.wait_for_url("**/accounts/login/**")


def test_what_was_done_can_be_undone_in_place(import_page: Page):
    asked: list[str] = []

    def undo(route: Any) -> None:
        asked.append(route.request.headers["x-csrftoken"])
        route.fulfill(status=204, headers={"HX-Trigger": '{"toast": [{"text": "It is back.", "undo": ""}]}'})

    import_page.route("**/undo/", undo)
    import_page.evaluate(
        """() => document.dispatchEvent(
            new CustomEvent("toast", {detail: {value: [{text: "Removed <b>.", undo: "/undo/"}]}}))"""
    )
    toast(import_page, "Removed <b>.")
    import_page.locator("#page h1").evaluate("heading => heading.textContent = 'old'")
    import_page.get_by_role("button", name="Undo").click()
    toast(import_page, "It is back.")
    expect(import_page.locator("#page h1")).not_to_have_text("old")
    expect(import_page.get_by_role("button", name="Undo")).to_have_count(0)
    assert len(asked) == 1


def test_a_keyboard_reaches_the_page_past_the_menu(import_page: Page):
    import_page.keyboard.press("Tab")
    expect(import_page.locator(".skip-link")).to_be_focused()
    import_page.keyboard.press("Enter")
    expect(import_page.locator("#page")).to_be_focused()


@pytest.fixture
def phone(import_page: Page) -> Page:
    import_page.set_viewport_size({"width": 360, "height": 740})
    return import_page


def test_the_shell_fits_a_phone(phone: Page):
    expect(phone.locator(".tabbar")).to_be_visible()
    expect(phone.locator(".sidebar")).to_be_hidden()
    phone.locator(".tabbar").get_by_text("More").click()
    for item in phone.locator(".tabbar .nav-item").all():
        box = item.bounding_box()
        assert box
        assert box["width"] >= 44
        assert box["height"] >= 44


def test_what_the_tab_bar_has_no_room_for_is_one_press_away(phone: Page):
    more = phone.locator(".tabbar summary")
    settings = phone.locator(".tabbar").get_by_role("link", name="Settings")
    expect(settings).to_be_hidden()
    more.click()
    settings.click()
    phone.wait_for_url("**/settings/")
    phone.locator(".tabbar summary").click()
    phone.locator(".tabbar").get_by_role("button", name="Sign out").click()
    phone.wait_for_url(lambda url: url.endswith("/") and "settings" not in url)


def test_the_keyboard_opens_more_and_escape_closes_it(phone: Page):
    more, last = phone.locator(".tabbar summary"), phone.locator(".tabbar").get_by_role("button")
    more.focus()
    phone.keyboard.press("Enter")
    expect(last).to_be_visible()
    for _ in range(phone.locator(".tabbar-more .nav-item").count() - 1):
        phone.keyboard.press("Tab")
    expect(last).to_be_focused()
    phone.keyboard.press("Escape")
    expect(last).to_be_hidden()
    expect(more).to_be_focused()


def test_more_can_be_used_by_everybody(phone: Page):
    phone.locator(".tabbar summary").click()
    assert violations(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
