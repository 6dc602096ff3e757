"""Why a seeker needs their coach, and who needs them first."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from networking.insights.triage import KEYS, REASONS, Facts, measures, place, reasons_of

DAY = 24 * 60
SAID = {
    "waiting": (Facts(waiting_minutes=2 * DAY), "List waiting for 2 days"),
    "quiet": (Facts(quiet_days=9), "Quiet for 9 days"),
    "silent": (Facts(silent_messages=12), "Nobody answered in 12 messages"),
    "answers": (Facts(answers=1), "1 answer waits on them"),
    "thanks": (Facts(thanks=2), "2 thank-yous owed"),
    "targets": (Facts(targets=2, targets_with_in=2), "2 of 5 targets"),
    "in": (Facts(targets_with_in=4), "1 target without an “in”"),
    "holes": (Facts(holes=3), "People missing at 3 targets"),
}


def test_with_all_well_there_is_no_reason():
    assert reasons_of(Facts()) == []
    assert measures(Facts()) == (0,) * len(REASONS)


def test_the_table_has_every_reason_of_the_issue():
    assert tuple(SAID) == KEYS


@pytest.mark.parametrize("key", KEYS)
def test_each_reason_holds_alone_and_says_why(key):
    facts, words = SAID[key]
    assert reasons_of(facts) == [words]
    assert [at for at, measure in enumerate(measures(facts)) if measure] == [KEYS.index(key)]


@pytest.mark.parametrize(
    "facts", [Facts(quiet_days=6), Facts(silent_messages=9), Facts(targets=9, targets_with_in=9)]
)
def test_a_little_is_no_reason(facts):
    assert reasons_of(facts) == []


@pytest.mark.parametrize(
    ("hours", "words"),
    [(0, "under an hour"), (1, "1 hour"), (23, "23 hours"), (24, "1 day"), (47, "1 day"), (48, "2 days")],
)
def test_how_long_a_list_waits(hours, words):
    assert reasons_of(Facts(waiting_minutes=hours * 60)) == [f"List waiting for {words}"]


def test_the_worst_comes_first_in_the_order_of_the_table():
    facts = {key: SAID[key][0] for key in reversed(KEYS)}
    facts |= {
        "worse": Facts(waiting_minutes=3 * DAY),
        "both": Facts(waiting_minutes=2 * DAY, thanks=1),
        "well": Facts(),
    }
    ordered = sorted(facts, key=lambda key: place(measures(facts[key]), key, 1))
    assert ordered == ["worse", "both", *KEYS, "well"]


numbers = st.integers(0, 40)
some_facts = st.builds(
    Facts, st.none() | numbers, *[numbers] * 4, targets=numbers, aim=numbers, holes=numbers
)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(some_facts, st.text(max_size=3)), max_size=8))
def test_the_order_is_total_whatever_the_facts(seekers):
    places = [place(measures(facts), name, pk) for pk, (facts, name) in enumerate(seekers)]
    assert len(set(places)) == len(places)
    assert all(one < other or other < one for one, other in combinations(places, 2))
