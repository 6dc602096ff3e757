"""The main job from the first sign-in to a calm Today: by pointer, without JavaScript, and by keys alone."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from networking.accounts.models import SignInLink, User
from tests.browser.story import WAYS, Story, assert_nothing_differs, column

PASSWORD = "correct horse battery"
CONNECTIONS = """Notes:
"When exporting your connection data, you may notice that some of the email addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Dana,Mertens,https://www.linkedin.com/in/dana-invented,,Northwind Robotics GmbH,Software Engineer,03 Feb 2026
Ruben,Okafor,https://www.linkedin.com/in/ruben-invented,,Northwind Robotics GmbH,Accountant,11 Mar 2025
Ines,Halloran,https://www.linkedin.com/in/ines-invented,,Bluebird Ferries,Captain,19 Jul 2024
Tove,Lindqvist,https://www.linkedin.com/in/tove-invented,,,,02 Jan 2024
"""


@pytest.fixture
def connections(tmp_path: Path) -> Path:
    path = tmp_path / "Connections.csv"
    path.write_text(CONNECTIONS, encoding="utf-8")
    return path


@pytest.mark.parametrize("story", WAYS, indirect=True)
def test_from_the_first_sign_in_to_a_calm_today(story: Story, seeker: User, connections: Path):
    sign_in(story, seeker)
    import_connections(story, connections)
    accept_a_suggested_company(story)
    fill_a_seat(story)
    write_the_in(story)
    reach_out(story)
    follow_up(story)
    get_a_reply(story)
    plan_the_chat(story)
    hold_the_chat(story)
    say_thank_you(story)
    come_to_rest(story)
    assert_nothing_differs()


def test_the_link_that_a_start_prints_opens_the_door_once(story: Story, seeker: User):
    link = reverse("accounts:sign_in_link", args=[SignInLink.make(seeker, now=timezone.now())])
    story.open(link)
    story.press("Sign in")
    story.says("How would you like to begin?")
    story.press("Sign out", ".sidebar")
    story.open(link)
    story.says("Nothing here")


def sign_in(story: Story, seeker: User) -> None:
    story.open("/")
    story.hands.press(story.page.get_by_role("link", name="Sign in").first)
    story.write("Email", seeker.email)
    story.write("Password", PASSWORD)
    story.press("Sign in")
    story.says("How would you like to begin?")
    story.says("Import my LinkedIn file")


def import_connections(story: Story, connections: Path) -> None:
    story.follow("Import my connections")
    story.hands.attach(story.page.locator("input[type=file]"), connections)
    story.press("Read the file")
    story.says("This is what it holds")
    story.says("LinkedIn connections")
    story.press("Import 4 people")
    story.says("4 rows found")
    story.says("4 new")


def accept_a_suggested_company(story: Story) -> None:
    story.follow("Companies where you know people")
    if not story.has_script:
        story.follow("See where your connections work")
    story.says("2 of your connections work there")
    story.press("Make Northwind Robotics GmbH a target")
    story.says("Northwind Robotics GmbH is on your list", "#toasts")
    story.today_says("Write down your “in” at Northwind Robotics GmbH", "today")


def fill_a_seat(story: Story) -> None:
    story.follow("Northwind Robotics GmbH", "ul.row-list")
    story.says("2 of your connections work here")
    search = story.link("Find a developer on LinkedIn")
    expect(search).to_have_attribute(
        "href", re.compile(r"^https://www\.linkedin\.com/search/results/people/")
    )
    story.press("Add Dana Mertens to the board")
    expect(column(story, "To contact")).to_contain_text("Dana Mertens")
    story.says("1 person", "#seats")
    expect(story.button("Add Dana Mertens to the board")).to_have_count(0)
    story.today_says("Write down your “in” at Northwind Robotics GmbH", "today")


def write_the_in(story: Story) -> None:
    story.follow("Write it")
    story.hands.press(story.page.get_by_label("I use or love the product"))
    story.write("In your words", "Their gripper taught me to solder.")
    story.press("Keep it")
    story.says("Their gripper taught me to solder.", "#in")
    story.today_says("Write to Dana Mertens", "today")
    story.says("Their gripper taught me to solder.", "ul.row-list")


def reach_out(story: Story) -> None:
    story.press("I’ve sent it", ".next-step")
    story.says("You reached out. It is written down.", "#toasts")
    story.today_says("Choose another target company", "today")


def follow_up(story: Story) -> None:
    story.days_later(8)
    story.today_says("Follow up with Dana Mertens", "1 day late")
    story.says("No answer for 8 days", ".next-step")
    story.follow("Write the follow-up", ".next-step")
    expect(story.page.get_by_role("heading", level=1)).to_have_text("Dana Mertens")
    story.press("Mark as sent")
    story.says("You followed up", "#toasts")
    story.today_says("Choose another target company", "today")


def get_a_reply(story: Story) -> None:
    story.days_later(1)
    story.open("/")
    story.follow("Northwind Robotics GmbH", "ul.row-list")
    story.press(re.compile("^Replied.*Dana Mertens"))
    expect(column(story, "Replied")).to_contain_text("Dana Mertens")
    story.today_says("Answer Dana Mertens", "today")


def plan_the_chat(story: Story) -> None:
    story.follow("Write your answer", ".next-step")
    story.follow("Plan the chat")
    story.write("Day", f"{timezone.localdate() + dt.timedelta(2):%Y-%m-%d}")
    story.write("Time", "14:00")
    story.press("Plan it")
    story.says("14:00")
    story.today_says("Choose another target company", "today")
    story.days_later(1)
    story.today_says("Prepare for your chat with Dana Mertens", "today")
    story.follow("Write your questions", ".next-step")
    story.hands.write(story.page.locator("textarea[name=questions]"), "What surprised you there?")
    story.press("Keep my questions")
    story.says("What surprised you there?")
    story.today_says("Choose another target company", "today")


def hold_the_chat(story: Story) -> None:
    story.days_later(1, hour=16)
    story.today_says("How did the chat with Dana Mertens go?", "today")
    story.follow("Say how it went", ".next-step")
    story.write("What you want to remember", "They hire in spring.")
    story.press("We talked")
    story.says("They hire in spring.")
    story.today_says("Choose another target company", "today")


def say_thank_you(story: Story) -> None:
    story.days_later(1)
    story.today_says("Thank Dana Mertens for yesterday’s chat", "today")
    story.press("I’ve sent it", ".next-step")
    story.says("You thanked Dana", "#toasts")
    story.today_says("Choose another target company", "today")


def come_to_rest(story: Story) -> None:
    story.hands.press(story.page.locator(".sidebar").get_by_role("link", name="Settings"))
    story.write("Target companies", "1")
    story.press("Keep these settings")
    story.says("Your settings are kept.", "#toasts")
    story.today_says("Find a manager at Northwind Robotics GmbH")
    story.follow("See people", ".next-step")
    story.press("Nobody here is a manager")
    expect(story.page.locator("#seats")).to_contain_text("You said that nobody here is one.")
    story.today_says("Find a recruiter at Northwind Robotics GmbH")
    story.follow("See people", ".next-step")
    story.press("Nobody here is a recruiter")
    expect(story.button("Nobody here is a recruiter")).to_have_count(0)
    story.today_says("Find one more person at Northwind Robotics GmbH")
    story.follow("See people", ".next-step")
    story.press("That is all there is")
    story.says("You said that this is everybody.")
    story.today_says("That is all for now")
    story.says("Next: a word with Dana Mertens", ".next-step-calm")
    expect(story.page.locator(".step")).to_have_count(0)
