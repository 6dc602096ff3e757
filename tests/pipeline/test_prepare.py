"""Preparing a chat: what I mean to ask, in which order, and the bank it comes from."""

from __future__ import annotations

import datetime as dt
import html
import re

import pytest

from networking.contacts.models import Persona
from networking.conversations import writer
from networking.conversations.models import Chat, Question, Topic
from tests.people import NOW, make_company, make_contact

pytestmark = pytest.mark.usefixtures("noon")
PATH = "How did you come to work here?"
HTMX = {"HX-Request": "true", "HX-Target": "prepare"}


@pytest.fixture
def northwind(seeker):
    return make_company(seeker, "Northwind")


@pytest.fixture
def lena(seeker, northwind):
    return make_contact(seeker, northwind, "Lena Koch", title="Senior Frontend Developer")


@pytest.fixture
def chat(lena):
    return plan(lena, questions="First month?\nWho decides?\nWho else?")


def plan(contact, days: int = 1, questions: str = "") -> Chat:
    return writer.plan_chat(
        contact,
        starts_at=NOW + dt.timedelta(days),
        minutes=30,
        medium="video",
        place="",
        questions=questions,
        now=NOW - dt.timedelta(9),
    )


def held(contact, questions: str, days: int = -2) -> Chat:
    chat = plan(contact, days, questions)
    writer.hold_chat(chat, now=NOW)
    return chat


def url(chat, act: str = "prepare") -> str:
    return f"/chats/{chat.pk}/{act}/"


def read(client, chat, query: str = "") -> str:
    return html.unescape(client.get(url(chat) + query).content.decode())


def asked(chat) -> list[str]:
    chat.refresh_from_db()
    return chat.questions.split("\n") if chat.questions else []


def follow_undo(client, response):
    """Presses the undo of what was said."""
    page = client.get(response["Location"]).content.decode()
    undo = re.search(r'class="toast">.*?action="([^"]+)"', page, re.DOTALL)
    assert undo
    return client.post(html.unescape(undo[1]))


def test_the_bank_is_that_of_their_part_and_craft(as_seeker, chat):
    page = read(as_seeker, chat)
    assert "How do code reviews go: what makes a good one here?" in page
    assert "How do designers and developers work together here?" in page
    assert "How do you test on all those phones?" not in page
    assert "Which teams are growing, and who could tell me what they do?" not in page


def test_another_part_and_craft_can_be_chosen(as_seeker, chat):
    page = read(as_seeker, chat, "?persona=manager&role=mobile")
    assert "How do you test on all those phones?" in page
    assert "How do you decide what the team works on next?" in page
    assert "How do code reviews go: what makes a good one here?" not in page
    assert "/questions/add/?persona=manager&role=mobile" in page  # an act comes back to the same bank


@pytest.mark.parametrize("query", ["?persona=king", "?role=%00", "?persona=manager&role=plumber"])
def test_a_choice_that_does_not_exist_is_as_if_none_was_made(as_seeker, chat, query):
    assert "How do designers and developers work together here?" in read(as_seeker, chat, query)


def test_a_question_of_the_bank_is_added_once(as_seeker, chat):
    for _ in range(2):
        response = as_seeker.post(url(chat, "questions/add"), {"question": PATH})
        assert response["Location"] == f"{url(chat)}#questions"
    assert asked(chat) == ["First month?", "Who decides?", "Who else?", PATH]


def test_a_typed_question_is_one_line(as_seeker, chat):
    as_seeker.post(url(chat, "questions/add"), {"question": "  What\r\n  now? "})
    assert asked(chat)[-1] == "What now?"


@pytest.mark.parametrize("typed", ["", "   ", "???", "x" * 301, "a\x00b"])
def test_what_is_no_question_is_refused_and_the_words_are_kept(as_seeker, chat, typed):
    response = as_seeker.post(url(chat, "questions/add"), {"question": typed})
    assert response.status_code == 422
    assert f'value="{typed.strip()}"' in html.unescape(response.content.decode()) or not typed.strip()
    assert len(asked(chat)) == 3


def test_a_full_list_says_so(as_seeker, chat):
    Chat.objects.update(questions="x" * 9_990)
    response = as_seeker.post(url(chat, "questions/add"), {"question": PATH})
    assert response.status_code == 422
    assert "Your list is full" in response.content.decode()


@pytest.mark.parametrize(
    ("data", "order"),
    [
        ({"up": "Who else?"}, ["First month?", "Who else?", "Who decides?"]),
        ({"down": "First month?"}, ["Who decides?", "First month?", "Who else?"]),
        ({"up": "First month?"}, ["First month?", "Who decides?", "Who else?"]),
        ({"down": "Nobody asked this"}, ["First month?", "Who decides?", "Who else?"]),
        ({}, ["First month?", "Who decides?", "Who else?"]),
    ],
)
def test_questions_are_put_in_order(as_seeker, chat, data, order):
    assert as_seeker.post(url(chat, "questions/order"), data).status_code == 302
    assert asked(chat) == order


def test_the_keyboard_stays_with_the_question_that_moved(as_seeker, chat):
    page = as_seeker.post(url(chat, "questions/order"), {"up": "Who decides?"}, headers=HTMX)
    focused = re.findall(r"<button[^>]*autofocus[^>]*>", page.content.decode())
    assert len(focused) == 1
    assert 'aria-label="Later: Who decides?"' in focused[0]  # it is the first now: up is off
    page = as_seeker.post(url(chat, "questions/drop"), {"question": "Who decides?"}, headers=HTMX)
    focused = re.findall(r"<button[^>]*autofocus[^>]*>", page.content.decode())
    assert 'aria-label="Drop: First month?"' in focused[0]


def test_a_dropped_question_comes_back_to_its_place(as_seeker, chat):
    response = as_seeker.post(url(chat, "questions/drop"), {"question": "Who decides?"})
    assert asked(chat) == ["First month?", "Who else?"]
    follow_undo(as_seeker, response)
    assert asked(chat) == ["First month?", "Who decides?", "Who else?"]


def test_the_words_of_an_undo_stand_in_no_address(as_seeker, chat):
    response = as_seeker.post(url(chat, "questions/drop"), {"question": "Who decides?"}, headers=HTMX)
    assert "Who decides" not in response["HX-Trigger"]


def test_an_undo_that_is_too_old_says_so(as_seeker, chat):
    response = as_seeker.post(url(chat, "questions/undrop") + "?dropped=gone", follow=True)
    assert "too long ago" in response.content.decode()
    assert len(asked(chat)) == 3


def test_all_of_it_can_be_typed_as_text(as_seeker, chat):
    assert as_seeker.post(url(chat), {"questions": "One?\n\nTwo?"})["Location"] == f"{url(chat)}#questions"
    assert asked(chat) == ["One?", "", "Two?"]
    refused = as_seeker.post(url(chat), {"questions": "x" * 10_001})
    assert refused.status_code == 422
    assert "x" * 10_001 in refused.content.decode()


def test_two_windows_do_not_overwrite_each_other(as_seeker, chat):
    opened = {"seen": "First month?\r\nWho decides?\r\nWho else?"}
    assert as_seeker.post(url(chat), {"questions": "One?"} | opened).status_code == 302
    refused = as_seeker.post(url(chat), {"questions": "Two?"} | opened)
    assert refused.status_code == 422
    page = html.unescape(refused.content.decode())
    assert "Meanwhile it says: One? Save again to keep yours." in page
    assert ">\nTwo?</textarea>" in page
    assert asked(chat) == ["One?"]
    assert 'name="seen" value="One?"' in page
    as_seeker.post(url(chat), {"questions": "Two?", "seen": "One?"})
    assert asked(chat) == ["Two?"]


def test_what_was_asked_here_before_is_said_with_whom(as_seeker, seeker, northwind, chat):
    held(make_contact(seeker, northwind, "Tove Berg"), PATH, days=-5)
    held(
        make_contact(seeker, northwind, "Priya Raman"), "how did  you come to WORK here?\nWho else?", days=-2
    )
    held(make_contact(seeker, make_company(seeker), "Ade Bello"), "What is still hard here?")
    plan(make_contact(seeker, northwind, "Not Yet"), questions="What would you miss if you left?")
    page = read(as_seeker, chat)
    notes = re.findall(r'question-text">([^<]+)<span class="help">You asked (\w+) here already', page)
    assert sorted(notes) == [(PATH, "Priya"), ("Who else?", "Priya")]


def test_what_they_were_asked_before_is_said_wherever_they_work(as_seeker, seeker):
    alone = make_contact(seeker, None, "Ida Alone")
    held(alone, PATH)
    held(make_contact(seeker, None, "Otto Other"), "What is still hard here?")
    page = read(as_seeker, plan(alone))
    assert page.count("You asked Ida here already") == 1
    assert "You asked Otto" not in page


def test_a_question_of_my_own_joins_the_bank_and_leaves_it_again(as_seeker, chat):
    data = {"text": "How is the  coffee?", "topic": "culture", "persona": "developer", "chat": chat.pk}
    response = as_seeker.post("/questions/add/", data)
    assert response["Location"] == f"{url(chat)}#bank"
    question = Question.objects.get()
    assert (question.text, question.topic, question.persona) == (
        "How is the coffee?",
        Topic.CULTURE,
        Persona.DEVELOPER,
    )
    assert "How is the coffee?" in read(as_seeker, chat)
    assert "How is the coffee?" not in read(as_seeker, chat, "?persona=manager")
    gone = as_seeker.post(f"/questions/{question.pk}/remove/", {"chat": chat.pk})
    assert "How is the coffee?" not in read(as_seeker, chat)
    as_seeker.post(f"/questions/{question.pk}/restore/", {"chat": chat.pk})
    assert "How is the coffee?" in read(as_seeker, chat)
    assert gone.status_code == 302


def test_the_undo_of_removing_brings_it_back(as_seeker, seeker, chat):
    question = Question.objects.create(owner=seeker, text="Coffee?", topic=Topic.CULTURE)
    follow_undo(as_seeker, as_seeker.post(f"/questions/{question.pk}/remove/", {"chat": chat.pk}))
    question.refresh_from_db()
    assert not question.is_removed


def test_the_same_words_are_in_the_bank_once(as_seeker, seeker, chat):
    data = {"text": "Coffee?", "topic": "culture", "persona": "", "chat": chat.pk}
    removed = Question.objects.create(owner=seeker, text="Coffee?", topic=Topic.CULTURE, removed_at=NOW)
    for _ in range(2):
        assert as_seeker.post("/questions/add/", data).status_code == 302
    assert Question.objects.owned_by(seeker).count() == 1
    assert as_seeker.post(f"/questions/{removed.pk}/restore/", {"chat": chat.pk}).status_code == 302
    assert Question.objects.owned_by(seeker).count() == 1


def test_a_question_for_the_bank_that_is_refused_keeps_its_words(as_seeker, chat):
    data = {"text": "Coffee?", "topic": "astrology", "chat": chat.pk}
    response = as_seeker.post("/questions/add/", data)
    assert response.status_code == 422
    assert 'value="Coffee?"' in response.content.decode()
    assert as_seeker.post("/questions/add/", {**data, "chat": "x"}).status_code == 404
    assert Question.objects.count() == 0


def test_htmx_gets_what_changes_of_the_page(as_seeker, chat):
    for act, data in (("questions/add", {"question": PATH}), ("questions/order", {"up": PATH})):
        page = as_seeker.post(url(chat, act), data, headers=HTMX).content.decode()
        assert page.lstrip().startswith('<div class="columns columns-even" id="prepare"')
    refused = as_seeker.post(url(chat, "questions/add"), {"question": ""}, headers=HTMX)
    assert refused.status_code == 422
    assert "<html" not in refused.content.decode()


def test_after_an_undo_the_whole_page_can_be_asked_for(as_seeker, chat):
    again = as_seeker.get(url(chat), headers={"HX-Request": "true", "HX-Target": "page"})
    assert 'id="page"' in again.content.decode()


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> {{7*7}} {0.__class__} \u202eabc"


def test_hostile_words_are_only_words(as_seeker, seeker, lena, chat):
    Chat.objects.update(questions=HOSTILE)
    Question.objects.create(owner=seeker, text=HOSTILE, topic=Topic.ROLE)
    held(lena, HOSTILE)
    lena.name = HOSTILE
    lena.save()
    page = as_seeker.get(url(chat)).content.decode()
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "{{7*7}}" in page
    as_seeker.post(url(chat, "questions/drop"), {"question": HOSTILE})
    assert asked(chat) == []


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_asks_five_queries(as_seeker, seeker, northwind, many, django_assert_num_queries):
    chat = plan(make_contact(seeker, northwind), questions="\n".join(f"Number {n}?" for n in range(many)))
    for number in range(many):
        Question.objects.create(owner=seeker, text=f"Own {number}?", topic=Topic.ROLE)
        held(make_contact(seeker, northwind), f"Number {number}?")
    with django_assert_num_queries(5):
        as_seeker.get(url(chat))
