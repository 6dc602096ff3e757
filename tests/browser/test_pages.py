"""axe finds nothing to complain about on any page, in light and in dark, with any amount of data.

A page is the same whatever holds its data, so on PostgreSQL it is only asked whether it comes and fits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import Page

from networking.accounts.models import User
from tests.browser.accessibility import NAVIGATION, violations
from tests.browser.pages import ALSO, BY_DATA, DATA, STRANGERS, name_of, walk
from tests.browser.states import OF_A_SEEKER, of_a_stranger, show

CUT = """() => [...document.querySelectorAll("details.menu > :not(summary)")]
  .filter((menu) => menu.checkVisibility() && menu.getBoundingClientRect().left < 0)
  .map((menu) => menu.parentElement.querySelector("summary").textContent.trim())"""


def complaints_about(page: Page, where: str, but: Sequence[str] = ()) -> list[str]:
    """What is wrong with the page as it stands: by axe, and by being wider than a small phone."""
    found = [f"{where} {each}" for each in (violations(page, but) if connection.vendor == "sqlite" else [])]
    page.set_viewport_size({"width": 360, "height": 800})
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > 360:
        found.append(f"{where} is {width} wide on a phone of 360")
    for title in page.evaluate(CUT):
        found.append(f"{where}: the menu {title} is cut off on a phone of 360")
    page.set_viewport_size({"width": 1440, "height": 900})
    return found


@pytest.mark.parametrize("data", DATA)
def test_every_page_of_a_seeker_can_be_used_by_everybody(
    page: Page, live_server: Any, sign_in: Callable[[User], None], seeker: User, data: str
):
    DATA[data](seeker)
    sign_in(seeker)
    found: list[str] = []
    for path in walk(page, live_server.url, ["/", *ALSO]):
        if data == "sample" or name_of(path) in BY_DATA:
            found += complaints_about(page, path)
    assert not found, "\n".join(found)


def test_every_page_of_a_stranger_can_be_used_by_everybody(
    page: Page, live_server: Any, transactional_db: None
):
    found: list[str] = []
    for path in walk(page, live_server.url, STRANGERS):
        found += complaints_about(page, path)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("what", OF_A_SEEKER)
def test_pages_in_the_middle_of_something_can_be_used_by_everybody(
    page: Page, live_server: Any, sign_in: Callable[[User], None], seeker: User, what: str
):
    sign_in(seeker)
    found: list[str] = []
    for state in OF_A_SEEKER[what](seeker):
        # The navigation is the same everywhere, and was looked at on every page above.
        found += complaints_about(page, show(page, live_server.url, state), but=NAVIGATION)
    assert not found, "\n".join(found)


def test_pages_that_a_key_opens_can_be_used_by_everybody(page: Page, live_server: Any, seeker: User):
    found: list[str] = []
    for state in of_a_stranger(seeker):
        found += complaints_about(page, show(page, live_server.url, state))
    assert not found, "\n".join(found)
