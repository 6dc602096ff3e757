"""Which addresses are one person's, and which are no address at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networking.contacts.profiles import clean_url, profile_key, profile_url


@pytest.mark.parametrize(
    "url",
    [
        "https://www.linkedin.com/in/jane-doe",
        "http://linkedin.com/in/jane-doe/",
        "www.linkedin.com/in/jane-doe",
        "linkedin.com/in/Jane-Doe",
        "HTTPS://WWW.LinkedIn.com/in/JANE-DOE?trk=abc#top",
        "https://de.linkedin.com/in/jane-doe/de",
        "https://uk.linkedin.com/in/jane-doe/en-us/",
        "https://m.linkedin.com/in/jane-doe",
        " https://www.linkedin.com/in/jane-doe ",
        "https://www.linkedin.com/mwlite/in/jane-doe",
        "https%3A%2F%2Fwww.linkedin.com%2Fin%2Fjane-doe",
        "https://jane:secret@www.linkedin.com/in/jane-doe",
        "https://www.linkedin.com/in/jane%2Ddoe",
    ],
)
def test_every_spelling_of_a_linkedin_address_is_one_person(url):
    assert profile_key(url) == "jane-doe"


def test_a_percent_encoded_slug_is_its_letters():
    assert profile_key("https://www.linkedin.com/in/old%C5%99ich-p%C5%99") == "oldřich-př"
    assert profile_key("https://www.linkedin.com/in/jose%CC%81") == profile_key(
        "https://www.linkedin.com/in/jos%C3%A9"
    )


def test_an_old_public_address_counts_whole():
    keys = [
        profile_key(f"https://www.linkedin.com/pub/jane-doe/{rest}")
        for rest in ("12/345/6b7", "12/345/6b7/de", "99/1/2")
    ]
    assert keys == ["jane-doe/12/345/6b7", "jane-doe/12/345/6b7", "jane-doe/99/1/2"]


def test_a_member_number_is_kept_and_is_no_slug():
    assert profile_key("urn:li:member:123456789") == "urn:li:member:123456789"
    assert profile_url("urn:li:member:123456789") == ""


@pytest.mark.parametrize(
    "url",
    [
        "",
        "   ",
        "n/a",
        "jane doe",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)//linkedin.com/in/x",
        "java\tscript:alert(1)",
        "javascript%3Aalert(1)",
        "data:text/html,x",
        "//host/in/x",
        "ftp://linkedin.com/in/x",
        "http://x.org:99999/a",
        "http://[::1/a",
        "https://" + "a" * 3000 + ".com/in/x",
        "https://",
        "https:///in/x",
        "https://-a..b/",
        "https://www.linkedin.com/",
        "https://www.linkedin.com/company/acme",
        "=HYPERLINK(1)",
        "x" * 1_000_000,
    ],
)
def test_what_names_no_person_has_no_key(url):
    assert profile_key(url) == ""


def test_another_site_is_host_and_path():
    assert profile_key("https://www.Example.org/~Ada/?x=1") == "example.org/~ada"
    assert profile_key("http://user:pw@linkedin.com@evil.example/in/x") == "evil.example/in/x"
    assert profile_url("example.org/~ada") == "https://example.org/~ada"


def test_a_look_alike_of_another_alphabet_shows_its_true_name():
    assert clean_url("https://lіnkedin.com/in/x") == "https://xn--lnkedin-rog.com/in/x"
    assert profile_key("https://lіnkedin.com/in/x") != profile_key("https://linkedin.com/in/x")


def test_user_and_password_are_dropped_from_what_is_stored():
    assert clean_url("https://u:p@example.org:8443/a?b=c") == "https://example.org:8443/a?b=c"


@given(st.text(max_size=60) | st.text(max_size=30).map("https://www.linkedin.com/in/{}".format))
def test_an_address_made_from_a_key_has_that_key(text):
    key = profile_key(text)
    assert clean_url(text) == clean_url(clean_url(text))
    if "linkedin.com/in/" in profile_url(key):
        assert profile_key(profile_url(key)) == key
