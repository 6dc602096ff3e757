"""Stage, milestones and what is due when: one row for each sentence of DESIGN §2. No database.

A history is written as "3 reply, 5 message": the day of the month and the kind, in the order of logging.
"""

from __future__ import annotations

import datetime as dt
from itertools import product

import pytest

from networking.companies.models import Standing
from networking.contacts.stages import EFFECTS, Kind, Parked, Stage, Whose
from networking.conversations.clocks import (
    Clocks,
    Entry,
    FellThrough,
    History,
    Person,
    Rule,
    follow_ups,
    state,
)

OURS = Clocks()
THANKS, ANSWER, FOLLOW_UP, KEEP, REST = Rule


def day(number: int) -> dt.date:
    """Day 1 is the first of November; days above 30 lie in the months after."""
    return dt.date(2026, 10, 31) + dt.timedelta(number)


def moment(number: float) -> dt.datetime:
    """Noon of a day; a fraction is later that day."""
    return dt.datetime(2026, 10, 31, 12, tzinfo=dt.UTC) + dt.timedelta(days=number)


def said(text: str) -> list[Entry]:
    """Logged in this order, each at its day; then sorted as the database does, by (on, id)."""
    rows = [part.split() for part in text.split(",") if part.strip()]
    entries = [
        Entry(kind.rstrip("!"), day(int(on)), moment(int(on) + i / 100), kind.endswith("!"))
        for i, (on, kind) in enumerate(rows)
    ]
    return sorted(entries, key=lambda entry: entry.on)


def found(text: str, person: Person = Person(), clocks: Clocks = OURS, **chats):  # noqa: B008
    return state(History(said(text), **chats), person, clocks)


def dues(*args, **kwargs) -> dict[int, dt.date]:
    return found(*args, **kwargs).dues


def stage_and_days(text: str):
    it = found(text)
    days = [on and (on - day(0)).days for on in it[1:5]]
    return [int(it.stage), *days]


# --- Clocks.of


def test_the_clocks_of_a_seeker_are_their_settings():
    class Settings:
        follow_up_days, follow_up_limit, rest_days, thanks_days, close_days, others_days = range(1, 7)

    assert Clocks.of(Settings()) == (1, 2, 3, 4, 5, 6)
    assert OURS == (7, 2, 7, 1, 90, 365)


# --- Stage and milestones


@pytest.mark.parametrize("kind", [k for k in Kind if k != Kind.THANK_YOU])
def test_one_interaction_reaches_what_its_row_says(kind):
    it = found(f"3 {kind}")
    assert (it.stage, it.last_interaction_on) == (EFFECTS[kind].reaches, day(3))
    assert it[1:5] == tuple(day(3) if EFFECTS[kind].reaches == stage else None for stage in list(Stage)[1:])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [0, None, None, None, None]),
        ("1 outreach, 3 reply, 5 chat, 6 thank_you", [4, 1, 3, 5, 6]),
        ("1 outreach, 5 chat", [3, 1, None, 5, None]),  # they replied on the phone: a stage is skipped
        ("5 chat, 5 thank_you", [4, None, None, 5, 5]),
        ("5 thank_you, 5 chat", [4, None, None, 5, 5]),  # the same day counts, whatever was logged first
        ("4 thank_you, 5 chat", [3, None, None, 5, None]),  # thanked before the chat reaches nothing
        ("4 thank_you", [0, None, None, None, None]),
        ("1 reply, 4 thank_you", [2, None, 1, None, None]),
        ("4 thank_you, 5 chat, 9 chat, 7 thank_you", [4, None, None, 5, 7]),
        ("1 touch, 2 check_in, 3 help_given", [0, None, None, None, None]),
        ("8 reply, 2 outreach", [2, 2, 8, None, None]),  # the day counts, not the order of logging
        ("1 outreach, 2 declined", [2, 1, 2, None, None]),
        ("1 outreach, 2 referral, 3 introduction, 4 help_received", [2, 1, 2, None, None]),
        ("1 outreach, 3 follow_up, 5 outreach", [1, 1, None, None, None]),
    ],
)
def test_the_stage_is_the_furthest_point_that_any_interaction_reaches(text, expected):
    assert stage_and_days(text) == expected


# --- Waiting for them: rules 6 and 13, and rest_on


@pytest.mark.parametrize("kind", Kind)
def test_only_what_waits_for_an_answer_starts_the_clock(kind):
    it = found(f"1 {kind}")
    waits = kind in {"outreach", "follow_up", "message", "referral_ask"}
    assert (it.dues.get(FOLLOW_UP) == day(8)) is waits
    assert (FOLLOW_UP in it.dues) is waits


@pytest.mark.parametrize("theirs", [k for k in Kind if EFFECTS[k].whose != Whose.MINE])
def test_anything_of_theirs_or_a_chat_ends_the_silence(theirs):
    it = found(f"1 outreach, 3 {theirs}")
    assert FOLLOW_UP not in it.dues
    assert it.rest_on is None


@pytest.mark.parametrize(
    ("text", "limit", "follow_up", "rest"),
    [
        ("1 outreach", 0, None, 8),
        ("1 outreach", 1, 8, None),
        ("1 outreach", 2, 8, None),
        ("1 outreach, 8 follow_up", 0, None, 15),
        ("1 outreach, 8 follow_up", 1, None, 15),
        ("1 outreach, 8 follow_up", 2, 15, None),
        ("1 outreach, 8 follow_up, 15 follow_up", 1, None, 22),
        ("1 outreach, 8 follow_up, 15 follow_up", 2, None, 22),
        ("1 outreach, 8 outreach, 15 outreach", 2, None, 22),  # a second outreach is a follow-up
        ("1 outreach, 1 outreach, 1 outreach", 2, None, 8),  # also on the same day
        ("1 follow_up", 1, 8, None),  # the first of mine in a silence never is
        ("1 message, 8 message, 15 message", 1, 22, None),  # messages wait, but are no follow-ups
        ("1 touch, 2 help_given, 3 outreach", 1, 10, None),  # a gesture before it is no message
        ("1 outreach, 8 touch", 1, 8, None),  # what waits for nothing moves nothing
        ("1 outreach, 8 check_in, 9 help_given", 1, 8, None),
        ("1 reply, 2 message, 9 follow_up, 16 follow_up", 2, None, 23),  # after my answer they count
        ("1 reply, 2 message, 9 follow_up", 2, 16, None),
        ("1 outreach, 8 follow_up, 15 follow_up, 16 reply, 17 message", 2, 24, None),  # counted anew
        ("1 outreach, 8 follow_up, 15 follow_up, 16 chat, 17 outreach", 2, 24, None),
        ("1 outreach, 8 follow_up, 15 follow_up, 20 referral_ask", 2, None, 27),  # after the last that waits
        ("1 chat, 1 thank_you", 2, None, None),
        ("1 chat, 1 thank_you, 3 referral_ask", 2, 10, None),
        ("", 2, None, None),
        ("1 touch", 0, None, None),
    ],
)
def test_follow_ups_and_then_rest(text, limit, follow_up, rest):
    it = found(text, clocks=Clocks(follow_up_limit=limit))
    assert it.dues.get(FOLLOW_UP) == (follow_up and day(follow_up))
    assert it.rest_on == (rest and day(rest))
    assert it.dues.get(REST) == (it.rest_on if it.stage < Stage.THANKED else None)


def test_the_days_of_waiting_are_settings():
    clocks = Clocks(follow_up_days=3, rest_days=20, follow_up_limit=1)
    assert dues("1 outreach", clocks=clocks) == {FOLLOW_UP: day(4)}
    assert dues("1 outreach, 4 follow_up", clocks=clocks) == {REST: day(24)}


def test_nobody_thanked_is_offered_rest_but_the_day_is_kept():
    it = found("1 chat, 1 thank_you, 3 referral_ask", clocks=Clocks(follow_up_limit=0))
    assert (it.stage, it.rest_on, it.dues) == (Stage.THANKED, day(10), {KEEP: day(3 + 365)})


OUT = [Person(parked_reason=reason) for reason in Parked] + [Person(standing=Standing.ARCHIVED)]


@pytest.mark.parametrize(("person", "limit"), list(product(OUT, [0, 2])))
def test_parked_people_and_archived_companies_are_asked_nothing_but_the_day_of_rest_is_kept(person, limit):
    it = found("1 outreach", person, Clocks(follow_up_limit=limit))
    assert it.dues == {}
    assert it.rest_on == (day(8) if limit == 0 else None)


@pytest.mark.parametrize("standing", ["", Standing.TARGET, Standing.BACKLOG, Standing.NETWORK])
def test_all_others_are_followed_up(standing):
    assert dues("1 outreach", Person(standing=standing)) == {FOLLOW_UP: day(8)}


def test_how_many_follow_ups_were_sent():
    assert [follow_ups(said(text)) for text in ("", "1 outreach", "1 outreach, 2 outreach")] == [0, 0, 1]


# --- Waiting for me: rule 4


@pytest.mark.parametrize("kind", Kind)
def test_a_reply_and_a_decline_wait_on_me_their_own_day(kind):
    assert dues(f"3 {kind}").get(ANSWER) == (day(3) if kind in {"reply", "declined"} else None)


@pytest.mark.parametrize("kind", [k for k in Kind if EFFECTS[k].whose != Whose.THEIRS])
def test_anything_of_mine_or_a_chat_settles_a_reply(kind):
    assert ANSWER not in dues(f"3 reply, 3 {kind}")
    assert dues(f"3 {kind}, 3 reply").get(ANSWER) == day(3)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("3 reply, 5 reply", 5),  # the last one
        ("3 reply, 5 referral", 3),  # what waits under thanks only does not settle it
        ("3 referral", None),
        ("3 reply, 4 message, 6 reply", 6),
        ("3 reply, 2 message", 3),  # backdated: it was before the reply
        ("3 reply!", None),  # no answer needed
        ("3 reply, 5 reply!", None),
        ("3 reply!, 5 reply", 5),
        ("3 reply, 4 declined", 4),  # asks once for a line of thanks
        ("4 declined, 5 thank_you", None),
    ],
)
def test_their_last_reply_without_anything_of_mine_after_it(text, due):
    assert dues(text).get(ANSWER) == (due and day(due))


@pytest.mark.parametrize("person", OUT)
def test_an_answer_is_owed_to_everybody(person):
    assert dues("3 reply", person) == {ANSWER: day(3)}


def fell(number: int, *, needed: bool = True, later: float = 0.5) -> FellThrough:
    """Missed or cancelled in the evening of that day."""
    return FellThrough(day(number), moment(number + later / 10), not needed)


@pytest.mark.parametrize(
    ("text", "chats", "due"),
    [
        ("", {"fell_through": fell(9)}, 9),
        ("5 message", {"fell_through": fell(9)}, 9),
        ("9 message", {"fell_through": fell(9)}, 9),  # written that morning, before it was cancelled
        ("9 message", {"fell_through": fell(9, later=-0.5)}, None),
        ("10 message", {"fell_through": fell(9)}, None),
        ("10 touch", {"fell_through": fell(9)}, None),
        ("10 chat", {"fell_through": fell(9)}, None),
        ("10 reply", {"fell_through": fell(9)}, 9),  # theirs settles nothing; one row, the earlier of the two
        ("8 reply", {"fell_through": fell(9)}, 8),
        ("8 reply!", {"fell_through": fell(9)}, 9),
        ("10 referral", {"fell_through": fell(9)}, 9),
        ("", {"fell_through": fell(9, needed=False)}, None),
        ("", {"fell_through": fell(9), "planned_at": moment(9)}, None),  # a new one is planned
    ],
)
def test_a_chat_that_fell_through_asks_for_a_new_time(text, chats, due):
    assert dues(text, **chats).get(ANSWER) == (due and day(due))


# --- A planned chat


@pytest.mark.parametrize(
    ("planned", "due"),
    [(2.9, 3), (3, None), (4, None)],
)
def test_a_planned_chat_silences_replies_logged_before_it_was_planned(planned, due):
    assert dues("3 reply", planned_at=moment(planned)).get(ANSWER) == (due and day(due))


def test_a_planned_chat_silences_follow_up_rest_and_keeping_in_touch_but_not_thanks():
    planned = {"planned_at": moment(20)}
    assert dues("1 outreach", **planned) == {}
    assert found("1 outreach", clocks=Clocks(follow_up_limit=0), **planned)[6:] == (None, {}, {})
    assert dues("1 chat, 2 thank_you", **planned) == {}
    assert dues("1 chat", **planned) == {THANKS: day(2)}


# --- Thanks: rule 3


@pytest.mark.parametrize("kind", Kind)
def test_what_owes_thanks_is_due_the_next_day(kind):
    owes = kind in {"chat", "referral", "introduction", "help_received"}
    assert dues(f"3 {kind}").get(THANKS) == (day(4) if owes else None)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("3 chat, 3 thank_you", None),
        ("3 thank_you, 3 chat", None),  # its day is enough
        ("3 chat, 2 thank_you", 4),
        ("3 chat, 9 thank_you", None),
        ("3 chat, 5 referral, 5 thank_you", None),  # one settles all before it
        ("3 chat, 5 referral, 4 thank_you", 6),
        ("3 chat, 5 referral", 4),  # the earliest
        ("3 chat, 4 thank_you, 6 help_received, 8 introduction", 7),
        ("3 chat, 4 message, 5 check_in", 4),  # no other word is a thank-you
    ],
)
def test_one_thank_you_settles_all_before_it(text, due):
    assert dues(text).get(THANKS) == (due and day(due))


@pytest.mark.parametrize("person", OUT)
def test_thanks_are_owed_whatever_the_stage_parked_and_archived_too(person):
    assert dues("3 help_received", person) == {THANKS: day(4)}


def test_the_days_to_say_thank_you_are_a_setting():
    assert dues("3 chat", clocks=Clocks(thanks_days=0)) == {THANKS: day(3)}


# --- Keeping in touch: rule 12

CLOSE = Person(is_close=True)
KNOWN = Person(is_close=True, standing=Standing.NETWORK)


@pytest.mark.parametrize(
    ("text", "person", "due"),
    [
        ("3 chat, 4 thank_you", CLOSE, 4 + 90),
        ("3 chat, 4 thank_you", Person(), 4 + 365),
        ("3 chat, 4 thank_you, 9 touch", Person(), 9 + 365),  # after the last of any kind
        ("3 chat, 4 thank_you, 9 reply", CLOSE, 9 + 90),
        ("3 chat", CLOSE, None),  # from the thank-you on
        ("3 reply, 4 thank_you", CLOSE, None),  # of a reply alone nobody has to be thanked
        ("3 referral, 4 thank_you", CLOSE, 4 + 90),  # who helped and was thanked, without a chat
        ("3 introduction, 3 thank_you", Person(), 3 + 365),
        ("3 help_received, 5 thank_you, 6 reply", Person(), 6 + 365),
        ("3 referral", CLOSE, None),
        ("3 thank_you, 4 referral", CLOSE, None),
        ("3 referral, 4 thank_you", Person(parked_reason=Parked.DECLINED), None),
        ("3 touch", KNOWN, 3 + 90),  # from the first exchange
        ("3 reply", KNOWN, 3 + 90),
        ("", KNOWN, None),
        ("3 touch", Person(standing=Standing.NETWORK), None),  # not close
        ("3 chat, 4 thank_you", Person(standing=Standing.NETWORK), 4 + 365),
        ("3 touch", Person(is_close=True, standing=Standing.TARGET), None),
        ("3 chat, 4 thank_you", Person(standing=Standing.ARCHIVED), 4 + 365),
        ("3 chat, 4 thank_you", Person(parked_reason=Parked.NO_ANSWER), 4 + 365),
        ("3 chat, 4 thank_you", Person(parked_reason=Parked.LEFT), 4 + 365),
        ("3 chat, 4 thank_you", Person(parked_reason=Parked.DECLINED), None),
        ("3 chat, 4 thank_you, 9 declined", Person(), None),  # never after a decline
        ("3 chat, 4 thank_you, 9 declined, 10 thank_you", CLOSE, None),
        ("3 declined, 4 check_in", KNOWN, None),
        ("3 chat, 4 thank_you, 9 declined, 20 reply, 21 message", CLOSE, 21 + 90),  # they came back
        ("1 declined, 3 chat, 4 thank_you", CLOSE, 4 + 90),
    ],
)
def test_keeping_in_touch(text, person, due):
    assert dues(text, person).get(KEEP) == (due and day(due))


def test_the_days_between_words_are_settings():
    clocks = Clocks(close_days=10, others_days=20)
    assert dues("3 chat, 3 thank_you", CLOSE, clocks) == {KEEP: day(13)}
    assert dues("3 chat, 3 thank_you", clocks=clocks) == {KEEP: day(23)}


# --- The earliest


def test_the_earliest_due_wins_and_ties_go_to_the_lower_rule():
    assert found("").earliest == (None, None)
    it = found("3 help_received, 4 reply")
    assert (it.dues, it.earliest) == ({THANKS: day(4), ANSWER: day(4)}, (day(4), THANKS))
    it = found("3 help_received, 3 reply")
    assert it.earliest == (day(3), ANSWER)


def test_the_columns_are_those_of_a_contact():
    assert list(found("").columns) == [
        "stage",
        "reached_on",
        "replied_on",
        "chatted_on",
        "thanked_on",
        "last_interaction_on",
        "rest_on",
        "due_on",
        "due_rule",
    ]
