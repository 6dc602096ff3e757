"""The ready-made LinkedIn search for an empty seat."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from networking.contacts.models import Persona
from networking.contacts.people_search import TITLES, people_search_url


def keywords(url: str) -> str:
    parts = urlsplit(url)
    assert (parts.scheme, parts.netloc, parts.path) == (
        "https",
        "www.linkedin.com",
        "/search/results/people/",
    )
    assert list(parse_qs(parts.query)) == ["keywords"]
    return parse_qs(parts.query)["keywords"][0]


def test_it_asks_for_the_titles_of_the_seat_at_the_company():
    assert (
        keywords(people_search_url(Persona.MANAGER, "Northwind Robotics"))
        == '"Northwind Robotics" ("engineering manager" OR "team lead" OR "head of engineering")'
    )


def test_for_other_it_asks_for_anybody_there():
    assert keywords(people_search_url(Persona.OTHER, "Kestrel Maps")) == '"Kestrel Maps"'


def test_every_seat_has_titles():
    assert set(TITLES) == {Persona.DEVELOPER, Persona.MANAGER, Persona.RECRUITER}


@pytest.mark.parametrize(
    "name",
    [
        "A&B?c=d#e",
        'He said "hi"',
        "50% + 1/2",
        "Ünï コ",
        "<script>alert(1)</script>",
        "x&keywords=y",
        "\r\nSet-Cookie: a",
    ],
)
def test_a_name_cannot_change_the_address(name):
    url = people_search_url(Persona.DEVELOPER, name)
    assert url.isascii()
    assert not set(url) & set(" <>\"'\r\n#")
    assert keywords(url).startswith(f'"{" ".join(name.replace(chr(34), " ").split())}" (')
