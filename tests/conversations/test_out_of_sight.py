"""With a removed person, what was said and planned with them is out of sight, and comes back with them."""

import datetime as dt

import pytest

from networking.contacts.models import Looked, Place
from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.conversations.models import Chat, Draft, Due, Interaction, Learned, Purpose, Topic
from tests.people import NOW, TODAY, make_company, make_contact


@pytest.fixture
def lena(seeker):
    contact = make_contact(seeker, make_company(seeker), "Lena Koch")
    writer.log(contact, Kind.REPLY, on=TODAY, now=NOW)
    start = NOW + dt.timedelta(days=1)
    writer.plan_chat(contact, starts_at=start, minutes=30, medium="video", place="", questions="", now=NOW)
    writer.log(contact, Kind.REPLY, on=TODAY, now=NOW + dt.timedelta(minutes=1))
    writer.write_learned(Chat.objects.get(contact=contact), {Topic.ROLE: "Go", Topic.PEOPLE: "Ingrid"})
    Draft.objects.create(owner=seeker, contact=contact, purpose=Purpose.OUTREACH, changed_at=NOW)
    Looked.objects.create(owner=seeker, contact=contact, place=Place.GITHUB)
    return contact


def seen(seeker):
    tables = (Interaction, Chat, Due, Learned, Draft, Looked)
    return {model.__name__: count for model in tables if (count := model.objects.owned_by(seeker).count())}


def addresses(seeker, contact):
    said = Interaction.objects.filter(contact=contact).first()
    chat = Chat.objects.get(contact=contact)
    return [f"/people/{contact.pk}/interactions/{said.pk}/", f"/chats/{chat.pk}/"]


def test_removing_somebody_hides_what_was_said_and_restoring_shows_it_again(seeker, lena):
    everything = {"Interaction": 2, "Chat": 1, "Due": 1, "Learned": 2, "Draft": 1, "Looked": 1}
    assert seen(seeker) == everything
    writer.remove_contact(lena, now=NOW)
    assert seen(seeker) == {}
    writer.restore_contact(lena, now=NOW)
    assert seen(seeker) == everything


def test_removing_a_chat_hides_what_was_learned_in_it_and_restoring_shows_it_again(seeker, lena):
    chat = Chat.objects.get(contact=lena)
    writer.remove_chat(chat, now=NOW)
    assert seen(seeker) == {"Interaction": 2, "Due": 1, "Draft": 1, "Looked": 1}
    writer.restore_chat(chat, now=NOW)
    assert seen(seeker)["Learned"] == 2


def test_the_pages_of_a_removed_person_do_not_exist(seeker, as_seeker, lena):
    pages = addresses(seeker, lena)
    assert [as_seeker.get(page).status_code for page in pages] == [200, 200]
    writer.remove_contact(lena, now=NOW)
    assert [as_seeker.get(page).status_code for page in pages] == [404, 404]
