"""The packet: all that somebody needs to pass my name on, to print, to paste and to edit."""

from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networking.accounts.models import User
from networking.companies.models import Company
from networking.conversations import referrals
from networking.conversations.models import Opportunity, Referral
from networking.pipeline.packet_text import lines_of, link, packet_text
from tests.conversations.test_referrals import make_role
from tests.people import NOW, make_company, make_contact

FULL = {
    "context": "Lena mentored me.",
    "why_me": "I built the arm.",
    "talking_points": "- Finishes things\n• Writes tests\n\nExplains well",
    "resume_url": "https://sam.example/resume_2026?a=1&b=2",
}


@pytest.fixture
def mine(seeker):
    role = make_role(seeker, make_company(seeker, "Northwind"), url="https://northwind.example/jobs/1")
    return referrals.edit(referrals.begin(make_contact(seeker, role.company, "Lena"), role, now=NOW), FULL)


def test_one_page_to_print_holds_it_all(as_seeker, mine):
    page = html.unescape(as_seeker.get(f"/referrals/{mine.pk}/packet/").content.decode())
    for words in (
        "Backend Engineer",
        "Northwind",
        "Lena mentored me.",
        "I built the arm.",
        "Finishes things",
    ):
        assert words in page, words
    assert "<li>Writes tests</li>" in page
    assert FULL["resume_url"] in page


def test_an_empty_one_says_what_belongs_in_it(as_seeker, seeker, mine):
    referrals.edit(mine, dict.fromkeys(FULL, ""))
    assert "Nothing stands here yet." in as_seeker.get(f"/referrals/{mine.pk}/packet/").content.decode()


def test_as_markdown_it_can_be_pasted(as_seeker, seeker, mine):
    answer = as_seeker.get(f"/referrals/{mine.pk}/packet.md")
    assert answer["Content-Type"].startswith("text/markdown")
    assert b"".join(answer).decode() == (
        "# Backend Engineer at Northwind\n\nSeeker · seeker@example.org\n\n"
        "The role: <https://northwind.example/jobs/1>\n\n"
        "## How we know each other\n\nLena mentored me.\n\n## Why me\n\nI built the arm.\n\n"
        "## What you could say about me\n\n- Finishes things\n- Writes tests\n- Explains well\n\n"
        "## My résumé\n\n<https://sam.example/resume_2026?a=1&b=2>\n"
    )


@given(st.text(), st.text())
def test_whatever_is_typed_becomes_no_heading_no_link_and_no_html(text, name):
    role = Opportunity(role="Engineer", company=Company(name=name))
    written = Referral(opportunity=role, context=text, why_me=text, talking_points=text, resume_url=text)
    lines = packet_text(written, User(email="sam@example.org")).split("\n")
    ours = {"## How we know each other", "## Why me", "## What you could say about me", "## My résumé"}
    assert all(line in ours for line in lines[1:] if line.startswith("#"))
    plain = "\n".join(lines).replace("\\<", "").replace("\\[", "").replace("\\`", "")
    assert "<" not in plain.replace("\\\\", "") or text.startswith("http")


@pytest.mark.parametrize(
    "address", ["https://a.example/> [x](y)", "javascript:alert(1)", "https://a\\.b", ""]
)
def test_an_odd_address_is_only_text(address):
    assert "<" not in link(address).replace("\\<", "")


def test_points_lose_their_dashes_and_empty_lines():
    assert lines_of(" - a\r\n\n•b\n*  c\n-") == ["a", "b", "c"]


def test_it_is_edited_and_kept(as_seeker, mine):
    answer = as_seeker.post(f"/referrals/{mine.pk}/edit/", {**FULL, "why_me": "Because."})
    assert answer["Location"] == f"/referrals/{mine.pk}/"
    mine.refresh_from_db()
    assert mine.why_me == "Because."


@pytest.mark.parametrize("address", ["javascript:alert(1)", "sam", "ftp://sam.example"])
def test_a_link_that_is_none_is_refused_with_the_words_kept(as_seeker, mine, address):
    answer = as_seeker.post(f"/referrals/{mine.pk}/edit/", {**FULL, "why_me": "New.", "resume_url": address})
    assert answer.status_code == 422
    assert "New." in answer.content.decode()
    mine.refresh_from_db()
    assert (mine.why_me, mine.resume_url) == (FULL["why_me"], FULL["resume_url"])


def test_a_link_may_be_written_as_people_write_it(as_seeker, mine):
    as_seeker.post(f"/referrals/{mine.pk}/edit/", {**FULL, "resume_url": "sam.example/cv"})
    mine.refresh_from_db()
    assert mine.resume_url == "https://sam.example/cv"


def test_what_another_window_wrote_is_not_written_over(as_seeker, mine):
    page = as_seeker.get(f"/referrals/{mine.pk}/edit/")
    seen = page.context["form"].mark
    referrals.edit(mine, {"why_me": "From the other window"})
    answer = as_seeker.post(f"/referrals/{mine.pk}/edit/", {**FULL, "why_me": "From here", "seen": seen})
    assert answer.status_code == 422
    mine.refresh_from_db()
    assert mine.why_me == "From the other window"
