"""After a chat: what was learned, and whom they named."""

from __future__ import annotations

import datetime as dt
import html
import re

import pytest
from django.db.models import F

from networking.companies.models import Company, Standing
from networking.contacts.models import Contact, Persona
from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.conversations.models import Chat, ChatStatus, Interaction, Learned
from networking.conversations.writer import locking
from networking.pipeline import naming
from tests.people import NOW, TODAY, make_company, make_connection, make_contact, new_key

pytestmark = pytest.mark.usefixtures("noon")
HTMX = {"HX-Request": "true"}


@pytest.fixture
def northwind(seeker):
    return make_company(seeker, "Northwind")


@pytest.fixture
def lena(seeker, northwind):
    return make_contact(seeker, northwind, "Lena Koch", title="Senior Developer")


@pytest.fixture
def planned(lena):
    return writer.plan_chat(
        lena,
        starts_at=NOW - dt.timedelta(hours=3),
        minutes=30,
        medium="video",
        place="",
        questions="",
        now=NOW - dt.timedelta(9),
    )


@pytest.fixture
def chat(lena):
    return writer.log(lena, Kind.CHAT, on=TODAY, now=NOW).chat


def read(client, chat) -> str:
    return html.unescape(client.get(f"/chats/{chat.pk}/").content.decode())


def seen(client, chat) -> dict[str, str]:
    """The hidden fields that a page was opened with."""
    return dict(re.findall(r'name="(seen-\w+)" value="([^"]*)"', read(client, chat)))


def stored(chat) -> dict[str, str]:
    return dict(Learned.objects.filter(chat=chat).values_list("topic", "text"))


def press_undo(client, response):
    page = client.get(response["Location"]).content.decode()
    undo = re.search(r'class="toast">.*?action="([^"]+)"', page, re.DOTALL)
    assert undo
    return client.post(html.unescape(undo[1]))


# --- What was learned


def test_that_they_talked_and_what_was_learned_is_one_form(as_seeker, planned):
    data = {"on": "2026-11-19", "note": "A team of eight", "role": "Go", "refer": "Would pass my name on"}
    assert as_seeker.post(f"/chats/{planned.pk}/held/", data)["Location"] == f"/chats/{planned.pk}/"
    planned.refresh_from_db()
    assert planned.status == ChatStatus.HELD
    assert stored(planned) == {"role": "Go", "refer": "Would pass my name on"}
    page = read(as_seeker, planned)
    for words in ("A team of eight", "What the role needs", "Offered to refer", "Thank Lena"):
        assert words in page


@pytest.mark.parametrize("wrong", [{"role": "x" * 5001}, {"on": "2026-12-24"}])
def test_a_refused_form_keeps_every_word_and_writes_nothing(as_seeker, planned, wrong):
    data = {"on": "2026-11-19", "note": "A team of eight", "culture": "Pairing"} | wrong
    response = as_seeker.post(f"/chats/{planned.pk}/held/", data)
    assert response.status_code == 422
    for words in ("A team of eight", "Pairing", *wrong.values()):
        assert words in response.content.decode()
    assert (Interaction.objects.count(), Learned.objects.count()) == (0, 0)


def test_what_was_learned_is_changed_and_taken_back_later(as_seeker, chat):
    url = f"/chats/{chat.pk}/learned/"
    assert as_seeker.post(url, {"role": "Go"})["Location"] == f"/chats/{chat.pk}/#learned"
    as_seeker.post(url, {"role": "Go, and patience", "people": "Tove"} | seen(as_seeker, chat))
    assert stored(chat) == {"role": "Go, and patience", "people": "Tove"}
    as_seeker.post(url, {"role": "", "people": "Tove"} | seen(as_seeker, chat))
    assert stored(chat) == {"people": "Tove"}


def test_another_window_loses_nothing_of_this_one(as_seeker, chat):
    url, opened = f"/chats/{chat.pk}/learned/", seen(as_seeker, chat)
    as_seeker.post(url, {"role": "Go", "culture": ""} | opened)
    as_seeker.post(url, {"role": "", "culture": "Pairing"} | opened)
    assert stored(chat) == {"role": "Go", "culture": "Pairing"}


def test_of_a_topic_that_two_windows_changed_both_texts_are_shown(as_seeker, chat):
    url, opened = f"/chats/{chat.pk}/learned/", seen(as_seeker, chat)
    as_seeker.post(url, {"role": "Go"} | opened)
    refused = as_seeker.post(url, {"role": "Rust", "culture": "Pairing"} | opened)
    assert refused.status_code == 422
    page = html.unescape(refused.content.decode())
    assert "Meanwhile it says: Go." in page
    assert ">\nRust</textarea>" in page
    assert stored(chat) == {"role": "Go"}
    again = dict(re.findall(r'name="(seen-\w+)" value="([^"]*)"', page))
    as_seeker.post(url, {"role": "Rust", "culture": "Pairing"} | again)
    assert stored(chat) == {"role": "Rust", "culture": "Pairing"}


def test_ends_of_lines_are_no_change(as_seeker, chat):
    writer.write_learned(chat, {"role": "Go\r\nRust"})
    before = Learned.objects.get()
    as_seeker.post(f"/chats/{chat.pk}/learned/", {"role": "Go\r\nRust", "seen-role": "Go\nRust"})
    as_seeker.post(f"/chats/{chat.pk}/learned/", {"role": "Go\nRust", "seen-role": "Go\r\nRust"})
    assert Learned.objects.get().text == before.text


def test_htmx_gets_the_part_that_changed(as_seeker, chat):
    page = as_seeker.post(f"/chats/{chat.pk}/learned/", {"role": "Go"}, headers=HTMX)
    assert page.content.decode().lstrip().startswith('<section class="card" id="learned"')
    refused = as_seeker.post(f"/chats/{chat.pk}/learned/", {"role": "x" * 5001}, headers=HTMX)
    assert refused.status_code == 422
    assert "<html" not in refused.content.decode()


def test_taking_it_back_that_they_talked_keeps_the_words(as_seeker, planned):
    as_seeker.post(f"/chats/{planned.pk}/held/", {"role": "Go"})
    as_seeker.post(f"/chats/{planned.pk}/planned/")
    assert ">\nGo</textarea>" in read(as_seeker, planned)


# --- Whom they named


def name(client, chat, who="Tove Berg", **more):
    data = {
        "name": who,
        "title": "Engineering Manager",
        "company_name": "Northwind",
        "key": new_key(),
        **more,
    }
    return client.post(f"/chats/{chat.pk}/named/", data)


def test_somebody_they_named_becomes_a_contact_introduced_by_them(as_seeker, chat, lena, northwind):
    assert name(as_seeker, chat)["Location"] == f"/chats/{chat.pk}/#named"
    tove = Contact.objects.get(name="Tove Berg")
    assert (tove.introducer, tove.company, tove.persona) == (lena, northwind, Persona.MANAGER)
    assert f'<a href="/people/{tove.pk}/">Tove Berg</a>, Engineering Manager' in read(as_seeker, chat)


def test_the_company_is_that_of_the_chat_unless_said_otherwise(as_seeker, chat):
    assert 'value="Northwind"' in read(as_seeker, chat)
    name(as_seeker, chat, company_name="Kestrel Maps")
    name(as_seeker, chat, "Nobody Knows", company_name="")
    kestrel = Company.objects.get(name="Kestrel Maps")
    assert kestrel.standing == Standing.NETWORK
    assert Contact.objects.get(name="Tove Berg").company == kestrel
    assert Contact.objects.get(name="Nobody Knows").company is None


def test_a_double_click_adds_one(as_seeker, chat):
    key = new_key()
    for _ in range(2):
        name(as_seeker, chat, key=key)
    assert Contact.objects.filter(name="Tove Berg").count() == 1


def test_naming_can_be_undone(as_seeker, seeker, chat):
    press_undo(as_seeker, name(as_seeker, chat))
    assert not Contact.objects.owned_by(seeker).filter(name="Tove Berg").exists()


def test_who_is_on_the_list_already_gets_no_twin(as_seeker, seeker, chat, lena, northwind):
    olu = make_contact(seeker, northwind, "Olu")
    tove = make_contact(seeker, northwind, "Dr. Tove Berg, PhD", introducer=olu)
    response = name(as_seeker, chat, "tove  BERG")
    tove.refresh_from_db()
    assert (tove.introducer, tove.title) == (lena, "Engineering Manager")
    assert Contact.objects.owned_by(seeker).count() == 3
    page = as_seeker.get(response["Location"]).content.decode()
    assert "was on your list already. Now Lena can introduce you." in page
    again = as_seeker.get(name(as_seeker, chat)["Location"]).content.decode()
    assert "is on your list already, introduced by Lena." in again


@pytest.mark.parametrize("had_one", [True, False])
def test_that_undo_gives_back_who_could_introduce_them(as_seeker, seeker, chat, northwind, had_one):
    before = make_contact(seeker, northwind, "Olu") if had_one else None
    tove = make_contact(seeker, northwind, "Tove Berg", introducer=before)
    press_undo(as_seeker, name(as_seeker, chat))
    tove.refresh_from_db()
    assert tove.introducer == before


def test_that_undo_leaves_what_was_chosen_meanwhile(as_seeker, seeker, chat, northwind):
    other = make_contact(seeker, northwind, "Olu")
    tove = make_contact(seeker, northwind, "Tove Berg", introducer=other)
    as_seeker.post(f"/chats/{chat.pk}/named/{tove.pk}/undo/")
    tove.refresh_from_db()
    assert tove.introducer == other


def test_that_undo_names_nobody_of_somebody_else(as_seeker, stranger, seeker, chat, lena, northwind):
    tove = make_contact(seeker, northwind, "Tove Berg", introducer=lena)
    theirs = make_contact(stranger)
    for was in (theirs.pk, "x", "9" * 30):
        assert as_seeker.post(f"/chats/{chat.pk}/named/{tove.pk}/undo/?was={was}").status_code == 404
    tove.refresh_from_db()
    assert tove.introducer == lena


def test_a_namesake_elsewhere_is_somebody_else(as_seeker, seeker, chat):
    make_contact(seeker, make_company(seeker), "Tove Berg")
    name(as_seeker, chat)
    assert Contact.objects.filter(name="Tove Berg").count() == 2


def test_somebody_of_the_address_book_brings_their_profile(as_seeker, seeker, chat):
    known = make_connection(
        seeker, "Tove Berg", "Northwind", title="Team Lead", profile_url="https://www.linkedin.com/in/tove"
    )
    name(as_seeker, chat, title="")
    tove = Contact.objects.get(name="Tove Berg")
    assert (tove.connection, tove.title, tove.profile_url) == (known, "Team Lead", known.profile_url)
    assert tove.persona == Persona.MANAGER


@pytest.mark.parametrize(
    ("who", "why"),
    [("", "Write the name first"), ("🚀", "at least one letter"), ("lena koch", "That is Lena Koch")],
)
def test_a_name_that_is_none_is_refused_and_the_words_are_kept(as_seeker, seeker, chat, who, why):
    response = name(as_seeker, chat, who)
    assert response.status_code == 422
    assert why in response.content.decode()
    assert 'value="Engineering Manager"' in response.content.decode()
    assert Contact.objects.owned_by(seeker).count() == 1


def test_a_sample_person_names_sample_people(as_seeker, chat, lena):
    Contact.objects.filter(pk=lena.pk).update(is_sample=True)
    name(as_seeker, chat)
    assert Contact.objects.get(name="Tove Berg").is_sample


def test_whoever_waits_for_another_act_on_somebody_they_named_is_not_sent_away(seeker, lena, monkeypatch):
    bo, another = make_contact(seeker, name="Bo"), iter([True])

    def lock(keys):
        if next(another, False):
            Contact.objects.filter(pk=bo.pk).update(version=F("version") + 1)

    monkeypatch.setattr(locking, "lock", lock)
    naming.introduce(bo, lena, "", NOW)
    assert Contact.objects.get(pk=bo.pk).introducer == lena


def test_naming_by_htmx_gets_the_list(as_seeker, chat):
    data = {"name": "Tove Berg", "company_name": "Northwind"}
    page = as_seeker.post(f"/chats/{chat.pk}/named/", data, headers=HTMX).content.decode()
    assert page.lstrip().startswith('<section class="card" id="named"')
    assert "Tove Berg" in page
    refused = as_seeker.post(f"/chats/{chat.pk}/named/", {}, headers=HTMX)
    assert refused.status_code == 422
    assert "<html" not in refused.content.decode()


@pytest.mark.parametrize("act", ["learned/", "named/", "held/", "named/{person}/undo/"])
def test_a_stranger_writes_nothing(as_stranger, chat, lena, act):
    data = {"name": "Tove", "role": "Go"}
    assert as_stranger.post(f"/chats/{chat.pk}/{act.format(person=lena.pk)}", data).status_code == 404
    assert (Learned.objects.count(), Contact.objects.count()) == (0, 1)


def test_hostile_words_are_only_words(as_seeker, chat):
    hostile = "<script>alert(1)</script>\"'>{{7*7}}"
    as_seeker.post(f"/chats/{chat.pk}/learned/", {"role": hostile, "refer": hostile})
    name(as_seeker, chat, hostile, title=hostile, company_name=hostile)
    page = as_seeker.get(f"/chats/{chat.pk}/").content.decode()
    assert "<script>alert" not in page
    assert page.count("{{7*7}}") >= 4
    assert Chat.objects.get().learned.get(topic="role").text == hostile


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_of_a_held_chat_asks_five_queries(
    as_seeker, seeker, chat, lena, many, django_assert_num_queries
):
    writer.write_learned(chat, dict.fromkeys(("role", "culture", "apply")[:many], "Go"))
    for _ in range(many):
        make_contact(seeker, make_company(seeker), introducer=lena)
    with django_assert_num_queries(5):
        as_seeker.get(f"/chats/{chat.pk}/")
