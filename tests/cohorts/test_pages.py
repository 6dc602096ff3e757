"""A school's pages, and the door for those it invites."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from networking.accounts.models import User
from networking.cohorts import access, inviting, joining
from networking.cohorts.models import Invitation, Membership, Organization, Role
from tests.cohorts.conftest import client_of
from tests.people import NOW, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_admin(school):
    return client_of(school.admin)


@pytest.fixture
def letters(settings, django_capture_on_commit_callbacks):
    """Does something and gives back the paths of the invitations that were sent by it."""

    def sent_by(act):
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return [re.search(r"/cohorts/invitation/\S+/", letter.body)[0] for letter in mail.outbox]

    return sent_by


@pytest.fixture
def as_server(settings):
    """Not at home, and closed to those who were not invited."""
    settings.AT_HOME, settings.SIGNUP = False, "invited"


# --- The command


def test_the_first_admin_is_invited_or_joins_at_once(letters, capsys):
    paths = letters(lambda: call_command("bootstrap_org", "Harbour Code", admin="new@example.org"))
    assert len(paths) == 1
    assert "was sent an invitation" in capsys.readouterr().out
    known = make_user("known")
    call_command("bootstrap_org", "Elsewhere", admin="KNOWN@example.org")
    assert list(access.administered_by(known).values_list("name", flat=True)) == ["Elsewhere"]


@pytest.mark.parametrize(
    ("name", "email"), [("Elsewhere", "a@example.org"), ("", "a@example.org"), ("New", "no address")]
)
def test_what_cannot_be_made_is_said_and_leaves_nothing(school, name, email):
    with pytest.raises(CommandError):
        call_command("bootstrap_org", name, admin=email)
    assert (Organization.objects.count(), Invitation.objects.count()) == (2, 0)


# --- The door


def test_from_a_letter_to_an_account_to_a_place(school, letters, as_server, client):
    path = letters(
        lambda: client_of(school.admin).post(
            reverse("cohorts:invite", args=[school.cohort.pk]), {"email": "new@example.org", "role": "seeker"}
        )
    )[0]
    page = client.get(path).content.decode()
    assert "new@example.org" in page
    sign_up = re.search(r'href="(/accounts/signup/[^"]*)"', page)[1].replace("&amp;", "&")
    assert 'value="new@example.org"' in client.get(sign_up).content.decode()
    fields = {"email": "new@example.org", "password1": "correct horse 9", "password2": "correct horse 9"}
    answer = client.post(sign_up, fields | {"next": path})
    assert (answer.status_code, answer["Location"]) == (302, path)
    page = client.get(path).content.decode()
    assert "What your coaches would read" in page
    assert client.post(path, {}).status_code == 422
    answer = client.post(path, {"consents": "yes"})
    assert answer["Location"] == reverse("cohorts:place")
    new = User.objects.get(email="new@example.org")
    assert access.membership_of(new).shares
    assert client.get(path).status_code == 404


def test_only_the_invited_address_makes_an_account(school, letters, as_server, client):
    assert "signup" not in client.get("/accounts/login/").content.decode()
    path = letters(
        lambda: inviting.invite(
            school.organization, "new@example.org", Role.COACH, by=None, now=_now(), cohort=school.cohort
        )
    )[0]
    client.get(path)
    fields = {"email": "other@example.org", "password1": "correct horse 9", "password2": "correct horse 9"}
    answer = client.post("/accounts/signup/", fields)
    assert answer.status_code == 422
    assert "The invitation is for new@example.org" in answer.content.decode()
    assert not User.objects.filter(email="other@example.org").exists()
    assert Client().post("/accounts/signup/", fields).status_code == 200  # closed
    assert not User.objects.filter(email="other@example.org").exists()


def _now():
    from django.utils import timezone

    return timezone.now()


def test_a_forwarded_letter_opens_nothing_for_somebody_else(school, letters):
    path = letters(
        lambda: inviting.invite(school.organization, "new@example.org", Role.ADMIN, by=None, now=_now())
    )[0]
    as_stranger = client_of(school.stranger)
    assert as_stranger.get(path).status_code == 404
    assert as_stranger.post(path, {"consents": "yes"}).status_code == 404
    assert not Membership.objects.filter(user=school.stranger).exists()


def test_looking_fifty_times_uses_nothing_up(school, letters, client):
    path = letters(
        lambda: inviting.invite(
            school.organization, school.stranger.email, Role.SEEKER, by=None, now=_now(), cohort=school.cohort
        )
    )[0]
    as_stranger = client_of(school.stranger)
    assert {as_stranger.get(path).status_code for _ in range(50)} == {200}
    assert as_stranger.post(path, {"consents": "no"}).status_code == 302
    assert access.membership_of(school.stranger).shares is False


# --- Codes


def test_a_class_joins_by_code(school, as_admin):
    page = as_admin.post(
        reverse("cohorts:make_code", args=[school.cohort.pk]), {"most_uses": 2, "days": 7}
    ).content.decode()
    code = re.search(r"\w{4}-\w{4}-\w{4}", page)[0]
    assert code not in as_admin.get(reverse("cohorts:cohort", args=[school.cohort.pk])).content.decode()
    as_stranger = client_of(school.stranger)
    url = reverse("cohorts:join")
    asked = as_stranger.post(url, {"code": code})
    assert (asked.status_code, "What your coaches would read" in asked.content.decode()) == (200, True)
    assert as_stranger.post(url, {"code": code, "consents": "maybe"}).status_code == 422
    assert as_stranger.post(url, {"code": code.upper(), "consents": "yes"}).status_code == 302
    assert access.membership_of(school.stranger).cohort == school.cohort


def test_twenty_wrong_codes_an_hour_are_enough(school):
    as_stranger, url = client_of(school.stranger), reverse("cohorts:join")
    _, code = inviting.make_code(school.cohort, most_uses=2, days=7, by=school.admin, now=_now())
    statuses = [as_stranger.post(url, {"code": f"wrong {n}"}).status_code for n in range(21)]
    assert statuses == [422] * 20 + [429]
    assert as_stranger.post(url, {"code": code}).status_code == 429


# --- My place


def test_a_seeker_changes_and_withdraws_consent_and_leaves(school):
    client, url = client_of(school.seeker), reverse("cohorts:place")
    assert "coached by Coach" in client.get(url).content.decode()
    client.post(url, {"consents": "yes", "people": "on"})
    assert access.people_read_by(school.coach).filter(user=school.seeker).exists()
    client.post(url, {"consents": "no", "people": "on"})
    assert not access.read_by(school.coach).filter(user=school.seeker).exists()
    assert client.post(reverse("cohorts:leave")).status_code == 302
    assert client.get(url).status_code == 404


# --- Running a school


def test_a_coach_reads_the_roster_and_invites_seekers_alone(school):
    client = client_of(school.coach)
    page = client.get(reverse("cohorts:cohort", args=[school.cohort.pk])).content.decode()
    assert school.seeker.email in page
    assert "A code for a class" not in page
    assert "Remove" not in page
    url = reverse("cohorts:invite", args=[school.cohort.pk])
    assert client.post(url, {"email": "a@example.org", "role": "coach"}).status_code == 422
    assert client.post(url, {"email": "b@example.org", "role": "seeker"}).status_code == 302
    assert list(Invitation.objects.values_list("email", "role")) == [("b@example.org", "seeker")]


@pytest.mark.parametrize("name", ["rename_cohort", "make_code", "archive_cohort", "reopen_cohort"])
@pytest.mark.parametrize("who", ["coach", "other_coach", "seeker", "foreign_admin", "stranger"])
def test_running_a_cohort_is_its_admins_alone(school, name, who):
    client = client_of(getattr(school, who))
    data = {"name": "X", "most_uses": 3, "days": 3}
    assert client.post(reverse(f"cohorts:{name}", args=[school.cohort.pk]), data).status_code == 404
    school.cohort.refresh_from_db()
    assert (school.cohort.name, school.cohort.archived_at) == ("2611", None)


@pytest.mark.parametrize("who", ["coach", "other_coach", "seeker", "foreign_admin", "stranger"])
def test_removing_a_member_is_the_admins_alone(school, who):
    url = reverse("cohorts:remove_member", args=[school.place.classmate.pk])
    assert client_of(getattr(school, who)).post(url).status_code == 404
    assert access.membership_of(school.classmate) is not None


def test_an_admin_removes_a_member_who_keeps_everything(school, as_admin):
    as_admin.post(reverse("cohorts:remove_member", args=[school.place.classmate.pk]))
    assert access.membership_of(school.classmate) is None
    assert User.objects.filter(pk=school.classmate.pk).exists()


def test_the_schools_page_tells_what_was_done_but_not_who_looked(school, as_admin):
    from networking.cohorts.audit import record
    from networking.cohorts.models import Act

    record(Act.LOOKED, at=NOW, organization=school.organization, actor=school.coach, about=school.seeker)
    page = as_admin.get(reverse("cohorts:organization", args=[school.organization.pk])).content.decode()
    assert "agreed to share" in page
    assert "looked at a list" not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_take_the_same_queries_for_one_row_and_for_three(school, django_assert_num_queries, rows):
    for number in range(rows):
        joining.join(
            school.organization,
            school.cohort,
            make_user(f"more{number}"),
            Role.SEEKER,
            consents=True,
            now=NOW,
        )
        inviting.invite(
            school.organization,
            f"x{number}@example.org",
            Role.SEEKER,
            by=school.admin,
            now=_now(),
            cohort=school.cohort,
        )
        inviting.make_code(school.cohort, most_uses=3, days=3, by=school.admin, now=_now())
    counts = {
        ("cohort", school.cohort.pk): 8,
        ("organization", school.organization.pk): 6,
        ("home", None): 5,
    }
    client = client_of(school.admin)
    for (name, pk), count in counts.items():
        with django_assert_num_queries(count):
            client.get(reverse(f"cohorts:{name}", args=[pk] if pk else []))
    client = client_of(school.seeker)
    with django_assert_num_queries(5):
        client.get(reverse("cohorts:place"))
