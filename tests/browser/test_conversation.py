"""One conversation from “an answer waits on me” to “keep in touch”: by pointer, without script, by keys."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import Locator, expect

from networking.accounts.models import User
from networking.contacts.models import Closeness, Contact
from networking.contacts.stages import Kind
from networking.conversations import writer
from tests.browser.story import WAYS, Story, assert_nothing_differs
from tests.people import make_company, make_contact

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")


@pytest.fixture
def lena(seeker: User, story: Story) -> Contact:
    """A friend at the only company, written to three days ago: nothing else is to do."""
    seeker.change_settings(target_aim=1)
    now, today = timezone.now(), timezone.localdate()
    all_there_is = {"nobody_manager": True, "nobody_recruiter": True, "that_is_all": True}
    northwind = make_company(
        seeker,
        "Northwind Robotics",
        in_words="I built my project on their arm SDK.",
        target_on=today,
        **all_there_is,
    )
    fields = {"email": "lena@northwind.example", "closeness": Closeness.CLOSE, "title": "Developer"}
    lena = make_contact(seeker, northwind, "Lena Koch", created_at=now, **fields)
    writer.log(lena, Kind.OUTREACH, on=today - dt.timedelta(3), now=now, channel="email")
    writer.log(lena, Kind.REPLY, on=today, now=now, channel="email", note="“Happy to talk!”")
    return lena


@pytest.mark.parametrize("story", WAYS, indirect=True)
def test_from_an_answer_that_waits_to_keeping_in_touch(
    story: Story, seeker: User, lena: Contact, sign_in: Callable[[User], None]
):
    sign_in(seeker)
    story.open("/")
    offer_times(story)
    plan_the_chat(story)
    put_it_into_the_calendar(story)
    prepare(story)
    hold_the_chat(story)
    name_somebody(story)
    say_thank_you(story)
    story.days_later(89)
    sign_in(seeker)
    keep_in_touch(story)
    assert_nothing_differs()


def message(story: Story) -> Locator:
    return story.page.get_by_label("Message to Lena Koch")


def day(days: int) -> dt.date:
    return timezone.localdate() + dt.timedelta(days)


def offer_times(story: Story) -> None:
    story.today_says("Answer Lena Koch", "today")
    story.follow("Write your answer", ".next-step")
    expect(message(story)).to_have_value(_containing("Would {times} suit you?"))
    for number, (days, hour) in enumerate([(2, "17:00"), (3, "15:30")], start=1):
        story.hands.write(story.page.locator(f"[name=date_{number}]"), f"{day(days):%Y-%m-%d}")
        story.hands.write(story.page.locator(f"[name=time_{number}]"), hour)
    story.choose("Their time zone", "New York (America)")
    story.press("Put them into the message")
    expect(message(story)).to_have_value(_containing("17:00 Berlin time (11:00 in New York) or "))
    expect(message(story)).not_to_have_value(_containing("{times}"))
    expect(story.link("Open in mail")).to_have_attribute("href", _containing("11%3A00%20in%20New%20York"))
    story.press("Mark as sent")
    story.says("You wrote by e-mail", "#toasts")
    story.today_says("That is all for now")


def _containing(text: str) -> re.Pattern[str]:
    return re.compile(re.escape(text))


def plan_the_chat(story: Story) -> None:
    story.days_later(1)
    story.open("/people/")
    story.follow("Lena Koch")
    story.press("They replied")
    story.says("Lena replied", ".timeline")
    story.follow("Plan the chat")
    story.write("Day", f"{day(1):%Y-%m-%d}")
    story.write("Time", "11:00")
    story.choose("In the time zone of", "New York, theirs")
    story.write("Link or place", "https://meet.example.org/lena")
    story.press("Plan it")
    story.says("17:00")


def put_it_into_the_calendar(story: Story) -> None:
    """The file means the same instant on both clocks."""
    story.today_says("Prepare for your chat with Lena Koch", "today")
    story.follow("Write your questions", ".next-step")
    story.follow("Chat with Lena")
    event = Calendar.from_ical(story.download("Add to calendar")).events[0]
    assert event.start.astimezone(BERLIN) == dt.datetime.combine(day(1), dt.time(17), BERLIN)
    assert event.start.astimezone(NEW_YORK) == dt.datetime.combine(day(1), dt.time(11), NEW_YORK)


def prepare(story: Story) -> None:
    story.follow("Write your questions")
    story.press("Add: How did you get into development?")
    story.says("How did you get into development?", "#questions")
    story.write("A question of my own", "What does the arm dream of?")
    story.press("Add", "#questions")
    story.press("Earlier: What does the arm dream of?")
    expect(story.page.locator("#questions li").first).to_contain_text("What does the arm dream of?")
    story.follow("Prep sheet")
    story.says("not to ask for a job")
    story.says("17:00 Berlin time (11:00 in New York)")
    expect(story.page.locator(".sheet-questions li")).to_have_text(
        ["What does the arm dream of?", "How did you get into development?"]
    )
    story.today_says("That is all for now")


def hold_the_chat(story: Story) -> None:
    """What was learned comes with “We talked”; it can be added to afterwards."""
    story.days_later(1, hour=18)
    story.today_says("How did the chat with Lena Koch go?", "today")
    story.follow("Say how it went", ".next-step")
    story.write("What you want to remember", "She paints on Sundays.")
    story.write("What the role needs", "Patience with motors.")
    story.write("Who else to talk to", "Ingrid Falk leads the grippers.")
    story.press("We talked")
    story.says("You talked", "#toasts")
    story.says("She paints on Sundays.")
    story.says("Patience with motors.", "#learned")
    story.hands.press(story.page.locator("#learned summary"))
    story.write("Open roles", "Two in spring.")
    story.press("Keep what I learned")
    story.says("Two in spring.", "#learned dl")


def name_somebody(story: Story) -> None:
    """Whom she named is on the list, introduced by her; it is not their turn yet."""
    story.hands.write(story.page.locator("#named_name"), "Ingrid Falk")
    story.press("Add this person")
    story.says("introduced by Lena", "#toasts")
    story.follow("Northwind Robotics")
    story.says("Two in spring.", ".columns")
    story.follow("Ingrid Falk")
    story.says("Lena Koch can introduce you")
    story.hands.press(story.page.locator("summary").filter(has_text="Park"))
    story.press("Not now")
    story.says("Parked")
    story.today_says("That is all for now")


def say_thank_you(story: Story) -> None:
    story.days_later(1)
    story.today_says("Thank Lena Koch for yesterday’s chat", "today")
    story.follow("Write the thank-you", ".next-step")
    story.says("She paints on Sundays.", ".composer-material")
    story.says("Patience with motors.", ".composer-material")
    story.write("What stayed with you from the chat?", "begin with the smallest joint")
    story.press("Fill in")
    expect(message(story)).to_have_value(_containing("begin with the smallest joint."))
    nothing_stays_in_the_browser(story)
    story.press("Mark as sent")
    story.says("You thanked Lena", "#toasts")
    story.today_says("That is all for now")
    story.says("Next: a word with Lena Koch", ".next-step-calm")


def keep_in_touch(story: Story) -> None:
    story.open("/")
    story.today_says("That is all for now")
    story.days_later(1)
    story.today_says("Keep in touch with Lena Koch", "today")
    story.follow("Say hello", ".next-step")
    expect(message(story)).to_have_value(_containing("It has been a while"))
    story.press("Mark as sent")
    story.says("You checked in", "#toasts")
    story.today_says("That is all for now")


def nothing_stays_in_the_browser(story: Story) -> None:
    """No word of it, while it is being written."""
    if story.has_script:
        kept = story.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
        assert not re.search("Lena|joint|Sundays", kept), kept
