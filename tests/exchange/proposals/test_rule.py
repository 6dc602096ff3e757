"""What messages propose to log: the examples of the specification, and what holds for any exchange."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from networking.contacts.stages import Kind, Stage
from networking.conversations.clocks import Entry, furthest, milestones, silence
from networking.exchange.proposals.rule import (
    EXCERPT,
    Known,
    Logged,
    Proposed,
    Said,
    excerpt,
    propose,
    stages,
)

FIRST = dt.datetime(2026, 11, 3, 9, 0, tzinfo=dt.UTC)


def said(day: float, *, mine: bool = True, is_invitation: bool = False, text: str = "Hello") -> Said:
    """A message so many days after the first; its moment names it."""
    at = FIRST + dt.timedelta(days=day)
    return Said(at.date(), at, mine, is_invitation, text, f"{at:%m-%d %H:%M} {mine} {is_invitation}")


def day(number: int) -> dt.date:
    return (FIRST + dt.timedelta(number)).date()


def told(proposed: list[Proposed]) -> list[tuple[str, int]]:
    return [(one.kind, (one.on - day(0)).days) for one in proposed]


def known(proposed: list[Proposed], *, is_open: bool) -> list[Known]:
    return [
        Known(one.key, one.mine, one.since, one.until, *((one.kind, one.on) if is_open else ()))
        for one in proposed
    ]


def logged(proposed: list[Proposed]) -> list[Logged]:
    return [Logged(one.kind, one.on) for one in proposed]


def in_order(entries: list[Logged]) -> list[Logged]:
    return sorted(entries, key=lambda one: one.on)


# --- Examples


def test_you_wrote_and_she_answered_two_days_later():
    proposed = propose([said(2, mine=False), said(0)])
    assert told(proposed) == [(Kind.OUTREACH, 0), (Kind.REPLY, 2)]
    assert [one.channel for one in proposed] == ["linkedin", "linkedin"]
    assert stages([], logged(proposed)) == [
        (Stage.TO_CONTACT, Stage.REACHED_OUT),
        (Stage.REACHED_OUT, Stage.REPLIED),
    ]


def test_writing_again_into_a_silence_is_a_follow_up_and_answering_is_not():
    exchange = [said(0), said(7), said(14), said(15, mine=False), said(16), said(23)]
    assert [one.kind for one in propose(exchange)] == [
        Kind.OUTREACH,
        Kind.FOLLOW_UP,
        Kind.FOLLOW_UP,
        Kind.REPLY,
        Kind.MESSAGE,
        Kind.FOLLOW_UP,
    ]


def test_who_is_written_to_first_answers():
    assert told(propose([said(0, mine=False), said(1)])) == [(Kind.REPLY, 0), (Kind.MESSAGE, 1)]


def test_an_invitation_with_words_is_a_first_message_by_linkedin_note():
    (proposed,) = propose([said(0, is_invitation=True)])
    assert (proposed.kind, proposed.channel) == (Kind.OUTREACH, "linkedin_note")


def test_an_invitation_of_theirs_is_no_note_of_mine():
    (proposed,) = propose([said(0, mine=False, is_invitation=True)])
    assert (proposed.kind, proposed.channel) == (Kind.REPLY, "linkedin")


def test_several_of_one_day_and_direction_are_one():
    (proposed,) = propose([said(0, text="Hi"), said(0.1), said(0.2)])
    assert (proposed.excerpt, proposed.messages) == ("Hi", 3)


def test_a_day_of_talking_is_at_most_three_and_ends_with_who_spoke_last():
    turns = [said(number / 50, mine=number % 2 == 0) for number in range(7)]
    assert told(propose(turns)) == [(Kind.OUTREACH, 0), (Kind.REPLY, 0), (Kind.MESSAGE, 0)]
    assert told(propose(turns[:6])) == [(Kind.OUTREACH, 0), (Kind.REPLY, 0)]


def test_what_was_logged_that_day_or_the_day_beside_it_is_left_out():
    exchange = [said(0), said(2, mine=False), said(9)]
    for beside in (-1, 0, 1):
        assert told(propose(exchange, [Logged(Kind.OUTREACH, day(beside))])) == [
            (Kind.REPLY, 2),
            (Kind.MESSAGE, 9),
        ]
    two_days_later = propose(exchange, [Logged(Kind.OUTREACH, day(-2))])
    assert told(two_days_later)[0] == (Kind.FOLLOW_UP, 0)


def test_what_they_did_does_not_stand_for_what_i_did():
    assert told(propose([said(0)], [Logged(Kind.REPLY, day(0))])) == [(Kind.MESSAGE, 0)]


def test_one_entry_stands_for_one_day():
    assert told(propose([said(0), said(1)], [Logged(Kind.OUTREACH, day(0))])) == [(Kind.FOLLOW_UP, 1)]


def test_what_is_written_on_the_day_of_a_chat_belongs_to_it():
    exchange = [said(0, mine=False), said(0.1), said(1)]
    assert told(propose(exchange, [Logged(Kind.CHAT, day(0))])) == [(Kind.MESSAGE, 1)]


def test_after_a_thank_you_nothing_waits_and_so_nothing_is_followed_up():
    history = [Logged(Kind.CHAT, day(0)), Logged(Kind.THANK_YOU, day(1))]
    assert told(propose([said(30)], history)) == [(Kind.CHECK_IN, 30)]


def test_a_stage_is_never_lowered():
    history = [Logged(Kind.CHAT, day(9))]
    assert stages(history, [Logged(Kind.OUTREACH, day(0))]) == [(Stage.CHATTED, Stage.CHATTED)]


def test_a_thank_you_before_the_chat_reaches_nothing():
    thanks = [Logged(Kind.THANK_YOU, day(0)), Logged(Kind.THANK_YOU, day(1))]
    assert stages([Logged(Kind.CHAT, day(1))], thanks) == [
        (Stage.CHATTED, Stage.CHATTED),
        (Stage.CHATTED, Stage.THANKED),
    ]


def test_an_excerpt_is_one_short_line():
    assert excerpt("Hi\n\n  Ana") == "Hi Ana"
    assert len(excerpt("word " * 200)) <= EXCERPT
    assert excerpt("x" * 400).endswith("x…")


# --- Whatever was written

HOURS = st.integers(0, 24 * 40)
messages = st.builds(
    lambda hour, mine, invitation: said(hour / 24, mine=mine, is_invitation=invitation),
    HOURS,
    st.booleans(),
    st.booleans(),
)
exchanges = st.lists(messages, max_size=30)
histories = st.lists(
    st.builds(lambda kind, number: Logged(kind, day(number)), st.sampled_from(Kind), st.integers(-3, 40)),
    max_size=8,
).map(in_order)


@given(exchanges, histories)
def test_what_was_decided_never_comes_again(exchange, history):
    proposed = propose(exchange, history)
    assert not propose(exchange, history, known(proposed, is_open=False))
    assert not propose(exchange, history, known(proposed, is_open=True))
    accepted = in_order([*history, *logged(proposed)])
    assert not propose(exchange, accepted, known(proposed, is_open=False))
    assert not propose(exchange, accepted)


@given(exchanges, histories, HOURS)
def test_the_next_archive_proposes_only_what_is_new(exchange, history, hour):
    until = FIRST + dt.timedelta(hours=hour)
    earlier = [one for one in exchange if one.at <= until]
    first = propose(earlier, history)
    later = propose(exchange, history, known(first, is_open=False))
    assert all(one.since > until for one in later)


@given(exchanges, histories)
def test_days_that_part_elsewhere_bring_nothing_back(exchange, history):
    decided = known(propose(exchange), is_open=False)
    moved = [one._replace(on=(one.at + dt.timedelta(hours=9)).date()) for one in exchange]
    assert not propose(moved, history, decided)


@given(exchanges, histories)
def test_the_order_of_a_file_says_nothing(exchange, history):
    assert propose(reversed(exchange), history) == propose(exchange, history)


@given(exchanges, histories)
def test_no_message_counts_twice_and_none_is_claimed_that_is_not_there(exchange, history):
    proposed = propose(exchange, history)
    assert sum(one.messages for one in proposed) <= len({one.identity for one in exchange})
    days = {(one.on, one.mine) for one in exchange}
    assert {(one.on, one.mine) for one in proposed} <= days
    assert [one.on for one in proposed] == sorted(one.on for one in proposed)


@given(exchanges)
def test_everything_is_proposed_where_nothing_was_logged(exchange):
    proposed = propose(exchange)
    assert {(one.on, one.mine) for one in proposed} == {(one.on, one.mine) for one in exchange}
    assert sum(one.messages for one in proposed) == len({one.identity for one in exchange})


def entries(logged: list[Logged]) -> list[Entry]:
    return [Entry(one.kind, one.on, FIRST) for one in in_order(logged)]


@given(exchanges, histories)
def test_stages_are_those_of_the_whole_history(exchange, history):
    accepted = logged(propose(exchange, history))
    for number, (before, after) in enumerate(stages(history, accepted)):
        assert before == furthest(milestones(entries([*history, *accepted[:number]])))
        assert after == furthest(milestones(entries([*history, *accepted[: number + 1]])))
        assert after >= before


@given(exchanges)
def test_a_follow_up_never_is_the_first_of_mine_in_a_silence(exchange):
    accepted = entries(logged(propose(exchange)))
    for number, one in enumerate(accepted):
        mine_before = [entry.kind for entry in silence(accepted[:number])]
        assert (one.kind == Kind.FOLLOW_UP) == bool(mine_before and one.kind != Kind.REPLY)
