"""What can be done in /admin/, and that the audit log tells all of it."""

from __future__ import annotations

import csv
import io

import pytest
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from networking.accounts.models import User
from networking.cohorts import inviting, joining
from networking.cohorts.models import Act, Cohort, Entry, Invitation, Role
from tests.cohorts.conftest import client_of
from tests.people import NOW, make_user

COHORTS, MEMBERS, LETTERS, ACCOUNTS = (
    f"admin:{name}_changelist"
    for name in ("cohorts_cohort", "cohorts_membership", "cohorts_invitation", "accounts_user")
)


@pytest.fixture
def as_admin(school):
    return client_of(school.admin)


@pytest.fixture
def as_superuser(db):
    return client_of(User.objects.create_superuser("superuser@example.org"))


def do(client, table, act, *things):
    data = {"action": act, "_selected_action": [thing.pk for thing in things]}
    return client.post(reverse(table), data)


def lines(response) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.content.decode().removeprefix("\ufeff"))))


def done(act: Act) -> list[tuple]:
    return list(Entry.objects.filter(act=act).values_list("organization", "cohort", "actor"))


def letter(school, email="new@example.org", role="coach", **changed):
    return {
        "email": email,
        "role": role,
        "cohort": school.cohort.pk,
        "organization": school.organization.pk,
        **changed,
    }


def invited(as_admin, data):
    return as_admin.post(reverse("admin:cohorts_invitation_add"), data)


def test_an_invitation_is_sent_and_written_down(school, as_admin, django_capture_on_commit_callbacks):
    before = Entry.objects.filter(act=Act.INVITED).count()
    with django_capture_on_commit_callbacks(execute=True):
        answer = invited(as_admin, letter(school, "New@Example.org"))
    assert answer.status_code == 302
    made = Invitation.objects.get()
    assert (made.email, made.role, made.cohort, made.invited_by) == (
        "new@example.org",
        Role.COACH,
        school.cohort,
        school.admin,
    )
    assert [letter.to for letter in mail.outbox] == [["new@example.org"]]
    assert Entry.objects.filter(act=Act.INVITED).count() == before + 1
    assert not LogEntry.objects.exists()


def test_an_admin_is_invited_to_the_school_and_not_to_a_cohort(school, as_admin):
    assert invited(as_admin, letter(school, role="admin")).status_code == 422
    assert invited(as_admin, letter(school, role="admin", cohort="")).status_code == 302
    assert Invitation.objects.get().cohort is None


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"cohort": ""}, "Choose the cohort to join."),
        ({"email": "coach@example.org"}, "coach@example.org is a member already."),
        ({"email": "nobody"}, "Enter a valid email address."),
        ({"role": "king"}, "Select a valid choice."),
    ],
)
def test_what_cannot_be_invited_is_said_beside_the_field_and_kept(school, as_admin, changed, words):
    answer = invited(as_admin, letter(school) | changed)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Invitation.objects.exists()


def test_the_cohort_of_another_school_of_mine_does_not_fit(school, as_admin):
    joining.join(school.foreign, None, school.admin, Role.ADMIN, consents=False, now=NOW)
    answer = invited(as_admin, letter(school, organization=school.foreign.pk))
    assert answer.status_code == 422
    assert "This cohort belongs to another organization." in answer.content.decode()


def test_a_twin_that_came_first_is_said_and_not_an_error(school, as_admin, monkeypatch):
    assert invited(as_admin, letter(school)).status_code == 302
    monkeypatch.setattr("networking.cohorts.forms.why_not", lambda *_, **__: "")
    assert invited(as_admin, letter(school)).status_code == 302
    assert Invitation.objects.count() == 1
    assert "has an invitation already" in as_admin.get(reverse(LETTERS)).content.decode()


def test_taking_back_is_an_act(school, as_admin):
    invited(as_admin, letter(school))
    do(as_admin, LETTERS, "revoke", Invitation.objects.get())
    assert Invitation.objects.get().revoked_at
    assert done(Act.REVOKED) == [(school.organization.pk, school.cohort.pk, school.admin.pk)]
    assert "taken back" in as_admin.get(reverse(LETTERS)).content.decode()


def test_archiving_and_reopening_are_acts(school, as_admin):
    do(as_admin, COHORTS, "archive", school.cohort, school.other_cohort)
    assert Cohort.objects.filter(archived_at=None).count() == 0
    assert len(done(Act.ARCHIVED)) == 2
    do(as_admin, COHORTS, "reopen", school.cohort)
    assert list(Cohort.objects.filter(archived_at=None)) == [school.cohort]
    assert done(Act.REOPENED) == [(school.organization.pk, school.cohort.pk, school.admin.pk)]


def test_members_are_exported_without_formulas_and_it_is_written_down(school, as_admin):
    User.objects.filter(pk=school.seeker.pk).update(name="=HYPERLINK(1)")
    answer = do(as_admin, MEMBERS, "export", school.place.seeker, school.place.admin)
    assert answer["Content-Disposition"] == 'attachment; filename="members.csv"'
    day = timezone.localdate(NOW).isoformat()
    assert lines(answer) == [
        ["Name", "E-mail", "Role", "Cohort", "Organization", "Joined"],
        ["Admin", "admin@example.org", "Organization admin", "", "Harbour Code", day],
        ["'=HYPERLINK(1)", "seeker@example.org", "Job seeker", "2611", "Harbour Code", day],
    ]
    assert done(Act.EXPORTED) == [(school.organization.pk, None, school.admin.pk)]


def test_cohorts_and_invitations_are_exported(school, as_admin):
    assert lines(do(as_admin, COHORTS, "export", school.cohort)) == [
        ["Cohort", "Organization", "Seekers", "Coaches", "Archived"],
        ["2611", "Harbour Code", "2", "1", ""],
    ]
    invited(as_admin, letter(school))
    assert lines(do(as_admin, LETTERS, "export", Invitation.objects.get())) == [
        ["E-mail", "Role", "Cohort", "Organization", "Status", "Invited"],
        ["new@example.org", "Coach", "2611", "Harbour Code", "open", timezone.localdate().isoformat()],
    ]


def test_who_left_is_no_member_to_be_seen(school, as_admin):
    joining.leave(school.place.seeker, now=NOW)
    page = as_admin.get(reverse(MEMBERS)).content.decode()
    assert "classmate@example.org" in page
    assert "seeker@example.org" not in page.replace("classmate@example.org", "")


def test_an_account_is_closed_and_opened_and_never_the_own_one(seeker, as_superuser):
    me = User.objects.get(is_superuser=True)
    do(as_superuser, ACCOUNTS, "deactivate", seeker, me)
    assert list(User.objects.filter(is_active=False)) == [seeker]
    do(as_superuser, ACCOUNTS, "activate", seeker)
    assert not User.objects.filter(is_active=False).exists()


def test_who_was_deactivated_is_outside_at_the_next_request(seeker, as_seeker, as_superuser):
    assert as_seeker.get("/companies/").status_code == 200
    do(as_superuser, ACCOUNTS, "deactivate", seeker)
    assert as_seeker.get("/companies/").status_code == 302


def test_search_and_filters_narrow_a_list(school, as_admin):
    url = reverse(MEMBERS)
    assert as_admin.get(url, {"q": "classm"}).context["cl"].result_count == 1
    assert as_admin.get(url, {"role__exact": "coach"}).context["cl"].result_count == 2
    assert as_admin.get(url, {"cohort__id__exact": school.other_cohort.pk}).context["cl"].result_count == 1


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("who", "table", "queries"),
    [
        ("admin", "cohorts_organization", 5),
        ("admin", "cohorts_cohort", 6),
        ("admin", "cohorts_membership", 6),
        ("admin", "cohorts_invitation", 6),
        ("superuser", "accounts_user", 5),
    ],
)
def test_a_list_costs_the_same_for_one_row_and_for_three(
    school, django_assert_num_queries, who, table, queries, rows
):
    school.superuser = User.objects.create_superuser("superuser@example.org")
    for number in range(rows):
        user = make_user(f"more{number}")
        joining.join(school.organization, school.cohort, user, Role.SEEKER, consents=True, now=NOW)
        Cohort.objects.create(organization=school.organization, name=f"more{number}", created_at=NOW)
        inviting.invite(
            school.organization,
            f"new{number}@example.org",
            Role.COACH,
            by=school.admin,
            now=timezone.now(),
            cohort=school.cohort,
        )
    client = client_of(getattr(school, who))
    with django_assert_num_queries(queries):
        assert client.get(reverse(f"admin:{table}_changelist")).status_code == 200


def test_the_first_page_names_what_somebody_looks_after(school, as_admin, django_assert_num_queries):
    with django_assert_num_queries(3):
        page = as_admin.get("/admin/").content.decode()
    assert "Memberships" in page
    assert "Seekers" not in page
    assert "Recent actions" not in page
    assert "Seekers" in client_of(school.coach).get("/admin/").content.decode()
