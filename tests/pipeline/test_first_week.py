from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from networking.accounts.models import User
from networking.accounts.settings_form import SettingsForm
from networking.accounts.story_form import StoryForm
from networking.companies.models import Criterion, Standing
from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.conversations.models import Community, Event, Tick
from networking.exchange.sample import start_sample
from networking.pipeline.first_week import (
    DAYS,
    PUT_AWAY,
    READY,
    SHOWN_DAYS,
    TICKABLE,
    Facts,
    load_week,
    ready_of,
    since_graduation,
    spell,
    week_of,
)
from tests.people import NOW, TODAY, make_company, make_connection, make_contact, new_key

URL = "/first-week/"
LINE = 'href="/first-week/"'
EVERYTHING = Facts(
    criteria=7, targets=5, with_in=5, known=9, people=3, written=3, venues=1, given=1, ticked_linkedin=1
)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def somebody(**fields) -> User:
    usual = {"name": "Mary", "time_zone": "Europe/Berlin", "story": "Maps.", "resume_url": "https://x.org/"}
    return User(**{**usual, **fields})


def done(facts: Facts, **fields) -> list[int]:
    return [line.day.number for line in week_of(somebody(**fields), facts).days if line.is_done]


# --- The rule


def test_everything_done_is_seven_days_and_the_plan_is_over():
    week = week_of(somebody(), EVERYTHING)
    assert (week.done, week.is_over, week.next, week.is_offered) == (7, True, None, False)


@pytest.mark.parametrize(
    ("without", "day"),
    [
        ({"criteria": 0}, 1),
        ({"ticked_linkedin": 0}, 1),
        ({"targets": 4, "with_in": 4}, 2),
        ({"with_in": 4}, 3),
        ({"known": 0}, 4),
        ({"people": 2}, 5),
        ({"written": 2}, 6),
        ({"venues": 0}, 7),
        ({"given": 0}, 7),
    ],
)
def test_one_thing_missing_leaves_its_day_open_and_that_is_next(without, day):
    facts = EVERYTHING._replace(**without)
    assert done(facts) == [number for number in range(1, 8) if number != day]
    week = week_of(somebody(), facts)
    assert week.next is not None
    assert week.next.number == day
    assert [line.day.number for line in week.days if line.is_next] == [day]


def test_an_in_for_each_of_no_companies_is_not_done():
    assert 3 not in done(Facts())


def test_how_many_companies_are_enough_is_what_somebody_aims_for():
    assert 2 in done(Facts(targets=3), target_aim=3)
    assert 2 not in done(Facts(targets=3), target_aim=4)


@pytest.mark.parametrize("item", [one.item for one in READY])
def test_what_the_account_says_by_itself_needs_no_tick(item):
    told = {
        "profile": {"name": "Mary", "time_zone": "Europe/Berlin"},
        "resume": {"resume_url": "https://x.org/cv"},
        "story": {"story": "Maps."},
    }
    empty = {"name": "", "story": " ", "resume_url": ""}
    nothing = User(**empty)
    lines = {line.item: line for line in ready_of(nothing, Facts())}
    assert not lines[item].is_done
    assert lines[item].may_tick == (item in TICKABLE)
    if item in told:
        line = {one.item: one for one in ready_of(User(**empty | told[item]), Facts())}[item]
        assert (line.is_done, line.may_tick) == (True, False)
    if item in TICKABLE:
        line = {one.item: one for one in ready_of(nothing, Facts(**{f"ticked_{item}": 1}))}[item]
        assert (line.is_done, line.may_tick) == (True, True)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (None, ""),
        (0, "You graduated today. Congratulations!"),
        (-1, "1 day until you graduate: a good time to begin."),
        (-200, "6 months until you graduate: a good time to begin."),
        (1, "1 day since you graduated. A number"),
        (43, "43 days since you graduated. A number"),
        (119, "119 days since"),
        (120, "4 months since"),
        (729, "24 months since"),
        (730, "2 years since"),
    ],
)
def test_the_days_since_graduation_are_a_number_and_no_grade(days, words):
    on = None if days is None else TODAY - dt.timedelta(days=days)
    said = since_graduation(on, TODAY)
    assert said.startswith(words)
    assert bool(said) == (days is not None)


def test_a_day_of_long_ago_and_one_far_away_are_said_too():
    assert since_graduation(dt.date.min, TODAY).startswith("2,027 years")
    assert since_graduation(dt.date.max, TODAY)
    assert spell(1) == "1 day"


# --- What is stored


def facts_of(seeker) -> dict[str, bool]:
    """Which tasks are done, by what they count."""
    week = load_week(seeker)
    return {
        task.have: line.is_done
        for day, lines in zip(DAYS, week.days, strict=True)
        for task, line in zip(day.tasks, lines.tasks, strict=True)
    }


def test_each_day_is_marked_done_by_what_was_done(seeker):
    seeker.change_settings(target_aim=1)
    assert not any(facts_of(seeker).values())
    Criterion.objects.create(owner=seeker, text="Hires near me")
    company = make_company(seeker, in_someone=True)
    people = [make_contact(seeker, company) for _ in range(3)]
    for person in people:
        writer.log(person, Kind.OUTREACH, on=TODAY, now=NOW)
    writer.log(people[0], Kind.TOUCH, on=TODAY, now=NOW)
    make_connection(seeker)
    Event.objects.create(owner=seeker, name="PyLadies", starts_at=NOW, key=new_key(), created_at=NOW)
    assert [have for have, is_done in facts_of(seeker).items() if not is_done] == ["ready"]


@pytest.mark.parametrize("joined_on", [None, TODAY])
def test_a_community_counts_once_it_is_joined(seeker, joined_on):
    made = {"key": new_key(), "created_at": NOW, "joined_on": joined_on}
    Community.objects.create(owner=seeker, name="Rust Berlin", **made)
    assert facts_of(seeker)["venues"] == bool(joined_on)


def test_the_sample_and_the_work_of_others_are_not_mine(seeker, stranger):
    start_sample(seeker, now=NOW)
    theirs = make_company(stranger, in_local=True)
    make_contact(stranger, theirs)
    make_connection(stranger)
    Tick.objects.create(owner=stranger, item="linkedin", on=TODAY)
    found = facts_of(seeker)
    found.pop("criteria")  # the sample begins with ours
    assert not any(found.values())


def test_people_at_a_company_that_is_no_target_do_not_count(seeker):
    for _ in range(3):
        make_contact(seeker, make_company(seeker, standing=Standing.NETWORK))
    assert not facts_of(seeker)["people"]


# --- The page


def test_the_page_asks_four_queries(as_seeker, django_assert_num_queries):
    with django_assert_num_queries(4):
        page = as_seeker.get(URL).content.decode()
    for day in DAYS:
        assert day.title in page
    assert "day late" not in page
    assert "days late" not in page


def test_every_link_of_the_plan_leads_somewhere(as_seeker, seeker):
    for line in load_week(seeker).days:
        for task in line.tasks:
            assert as_seeker.get(task.url).status_code == 200, task.url


def test_what_is_written_about_oneself_is_kept_and_ticks_itself(as_seeker, seeker):
    sent = {"story": "I make maps.", "resume_url": "https://x.org/cv", "graduated_on": "2026-10-07"}
    assert as_seeker.post(URL, sent).status_code == 302
    page = as_seeker.get(URL).content.decode()
    assert "43 days since you graduated" in page
    assert "I make maps." in page
    seeker.refresh_from_db()
    ready = {line.item: line.is_done for line in load_week(seeker).ready}
    assert (ready["story"], ready["resume"]) == (True, True)


@pytest.mark.parametrize("form", ["first_week", "settings"])
def test_the_link_to_my_resume_may_be_written_as_people_write_it(seeker, form):
    said = {"resume_url": "x.org/cv"}
    if form == "settings":
        usual = SettingsForm(instance=seeker).initial | {"time_zone": "Europe/Berlin"}
        said |= {name: "" if value is None else value for name, value in usual.items() if name not in said}
    kept = (SettingsForm if form == "settings" else StoryForm)(said, instance=seeker)
    assert (kept.errors, kept.cleaned_data["resume_url"]) == ({}, "https://x.org/cv")


@pytest.mark.parametrize(
    "wrong",
    [
        {"resume_url": "javascript:alert(1)"},
        {"graduated_on": "2026-02-30"},
        {"graduated_on": "0001-01-01"},
        {"graduated_on": "9999-12-31"},
        {"story": "x" * 3001},
    ],
)
def test_what_cannot_be_kept_stays_in_the_form_with_a_word_about_it(as_seeker, seeker, wrong):
    said = as_seeker.post(URL, {"story": "I make maps.", **wrong})
    assert said.status_code == 422
    assert "field-error" in said.content.decode()
    seeker.refresh_from_db()
    assert (seeker.story, seeker.resume_url, seeker.graduated_on) == ("", "", None)


def test_a_script_in_the_story_is_text(as_seeker):
    as_seeker.post(URL, {"story": "<script>alert(1)</script>"})
    assert "<script>alert" not in as_seeker.get(URL).content.decode()


@pytest.mark.parametrize("item", sorted(TICKABLE))
def test_a_tick_is_set_twice_without_harm_and_taken_away(as_seeker, seeker, item):
    for _ in range(2):
        said = as_seeker.post(f"{URL}{item}/tick/", {"on": "1"})
    assert said["Location"] == f"{URL}#ready"
    assert Tick.objects.owned_by(seeker).count() == 1
    as_seeker.post(f"{URL}{item}/tick/", {"on": "0"})
    assert not Tick.objects.exists()


@pytest.mark.parametrize("item", ["profile", PUT_AWAY, "x", "..", "%00"])
def test_nothing_else_can_be_ticked(as_seeker, item):
    assert as_seeker.post(f"{URL}{item}/tick/").status_code == 404
    assert not Tick.objects.exists()


# --- On Today


def test_somebody_new_finds_it_on_the_first_page_and_then_on_today(as_seeker, seeker):
    assert LINE in as_seeker.get("/").content.decode()
    make_company(seeker)
    page = as_seeker.get("/").content.decode()
    assert LINE in page
    assert "Day 1: Get ready" in page


def test_later_it_is_there_when_nothing_is_due(as_seeker, seeker):
    User.objects.filter(pk=seeker.pk).update(date_joined=NOW - dt.timedelta(days=SHOWN_DAYS))
    company = make_company(seeker)
    assert LINE not in as_seeker.get("/").content.decode()
    company.standing, company.target_on = Standing.ARCHIVED, None
    company.save()
    seeker.change_settings(target_aim=0)
    assert LINE in as_seeker.get("/").content.decode()


def test_put_away_it_is_gone_without_a_word_and_undo_brings_it_back(as_seeker):
    said = as_seeker.post(f"{URL}away/")
    (message,) = said.wsgi_request._messages
    assert LINE not in as_seeker.get("/").content.decode()
    assert "Show it on Today again" in as_seeker.get(URL).content.decode()
    as_seeker.post(message.extra_tags)
    assert LINE in as_seeker.get("/").content.decode()


def test_a_search_that_is_over_needs_no_first_week(as_seeker, seeker):
    User.objects.filter(pk=seeker.pk).update(search_over_on=TODAY)
    assert LINE not in as_seeker.get("/").content.decode()


def test_it_can_be_found_again_under_settings(as_seeker):
    as_seeker.post(f"{URL}away/")
    assert LINE in as_seeker.get("/settings/").content.decode()


def test_the_settings_keep_the_same_three_things(as_seeker, seeker):
    page = as_seeker.get("/settings/")
    sent = {k: v for k, v in page.context["form"].initial.items() if v is not None}
    sent |= {"time_zone": "Europe/Berlin", "story": "Maps", "graduated_on": "2026-02-28"}
    assert as_seeker.post("/settings/", sent).status_code == 302
    seeker.refresh_from_db()
    assert (seeker.story, seeker.graduated_on) == ("Maps", dt.date(2026, 2, 28))
