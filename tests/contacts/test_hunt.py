from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from networking.contacts.hunt import spots
from networking.contacts.models import Place

LENA = "https://www.linkedin.com/in/lena-koch"


def urls(name: str = "Lena Koch", company: str = "Northwind", profile_url: str = "") -> dict[str, str]:
    return {spot.place: spot.url for spot in spots(name, company, profile_url)}


def asked(url: str) -> str:
    """What a search is asked for."""
    query = parse_qs(urlsplit(url).query)
    return (query.get("q") or query["keywords"])[0]


def test_without_any_address_each_place_is_a_search_for_name_and_company():
    assert urls() == {
        "search": "https://duckduckgo.com/?q=%22Lena+Koch%22+%22Northwind%22+email",
        "own_site": "https://duckduckgo.com/?q=%22Lena+Koch%22+Northwind+blog+OR+portfolio+OR+website",
        "github": "https://github.com/search?type=users&q=Lena+Koch",
        "linkedin": "https://www.linkedin.com/search/results/people/?keywords=%22Lena+Koch%22+%22Northwind%22",
    }


@pytest.mark.parametrize(
    "profile",
    [
        LENA,
        "https://www.linkedin.com/in/lena-koch/?trk=x#about",
        "https://de.linkedin.com/in/Lena-Koch/details/experience/",
        "http://linkedin.com/mwlite/in/lena-koch",
    ],
)
def test_a_linkedin_profile_leads_to_its_contact_info(profile):
    assert urls(profile_url=profile)["linkedin"] == f"{LENA}/overlay/contact-info/"


def test_an_old_profile_address_leads_to_the_profile():
    old = "https://www.linkedin.com/pub/lena-koch/12/345/6b7"
    assert urls(profile_url=old)["linkedin"] == old


def test_a_github_profile_is_opened_itself_and_another_site_is_their_own():
    github = urls(profile_url="https://github.com/lena")
    assert github["github"] == "https://github.com/lena"
    assert "duckduckgo" in github["own_site"]
    own = urls(profile_url="https://lena.example/about")
    assert own["own_site"] == "https://lena.example/about"
    assert "search" in own["github"]


@pytest.mark.parametrize(
    ("name", "searched"),
    [
        ("Dr. Jane Doe, PhD 🚀", '"Jane Doe" "Northwind" email'),
        ('Robert "Bob" Miller (he/him)', '"Robert Miller" "Northwind" email'),
        ("Anna Schmidt (Meyer)", '"Anna Schmidt" "Northwind" email'),
        ("Cher", '"Cher" "Northwind" email'),
        ("\u202eליאת כהן\u202c", '"ליאת כהן" "Northwind" email'),
        ("محمد علي", '"محمد علي" "Northwind" email'),
        ("A&B #1 +x%00 OR site:evil", '"A&B #1 +x%00 OR site:evil" "Northwind" email'),
        ("😀", '"😀" "Northwind" email'),
    ],
)
def test_tricky_names_are_searched_for_as_they_are_listed(name, searched):
    assert asked(urls(name)["search"]) == searched


def test_marks_in_a_company_do_not_end_the_search_early():
    assert asked(urls(company='The "Best" & Co')["search"]) == '"Lena Koch" "The Best & Co" email'
    assert asked(urls(company="")["search"]) == '"Lena Koch" email'
    assert asked(urls(company="")["linkedin"]) == '"Lena Koch"'


@pytest.mark.parametrize(
    "typed", ["javascript:alert(1)", "https://", "//evil", 'x"onclick="', "data:text/html,x"]
)
def test_every_link_is_a_plain_web_address_whatever_was_typed(typed):
    for spot in spots(typed, typed, typed):
        parts = urlsplit(spot.url)
        assert (parts.scheme, parts.hostname) in {
            ("https", "duckduckgo.com"),
            ("https", "github.com"),
            ("https", "www.linkedin.com"),
        }
        assert spot.url.isascii()
        assert not set(spot.url) & set("\"'<> ")


def test_the_four_places_come_in_one_order():
    assert [spot.place for spot in spots("Lena", "", LENA)] == list(Place.values)
