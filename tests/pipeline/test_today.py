import datetime as dt
import uuid

import pytest

from networking.companies.models import Company, Standing
from networking.contacts.stages import Kind, Stage
from networking.conversations import writer
from networking.pipeline.today import greeting
from tests.people import NOW, TODAY, make_company, make_connection, make_contact

pytestmark = pytest.mark.usefixtures("noon")


def log(contact, kind, days_ago=0, **more):
    return writer.log(contact, kind, on=TODAY - dt.timedelta(days=days_ago), now=NOW, **more)


def read(client, url="/", **headers):
    response = client.get(url, **headers)
    assert response.status_code == 200
    return response.content.decode()


def test_a_stranger_to_inroad_sees_what_it_is(client, db):
    assert "Sign in" in read(client)


def test_somebody_without_a_company_is_offered_three_ways_in(as_seeker):
    page = read(as_seeker)
    assert [way in page for way in ("/import/", "/companies/add/", "/import/sample/")] == [True, True, True]


def test_somebody_with_an_address_book_is_shown_where_they_know_people(as_seeker, seeker):
    make_connection(seeker, "Ada", "Northwind")
    page = read(as_seeker)
    assert "1 connection is in your address book" in page
    assert "/companies/suggestions/" in page


def test_the_next_step_comes_first_with_its_reason_and_its_lateness(as_seeker, seeker):
    northwind = make_company(seeker, "Northwind", in_words="I use their SDK")
    dana = make_contact(seeker, northwind, "Dana Moreau")
    log(dana, Kind.CHAT, days_ago=2)
    page = read(as_seeker)
    card = page[page.index('class="next-step') : page.index("</section>")]
    assert "Thank Dana Moreau" in card
    assert "1 day late" in card
    assert f"/people/{dana.pk}/log/thank_you/" in card


def test_logging_the_next_step_brings_the_one_after_it(as_seeker, seeker):
    northwind = make_company(seeker, "Northwind", in_words="I use their SDK", that_is_all=True)
    dana = make_contact(seeker, northwind, "Dana Moreau")
    log(dana, Kind.CHAT, days_ago=2)
    log(dana, Kind.THANK_YOU)
    assert "Thank Dana" not in read(as_seeker)


def test_with_htmx_only_the_steps_and_the_row_of_that_company_come_back(as_seeker, seeker):
    northwind = make_company(seeker, "Northwind", in_words="I use their SDK", that_is_all=True)
    make_company(seeker, "Fernhill")
    dana = make_contact(seeker, northwind, "Dana Moreau")
    log(dana, Kind.CHAT, days_ago=2)
    data = {"place": "today", "key": str(uuid.uuid4())}
    answer = as_seeker.post(f"/people/{dana.pk}/log/thank_you/", data, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert "Thank Dana" not in page
    assert "Dana Moreau, developer, thanked" in page
    assert page.count('class="company-row"') == 1
    assert "<h1>" not in page


def test_a_company_says_its_in_its_seats_and_what_is_next_there(as_seeker, seeker):
    fernhill = make_company(seeker, "Fernhill Health", in_product=True)
    jonas = make_contact(seeker, fernhill, "Jonas Thiel")
    log(jonas, Kind.OUTREACH, days_ago=1)
    page = read(as_seeker)
    row = page[page.index(f'id="company-{fernhill.pk}"') :]
    assert "You love the product" in row
    assert "Jonas Thiel, developer, reached out" in row
    assert "Find a manager" in row


def test_a_company_without_an_in_says_so(as_seeker, seeker):
    make_company(seeker, "Brightwater")
    assert "No “in” yet" in read(as_seeker)


def test_the_counts_have_their_plurals(as_seeker, seeker):
    northwind = make_company(seeker, "Northwind")
    log(make_contact(seeker, northwind), Kind.OUTREACH)
    assert "1 target · 1 person · 1 conversation open" in read(as_seeker)
    make_contact(seeker, make_company(seeker, "Fernhill"))
    assert "2 targets · 2 people · 1 conversation open" in read(as_seeker)


def test_when_nothing_is_due_today_is_calm_and_not_empty(as_seeker, seeker):
    type(seeker).objects.update(target_aim=1)
    northwind = make_company(seeker, "Northwind", in_words="…", that_is_all=True)
    Company.objects.update(nobody_manager=True, nobody_recruiter=True)
    ada = make_contact(seeker, northwind, "Ada")
    log(ada, Kind.OUTREACH)
    page = read(as_seeker)
    assert "next-step-calm" in page
    assert "Waiting for Ada" in page


def test_the_rest_of_the_list_is_one_press_away(as_seeker, seeker):
    for number in range(7):
        make_company(seeker, f"Company number {number}")
    assert page_steps(read(as_seeker)) == 4
    assert "more steps" in read(as_seeker)
    assert page_steps(read(as_seeker, "/?all")) > 6


def page_steps(page):
    return page.count('<li class="step">')


def test_names_are_text_and_never_markup(as_seeker, seeker):
    company = make_company(seeker, "<b>Northwind</b>", in_words="<i>hello</i>")
    make_contact(seeker, company, "<script>alert(1)</script>")
    page = read(as_seeker)
    assert "<b>Northwind" not in page
    assert "<i>hello" not in page
    assert "<script>alert" not in page


def test_a_row_is_made_anew_as_soon_as_something_changes(as_seeker, seeker):
    northwind = make_company(seeker, "Northwind", in_words="first words")
    assert "first words" in read(as_seeker)
    northwind.in_words = "second words"
    northwind.keep("in_words")
    assert "second words" in read(as_seeker)


def test_only_mine_is_shown(as_seeker, seeker, stranger):
    make_company(seeker, "Northwind")
    theirs = make_company(stranger, "Secretworks", in_words="hidden")
    make_contact(stranger, theirs, "Hidden Person")
    page = read(as_seeker)
    assert "Secretworks" not in page
    assert "Hidden Person" not in page


@pytest.mark.parametrize("companies", [1, 3])
def test_today_asks_seven_queries_however_many_companies(
    as_seeker, seeker, companies, django_assert_num_queries
):
    for _ in range(companies):
        company = make_company(seeker, in_words="…")
        log(make_contact(seeker, company), Kind.OUTREACH, days_ago=10)
    with django_assert_num_queries(7):
        read(as_seeker)


@pytest.mark.parametrize(
    ("hour", "words"), [(3, "evening"), (8, "morning"), (13, "afternoon"), (21, "evening")]
)
def test_the_greeting_knows_the_hour(hour, words):
    assert greeting(hour) == f"Good {words}"


def test_an_archived_company_is_not_among_the_targets(as_seeker, seeker):
    make_company(seeker, "Northwind")
    make_company(seeker, "Oldworks", standing=Standing.ARCHIVED)
    assert "Oldworks" not in read(as_seeker)


def test_a_seat_shows_how_far_somebody_came(as_seeker, seeker):
    northwind = make_company(seeker, "Northwind")
    priya = make_contact(seeker, northwind, "Priya Raman")
    for kind in (Kind.CHAT, Kind.THANK_YOU):
        log(priya, kind)
    assert f"seat-{int(Stage.THANKED)}" in read(as_seeker)
