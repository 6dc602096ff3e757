import datetime as dt
import re

import pytest
from django.utils import timezone

from networking.companies.models import Answer, Company, Criterion, Standing, Verdict
from networking.contacts.models import Contact, PastJob, Persona
from networking.contacts.stages import Kind, Parked
from networking.conversations import writer
from networking.web.seen import STALE
from tests.people import NOW, TODAY, make_company, make_connection, make_contact

pytestmark = pytest.mark.usefixtures("noon")
HTMX = {"HX-Request": "true"}


@pytest.fixture
def northwind(seeker):
    return make_company(seeker, "Northwind", in_words="I use their SDK", place="Pittsburgh")


def log(contact, kind, days_ago=0, **more):
    return writer.log(contact, kind, on=TODAY - dt.timedelta(days=days_ago), now=NOW, **more)


def read(client, company, **more):
    response = client.get(f"/companies/{company.pk}/", **more)
    assert response.status_code == 200
    return response.content.decode()


def column(page, stage):
    """The names on the cards of one column, in their order."""
    part = page.split(f'id="column-{stage}"')[1].split("</li>")[0]
    return re.findall(r'class="person-name"><a href="[^"]*">([^<]*)<', part)


def post(client, company, path, data=None, **more):
    return client.post(f"/companies/{company.pk}/{path}/", data or {}, **more)


def test_people_stand_in_the_column_of_their_stage(as_seeker, seeker, northwind):
    for name, kinds in {
        "Olu": [],
        "Ana": [Kind.OUTREACH],
        "Lena": [Kind.REPLY],
        "Dana": [Kind.CHAT],
        "Priya": [Kind.CHAT, Kind.THANK_YOU],
    }.items():
        contact = make_contact(seeker, northwind, name)
        for kind in kinds:
            log(contact, kind)
    page = read(as_seeker, northwind)
    assert [column(page, stage) for stage in range(5)] == [["Olu"], ["Ana"], ["Lena"], ["Dana"], ["Priya"]]


def test_within_a_column_the_earliest_due_stands_first(as_seeker, seeker, northwind):
    for name, days_ago in {"Late": 9, "Latest": 20, "Fresh": 1}.items():
        log(make_contact(seeker, northwind, name), Kind.OUTREACH, days_ago)
    assert column(read(as_seeker, northwind), 1) == ["Latest", "Late", "Fresh"]


def test_a_card_says_how_it_was_said_and_what_is_due(as_seeker, seeker, northwind):
    log(make_contact(seeker, northwind, "Ana Ortiz"), Kind.OUTREACH, 3, channel="linkedin_note")
    page = read(as_seeker, northwind)
    assert "LinkedIn note · day 3" in page
    assert "Follow-up in 4 days" in page


def test_what_waits_for_me_is_marked_on_the_card(as_seeker, seeker, northwind):
    log(make_contact(seeker, northwind, "Dana Moreau"), Kind.CHAT, 2)
    page = read(as_seeker, northwind)
    assert "Thank-you 1 day late" in page
    assert "person-card-due" in page


def test_parked_people_are_listed_below_with_a_way_back(as_seeker, seeker, northwind):
    writer.park(make_contact(seeker, northwind, "Ade"), Parked.NOT_NOW, now=NOW)
    page = read(as_seeker, northwind)
    assert column(page, 0) == []
    assert "Not now · today" in page
    assert "Reopen" in page


def test_the_next_step_here_leads_to_what_does_it(as_seeker, seeker, northwind):
    dana = make_contact(seeker, northwind, "Dana Moreau")
    log(dana, Kind.CHAT, 2)
    page = read(as_seeker, northwind)
    step = page[page.index('id="board-next"') :].split("</section>")[0]
    assert "Thank Dana Moreau" in step
    assert f"/people/{dana.pk}/log/thank_you/" in step


def test_a_company_without_a_step_says_what_comes(as_seeker, seeker):
    backlog = make_company(seeker, "Later Ltd", standing=Standing.BACKLOG)
    assert "Nothing to do here now" in read(as_seeker, backlog)


def test_an_empty_seat_leads_to_people_on_linkedin_and_to_the_form(as_seeker, northwind):
    page = read(as_seeker, northwind)
    assert "https://www.linkedin.com/search/results/people/" in page
    assert f"/people/add/?company={northwind.pk}&amp;persona=recruiter" in page


def test_somebody_who_moved_away_is_remembered_but_sits_nowhere(as_seeker, seeker, northwind):
    ada = make_contact(seeker, make_company(seeker, "Fernhill"), "Ada")
    PastJob.objects.create(owner=seeker, contact=ada, company=northwind, title="Developer", until=TODAY)
    page = read(as_seeker, northwind)
    assert "Worked here before" in page
    assert "until 19 Nov 2026" in page


def test_what_was_said_here_stays_here_when_somebody_moves(as_seeker, seeker, northwind):
    ada = make_contact(seeker, northwind, "Ada")
    log(ada, Kind.REPLY, note="Happy to talk")
    writer.change_job(ada, make_company(seeker, "Fernhill"), "Lead", until=TODAY, now=NOW)
    page = read(as_seeker, northwind)
    assert "Ada replied" in page
    assert "Happy to talk" in page


def test_more_than_six_people_bring_a_word_of_advice(as_seeker, seeker, northwind):
    for number in range(7):
        make_contact(seeker, northwind, persona=list(Persona)[number % 3])
    assert "More than six people at one company" in read(as_seeker, northwind)


@pytest.mark.parametrize("many", [1, 3])
def test_a_board_asks_eight_queries_however_full_it_is(
    as_seeker, seeker, northwind, many, django_assert_num_queries
):
    for number in range(many):
        contact = make_contact(seeker, northwind)
        log(contact, Kind.CHAT, 2)
        make_connection(seeker, company="Northwind")
        Criterion.objects.create(owner=seeker, text=f"criterion {number}")
        talked = log(contact, Kind.CHAT)
        writer.write_learned(talked.chat, {"role": "Go", "culture": "Pairing"})
        past = make_contact(seeker, make_company(seeker))
        PastJob.objects.create(owner=seeker, contact=past, company=northwind, until=TODAY)
    with django_assert_num_queries(8):
        read(as_seeker, northwind)


def test_nobody_elses_board_exists(as_stranger, northwind):
    assert as_stranger.get(f"/companies/{northwind.pk}/").status_code == 404


# --- The "in"


def test_a_company_without_an_in_teaches_what_one_is(as_seeker, seeker):
    assert "Why do this company and you fit?" in read(as_seeker, make_company(seeker, "Fernhill"))


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_an_in_is_written_and_the_criterion_follows(as_seeker, seeker, headers):
    company = make_company(seeker, "Fernhill")
    answer = post(
        as_seeker, company, "in", {"in_product": "on", "in_words": "I use it daily"}, headers=headers
    )
    company.refresh_from_db()
    assert answer.status_code == (200 if headers else 302)
    assert (company.in_product, company.in_words, company.has_in) == (True, "I use it daily", True)


def test_an_in_too_long_is_refused_and_kept(as_seeker, northwind):
    answer = post(as_seeker, northwind, "in", {"in_words": "x" * 2001})
    assert answer.status_code == 422
    assert "x" * 2001 in answer.content.decode()
    northwind.refresh_from_db()
    assert northwind.in_words == "I use their SDK"


def test_words_from_another_window_are_not_written_over(as_seeker, northwind):
    page = as_seeker.get(f"/companies/{northwind.pk}/in/").content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', page).group(1)
    post(as_seeker, northwind, "in", {"in_words": "from the other window", "seen": seen})
    refused = post(as_seeker, northwind, "in", {"in_words": "mine", "seen": seen})
    assert refused.status_code == 422
    assert STALE in refused.content.decode()
    again = re.search(r'name="seen" value="(\w+)"', refused.content.decode()).group(1)
    assert post(as_seeker, northwind, "in", {"in_words": "mine", "seen": again}).status_code == 302


def test_logging_meanwhile_does_not_make_an_open_form_stale(as_seeker, seeker, northwind):
    page = as_seeker.get(f"/companies/{northwind.pk}/in/").content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', page).group(1)
    log(make_contact(seeker, northwind), Kind.OUTREACH)
    assert post(as_seeker, northwind, "in", {"in_words": "mine", "seen": seen}).status_code == 302


# --- Details, lists, removing


def test_the_details_are_changed_and_a_bare_address_becomes_a_link(as_seeker, northwind):
    post(as_seeker, northwind, "edit", {"name": "Northwind Robotics", "website": "northwind.example"})
    page = read(as_seeker, northwind)
    assert 'href="https://northwind.example" rel="noopener noreferrer nofollow"' in page


@pytest.mark.parametrize("website", ["javascript:alert(1)", "data:text/html,x", "ftp://x.example", "http://"])
def test_only_a_web_address_is_a_website(as_seeker, northwind, website):
    answer = post(as_seeker, northwind, "edit", {"name": "Northwind", "website": website})
    assert answer.status_code == 422
    northwind.refresh_from_db()
    assert northwind.website == ""


def test_a_company_cannot_take_the_name_of_another(as_seeker, seeker, northwind):
    make_company(seeker, "Fernhill")
    assert post(as_seeker, northwind, "edit", {"name": "fernhill!"}).status_code == 422
    assert post(as_seeker, northwind, "edit", {"name": "NORTHWIND"}).status_code == 302


@pytest.mark.parametrize("standing", [Standing.BACKLOG, Standing.ARCHIVED])
def test_a_company_moves_to_another_list_and_the_undo_knows_since_when_it_was_a_target(
    as_seeker, seeker, standing
):
    company = make_company(seeker, "Northwind", target_on=TODAY - dt.timedelta(days=9))
    answer = post(as_seeker, company, "standing", {"standing": standing}, follow=True)
    company.refresh_from_db()
    assert (company.standing, company.target_on) == (standing, None)
    as_seeker.post(undo_of(answer))
    company.refresh_from_db()
    assert (company.standing, company.target_on) == (Standing.TARGET, TODAY - dt.timedelta(days=9))


def test_a_company_of_the_network_goes_back_there_by_undo(as_seeker, seeker):
    company = make_company(seeker, "Northwind", standing=Standing.NETWORK)
    answer = post(as_seeker, company, "standing", {"standing": "target"}, follow=True)
    as_seeker.post(undo_of(answer))
    company.refresh_from_db()
    assert (company.standing, company.target_on) == (Standing.NETWORK, None)


def undo_of(answer):
    return next(m.extra_tags for m in answer.context["messages"] if m.extra_tags)


@pytest.mark.parametrize("standing", ["", "nowhere", "None"])
def test_there_is_no_other_list_to_move_to(as_seeker, northwind, standing):
    assert post(as_seeker, northwind, "standing", {"standing": standing}).status_code == 404


def test_from_the_list_the_list_comes_back_without_the_company(as_seeker, seeker, northwind):
    make_company(seeker, "Fernhill")
    data = {"standing": "backlog", "place": "companies", "tab": "target"}
    page = post(as_seeker, northwind, "standing", data, headers=HTMX).content.decode()
    assert "Fernhill" in page
    assert f'id="company-{northwind.pk}"' not in page


def test_removing_a_company_can_be_undone_with_its_people(as_seeker, seeker, northwind):
    make_contact(seeker, northwind, "Ada")
    answer = as_seeker.post(f"/companies/{northwind.pk}/remove/", follow=True)
    assert as_seeker.get(f"/companies/{northwind.pk}/").status_code == 404
    assert not Contact.objects.owned_by(seeker).exists()
    as_seeker.post(undo_of(answer))
    assert column(read(as_seeker, northwind), 0) == ["Ada"]


def test_a_company_does_not_come_back_beside_its_twin(as_seeker, seeker, northwind):
    writer.remove_company(northwind, now=NOW)
    make_company(seeker, "northwind")
    answer = as_seeker.post(f"/companies/{northwind.pk}/restore/", follow=True)
    assert "There is another company called Northwind" in answer.content.decode()
    assert Company.objects.owned_by(seeker).count() == 1


# --- Seats


def test_nobody_here_is_said_and_taken_back(as_seeker, northwind):
    page = post(as_seeker, northwind, "nobody/manager", {"on": "1"}, headers=HTMX).content.decode()
    assert "You said that nobody here is one." in page
    post(as_seeker, northwind, "nobody/manager", {"on": "0"})
    northwind.refresh_from_db()
    assert northwind.nobody_manager is False


def test_there_is_no_such_persona(as_seeker, northwind):
    assert post(as_seeker, northwind, "nobody/other").status_code == 404


def test_that_is_all_is_said_and_taken_back(as_seeker, northwind):
    page = post(as_seeker, northwind, "that-is-all", {"on": "1"}, headers=HTMX).content.decode()
    assert "You said that this is everybody." in page
    assert post(as_seeker, northwind, "that-is-all", {"on": "0"}).url == f"/companies/{northwind.pk}/#seats"


# --- Connections


def test_a_connection_who_works_here_becomes_a_contact_with_one_press(as_seeker, seeker, northwind):
    ada = make_connection(seeker, "Ada Lovelace", "Northwind", title="Senior Recruiter")
    assert "Ada Lovelace" in read(as_seeker, northwind)
    page = post(
        as_seeker, northwind, f"connections/{ada.pk}", {"place": "board"}, headers=HTMX
    ).content.decode()
    contact = Contact.objects.get()
    assert (contact.connection, contact.company, contact.persona) == (ada, northwind, Persona.RECRUITER)
    assert contact.is_linkedin_friend
    assert "Ada Lovelace" in page
    post(as_seeker, northwind, f"connections/{ada.pk}")
    assert Contact.objects.count() == 1


def test_a_connection_whose_contact_was_removed_comes_back(as_seeker, seeker, northwind):
    ada = make_connection(seeker, "Ada", "Northwind")
    contact = make_contact(seeker, northwind, "Ada", connection=ada, notes="from the meetup")
    writer.remove_contact(contact, now=NOW)
    post(as_seeker, northwind, f"connections/{ada.pk}")
    assert Contact.objects.owned_by(seeker).get().notes == "from the meetup"


def test_a_connection_known_by_profile_is_not_added_twice(as_seeker, seeker, northwind):
    url = "https://www.linkedin.com/in/ada"
    ada = make_connection(seeker, "Ada", "Northwind", profile_url=url, profile_key="ada")
    make_contact(seeker, make_company(seeker, "Fernhill"), "Ada L.", profile_url=url)
    assert post(as_seeker, northwind, f"connections/{ada.pk}").status_code == 302
    assert Contact.objects.count() == 1


def test_a_connection_who_works_elsewhere_is_not_here(as_seeker, seeker, northwind):
    ada = make_connection(seeker, "Ada", "Fernhill")
    assert post(as_seeker, northwind, f"connections/{ada.pk}").status_code == 404


# --- Criteria


@pytest.fixture
def criterion(seeker):
    return Criterion.objects.create(owner=seeker, text="Uses my stack")


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_criterion_is_answered_with_a_note_and_a_source(as_seeker, northwind, criterion, headers):
    data = {"value": "yes", "note": "Django everywhere", "source": "northwind.example/jobs"}
    answer = post(as_seeker, northwind, f"criteria/{criterion.pk}", data, headers=headers)
    found = Answer.objects.get()
    assert answer.status_code == (200 if headers else 302)
    assert (found.value, found.note, found.source) == (
        Verdict.YES,
        "Django everywhere",
        "https://northwind.example/jobs",
    )
    assert "2 of 2" in read(as_seeker, northwind)


def test_an_answer_is_changed_and_not_doubled(as_seeker, northwind, criterion):
    for value in ("yes", "no"):
        post(as_seeker, northwind, f"criteria/{criterion.pk}", {"value": value})
    assert Answer.objects.get().value == Verdict.NO


def test_a_source_that_is_no_link_is_refused_and_the_note_kept(as_seeker, northwind, criterion):
    data = {"value": "yes", "note": "they said so", "source": "javascript:alert(1)"}
    answer = post(as_seeker, northwind, f"criteria/{criterion.pk}", data, headers=HTMX)
    assert answer.status_code == 422
    assert "they said so" in answer.content.decode()
    assert not Answer.objects.exists()


def test_the_clock_of_the_tests_stands(db):
    assert timezone.now() == NOW
