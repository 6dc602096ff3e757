"""From an evening with five people to a referral, a no and a friend: by phone, without script, by keys."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from networking.accounts.models import User
from networking.companies.models import Company
from tests.browser.hands import Keys, Pointer
from tests.browser.story import WITHOUT_SCRIPT, Story, assert_nothing_differs
from tests.people import make_company

PHONE = pytest.mark.browser_context_args(viewport={"width": 390, "height": 844}, has_touch=True)
ADA, *OTHERS = FIVE = ["Ada Quill", "Bo Lind", "Cleo Fern", "Dan Moss", "Eve Hart"]


@pytest.fixture
def kestrel(seeker: User) -> Company:
    """The only company, where nothing more is to do: what comes, comes from the evening."""
    seeker.change_settings(target_aim=1, follow_up_days=365)
    enough = {"nobody_developer": True, "nobody_manager": True, "nobody_recruiter": True, "that_is_all": True}
    return make_company(
        seeker, "Kestrel Maps", in_words="I draw maps.", target_on=timezone.localdate(), **enough
    )


@pytest.mark.parametrize(
    "story",
    [
        pytest.param(Pointer, id="phone", marks=PHONE),
        pytest.param(Pointer, id="no-javascript", marks=WITHOUT_SCRIPT),
        pytest.param(Keys, id="keys"),
    ],
    indirect=True,
)
def test_an_evening_becomes_a_referral_and_a_no_and_somebody_to_keep(
    story: Story, seeker: User, kestrel: Company, sign_in: Callable[[User], None]
):
    sign_in(seeker)
    plan_an_evening(story)
    meet_five(story)
    write_to_each(story)
    talk_and_thank(story)
    ask_for_a_referral(story)
    be_referred(story)
    story.days_later(12)
    sign_in(seeker)
    be_told_no(story)
    close_the_loop(story)
    story.days_later(89)
    sign_in(seeker)
    check_in(story)
    assert_nothing_differs()


def day(days: int = 0) -> str:
    return f"{timezone.localdate() + dt.timedelta(days):%Y-%m-%d}"


def today_says(story: Story, title: str) -> None:
    """As a phone shows it: there is no sidebar to press."""
    story.open("/")
    expect(story.page.locator(".next-step").get_by_role("heading")).to_have_text(title)


def tick(story: Story, name: str) -> None:
    """The step is done elsewhere; the page goes on to the next one."""
    story.press("I’ve sent it", ".next-step")
    expect(story.page.locator(".next-step").get_by_role("heading")).not_to_contain_text(name)


def plan_an_evening(story: Story) -> None:
    story.open("/events/")
    story.follow("Add an event")
    story.write("Name", "PyLadies Berlin")
    story.write("Day", day())
    story.write("Begins", "18:00")
    story.press("Add it")
    story.says("PyLadies Berlin")


def meet_five(story: Story) -> None:
    """One after another, in the same place: a name, for one of them also where she works."""
    story.days_later(0, hour=20)
    story.open("/events/")
    story.follow("PyLadies Berlin")
    for name in FIVE:
        story.hands.write(story.page.locator("#meet_name"), name)
        if name == ADA:
            story.write("Company", "Kestrel Maps")
        story.press("Add", "#met")
        story.says(name, ".met")
    story.page.reload()
    story.says("you were there")


def write_to_each(story: Story) -> None:
    """Two days later it is time: a message to her, and a tick for who was written to elsewhere."""
    story.days_later(2)
    today_says(story, f"Write to {ADA}, whom you met at PyLadies Berlin")
    story.follow("Write the message", ".next-step")
    story.write("Found it? Their e-mail", "ada@kestrel.example")
    story.press("Keep it", "#hunt")
    story.says("PyLadies Berlin", ".composer")
    story.press("Mark as sent")
    story.says("You reached out by e-mail", "#toasts")
    for name in OTHERS:
        today_says(story, f"Write to {name}, whom you met at PyLadies Berlin")
        tick(story, name)
    today_says(story, "That is all for now")


def talk_and_thank(story: Story) -> None:
    """She answers and they talk; a line of thanks the day after, and she is somebody close."""
    story.days_later(1)
    story.open("/people/")
    story.follow(ADA)
    story.press("They replied")
    story.says("Ada replied", ".timeline")
    story.press("We talked")
    story.says("You talked", "#toasts")
    story.open("/people/")
    row = story.page.locator(".person-row").filter(has_text=ADA)
    story.hands.press(row.get_by_role("checkbox"))
    story.press("Close")
    story.says("close", "#toasts")
    story.days_later(1)
    today_says(story, f"Thank {ADA} for yesterday’s chat")
    tick(story, ADA)
    today_says(story, "That is all for now")


def ask_for_a_referral(story: Story) -> None:
    story.open("/opportunities/")
    story.follow("Add a role")
    story.write("Company", "Kestrel Maps")
    story.write("Role", "Cartographer")
    story.press("Add")
    story.says("Cartographer")
    story.follow("Ask somebody to refer you")
    story.press(f"Ask: {ADA}")
    story.says("You can ask Ada")
    story.follow("Write to Ada")
    story.says("Cartographer", ".composer")
    story.press("Mark as sent")
    story.says("What did Ada say?")


def be_referred(story: Story) -> None:
    """She passes the name on and is thanked for it."""
    story.days_later(1)
    story.page.reload()
    story.press("They will refer me")
    story.says("passes your name on")
    story.days_later(1)
    today_says(story, f"Thank {ADA}")
    tick(story, ADA)


def be_told_no(story: Story) -> None:
    story.open("/opportunities/")
    story.follow("Cartographer")
    story.press("They said no")
    story.says("the people stay")


def close_the_loop(story: Story) -> None:
    story.days_later(1)
    today_says(story, f"Tell {ADA} how it went")
    story.follow("Write the update", ".next-step")
    story.says("Cartographer", ".composer")
    story.press("Mark as sent")
    story.says("Ada", "#toasts")
    today_says(story, "That is all for now")


def check_in(story: Story) -> None:
    today_says(story, "That is all for now")
    story.days_later(1)
    today_says(story, f"Keep in touch with {ADA}")
    story.follow("Say hello", ".next-step")
    story.press("Mark as sent")
    story.says("You checked in", "#toasts")
    today_says(story, "That is all for now")
