"""Preparing a chat and writing down what it taught, by keys alone: the keyboard stays where it was."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from networking.accounts.models import User
from networking.contacts.models import Contact
from networking.conversations import writer
from networking.conversations.models import Chat, Learned
from tests.browser.hands import Keys
from tests.people import make_company, make_contact


def plan(seeker: User, days: int) -> Chat:
    now = timezone.now()
    person = make_contact(seeker, make_company(seeker, "Northwind"), "Lena Koch", created_at=now)
    return writer.plan_chat(
        person,
        starts_at=now + dt.timedelta(days),
        minutes=30,
        medium="video",
        place="",
        questions="First month?\nWho decides?",
        now=now - dt.timedelta(9),
    )


@pytest.fixture
def coming(seeker: User) -> Chat:
    return plan(seeker, 2)


def my_questions(page: Page):
    return page.locator("ol.question-list .question-text")


def settled(page: Page) -> None:
    """What was swapped in listens now: a key pressed before would send the form as without script."""
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added")).to_have_count(0)


def test_questions_are_chosen_ordered_and_dropped_by_keys_alone(seeker_page: Page, live_server, coming: Chat):
    page, keys = seeker_page, Keys(seeker_page)
    page.goto(f"{live_server.url}/chats/{coming.pk}/prepare/")
    keys.press(page.get_by_role("button", name="Add: How did you get into development?"))
    expect(my_questions(page)).to_have_count(3)
    settled(page)
    expect(page.locator("#bank").get_by_role("button", name="Drop: How did you get into")).to_be_focused()
    keys.press(page.get_by_role("button", name="Earlier: How did you get into development?"))
    expect(my_questions(page).nth(1)).to_have_text("How did you get into development?")
    settled(page)
    expect(page.get_by_role("button", name="Earlier: How did you get into development?")).to_be_focused()
    page.keyboard.press("Enter")
    expect(my_questions(page).first).to_have_text("How did you get into development?")
    settled(page)
    expect(page.get_by_role("button", name="Later: How did you get into development?")).to_be_focused()
    keys.press(page.locator("#questions").get_by_role("button", name="Drop: First month?"))
    expect(my_questions(page)).to_have_text(["How did you get into development?", "Who decides?"])
    settled(page)
    expect(page.locator("#questions").get_by_role("button", name="Drop: Who decides?")).to_be_focused()
    keys.press(page.locator("#toasts").get_by_role("button", name="Undo"))
    expect(my_questions(page).nth(1)).to_have_text("First month?")
    settled(page)
    keys.write(page.get_by_label("A question of my own"), "Is there a dog?")
    page.keyboard.press("Enter")
    expect(my_questions(page).nth(3)).to_have_text("Is there a dog?")
    expect(page.get_by_label("A question of my own")).to_be_focused()
    coming.refresh_from_db()
    assert coming.questions.split("\n")[1:] == ["First month?", "Who decides?", "Is there a dog?"]


def test_another_craft_shows_other_questions_at_once(seeker_page: Page, live_server, coming: Chat):
    page = seeker_page
    page.goto(f"{live_server.url}/chats/{coming.pk}/prepare/")
    page.get_by_label("Who work on").select_option("mobile")
    expect(page.locator("#bank")).to_contain_text("How do you test on all those phones?")
    page.get_by_role("button", name="Add: How do you test on all those phones?").click()
    expect(my_questions(page)).to_have_count(3)
    expect(page.locator("#bank")).to_contain_text("What do you share between platforms")
    page.reload()
    expect(page.get_by_label("Who work on")).to_have_value("mobile")


def test_what_was_learned_and_whom_they_named_by_keys_alone(seeker_page: Page, live_server, seeker: User):
    page, keys = seeker_page, Keys(seeker_page)
    chat = plan(seeker, -1)
    page.goto(f"{live_server.url}/chats/{chat.pk}/")
    keys.write(page.get_by_label("What the role needs"), "Patience with joints")
    keys.press(page.get_by_role("button", name="We talked"))
    expect(page.locator("#learned")).to_contain_text("Patience with joints")
    keys.press(page.get_by_text("Change or add"))
    keys.write(page.get_by_label("Team and culture"), "Pairing on Mondays")
    keys.press(page.get_by_role("button", name="Keep what I learned"))
    expect(page.locator("#learned")).to_contain_text("Pairing on Mondays")
    settled(page)
    expect(page.get_by_text("Change or add")).to_be_focused()
    keys.write(page.locator("#named").get_by_label("Name", exact=True), "Tove Berg")
    keys.press(page.get_by_role("button", name="Add this person"))
    expect(page.locator("#named").get_by_role("link", name="Tove Berg")).to_be_visible()
    expect(page.get_by_role("button", name="Add this person")).to_be_focused()
    assert Contact.objects.get(name="Tove Berg").introducer == chat.contact
    assert Learned.objects.count() == 2


def test_the_sheet_has_a_button_that_prints(seeker_page: Page, live_server, coming: Chat):
    page = seeker_page
    page.add_init_script("window.print = () => { document.title = 'printed'; }")
    page.goto(f"{live_server.url}/chats/{coming.pk}/sheet/")
    page.get_by_role("button", name="Print").click()
    expect(page).to_have_title("printed")
    page.emulate_media(media="print")
    expect(page.locator(".sidebar")).to_be_hidden()
    expect(page.locator(".sheet-room").first).to_be_visible()
