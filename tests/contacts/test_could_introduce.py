"""Who comes first among those who could introduce me, and in which words it is said why."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from networking.contacts.could_introduce import (
    POINTS,
    Candidate,
    Reason,
    Why,
    advice,
    points,
    ranked,
    reasons_in_order,
    say,
)
from networking.contacts.stages import Stage
from tests.people import TODAY

candidates = st.builds(
    Candidate,
    name=st.sampled_from(["Ada", "ada", "Lena", ""]),
    pk=st.integers(0, 3),
    title=st.sampled_from(["", "CTO"]),
    is_close=st.booleans(),
    stage=st.sampled_from(Stage),
    reasons=st.lists(st.builds(Reason, st.sampled_from(Why)), max_size=4).map(tuple),
)


def because(*why: Why, **known) -> Candidate:
    return Candidate("Lena", 1, reasons=tuple(Reason(one) for one in why), **known)


def test_every_reason_has_its_points():
    assert set(POINTS) == set(Why)


def test_of_two_strangers_the_stronger_reason_comes_first():
    order = sorted(Why, key=lambda why: -POINTS[why])
    assert order == [
        Why.NAMED, Why.DONE, Why.NAMES, Why.WORKS, Why.WORKED, Why.MET, Why.BOOK, Why.ALUM, Why.CLOSE,
    ]  # fmt: skip
    for stronger, weaker in itertools.pairwise(order):
        assert points(because(stronger)) > points(because(weaker))


def test_who_was_named_for_this_very_person_comes_before_everybody_else():
    everything = [why for why in Why if why != Why.NAMED]
    best = because(*everything, is_close=True, stage=Stage.THANKED)
    assert points(because(Why.NAMED)) > points(best)


def test_of_two_with_the_same_reason_the_one_i_know_better_comes_first():
    for why in Why:
        known = [points(because(why, stage=stage)) for stage in Stage]
        assert known == sorted(known)
        for stage in Stage:
            assert points(because(why, is_close=True, stage=stage)) > points(because(why, stage=stage))


def test_a_close_friend_who_works_there_comes_before_a_stranger_who_could_name_somebody():
    assert points(because(Why.WORKS, is_close=True, stage=Stage.THANKED)) > points(because(Why.NAMES))


def test_a_further_reason_helps_and_the_same_one_twice_does_not():
    for one, other in itertools.permutations(Why, 2):
        assert points(because(one, other)) > points(because(one))
    assert points(because(Why.MET, Why.MET)) == points(because(Why.MET))


@given(st.lists(candidates, max_size=6))
def test_the_order_does_not_depend_on_how_they_were_found(found):
    first = ranked(found)
    assert set(first) == {one for one in found if one.reasons}
    key = [(points(one), one.name.casefold(), one.pk, one.title) for one in first]
    assert key == [(points(one), one.name.casefold(), one.pk, one.title) for one in ranked(found[::-1])]
    assert [one[0] for one in key] == sorted((one[0] for one in key), reverse=True)


def test_each_reason_is_said_once_and_the_strongest_first():
    met = Reason(Why.MET, "PyLadies")
    assert reasons_in_order([Reason(Why.CLOSE), met, met, Reason(Why.WORKS)]) == (
        Reason(Why.WORKS),
        met,
        Reason(Why.CLOSE),
    )


def test_every_reason_is_a_sentence_with_and_without_a_company_and_a_person():
    for why, company, person in itertools.product(Why, ("", "Acme"), ("", "Ada")):
        reason = Reason(why, "Tomas", TODAY)
        said = say(reason, company, person)
        assert said.endswith(".")
        assert "  " not in said
        assert " ." not in said
        assert "of ." not in said


def test_the_words_of_each_reason():
    said = {why: say(Reason(why, "Tomas", TODAY), "Acme", "") for why in Why}
    assert said == {
        Why.NAMED: "Can introduce you to Tomas.",
        Why.DONE: "Introduced you to Tomas before.",
        Why.NAMES: "Can introduce you to Tomas, who works at Acme.",
        Why.WORKS: "Works at Acme.",
        Why.WORKED: "Worked at Acme until 2026.",
        Why.MET: "Met at Tomas, like others of Acme.",
        Why.BOOK: "In your address book, and works at Acme.",
        Why.ALUM: "Of your school, and works at Acme.",
        Why.CLOSE: "Close to you: may know somebody there.",
    }
    assert say(Reason(Why.MET, "PyLadies"), "Acme", "Ada") == "You met both at PyLadies."


def test_close_people_are_asked_straight_out_and_distant_ones_not_before_a_chat():
    assert all("straight out" in advice(because(Why.WORKS, is_close=True, stage=stage)) for stage in Stage)
    words = [advice(because(Why.WORKS, stage=stage))[:15] for stage in Stage]
    assert words == [
        "You hardly know",
        "You hardly know",
        "You have writte",
        "You have talked",
        "You have talked",
    ]
