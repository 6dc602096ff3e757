"""Which invitations count as a word with one person of my list."""

from __future__ import annotations

import pytest

from tests.exchange.archive.files import INVITATIONS, NOBODY, circle, invitation, read_invitations
from tests.exchange.files import text

ANA = circle("Ana Ortiz")
WORDS = "Your talk made me write."


def test_invitations_with_words_count_whichever_way_they_went():
    rows = [invitation(words=WORDS), invitation("Ana Ortiz", "Nia Falk", words="Shall we connect?")]
    report, exchanged = read_invitations(text(*rows, header=INVITATIONS), ANA)
    assert exchanged == [("ana-ortiz", WORDS, "me"), ("ana-ortiz", "Shall we connect?", "they")]
    assert (report.found, report.skipped.total()) == (2, 0)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (invitation(), "no_text"),
        (invitation(to="Zoe Quill", words=WORDS), "not_on_list"),
        (invitation(to=NOBODY, words=WORDS), "anonymous"),
        (invitation(on="32/13/26", words=WORDS), "unreadable"),
        ([*invitation(words=WORDS)[:4], "SIDEWAYS", "", ""], "unreadable"),
        (INVITATIONS, "repeated_header"),
    ],
)
def test_all_others_have_their_reason(row, reason):
    report, exchanged = read_invitations(text(row, header=INVITATIONS), ANA)
    assert (exchanged, dict(report.skipped), len(report.findings)) == ([], {reason: 1}, 1)


def test_a_number_instead_of_an_address_leaves_the_name():
    header = [*INVITATIONS[:5], "inviterProfileUrn", "inviteeProfileUrn"]
    row = [*invitation(words=WORDS)[:5], "urn:li:member:1", "urn:li:member:2"]
    _, exchanged = read_invitations(text(row, header=header), ANA)
    assert exchanged == [("ana-ortiz", WORDS, "me")]


def test_the_same_invitation_twice_is_one():
    report, exchanged = read_invitations(text(*[invitation(words=WORDS)] * 2, header=INVITATIONS), ANA)
    assert (len(exchanged), report.merged) == (1, 1)
