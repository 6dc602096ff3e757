"""The admin can be used by everybody who enters it: axe, a small phone, no script or style in a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from networking.accounts.models import User
from networking.coaching.handing_in import hand_in
from networking.cohorts.inviting import invite
from networking.cohorts.joining import join
from networking.cohorts.models import Cohort, Invitation, Organization, Role
from tests.browser.pages import LONG
from tests.browser.test_pages import complaints_about
from tests.people import make_company, make_user


@pytest.fixture
def people(seeker: User) -> dict[str, User]:
    """A school with a list handed in, an open invitation, and everybody who looks after it."""
    now = timezone.now()
    school = Organization.objects.create(name=LONG, created_at=now)
    cohort = Cohort.objects.create(organization=school, name="2611", created_at=now)
    User.objects.filter(pk=seeker.pk).update(target_aim=2)
    seeker.refresh_from_db()
    for number in range(2):
        make_company(
            seeker, f"{LONG} {number}", in_words="I use it", website="https://example.org/" + "a" * 90
        )
    people = {"coach": make_user("coach"), "admin": make_user("admin")}
    join(school, cohort, seeker, Role.SEEKER, consents=True, now=now)
    join(school, cohort, people["coach"], Role.COACH, consents=False, now=now)
    join(school, None, people["admin"], Role.ADMIN, consents=False, now=now)
    hand_in(seeker, round_number=1, words="", now=now)
    invite(school, "new@example.org", Role.COACH, by=people["admin"], now=now, cohort=cohort)
    return people | {"superuser": User.objects.create_superuser("superuser@example.org")}


TABLES = {
    "coach": ["cohorts_seeker"],
    "admin": ["cohorts_organization", "cohorts_cohort", "cohorts_membership", "cohorts_invitation"],
    "superuser": ["accounts_user"],
}


@pytest.mark.parametrize("who", TABLES)
def test_every_page_of_the_admin_can_be_used_by_everybody(
    page: Page, live_server: Any, sign_in: Callable[[User], None], people: dict[str, User], who: str
):
    sign_in(people[who])
    found: list[str] = []
    page.goto(f"{live_server.url}/admin/")
    found += complaints_about(page, "the first page")
    for table in TABLES[who]:
        page.goto(live_server.url + reverse(f"admin:{table}_changelist"))
        found += complaints_about(page, table)
        page.locator("#result_list tbody th a").first.click()
        page.wait_for_url("**/change/")
        found += complaints_about(page, f"one of {table}")
    assert not found, "\n".join(found)


def test_an_admin_archives_a_cohort_and_invites_by_the_pages_own_forms(
    page: Page, live_server: Any, sign_in: Callable[[User], None], people: dict[str, User]
):
    sign_in(people["admin"])
    page.goto(f"{live_server.url}/cohorts/")
    page.get_by_role("link", name="Admin view").click()
    page.get_by_role("link", name="Cohorts").last.click()
    page.get_by_role("checkbox", name="Select this object for an action").check()
    page.get_by_label("Action:").select_option("archive")
    page.get_by_role("button", name="Go").click()
    expect(page.get_by_text("Its coaches read nothing any more", exact=False).last).to_be_visible()
    page.goto(live_server.url + reverse("admin:cohorts_invitation_add"))
    page.get_by_label("E-mail").fill("second@example.org")
    page.get_by_label("Role").select_option("admin")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("The invitation to second@example.org is on its way")).to_be_visible()
    assert Invitation.objects.filter(email="second@example.org", role=Role.ADMIN).exists()
