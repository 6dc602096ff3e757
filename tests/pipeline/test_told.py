"""What a school knows about a company, as its seekers see it: board, criteria and first message."""

from __future__ import annotations

import re

import pytest

from networking.cohorts import joining
from networking.companies.criteria import DEFAULTS, HIRED_ALUMNI, copy_defaults, found_out
from networking.companies.models import Answer, Criterion, Fact, Verdict
from networking.companies.told import Told
from networking.contacts.stages import Kind
from networking.conversations import writer
from tests.cohorts.conftest import client_of, school  # noqa: F401 - the fixture
from tests.companies.conftest import make_alum, make_fact
from tests.people import NOW, TODAY, make_company, make_contact

pytestmark = pytest.mark.usefixtures("noon")
TOLD = Told("Harbour Code", True, False, False, "", "", False)


@pytest.fixture
def northwind(school):
    copy_defaults(school.seeker)
    return make_company(school.seeker, "Northwind GmbH", in_words="I use their SDK")


def read(user, company, path=""):
    answer = client_of(user).get(f"/companies/{company.pk}/{path}")
    assert answer.status_code == 200
    return answer.content.decode()


def card_of(page):
    found = re.search(r'<section[^>]*id="told">(.*?)</section>', page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split()) if found else ""


def good(page):
    return re.search(r"(\d+ of \d+)</span>", page)[1]


def criterion_of(user):
    return Criterion.objects.get(owner=user, text=HIRED_ALUMNI)


# --- The card


def test_a_seeker_reads_what_their_school_knows_however_the_company_is_spelled(school, northwind):
    fact = make_fact(
        school.organization,
        "NORTHWIND, Inc.",
        hired_alumni=True,
        ask_coach=True,
        words="Two of the spring class",
        source="https://northwind.example/team",
    )
    make_alum(fact, "Zoe Park", role="Developer")
    make_alum(fact, "Ada Lovelace")
    page = read(school.seeker, northwind)
    assert card_of(page) == (
        "Your school knows Hired our alumni (2) Ask a coach before writing Sponsors a meetup "
        "Two of the spring class Ada Lovelace Zoe Park Developer "
        "Harbour Code · Source (opens in a new tab)"
    )
    assert 'href="https://northwind.example/team"' in page


@pytest.mark.parametrize("who", ["seeker", "classmate", "coach", "admin", "foreign_admin", "stranger"])
def test_only_seekers_of_the_school_are_told(school, who):
    make_alum(make_fact(school.organization, "Northwind", words="zq7secret"))
    company = make_company(getattr(school, who), "Northwind")
    page = read(getattr(school, who), company)
    is_told = who in {"seeker", "classmate"}
    assert ("zq7secret" in page, "Ada Lovelace" in page, bool(card_of(page))) == (is_told,) * 3


def test_it_is_told_from_the_next_request_on_and_no_longer(school, northwind):
    fact = make_fact(school.organization)

    def is_told():
        return bool(card_of(read(school.seeker, northwind)))

    assert is_told()
    joining.share(school.place.seeker, consents=False, people=False, now=NOW)
    assert is_told()
    joining.archive(school.cohort, by=school.admin, now=NOW)
    assert not is_told()
    joining.reopen(school.cohort, by=school.admin, now=NOW)
    assert is_told()
    Fact.objects.filter(pk=fact.pk).update(removed_at=NOW)
    assert not is_told()
    Fact.objects.filter(pk=fact.pk).update(removed_at=None)
    joining.leave(school.place.seeker, now=NOW)
    assert not is_told()


def test_another_company_and_another_school_tell_nothing(school, northwind):
    make_fact(school.organization, "Northwind Robotics")
    make_alum(make_fact(school.foreign, "Northwind"))
    page = read(school.seeker, northwind)
    assert card_of(page) == ""
    assert "Ada Lovelace" not in page


# --- The criterion


@pytest.mark.parametrize(
    ("text", "value", "told", "found"),
    [
        (HIRED_ALUMNI, "unknown", TOLD, ("yes", "Harbour Code")),
        ("  has hired OUR alumni ", "unknown", TOLD, ("yes", "Harbour Code")),
        (HIRED_ALUMNI, "no", TOLD, ("no", "")),
        (HIRED_ALUMNI, "yes", TOLD, ("yes", "")),
        (HIRED_ALUMNI, "unknown", None, ("unknown", "")),
        (HIRED_ALUMNI, "unknown", TOLD._replace(hired_alumni=False), ("unknown", "")),
        (HIRED_ALUMNI, "unknown", TOLD._replace(hired_alumni=0, has_alumni=1), ("yes", "Harbour Code")),
        (DEFAULTS[0], "unknown", TOLD, ("unknown", "")),
        ("Has a dog", "unknown", TOLD, ("unknown", "")),
    ],
)
def test_a_school_answers_one_criterion_where_the_seeker_has_not(text, value, told, found):
    assert found_out(text, value, told) == found


def test_it_counts_until_the_seeker_answers_and_their_answer_is_never_lost(school, northwind):
    assert good(read(school.seeker, northwind)) == "1 of 7"
    fact = make_fact(school.organization, hired_alumni=True)
    page = read(school.seeker, northwind)
    assert "yes, says Harbour Code" in page
    assert good(page) == "2 of 7"
    mine = Answer.objects.create(
        owner=school.seeker, company=northwind, criterion=criterion_of(school.seeker), value=Verdict.NO
    )
    page = read(school.seeker, northwind)
    assert "says Harbour Code" not in page
    assert good(page) == "1 of 7"
    fact.delete()
    mine.refresh_from_db()
    assert mine.value == Verdict.NO


def test_an_alum_there_answers_it_too_and_no_more_once_taken_off(school, northwind):
    alum = make_alum(make_fact(school.organization))
    assert good(read(school.seeker, northwind)) == "2 of 7"
    alum.delete()
    assert good(read(school.seeker, northwind)) == "1 of 7"


def test_the_question_says_what_the_school_says_and_so_does_its_answer(school, northwind):
    make_fact(school.organization, hired_alumni=True)
    path = f"criteria/{criterion_of(school.seeker).pk}/"
    assert "Harbour Code says yes" in read(school.seeker, northwind, path)
    client = client_of(school.seeker)
    for value, says in (("unknown", True), ("no", False)):
        page = client.post(
            f"/companies/{northwind.pk}/{path}", {"value": value}, headers={"HX-Request": "true"}
        ).content.decode()
        assert ("yes, says Harbour Code" in page) is says


# --- A first message


def test_a_first_message_where_a_coach_wants_to_be_asked_says_so(school, northwind):
    make_fact(school.organization, ask_coach=True)
    ana = make_contact(school.seeker, northwind, "Ana Ortiz", email="ana@example.org")
    client, words = client_of(school.seeker), "Harbour Code asks you to talk to a coach before you write"
    for path in (f"/people/{ana.pk}/", f"/people/{ana.pk}/write/", "/write/"):
        assert words in client.get(path).content.decode()
    writer.log(ana, Kind.OUTREACH, on=TODAY, now=NOW)
    assert words not in client.get(f"/people/{ana.pk}/write/").content.decode()


def test_elsewhere_nothing_is_asked(school, northwind):
    make_fact(school.organization, ask_coach=False)
    for company in (northwind, None):
        ana = make_contact(school.seeker, company, email="ana@example.org")
        assert (
            "talk to a coach" not in client_of(school.seeker).get(f"/people/{ana.pk}/write/").content.decode()
        )


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_take_no_query_more_for_it(school, northwind, django_assert_num_queries, rows):
    fact = make_fact(school.organization, hired_alumni=True, ask_coach=True, words="Spring")
    for number in range(rows):
        make_alum(fact, f"Alum {number}")
        person = make_contact(school.seeker, northwind, email=f"{number}@example.org")
    client = client_of(school.seeker)
    for path in (f"/companies/{northwind.pk}/", f"/people/{person.pk}/"):
        client.get(path)
        with django_assert_num_queries(8):
            client.get(path)
