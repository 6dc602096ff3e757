"""The words of real status columns: what each says, and what only its author knows."""

from __future__ import annotations

import pytest

from networking.exchange.sheets.statuses import WORDS, Status, meaning, plain


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("Applied", Status.APPLIED),
        ("  APPLIED ✅ ", Status.APPLIED),
        ("1. Applied", Status.APPLIED),
        ("not_started", Status.SAVED),
        ("in progress", Status.APPLIED),
        ("En Revisión", Status.APPLIED),
        ("No Interesado", Status.WITHDRAWN),
        ("HIRED — OFFER ACCEPTED on Friday", Status.ACCEPTED),
        ("Rejected after interview", Status.REJECTED),
        ("1st interview", Status.INTERVIEW),
        ("First Round Interview", Status.INTERVIEW),
        ("Kennenlerngespräch", Status.INTERVIEW),
        ("一面", Status.INTERVIEW),
        ("挂", Status.REJECTED),
        ("池子", Status.SAVED),
        ("closed by me", Status.WITHDRAWN),
        ("Closed", Status.REJECTED),
        ("Not contacted", Status.NONE),
        ("No response", Status.GHOSTED),
        ("Offer declined", Status.WITHDRAWN),
        ("Accepted", Status.ACCEPTED),
        ("Had a coffee chat", Status.CHATTED),
        ("Reached out", Status.REACHED_OUT),
        ("Applied (via referral)", Status.APPLIED),
    ],
)
def test_a_word_means(word, status):
    assert meaning(word) == status


@pytest.mark.parametrize(
    "word", ["", "  ", "🙂", "purple", "not rejected", "no interview yet", "x" * 500, "Unclear"]
)
def test_a_word_that_only_its_author_knows_is_asked(word):
    assert meaning(word) is None


def test_no_word_stands_for_two_statuses():
    seen = {}
    for status, words in WORDS.items():
        for word in {plain(word) for word in words.split("|")}:
            assert seen.setdefault(word, status) == status, word
