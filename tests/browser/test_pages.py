"""axe finds nothing to complain about on any page, in light and in dark, with any amount of data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from networking.accounts.models import User
from tests.browser.accessibility import violations
from tests.browser.pages import ALSO, DATA, STRANGERS, walk


def complaints_about(page: Page, home: str, start: list[str]) -> list[str]:
    """What is wrong with the pages one can reach: by axe, and by being wider than a small phone."""
    found = []
    for path in walk(page, home, start):
        found += [f"{path} {violation}" for violation in violations(page)]
        page.set_viewport_size({"width": 360, "height": 800})
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 360:
            found.append(f"{path} is {width} wide on a phone of 360")
        page.set_viewport_size({"width": 1440, "height": 900})
    return found


@pytest.mark.parametrize("data", DATA)
def test_every_page_of_a_seeker_can_be_used_by_everybody(
    page: Page, live_server: Any, sign_in: Callable[[User], None], seeker: User, data: str
):
    DATA[data](seeker)
    sign_in(seeker)
    found = complaints_about(page, live_server.url, ["/", *ALSO])
    assert not found, "\n".join(found)


def test_every_page_of_a_stranger_can_be_used_by_everybody(
    page: Page, live_server: Any, transactional_db: None
):
    found = complaints_about(page, live_server.url, STRANGERS)
    assert not found, "\n".join(found)
