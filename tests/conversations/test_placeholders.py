"""What stands in braces is filled once and never read as code; what is no placeholder is found and named."""

from __future__ import annotations

import string
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networking.conversations.placeholders import (
    PLACEHOLDERS,
    fill,
    left_in,
    nearest,
    unknown_in,
    wrapped_in,
)

NAMES = [
    "name", "first_name", "role", "company", "in", "common_ground",
    "my_name", "times", "introducer", "whom", "chat_day", "event", "takeaway",
    "position",
    "why_me",
    "talking_points",
    "resume",
    "about",
]  # fmt: skip
EVERY_EXAMPLE = {name: placeholder.example for name, placeholder in PLACEHOLDERS.items()}


def test_these_are_the_placeholders_and_each_can_be_asked_for():
    assert sorted(PLACEHOLDERS) == sorted(NAMES)
    assert all(all(placeholder) for placeholder in PLACEHOLDERS.values())


@pytest.mark.parametrize("name", NAMES)
def test_each_is_filled_with_its_value_and_stays_as_it_is_without_one(name):
    text = f"a {{{name}}} b {{{name}}}"
    assert fill(text, {name: "X"}) == "a X b X"
    assert fill(text, {}) == fill(text, {name: ""}) == fill(text, {name: "  "}) == text
    assert left_in(text) == [name]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "value", [f"{{{name}}}" for name in NAMES] + ["{{7*7}}", "{0.__class__}", "${x}", r"\1"]
)
def test_a_value_that_looks_like_a_placeholder_is_never_read_again(name, value):
    everything = dict.fromkeys(NAMES, "WRONG") | {name: value}
    assert fill(f"<{{{name}}}>", everything) == f"<{value}>"


@pytest.mark.parametrize(
    "text",
    [
        "{{7*7}}", "{0.__class__}", "{0}", "{}", "{", "}", "}{", "{{", "}}", "${x}", "$x", "$name",
        "%(name)s", "%s", "{name!r}", "{name:>10}", "{name.__class__}", "{name[0]}", "{{name}}",
        "{{ name }}", "${name}", "{ name }", "{Name}", "{NAME}", "{first name}", "{% now %}",
        "{# name #}", "{{ company|upper }}", "<b>{</b>name}", "{na\u200bme}", "{\nname}", r"\{in\\}",
        "{first_name", "first_name}",
    ],
)  # fmt: skip
def test_everything_else_in_braces_comes_out_as_it_was_typed(text):
    assert fill(text, dict.fromkeys(NAMES, "WRONG")) == text
    assert left_in(text) == []


def test_what_is_left_is_told_once_and_in_its_order():
    assert left_in("{times} {name} {times} {foo} {in}") == ["times", "name", "in"]
    assert left_in(fill("{times} {name}", {"name": "Ada"})) == ["times"]
    assert left_in("") == []


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("I like {company}.", "I like Acme Inc."),
        ("I like {company}, too.", "I like Acme Inc., too."),
        ("Is it {company}?", "Is it Acme Inc.?"),
        ("{company}...", "Acme Inc...."),
    ],
)
def test_two_full_stops_never_meet(text, filled):
    assert fill(text, {"company": "Acme Inc."}) == filled


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("Hi {First Name}, at {Company}", ["First Name", "Company"]),
        ("{firstname} {first-name} {first.name}", ["firstname", "first-name", "first.name"]),
        ("{ name } {NAME} {Vorname} {имя} {名前}", [" name ", "NAME", "Vorname", "имя", "名前"]),
        ("{foo} {foo} {bar}", ["foo", "bar"]),
        ("{x1} {0.__class__} ${x}", ["x1", "0.__class__", "x"]),
        ("{{foo}}", ["foo"]),
        ("{your team’s product}", ["your team’s product"]),
        ("{name} {in} {times}", []),
        ("{{name}} ${name} {{ name }}", []),
        ("{} { } {7*7} {1} { return x; } {a: 1} {{{}}}", []),
        ("{" + "a" * 61 + "}", []),
        ("{a\nb}", []),
        ("", []),
    ],
)
def test_words_in_braces_that_are_no_placeholder_are_found(text, unknown):
    assert unknown_in(text) == unknown


@pytest.mark.parametrize(
    ("text", "wrapped"),
    [
        ("Hi {{name}}, {{ company }} {{name}}", ["{{name}}", "{{ company }}"]),
        ("${first_name}", ["${first_name}"]),
        ("{name} {{foo}} {{7*7}} ${x}", []),
    ],
)
def test_a_placeholder_in_the_clothes_of_another_program_is_found(text, wrapped):
    assert wrapped_in(text) == wrapped


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("First Name", "first_name"),
        ("firstname", "first_name"),
        ("FIRST_NAME", "first_name"),
        (" name ", "name"),
        ("Compny", "company"),
        ("my name", "my_name"),
        ("common ground", "common_ground"),
        ("foo", ""),
        ("salary", ""),
        ("名前", ""),
    ],
)
def test_the_placeholder_that_was_meant_is_guessed(typed, meant):
    assert nearest(typed) == meant


anything = st.text(max_size=40) | st.lists(
    st.sampled_from([*(f"{{{name}}}" for name in NAMES), "{", "}", "{{", "}}", "$", "x", " ", ".", "{foo}"]),
    max_size=12,
).map("".join)


@given(text=anything, known=st.dictionaries(st.sampled_from(NAMES), anything))
def test_filling_is_one_pass_over_the_text(text, known):
    """It is what a careful reader does: left to right, each place once, whatever the values hold."""
    told = {name: value.strip() for name, value in known.items() if value.strip()}
    marks = {name: chr(0xE000 + number) for number, name in enumerate(NAMES)}
    if any(mark in text for mark in marks.values()):
        return
    marked = fill(text, {name: marks[name] for name in told})
    by_hand = "".join(
        told[name_of(letter, marks)] if letter in marks.values() else letter for letter in marked
    )
    once = fill(text, {name: value + "\ue0ff" for name, value in told.items()})  # no full stop at its end
    assert once.replace("\ue0ff", "") == by_hand.replace("\ue0ff", "")


def name_of(letter: str, marks: dict[str, str]) -> str:
    return next(name for name, mark in marks.items() if mark == letter)


@given(text=anything)
def test_what_is_left_in_a_text_is_what_filling_would_change(text):
    letters = dict.fromkeys(NAMES, "\ue000")
    assert bool(left_in(text)) == (fill(text, letters) != text)
    assert set(left_in(text)) <= set(NAMES)
    assert not set(unknown_in(text)) & set(NAMES)
    assert left_in(fill(text, letters)) == []


@given(
    text=st.text(alphabet=string.printable.replace("{", ""), max_size=60),
    known=st.dictionaries(st.sampled_from(NAMES), anything),
)
def test_a_text_without_an_opening_brace_stays_as_it_is(text, known):
    assert fill(text, known) == text


@pytest.mark.parametrize("piece", ["{", "}", "{{", "${", "{a", "{name", "{name}", "{ a", "{" + "a" * 60])
def test_a_hostile_text_takes_no_time(piece):
    text = (piece * 10_000)[:100_000]
    start = time.process_time()
    fill(text, EVERY_EXAMPLE), left_in(text), unknown_in(text), wrapped_in(text)
    assert time.process_time() - start < 1
