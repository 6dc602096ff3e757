"""Whatever is typed, the link has one address, one subject and one text (RFC 6068)."""

from __future__ import annotations

from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networking.conversations.mailto import mailto


def read(link: str) -> tuple[str, list[tuple[str, str]]]:
    parts = urlsplit(link)
    assert parts.scheme == "mailto"
    return unquote(parts.path), parse_qsl(parts.query, strict_parsing=True) if parts.query else []


def test_a_mail_has_its_subject_and_its_lines():
    link = mailto("lena@northwind.example", "Hi there", "Hello,\n\nbye")
    assert link == "mailto:lena@northwind.example?subject=Hi%20there&body=Hello%2C%0D%0A%0D%0Abye"


def test_what_is_empty_is_left_out():
    assert mailto("lena@northwind.example") == "mailto:lena@northwind.example"
    assert mailto("lena@northwind.example", "", "Hi") == "mailto:lena@northwind.example?body=Hi"


@pytest.mark.parametrize("break_", ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_kind_of_line_break_is_one(break_):
    assert mailto("a@b.example", f"Hi{break_}Bcc: x", f"a{break_}b") == (
        "mailto:a@b.example?subject=Hi%20Bcc%3A%20x&body=a%0D%0Ab"
    )


@given(st.text(), st.text(), st.text())
def test_nothing_typed_adds_a_header_or_an_address(to: str, subject: str, body: str):
    link = mailto(to, subject, body)
    address, fields = read(link)
    names = [name for name, _ in fields]
    assert names in (["subject", "body"], ["subject"], ["body"], [])
    assert not set(link[len("mailto:") :]) & set("\r\n \t,;:#<>\"'")
    assert address.encode("utf-8", "replace") == to.encode("utf-8", "replace")
