"""Each list as a spreadsheet: what stands in it, whose it is, and that no cell of it is a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networking.companies.models import Answer, Criterion
from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.conversations.models import Topic
from networking.exchange.writing.lists import LISTS, written
from networking.web.csv import lines, original
from tests.people import NOW, TODAY, make_company, make_connection, make_contact


def rows_of(name: str, user) -> list[dict[str, str]]:
    text = b"".join(written(name, user)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def said(row: dict[str, str]) -> dict[str, str]:
    """What is not empty."""
    return {name: cell for name, cell in row.items() if cell}


def test_a_company_with_what_was_found_out(seeker):
    acme = make_company(
        seeker, "Acme", place="Fargo", website="https://acme.example/", in_product=True, in_words="Maps"
    )
    make_company(seeker, "Gone", removed_at=NOW)
    for place, (text, value) in enumerate([("hires near me", "yes"), ("has a dog", "unknown")]):
        criterion = Criterion.objects.create(owner=seeker, text=text, position=place)
        Answer.objects.create(
            owner=seeker, company=acme, criterion=criterion, value=value, note="Ada said" if not place else ""
        )
    assert [said(row) for row in rows_of("companies", seeker)] == [
        {
            "Company": "Acme",
            "List": "Target",
            "Target since": TODAY.isoformat(),
            "Location": "Fargo",
            "Website": "https://acme.example/",
            "I use or love the product": "yes",
            "Why we fit, in my words": "Maps",
            "What I found out": "hires near me: Yes · Ada said\nhas a dog: Don't know yet",
        }
    ]


def test_a_person_with_how_far_it_came(seeker):
    acme = make_company(seeker, "Acme")
    priya = make_contact(seeker, acme, "Priya Raman")
    lena = make_contact(
        seeker, acme, "Lena Koch", title="CTO", phone="+49 30 123", closeness="close", introducer=priya
    )
    writer.log(lena, Kind.OUTREACH, on=TODAY - dt.timedelta(2), now=NOW)
    assert said(rows_of("people", seeker)[0]) == {
        "Name": "Lena Koch",
        "Company": "Acme",
        "Job title": "CTO",
        "Role": "Developer",
        "Close": "yes",
        "Phone": "'+49 30 123",
        "Introduced by": "Priya Raman",
        "Stage": "Reached out",
        "Reached out on": "2026-11-17",
        "Last contacted": "2026-11-17",
    }


def test_what_was_removed_has_no_name_in_other_rows(seeker):
    gone = make_company(seeker, "Gone", removed_at=NOW)
    left = make_contact(seeker, gone, "Left", removed_at=NOW)
    make_contact(seeker, gone, "Lena Koch", introducer=left)
    assert [(row["Name"], row["Company"], row["Introduced by"]) for row in rows_of("people", seeker)] == [
        ("Lena Koch", "", "")
    ]


def test_what_was_said_in_its_order(seeker):
    lena = make_contact(seeker, make_company(seeker, "Acme"), "Lena Koch")
    sent = writer.Sent("Hello", "=Hi Lena", "", "")
    writer.log(lena, Kind.REPLY, on=TODAY, now=NOW, note="Yes")
    writer.log(lena, Kind.OUTREACH, on=TODAY - dt.timedelta(1), now=NOW, channel="email", sent=sent)
    assert [list(said(row).values()) for row in rows_of("interactions", seeker)] == [
        ["2026-11-18", "Lena Koch", "Acme", "Reached out", "E-mail", "Hello", "'=Hi Lena"],
        ["2026-11-19", "Lena Koch", "Acme", "Replied", "Yes"],
    ]


def test_a_chat_stands_in_the_time_zone_it_was_agreed_in_with_what_was_learned(seeker):
    lena = make_contact(seeker, make_company(seeker, "Acme"), "Lena Koch")
    chat = writer.plan_chat(
        lena,
        starts_at=dt.datetime(2026, 11, 24, 3, tzinfo=dt.UTC),
        minutes=45,
        medium="video",
        place="https://meet.example/",
        questions="Why?",
        now=NOW,
        time_zone="America/New_York",
    )
    writer.write_learned(chat, {Topic.CULTURE: "Pairing"})
    writer.log(lena, Kind.CHAT, on=TODAY, now=NOW)
    planned = next(row for row in rows_of("chats", seeker) if row["Link or place"])
    assert said(planned) == {
        "Date": "2026-11-23",
        "Starts at": "22:00",
        "Time zone": "America/New_York",
        "Minutes": "45",
        "Name": "Lena Koch",
        "Company": "Acme",
        "Status": "Planned",
        "How": "Video",
        "Link or place": "https://meet.example/",
        "My questions": "Why?",
        "Learned: Team and culture": "Pairing",
    }


def test_an_address_book_has_the_columns_that_linkedin_gives_it(seeker):
    make_connection(
        seeker,
        "Ana Invented",
        "Acme",
        first_name="Ana",
        last_name="Invented",
        connected_on=dt.date(2024, 3, 4),
    )
    make_connection(seeker, "Cher")
    assert [list(row.values()) for row in rows_of("connections", seeker)] == [
        ["Ana", "Invented", "", "", "Acme", "", "04 Mar 2024", ""],
        ["Cher", "", "", "", "", "", "", ""],
    ]


@pytest.mark.parametrize("name", LISTS)
def test_nothing_of_anybody_else_is_in_it(name, seeker, stranger):
    make_connection(stranger, "Ana")
    writer.log(make_contact(stranger, make_company(stranger)), Kind.CHAT, on=TODAY, now=NOW)
    assert rows_of(name, seeker) == []
    assert len(rows_of(name, stranger)) == 1


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("count", [1, 3])
def test_a_list_takes_two_queries_at_most(name, count, seeker, django_assert_max_num_queries):
    for _ in range(count):
        make_connection(seeker, "")
        writer.log(make_contact(seeker, make_company(seeker)), Kind.CHAT, on=TODAY, now=NOW)
    with django_assert_max_num_queries(2):
        assert len(rows_of(name, seeker)) == count


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_no_cell_is_a_formula_and_every_cell_comes_back_as_it_was(rows):
    """What no file can hold, half a letter, becomes a question mark."""
    written = b"".join(lines(("=One", "Two"), rows)).decode("utf-8-sig")
    cells = list(csv.reader(io.StringIO(written, newline="")))[1:]
    whole = [tuple(cell.encode(errors="replace").decode() for cell in row) for row in rows]
    assert [tuple(original(cell) for cell in row) for row in cells] == whole
    assert not [cell for row in cells for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
