"""A large address book comes in through the browser in one sitting."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from networking.contacts.models import Connection

PEOPLE = 30_000
A_WHILE = 60_000  # milliseconds: the machine of the suite may be busy
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
TITLES = ["Software Engineer", "Engineering Manager", "Technical Recruiter", "Nurse", "Data Engineer"]


@pytest.fixture
def address_book(tmp_path: Path) -> Path:
    """Thirty thousand invented people at three thousand invented companies."""
    rows = (
        f"Ada{number},Tester,https://www.linkedin.com/in/invented-{number},,Company {number % 3000},"
        f"{TITLES[number % 5]},{number % 28 + 1:02} Mar {2010 + number % 15}\n"
        for number in range(PEOPLE)
    )
    path = tmp_path / "Connections.csv"
    path.write_text(HEADER + "".join(rows), encoding="utf-8")
    return path


def test_thirty_thousand_people_come_in_and_companies_are_suggested(
    seeker_page: Page, live_server: Any, address_book: Path
):
    page = seeker_page
    page.set_default_timeout(A_WHILE)
    page.goto(f"{live_server.url}/import/")
    page.locator("input[type=file]").set_input_files(address_book)
    page.get_by_role("button", name="Read the file").click()
    page.get_by_role("button", name="Import 30,000 people").click()
    expect(page.get_by_role("heading", name="Imported")).to_be_visible(timeout=A_WHILE)
    expect(page.locator(".counts")).to_contain_text("30,000 rows found")
    expect(page.locator(".counts")).to_contain_text("30,000 new")
    assert Connection.objects.count() == PEOPLE
    page.get_by_role("link", name="Companies where you know people").click()
    expect(page.locator("#suggestions")).to_contain_text("10 of your connections work there")
    page.locator("#suggestions").get_by_role("button", name="Make").first.click()
    expect(page.locator("#suggestions")).to_contain_text("is on your list now")
