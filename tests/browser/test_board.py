"""Moving on a board by mouse, by button and by keyboard alone; adding companies without leaving the field."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from networking.accounts.models import User
from networking.companies.models import Company
from networking.contacts.models import Contact
from networking.contacts.stages import Stage
from tests.people import make_company, make_contact


@pytest.fixture
def ana(seeker: User) -> Contact:
    company = make_company(seeker, "Northwind", in_words="I use it", target_on=timezone.localdate())
    return make_contact(seeker, company, "Ana Ortiz", created_at=timezone.now())


@pytest.fixture
def board(seeker_page: Page, live_server: Any, ana: Contact) -> Page:
    seeker_page.goto(f"{live_server.url}/companies/{ana.company_id}/")
    return seeker_page


def column(page: Page, stage: Stage) -> Locator:
    return page.locator(f"#column-{int(stage)}")


def is_in(page: Page, stage: Stage) -> None:
    expect(column(page, stage).get_by_role("heading", name="Ana Ortiz")).to_be_visible()
    expect(page.locator(f"#count-{int(stage)}")).to_have_text("1")


def drag(page: Page, stage: Stage) -> None:
    card = page.locator(".person-card").bounding_box()
    goal = column(page, stage).bounding_box()
    assert card
    assert goal
    page.mouse.move(card["x"] + card["width"] / 2, card["y"] + 60)
    page.mouse.down()
    for step in range(1, 6):
        page.mouse.move(
            card["x"] + (goal["x"] + goal["width"] / 2 - card["x"]) * step / 5, goal["y"] + 30, steps=4
        )
    page.mouse.up()


def test_a_card_dragged_onto_a_column_moves_there(board: Page, ana: Contact):
    drag(board, Stage.REACHED_OUT)
    is_in(board, Stage.REACHED_OUT)
    ana.refresh_from_db()
    assert ana.stage == Stage.REACHED_OUT
    expect(board.locator("#recent")).to_contain_text("Reached out to Ana")


def test_a_drag_onto_thanked_asks_and_the_card_waits_for_the_answer(board: Page, ana: Contact):
    drag(board, Stage.THANKED)
    expect(board.get_by_role("heading", name="Did you and Ana Ortiz talk?")).to_be_visible()
    is_in(board, Stage.TO_CONTACT)
    board.get_by_role("button", name="Yes, today: log both").click()
    is_in(board, Stage.THANKED)
    expect(board.locator("#ask")).to_be_empty()


def test_a_move_can_be_undone_from_what_is_said(board: Page, ana: Contact):
    board.get_by_role("button", name="Reached out: Ana Ortiz").click()
    is_in(board, Stage.REACHED_OUT)
    board.get_by_role("button", name="Undo").click()
    is_in(board, Stage.TO_CONTACT)


def test_the_keyboard_alone_moves_forward_and_back(board: Page, ana: Contact):
    board.get_by_role("button", name="Reached out: Ana Ortiz").focus()
    board.keyboard.press("Enter")
    is_in(board, Stage.REACHED_OUT)
    expect(board.get_by_role("button", name="Replied: Ana Ortiz")).to_be_focused()
    board.keyboard.press("Enter")
    is_in(board, Stage.REPLIED)
    expect(board.get_by_role("button", name="Chatted: Ana Ortiz")).to_be_focused()
    board.keyboard.press("Tab")
    board.keyboard.press("Enter")
    board.keyboard.press("Tab")
    board.keyboard.press("Enter")  # Move to To contact
    expect(board.get_by_role("heading", name="Move Ana Ortiz back")).to_be_visible()
    board.get_by_role("button", name="Remove them and move back").press("Enter")
    is_in(board, Stage.TO_CONTACT)


def open_list(page: Page, home: str) -> None:
    """The list, with what it loads after itself: one thread at a time on the database in memory."""
    page.goto(f"{home}/companies/")
    expect(page.locator("#suggestions")).to_contain_text("You may know people already")


def test_companies_are_added_one_after_the_other(seeker_page: Page, live_server: Any, seeker: User):
    open_list(seeker_page, live_server.url)
    for number, name in enumerate(["Northwind", "Fernhill", "Kestrel"], 1):
        field = seeker_page.get_by_label("Company name")
        field.fill(name)
        field.press("Enter")
        expect(seeker_page.locator("#companies > li")).to_have_count(number)
        expect(seeker_page.get_by_label("Company name")).to_be_focused()
    expect(seeker_page.locator("#count-target")).to_have_text("3")
    expect(seeker_page.locator("#companies-empty")).to_have_count(0)


def test_a_company_moves_up_and_the_button_keeps_the_focus(seeker_page: Page, live_server: Any, seeker: User):
    for name in ("Northwind", "Fernhill"):
        make_company(seeker, name)
    open_list(seeker_page, live_server.url)
    button = seeker_page.get_by_role("button", name="Move Fernhill up")
    button.focus()
    button.press("Enter")
    expect(seeker_page.locator("#companies > li").first).to_contain_text("Fernhill")
    expect(seeker_page.get_by_role("button", name="Move Fernhill up")).to_be_focused()


def test_a_company_leaves_for_the_backlog_and_comes_back(seeker_page: Page, live_server: Any, seeker: User):
    make_company(seeker, "Northwind")
    open_list(seeker_page, live_server.url)
    seeker_page.get_by_label("Move Northwind to another list").click()
    seeker_page.get_by_role("button", name="Move to the backlog").click()
    expect(seeker_page.locator("#count-backlog")).to_have_text("1")
    seeker_page.get_by_role("button", name="Undo").click()
    expect(seeker_page.locator("#count-target")).to_have_text("1")
    assert Company.objects.get().standing == "target"
