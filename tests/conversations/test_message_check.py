"""Six pieces of advice about a message: each where it helps, none where it would nag, and all of it quick."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networking.accounts.models import LinkedInPlan, User
from networking.contacts.stages import EFFECTS
from networking.conversations.channels import characters
from networking.conversations.message_check import (
    check,
    count,
    has_question,
    lacks,
    nearly_same,
    telling_words,
)
from networking.conversations.models import Channel
from networking.conversations.placeholders import PLACEHOLDERS, fill
from networking.conversations.purposes import USES
from networking.conversations.starters import STARTERS

IN = "I built my capstone on their open arm SDK and fixed a bug in its docs."
GOOD = "Hi Lena, I built my capstone on your arm SDK. What is a good week like? Sam"
ORDINARY = {name: placeholder.example for name, placeholder in PLACEHOLDERS.items()} | {"in": IN}


def codes(text, *, limit=None, company_in=IN, is_first=True, lately=(), asks=True):
    advice = check(text, limit=limit, company_in=company_in, is_first=is_first, lately=lately, asks=asks)
    assert all(words and words[0].isupper() | (words[0] in "{$") | words[0].isdigit() for _, words in advice)
    return [each.code for each in advice]


@pytest.mark.parametrize("starter", STARTERS, ids=lambda starter: starter.slug)
def test_every_starter_filled_with_ordinary_words_needs_no_advice(starter):
    text = fill(starter.body, ORDINARY | {"in": ORDINARY["in"][:47] + "."})
    is_first = starter.purpose == "outreach" and "{in}" in starter.body
    limit = characters(User(), starter.channel)
    assert codes(text, limit=limit, is_first=is_first, asks=EFFECTS[USES[starter.purpose].kind].waits) == []


def test_a_good_message_needs_no_advice_and_an_empty_one_is_not_nagged():
    assert codes(GOOD, limit=200) == []
    assert codes("") == codes("  \n ") == []


def test_all_six_can_come_at_once_in_their_order():
    text = "Hi {name}, could you refer me. " * 9
    assert codes(text, limit=200, lately=[text]) == [
        "placeholder",
        "too_long",
        "no_in",
        "asks_for_job",
        "same_as_before",
        "no_question",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hi {name}, why?", "{name} is still to be filled in."),
        ("{times} or {in}?", "Still to be filled in: {times}, {in}."),
        ("Hi {{name}}?", "{{name}} is still to be filled in."),
        ("Hi {First Name}?", "{First Name} is still to be filled in."),
        ("Hi {foo} {name}?", "Still to be filled in: {name}, {foo}."),
    ],
)
def test_a_placeholder_left_over_is_named(text, words):
    advice = check(text, limit=None, company_in="", is_first=False, lately=[])
    assert [(each.code, each.words) for each in advice] == [("placeholder", words)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("?" * 200, None),
        ("?" * 201, "1 character too many: 200 fit here."),
        ("?" * 212, "12 characters too many: 200 fit here."),
        ("?" * 198 + "🚀", None),
        ("?" * 199 + "🚀", "1 character too many: 200 fit here."),
        ("?" * 199 + "\r\n", None),
    ],
)
def test_a_text_longer_than_the_channel_allows_says_by_how_much(text, words):
    advice = check(text, limit=200, company_in="", is_first=False, lately=[])
    assert [each.words for each in advice] == ([words] if words else [])
    assert check(text, limit=None, company_in="", is_first=False, lately=[]) == []


def test_a_length_is_what_a_browser_counts():
    assert [count(text) for text in ("", "abc", "é", "🚀", "a\nb", "a\r\nb", "\ud800")] == [
        0,
        3,
        1,
        2,
        3,
        3,
        1,
    ]


@pytest.mark.parametrize(
    ("plan", "channel", "limit"),
    [
        (LinkedInPlan.FREE, Channel.LINKEDIN_NOTE, 200),
        (LinkedInPlan.PAID, Channel.LINKEDIN_NOTE, 300),
        (LinkedInPlan.FREE, Channel.LINKEDIN, None),
        (LinkedInPlan.FREE, Channel.EMAIL, None),
        (LinkedInPlan.PAID, "", None),
    ],
)
def test_only_a_linkedin_note_is_limited_by_the_account(plan, channel, limit):
    assert characters(User(linkedin_plan=plan), channel) == limit


@pytest.mark.parametrize(
    ("text", "company_in", "lacking"),
    [
        ("I used your SDK for my capstone.", IN, False),
        ("I have CAPSTONES to show", IN, False),
        ("I like your company very much.", IN, True),
        ("I have been working with you for years", IN, True),
        ("I was a teacher once", "We both came from teaching", False),
        ("Your café is where I learned", "I love their CAFE", False),
        ("Anything", "", False),
        ("Anything", "  \n", False),
        ("Anything", "I like them very much, you know", False),
        ("Anything", "Go, C++, UX", False),
        ("御社の製品が大好きです", "製品が好き", False),
        ("こんにちは", "製品が好き", True),
        ("Мне нравится ваш продукт", "Их продукт", False),
        ("Добрый день", "Их продукт", True),
    ],
)
def test_an_in_is_missed_only_where_it_holds_telling_words_and_none_of_them_is_said(
    text, company_in, lacking
):
    assert lacks(text, company_in) == lacking


def test_the_in_is_asked_for_in_a_first_message_only():
    assert codes("How are you?") == ["no_in"]
    assert codes("How are you?", is_first=False) == []


def test_telling_words_are_folded_and_cut_to_their_stem():
    assert telling_words(IN) == {"built", "capst", "open", "fixed", "docs"}


def test_a_job_may_be_spoken_of_later():
    assert codes(f"{GOOD} Could you refer me?") == ["asks_for_job"]
    assert codes(f"{GOOD} Could you refer me?", is_first=False) == []


LETTER = fill(next(starter.body for starter in STARTERS if starter.slug == "first-developer"), ORDINARY)


@pytest.mark.parametrize(
    ("text", "sent", "same"),
    [
        (LETTER, LETTER, True),
        (LETTER, LETTER.replace("Lena", "Omar"), True),
        (LETTER, LETTER.upper().replace("\n", " "), True),
        (
            LETTER,
            LETTER.replace("Northwind Robotics", "Fernhill Health").replace(IN, "My rota ran a clinic."),
            False,
        ),
        (LETTER, GOOD, False),
        ("Thank you!", "thank you", True),
        ("Thank you!", "Thank you so much!", False),
        ("🚀", "🚀", True),
        ("🚀", "🙂", False),
        ("🚀", "", False),
        ("お元気ですか", "お元気ですか？", True),
        ("お元気ですか", "お久しぶりです", False),
    ],
)
def test_a_message_is_nearly_the_same_when_most_of_its_words_follow_each_other_alike(text, sent, same):
    assert nearly_same(text, sent) == nearly_same(sent, text) == same


def test_any_of_the_last_texts_counts():
    assert codes(GOOD, lately=["Something else", GOOD]) == ["same_as_before"]
    assert codes(GOOD, lately=["Something else"]) == []


@pytest.mark.parametrize("mark", [*"?？؟՞⁇⁈⁉‽⸮፧﹖꘏"])
def test_a_question_mark_of_any_script_asks(mark):
    assert has_question(f"And you{mark}")


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Τι κάνετε;", True),
        ("Τι κάνετε\u037e", True),
        ("I like it; you too.", False),
        ("See https://example.org/?a=1", False),
        ("Have you seen https://example.org/?a=1?", True),
        ("Tell me more.", False),
        ("", False),
    ],
)
def test_what_asks_and_what_does_not(text, asks):
    assert has_question(text) == asks


def test_thanks_need_no_question():
    assert codes("Thank you!", is_first=False) == ["no_question"]
    assert codes("Thank you!", is_first=False, asks=False) == []


@given(st.text(max_size=200), st.text(max_size=100), st.lists(st.text(max_size=200), max_size=5))
def test_any_text_gets_each_advice_at_most_once_and_the_same_twice(text, company_in, lately):
    found = codes_of_anything(text, company_in, lately)
    assert found == codes_of_anything(text, company_in, lately)
    assert len(set(found)) == len(found)
    if text.strip():
        assert "same_as_before" in codes_of_anything(text, company_in, [*lately, text])
        assert "no_question" not in codes_of_anything(f"{text} ?", company_in, lately)
        assert "no_in" not in codes_of_anything(f"{text} {company_in}", company_in, lately)


def codes_of_anything(text, company_in, lately):
    advice = check(text, limit=20, company_in=company_in, is_first=True, lately=lately)
    return [each.code for each in advice]


@pytest.mark.parametrize(
    "piece", ["word other thing ", "a", "a ", "{", "{a", "https://", "? ", "製品", "ä̈", "are you "]
)
def test_ten_thousand_characters_are_checked_in_no_time(piece):
    text = (piece * 10_000)[:10_000]
    start = time.process_time()
    check(text, limit=200, company_in=text[:2000], is_first=True, lately=[text + str(n) for n in range(5)])
    assert time.process_time() - start < 1
