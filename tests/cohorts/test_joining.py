"""Invitations, codes, consent and leaving, as acts."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail

from networking.accounts.models import User
from networking.cohorts import access, inviting, joining
from networking.cohorts.letters import ALPHABET, clean_code, new_code, plain
from networking.cohorts.models import Act, Ended, Entry, Invitation, Membership, Role
from tests.people import NOW, make_user

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def invite(school, django_capture_on_commit_callbacks):
    """Sends an invitation and gives it back with the secret that stood in the letter."""

    def send(email="new@example.org", role=Role.SEEKER, cohort=school.cohort, now=NOW):
        there = cohort if role != Role.ADMIN else None
        with django_capture_on_commit_callbacks(execute=True):
            made = inviting.invite(school.organization, email, role, by=school.admin, now=now, cohort=there)
        (link,) = (word for word in mail.outbox[-1].body.split() if "/cohorts/invitation/" in word)
        return made, link.rstrip("/").rsplit("/", 1)[-1]

    return send


def acts():
    return list(Entry.objects.order_by("pk").values_list("act", flat=True))


def test_the_letter_goes_to_the_address_and_says_who_where_and_as_what(invite, school):
    made, token = invite("Ada@Example.org ")
    (letter,) = mail.outbox
    assert letter.to == ["ada@example.org"]
    assert letter.subject == "You are invited to Harbour Code"
    for words in ("Admin invites you", "2611 at Harbour Code", "as a job seeker", token):
        assert words in letter.body
    assert inviting.invitation_of(token, now=NOW) == made
    assert token not in str(Invitation.objects.values())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Evil https://evil.example", "Evil https: evil․example"),
        ("A\r\nBcc: b@example.org", "A Bcc: b at example․org"),
        ("x" * 200, "x" * 60),
    ],
)
def test_names_in_a_letter_are_one_short_line_without_links(name, said):
    assert plain(name) == said


def test_an_invitation_lets_in_once(invite, school):
    letter, _ = invite()
    new = make_user("new")
    member = joining.accept(letter, new, consents=True, now=NOW)
    assert (member.cohort, member.role, member.shares) == (school.cohort, Role.SEEKER, True)
    for _ in range(11):
        with pytest.raises(joining.ClosedError):
            joining.accept(letter, new, consents=True, now=NOW)
    assert Membership.objects.filter(user=new).count() == 1


def test_an_invitation_is_for_its_address_alone(invite):
    letter, _ = invite("new@example.org")
    with pytest.raises(joining.ClosedError):
        joining.accept(letter, make_user("other"), consents=True, now=NOW)
    assert Invitation.objects.get().used_at is None


@pytest.mark.parametrize(
    "close",
    [
        lambda letter, school: inviting.revoke(letter, by=school.admin, now=NOW),
        lambda letter, school: joining.archive(school.cohort, by=school.admin, now=NOW),
        lambda letter, school: Invitation.objects.update(expires_at=NOW),
        lambda letter, school: Invitation.objects.update(used_at=NOW),
    ],
    ids=["revoked", "archived", "expired", "used"],
)
def test_a_closed_invitation_opens_nothing(invite, school, close):
    letter, token = invite()
    close(letter, school)
    assert inviting.invitation_of(token, now=NOW) is None
    with pytest.raises(joining.ClosedError):
        joining.accept(letter, make_user("new"), consents=True, now=NOW)


def test_a_used_invitation_cannot_be_taken_back(invite, school):
    letter, _ = invite()
    joining.accept(letter, make_user("new"), consents=False, now=NOW)
    assert inviting.revoke(letter, by=school.admin, now=NOW) is False


def test_a_member_and_an_open_invitation_are_not_invited_again(invite, school):
    invite()
    for email in ("new@example.org", school.seeker.email):
        with pytest.raises(inviting.AlreadyHereError):
            invite(email)
    assert Invitation.objects.count() == 1


def test_an_admin_belongs_to_the_school_and_a_coach_to_the_cohort(invite, school):
    for role, cohort in ((Role.ADMIN, None), (Role.COACH, school.cohort)):
        letter, _ = invite(f"new_{role}@example.org", role)
        member = joining.accept(letter, make_user(f"new_{role.value}"), consents=True, now=NOW)
        assert (member.role, member.cohort, member.shares) == (role, cohort, False)


def test_a_seeker_is_in_one_cohort_at_a_time(invite, school):
    letter, _ = invite(school.seeker.email, cohort=school.other_cohort)
    joining.accept(letter, school.seeker, consents=False, now=NOW)
    before = Membership.objects.get(pk=school.place.seeker.pk)
    assert (before.ended, before.shares) == (Ended.MOVED, False)
    assert access.membership_of(school.seeker).cohort == school.other_cohort


# --- Codes


def test_a_code_can_be_read_out_and_typed_in_any_way():
    code = new_code()
    assert set(code) <= set(ALPHABET) | {"-"}
    for typed in (code, code.upper(), code.replace("-", ""), f" {code.replace('-', ' ')} "):
        assert clean_code(typed) == code


def test_a_code_lets_seekers_in_as_often_as_was_said(school):
    made, code = inviting.make_code(school.cohort, most_uses=2, days=7, by=school.admin, now=NOW)
    for number in range(2):
        found = inviting.code_typed(code, now=NOW)
        member = joining.join_by_code(found, make_user(f"new{number}"), consents=True, now=NOW)
        assert (member.cohort, member.role) == (school.cohort, Role.SEEKER)
    assert inviting.code_typed(code, now=NOW) is None
    with pytest.raises(joining.ClosedError):
        joining.join_by_code(made, make_user("late"), consents=True, now=NOW)


def test_who_is_in_the_cohort_already_uses_no_code_up(school):
    made, _ = inviting.make_code(school.cohort, most_uses=1, days=7, by=school.admin, now=NOW)
    assert joining.join_by_code(made, school.seeker, consents=False, now=NOW) == school.place.seeker
    made.refresh_from_db()
    assert made.uses == 0


@pytest.mark.parametrize("how", ["ended", "expired", "archived"])
def test_a_closed_code_opens_nothing(school, how):
    made, code = inviting.make_code(school.cohort, most_uses=9, days=7, by=school.admin, now=NOW)
    later = NOW + dt.timedelta(days=7) if how == "expired" else NOW
    if how == "ended":
        inviting.end_code(made, by=school.admin, now=NOW)
    if how == "archived":
        joining.archive(school.cohort, by=school.admin, now=NOW)
    assert inviting.code_typed(code, now=later) is None


# --- Consent and leaving


def test_withdrawing_keeps_the_place_and_tells_the_log(school):
    place = joining.share(school.place.seeker, consents=False, people=False, now=NOW)
    assert (place.is_active, place.shares) == (True, False)
    assert acts()[-1] == Act.WITHDREW


def test_saying_the_same_again_is_written_down_once(school):
    before = acts()
    joining.share(school.place.seeker, consents=True, people=False, now=NOW + HOUR)
    assert acts() == before
    assert Membership.objects.get(pk=school.place.seeker.pk).consented_at == NOW


def test_leaving_ends_the_place_and_what_was_shared(school):
    joining.leave(school.place.seeker, now=NOW)
    place = Membership.objects.get(pk=school.place.seeker.pk)
    assert (place.ended, place.shares, access.membership_of(school.seeker)) == (Ended.LEFT, False, None)
    with pytest.raises(joining.ClosedError):
        joining.share(place, consents=True, people=True, now=NOW)


def test_the_last_admin_stays(school):
    with pytest.raises(joining.LastAdminError):
        joining.remove_member(school.place.admin, by=school.admin, now=NOW)
    second = joining.join(school.organization, None, make_user("second"), Role.ADMIN, consents=False, now=NOW)
    joining.remove_member(school.place.admin, by=second.user, now=NOW)
    assert [member.user for member in Membership.objects.active().filter(role=Role.ADMIN)] == [
        school.foreign_admin,
        second.user,
    ]


# --- What the navigation asks


def marks(school):
    names = ("seeker", "coach", "other_coach", "admin")
    return {
        name: User.objects.values_list("is_coaching", "runs_school").get(pk=getattr(school, name).pk)
        for name in names
    }


def test_who_coaches_and_who_runs_a_school_is_marked_and_follows_at_once(school):
    before = marks(school)
    assert before == {
        "seeker": (False, False),
        "coach": (True, False),
        "other_coach": (True, False),
        "admin": (False, True),
    }
    joining.archive(school.cohort, by=school.admin, now=NOW)
    assert marks(school) == before | {"coach": (False, False)}
    joining.reopen(school.cohort, by=school.admin, now=NOW)
    joining.remove_member(school.place.other_coach, by=school.admin, now=NOW)
    assert marks(school) == before | {"other_coach": (False, False)}
