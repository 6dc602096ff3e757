"""Who introduced me to whom, on both pages, and who could introduce me to somebody."""

from __future__ import annotations

import datetime as dt
import html
import re

import pytest

from networking.companies.models import Standing
from networking.contacts.models import Contact, PastJob
from networking.contacts.stages import Kind
from networking.conversations import introductions, writer
from networking.conversations.models import Community, Event, Interaction, Introduction, Met
from tests.people import NOW, TODAY, make_company, make_connection, make_contact, new_key

pytestmark = pytest.mark.usefixtures("noon")
PAGE = "/people/introductions/"
EVIL = "<script>alert(1)</script>{{7*7}}{0.__class__}"


@pytest.fixture
def northwind(seeker):
    return make_company(seeker, "Northwind")


@pytest.fixture
def acme(seeker):
    return make_company(seeker, "Acme")


@pytest.fixture
def lena(seeker, northwind):
    return make_contact(seeker, northwind, "Lena Koch", title="Senior Developer")


@pytest.fixture
def tomas(seeker, acme):
    return make_contact(seeker, acme, "Tomas Berg", title="CTO")


def read(client, url) -> str:
    """The words of a page, without its marks."""
    text = client.get(url).content.decode()
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", text)))


def introduced(client, contact, **said):
    return client.post(f"/people/{contact.pk}/introduced/", {"key": new_key(), "on": TODAY, **said})


def press_undo(client, response):
    """The undo of what was said last."""
    page = client.get(response["Location"]).content.decode()
    undo = re.findall(r'class="toast">.*?action="([^"]+)"', page, re.DOTALL)
    return client.post(html.unescape(undo[-1]))


def names(client, query: str) -> list[str]:
    """Who could, in the order of the page."""
    page = client.get(f"{PAGE}?{query}").content.decode()
    found = re.findall(r'<li class="introducer">\s*<div><(?:a|span)[^>]*>([^<]*)<', page)
    return [html.unescape(name) for name in found]


# --- On both pages


def test_an_introduction_to_one_of_mine_stands_on_both_pages_and_is_thanked_for(as_seeker, lena, tomas):
    response = introduced(as_seeker, lena, who=tomas.pk, on=TODAY - dt.timedelta(1))
    assert response["Location"] == f"/people/{lena.pk}/"
    page = read(as_seeker, f"/people/{lena.pk}/")
    assert "Lena introduced you to Tomas Berg, Acme" in page
    assert "Thank Lena Koch" in page
    assert "Introduced by Lena Koch on 18 Nov 2026" in read(as_seeker, f"/people/{tomas.pk}/")
    assert "Lena Koch introduced you to Tomas Berg, Acme" in read(as_seeker, PAGE)


def test_a_new_name_joins_my_people_with_a_company_of_my_network(as_seeker, seeker, lena):
    introduced(as_seeker, lena, name="Ada Byron", company_name="Engines", title="Senior Developer")
    ada = Contact.objects.get(name="Ada Byron")
    assert (ada.introducer, ada.persona, ada.company.name) == (lena, "developer", "Engines")
    assert ada.company.standing == Standing.NETWORK
    assert introductions.told_of(seeker).get().introduced == ada


def test_a_new_name_of_the_address_book_brings_what_is_known(as_seeker, seeker, lena, acme):
    known = make_connection(seeker, "Ada Byron", "Acme", title="Engineer", email="ada@acme.example")
    introduced(as_seeker, lena, name="Ada Byron", company_name="ACME")
    ada = Contact.objects.get(name="Ada Byron")
    assert (ada.connection, ada.email, ada.company) == (known, "ada@acme.example", acme)


def test_a_double_click_makes_one(as_seeker, lena):
    key = new_key()
    for _ in range(2):
        introduced(as_seeker, lena, key=key, name="Ada Byron")
    assert Contact.objects.filter(name="Ada Byron").count() == 1
    assert Introduction.objects.count() == 1 == Interaction.objects.count()


@pytest.mark.parametrize("typed", [{"company_name": "acme inc."}, {}])
def test_a_name_that_is_on_the_list_doubles_nobody(as_seeker, lena, tomas, typed):
    introduced(as_seeker, lena, name="tomas  BERG", **typed)
    assert Contact.objects.count() == 2
    assert Introduction.objects.get().introduced == tomas


def test_two_of_that_name_and_no_company_is_somebody_new(as_seeker, seeker, lena, tomas):
    make_contact(seeker, lena.company, "Tomas Berg")
    introduced(as_seeker, lena, name="Tomas Berg")
    assert Contact.objects.filter(name="Tomas Berg").count() == 3


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Write the name first."),
        ({"name": "?!"}, "A name needs at least one letter."),
        ({"name": "Ada", "on": "2026-11-20"}, "This day has not come yet."),
        ({"name": "Ada", "on": "tomorrow"}, "There is no such day."),
        ({"name": "Ada", "company_name": "…"}, "A company name needs at least one letter"),
        ({"name": "Lena Koch", "company_name": "Northwind"}, "That is Lena Koch."),
    ],
)
def test_what_is_refused_says_why_keeps_the_words_and_changes_nothing(as_seeker, lena, said, words):
    response = introduced(as_seeker, lena, title="My words", **said)
    assert response.status_code == 422
    text = html.unescape(response.content.decode())
    assert words in text
    assert "My words" in text
    assert Contact.objects.count() == 1
    assert not Introduction.objects.exists()
    assert not Interaction.objects.exists()


def test_undo_takes_the_new_person_and_the_thanks_away_again(as_seeker, lena):
    response = introduced(as_seeker, lena, name="Ada Byron")
    press_undo(as_seeker, response)
    assert Contact.objects.get(name="Ada Byron").is_removed
    page = read(as_seeker, f"/people/{lena.pk}/")
    assert "Ada Byron" not in page
    assert "Thank Lena" not in page


def test_a_late_undo_keeps_somebody_new_with_whom_i_have_spoken_since(as_seeker, lena):
    response = introduced(as_seeker, lena, name="Ada Byron")
    ada = Contact.objects.get(name="Ada Byron")
    writer.log(ada, Kind.CHAT, on=TODAY, now=NOW)
    press_undo(as_seeker, response)
    ada.refresh_from_db()
    assert (ada.is_removed, ada.introducer) == (False, None)
    assert not Introduction.objects.filter(removed_at=None).exists()


@pytest.mark.parametrize("could", [True, False])
def test_undo_leaves_somebody_of_mine_as_they_were(as_seeker, lena, tomas, could):
    if could:
        introductions.name_introducer(tomas, lena, now=NOW)
    press_undo(as_seeker, introduced(as_seeker, lena, who=tomas.pk))
    tomas.refresh_from_db()
    assert not tomas.is_removed
    assert tomas.introducer == (lena if could else None)
    assert not Interaction.objects.filter(removed_at=None).exists()


def test_removing_from_either_page_can_be_undone(as_seeker, seeker, lena, tomas):
    introduced(as_seeker, lena, who=tomas.pk)
    made = Introduction.objects.get()
    for of in (lena, tomas):
        response = as_seeker.post(f"{PAGE}{made.pk}/remove/", {"place": "person", "of": of.pk})
        assert response["Location"] == f"/people/{of.pk}/"
        assert not introductions.told_of(seeker).exists()
        press_undo(as_seeker, response)
        assert introductions.told_of(seeker).get() == made


def test_htmx_gets_the_page_of_the_person_it_was_pressed_on(as_seeker, lena, tomas):
    introduced(as_seeker, lena, who=tomas.pk)
    made = Introduction.objects.get()
    data = {"place": "person", "of": tomas.pk}
    response = as_seeker.post(f"{PAGE}{made.pk}/remove/", data, headers={"HX-Request": "true"})
    text = response.content.decode()
    assert '<div id="person">' in text
    assert "<h1>Tomas Berg</h1>" in text
    again = as_seeker.post(f"{PAGE}{made.pk}/restore/", headers={"HX-Request": "true"})
    assert again.status_code == 204


def test_with_the_introducer_removed_both_pages_still_stand(as_seeker, lena, tomas):
    introductions.introduce(lena, tomas, on=TODAY, now=NOW, key=new_key())
    writer.remove_contact(lena, now=NOW)
    page = read(as_seeker, f"/people/{tomas.pk}/")
    assert "Introduced by" not in page
    assert "Lena" not in page
    assert "Lena" not in read(as_seeker, PAGE)
    writer.restore_contact(lena, now=NOW)
    writer.remove_contact(tomas, now=NOW)
    assert "Tomas" not in read(as_seeker, f"/people/{lena.pk}/")


def test_whom_somebody_named_can_be_introduced_and_is_shown_on_both_until_then(as_seeker, lena, tomas):
    introductions.name_introducer(tomas, lena, now=NOW)
    assert "Lena could introduce you to Tomas Berg, Acme" in read(as_seeker, f"/people/{lena.pk}/")
    assert "Lena Koch can introduce you They did" in read(as_seeker, f"/people/{tomas.pk}/")
    introduced(as_seeker, lena, who=tomas.pk)
    assert "Lena could introduce you to" not in read(as_seeker, f"/people/{lena.pk}/")


def test_an_introduction_logged_without_whom_asks_to_whom(as_seeker, lena, tomas):
    as_seeker.post(f"/people/{lena.pk}/log/introduction/", {"key": new_key()})
    assert "Lena introduced you to somebody. To whom?" in read(as_seeker, f"/people/{lena.pk}/")
    introduced(as_seeker, lena, who=tomas.pk)
    assert "To whom?" not in read(as_seeker, f"/people/{lena.pk}/")
    assert Interaction.objects.count() == 1


def test_my_people_are_searched_by_name_and_company(as_seeker, seeker, stranger, lena, tomas):
    make_contact(stranger, make_company(stranger, "Acme"), "Tomas Other")
    for q in ("tomas", "acme"):
        page = read(as_seeker, f"/people/{lena.pk}/introduced/?q={q}")
        assert "Tomas Berg" in page
        assert "Other" not in page
    page = as_seeker.get(f"/people/{lena.pk}/introduced/?q=lena").content.decode()
    assert 'type="submit" name="who"' not in page
    assert "Nobody of that name yet" in page


def test_somebody_foreign_is_introduced_by_nobody(as_seeker, stranger, lena):
    foreign = make_contact(stranger, name="Foreign")
    assert introduced(as_seeker, lena, who=foreign.pk).status_code == 404
    assert not Introduction.objects.exists()


# --- Who could introduce me


def test_without_a_question_it_teaches_and_offers_the_companies_i_aim_for(as_seeker, northwind):
    page = read(as_seeker, PAGE)
    assert "No introduction yet" in page
    assert "A company you aim for" in page
    assert "Northwind" in page


def test_everybody_who_could_is_found_the_likeliest_first_with_the_reason(as_seeker, seeker, acme, tomas):
    here = {name: make_contact(seeker, name=name) for name in ("Done", "Names", "Worked", "Met", "No tie")}
    make_contact(seeker, acme, "Works")
    close = make_contact(seeker, name="Close", closeness="close")
    introductions.introduce(here["Done"], make_contact(seeker, acme, "Ada"), on=TODAY, now=NOW, key=new_key())
    introductions.name_introducer(make_contact(seeker, acme, "Bo"), here["Names"], now=NOW)
    PastJob.objects.create(owner=seeker, contact=here["Worked"], company=acme, until=dt.date(2024, 5, 1))
    event = Event.objects.create(owner=seeker, name="PyLadies", starts_at=NOW, created_at=NOW, key=new_key())
    for one in (tomas, here["Met"]):
        Met.objects.create(owner=seeker, contact=one, event=event, on=TODAY, key=new_key())
    make_connection(seeker, "Book", "Acme Inc.")
    found = names(as_seeker, f"company={acme.pk}")
    assert found == ["Done", "Names", "Ada", "Bo", "Tomas Berg", "Works", "Worked", "Met", "Book", "Close"]
    page = read(as_seeker, f"{PAGE}?company={acme.pk}")
    for words in (
        "Introduced you to Ada before.",
        "Can introduce you to Bo, who works at Acme.",
        "Works at Acme.",
        "Worked at Acme until 2024.",
        "Met at PyLadies, like others of Acme.",
        "In your address book, and works at Acme.",
        "Close to you: may know somebody there.",
        "You are close: ask straight out",
        "You hardly know each other yet",
    ):
        assert words in page
    assert close.name in page
    assert "Can introduce you to Ada" not in page  # that is done


def test_for_one_person_who_was_named_comes_first_and_they_themselves_never(as_seeker, seeker, tomas, lena):
    introductions.name_introducer(tomas, lena, now=NOW)
    make_contact(seeker, tomas.company, "Works", closeness="close")
    assert names(as_seeker, f"person={tomas.pk}") == ["Lena Koch", "Works"]
    assert "Can introduce you to Tomas Berg." in read(as_seeker, f"{PAGE}?person={tomas.pk}")


def test_who_shares_a_community_with_somebody_without_a_company_could(as_seeker, seeker, lena):
    alone = make_contact(seeker, name="Alone")
    place = Community.objects.create(owner=seeker, name="Python Berlin", created_at=NOW, key=new_key())
    for one in (alone, lena):
        Met.objects.create(owner=seeker, contact=one, community=place, on=TODAY, key=new_key())
    assert names(as_seeker, f"person={alone.pk}") == ["Lena Koch"]
    assert "You met both at Python Berlin." in read(as_seeker, f"{PAGE}?person={alone.pk}")


def test_who_said_no_is_left_alone_and_so_is_whoever_was_removed(as_seeker, seeker, acme, tomas):
    writer.log(tomas, Kind.DECLINED, on=TODAY, now=NOW)
    make_contact(seeker, acme, "Gone", removed_at=NOW)
    assert names(as_seeker, f"company={acme.pk}") == []
    assert "Nobody that we know of, yet" in read(as_seeker, f"{PAGE}?company={acme.pk}")


def test_nothing_of_a_stranger_shows(as_seeker, stranger, acme):
    theirs = make_company(stranger, "Acme")
    them = make_contact(stranger, theirs, "Secret", closeness="close")
    make_connection(stranger, "Secret", "Acme")
    for query in (f"company={theirs.pk}", f"person={them.pk}", "q=secret", "q=acme", f"company={acme.pk}"):
        assert "Secret" not in read(as_seeker, f"{PAGE}?{query}")


@pytest.mark.parametrize(
    ("q", "whom"),
    [
        ("ACME inc", "to somebody at Acme?"),
        ("acm", "to somebody at Acme?"),
        ("tomas berg", "to Tomas Berg at Acme?"),
        ("tom", "to Tomas Berg at Acme?"),
        ("Globex", "to somebody at Globex?"),
    ],
)
def test_a_typed_name_means_a_company_or_a_person(as_seeker, tomas, q, whom):
    assert f"Who could introduce me {whom}" in read(as_seeker, f"{PAGE}?q={q}")


def test_a_name_that_means_several_asks_whom(as_seeker, seeker, tomas, lena):
    make_contact(seeker, lena.company, "Tomas Lund")
    page = as_seeker.get(f"{PAGE}?q=tomas").content.decode()
    assert "Whom do you mean?" in page
    assert "Tomas Berg, Acme" in page
    assert "Tomas Lund, Northwind" in page
    assert f"?person={tomas.pk}" in page


def test_a_company_that_is_on_no_list_finds_the_address_book_and_old_jobs(as_seeker, seeker, lena):
    make_connection(seeker, "Ada Byron", "Globex GmbH", title="CTO")
    PastJob.objects.create(owner=seeker, contact=lena, company_name="globex", until=TODAY)
    assert names(as_seeker, "q=Globex") == ["Lena Koch", "Ada Byron"]


def test_a_short_name_is_found_among_many_that_hold_its_letters(as_seeker, seeker):
    for number in range(9):
        make_company(seeker, f"Apex {number}")
        make_contact(seeker, None, f"Adam Lee {number}")
    make_company(seeker, "X")
    make_contact(seeker, None, "Lee")
    assert "Who could introduce me to somebody at X?" in read(as_seeker, f"{PAGE}?q=x")
    assert "Who could introduce me to Lee?" in read(as_seeker, f"{PAGE}?q=lee")


@pytest.mark.parametrize("query", ["q=...", "q=%00", "company=x", "person=9999999999999999999", "company=-1"])
def test_odd_questions_show_the_page_as_without_one(as_seeker, northwind, query):
    assert "No introduction yet" in read(as_seeker, f"{PAGE}?{query}")


def test_text_of_people_is_shown_as_it_was_typed(as_seeker, seeker, acme):
    make_contact(seeker, acme, EVIL, title=EVIL)
    event = Event.objects.create(owner=seeker, name=EVIL, starts_at=NOW, created_at=NOW, key=new_key())
    for one in (Contact.objects.get(), make_contact(seeker, name=f"Met {EVIL}")):
        Met.objects.create(owner=seeker, contact=one, event=event, on=TODAY, key=new_key())
    text = as_seeker.get(f"{PAGE}?company={acme.pk}").content.decode()
    assert EVIL not in text
    assert html.escape(EVIL) in text


# --- Asking


def test_asking_somebody_goes_on_to_the_message_that_asks_for_it(as_seeker, lena, tomas):
    response = as_seeker.post(f"/people/{tomas.pk}/introducer/", {"who": lena.pk})
    assert response["Location"] == f"/people/{tomas.pk}/write/?purpose=introduction&channel=introduction"
    tomas.refresh_from_db()
    assert tomas.introducer == lena
    page = as_seeker.get(response["Location"]).content.decode()
    assert "Hi Lena" in page
    assert "Tomas Berg" in page


def test_undo_gives_back_who_could_before_removed_since_or_not(as_seeker, seeker, lena, tomas):
    ada = make_contact(seeker, name="Ada")
    introductions.name_introducer(tomas, ada, now=NOW)
    response = as_seeker.post(f"/people/{tomas.pk}/introducer/", {"who": lena.pk})
    press_undo(as_seeker, response)
    tomas.refresh_from_db()
    assert tomas.introducer == ada


@pytest.mark.parametrize("who", ["", "x", "0", "99999999"])
def test_asking_nobody_is_not_found(as_seeker, tomas, who):
    assert as_seeker.post(f"/people/{tomas.pk}/introducer/", {"who": who}).status_code == 404


def test_asking_somebody_about_themselves_says_so(as_seeker, tomas):
    response = as_seeker.post(f"/people/{tomas.pk}/introducer/", {"who": tomas.pk})
    assert response["Location"] == f"/people/{tomas.pk}/"
    assert "That is Tomas Berg" in read(as_seeker, response["Location"])


# --- Ways there, and cost


def test_it_is_reached_from_people_the_board_the_hunt_and_the_ways(as_seeker, acme, tomas):
    assert f'href="{PAGE}"' in as_seeker.get("/people/").content.decode()
    assert f'href="{PAGE}?company={acme.pk}"' in as_seeker.get(f"/companies/{acme.pk}/").content.decode()
    assert f'href="{PAGE}?person={tomas.pk}"' in as_seeker.get(f"/people/{tomas.pk}/").content.decode()


def test_when_nothing_is_due_today_asks_who_could_introduce_me(as_seeker, seeker, acme):
    assert f'href="{PAGE}"' not in as_seeker.get("/").content.decode()
    type(seeker).objects.filter(pk=seeker.pk).update(search_over_on=TODAY)
    assert f'href="{PAGE}"' in as_seeker.get("/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("query", "asked"), [("", 4), ("?company", 6), ("?person", 5), ("?q=acme", 7)])
def test_the_page_asks_few_queries_however_many_there_are(
    as_seeker, seeker, acme, tomas, lena, django_assert_num_queries, rows, query, asked
):
    for number in range(rows):
        ada = make_contact(seeker, acme, f"Ada {number}", closeness="close")
        introductions.introduce(lena, ada, on=TODAY, now=NOW, key=new_key())
    keys = {"?company": acme.pk, "?person": tomas.pk}
    query = f"{query}={keys[query]}" if query in keys else query
    with django_assert_num_queries(asked):
        as_seeker.get(f"{PAGE}{query}")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_to_write_one_down_asks_four_queries(
    as_seeker, seeker, lena, acme, django_assert_num_queries, rows
):
    for number in range(rows):
        make_contact(seeker, acme, f"Ada {number}")
    with django_assert_num_queries(4):
        as_seeker.get(f"/people/{lena.pk}/introduced/?q=ada")
