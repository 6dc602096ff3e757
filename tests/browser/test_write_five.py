"""Three first messages in a row, without leaving the keyboard, and once without JavaScript."""

from __future__ import annotations

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from networking.accounts.models import User
from networking.contacts.models import Contact
from networking.contacts.stages import Stage
from networking.conversations.models import Draft, Interaction
from tests.browser.hands import Keys
from tests.people import make_company, make_contact

NAMES = ("Lena Koch", "Olu Adeyemi", "Mei Tanaka", "Dana Mertens")


@pytest.fixture
def people(seeker: User) -> list[Contact]:
    """Four people; three are as many as this seeker sets out to write to."""
    seeker.change_settings(new_people_a_day=3)
    now = timezone.now()
    company = make_company(seeker, "Northwind", in_words="I use their SDK", target_on=timezone.localdate())
    return [
        make_contact(seeker, company, name, email=f"p{number}@example.org", created_at=now)
        for number, name in enumerate(NAMES)
    ]


def text_of(page: Page):
    return page.locator("#composer-text")


def test_three_messages_by_keys_alone(seeker_page: Page, people: list[Contact]):
    page, keys = seeker_page, Keys(seeker_page)
    page.reload()
    keys.press(page.get_by_role("link", name="Write to 3 new people, one after another"))
    for number, name in enumerate(("Lena Koch", "Mei Tanaka", "Dana Mertens")):
        expect(page).to_have_title(f"Write to {name}, {number} of 3 today · Inroad")
        expect(text_of(page)).to_be_focused()
        expect(page.get_by_label(f"Message to {name}")).to_be_focused()
        page.keyboard.press("ControlOrMeta+A")
        page.keyboard.type(f"Hi {name.split()[0]}, what surprised you about the SDK?")
        page.keyboard.press("Control+Enter")
        if number == 0:  # Olu can wait: what was typed stays
            expect(page.get_by_label("Message to Olu Adeyemi")).to_be_focused()
            page.keyboard.press("ControlOrMeta+A")
            page.keyboard.type("Hi Olu, half a")
            keys.press(page.get_by_role("link", name="Skip for now"))
    expect(page.get_by_role("heading", level=1)).to_have_text("That is three for today")
    expect(page.locator("#page")).to_contain_text("If no answer comes, a follow-up is due")
    written = Contact.objects.filter(stage=Stage.REACHED_OUT).order_by("pk").values_list("name", flat=True)
    assert list(written) == ["Lena Koch", "Mei Tanaka", "Dana Mertens"]
    assert Interaction.objects.order_by("pk").values_list("text", flat=True)[0].startswith("Hi Lena, what")
    assert Draft.objects.get().text == "Hi Olu, half a"


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_three_messages_without_javascript(seeker_page: Page, people: list[Contact]):
    page = seeker_page
    page.reload()
    page.get_by_role("link", name="Write to 3 new people, one after another").click()
    page.get_by_role("link", name="Skip for now").click()
    for name in NAMES[1:]:
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Write to {name}")
        text_of(page).fill(f"Hi {name.split()[0]}, what surprised you?")
        page.get_by_role("button", name="Mark as sent").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("That is three for today")
    assert list(Contact.objects.filter(stage=Stage.TO_CONTACT).values_list("name", flat=True)) == [
        "Lena Koch"
    ]
