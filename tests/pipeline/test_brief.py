"""What was learned at a company, gathered from all that was said there."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networking.contacts.models import PastJob
from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.conversations.models import Learned, Topic
from networking.pipeline.brief import LONG, UNFOLDED, Lesson, brief_of, folded
from tests.people import NOW, TODAY, make_company, make_connection, make_contact

pytestmark = pytest.mark.usefixtures("noon")
DAYS = st.dates(dt.date(2024, 1, 1), TODAY)
WHO, TOPICS = st.sampled_from(["Ada", "Ben"]), st.sampled_from(Topic.values)
LESSONS = st.lists(st.builds(Lesson, st.integers(1, 9), WHO, st.text(min_size=1), DAYS, TOPICS), max_size=12)


def lesson(topic: Topic, on: dt.date = TODAY, text: str = "Go", chat: int = 1) -> Lesson:
    return Lesson(chat, "Lena Koch", text, on, topic)


def test_topics_stand_in_their_order_and_only_those_with_something():
    brief = brief_of([lesson(Topic.REFER), lesson(Topic.ROLE), lesson(Topic.CULTURE)])
    assert [topic.label for topic in brief] == ["What the role needs", "Team and culture", "Offer to refer"]


def test_the_newest_stands_first_and_old_ones_are_folded():
    days = [TODAY - dt.timedelta(number) for number in (3, 1, 4, 2, 5)]
    topic = brief_of([lesson(Topic.ROLE, day) for day in days])[0]
    assert [line.on for line in topic.lines + topic.earlier] == sorted(days, reverse=True)
    assert len(topic.lines) == UNFOLDED
    assert {line.who for line in topic.lines} == {"Lena"}


@given(LESSONS)
def test_nothing_is_lost_or_told_twice(lessons):
    told = [line for topic in brief_of(lessons) for line in topic.lines + topic.earlier]
    assert sorted((line.chat, line.start + line.rest, line.on) for line in told) == sorted(
        (lesson.chat, lesson.text, lesson.on) for lesson in lessons
    )


@given(st.text(max_size=600))
def test_a_folded_text_is_whole(text):
    start, rest = folded(text)
    assert start + rest == text
    assert bool(rest) == (len(text) > LONG)


@pytest.fixture
def northwind(seeker):
    return make_company(seeker, "Northwind")


def talk(contact, days_ago: int = 0, **learned: str):
    chat = writer.log(contact, Kind.CHAT, on=TODAY - dt.timedelta(days_ago), now=NOW).chat
    return writer.write_learned(chat, learned)


def read(client, company) -> str:
    page = client.get(f"/companies/{company.pk}/").content.decode()
    return page.split('id="brief"')[1].split("</section>")[0]


def test_a_company_without_a_chat_says_what_will_stand_there(as_seeker, northwind):
    assert "After each chat write down" in read(as_seeker, northwind)


def test_the_board_tells_what_was_learned_with_whom_and_when(as_seeker, seeker, northwind):
    chat = talk(make_contact(seeker, northwind, "Lena Koch"), 2, role="Go, and patience", culture="Pairing")
    talk(make_contact(seeker, make_company(seeker), "Ade"), role="COBOL")
    brief = read(as_seeker, northwind)
    assert "What the role needs" in brief
    assert "Go, and patience" in brief
    assert f'<a href="/chats/{chat.pk}/">Lena</a>, 17 Nov 2026' in brief
    assert "COBOL" not in brief


def test_what_somebody_taught_stays_where_they_worked_then(as_seeker, seeker, northwind):
    lena, elsewhere = make_contact(seeker, northwind, "Lena Koch"), make_company(seeker, "Kestrel")
    talk(lena, role="Go")
    writer.change_job(lena, elsewhere, "CTO", until=TODAY, now=NOW)
    assert "Go" in read(as_seeker, northwind)
    assert "After each chat" in read(as_seeker, elsewhere)
    assert PastJob.objects.count() == 1


def test_words_of_a_chat_that_was_not_held_after_all_wait(as_seeker, seeker, northwind):
    lena = make_contact(seeker, northwind)
    chat = writer.plan_chat(
        lena, starts_at=NOW - dt.timedelta(1), minutes=30, medium="video", place="", questions="", now=NOW
    )
    writer.hold_chat(chat, now=NOW)
    writer.write_learned(chat, {"role": "Go"})
    assert "Go" in read(as_seeker, northwind)
    writer.unsettle_chat(chat, now=NOW)
    assert "Go" not in read(as_seeker, northwind)
    assert Learned.objects.count() == 1


def test_hundreds_of_connections_push_no_lesson_off_the_page(as_seeker, seeker, northwind):
    talk(make_contact(seeker, northwind), role="Go")
    for _ in range(120):
        make_connection(seeker, company="Northwind")
    assert "Go" in read(as_seeker, northwind)


def test_hostile_words_are_only_words(as_seeker, seeker, northwind):
    talk(make_contact(seeker, northwind, "<b>Bo</b>"), role="<script>alert(1)</script>" * 20)
    brief = read(as_seeker, northwind)
    assert "<script" not in brief
    assert "<b>" not in brief
