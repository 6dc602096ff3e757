"""A list is handed in, reviewed by keyboard alone, answered and reworked: two people, two browsers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from networking.accounts.models import User
from networking.coaching.models import Review
from networking.cohorts.joining import join
from networking.cohorts.models import Cohort, Organization, Role
from networking.companies.models import Company
from tests.browser.conftest import A_WHILE
from tests.browser.hands import Keys
from tests.people import make_company, make_user


@pytest.fixture
def school(seeker: User) -> SimpleNamespace:
    now, today = timezone.now(), timezone.localdate()
    organization = Organization.objects.create(name="Harbour Code", created_at=now)
    cohort = Cohort.objects.create(organization=organization, name="2611", created_at=now)
    people = {"seeker": seeker, "coach": make_user("coach"), "mina": make_user("mina")}
    for name, user in people.items():
        role = Role.COACH if name == "coach" else Role.SEEKER
        join(organization, cohort, user, role, consents=True, now=now)
        user.refresh_from_db()
        user.change_settings(target_aim=2)
        if role == Role.SEEKER:
            for company in ("Northwind", "Globex"):
                make_company(user, company, in_words="I use it", target_on=today)
    return SimpleNamespace(**people)


@pytest.fixture
def browser_of(browser: Browser, live_server: Any, browser_context_args: dict[str, Any]) -> Iterator[Any]:
    """A browser of their own for each person, signed in; nothing may go wrong in its console."""
    contexts, errors = [], []

    def open_for(user: User) -> Page:
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        context = browser.new_context(**browser_context_args)
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        context.set_default_timeout(A_WHILE)
        context.on("weberror", lambda error: errors.append(str(error.error)))
        contexts.append(context)
        return context.new_page()

    yield open_for
    for context in contexts:
        context.close()
    assert errors == []


def hand_in(page: Page, home: str) -> None:
    page.goto(f"{home}/companies/review/")
    page.get_by_role("button", name="Hand it in").click()
    expect(page.locator("#list")).to_contain_text("It waits for your coach")


def test_a_list_goes_to_the_coach_and_back_and_to_the_coach_again(
    live_server: Any, school: SimpleNamespace, browser_of: Callable[[User], Page]
):
    home = live_server.url
    seeker, coach, mina = (browser_of(user) for user in (school.seeker, school.coach, school.mina))
    seeker.goto(f"{home}/")
    expect(seeker.get_by_role("heading", name="Hand in your list to your coach")).to_be_visible()
    hand_in(seeker, home)
    hand_in(mina, home)

    keys = Keys(coach)
    coach.goto(f"{home}/")
    expect(coach.get_by_text("2 lists waiting")).to_be_visible()
    keys.press(coach.get_by_role("link", name="Review the list of Seeker"))
    expect(coach.get_by_role("radio", name="Good target").first).to_be_focused()
    coach.keyboard.press("Space")
    coach.keyboard.press("Tab")
    coach.keyboard.type("Strong pick.")
    coach.keyboard.press("Tab")
    coach.keyboard.press("ArrowRight")
    expect(coach.get_by_role("radio", name="Rethink").last).to_be_checked()
    coach.keyboard.press("Tab")
    coach.keyboard.type("Everyone knows them. What is your “in”?")
    expect(coach.locator(".review-kept")).to_have_text("Kept")
    seeker.reload()
    expect(seeker.locator("#list")).to_contain_text("Coach has been reading it since")
    expect(seeker.locator("body")).not_to_contain_text("Strong pick")
    coach.keyboard.press("Control+Enter")
    expect(coach.get_by_role("heading", name="Mina’s target companies")).to_be_visible()
    expect(coach.get_by_role("radio", name="Good target").first).to_be_focused()

    seeker.goto(f"{home}/")
    expect(seeker.get_by_role("heading", name="Read your coach’s feedback")).to_be_visible()
    seeker.get_by_role("link", name="Read it").first.click()
    expect(seeker.locator("#feedback")).to_contain_text("Strong pick.")
    seeker.get_by_role("button", name="I have read it").click()
    seeker.goto(f"{home}/")
    seeker.get_by_role("link", name="See the remark").first.click()
    expect(seeker.locator("#remark")).to_contain_text("Everyone knows them.")
    seeker.get_by_text("Answer", exact=True).click()
    seeker.get_by_label("Your answer").fill("I know somebody at Kestrel instead.")
    seeker.get_by_role("button", name="Keep this answer").click()
    expect(seeker.locator("#remark")).to_contain_text("You answered: I know somebody")
    seeker.locator(".board-head summary").click()
    seeker.get_by_role("button", name="Move to the backlog").click()
    expect(seeker.locator(".board-head summary")).to_contain_text("Backlog")
    seeker.goto(f"{home}/companies/add/")
    seeker.get_by_label("Company name").fill("Kestrel")
    seeker.get_by_role("button", name="Add", exact=True).click()
    seeker.wait_for_url("**/companies/*/**")
    kestrel = Company.objects.get(owner=school.seeker, name="Kestrel")
    seeker.goto(f"{home}/companies/{kestrel.pk}/in/")
    seeker.get_by_label("In your words").fill("Dana works there")
    seeker.get_by_role("button", name="Keep it").click()
    expect(seeker.locator("#in")).to_contain_text("Dana works there")
    hand_in(seeker, home)

    coach.goto(f"{home}/coach/")
    keys.press(coach.get_by_role("link", name="Review the list of Seeker"))
    expect(coach.get_by_role("region", name="No longer on the list")).to_contain_text("Globex")
    expect(coach.get_by_role("heading", name="Kestrel new")).to_be_visible()
    expect(coach.get_by_text("I know somebody at Kestrel instead.")).to_be_visible()
    assert Review.objects.filter(sent_at__isnull=False).count() == 1


def test_a_second_coach_takes_over_and_the_first_is_told_while_typing(
    live_server: Any, school: SimpleNamespace, browser_of: Callable[[User], Page]
):
    home = live_server.url
    hand_in(browser_of(school.seeker), home)
    there = Cohort.objects.get()
    other = make_user("other")
    join(there.organization, there, other, Role.COACH, consents=False, now=timezone.now())
    first, second = browser_of(school.coach), browser_of(other)
    first.goto(f"{home}/coach/")
    first.get_by_role("link", name="Review the list of Seeker").click()
    first.get_by_label("Overall").fill("First words")
    expect(first.locator(".review-kept")).to_have_text("Kept")
    second.goto(first.url)
    expect(second.get_by_text("has been on this list since")).to_be_visible()
    second.get_by_role("button", name="Take it over").click()
    expect(second.get_by_label("Overall")).to_have_value("First words")
    first.get_by_label("Overall").fill("First words, and more")
    expect(first.locator("#review-state")).to_contain_text("Other is on this list")
    expect(first.get_by_label("Overall")).to_have_value("First words, and more")
    assert Review.objects.get().words == "First words"
    first.on("dialog", lambda dialog: dialog.accept())
