import datetime as dt
import uuid

import pytest

from networking.contacts.stages import COLUMN_KIND, Kind, Stage
from networking.conversations import writer
from networking.conversations.models import Chat, ChatStatus, Interaction, Medium
from tests.people import NOW, TODAY, make_company, make_contact

pytestmark = pytest.mark.usefixtures("noon")
HTMX = {"HX-Request": "true"}


@pytest.fixture
def dana(seeker):
    return make_contact(seeker, make_company(seeker, "Northwind"), "Dana Moreau")


def move(client, contact, stage, **data):
    headers = data.pop("headers", {})
    return client.post(
        f"/people/{contact.pk}/move/", {"stage": int(stage), "place": "board", **data}, headers=headers
    )


def kinds(contact):
    return list(
        Interaction.objects.filter(contact=contact, removed_at=None)
        .order_by("on", "pk")
        .values_list("kind", flat=True)
    )


def stage_of(contact):
    contact.refresh_from_db()
    return Stage(contact.stage)


def undo(client, answer):
    """Presses "Undo" in what the next page says."""
    page = client.get(answer.url)
    return client.post(next(m.extra_tags for m in page.context["messages"] if m.extra_tags))


@pytest.mark.parametrize("stage", [Stage.REACHED_OUT, Stage.REPLIED, Stage.CHATTED])
def test_forward_logs_todays_interaction_of_that_column(as_seeker, dana, stage):
    answer = move(as_seeker, dana, stage)
    assert answer.url == f"/companies/{dana.company_id}/"
    assert (kinds(dana), stage_of(dana)) == ([COLUMN_KIND[stage]], stage)
    assert Interaction.objects.get().on == TODAY


def test_thanked_after_a_chat_logs_the_thanks(as_seeker, dana):
    writer.log(dana, Kind.CHAT, on=TODAY, now=NOW)
    move(as_seeker, dana, Stage.THANKED)
    assert (kinds(dana), stage_of(dana)) == ([Kind.CHAT, Kind.THANK_YOU], Stage.THANKED)


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_thanked_without_a_chat_asks_whether_they_talked(as_seeker, dana, headers):
    answer = move(as_seeker, dana, Stage.THANKED, headers=headers)
    assert "Did you and Dana Moreau talk?" in answer.content.decode()
    assert (kinds(dana), stage_of(dana)) == ([], Stage.TO_CONTACT)


def test_having_talked_logs_both(as_seeker, dana):
    move(as_seeker, dana, Stage.THANKED, talked="1")
    assert (kinds(dana), stage_of(dana)) == ([Kind.CHAT, Kind.THANK_YOU], Stage.THANKED)


def test_a_double_press_logs_once(as_seeker, dana):
    key = uuid.uuid4()
    for _ in range(2):
        as_seeker.post(f"/people/{dana.pk}/move/", {"stage": "3", "key": key, "place": "board"})
    assert kinds(dana) == [Kind.CHAT]


def test_a_planned_chat_that_has_begun_is_the_one_that_was_held(as_seeker, dana):
    chat = plan(dana, NOW - dt.timedelta(hours=2))
    answer = move(as_seeker, dana, Stage.CHATTED)
    chat.refresh_from_db()
    assert (chat.status, Chat.objects.count()) == (ChatStatus.HELD, 1)
    undo(as_seeker, answer)
    chat.refresh_from_db()
    assert (chat.status, chat.removed_at) == (ChatStatus.PLANNED, None)
    assert stage_of(dana) == Stage.TO_CONTACT


def test_a_chat_still_to_come_stays_planned(as_seeker, dana):
    chat = plan(dana, NOW + dt.timedelta(days=2))
    move(as_seeker, dana, Stage.CHATTED)
    chat.refresh_from_db()
    assert (chat.status, stage_of(dana)) == (ChatStatus.PLANNED, Stage.CHATTED)


def plan(contact, starts_at):
    return writer.plan_chat(
        contact,
        starts_at=starts_at,
        minutes=30,
        medium=Medium.VIDEO,
        place="",
        questions="",
        now=NOW - dt.timedelta(days=1),
    )


def test_a_move_forward_can_be_undone(as_seeker, dana):
    answer = move(as_seeker, dana, Stage.THANKED, talked="1")
    undo(as_seeker, answer)
    assert (kinds(dana), stage_of(dana)) == ([], Stage.TO_CONTACT)


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_backward_shows_what_stands_in_the_way_and_removes_nothing(as_seeker, dana, headers):
    for kind in (Kind.OUTREACH, Kind.REPLY, Kind.CHAT):
        writer.log(dana, kind, on=TODAY, now=NOW)
    page = move(as_seeker, dana, Stage.REACHED_OUT, headers=headers).content.decode()
    assert "Move Dana Moreau back to “Reached out”?" in page
    assert page.count('name="remove"') == 2
    assert (len(kinds(dana)), stage_of(dana)) == (3, Stage.CHATTED)


def test_with_a_yes_they_are_removed_and_an_undo_brings_them_back(as_seeker, dana):
    logged = [writer.log(dana, kind, on=TODAY, now=NOW) for kind in (Kind.OUTREACH, Kind.REPLY, Kind.CHAT)]
    answer = move(as_seeker, dana, Stage.REACHED_OUT, remove=[row.pk for row in logged[1:]])
    assert (kinds(dana), stage_of(dana)) == ([Kind.OUTREACH], Stage.REACHED_OUT)
    undo(as_seeker, answer)
    assert (kinds(dana), stage_of(dana)) == ([Kind.OUTREACH, Kind.REPLY, Kind.CHAT], Stage.CHATTED)


def test_what_was_not_shown_is_not_removed(as_seeker, dana):
    reply = writer.log(dana, Kind.REPLY, on=TODAY, now=NOW)
    writer.log(dana, Kind.REPLY, on=TODAY, now=NOW)
    answer = move(as_seeker, dana, Stage.TO_CONTACT, remove=[reply.pk])
    assert answer.status_code == 200
    assert len(kinds(dana)) == 2


def test_thanks_from_before_the_chat_hold_nobody(as_seeker, dana):
    writer.log(dana, Kind.THANK_YOU, on=TODAY - dt.timedelta(days=3), now=NOW)
    writer.log(dana, Kind.CHAT, on=TODAY, now=NOW)
    page = move(as_seeker, dana, Stage.REPLIED).content.decode()
    assert page.count('name="remove"') == 1


def test_onto_the_column_where_they_are_nothing_happens(as_seeker, dana):
    assert move(as_seeker, dana, Stage.TO_CONTACT).status_code == 302
    assert kinds(dana) == []


@pytest.mark.parametrize("stage", ["", "9", "-1", "x", "²"])
def test_there_is_no_such_column(as_seeker, dana, stage):
    assert as_seeker.post(f"/people/{dana.pk}/move/", {"stage": stage}).status_code == 404


def test_with_htmx_the_card_leaves_one_column_for_its_place_in_the_other(as_seeker, seeker, dana):
    first = make_contact(seeker, dana.company, "First")
    writer.log(first, Kind.OUTREACH, on=TODAY - dt.timedelta(days=9), now=NOW)
    page = move(as_seeker, dana, Stage.REACHED_OUT, headers=HTMX).content.decode()
    assert f'<article id="card-{dana.pk}" hx-swap-oob="delete">' in page
    assert f'hx-swap-oob="afterend:#card-{first.pk}"' in page
    assert '<span class="column-count" id="count-1" hx-swap-oob="true">2</span>' in page


def test_a_stranger_moves_and_undoes_nothing(as_stranger, dana):
    interaction = writer.log(dana, Kind.OUTREACH, on=TODAY, now=NOW)
    assert move(as_stranger, dana, Stage.REPLIED).status_code == 404
    assert as_stranger.post(f"/people/{dana.pk}/move/undo/?remove={interaction.pk}").status_code == 404
    assert kinds(dana) == [Kind.OUTREACH]


def test_an_undo_touches_only_what_belongs_to_that_person(as_seeker, seeker, dana):
    other = make_contact(seeker, dana.company)
    theirs = writer.log(other, Kind.OUTREACH, on=TODAY, now=NOW)
    as_seeker.post(f"/people/{dana.pk}/move/undo/?remove={theirs.pk}&remove=x&restore=99999999999999999999")
    assert kinds(other) == [Kind.OUTREACH]
