"""How late a step is said to be, and where that is red."""

import datetime as dt

import pytest

from networking.pipeline.next_steps import Rule, Step, lateness_of
from networking.pipeline.words import Said
from tests.people import TODAY


def step(rule: int, due_on: dt.date | None) -> Step:
    return Step(rule, "contact:1", lambda: Said("", "", "", ""), due_on)


@pytest.mark.parametrize("rule", [r for r in Rule if r != Rule.CALM])
def test_only_what_somebody_waits_for_is_late_in_red(rule):
    said = lateness_of(step(rule, TODAY - dt.timedelta(days=2)), TODAY)
    assert said is not None
    assert said.words == "2 days late"
    expected = {5: "today", **dict.fromkeys((7, 8, 9, 11), "soon")}  # a coach's word is amber, never red
    assert said.level == expected.get(rule, "late")


def test_a_step_without_a_day_says_nothing():
    assert lateness_of(step(Rule.CALM, None), TODAY) is None
