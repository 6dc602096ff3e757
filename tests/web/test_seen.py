"""Two windows at one form: what was left alone takes the other's words, what both changed is shown twice."""

from __future__ import annotations

import datetime as dt
import uuid
from functools import partial
from itertools import product
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from networking.accounts.models import User
from networking.accounts.settings_form import SettingsForm
from networking.companies.models import Criterion
from networking.conversations import communities, events, opportunities, referrals
from networking.conversations.models import CommunityKind, EventKind, Progress
from networking.web.seen import STALE, as_sent
from tests.at_once import MANY, at_once, windows_of
from tests.conversations.test_referrals import make_role
from tests.people import make_company, make_contact, make_template

NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)


def an_event(seeker: User) -> tuple[str, dict[str, str], tuple[str, ...]]:
    made = events.add(
        seeker,
        name="PyCon",
        kind=EventKind.CONFERENCE,
        starts_at=NOON,
        is_all_day=False,
        key=uuid.uuid4(),
        now=NOON,
    )
    said = {"name": "PyCon", "kind": "conference", "date": "2026-11-20", "time": "12:00", "time_zone": "UTC"}
    return f"/events/{made.pk}/edit/", said, ("place", "Hall 1", "Hall 2", "notes", "Ask for Mei")


def a_community(seeker: User) -> tuple[str, dict[str, str], tuple[str, ...]]:
    made = communities.add(seeker, name="Pythonistas", kind=CommunityKind.SLACK, key=uuid.uuid4(), now=NOON)
    said = {"name": "Pythonistas", "kind": "slack"}
    return (
        reverse("pipeline:edit_community", args=[made.pk]),
        said,
        ("notes", "Mondays", "Tuesdays", "url", "https://py.example"),
    )


def a_role(seeker: User) -> tuple[str, dict[str, str], tuple[str, ...]]:
    company = make_company(seeker, "Northwind")
    first = {"progress": Progress.SPOTTED, "on": NOON.date(), "key": uuid.uuid4(), "now": NOON}
    made = opportunities.add(seeker, company, role="Engineer", found="posted", **first)
    said = {"company_name": "Northwind", "role": "Engineer", "found": "posted"}
    return (
        f"/opportunities/{made.pk}/edit/",
        said,
        ("notes", "Asks for Go", "Asks for C", "department", "Arms"),
    )


def a_company(seeker: User) -> tuple[str, dict[str, str], tuple[str, ...]]:
    made = make_company(seeker, "Northwind")
    said = {"name": "Northwind"}
    return f"/companies/{made.pk}/edit/", said, ("notes", "Hires in May", "Hires in June", "place", "Bern")


def a_template(seeker: User) -> tuple[str, dict[str, str], tuple[str, ...]]:
    made = make_template(seeker, "Mine", body="Hi")
    said = {"name": "Mine", "purpose": made.purpose, "channel": made.channel, "persona": made.persona}
    said |= {"subject": made.subject, "body": "Hi"}
    return f"/messages/{made.pk}/", said, ("body", "Hello", "Good day", "name", "Short")


def a_packet(seeker: User) -> tuple[str, dict[str, str], tuple[str, ...]]:
    role = make_role(seeker, make_company(seeker, "Northwind"))
    made = referrals.begin(make_contact(seeker, role.company, "Lena"), role, now=NOON)
    return f"/referrals/{made.pk}/edit/", {}, ("context", "We met", "We studied", "why_me", "I built the arm")


def my_story(seeker: User) -> tuple[str, dict[str, str], tuple[str, ...]]:
    more = ("story", "I was a cook", "I was a nurse", "resume_url", "https://sam.example/cv")
    return "/first-week/", {}, more


def my_settings(seeker: User) -> tuple[str, dict[str, str], tuple[str, ...]]:
    form = SettingsForm(instance=seeker)
    said = {name: as_sent(value) for name, value in form.as_it_is().items()}
    return "/settings/", said, ("name", "Sam", "Samuel", "story", "I was a cook")


FORMS = [an_event, a_community, a_role, a_company, a_template, a_packet, my_story, my_settings]


def page(answer: Any) -> str:
    return answer.content.decode()


def mark_in(answer: Any) -> str:
    return page(answer).split('name="seen" value="')[1].split('"')[0]


def value_of(client: Client, url: str, field: str) -> str:
    return as_sent(client.get(url).context["form"].stored[field])


@pytest.mark.django_db
@pytest.mark.parametrize("make", FORMS)
def test_what_both_changed_is_shown_twice_and_saving_again_keeps_mine(make, as_seeker, seeker):
    url, said, (field, theirs, mine, *_) = make(seeker)
    seen = mark_in(as_seeker.get(url))
    assert as_seeker.post(url, said | {field: theirs, "seen": seen}).status_code == 302
    refused = as_seeker.post(url, said | {field: mine, "seen": seen})
    assert refused.status_code == 422
    assert f"Meanwhile it says: {theirs}" in page(refused)
    assert STALE in page(refused)
    assert mine in page(refused)
    assert value_of(as_seeker, url, field) == theirs
    assert as_seeker.post(url, said | {field: mine, "seen": mark_in(refused)}).status_code == 302
    assert value_of(as_seeker, url, field) == mine


@pytest.mark.django_db
@pytest.mark.parametrize("make", FORMS)
def test_what_each_changed_alone_is_kept_together(make, as_seeker, seeker):
    url, said, (field, theirs, _, other, mine) = make(seeker)
    seen = mark_in(as_seeker.get(url))
    as_seeker.post(url, said | {field: theirs, "seen": seen})
    assert as_seeker.post(url, said | {other: mine, "seen": seen}).status_code == 302
    assert [value_of(as_seeker, url, name) for name in (field, other)] == [theirs, mine]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("make", FORMS)
def test_of_twelve_windows_that_save_at_once_one_wins(make, as_seeker, seeker):
    url, said, (field, *_) = make(seeker)
    seen = mark_in(as_seeker.get(url))
    windows = windows_of(seeker)

    def save(number: int) -> int:
        return windows[number].post(url, said | {field: f"Window {number}", "seen": seen}).status_code

    assert at_once([partial(save, number) for number in range(MANY)]) == {302: 1, 422: MANY - 1}
    assert value_of(as_seeker, url, field).startswith("Window ")


@pytest.mark.django_db
@pytest.mark.parametrize("make", FORMS)
def test_a_double_click_is_no_second_window(make, as_seeker, seeker):
    url, said, (field, theirs, *_) = make(seeker)
    sent = said | {field: theirs, "seen": mark_in(as_seeker.get(url))}
    assert [as_seeker.post(url, sent).status_code for _ in range(2)] == [302, 302]


@pytest.mark.django_db
@pytest.mark.parametrize("make", FORMS)
@pytest.mark.parametrize("seen", ["nonsense", "é" * 900, "\x00"], ids=["words", "long", "nul"])
def test_marks_that_are_none_refuse_what_differs_and_nothing_breaks(make, seen, as_seeker, seeker):
    url, said, (field, theirs, *_) = make(seeker)
    assert as_seeker.post(url, said | {field: theirs, "seen": seen}).status_code == 422
    assert value_of(as_seeker, url, field) != theirs


@pytest.mark.django_db
@pytest.mark.parametrize(("shown", "there", "typed"), [*product(["", "One", "Two"], repeat=3)])
def test_what_comes_of_every_three(shown, there, typed, as_seeker, seeker):
    """Of what a field showed, what is there now and what was typed."""
    User.objects.filter(pk=seeker.pk).update(story=shown)
    seen = mark_in(as_seeker.get("/first-week/"))
    User.objects.filter(pk=seeker.pk).update(story=there)
    is_kept = as_seeker.post("/first-week/", {"story": typed, "seen": seen}).status_code == 302
    seeker.refresh_from_db()
    wants = there if typed == shown else typed
    assert is_kept == (wants == there or there == shown)
    assert seeker.story == (wants if is_kept else there)


@pytest.mark.django_db
def test_a_criterion_says_so_in_its_row(as_seeker, seeker):
    asked = Criterion.objects.create(owner=seeker, text="has a dog", position=1)
    seen = mark_in(as_seeker.get("/companies/criteria/"))
    url = f"/companies/criteria/{asked.pk}/"
    as_seeker.post(url, {"text": "has a cat", "seen": seen})
    refused = as_seeker.post(url, {"text": "has a bird", "seen": seen})
    assert refused.status_code == 422
    assert "Meanwhile it says: has a cat" in page(refused)
    assert STALE in page(refused)
