"""The sample school: believable, true to the rules, and gone without a trace."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from networking.accounts.models import User
from networking.cohorts import access
from networking.cohorts.models import Cohort, Membership, Organization, Role
from networking.companies.models import Company, Fact
from networking.contacts.models import Contact
from networking.contacts.stages import Stage
from networking.conversations.audit import check
from networking.exchange import sample_school
from tests.access import digest
from tests.people import NOW, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach():
    return make_user("coach")


def test_a_school_has_cohorts_a_coach_and_seekers_at_every_stage(coach):
    made = sample_school.make_school(60, now=NOW, coach=coach)
    assert [cohort.name for cohort in made.cohorts] == ["2611 mornings", "2611 evenings", "2611 weekends"]
    assert Membership.objects.filter(role=Role.SEEKER).count() == 60
    assert set(access.coached_by(coach)) == {made.cohorts[0]}
    assert set(access.coached_by(made.coach)) == set(made.cohorts)
    assert 0 < access.people_read_by(made.coach).count() < access.read_by(made.coach).count() < 60
    assert set(Contact.objects.values_list("stage", flat=True)) == set(Stage)
    sizes = {Company.objects.filter(owner=member.user).count() for member in access.read_by(made.coach)}
    assert {0, 50} <= sizes
    told = Fact.objects.kept_by(coach)
    assert {fact.hired_alumni for fact in told} == {fact.ask_coach for fact in told} == {True, False}
    assert set(told.values_list("company_key", flat=True)) & set(
        Company.objects.values_list("company_key", flat=True)
    )


def test_what_is_stored_is_what_the_rules_say():
    sample_school.make_school(25, now=NOW)
    assert list(check(fix=False, now=NOW)) == []


def test_the_same_school_is_made_again():
    def drawn():
        sample_school.make_school(8, now=NOW)
        companies = list(Company.objects.order_by("pk").values_list("name", "in_words"))
        people = list(Contact.objects.order_by("pk").values_list("name", "stage"))
        sample_school.remove_school()
        return companies, people

    assert drawn() == drawn()


def test_it_goes_without_a_trace_and_takes_nothing_else(coach):
    Organization.objects.create(name="Elsewhere", created_at=NOW)
    before = digest()
    sample_school.make_school(5, now=NOW, coach=coach)
    assert sample_school.remove_school()
    assert digest() == before
    assert not sample_school.remove_school()


def test_nobody_signs_in_as_somebody_invented():
    made = sample_school.make_school(3, now=NOW)
    assert not any(user.has_usable_password() for user in User.objects.exclude(pk=None))
    assert made.coach.email.endswith("@harbour-code.example")


def test_the_command_makes_it_once_and_removes_it(coach, capsys):
    for said in ("runs Harbour Code", "is there already"):
        call_command("demo", user=coach.email, seekers=3)
        assert said in capsys.readouterr().out
    assert Cohort.objects.count() == 1
    for said in ("is gone", "no sample school"):
        call_command("demo", remove_school=True)
        assert said in capsys.readouterr().out
    with pytest.raises(CommandError, match="1 to 5,000"):
        call_command("demo", user=coach.email, seekers=0)
