"""The balance of giving, in words that never speak of debt."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networking.contacts.stages import Kind
from networking.conversations.models import Sort
from networking.conversations.sorts import SORTS
from networking.pipeline.balance import GIVEN, RECEIVED, balance, called
from networking.pipeline.kinds import OF_SORT


@pytest.mark.parametrize(
    ("given", "received", "words", "is_turn"),
    [
        (0, 0, "Nothing written down yet", False),
        (2, 2, "As much given as received", False),
        (3, 1, "You gave more so far", False),
        (0, 1, "Lena helped you once", True),
        (0, 2, "Lena helped you twice", True),
        (0, 5, "Lena helped you 5 times", True),
        (1, 2, "Lena gave a little more", True),
    ],
)
def test_it_is_said_kindly(given, received, words, is_turn):
    so_far = balance(given, received, "Lena")
    assert (so_far.words.startswith(words), so_far.is_turn) == (True, is_turn)


@given(st.integers(0, 50), st.integers(0, 50))
def test_nobody_is_ever_in_debt(given, received):
    so_far = balance(given, received, "Lena")
    assert so_far.is_turn == (received > given)
    assert not any(word in so_far.words.lower() for word in ("owe", "debt", "should", "must", "only"))


@pytest.mark.parametrize("kind", Kind.values)
@pytest.mark.parametrize("sort", ["", *Sort.values])
def test_every_entry_has_a_name(kind, sort):
    assert called(kind, sort)


def test_help_is_given_or_received_and_never_both():
    assert not GIVEN & RECEIVED
    assert set(SORTS) <= GIVEN | RECEIVED | {Kind.TOUCH}
    assert {kind for kind, _ in OF_SORT} == {*SORTS, Kind.REPLY}  # a no to a referral
