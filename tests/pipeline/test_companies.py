import pytest
from django.utils.html import escape

from networking.companies.models import Company, Standing
from networking.contacts.stages import Kind
from networking.conversations import writer
from tests.people import NOW, TODAY, make_company, make_connection, make_contact

pytestmark = pytest.mark.usefixtures("noon")
HTMX = {"HX-Request": "true"}


def read(client, url="/companies/", **more):
    response = client.get(url, **more)
    assert response.status_code == 200
    return response.content.decode()


def shown(page):
    """The names in the list, in their order."""
    return [part.split("<")[0].split(">")[-1] for part in page.split('class="company-name"><a')[1:]]


def names(owner, standing=Standing.TARGET):
    companies = Company.objects.owned_by(owner).filter(standing=standing).in_list_order()
    return list(companies.values_list("name", flat=True))


def test_an_empty_list_says_why_five_companies_and_what_an_in_is(as_seeker):
    page = read(as_seeker)
    assert "Why 5 companies?" in page
    assert "A shared interest, a product you love, somebody you know" in page


@pytest.mark.parametrize(
    ("tab", "name"), [("target", "Northwind"), ("backlog", "Fernhill"), ("archived", "Kestrel")]
)
def test_each_list_shows_its_own(as_seeker, seeker, stranger, tab, name):
    make_company(seeker, "Northwind")
    make_company(seeker, "Fernhill", standing=Standing.BACKLOG)
    make_company(seeker, "Kestrel", standing=Standing.ARCHIVED)
    make_company(stranger, "Secretworks", standing=tab)
    assert shown(read(as_seeker, f"/companies/?tab={tab}")) == [name]


def test_the_network_has_a_tab_once_it_holds_something(as_seeker, seeker):
    assert "tab=network" not in read(as_seeker)
    make_company(seeker, "Old Employer", standing=Standing.NETWORK)
    assert shown(read(as_seeker, "/companies/?tab=network")) == ["Old Employer"]


@pytest.mark.parametrize("standing", [Standing.TARGET, Standing.BACKLOG])
def test_a_few_letters_find_a_company(as_seeker, seeker, standing):
    make_company(seeker, "Northwind Robotics", standing=standing)
    make_company(seeker, "Fernhill", standing=standing)
    assert shown(read(as_seeker, f"/companies/?tab={standing}&q=WIND%20rob")) == ["Northwind Robotics"]
    assert "No company like" in read(as_seeker, f"/companies/?tab={standing}&q=nothing")


@pytest.mark.parametrize("standing", [Standing.TARGET, Standing.BACKLOG])
@pytest.mark.parametrize(
    ("order", "expected"),
    [("list", "CBA"), ("name", "ABC"), ("people", "BCA"), ("due", "ABC"), ("pk;drop", "CBA")],
)
def test_a_list_has_four_orders(as_seeker, seeker, standing, order, expected):
    companies = {name: make_company(seeker, name, standing=standing) for name in "CBA"}
    for name, people in {"A": 2, "C": 1}.items():
        for _ in range(people):
            make_contact(seeker, companies[name])
    person = make_contact(seeker, companies["A"])
    writer.log(person, Kind.REPLY, on=TODAY, now=NOW)
    if order == "due":
        writer.log(make_contact(seeker, companies["B"]), Kind.OUTREACH, on=TODAY, now=NOW)
    assert "".join(shown(read(as_seeker, f"/companies/?tab={standing}&order={order}"))) == expected


def test_fifty_stand_on_a_page(as_seeker, seeker):
    for number in range(51):
        make_company(seeker, f"Company {number:02}", standing=Standing.BACKLOG)
    first, second = (read(as_seeker, f"/companies/?tab=backlog&page={page}") for page in (1, 2))
    assert (len(shown(first)), shown(second)) == (50, ["Company 50"])


def test_a_connection_who_works_there_is_counted_until_they_are_a_contact(as_seeker, seeker):
    northwind = make_company(seeker, "Northwind GmbH")
    make_connection(seeker, "Ada", "northwind gmbh")
    grace = make_connection(seeker, "Grace", "Northwind GmbH")
    assert "2 of your connections work here" in read(as_seeker)
    make_contact(seeker, northwind, connection=grace)
    Company.objects.get().keep()
    assert "1 of your connections works here" in read(as_seeker)


@pytest.mark.parametrize("tab", [Standing.TARGET, Standing.BACKLOG])
@pytest.mark.parametrize("companies", [1, 3])
def test_a_list_asks_the_same_few_queries_however_long_it_is(
    as_seeker, seeker, companies, tab, django_assert_num_queries
):
    for _ in range(companies):
        company = make_company(seeker, standing=tab)
        for _ in range(companies):
            writer.log(make_contact(seeker, company), Kind.OUTREACH, on=TODAY, now=NOW)
        make_connection(seeker, company=company.name)
    with django_assert_num_queries({Standing.TARGET: 7, Standing.BACKLOG: 5}[tab]):
        read(as_seeker, f"/companies/?tab={tab}")


# --- Adding


def test_a_name_is_enough_to_add_a_company(as_seeker, seeker):
    response = as_seeker.post("/companies/add/", {"name": "Northwind"})
    company = Company.objects.get()
    assert (company.owner, company.standing, company.target_on) == (seeker, Standing.TARGET, TODAY)
    assert response.url == f"/companies/{company.pk}/"


def test_the_page_of_its_own_leads_to_the_board_and_the_line_above_a_list_stays_there(as_seeker):
    assert "hx-post" not in read(as_seeker, "/companies/add/").split('id="add-company"')[1].split(">")[0]
    assert "hx-post" in read(as_seeker).split('id="add-company"')[1].split(">")[0]


def test_with_htmx_the_new_row_joins_the_list_and_the_field_is_ready_for_the_next(as_seeker, seeker):
    make_company(seeker, "Fernhill")
    answer = as_seeker.post("/companies/add/", {"name": "Northwind", "shown": "target"}, headers=HTMX)
    page = answer.content.decode()
    assert shown(page) == ["Northwind"]
    assert 'value=""' in page
    assert "autofocus" in page


def test_a_company_for_another_list_joins_no_list_on_the_page(as_seeker):
    data = {"name": "Northwind", "standing": "backlog", "shown": "target"}
    answer = as_seeker.post("/companies/add/", data, headers=HTMX)
    assert shown(answer.content.decode()) == []
    assert Company.objects.get().standing == Standing.BACKLOG


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_company_that_is_listed_is_not_added_twice_but_shown(as_seeker, seeker, headers):
    northwind = make_company(seeker, "Northwind")
    answer = as_seeker.post("/companies/add/", {"name": "north-wind".replace("-", "") + "."}, headers=headers)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="/companies/{northwind.pk}/"' in page
    assert 'value="northwind."' in page
    assert Company.objects.count() == 1


@pytest.mark.parametrize("name", ["", "   ", "x" * 201])
def test_a_name_that_is_none_is_refused_and_kept(as_seeker, name):
    answer = as_seeker.post("/companies/add/", {"name": name})
    assert answer.status_code == 422
    assert escape(name.strip()) in answer.content.decode()
    assert not Company.objects.exists()


def test_a_target_too_many_is_added_and_the_backlog_offered_kindly(as_seeker, seeker):
    for _ in range(5):
        make_company(seeker)
    answer = as_seeker.post("/companies/add/", {"name": "Sixth", "shown": "target"}, headers=HTMX)
    page = answer.content.decode()
    assert "You have 6 targets. 5 are the idea" in page
    assert "Move Sixth to the backlog" in page


# --- Order


@pytest.mark.parametrize(("direction", "order"), [("up", ["B", "A", "C"]), ("down", ["A", "C", "B"])])
def test_a_company_moves_up_or_down(as_seeker, seeker, direction, order):
    for name in "ABC":
        make_company(seeker, name)
    pk = Company.objects.get(name="B").pk
    answer = as_seeker.post(f"/companies/{pk}/order/", {"direction": direction}, headers=HTMX)
    assert names(seeker) == order
    assert shown(answer.content.decode()) == order


def test_without_a_script_moving_leads_back_to_the_same_list(as_seeker, seeker):
    company = make_company(seeker, "A", standing=Standing.BACKLOG)
    answer = as_seeker.post(f"/companies/{company.pk}/order/", {"direction": "up", "order": "name"})
    assert answer.url == "/companies/?tab=backlog&q=&order=name&page=1"


# --- Where I know people


def test_suggestions_are_where_most_people_are_known_and_nothing_listed_or_of_ones_own(
    as_seeker, seeker, stranger
):
    make_company(seeker, "Listed")
    people = ["Northwind", "Fernhill", "northwind", "Listed", "Freelance", "Self-employed", ""]
    for number, company in enumerate(people):
        make_connection(seeker, f"Person {number}", company)
    make_connection(stranger, "Hidden", "Secretworks")
    page = read(as_seeker, "/companies/suggestions/")
    said = [part.split("<")[0] for part in page.split("<strong>")[1:]]
    assert [name.lower() for name in said] == ["northwind", "fernhill"]
    assert "2 of your connections work there" in page


def test_without_an_address_book_the_import_is_offered(as_seeker):
    assert "You may know people already" in read(as_seeker, "/companies/suggestions/", headers=HTMX)


@pytest.mark.parametrize("standing", ["target", "backlog"])
def test_one_press_puts_a_suggestion_onto_a_list(as_seeker, seeker, standing):
    make_connection(seeker, "Ada", "Northwind")
    answer = as_seeker.post("/companies/suggestions/take/", {standing: "northwind"}, headers=HTMX)
    assert answer.status_code == 200
    assert names(seeker, standing) == ["Northwind"]
    assert as_seeker.post("/companies/suggestions/take/", {standing: "northwind"}).status_code == 302
    assert Company.objects.count() == 1


def test_only_what_my_address_book_names_can_be_taken(as_seeker, stranger):
    make_connection(stranger, "Ada", "Northwind")
    assert as_seeker.post("/companies/suggestions/take/", {"target": "northwind"}).status_code == 404
    assert not Company.objects.exists()
