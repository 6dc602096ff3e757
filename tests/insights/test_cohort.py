"""A cohort's page and spreadsheet: who reads how much of it, and that no contact is ever in it."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
import time_machine
from django.urls import reverse

from networking.cohorts import access, joining
from networking.cohorts.models import Act, Entry, Role
from networking.companies.models import Company
from networking.contacts.models import Contact
from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.insights.cohort import FEWEST, HEADER
from tests.cohorts.conftest import client_of
from tests.people import NOW, TODAY, make_company, make_contact, make_user

pytestmark = pytest.mark.django_db
EMPTY = "No totals to show"


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOW, tick=False):
        yield


def join(school, name, *, consents=True, cohort=None):
    user = make_user(name)
    cohort = cohort or school.cohort
    joining.join(school.organization, cohort, user, Role.SEEKER, consents=consents, now=NOW)
    return user


def withdraw(membership):
    joining.share(membership, consents=False, people=False, now=NOW)


def work(user, people=1):
    company = make_company(user, f"Secret company of {user}", in_words="secret words", notes="secret note")
    for number in range(people):
        person = make_contact(user, company, f"Secret person {number}", title="secret title", notes="secret")
        writer.log(person, Kind.OUTREACH, on=TODAY - dt.timedelta(9), now=NOW, note="secret note")


def page_of(user, school, query=""):
    return client_of(user).get(reverse("insights:cohort", args=[school.cohort.pk]) + query)


def sheet_of(user, school):
    answer = client_of(user).get(reverse("insights:numbers", args=[school.cohort.pk]))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


# --- Who


@pytest.mark.parametrize("name", ["cohort", "numbers"])
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("coach", 200),
        ("admin", 200),
        ("seeker", 404),
        ("classmate", 404),
        ("other_coach", 404),
        ("foreign_admin", 404),
        ("stranger", 404),
    ],
)
def test_it_is_open_to_its_coaches_and_its_admins(school, name, who, status):
    answer = client_of(getattr(school, who)).get(reverse(f"insights:{name}", args=[school.cohort.pk]))
    assert answer.status_code == status


def test_a_superuser_sees_nothing(school):
    boss = make_user("boss", is_superuser=True, is_staff=True)
    assert page_of(boss, school).status_code == 404


def test_whoever_coaches_no_more_sees_nothing_at_the_next_request(school):
    client = client_of(school.coach)
    url = reverse("insights:cohort", args=[school.cohort.pk])
    assert client.get(url).status_code == 200
    joining.archive(school.cohort, by=school.admin, now=NOW)
    assert client.get(url).status_code == 404
    joining.reopen(school.cohort, by=school.admin, now=NOW)
    joining.remove_member(school.place.coach, by=school.admin, now=NOW)
    assert client.get(url).status_code == 404


# --- What


def test_a_coach_reads_each_who_shares_and_of_the_others_the_name(school):
    work(school.seeker, 12)
    withdraw(school.place.classmate)
    page = page_of(school.coach, school).content.decode()
    for words in ("Seeker", "1 of 5", "0% of 12", "12 follow-ups", "active today"):
        assert words in page
    row = page[page.index("Classmate") :]
    assert "does not share" in row[: row.index("</tr>")]
    assert "active" not in row[: row.index("</tr>")]


def test_who_withdrew_is_in_no_number_at_the_next_request(school):
    work(school.seeker, 12)
    assert page_of(school.coach, school).context["numbers"].sums.reached_out == 12
    withdraw(access.membership_of(school.seeker))
    assert page_of(school.coach, school).context["numbers"].sums.reached_out == 0
    joining.leave(access.membership_of(school.seeker), now=NOW)
    assert "Seeker" not in [m.name for m in page_of(school.coach, school).context["numbers"].members]


def test_an_admin_reads_totals_over_five_or_more_who_share_and_nobodys_own(school):
    work(school.seeker, 12)
    for number in range(FEWEST - 3):
        work(join(school, f"more{number}"))
    join(school, "shy", consents=False)
    page = page_of(school.admin, school)
    assert EMPTY in page.content.decode()
    assert (page.context["numbers"].sums, page.context["numbers"].members) == (None, ())
    assert sheet_of(school.admin, school) == [list(HEADER)]
    last = join(school, "last")
    page = page_of(school.admin, school)
    assert page.context["numbers"].sums.reached_out == 12 + FEWEST - 3
    for name in ("Seeker", "Classmate", "Shy", "Last"):
        assert f">{name}" not in page.content.decode()
    assert page.context["numbers"].medians is None
    assert [row[0] for row in sheet_of(school.admin, school)] == ["Name", "All who share"]
    withdraw(access.membership_of(last))
    assert EMPTY in page_of(school.admin, school).content.decode()


def test_nothing_of_a_contact_or_a_company_is_in_the_page_or_the_sheet(school):
    for number in range(FEWEST):
        work(join(school, f"more{number}"))
    secrets = [
        *Contact.objects.values_list("name", flat=True),
        *Company.objects.values_list("name", flat=True),
    ]
    for reader in (school.coach, school.admin):
        read = page_of(reader, school).content.decode() + str(sheet_of(reader, school))
        assert not [secret for secret in [*secrets, "secret"] if secret in read]


# --- The spreadsheet


def test_the_sheet_has_a_row_for_each_and_one_for_all(school):
    work(school.seeker, 12)
    withdraw(school.place.classmate)
    head, first, second, last = sheet_of(school.coach, school)
    assert head == list(HEADER)
    assert first == ["Classmate", "does not share", *[""] * (len(HEADER) - 2)]
    assert dict(zip(head, second, strict=True)) == {
        "Name": "Seeker",
        "Shares": "yes",
        "Targets": "1",
        "Aims for": "5",
        "Targets with an in": "1",
        "Backlog": "0",
        "Targets with an empty seat": "1",
        "People at targets": "12",
        "Reached out": "12",
        "Replied": "0",
        "Chatted": "0",
        "Thanked": "0",
        "Written to": "12",
        "Answered": "0",
        "Thank-yous owed": "0",
        "Answers owed": "0",
        "Follow-ups owed": "12",
        "Chats to log": "0",
        "Last active": "2026-11-19",
    }
    assert last[:3] == ["All who share", "1", "1"]


def test_a_name_is_never_a_formula(school):
    school.seeker.name = "=HYPERLINK(1)"
    school.seeker.save()
    assert [row[0] for row in sheet_of(school.coach, school)][1] == "'=HYPERLINK(1)"


def test_taking_the_numbers_along_is_written_down(school):
    sheet_of(school.coach, school)
    entry = Entry.objects.get(act=Act.EXPORTED)
    assert (entry.actor, entry.cohort, entry.at) == (school.coach, school.cohort, NOW)


# --- Many


@pytest.mark.parametrize("rows", [1, 3, 60])
@pytest.mark.parametrize("who", ["coach", "admin"])
def test_seven_queries_however_many_there_are(school, django_assert_max_num_queries, rows, who):
    for number in range(rows):
        work(join(school, f"more{number}"))
    client = client_of(getattr(school, who))
    with django_assert_max_num_queries(7):
        page = client.get(reverse("insights:cohort", args=[school.cohort.pk]))
    if who == "coach" and rows == 60:
        assert (len(page.context["page"].things), page.context["page"].last) == (50, 2)
        second = page_of(school.coach, school, "?page=2")
        assert len(second.context["page"].things) == 12


@pytest.mark.parametrize("odd", ["0", "-1", "x", "99999", "²", "9" * 5000])
def test_an_odd_page_is_the_nearest(school, odd):
    assert page_of(school.coach, school, f"?page={odd}").context["page"].number == 1
