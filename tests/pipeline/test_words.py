"""What the steps say: kind, short, concrete, and true."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import resolve

from networking.accounts.models import User
from networking.contacts.models import Persona
from networking.contacts.stages import Kind
from networking.pipeline import words
from networking.pipeline.next_steps import Lateness, lateness, steps_of
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
)

HOUR = dt.timedelta(hours=1)
KESTREL = company(name="Kestrel Maps")
ADE = {"name": "Ade Bello", "title": "Developer"}


def said(*rows, **more):
    step = only(make_snapshot(*rows, **more))
    return step.title, step.why, step.action, step.log_kind


def due(rule, late=0, *, chat_ago=None, answer_to=None, about="", **fields):
    chat_on = None if chat_ago is None else TODAY - days(chat_ago)
    row = DueRow(rule, TODAY - days(late), chat_on, answer_to, about)
    return person(KESTREL, dues=(row,), **ADE | fields)


WHERE = "Developer at Kestrel Maps. "
ABOUT_PEOPLE = [
    (
        due(3, 1, chat_ago=2),
        "Thank Ade Bello for Tuesday’s chat",
        "Ade gave you their time. A few warm lines are enough.",
        Kind.THANK_YOU,
    ),
    (
        due(3, 0, chat_ago=1),
        "Thank Ade Bello for yesterday’s chat",
        "Ade gave you their time. A few warm lines are enough.",
        Kind.THANK_YOU,
    ),
    (
        due(3, 15, chat_ago=16),
        "Thank Ade Bello for the 3 November chat",
        "Ade gave you their time. A few warm lines are enough.",
        Kind.THANK_YOU,
    ),
    (  # what is owed first is older than the last chat
        due(3, 9, chat_ago=2),
        "Thank Ade Bello",
        "Ade gave you time or help. A few warm lines are enough.",
        Kind.THANK_YOU,
    ),
    (due(4, answer_to="reply"), "Answer Ade Bello", "Ade wrote back today.", Kind.MESSAGE),
    (due(4, 1, answer_to="reply"), "Answer Ade Bello", "Ade wrote back yesterday.", Kind.MESSAGE),
    (
        due(4, answer_to="declined"),
        "Thank Ade Bello for answering",
        "It is a no for now, and Ade took the time to say so. One friendly line keeps the door open.",
        Kind.THANK_YOU,
    ),
    (
        due(4),
        "Offer Ade Bello a new time",
        "The chat did not take place. It happens: offer two times that suit you.",
        Kind.MESSAGE,
    ),
    (
        due(6, 0, last_interaction_on=TODAY),  # a like of today is no answer
        "Follow up with Ade Bello",
        "No answer for 7 days. That is normal: one friendly nudge often helps.",
        Kind.FOLLOW_UP,
    ),
    (
        due(6, 3),
        "Follow up with Ade Bello",
        "No answer for 10 days. That is normal: one friendly nudge often helps.",
        Kind.FOLLOW_UP,
    ),
    (
        due(12, 0, last_interaction_on=TODAY - days(90)),
        "Keep in touch with Ade Bello",
        "Your last exchange was 90 days ago. Share something useful, or just ask how things are.",
        Kind.CHECK_IN,
    ),
    (
        due(3, about="update:Engineer at Kestrel: maps", chat_ago=1),
        "Tell Ade Bello how it went",
        "Engineer at Kestrel: maps: it has come to an end, and Ade helped on the way. Say how it ended, and "
        "thank them.",
        Kind.THANK_YOU,
    ),
    (
        due(6, 1, about="met:PyLadies"),
        "Write to Ade Bello, whom you met at PyLadies",
        "You met on Monday. A short line while you both remember it is worth ten later.",
        Kind.OUTREACH,
    ),
    (
        due(12, about="date:Birthday"),
        "A word to Ade Bello: Birthday",
        "It is today. One warm line is enough, and nothing has to come of it.",
        Kind.CHECK_IN,
    ),
    (
        due(12, 1, about="date:Birthday"),
        "A word to Ade Bello: Birthday",
        "It was yesterday. One warm line is enough, and nothing has to come of it.",
        Kind.CHECK_IN,
    ),
    (
        due(12, 9, about="date:Birthday"),
        "A word to Ade Bello: Birthday",
        "It was on 10 November. One warm line is enough, and nothing has to come of it.",
        Kind.CHECK_IN,
    ),
    (
        due(13),
        "Let Ade Bello rest",
        "You wrote kindly, and some people are just busy. Park them, and find somebody else for this seat.",
        "",
    ),
]


@pytest.mark.parametrize(("row", "title", "why", "log_kind"), ABOUT_PEOPLE)
def test_what_is_due_says_with_whom_and_why(row, title, why, log_kind):
    assert said(row)[:2] == (title, WHERE + why)
    assert said(row)[3] == log_kind


def test_a_first_message_names_what_is_in_the_way():
    profile = {"email": "", "profile_url": "https://www.linkedin.com/in/ade"}
    assert said(KESTREL, nobody_written(KESTREL, **ADE))[0] == "Write to Ade Bello"
    assert said(KESTREL, nobody_written(KESTREL, **ADE, email=""))[0] == "Find a way to reach Ade Bello"
    title, why, *_ = said(KESTREL, nobody_written(KESTREL, **ADE, **profile), notes_used=5)
    assert (title, "notes are used up" in why) == ("Find another way to reach Ade Bello", True)


@pytest.mark.parametrize(
    ("starts_in", "title", "why"),
    [
        (HOUR, "Prepare for your chat with Ade Bello", "It is today at 13:00."),
        (days(1), "Prepare for your chat with Ade Bello", "It is tomorrow at 12:00."),
        (-HOUR, "How did the chat with Ade Bello go?", "It was today at 11:00."),
        (-days(1), "How did the chat with Ade Bello go?", "It was yesterday at 12:00."),
        (-days(2), "How did the chat with Ade Bello go?", "It was on Tuesday at 12:00."),
        (-days(9), "How did the chat with Ade Bello go?", "It was on 10 November at 12:00."),
    ],
)
def test_a_chat_says_when(starts_in, title, why):
    found = said(person(KESTREL, chats=(planned(NOW + starts_in),), **ADE))
    assert found[0] == title
    assert found[1].startswith(f"{WHERE}{why}")


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"title": "CTO", "company": "Acme"}, "CTO at Acme. "),
        ({"company": "Acme"}, "Developer at Acme. "),
        ({"company": "Acme", "persona": Persona.OTHER}, "Acme. "),
        ({"title": "CTO"}, "CTO. "),
        ({"persona": Persona.OTHER}, ""),
    ],
)
def test_a_person_is_described_by_what_is_known(fields, where):
    assert only(make_snapshot(owing(4, name="Ade Bello", **fields))).why == f"{where}Ade wrote back today."


@pytest.mark.parametrize(
    ("connections", "people", "why"),
    [
        (0, 0, "Nobody there yet. One person who answers changes everything."),
        (0, 1, "1 of 3 so far: several people make one silence matter less."),
        (1, 0, "1 of your connections works there."),
        (2, 1, "2 of your connections work there."),
    ],
)
def test_a_seat_says_whom_i_know_there(connections, people, why):
    here = company(name="Kestrel Maps", nobody_manager=False, connections=connections)
    found = said(here, *(person(here) for _ in range(people)))
    assert found[:2] == ("Find a manager at Kestrel Maps", why)


@pytest.mark.parametrize(
    ("targets", "backlog", "title", "why", "url"),
    [
        (0, 0, "Choose your first target company", "0 of 5 so far. A short list", "/companies/add/"),
        (1, 0, "Choose another target company", "1 of 5 so far. A short list", "/companies/add/"),
        (1, 1, "Choose another target company", "1 of 5 so far. 1 company waits", "/companies/?tab=backlog"),
        (4, 2, "Choose another target company", "4 of 5 so far. 2 companies wait", "/companies/?tab=backlog"),
    ],
)
def test_the_backlog_is_offered_first(targets, backlog, title, why, url):
    lists = Lists(real=targets + backlog, real_backlog=backlog)
    step = only(make_snapshot(*(company() for _ in range(targets)), aim=5, lists=lists))
    assert (step.title, step.url, step.why.startswith(why)) == (title, url, True)


HELP, GIVING = "whom could you help?", "/people/giving/"
CALM = [  # rows, in the backlog, what comes, what to do meanwhile, where
    ([], 0, "Nothing is due.", HELP, GIVING),
    ([], 3, "Nothing is due.", "look through your backlog", "/companies/?tab=backlog"),
    (
        [due(6, -1)],
        0,
        "Next: a follow-up with Ade Bello, tomorrow.",
        HELP,
        GIVING,
    ),
    (
        [due(13, -6)],
        0,
        "Next: letting Ade Bello rest, on Wednesday.",
        HELP,
        GIVING,
    ),
    (
        [due(3, -7)],
        1,
        "Next: thanking Ade Bello, on 26 November.",
        "look through your backlog",
        "/companies/?tab=backlog",
    ),
    (
        [person(chats=(planned(NOW + days(5), pk=3),), **ADE)],
        1,
        "Next: your chat with Ade Bello, on Tuesday.",
        "two or three questions for Ade Bello",
        "/chats/3/prepare/",
    ),
    (
        [person(chats=(planned(NOW - HOUR / 4, pk=3),), **ADE)],
        0,
        "Next: your chat with Ade Bello, today.",
        HELP,
        GIVING,
    ),
]


@pytest.mark.parametrize(("rows", "backlog", "comes", "meanwhile", "url"), CALM)
def test_calm_says_what_comes_next_and_one_thing_to_do_meanwhile(rows, backlog, comes, meanwhile, url):
    step = only(make_snapshot(*rows, lists=Lists(real=1, real_backlog=backlog)))
    assert step.rule == 14
    assert step.why.startswith(comes)
    assert meanwhile in step.why
    assert step.url == url


def test_every_link_of_a_step_leads_to_a_page():
    rows = [due(rule) for rule in (3, 4, 6, 12, 13)]
    rows += [person(chats=(planned(NOW + HOUR), planned(NOW - HOUR))), nobody_written(KESTREL)]
    rows += [nobody_written(KESTREL, email=""), company(in_words="", nobody_manager=False), KESTREL]
    steps = steps_of(make_snapshot(*rows, aim=9))
    assert len(steps) == 12
    for step in steps:
        assert resolve(step.url.split("#")[0].split("?")[0])


@pytest.mark.parametrize(("starts_in", "url"), [(HOUR, "/chats/3/prepare/"), (-HOUR, "/chats/3/")])
def test_before_a_chat_one_prepares_and_afterwards_says_how_it_went(starts_in, url):
    assert only(make_snapshot(person(chats=(planned(NOW + starts_in, pk=3),)))).url == url


def test_what_people_typed_is_never_read_as_a_placeholder():
    title, why, *_ = said(due(6, name="{days} {0.__class__}", title="{why}"))
    assert title == "Follow up with {days} {0.__class__}"
    assert why.startswith("{why} at Kestrel Maps. No answer for 7 days.")


@pytest.mark.parametrize("phrase", [*words.PEOPLE.values(), words.NEW_TIME, words.THANKS_FOR_ANSWER])
def test_the_silence_of_others_is_no_failure(phrase):
    text = f"{phrase.title} {phrase.why}".lower()
    assert not any(
        word in text for word in ("fail", "ignored", "rejected", "unfortunately", "never answered")
    )


LATENESS = [
    (dt.date(2025, 11, 19), "365 days late", "late"),
    (TODAY - days(2), "2 days late", "late"),
    (TODAY - days(1), "1 day late", "late"),
    (TODAY, "today", "today"),
    (TODAY + days(1), "Fri", "soon"),
    (TODAY + days(6), "Wed", "soon"),
    (TODAY + days(7), "26 Nov", "soon"),
    (dt.date(2027, 1, 2), "2 Jan 2027", "soon"),
]


@pytest.mark.parametrize(("due_on", "text", "level"), LATENESS)
def test_lateness_counts_from_the_due_date(due_on, text, level):
    assert lateness(due_on, TODAY) == Lateness(text, level)


def test_near_the_new_year_a_weekday_is_enough():
    assert lateness(dt.date(2027, 1, 2), dt.date(2026, 12, 30)) == Lateness("Sat", "soon")


def test_where_something_is_to_be_written_the_step_leads_to_the_message():
    for rows in ([due(3)], [due(4)], [due(6)], [due(12)], [KESTREL, nobody_written(KESTREL, **ADE)]):
        step = only(make_snapshot(*rows))
        assert step.url == f"/people/{step.contact_id}/#write"
    assert "#" not in only(make_snapshot(due(13))).url


def test_a_link_remembers_the_page_it_stands_on():
    assert words.from_place("/people/7/#write", "today") == "/people/7/?place=today#write"
    assert words.from_place("/chats/7/", "today") == "/chats/7/"


def coached(*rows, aim=0, feedback_on=None, **more):
    user = User(email="s@example.org", target_aim=aim, in_cohort=True, feedback_on=feedback_on)
    (step, *_) = steps_of(make_snapshot(*rows, user=user, **more))
    return step.title, step.why, step.action, step.url


HANDED_IN = {"submitted_at": NOW}
FROM_COACH = [
    (
        {"feedback_on": TODAY - days(1)},
        [],
        (
            "Read your coach’s feedback",
            "It came yesterday: a word to your list, and to each company on it.",
            "Read it",
            "/companies/review/",
        ),
    ),
    (
        {},
        [company(pk=7, name="Globex", rethink_on=TODAY, **HANDED_IN)],
        (
            "Think again about Globex",
            "Your coach asked for a second thought today. Choose another company, or keep this one "
            "and say why.",
            "See the remark",
            "/companies/7/#remark",
        ),
    ),
    (
        {"suggestions": [SuggestionRow(3, None, "Ben", "Add one recruiter", TODAY - days(2))]},
        [],
        ("Add one recruiter", "Ben suggested it on Tuesday.", "See it", "/companies/review/#suggestion-3"),
    ),
    (
        {"aim": 1},
        [company()],
        (
            "Hand in your list to your coach",
            "Your target has an “in”. A second pair of eyes helps before you write.",
            "Look it over",
            "/companies/review/",
        ),
    ),
    (
        {"aim": 2},
        [company(), company()],
        (
            "Hand in your list to your coach",
            "All 2 targets have an “in”. A second pair of eyes helps before you write.",
            "Look it over",
            "/companies/review/",
        ),
    ),
    (
        {"aim": 2},
        [company(**HANDED_IN), company()],
        (
            "Hand in your list again",
            "1 company is new to your coach since the last time.",
            "Look it over",
            "/companies/review/",
        ),
    ),
    (
        {"aim": 2},
        [company(**HANDED_IN), company(), company()],
        (
            "Hand in your list again",
            "2 companies are new to your coach since the last time.",
            "Look it over",
            "/companies/review/",
        ),
    ),
]


@pytest.mark.parametrize(("more", "rows", "says"), FROM_COACH)
def test_what_a_coach_asks_for_is_said_kindly(more, rows, says):
    assert coached(*rows, **more) == says
