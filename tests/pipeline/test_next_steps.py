"""The published order and who each rule speaks for, without a database (DESIGN §2, Next step)."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise, permutations

import pytest

from networking.accounts.models import User
from networking.companies.models import Standing
from networking.contacts.models import Closeness, Persona
from networking.contacts.stages import Parked, Stage
from networking.pipeline.next_steps import for_company, for_contact, lateness_of, steps_of
from networking.pipeline.snapshot import DueRow, Lists, SuggestionRow
from tests.people import NOW, TODAY
from tests.pipeline.snapshots import (
    company,
    days,
    make_snapshot,
    nobody_written,
    only,
    owing,
    person,
    planned,
    rules,
    subjects,
)

HOUR = dt.timedelta(hours=1)
HERE = company(pk=1)
NO_IN = company(pk=2, in_words="")
TO_FIND = company(pk=3, nobody_manager=False)


# --- The order of the rules


def chat_to_prepare():
    return person(pk=101, chats=(planned(NOW + HOUR, pk=901),))


def chat_to_log():
    return person(pk=102, chats=(planned(NOW - HOUR, pk=902),))


COACHED = User(email="seeker@example.org", target_aim=2, in_cohort=True)
RETHINK = company(pk=5, submitted_at=NOW, rethink_on=TODAY)
OLD_RETHINK = company(pk=6, submitted_at=NOW, rethink_on=TODAY - days(7), target_on=TODAY - days(9))


# Everything that can be due at once, in the published order: (rule, late days or None, rows).
ORDER = [
    ("chat:901", [chat_to_prepare()]),
    ("chat:902", [chat_to_log()]),
    ("contact:103", [owing(3, pk=103)]),
    ("contact:104", [owing(4, pk=104)]),
    ("contact:106", [owing(6, pk=106)]),
    ("contact:107", [HERE, nobody_written(HERE, pk=107)]),
    ("contact:117", [HERE, nobody_written(HERE, pk=117, email="")]),
    ("contact:112", [owing(12, 14, pk=112, stage=Stage.THANKED)]),
    ("contact:113", [owing(13, 14, pk=113)]),
    ("company:2", [NO_IN]),
    ("list", []),
    ("company:3", [TO_FIND]),
    ("contact:122", [owing(12, 13, pk=122, stage=Stage.THANKED)]),
    ("contact:123", [owing(13, 13, pk=123)]),
]


def test_all_rules_stand_in_the_published_order():
    rows = [row for _, rows in reversed(ORDER) for row in rows]
    snapshot = make_snapshot(*dict.fromkeys(rows), aim=9)
    assert subjects(snapshot) == [subject for subject, _ in ORDER]
    assert rules(snapshot) == [1, 2, 3, 4, 6, 7, 7, 12, 13, 8, 9, 11, 12, 13]


@pytest.mark.parametrize(("before", "after"), list(pairwise(ORDER)), ids=lambda pair: pair[0])
def test_each_rule_goes_before_the_next(before, after):
    rows = dict.fromkeys([*after[1], *before[1]])
    aim = 9 if "list" in (before[0], after[0]) else 0
    assert subjects(make_snapshot(*rows, aim=aim)) == [before[0], after[0]]


@pytest.mark.parametrize("late", [0, 1, 13, 14, 15, 400])
@pytest.mark.parametrize("rule", [1, 2, 3, 4, 6])
def test_however_late_the_lower_rule_goes_first(rule, late):
    """A date never lifts a step over a rule above it, but for 12 and 13."""
    first = {1: chat_to_prepare(), 2: chat_to_log()}.get(rule) or owing(rule, pk=100)
    late_one = owing(13, late, pk=200)
    assert rules(make_snapshot(late_one, first)) == [rule, 13]


@pytest.mark.parametrize(("rule", "late", "place"), [(12, 13, 1), (12, 14, 0), (13, 13, 1), (13, 14, 0)])
def test_keeping_in_touch_and_rest_pass_the_search_for_an_in_after_14_days(rule, late, place):
    assert rules(make_snapshot(NO_IN, owing(rule, late))).index(rule) == place


def test_what_starved_stays_in_its_own_order():
    rows = [owing(13, 90, pk=4), owing(12, 14, pk=3), owing(12, 15, pk=2), owing(13, 14, pk=5)]
    assert subjects(make_snapshot(*rows)) == ["contact:2", "contact:3", "contact:4", "contact:5"]


@pytest.mark.parametrize("subject", [subject for subject, _ in ORDER if subject != "list"])
def test_every_sample_step_follows_every_real_one(subject):
    """Even the first rule of the sample comes after the last rule of mine."""
    rows = dict(ORDER)[subject]
    samples = [row._replace(is_sample=True) for row in rows]
    assert subjects(make_snapshot(*samples, owing(13, pk=500))) == ["contact:500", subject]


# --- The order within a rule


FIRST = {"pk": 9}
SECOND = {"pk": 5}
BETWEEN_PEOPLE = [
    ("earliest due", {"late": 2}, {"late": 1, "closeness": Closeness.CLOSE, "in_common": True}),
    (
        "close and in common",
        {"closeness": Closeness.CLOSE, "in_common": True},
        {"closeness": Closeness.CLOSE},
    ),
    ("close", {"closeness": Closeness.CLOSE}, {"in_common": True}),
    ("in common", {"in_common": True}, {}),
    (
        "nearness before persona",
        {"in_common": True, "persona": Persona.OTHER},
        {"persona": Persona.DEVELOPER},
    ),
    ("developer", {"persona": Persona.DEVELOPER}, {"persona": Persona.MANAGER}),
    ("manager", {"persona": Persona.MANAGER}, {"persona": Persona.RECRUITER}),
    ("recruiter", {"persona": Persona.RECRUITER}, {"persona": Persona.OTHER}),
    ("persona before place", {"persona": Persona.MANAGER, "position": 9.0}, {"persona": Persona.OTHER}),
    ("place on the list", {"position": 1.0}, {"position": 2.0}),
    ("at a company before at none", {"position": 9.0}, {"position": None}),
    ("place before who was added", {"position": 1.0}, {"position": 2.0, "created_at": NOW - days(9)}),
    ("who was added first", {"created_at": NOW - days(1)}, {"created_at": NOW}),
]


@pytest.mark.parametrize(
    ("first", "second"), [row[1:] for row in BETWEEN_PEOPLE], ids=[r[0] for r in BETWEEN_PEOPLE]
)
@pytest.mark.parametrize("rule", [3, 4, 6, 12, 13])
def test_within_a_rule(rule, first, second):
    rows = [
        owing(rule, **{"position": 1.0} | fields | pk) for fields, pk in ((second, SECOND), (first, FIRST))
    ]
    assert subjects(make_snapshot(*rows)) == ["contact:9", "contact:5"]


def test_the_last_word_is_the_key():
    assert subjects(make_snapshot(owing(3, pk=8), owing(3, pk=7))) == ["contact:7", "contact:8"]


BETWEEN_NEW_PEOPLE = [
    ("usable before closer", {}, {"email": "", "closeness": Closeness.CLOSE, "in_common": True}),
    ("closeness before the date", {"in_common": True}, {"created_at": NOW - days(30)}),
    ("then earliest added", {"created_at": NOW - days(1), "persona": Persona.OTHER}, {}),
    ("then persona", {"persona": Persona.DEVELOPER}, {"persona": Persona.MANAGER}),
    ("then who was added first that day", {"created_at": NOW - HOUR}, {}),
]


@pytest.mark.parametrize(
    ("first", "second"), [row[1:] for row in BETWEEN_NEW_PEOPLE], ids=[r[0] for r in BETWEEN_NEW_PEOPLE]
)
def test_within_first_messages(first, second):
    rows = [nobody_written(HERE, **fields | pk) for fields, pk in ((second, SECOND), (first, FIRST))]
    assert subjects(make_snapshot(HERE, *rows)) == ["contact:9", "contact:5"]


def test_first_messages_follow_the_list_before_who_was_added():
    low, high = company(pk=71, position=1.0), company(pk=72, position=2.0)
    rows = [nobody_written(high, pk=5, created_at=NOW - HOUR), nobody_written(low, pk=9)]
    assert subjects(make_snapshot(low, high, *rows)) == ["contact:9", "contact:5"]


def test_chats_go_by_their_start():
    early, late = planned(NOW + HOUR, pk=32), planned(NOW + 2 * HOUR, pk=31)
    assert subjects(make_snapshot(person(chats=(late, early)))) == ["chat:32", "chat:31"]
    near = {"closeness": Closeness.CLOSE, "in_common": True}
    rows = [person(chats=(late,), **near), person(chats=(early,))]
    assert subjects(make_snapshot(*rows)) == ["chat:32", "chat:31"]


@pytest.mark.parametrize("rule", [8, 11])
def test_companies_go_by_fewest_people_then_date_then_place(rule):
    open_ = {"in_words": ""} if rule == 8 else {"nobody_manager": False}
    empty = company(pk=41, position=9.0, **open_)
    older = company(pk=42, position=8.0, target_on=TODAY - days(3), **open_)
    higher = company(pk=43, position=1.0, **open_)
    lower = company(pk=44, position=2.0, **open_)
    same = company(pk=45, position=2.0, **open_)
    crowd = [person(at) for at in (older, higher, lower, same)]
    crowd += [person(empty, parked_on=TODAY, parked_reason=Parked.NOT_NOW) for _ in range(3)]  # do not count
    found = subjects(make_snapshot(same, lower, higher, older, empty, *crowd))
    assert found == ["company:41", "company:42", "company:43", "company:44", "company:45"]


# --- Who each rule speaks for


CHAT_TIMES = [
    ("begins in a minute", NOW + dt.timedelta(minutes=1), [1]),
    ("begins now", NOW, [14]),
    ("is on", NOW - dt.timedelta(minutes=29), [14]),
    ("ends now", NOW - dt.timedelta(minutes=30), [2]),
    ("is over", NOW - dt.timedelta(minutes=31), [2]),
    ("tonight", NOW.replace(hour=23, minute=59), [1]),
    ("late tomorrow", NOW.replace(hour=23, minute=59) + days(1), [1]),
    ("the day after tomorrow", NOW.replace(hour=0, minute=0) + days(2), [14]),
    ("last week", NOW - days(7), [2]),
]


@pytest.mark.parametrize(
    ("starts_at", "expected"), [row[1:] for row in CHAT_TIMES], ids=[r[0] for r in CHAT_TIMES]
)
def test_a_chat_asks_to_be_prepared_and_then_how_it_went(starts_at, expected):
    assert rules(make_snapshot(person(chats=(planned(starts_at),)))) == expected


def test_a_chat_with_questions_needs_no_preparing_but_is_asked_about():
    assert rules(make_snapshot(person(chats=(planned(NOW + HOUR, questions="Why?"),)))) == [14]
    assert rules(make_snapshot(person(chats=(planned(NOW + HOUR, questions=" \n "),)))) == [1]
    assert rules(make_snapshot(person(chats=(planned(NOW - HOUR, questions="Why?"),)))) == [2]


def test_a_long_chat_is_not_past_before_its_end():
    assert rules(make_snapshot(person(chats=(planned(NOW - HOUR, minutes=61),)))) == [14]
    assert rules(make_snapshot(person(chats=(planned(NOW - HOUR, minutes=60),)))) == [2]


@pytest.mark.parametrize(("zone", "expected"), [("UTC", [14]), ("Asia/Tokyo", [1]), ("America/Lima", [1])])
def test_a_chat_is_compared_in_the_zone_of_the_seeker(zone, expected):
    """Two days ahead in UTC; in Tokyo it is tomorrow already, in Lima the chat is a day earlier."""
    user = User(email="s@example.org", time_zone=zone, target_aim=0)
    now = dt.datetime(2026, 11, 20, 20, 0, tzinfo=dt.UTC)
    starts = dt.datetime(2026, 11, 22, 0, 30, tzinfo=dt.UTC)
    assert rules(make_snapshot(person(chats=(planned(starts),)), user=user, now=now)) == expected


def test_a_chat_is_due_the_day_before_it_and_then_on_its_day_where_the_seeker_is():
    user = User(email="s@example.org", time_zone="Pacific/Auckland", target_aim=0)
    ahead = dt.datetime(2026, 11, 19, 20, 0, tzinfo=dt.UTC)  # the 20th in Auckland
    past = dt.datetime(2026, 11, 18, 20, 0, tzinfo=dt.UTC)  # the 19th
    assert only(make_snapshot(person(chats=(planned(ahead),)), user=user)).due_on == dt.date(2026, 11, 19)
    assert only(make_snapshot(person(chats=(planned(past),)), user=user)).due_on == dt.date(2026, 11, 19)


@pytest.mark.parametrize("standing", [*Standing, None])
@pytest.mark.parametrize("parked", ["", *Parked])
def test_a_promise_is_kept_whatever_the_standing_and_parked_or_not(standing, parked):
    where = {"standing": standing, "parked_reason": parked, "parked_on": TODAY if parked else None}
    for starts_at, rule in ((NOW + HOUR, 1), (NOW - HOUR, 2)):
        assert rules(make_snapshot(person(chats=(planned(starts_at),), **where))) == [rule]


@pytest.mark.parametrize("rule", [3, 4, 6, 12, 13])
def test_a_stored_step_is_due_from_its_day_on(rule):
    for late, expected in ((-1, [14]), (0, [rule]), (1, [rule]), (100, [rule])):
        assert rules(make_snapshot(owing(rule, late))) == expected


OVER = User(email="s@example.org", target_aim=5, search_over_on=TODAY)


@pytest.mark.parametrize("rule", [3, 4, 6, 12, 13])
def test_when_the_search_is_over_thanks_answers_and_keeping_in_touch_remain(rule):
    expected = [rule] if rule in {3, 4, 12} else [14]
    assert rules(make_snapshot(owing(rule), user=OVER)) == expected


def test_when_the_search_is_over_nothing_is_begun_and_promises_are_kept():
    here = company()
    rows = (here, nobody_written(here), company(in_words=""), person(chats=(planned(NOW - HOUR),)))
    assert rules(make_snapshot(*rows, user=OVER)) == [2]


def test_who_was_met_at_an_event_is_written_to_by_rule_6_alone():
    here = company()
    for on, expected in ((TODAY, [6]), (TODAY + days(1), [14])):
        met = nobody_written(here, dues=(DueRow(6, on, about="met:PyLadies"),))
        assert rules(make_snapshot(here, met)) == expected


def test_a_person_may_owe_more_than_one_thing():
    dues = (DueRow(3, TODAY), DueRow(4, TODAY, answer_to="reply"), DueRow(6, TODAY + days(1)))
    steps = steps_of(make_snapshot(person(pk=7, dues=dues), owing(3, pk=8)))
    assert [(step.rule, step.contact_id) for step in steps] == [(3, 7), (3, 8), (4, 7)]
    assert [step.rule for step in for_contact(steps, 7)] == [3, 4]


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("is_parked", [False, True])
@pytest.mark.parametrize("has_in", [False, True])
def test_a_first_message_is_for_those_to_contact_at_targets_with_an_in(stage, is_parked, has_in):
    here = company(in_words="maps" if has_in else "")
    parked = {"parked_on": TODAY, "parked_reason": Parked.NOT_NOW} if is_parked else {}
    found = rules(make_snapshot(here, nobody_written(here, stage=stage, **parked)))
    assert (7 in found) == (stage == Stage.TO_CONTACT and not is_parked and has_in)


@pytest.mark.parametrize("kind", ["in_interests", "in_product", "in_someone", "in_local"])
def test_each_kind_of_in_opens_the_first_message(kind):
    here = company(in_words=" ", **{kind: True})
    assert rules(make_snapshot(here, nobody_written(here))) == [7]


def test_nobody_elsewhere_than_at_a_target_gets_a_first_message():
    elsewhere = company(standing=Standing.BACKLOG)
    assert rules(make_snapshot(nobody_written(elsewhere))) == [14]
    assert rules(make_snapshot(person(stage=Stage.TO_CONTACT, email="a@example.org"))) == [14]


def test_whoever_agreed_to_a_chat_needs_no_first_message():
    new = nobody_written(HERE, chats=(planned(NOW + days(5)),))
    assert rules(make_snapshot(HERE, new)) == [14]


def test_a_first_message_is_due_since_the_day_of_adding_where_the_seeker_is():
    user = User(email="s@example.org", time_zone="Asia/Tokyo", target_aim=0)
    added = dt.datetime(2026, 11, 17, 20, 0, tzinfo=dt.UTC)  # the 18th in Tokyo
    step = only(make_snapshot(HERE, nobody_written(HERE, created_at=added), user=user))
    assert step.due_on == dt.date(2026, 11, 18)


CHANNELS = [
    ("e-mail", {"email": "a@example.org"}, True),
    ("alumni channel", {"alumni_channel": "#alumni"}, True),
    ("somebody who can introduce", {"has_introducer": True}, True),
    ("a note while some are left", {"profile_url": "https://linkedin.com/in/a"}, True),
    (
        "a message to a connection",
        {"profile_url": "https://linkedin.com/in/a", "is_linkedin_friend": True},
        True,
    ),
    ("nothing", {}, False),
    ("a blank alumni channel", {"alumni_channel": " "}, False),
]
LIMITS = [  # plan, own limit, notes used, whether a note may be sent
    ("free", None, 4, True),
    ("free", None, 5, False),
    ("free", None, 6, False),
    ("free", 6, 5, True),
    ("free", 0, 0, False),
    ("paid", None, 500, True),
    ("paid", 3, 3, False),
]


@pytest.mark.parametrize(("ways", "usable"), [row[1:] for row in CHANNELS], ids=[row[0] for row in CHANNELS])
def test_a_channel_is_usable_if_it_has_an_address(ways, usable):
    step = only(make_snapshot(HERE, nobody_written(HERE, **{"email": ""} | ways)))
    assert (step.rule, step.log_kind) == (7, "outreach" if usable else "")


@pytest.mark.parametrize(("plan", "limit", "used", "usable"), LIMITS)
@pytest.mark.parametrize("is_friend", [False, True])
def test_notes_end_but_messages_to_connections_do_not(plan, limit, used, usable, is_friend):
    user = User(email="s@example.org", target_aim=0, linkedin_plan=plan, linkedin_notes_a_month=limit)
    new = nobody_written(
        HERE, email="", profile_url="https://linkedin.com/in/a", is_linkedin_friend=is_friend
    )
    step = only(make_snapshot(HERE, new, user=user, notes_used=used))
    assert bool(step.log_kind) == (usable or is_friend)


@pytest.mark.parametrize(
    ("written", "cap", "offered"), [(4, 5, True), (5, 5, False), (6, 5, False), (0, 0, False)]
)
def test_after_the_new_people_of_a_day_only_finding_a_way_is_offered(written, cap, offered):
    user = User(email="s@example.org", target_aim=0, new_people_a_day=cap)
    rows = [nobody_written(HERE, pk=61), nobody_written(HERE, pk=62, email="")]
    found = subjects(make_snapshot(HERE, *rows, user=user, new_people_today=written))
    assert found == (["contact:61", "contact:62"] if offered else ["contact:62"])


def test_what_comes_next_names_another_year():
    later = person(dues=(DueRow(12, TODAY + days(360)),), name="Pat")
    assert "Next: a word with Pat, on 14 November 2027." in only(make_snapshot(later)).why


@pytest.mark.parametrize(("cap", "tells"), [(5, True), (0, False)])
def test_once_enough_were_written_to_the_calm_step_tells_of_tomorrows_first_message(cap, tells):
    user = User(email="s@example.org", target_aim=0, new_people_a_day=cap)
    step = only(make_snapshot(HERE, nobody_written(HERE, name="Mei"), user=user, new_people_today=5))
    assert step.rule == 14
    assert ("Next: a first message to Mei, tomorrow." in step.why) == tells


@pytest.mark.parametrize(
    ("targets", "aim", "asked"), [(0, 5, True), (4, 5, True), (5, 5, False), (6, 5, False), (0, 0, False)]
)
def test_more_targets_are_asked_for_up_to_the_aim(targets, aim, asked):
    found = rules(make_snapshot(*(company() for _ in range(targets)), aim=aim))
    assert found == ([9] if asked else [14])


def test_the_sample_counts_as_targets_only_while_nothing_is_real():
    samples = [company(is_sample=True) for _ in range(5)]
    assert rules(make_snapshot(*samples, aim=5)) == [14]
    assert only(make_snapshot(*samples, aim=6)).is_sample
    assert rules(make_snapshot(*samples, owing(13), aim=6)) == [13, 9]
    step = only(make_snapshot(*samples, aim=5, lists=Lists(real=1, sample=5)))
    assert (step.rule, step.is_sample) == (9, False)


def test_more_targets_is_never_late():
    assert only(make_snapshot(aim=5)).due_on == TODAY


@pytest.mark.parametrize(
    ("personas", "flags", "asked"),
    [
        ("", {}, "a developer"),
        ("", {"nobody_developer": True}, "a manager"),
        ("", {"nobody_developer": True, "nobody_manager": True}, "a recruiter"),
        ("d", {}, "a manager"),
        ("m", {}, "a developer"),
        ("dm", {}, "a recruiter"),
        ("dmr", {}, ""),
        ("dm", {"nobody_recruiter": True}, "one more person"),
        ("dm", {"nobody_recruiter": True, "that_is_all": True}, ""),
        ("ddd", {"nobody_manager": True, "nobody_recruiter": True}, ""),
        ("ooo", {}, "a developer"),
        ("do", {"nobody_manager": True, "nobody_recruiter": True}, "one more person"),
        ("doo", {"nobody_manager": True, "nobody_recruiter": True}, ""),
        ("dmr", {"that_is_all": True}, ""),
        ("d", {"that_is_all": True}, "a manager"),
    ],
)
def test_somebody_is_looked_for_while_a_persona_is_missing_or_they_are_too_few(personas, flags, asked):
    open_ = dict.fromkeys(("nobody_developer", "nobody_manager", "nobody_recruiter", "that_is_all"), False)
    here = company(name="Kestrel Maps", **open_ | flags)
    kinds = {kind.value[0]: kind for kind in Persona}
    step = only(make_snapshot(here, *(person(here, persona=kinds[letter]) for letter in personas)))
    assert step.title == (f"Find {asked} at Kestrel Maps" if asked else "That is all for now")


@pytest.mark.parametrize(
    ("away", "asked"),
    [
        ({}, False),
        ({"parked_on": TODAY, "parked_reason": Parked.LEFT}, True),
        ({"rest_on": TODAY}, True),
        ({"rest_on": TODAY + days(1)}, False),
        ({"rest_on": TODAY, "stage": Stage.THANKED}, False),
    ],
)
def test_who_is_parked_or_due_for_rest_leaves_the_seat_empty(away, asked):
    here = company(nobody_developer=False)
    assert (11 in rules(make_snapshot(here, person(here, **away)))) == asked


# --- Calm


def test_nothing_due_is_one_calm_step():
    step = only(make_snapshot())
    assert (step.rule, step.due_on, step.subject) == (14, None, "calm")


def test_calm_says_what_comes_next_and_when():
    rows = [
        owing(6, -5, name="Ade Bello"),
        owing(12, -3, name="Mei Ito"),
        person(chats=(planned(NOW + days(4)),)),
    ]
    step = only(make_snapshot(*rows))
    assert step.due_on == TODAY + days(3)
    assert step.why.startswith("Next: a word with Mei Ito, on Sunday.")


def test_when_the_search_is_over_calm_speaks_of_nothing_that_will_not_come():
    rows = [owing(6, -1, name="Ade"), owing(12, -3, name="Mei Ito"), nobody_written(HERE, name="Ian")]
    user = User(email="s@example.org", target_aim=5, new_people_a_day=5, search_over_on=TODAY)
    lists = Lists(real=4, real_backlog=3)
    step = only(make_snapshot(HERE, *rows, user=user, new_people_today=5, lists=lists))
    assert step.why.startswith("Next: a word with Mei Ito, on Sunday.")
    assert "backlog" not in step.why


def test_something_due_needs_no_calm():
    assert rules(make_snapshot(owing(13))) == [13]


# --- The list as a whole


def test_the_list_does_not_depend_on_the_order_of_what_is_read():
    rows = [HERE, NO_IN, owing(3, pk=8), owing(3, pk=7), nobody_written(HERE, pk=6)]
    lists = {tuple(subjects(make_snapshot(*mixed))) for mixed in permutations(rows)}
    assert len(lists) == 1


def test_the_steps_of_one_company_keep_their_order():
    rows = [HERE, NO_IN, owing(6, at=HERE, pk=7), owing(3, at=HERE, pk=8), owing(3, pk=9)]
    steps = steps_of(make_snapshot(*rows))
    assert [step.subject for step in for_company(steps, HERE.pk)] == ["contact:8", "contact:7"]


# --- What a coach asks for, and handing the list in


def coached(*rows, **fields):
    user = User(email="seeker@example.org", target_aim=0, in_cohort=True, **fields.pop("user", {}))
    return make_snapshot(*rows, user=user, **fields)


def suggested(pk=1, ago=0, at=None):
    return SuggestionRow(pk, at, "Ben", "Add one recruiter", TODAY - days(ago))


def test_what_a_coach_asks_for_stands_between_answers_and_follow_ups():
    snapshot = coached(
        owing(6, pk=106),
        RETHINK,
        owing(4, pk=104),
        user={"feedback_on": TODAY},
        suggestions=[suggested(8)],
    )
    assert subjects(snapshot) == ["contact:104", "feedback", "company:5", "suggestion:8", "contact:106"]
    assert rules(snapshot) == [4, 5, 5, 5, 6]


def test_after_a_week_a_rethink_and_a_suggestion_go_behind_6_and_feedback_stays():
    snapshot = coached(
        HERE,
        nobody_written(HERE._replace(submitted_at=NOW), pk=107),
        OLD_RETHINK,
        owing(6, 30, pk=106),
        user={"feedback_on": TODAY - days(400)},
        suggestions=[suggested(8, 7), suggested(9, 6)],
    )
    assert subjects(snapshot)[:6] == [
        "feedback",
        "suggestion:9",
        "contact:106",
        "company:6",
        "suggestion:8",
        "contact:107",
    ]


@pytest.mark.parametrize(("ago", "place"), [(6, 0), (7, 1), (8, 1)])
def test_a_rethink_waits_from_the_seventh_day_on(ago, place):
    row = OLD_RETHINK._replace(rethink_on=TODAY - days(ago))
    assert rules(coached(row, owing(6, 90))).index(5) == place


def test_the_earliest_asked_for_goes_first_then_the_place_on_the_list():
    rows = [RETHINK._replace(pk=pk, position=position) for pk, position in ((3, 2.0), (4, 1.0))]
    earlier = RETHINK._replace(pk=9, rethink_on=TODAY - days(1), target_on=TODAY - days(3), position=9.0)
    assert subjects(coached(*rows, earlier)) == ["company:9", "company:4", "company:3"]


@pytest.mark.parametrize(
    ("row", "is_open"),
    [
        (RETHINK, True),
        (RETHINK._replace(rethink_on=None), False),
        (RETHINK._replace(target_on=TODAY + days(1)), False),  # left the targets and came back
    ],
)
def test_a_rethink_is_open_while_the_company_stays_among_the_targets(row, is_open):
    assert (5 in rules(coached(row))) is is_open


def test_a_suggestion_about_a_company_that_is_no_target_any_more_is_silent():
    assert 5 in rules(coached(HERE, suggestions=[suggested(at=HERE.pk)]))
    assert 5 not in rules(coached(HERE, suggestions=[suggested(at=99)]))


READY = [HERE, company(pk=4)]


@pytest.mark.parametrize(
    ("rows", "asked"),
    [
        (READY, True),
        (READY[:1], False),  # fewer than aimed for
        ([HERE, NO_IN], False),
        ([HERE, company(is_sample=True)], False),
        ([HERE._replace(submitted_at=NOW), READY[1]._replace(submitted_at=NOW)], False),
        ([HERE._replace(submitted_at=NOW), READY[1]], True),  # added since
        ([row._replace(submitted_at=NOW, kept_at=NOW + HOUR) for row in READY], True),
        ([row._replace(submitted_at=NOW, kept_at=NOW - HOUR) for row in READY], False),
    ],
)
def test_the_list_is_handed_in_once_it_is_ready_and_again_when_it_changed(rows, asked):
    assert (10 in rules(make_snapshot(*rows, user=COACHED))) is asked


def test_an_empty_list_is_never_handed_in():
    assert 10 not in rules(coached())


def test_handing_in_stands_between_more_targets_and_finding_people():
    rows = [HERE, TO_FIND]
    assert rules(make_snapshot(*rows, user=COACHED)) == [10, 11]
    assert rules(make_snapshot(HERE, company(is_sample=True, pk=9), user=COACHED)) == [9]


def test_without_a_cohort_there_is_nothing_of_all_this():
    user = User(email="seeker@example.org", target_aim=1, feedback_on=TODAY)
    assert rules(make_snapshot(RETHINK, user=user, suggestions=[suggested()])) == [14]


def test_what_a_coach_asks_for_is_amber_however_late():
    (step, *_) = steps_of(coached(OLD_RETHINK))
    assert lateness_of(step, TODAY) == ("7 days late", "today")
