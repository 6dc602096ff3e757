"""Who may do what, for every URL and every table there is.

**Adding a page?** Add one `Row` to the block of your app below; `tests/access.py` explains its fields in ten
lines, and most need only the name and `of`. **Adding a table?** Make one of it in `make_world` there.
A URL or table without a row fails here by name. All the questions below are then asked of it by themselves:
does a stranger get 404 and nothing changes, does GET change nothing, is CSRF asked for, do odd keys stay
under 500, are the headers there, does a secret of mine ever reach a stranger's page.
"""

from __future__ import annotations

import datetime as dt
import io
import uuid
import zipfile
from collections.abc import Iterator
from copy import copy
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from networking.accounts.models import User
from networking.contacts.two_as_one import LABELS
from tests.access import SECRET, Row, World, digest, mark, owned_models, urls, worlds
from tests.made_once import made_once
from tests.people import make_user

ACCOUNTS = [
    Row("account_login", anonymous=200, get=302),
    Row("account_logout", anonymous=302, post={}),
    Row("account_signup", anonymous=200, get=302),
    Row("account_inactive", anonymous=200),
    Row("account_reauthenticate", get=200),
    Row("account_email", post={"email": "new@example.org", "action_add": ""}),
    Row("account_email_verification_sent", anonymous=200),
    Row("account_confirm_email", also={"key": "nothing"}, anonymous=200),
    Row("account_change_password", post={}, posted=422),
    Row("account_set_password", get=302),
    Row("account_reset_password", anonymous=200),
    Row("account_reset_password_done", anonymous=200),
    Row("account_reset_password_from_key", also={"uidb36": "1", "key": "none"}, anonymous=200),
    Row("account_reset_password_from_key_done", anonymous=200),
    Row("account_confirm_login_code", anonymous=302, get=302),
    Row("accounts:sign_in_link", also={"token": "nothing"}, anonymous=404, get=404, post={}, posted=404),
    Row("accounts:delete", post={"email": "somebody@example.org"}, posted=422),
    Row("accounts:keep", get=405, post={}),
    Row("accounts:time_zone", get=405, post={"time_zone": "Europe/Berlin"}, posted=204),
]

TODAY = [Row("pipeline:today", anonymous=200)]

COMPANIES = [
    Row("pipeline:companies"),
    Row("pipeline:add_company", post={"name": "Northwind"}),
    Row("pipeline:suggestions"),
    Row("pipeline:take_suggestion", get=405, post={"target": "nowhere"}, posted=404),
    Row("pipeline:criteria", post={"text": "has a dog"}),
    Row("pipeline:start_criteria", get=405, post={}),
    Row("pipeline:edit_criterion", of="criterion", get=405, post={"text": "has a cat"}),
    Row("pipeline:hide_criterion", of="criterion", get=405, post={"on": "1"}),
    Row("pipeline:board", of="company"),
    Row("pipeline:brief", of="company"),
    Row("pipeline:edit_company", of="company", post={"name": "Acme Corporation"}),
    Row("pipeline:move_company", of="company", get=405, post={"direction": "up"}),
    Row("pipeline:set_standing", of="company", get=405, post={"standing": "backlog"}),
    Row("pipeline:write_in", of="company", post={"in_words": "I use it"}),
    Row("pipeline:answer", of="company", post={"value": "yes"}),
    Row("pipeline:nobody_here", of="company", also={"persona": "manager"}, get=405, post={}),
    Row("pipeline:that_is_all", of="company", get=405, post={}),
    Row("pipeline:remove_company", of="company", get=405, post={}),
    Row("pipeline:restore_company", of="removed_company", get=405, post={}),
    Row("pipeline:take_connection", of="company", get=405, post={"place": "board"}),
    Row("pipeline:move", of="person", get=405, post={"stage": "2"}),
    Row("pipeline:undo_move", of="person", get=405, post={}),
]

COACH = [
    Row("pipeline:review", post={"round": "3"}, posted=422),
    Row("pipeline:read_review", get=405, post={}),
    Row("pipeline:take_back", of="submission", get=405, post={}),
    Row("pipeline:answer_remark", of="remark", get=405, post={"words": "I know them"}),
    Row("pipeline:keep_company", of="remark", get=405, post={"because": "I know them"}),
    Row("pipeline:close_suggestion", of="suggestion", get=405, post={}),
]

REVIEWS = [
    Row("coaching:review", of="submission", post={"overall": "Good"}),
    Row("coaching:send_review", of="submission", get=405, post={"overall": "Good"}),
    Row("coaching:unsend_review", of="reviewed", get=405, post={}),
    Row("coaching:take_over", of="submission", get=405, post={}),
    Row("coaching:add_reply", get=405, post={"text": "Why this one?"}),
    Row("coaching:remove_reply", of="saved_reply", get=405, post={}),
]

EVENTS = [
    Row("pipeline:events"),
    Row("pipeline:add_event", post={"name": "PyCon", "kind": "conference", "date": "2026-11-28"}),
    Row("pipeline:event", of="event"),
    Row("pipeline:edit_event", of="event", post={"name": "PyCon", "kind": "other", "date": "2026-11-28"}),
    Row("pipeline:meet_at_event", of="event", get=405, post={"name": "Mei Tanaka"}),
    Row("pipeline:attend_event", of="event", also={"attendance": "skipped"}, get=405, post={}),
    Row("pipeline:remove_event", of="event", get=405, post={}),
    Row("pipeline:restore_event", of="removed_event", get=405, post={}),
    Row("pipeline:who_is_it"),
    Row("pipeline:unmeet", of="met", get=405, post={}),
    Row("pipeline:meet_again", also={"key": uuid.UUID(int=7)}, get=405, post={}, posted=404),
]

PEOPLE = [
    Row("pipeline:people"),
    Row("pipeline:add_person", post={"name": "Grace Hopper", "closeness": "distant"}),
    Row(
        "pipeline:set_closeness",
        get=405,
        post=lambda world: {"closeness": "close", "person": world["person"].pk},
    ),
    Row("pipeline:undo_closeness", also={"mark": uuid.UUID(int=7)}, get=405, post={}, posted=404),
    Row("pipeline:person", of="person"),
    Row(
        "pipeline:edit_person",
        of="person",
        post=lambda world: {
            "name": "Ada King",
            "persona": "other",
            "closeness": "close",
            "version": world["person"].version,
        },
    ),
    Row("pipeline:change_job", of="person", post={"company_name": "Elsewhere", "until": "2026-01-31"}),
    Row("pipeline:undo_job", of="person", get=405, post={}),
    Row("pipeline:remove_person", of="person", get=405, post={}),
    Row("pipeline:restore_person", of="removed_person", get=405, post={}),
    Row("pipeline:log", of="person", also={"kind": "reply"}, post={"note": "hello"}),
    Row("pipeline:correct", of="person", post={"kind": "message", "on": "2026-01-31"}),
    Row("pipeline:remove_interaction", of="person", get=405, post={}),
    Row("pipeline:restore_interaction", of="person", get=405, post={}),
    Row("pipeline:giving"),
    Row("pipeline:add_date", of="person", post={"label": "Birthday", "day": "29", "month": "2"}),
    Row("pipeline:edit_date", of="person", post={"label": "Moved in", "day": "1", "month": "3"}),
    Row("pipeline:remove_date", of="person", get=405, post={}),
    Row("pipeline:restore_date", of="person", get=405, post={}),
    Row("pipeline:no_answer_needed", of="person", get=405, post={}),
    Row("pipeline:answer_needed", of="person", get=405, post={}),
    Row("pipeline:say_known", of="update", get=405, post={}),
    Row("pipeline:say_not_known", of="update", get=405, post={}),
    Row("pipeline:park", of="person", get=405, post={"reason": "left"}),
    Row("pipeline:reopen", of="person", get=405, post={}),
    Row(
        "pipeline:plan_chat",
        of="person",
        post=lambda _: {
            "date": (timezone.now() + dt.timedelta(days=2)).date(),
            "time": "12:00",
            "minutes": "30",
            "medium": "video",
        },
    ),
]


def _who_was_merged(world: World) -> int:
    return world["merged_person"].pk


ROLES = [
    Row("pipeline:opportunities"),
    Row(
        "pipeline:add_opportunity",
        post={"company_name": "Acme", "role": "Engineer", "found": "network", "progress": "spotted"},
    ),
    Row("pipeline:opportunity", of="opportunity"),
    Row(
        "pipeline:edit_opportunity",
        of="opportunity",
        post={"company_name": "Acme", "role": "Backend engineer", "found": "posted"},
    ),
    Row("pipeline:move_opportunity", of="opportunity", get=405, post={"progress": "applied"}),
    Row(
        "pipeline:undo_opportunity",
        of="opportunity",
        get=405,
        post={"progress": "applied", "on": "2026-01-31", "at": "2026-01-31T12:00:00+00:00"},
    ),
    Row("pipeline:remove_opportunity", of="opportunity", get=405, post={}),
    Row("pipeline:restore_opportunity", of="removed_opportunity", get=405, post={}),
    Row("pipeline:tell_helpers", of="opportunity", get=405, post={}, posted=422),
    Row("pipeline:untell_helpers", of="opportunity", get=405, post={}),
    Row("pipeline:search_again", get=405, post={}),
    Row("pipeline:end_search", get=405, post={}),
]


WHO_IS_IT = [
    Row("pipeline:duplicates"),
    Row("pipeline:merge", of="person", post=lambda _: dict.fromkeys(LABELS, "kept")),
    Row("pipeline:undo_merge", of="person", also={"other_person_pk": _who_was_merged}, get=405, post={}),
    Row("pipeline:two_people", of="person", get=405, post={}),
    Row("pipeline:ask_again", of="person", get=405, post={}),
    Row("pipeline:connect", of="person", get=405, post={}),
    Row("pipeline:disconnect", of="person", get=405, post={}),
    Row("pipeline:not_in_book", of="person", get=405, post={}),
    Row("pipeline:ask_book_again", of="person", get=405, post={}),
]

INTRODUCTIONS = [
    Row("pipeline:introductions"),
    Row("pipeline:introduce", of="person", post={"name": "Grace Murray", "company_name": "Navy"}),
    Row("pipeline:undo_introduction", of="introduction", get=405, post={}),
    Row("pipeline:remove_introduction", of="introduction", get=405, post={}),
    Row("pipeline:restore_introduction", of="removed_introduction", get=405, post={}),
    Row(
        "pipeline:ask_introducer",
        of="person",
        get=405,
        post=lambda world: {"who": world["other_person"].pk},
    ),
    Row("pipeline:unask_introducer", of="person", get=405, post={}),
]

FIRST_MESSAGES = [
    Row("pipeline:write_five"),
    Row("pipeline:looked", of="person", also={"place": "search"}, get=405, post={"on": "1"}),
    Row("pipeline:found_email", of="person", get=405, post={"email": "ada@example.org"}),
]

CHATS = [
    Row("pipeline:chats"),
    Row("pipeline:chat", of="chat"),
    Row("pipeline:chat_ics", of="chat"),
    Row(
        "pipeline:move_chat",
        of="chat",
        get=405,
        post=lambda _: {
            "date": (timezone.now() + dt.timedelta(days=2)).date(),
            "time": "12:00",
            "minutes": "30",
            "medium": "phone",
        },
    ),
    Row("pipeline:hold_chat", of="chat", get=405, post={"note": "went well"}),
    Row("pipeline:miss_chat", of="chat", get=405, post={}),
    Row("pipeline:cancel_chat", of="chat", get=405, post={}),
    Row("pipeline:unsettle_chat", of="chat", get=405, post={}),
    Row("pipeline:remove_chat", of="chat", get=405, post={}),
    Row("pipeline:restore_chat", of="removed_chat", get=405, post={}),
    Row("pipeline:sheet", of="chat"),
    Row("pipeline:learned", of="chat", get=405, post={"culture": "Pairing"}),
    Row("pipeline:name_person", of="chat", get=405, post={"name": "Grace Hopper", "title": "CTO"}),
    Row("pipeline:undo_named", of="chat", get=405, post={}),
    Row("pipeline:prepare", of="chat", post={"questions": "Who else?"}),
    Row("pipeline:pick_question", of="chat", get=405, post={"question": "Who else?"}),
    Row("pipeline:drop_question", of="chat", get=405, post={"question": "Who else?"}),
    Row("pipeline:undrop_question", of="chat", get=405, post={}),
    Row("pipeline:order_question", of="chat", get=405, post={"up": "Who else?"}),
    Row(
        "pipeline:add_question",
        get=405,
        post=lambda world: {"text": "Who else?", "topic": "people", "chat": world["chat"].pk},
    ),
    Row(
        "pipeline:remove_question",
        of="question",
        get=405,
        post=lambda world: {"chat": world["chat"].pk},
    ),
    Row(
        "pipeline:restore_question",
        of="removed_question",
        get=405,
        post=lambda world: {"chat": world["chat"].pk},
    ),
]

TEMPLATES = [
    Row("pipeline:messages"),
    Row("pipeline:add_template", post={"name": "Mine", "purpose": "outreach", "body": "Hi {name}"}),
    Row(
        "pipeline:edit_template",
        of="template",
        post={"name": "Mine", "purpose": "check_in", "body": "Hi {name}"},
    ),
    Row("pipeline:remove_template", of="template", get=405, post={}),
    Row("pipeline:restore_template", of="removed_template", get=405, post={}),
]

REFERRALS = [
    Row("pipeline:ask_for_referral", of="opportunity"),
    Row("pipeline:begin_referral", of="person", post=lambda world: {"opportunity": world["opportunity"].pk}),
    Row("pipeline:referral", of="referral"),
    Row("pipeline:edit_referral", of="referral", post={"why_me": "Go"}),
    Row("pipeline:ready_referral", of="referral", also={"what": "has_story"}, get=405, post={"on": "1"}),
    Row("pipeline:packet", of="referral"),
    Row("pipeline:packet_md", of="referral"),
    Row("pipeline:ask_referral", of="referral", get=405, post={}),
    Row("pipeline:unask_referral", of="referral", get=405, post={}),
    Row("pipeline:end_referral", of="referral", get=405, post={"outcome": "yes"}),
    Row("pipeline:reopen_referral", of="referral", get=405, post={}),
    Row("pipeline:remove_referral", of="referral", get=405, post={}),
    Row("pipeline:restore_referral", of="removed_referral", get=405, post={}),
]


# The draft of the world is at version 1.
MESSAGE = {"purpose": "follow_up", "text": "Hi {takeaway}", "version": "1"}
WRITING = [
    Row("pipeline:write", of="person", post=MESSAGE),
    Row(
        "pipeline:begin_message",
        of="person",
        get=405,
        post={**MESSAGE, "choose_template": "starter:check-in"},
    ),
    Row("pipeline:fill_in", of="person", get=405, post={**MESSAGE, "known_takeaway": "there"}),
    Row(
        "pipeline:offer_times",
        of="person",
        get=405,
        post=lambda _: {
            **MESSAGE,
            "date_1": (timezone.now() + dt.timedelta(days=2)).date(),
            "time_1": "12:00",
        },
    ),
    Row("pipeline:earlier_text", of="person", get=405, post={}),
    Row("pipeline:mark_sent", of="person", get=405, post=MESSAGE),
    Row("pipeline:unsend", of="person", get=405, post={}),
]


def _of_the_company(world: World) -> str:
    return f"company:{world['company'].pk}"


def _of_the_person(world: World) -> str:
    return f"contact:{world['person'].pk}"


STEPS = [
    Row("pipeline:hidden"),
    Row("pipeline:put_off", also={"rule": 8, "subject": _of_the_company}),
    Row(
        "pipeline:later", also={"rule": 8, "subject": _of_the_company}, get=405, post={"until": "2100-01-01"}
    ),
    Row(
        "pipeline:not_this_one",
        also={"rule": 8, "subject": _of_the_company},
        get=405,
        post={"reason": "not now"},
    ),
    Row("pipeline:show_again", also={"rule": 6, "subject": _of_the_person}, get=405, post={}),
]

SETTINGS = [
    Row("pipeline:settings", post={"name": "Mary"}, posted=422),
    Row("pipeline:communities"),
    Row("pipeline:add_community", post={"name": "PyData", "kind": "slack"}),
    Row("pipeline:community", of="community"),
    Row("pipeline:edit_community", of="community", post={"name": "PyData", "kind": "forum"}),
    Row("pipeline:meet_in_community", of="community", get=405, post={"name": "Mia Brandt"}),
    Row("pipeline:join_community", of="community", get=405, post={}),
    Row("pipeline:leave_community", of="community", get=405, post={}),
    Row("pipeline:remove_community", of="community", get=405, post={}),
    Row("pipeline:restore_community", of="removed_community", get=405, post={}),
    Row("pipeline:import_events", post={"text": "PyData meetup, 24 November 2026, 18:30"}, posted=200),
    Row("pipeline:take_events", get=405, post={"found": "not ours", "event": "0"}),
    Row("pipeline:take_back_events", also={"batch": uuid.UUID(int=7)}, get=405, post={}),
    Row("pipeline:event_ics", of="event"),
    Row("pipeline:first_week", post={"story": "Maps"}),
    Row("pipeline:tick_item", also={"item": "linkedin"}, get=405, post={"on": "1"}),
    Row("pipeline:put_week_away", get=405, post={}),
    Row("pipeline:bring_week_back", get=405, post={}),
    Row("pipeline:move_channel", also={"channel": "email"}, get=405, post={"direction": "up"}),
]

EXCHANGE = [
    Row("exchange:import", post={}, posted=422),
    Row("exchange:upload", of="upload"),
    Row("exchange:read", of="upload", get=405, post={}),
    Row("exchange:commit", of="upload", get=405, post={}),
    Row("exchange:cancel", of="upload", get=405, post={}),
    Row("exchange:undo", of="done_upload", get=405, post={}),
    Row("exchange:left_out", of="upload"),
    Row("exchange:proposals", post={}, posted=200),
    Row("exchange:accept_proposals", get=405, post={}),
    Row("exchange:reject_proposals", get=405, post={}),
    Row("exchange:accept_proposal", of="proposal", get=405, post={}),
    Row("exchange:reject_proposal", of="proposal", get=405, post={}),
    Row(
        "exchange:undo_proposals",
        also={"token": lambda world: world["accepted"].decision},
        get=405,
        post={},
    ),
    Row("exchange:start_sample", get=405, post={}),
    Row("exchange:remove_sample", get=405, post={}),
    Row("exchange:export"),
    Row("exchange:everything"),
    Row("exchange:list", also={"name": "people"}),
    Row("exchange:cards"),
    Row("exchange:card", of="person"),
    Row("exchange:agenda"),
    Row("exchange:work_search"),
    Row("exchange:work_search_list"),
]

COHORTS = [
    Row("cohorts:home"),
    Row("cohorts:organization", of="organization"),
    Row("cohorts:add_cohort", of="organization", get=405, post={"name": "2612"}),
    Row("cohorts:invite_admin", of="organization", get=405, post={"email": "a@example.org", "role": "admin"}),
    Row("cohorts:cohort", of="cohort"),
    Row("insights:queue"),
    Row("insights:cohort", of="cohort"),
    Row("insights:numbers", of="cohort"),
    Row("cohorts:rename_cohort", of="cohort", get=405, post={"name": "2612"}),
    Row("cohorts:invite", of="cohort", get=405, post={"email": "a@example.org", "role": "coach"}),
    Row("cohorts:make_code", of="cohort", get=405, post={"most_uses": 3, "days": 3}, posted=200),
    Row("cohorts:end_code", of="code", get=405, post={}),
    Row("cohorts:archive_cohort", of="cohort", get=405, post={}),
    Row("cohorts:reopen_cohort", of="cohort", get=405, post={}),
    Row("cohorts:remove_member", of="member", get=405, post={}),
    Row("cohorts:revoke_invitation", of="invitation", get=405, post={}),
    Row("cohorts:invitation", also={"token": "nothing"}, anonymous=404, get=404, post={}, posted=404),
    Row("cohorts:join", post={"code": "nothing"}, posted=422),
    Row("roster", of="cohort", post={"text": "a@example.org", "go": "1"}),
    Row("cohorts:place", post={"consents": "no"}),
    Row("cohorts:leave", get=405, post={}),
]

FACTS = [
    Row("companies:facts", of="organization"),
    Row("companies:add_fact", of="organization", post={"name": "Northwind", "sponsors": "on"}),
    Row("companies:edit_fact", of="fact", post={"name": "Acme", "words": "They hire in spring"}),
    Row("companies:remove_fact", of="fact", get=405, post={}),
    Row("companies:restore_fact", of="removed_fact", get=405, post={}),
    Row("companies:add_alum", of="fact", get=405, post={"name": "Grace", "agreed_on": "2026-01-31"}),
    Row("companies:remove_alum", of="alum", get=405, post={}),
]

# A coach's look at a list is written down, and nothing else.
COACHING = [
    Row("coaching:seeker", of="place"),
    Row("coaching:preview"),
    Row("coaching:suggest", of="place", get=405, post={"words": "Go to the meetup"}),
    Row("coaching:withdraw", of="suggestion", get=405, post={}),
    Row("coaching:suggest_again", of="suggestion", get=405, post={}),
]


def _key_of(thing: str) -> dict[str, Any]:
    return {"object_id": lambda world: world[thing].pk}


# Who of a school gets what of these: tests/cohorts/test_admin_access.py.
ADMIN = [
    Row("admin:index"),
    Row("admin:login", get=302, post={}),
    Row("admin:jsi18n"),
    Row("admin:app_list", also={"app_label": "cohorts"}),
    Row("admin:cohorts_seeker_changelist", post={}, posted=200),
    Row("admin:cohorts_seeker_change", also=_key_of("as_seen")),
    Row("admin:cohorts_organization_changelist", post={}, posted=200),
    Row("admin:cohorts_organization_change", also=_key_of("organization")),
    Row("admin:cohorts_cohort_changelist", post={}, posted=200),
    Row("admin:cohorts_cohort_change", also=_key_of("cohort")),
    Row("admin:cohorts_membership_changelist", post={}, posted=200),
    Row("admin:cohorts_membership_change", also=_key_of("member")),
    Row("admin:cohorts_invitation_changelist", post={}, posted=200),
    Row("admin:cohorts_invitation_change", also=_key_of("invitation")),
    Row(
        "admin:cohorts_invitation_add",
        post=lambda world: {
            "email": "a@example.org",
            "role": "coach",
            "cohort": world["cohort"].pk,
            "organization": world["organization"].pk,
        },
    ),
    Row("admin:accounts_user_changelist", get=404, post={}, posted=404),
    Row("admin:accounts_user_change", also=_key_of("user"), get=404),
]

ROWS = [
    *ACCOUNTS,
    *COHORTS,
    *FACTS,
    *COACHING,
    *ADMIN,
    *TODAY,
    *COMPANIES,
    *REFERRALS,
    *COACH,
    *REVIEWS,
    *EVENTS,
    *PEOPLE,
    *ROLES,
    *WHO_IS_IT,
    *INTRODUCTIONS,
    *FIRST_MESSAGES,
    *WRITING,
    *CHATS,
    *TEMPLATES,
    *STEPS,
    *SETTINGS,
    *EXCHANGE,
]

# Tables that hold nothing of anybody.
NOBODYS = {"reminders.Schedule"}

ODD = ["text", "0", "-1", str(2**63), "%00", "9" * 10_000, quote("😀"), "..%2f", "%ff"]

every_row = pytest.mark.parametrize("row", ROWS, ids=str)
rows_about_a_thing = pytest.mark.parametrize("row", [r for r in ROWS if r.names_a_thing], ids=str)


def two_worlds() -> tuple[World, World]:
    return worlds(make_user("seeker"), make_user("stranger"))


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker) -> Iterator[tuple[World, World]]:
    with made_once(django_db_blocker, two_worlds) as both:
        yield both


@pytest.fixture
def both(built, db) -> tuple[World, ...]:
    return tuple({name: copy(thing) for name, thing in world.items()} for world in built)


@pytest.fixture
def mine(both) -> World:
    return both[0]


@pytest.fixture
def theirs(both) -> World:
    return both[1]


@pytest.fixture
def seeker(mine) -> User:
    return mine["user"]


@pytest.fixture
def stranger(theirs) -> User:
    return theirs["user"]


@pytest.fixture
def marked(mine) -> World:
    """The seeker's world with the secret in every text field."""
    mark(mine)
    return mine


def ask(client: Client, row: Row, url: str, world: World):
    """The request that this row is about: its POST if it has one, else its GET."""
    return client.get(url) if row.post is None else client.post(url, row.data(world))


def is_sign_in(response) -> bool:
    return response.status_code == 302 and urlsplit(response["Location"]).path == reverse("account_login")


def words_of(response) -> str:
    """The page, or of a zip what its members say."""
    data = response.getvalue()
    if response.get("Content-Type") == "application/zip":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = b"".join(archive.read(name) for name in archive.namelist())
    return data.decode()


def assert_headers(response) -> None:
    policy = {
        words.split()[0]: words.split()[1:]
        for words in response["Content-Security-Policy"].split(";")
        if words
    }
    assert policy == {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "font-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
    assert response["Cache-Control"] == "no-store, private"
    assert {"Cookie", "HX-Request"} <= set(response["Vary"].split(", "))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Server" not in response


def test_every_url_has_a_row_and_every_row_a_url():
    assert sorted(urls()) == sorted({row.name for row in ROWS})


def test_every_table_is_in_the_world(mine):
    in_world = {type(thing)._meta.label for thing in mine.values()}
    assert {model._meta.label for model in owned_models()} == in_world | NOBODYS


def test_a_digest_sees_every_change(mine, seeker, stranger):
    """The control of all the tests below."""
    whole, of_mine, of_theirs = digest(), digest(of=seeker), digest(of=stranger)
    type(mine["person"]).objects.filter(pk=mine["person"].pk).update(name="Ada")
    assert digest() != whole
    assert digest(of=seeker) != of_mine
    assert digest(of=stranger) == of_theirs


@every_row
def test_the_owner_gets_the_page_and_looking_changes_nothing(row, mine, as_seeker):
    before = digest(looks=False)
    response = as_seeker.get(row.url(mine))
    assert response.status_code == row.get
    assert digest(looks=False) == before
    assert_headers(response)


@pytest.mark.parametrize("row", [r for r in ROWS if r.post is not None], ids=str)
def test_the_owner_may_act_and_names_of_columns_slipped_in_are_ignored(row, mine, stranger, as_seeker):
    slipped_in = {
        "owner": stranger.pk,
        "owner_id": stranger.pk,
        "id": 1,
        "pk": 1,
        "is_sample": "on",
        "is_staff": "on",
    }
    before = digest(of=stranger)
    response = as_seeker.post(row.url(mine), slipped_in | row.data(mine))
    assert response.status_code == row.posted
    assert digest(of=stranger) == before
    assert_headers(response)


def test_a_form_that_names_somebody_elses_thing_is_refused(mine, theirs, as_seeker):
    """Keys in the form, not in the address: `post=lambda world: {"company": world["company"].pk}`."""
    before = digest()
    for row in ROWS:
        if row.data(mine) != row.data(theirs):
            assert as_seeker.post(row.url(mine), row.data(theirs)).status_code in {404, 422}, row
    assert digest() == before


@every_row
def test_who_was_deactivated_is_outside_at_the_next_request(row, mine, seeker, as_seeker):
    User.objects.filter(pk=seeker.pk).update(is_active=False)
    response = as_seeker.get(row.url(mine))
    assert response.status_code == row.anonymous
    assert SECRET not in words_of(response)


@every_row
def test_who_is_not_signed_in_is_sent_to_the_sign_in_page(row, mine, client):
    before = digest()
    response = client.get(row.url(mine))
    assert response.status_code == row.anonymous
    assert_headers(response)
    if is_sign_in(response):
        assert is_sign_in(ask(client, row, row.url(mine), mine))
        over_htmx = client.get(row.url(mine), headers={"HX-Request": "true"})
        assert over_htmx.headers.get("HX-Redirect", reverse("account_login")) == reverse("account_login")
    assert digest() == before


@rows_about_a_thing
def test_what_belongs_to_somebody_else_does_not_exist_and_stays_as_it_is(row, mine, theirs, as_stranger):
    """Each key of the address alone is swapped for one of the seeker's; a missing one answers alike."""
    before = digest()
    for part in row.keys(theirs):
        foreign = row.url(theirs, **{part: row.parts(mine)[part]})
        missing = row.url(
            theirs, **{part: "00000000-0000-4000-8000-000000000000" if part == "token" else 987654321}
        )
        answers = {}
        for url in (foreign, missing):
            response = ask(as_stranger, row, url, mine)
            fragment = as_stranger.get(url, headers={"HX-Request": "true"})
            assert fragment.status_code in {404, 405}
            assert_headers(response)
            answers[url] = (response.status_code, response.content.replace(url.encode(), b""))
        assert [status for status, _ in answers.values()] == [404, 404]
        assert abs(len(answers[foreign][1]) - len(answers[missing][1])) < 200
    assert digest() == before


@pytest.mark.parametrize("row", [r for r in ROWS if r.of or r.also], ids=str)
def test_odd_addresses_are_not_found_and_break_nothing(row, mine, as_seeker):
    before = digest()
    for part, value in row.parts(mine).items():
        for odd in ODD:
            url = row.url(mine).replace(quote(str(value)), odd, 1)
            assert as_seeker.get(url).status_code < 500, (part, odd)
            assert as_seeker.post(url, row.data(mine)).status_code < 500, (part, odd)
    if row.of:
        assert digest() == before


@every_row
def test_an_act_without_a_token_is_refused(row, mine, seeker):
    client = Client(enforce_csrf_checks=True)
    client.force_login(seeker)
    before = digest()
    for headers in (
        {},
        {"HX-Request": "true"},
        {"X-CSRFToken": "x" * 64},
        {"Origin": "https://evil.example"},
    ):
        response = client.post(row.url(mine), row.data(mine), headers=headers)
        assert response.status_code == 403
    assert digest() == before


@every_row
def test_other_methods_change_nothing(row, mine, as_seeker):
    before = digest(looks=False)
    for method in ("put", "patch", "delete", "options", "head"):
        assert getattr(as_seeker, method)(row.url(mine)).status_code < 500
    if row.post is None and row not in ACCOUNTS:
        assert as_seeker.post(row.url(mine)).status_code == 405
    assert digest(looks=False) == before


@every_row
def test_no_page_of_a_stranger_or_of_nobody_holds_a_secret(row, marked, theirs, as_stranger, client):
    for reader in (as_stranger, client):
        for query in (
            {},
            {"q": "a", "order": "owner__password", "owner": marked["user"].pk, "next": "//evil"},
        ):
            page = reader.get(row.url(theirs), query)
            words = words_of(page)
            assert SECRET not in words
            assert marked["user"].email not in words
            assert SECRET not in str(page.headers)


def test_the_secret_is_where_its_owner_looks(marked, as_seeker):
    """The control of the test above: the secret does reach pages, those of its owner."""
    pages = [as_seeker.get(row.url(marked)) for row in ROWS if row.get == 200]
    shown = [page for page in pages if SECRET in words_of(page)]
    assert len(shown) >= 1
