"""Everybody of a school against every page about one thing of one seeker (DESIGN §3).

`tests/test_access.py` asks the owner, a stranger and nobody; here ask a classmate, the coach, a coach of
another cohort, an admin, an admin of another school, a superuser, somebody invited and a coach who left.
What is not named here answers 404, to a look and to an act, and changes nothing. A new page needs no row:
it is closed to all of them.
"""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from networking.accounts.models import User
from networking.cohorts import inviting, joining
from networking.cohorts.models import Cohort, Organization, Role
from tests.access import SECRET, World, digest, make_world, mark
from tests.people import make_user
from tests.test_access import ROWS, words_of

FACTS = {
    "companies:facts",
    "companies:add_fact",
    "companies:edit_fact",
    "companies:remove_fact",
    "companies:restore_fact",
    "companies:add_alum",
    "companies:remove_alum",
}
NUMBERS = {"cohorts:cohort", "insights:cohort", "insights:numbers"}
OPEN: dict[str, set[str]] = {
    "classmate": set(),
    "coach": FACTS
    | NUMBERS
    | {
        "cohorts:invite",
        "coaching:seeker",
        "coaching:suggest",
        "coaching:review",
        "coaching:send_review",
        "coaching:unsend_review",
        "coaching:take_over",
        "admin:cohorts_seeker_change",
    },
    "other_coach": FACTS,
    "admin": FACTS
    | NUMBERS
    | {
        "cohorts:organization",
        "cohorts:add_cohort",
        "cohorts:invite_admin",
        "cohorts:rename_cohort",
        "cohorts:invite",
        "cohorts:make_code",
        "cohorts:end_code",
        "cohorts:archive_cohort",
        "cohorts:reopen_cohort",
        "cohorts:remove_member",
        "cohorts:revoke_invitation",
        "roster",
        "admin:cohorts_organization_change",
        "admin:cohorts_cohort_change",
        "admin:cohorts_membership_change",
        "admin:cohorts_invitation_change",
    },
    "foreign_admin": set(),
    "superuser": {"admin:cohorts_organization_change", "admin:accounts_user_change"},
    "invited": set(),
    "left": set(),
}
# Pages of everybody's own that only some have.
OWN = {
    "cohorts:home": {"coach", "other_coach", "admin", "foreign_admin"},
    "insights:queue": {"coach", "other_coach"},
    "cohorts:place": {"classmate"},
    "coaching:preview": {"classmate"},
    "pipeline:review": {"classmate"},
    "admin:index": {"coach", "other_coach", "admin", "foreign_admin", "superuser"},
    "admin:accounts_user_changelist": {"superuser"},
}
THINGS = [row for row in ROWS if row.names_a_thing]


@pytest.fixture
def world(seeker) -> World:
    return make_world(seeker, timezone.now())


@pytest.fixture
def clients(world) -> dict[str, Client]:
    """Somebody of each role towards this seeker, signed in."""
    now, school = timezone.now(), world["organization"]
    elsewhere = Organization.objects.create(name="Elsewhere", created_at=now)
    other = Cohort.objects.create(organization=school, name="2612", created_at=now)
    places = {
        "classmate": (school, world["cohort"], Role.SEEKER),
        "coach": (school, world["cohort"], Role.COACH),
        "other_coach": (school, other, Role.COACH),
        "admin": (school, None, Role.ADMIN),
        "foreign_admin": (elsewhere, None, Role.ADMIN),
        "left": (school, world["cohort"], Role.COACH),
    }
    people = {name: make_user(name) for name in (*places, "invited")}
    people["superuser"] = User.objects.create_superuser("superuser@example.org")
    members = {
        name: joining.join(*place[:2], people[name], place[2], consents=True, now=now)
        for name, place in places.items()
    }
    joining.remove_member(members["left"], by=people["admin"], now=now)
    letter = {"by": people["admin"], "now": now, "cohort": world["cohort"]}
    inviting.invite(school, people["invited"].email, Role.COACH, **letter)
    clients = {name: Client() for name in people}
    for name, client in clients.items():
        client.force_login(people[name])
    return clients


@pytest.mark.parametrize("who", OPEN)
def test_what_is_not_theirs_to_see_does_not_exist_and_stays_as_it_is(world, clients, who):
    client, wrong = clients[who], []
    before = digest(looks=False)
    for row in THINGS:
        if row.name in OPEN[who]:
            continue
        url = row.url(world)
        answers = [client.get(url), client.get(url, headers={"HX-Request": "true"})]
        if row.post is not None:
            answers.append(client.post(url, row.data(world)))
        statuses = [answer.status_code for answer in answers]
        if not set(statuses[:2]) <= {404, 405} or statuses[2:] not in ([], [404]):
            wrong.append((row.name, statuses))
    assert wrong == []
    assert digest(looks=False) == before


@pytest.mark.parametrize("who", OPEN)
def test_what_is_theirs_to_see_is_there(world, clients, who):
    rows = [row for row in THINGS if row.name in OPEN[who]]
    assert {row.name for row in rows} == OPEN[who]
    answers = {row.name: clients[who].get(row.url(world)).status_code for row in rows}
    assert set(answers.values()) <= {200, 405}


@pytest.mark.parametrize("name", OWN)
def test_pages_that_only_some_have(world, clients, name):
    (row,) = (row for row in ROWS if row.name == name)
    assert {who for who in OPEN if clients[who].get(row.url(world)).status_code == 200} == OWN[name]


# Every word of the seeker and their school that each of them comes across anywhere, by table and column.
OF_FACTS = {"alum-name", "alum-role", "fact-name", "fact-source", "fact-words"}
OF_PLACES = {"user-name", "cohort-name", "organization-name"}
WORDS: dict[str, set[str]] = {
    "classmate": OF_PLACES,  # of their own cohort, and who coaches it
    "coach": OF_FACTS
    | OF_PLACES
    | {f"company-{column}" for column in ("name", "place", "website", "in_words")}
    | {f"submitted-{column}" for column in ("name", "place", "website", "in_words")}
    | {"criterion-text", "answer-note", "answer-source", "submission-words"}
    | {"remark-words", "remark-answer", "remark-kept_because", "suggestion-words", "suggestion-coach_name"},
    "other_coach": OF_FACTS | {"user-name", "organization-name"},  # who wrote a fact, and whose it is
    "admin": OF_FACTS | OF_PLACES | {"invitation-email"},
    "foreign_admin": set(),
    "superuser": {"user-name", "organization-name"},
    "invited": set(),
    "left": {"cohort-name", "organization-name"},  # where they were, in their own export
}


@pytest.mark.parametrize("who", OPEN)
def test_they_read_these_words_and_no_others(world, clients, who):
    mark(world)
    pages = [clients[who].get(row.url(world)) for row in ROWS]
    read = {word for page in pages for word in re.findall(rf"{SECRET}-([a-z]+-[a-z_-]+)", words_of(page))}
    assert read == WORDS[who]
