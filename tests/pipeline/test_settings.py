from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine

from networking.accounts.models import User
from networking.accounts.settings_form import RANGES
from networking.cohorts.joining import join
from networking.cohorts.models import Cohort, Organization, Role
from networking.contacts.stages import Kind
from networking.conversations import writer
from tests.people import NOW, TODAY, make_company, make_contact

URL = "/settings/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def said(user: User, **changed: Any) -> dict[str, Any]:
    """The form as it is sent when only some of it is changed."""
    fields = ("name", *RANGES, "linkedin_plan")
    now = {field: getattr(user, field) for field in fields if getattr(user, field) is not None}
    return {**now, "time_zone": user.time_zone or "UTC", **changed}


def test_the_page_shows_what_is_set(as_seeker, seeker):
    text = as_seeker.get(URL).content.decode()
    for words in ("Seeker", "seeker@example.org", "Days before a follow-up", "Delete my account"):
        assert words in text


def test_everything_can_be_changed(as_seeker, seeker):
    changed = {
        "name": "Sam",
        "time_zone": "Europe/Berlin",
        "target_aim": 3,
        "new_people_a_day": 0,
        "follow_up_days": 5,
        "follow_up_limit": 0,
        "rest_days": 10,
        "thanks_days": 2,
        "close_days": 30,
        "others_days": 400,
        "linkedin_plan": "paid",
        "linkedin_notes_a_month": 20,
    }
    assert as_seeker.post(URL, said(seeker, **changed))["Location"] == URL
    seeker.refresh_from_db()
    assert {name: getattr(seeker, name) for name in changed} == changed


def test_an_empty_number_of_notes_means_what_linkedin_gives(as_seeker, seeker):
    seeker.change_settings(linkedin_notes_a_month=9)
    as_seeker.post(URL, said(seeker, linkedin_notes_a_month=""))
    seeker.refresh_from_db()
    assert seeker.linkedin_notes_a_month is None


def test_a_changed_clock_moves_what_is_due_at_once(as_seeker, seeker):
    lena = make_contact(seeker, make_company(seeker))
    writer.log(lena, Kind.OUTREACH, on=TODAY, now=NOW)
    as_seeker.post(URL, said(seeker, follow_up_days=3))
    lena.refresh_from_db()
    assert lena.due_on == TODAY + dt.timedelta(days=3)


@pytest.mark.parametrize("field", RANGES)
def test_a_number_out_of_its_range_is_refused_kindly_and_kept(as_seeker, seeker, field):
    least, most = RANGES[field]
    before = User.objects.values().get(pk=seeker.pk)
    for number, words in ((least - 1, f"{least} at least"), (most + 1, f"{most} at most"), ("9" * 400, "")):
        response = as_seeker.post(URL, said(seeker, **{field: number, "name": "Kept words"}))
        assert response.status_code == 422
        assert words in response.content.decode()
        assert "Kept words" in response.content.decode()
    assert User.objects.values().get(pk=seeker.pk) == before


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../../etc/passwd"])
def test_an_unknown_time_zone_is_refused(as_seeker, seeker, zone):
    seeker.change_settings(time_zone="Europe/Berlin")
    assert as_seeker.post(URL, said(seeker, time_zone=zone)).status_code == 422
    seeker.refresh_from_db()
    assert seeker.time_zone == "Europe/Berlin"


def order(client) -> list[str]:
    return [channel for channel, _ in client.get(URL).context["channels"]]


def test_the_channels_move_up_and_down(as_seeker):
    ours = ["introduction", "alumni", "email", "linkedin", "linkedin_note"]
    assert order(as_seeker) == ours
    as_seeker.post(f"{URL}channels/email/", {"direction": "up"})
    assert order(as_seeker) == ["introduction", "email", "alumni", "linkedin", "linkedin_note"]
    as_seeker.post(f"{URL}channels/introduction/", {"direction": "up"})
    as_seeker.post(f"{URL}channels/email/", {"direction": "down"})
    assert order(as_seeker) == ours


def test_an_unknown_channel_and_a_foreign_word_in_the_stored_order_do_no_harm(as_seeker, seeker):
    assert as_seeker.post(f"{URL}channels/pigeon/", {"direction": "up"}).status_code == 404
    seeker.change_settings(channel_order=["pigeon", "email"])
    assert order(as_seeker)[0] == "email"


def test_the_sample_can_be_removed_only_while_there_is_some(as_seeker, seeker):
    assert "Remove the sample" not in as_seeker.get(URL).content.decode()
    make_company(seeker, is_sample=True)
    assert "Remove the sample" in as_seeker.get(URL).content.decode()


def test_the_page_takes_five_queries(as_seeker, django_assert_num_queries):
    with django_assert_num_queries(5):
        as_seeker.get(URL)


def test_who_has_to_do_with_a_school_finds_the_way_there(as_seeker, seeker, settings):
    settings.AT_HOME = False
    assert "Join a cohort with a code" in as_seeker.get(URL).content.decode()
    school = Organization.objects.create(name="Harbour Code", created_at=NOW)
    cohort = Cohort.objects.create(organization=school, name="2611", created_at=NOW)
    for role in (Role.SEEKER, Role.COACH):
        join(school, cohort, seeker, role, consents=True, now=NOW)
    page = as_seeker.get(URL).content.decode()
    assert "2611 at Harbour Code: what my coaches read" in page
    assert "Cohorts you look after" in page
    assert "Join a cohort with a code" not in page
