"""My questions for a chat: adding, dropping and moving loses no other line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from networking.conversations.question_list import added, dropped, lines, moved, place_of, written

LINE = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=12).filter(
    lambda text: text == text.strip() != "" and len(text.splitlines()) == 1
)
LISTS = st.lists(LINE, max_size=8)
NUMBERS = st.integers(0, 7)


def test_empty_lines_are_no_questions():
    assert lines(" Why? \r\n\n  \nWho else?\u2028And when?") == ["Why?", "Who else?", "And when?"]


def test_a_question_is_known_however_it_is_spelled():
    asked = ["Why  here?", "Wie läuft ein Tag?"]
    assert added(asked, "WHY HERE?") == asked
    assert place_of(asked, "wie lauft ein tag?") == 1
    assert place_of(asked, "Who else?") == -1


@given(LISTS)
def test_what_is_written_is_read_again(questions):
    assert lines(written(questions)) == questions


@given(LISTS, LINE, NUMBERS | st.none())
def test_adding_keeps_the_others_in_their_order(questions, question, at):
    more = added(questions, question, at)
    if place_of(questions, question) >= 0:
        assert more == questions
    else:
        assert dropped(more, question) == questions
        assert question in more


@given(LISTS, NUMBERS, st.sampled_from([-1, 1]))
def test_moving_is_a_permutation_and_back_again_the_same(questions, place, by):
    if place >= len(questions):
        assert moved(questions, "not among them", by) == questions
        return
    question = questions[place]
    place = questions.index(question)
    after = moved(questions, question, by)
    assert sorted(after) == sorted(questions)
    assert after.index(question) in (place, place + by)
    if len(set(questions)) == len(questions) and 0 <= place + by < len(questions):
        assert after.index(question) == place + by
        assert moved(after, question, -by) == questions


@given(LISTS, NUMBERS)
def test_a_dropped_question_can_be_put_back_where_it_was(questions, place):
    if place >= len(questions):
        assert dropped(questions, "not among them") == questions
        return
    left = dropped(questions, questions[place])
    assert len(left) == len(questions) - 1
    first = place_of(questions, questions[place])
    if place_of(left, questions[place]) < 0:
        assert added(left, questions[first], at=first) == questions
