"""Who gets what of /admin/: what is not theirs does not exist, and nothing changes."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone

from networking.accounts.models import User
from networking.cohorts import joining
from networking.cohorts.inviting import invite
from networking.cohorts.models import Cohort, Invitation, Membership, Organization, Role, Seeker
from networking.config.admin import site
from tests.access import SECRET, World, digest, make_world, mark, urls
from tests.cohorts.conftest import client_of
from tests.people import NOW, make_user

LISTS = {
    "cohorts_seeker": {"coach", "other_coach"},
    "cohorts_organization": {"admin", "foreign_admin", "superuser"},
    "cohorts_cohort": {"admin", "foreign_admin"},
    "cohorts_membership": {"admin", "foreign_admin"},
    "cohorts_invitation": {"admin", "foreign_admin"},
    "accounts_user": {"superuser"},
}
# Whose page of the things of this school: of its seeker, its cohort, and so on.
THINGS = {
    "cohorts_seeker": {"coach"},
    "cohorts_organization": {"admin", "superuser"},
    "cohorts_cohort": {"admin"},
    "cohorts_membership": {"admin"},
    "cohorts_invitation": {"admin"},
    "accounts_user": {"superuser"},
}
ENTERS = {"coach", "other_coach", "admin", "foreign_admin", "superuser"}
EVERYBODY = [
    "seeker",
    "classmate",
    "coach",
    "other_coach",
    "admin",
    "foreign_admin",
    "superuser",
    "left",
    "staff",
    "stranger",
]
everybody = pytest.mark.parametrize("who", EVERYBODY)


@pytest.fixture
def people(school):
    """Everybody of the school, a superuser, a coach who left, and somebody whom only Django calls staff."""
    school.superuser = User.objects.create_superuser("superuser@example.org")
    school.staff = make_user("staff", is_staff=True)
    school.left = make_user("left")
    place = joining.join(school.organization, school.cohort, school.left, Role.COACH, consents=False, now=NOW)
    joining.leave(place, now=NOW)
    school.invitation = invite(
        school.organization,
        "new@example.org",
        Role.SEEKER,
        by=school.admin,
        now=timezone.now(),
        cohort=school.cohort,
    )
    return school


@pytest.fixture
def things(people) -> dict[str, int]:
    return {
        "cohorts_seeker": people.seeker.pk,
        "cohorts_organization": people.organization.pk,
        "cohorts_cohort": people.cohort.pk,
        "cohorts_membership": people.place.coach.pk,
        "cohorts_invitation": people.invitation.pk,
        "accounts_user": people.classmate.pk,
    }


def expected(things: dict[str, int]) -> dict[str, set[str]]:
    """Every address under /admin/, and who gets a page there."""
    lists = {reverse(f"admin:{name}_changelist"): who for name, who in LISTS.items()}
    pages = {reverse(f"admin:{name}_change", args=[things[name]]): who for name, who in THINGS.items()}
    return {
        **lists,
        **pages,
        reverse("admin:index"): ENTERS,
        reverse("admin:jsi18n"): ENTERS,
        reverse("admin:app_list", args=["cohorts"]): ENTERS,
        reverse("admin:app_list", args=["accounts"]): {"superuser"},
        reverse("admin:cohorts_invitation_add"): {"admin", "foreign_admin"},
    }


def test_the_tables_of_the_admin_are_these_and_no_others():
    """No note, message, connection, contact, chat, draft, session or second factor (issue 4)."""
    assert set(site._registry) == {Organization, Cohort, Membership, Invitation, Seeker, User}


def test_the_addresses_of_the_admin_are_these_and_no_others(things):
    asked = {name for name in urls() if name.startswith("admin:")}
    assert asked == {
        "admin:index",
        "admin:login",
        "admin:jsi18n",
        "admin:app_list",
        "admin:cohorts_invitation_add",
        *(f"admin:{name}_changelist" for name in LISTS),
        *(f"admin:{name}_change" for name in THINGS),
    }


@everybody
def test_everybody_gets_their_pages_and_404_for_all_others(people, things, who):
    client, before = client_of(getattr(people, who)), digest()
    got = {url for url in expected(things) if client.get(url).status_code == 200}
    assert got == {url for url, readers in expected(things).items() if who in readers}
    refused = {client.get(url).status_code for url in expected(things) if url not in got}
    assert refused <= {404}
    assert digest() == before


def test_who_is_not_signed_in_is_sent_to_the_one_sign_in_page(people, things, client):
    """Ours, which counts the tries; the admin asks for no password of its own."""
    for url in [*expected(things), reverse("admin:login")]:
        for answer in (client.get(url), client.post(url, {"username": "a", "password": "b"})):
            assert answer.status_code == 302
            assert urlsplit(answer["Location"]).path == reverse("account_login")


@everybody
def test_signing_in_is_asked_of_nobody_twice(people, who):
    answer = client_of(getattr(people, who)).get(reverse("admin:login"))
    assert answer.status_code == (302 if who in ENTERS else 404)


ACTS = [
    ("cohorts_cohort", "archive", {"admin"}),
    ("cohorts_cohort", "reopen", {"admin"}),
    ("cohorts_cohort", "export", {"admin"}),
    ("cohorts_membership", "export", {"admin"}),
    ("cohorts_invitation", "revoke", {"admin"}),
    ("cohorts_invitation", "export", {"admin"}),
    ("accounts_user", "deactivate", {"superuser"}),
    ("accounts_user", "activate", {"superuser"}),
    ("cohorts_organization", "delete_selected", set()),
    ("cohorts_seeker", "delete_selected", set()),
]


@everybody
@pytest.mark.parametrize(("table", "act", "doers"), ACTS, ids=lambda value: str(value))
def test_an_act_on_what_is_not_theirs_does_nothing(people, things, who, table, act, doers):
    if who in doers:
        return
    client, before = client_of(getattr(people, who)), digest()
    data = {"action": act, "_selected_action": things[table]}
    answer = client.post(reverse(f"admin:{table}_changelist"), data)
    assert answer.status_code in ({200, 302, 404} if act == "delete_selected" else {404})
    assert digest() == before


def test_one_foreign_thing_among_the_chosen_and_nothing_is_done(people):
    foreign = Cohort.objects.create(organization=people.foreign, name="Theirs", created_at=NOW)
    client, before = client_of(people.admin), digest()
    for other in (foreign.pk, 987654321, "x", "9" * 30):
        data = {"action": "archive", "_selected_action": [people.cohort.pk, other]}
        assert client.post(reverse("admin:cohorts_cohort_changelist"), data).status_code == 404
    assert digest() == before


@everybody
def test_nobody_invites_to_a_school_they_do_not_run(people, who):
    client = client_of(getattr(people, who))
    if who == "admin":
        return
    before = digest()
    data = {
        "email": "x@example.org",
        "role": "coach",
        "cohort": people.cohort.pk,
        "organization": people.organization.pk,
    }
    answer = client.post(reverse("admin:cohorts_invitation_add"), data)
    assert answer.status_code == (422 if who == "foreign_admin" else 404)
    assert digest() == before


def test_a_page_of_the_admin_takes_no_changes(people, things):
    for name, readers in THINGS.items():
        for who in readers:
            client, before = client_of(getattr(people, who)), digest()
            url = reverse(f"admin:{name}_change", args=[things[name]])
            assert client.post(url, {"name": "x", "email": "x@example.org"}).status_code == 405
            assert digest() == before


def test_leaving_removal_and_archiving_close_the_admin_at_the_next_request(people):
    coach, admin = client_of(people.coach), client_of(people.admin)
    url = reverse("admin:cohorts_seeker_changelist")
    assert coach.get(url).status_code == 200
    joining.archive(people.cohort, by=people.admin, now=NOW)
    assert coach.get(url).status_code == 404
    joining.reopen(people.cohort, by=people.admin, now=NOW)
    assert coach.get(url).status_code == 200
    joining.remove_member(people.place.coach, by=people.admin, now=NOW)
    assert coach.get(url).status_code == coach.get("/admin/").status_code == 404
    joining.join(people.organization, None, people.coach, Role.ADMIN, consents=False, now=NOW)
    joining.remove_member(people.place.admin, by=people.coach, now=NOW)
    assert admin.get("/admin/").status_code == 404


def test_a_seeker_who_stops_sharing_is_gone_at_the_next_request(people, things):
    coach, url = client_of(people.coach), reverse("admin:cohorts_seeker_change", args=[people.seeker.pk])
    assert coach.get(url).status_code == 200
    joining.share(people.place.seeker, consents=False, people=False, now=NOW)
    assert coach.get(url).status_code == 404
    assert people.seeker.email not in coach.get(reverse("admin:cohorts_seeker_changelist")).content.decode()


@pytest.mark.parametrize("query", ["password__startswith", "user__password__startswith", "target_aim__gt"])
@pytest.mark.parametrize("table", LISTS)
def test_a_list_answers_no_question_about_other_columns(people, table, query):
    who = sorted(LISTS[table])[0]
    answer = client_of(getattr(people, who)).get(reverse(f"admin:{table}_changelist"), {query: "a"})
    assert answer.status_code == 400


def test_the_filters_of_a_list_name_no_cohort_of_another_school(people):
    Cohort.objects.create(organization=people.foreign, name="Theirs alone", created_at=NOW)
    client = client_of(people.admin)
    for table in ("cohorts_cohort", "cohorts_membership", "cohorts_invitation"):
        page = client.get(reverse(f"admin:{table}_changelist")).content.decode()
        assert "Theirs alone" not in page
    form = client.get(reverse("admin:cohorts_invitation_add")).content.decode()
    assert people.cohort.name in form
    assert "Theirs alone" not in form


@pytest.fixture
def marked(people) -> World:
    """A seeker of the school with a secret in every text field of everything they have."""
    world = make_world(make_user("marked"), timezone.now())
    mark(world)
    here = {"organization": people.organization, "cohort": people.cohort}
    Membership.objects.filter(pk=world["place"].pk).update(**here)
    return world


@pytest.mark.parametrize("who", sorted(ENTERS))
def test_no_secret_of_a_seeker_is_on_any_page_of_the_admin(people, things, marked, who):
    """But their name, which members of their school and superusers may read (DESIGN §3)."""
    client = client_of(getattr(people, who))
    name = marked["user"].name
    schools = {marked["organization"].name} if who == "superuser" else set()
    for url, readers in expected(things).items():
        for query in ({}, {"q": "a"}, {"o": "1"}):
            page = client.get(url, query)
            assert (page.status_code == 200) == (who in readers), url
            text = page.content.decode().replace(name, "")
            for school in schools:
                text = text.replace(school, "")
            assert SECRET not in text, url
