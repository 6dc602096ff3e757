"""Who sees whom (DESIGN §3): each question asked for everybody, and anew after each change."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from networking.cohorts import access, joining
from networking.cohorts.models import Cohort, Membership, Organization, Role
from tests.people import NOW, make_user

LATER = NOW + dt.timedelta(hours=1)


def users(memberships):
    return {membership.user.name.lower() for membership in memberships.select_related("user")}


@pytest.mark.parametrize(
    ("who", "reads", "roster", "cohorts"),
    [
        ("seeker", set(), set(), set()),
        ("classmate", set(), set(), set()),
        ("coach", {"seeker", "classmate"}, {"seeker", "classmate", "coach"}, {"2611"}),
        ("other_coach", set(), {"other_coach"}, {"2612"}),
        (
            "admin",
            set(),
            {"seeker", "classmate", "coach", "other_coach", "admin"},
            {"2611", "2612"},
        ),
        ("foreign_admin", set(), {"foreign_admin"}, set()),
        ("stranger", set(), set(), set()),
    ],
)
def test_everybody_sees_what_the_table_says_and_no_more(school, who, reads, roster, cohorts):
    user = getattr(school, who)
    assert users(access.read_by(user)) == reads
    assert users(access.people_read_by(user)) == set()
    assert users(access.visible_members(user)) == roster
    assert {cohort.name for cohort in access.visible_cohorts(user)} == cohorts


def test_people_are_seen_only_while_that_switch_is_on(school):
    joining.share(school.place.seeker, consents=True, people=True, now=LATER)
    assert users(access.people_read_by(school.coach)) == {"seeker"}
    joining.share(school.place.seeker, consents=False, people=True, now=LATER)
    assert users(access.people_read_by(school.coach)) == set()
    assert users(access.read_by(school.coach)) == {"classmate"}


def test_a_deactivated_seeker_is_read_by_nobody(school):
    school.seeker.is_active = False
    school.seeker.save()
    assert users(access.read_by(school.coach)) == {"classmate"}


def test_a_superuser_reads_nobody(school):
    school.stranger.is_superuser = school.stranger.is_staff = True
    school.stranger.save()
    assert users(access.read_by(school.stranger)) == set()
    assert users(access.visible_members(school.stranger)) == set()


class Changes(RuleBasedStateMachine):
    """Random joining, consent, withdrawal, leaving, removal and archiving against a model of sets."""

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()  # each run of the machine begins with an empty school
        self.block.__enter__()
        self.school = Organization.objects.create(name="Harbour Code", created_at=NOW)
        self.cohorts = [
            Cohort.objects.create(organization=self.school, name=str(n), created_at=NOW) for n in range(2)
        ]
        self.admin = make_user("admin")
        joining.join(self.school, None, self.admin, Role.ADMIN, consents=False, now=NOW)
        self.seekers = [make_user(f"seeker{n}") for n in range(2)]
        self.coaches = [make_user(f"coach{n}") for n in range(2)]
        self.consents: dict[int, tuple[int, bool]] = {}  # seeker → (cohort, shares)
        self.coaching: set[tuple[int, int]] = set()
        self.archived: set[int] = set()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    number = st.integers(0, 1)

    def place(self, user, role, cohort=None):
        mine = Membership.objects.active().filter(user=user, role=role)
        return (mine.filter(cohort=cohort) if cohort else mine).first()

    @rule(seeker=number, cohort=number, consents=st.booleans())
    def join(self, seeker, cohort, consents):
        user, there = self.seekers[seeker], self.cohorts[cohort]
        joining.join(self.school, there, user, Role.SEEKER, consents=consents, now=NOW)
        if self.consents.get(seeker, (None,))[0] != cohort:
            self.consents[seeker] = (cohort, consents)

    @rule(coach=number, cohort=number)
    def coach(self, coach, cohort):
        there = self.cohorts[cohort]
        joining.join(self.school, there, self.coaches[coach], Role.COACH, consents=False, now=NOW)
        self.coaching.add((coach, cohort))

    @rule(seeker=number, consents=st.booleans())
    def change_mind(self, seeker, consents):
        if place := self.place(self.seekers[seeker], Role.SEEKER):
            joining.share(place, consents=consents, people=False, now=NOW)
            self.consents[seeker] = (self.consents[seeker][0], consents)

    @rule(seeker=number)
    def leave(self, seeker):
        if place := self.place(self.seekers[seeker], Role.SEEKER):
            joining.leave(place, now=NOW)
            del self.consents[seeker]

    @rule(coach=number, cohort=number)
    def remove_coach(self, coach, cohort):
        if place := self.place(self.coaches[coach], Role.COACH, self.cohorts[cohort]):
            joining.remove_member(place, by=self.admin, now=NOW)
            self.coaching.discard((coach, cohort))

    @rule(cohort=number, close=st.booleans())
    def archive(self, cohort, close):
        act = joining.archive if close else joining.reopen
        act(self.cohorts[cohort], by=self.admin, now=NOW)
        (self.archived.add if close else self.archived.discard)(cohort)

    @invariant()
    def each_coach_reads_exactly_those_who_share_with_them_now(self):
        for number, coach in enumerate(self.coaches):
            expected = {
                self.seekers[seeker].pk
                for seeker, (cohort, shares) in self.consents.items()
                if shares and (number, cohort) in self.coaching and cohort not in self.archived
            }
            assert set(access.read_by(coach).values_list("user", flat=True)) == expected

    @invariant()
    def facts_are_kept_by_those_who_coach_now_and_told_to_those_who_are_seekers_now(self):
        for number, coach in enumerate(self.coaches):
            coaches = any((number, cohort) in self.coaching for cohort in {0, 1} - self.archived)
            assert access.facts_kept_by(coach).exists() is coaches
        for number, seeker in enumerate(self.seekers):
            there = self.consents.get(number, (None,))[0]
            assert access.facts_told_to(seeker).exists() is (there is not None and there not in self.archived)


def test_withdrawal_removal_and_archiving_hold_from_the_very_next_question(db):
    run_state_machine_as_test(Changes, settings=settings(max_examples=25, stateful_step_count=20))
