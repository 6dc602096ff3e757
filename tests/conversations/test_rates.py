"""A rate comes with its n, tells nothing under ten, and its interval is the published one."""

from __future__ import annotations

import pytest

from networking.conversations.rates import Rate


# R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998)
# 857–872, table I, method 3 (Wilson's score without continuity correction).
@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_wilsons(hits, of, low, high):
    assert tuple(round(end, 4) for end in Rate(hits, of).interval) == (low, high)


def test_nothing_and_everything_stay_between_zero_and_one():
    for of in range(1, 60):
        for hits in (0, of):
            interval = Rate(hits, of).interval
            assert 0 <= interval.low <= hits / of <= interval.high <= 1
    assert Rate(0, 0).interval is None
    assert Rate(0, 0).share is None


def test_n_is_always_said_and_under_ten_nothing_else():
    assert str(Rate(0, 0)) == "nothing to tell yet"
    assert str(Rate(3, 9)) == "too few to tell (3 of 9)"
    assert str(Rate(3, 10)) == "30% of 10"
    assert (Rate(3, 9).percent, Rate(3, 10).percent) == ("–", "30%")
    assert str(Rate(81, 263).interval) == "26% to 37%"
