"""A vCard: version 3.0 as any phone reads it, and no word that was typed is a line of its own."""

from __future__ import annotations

import vobject
from hypothesis import given
from hypothesis import strategies as st

from networking.companies.models import Company
from networking.contacts.models import Contact
from networking.exchange.writing.cards import card, cards
from tests.people import NOW, make_company, make_contact


def named_lines(data: bytes) -> list[str]:
    """The names of all properties, as any reader would find them: unfolded, one a line."""
    unfolded = data.replace(b"\r\n ", b"").decode()
    return [line.split(":")[0] for line in unfolded.split("\r\n") if line]


def test_it_says_who_somebody_is_and_how_to_reach_them():
    lena = Contact(
        pk=7,
        name="Dr. Lena van der Koch",
        company=Company(name="Acme; Sons, Inc."),
        title="Team lead, maps",
        email="lena@acme.example",
        phone="+49 30 123",
        profile_url="https://www.linkedin.com/in/lena-invented",
        notes="Secret",
        common_ground="Secret",
    )
    data = card(lena)
    read = vobject.readOne(data.decode())
    assert (read.fn.value, read.n.value.given, read.n.value.family) == (
        "Dr. Lena van der Koch",
        "Lena",
        "van der Koch",
    )
    assert (read.org.value, read.title.value) == (["Acme; Sons, Inc."], "Team lead, maps")
    assert (read.email.value, read.tel.value) == ("lena@acme.example", "+49 30 123")
    assert (read.url.value, read.version.value) == ("https://www.linkedin.com/in/lena-invented", "3.0")
    assert b"Secret" not in data


def test_what_is_not_known_is_left_out():
    assert sorted(named_lines(card(Contact(pk=7, name="Cher")))) == [
        *("BEGIN", "END", "FN", "N", "PRODID", "UID", "VERSION")
    ]


ODD = st.text(st.one_of(st.characters(), st.sampled_from("\r\n\x0b\x0c\x85\u2028\u2029;,:\\")), max_size=200)


@given(ODD, ODD, ODD, ODD)
def test_whatever_was_typed_adds_no_line_and_no_line_is_too_long(name, company, title, phone):
    typed = {"title": f"x{title}", "phone": f"x{phone}"}
    data = card(Contact(pk=7, name=f"x{name}", company=Company(name=f"x{company}"), **typed))
    assert sorted(named_lines(data)) == [
        *("BEGIN", "END", "FN", "N", "ORG", "PRODID", "TEL", "TITLE", "UID", "VERSION")
    ]
    assert len(vobject.readOne(data.decode()).org.value) == 1
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")


def test_everybody_in_one_file_in_two_queries_at_most(seeker, stranger, django_assert_num_queries):
    acme = make_company(seeker, "Acme")
    for name in ("Lena Koch", "Ana Roe"):
        make_contact(seeker, acme, name)
    make_contact(seeker, make_company(seeker, "Gone", removed_at=NOW), "Bo")
    make_contact(seeker, acme, "Gone", removed_at=NOW)
    make_contact(stranger, None, "Eve")
    with django_assert_num_queries(1):
        found = list(vobject.readComponents(b"".join(cards(seeker)).decode()))
    assert [one.fn.value for one in found] == ["Ana Roe", "Bo", "Lena Koch"]
    assert [hasattr(one, "org") for one in found] == [True, False, True]
