"""With a removed person, what was said and planned with them is out of sight, and comes back with them."""

import datetime as dt

import pytest

from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.conversations.models import Chat, Due, Interaction
from tests.people import NOW, TODAY, make_company, make_contact


@pytest.fixture
def lena(seeker):
    contact = make_contact(seeker, make_company(seeker), "Lena Koch")
    writer.log(contact, Kind.REPLY, on=TODAY, now=NOW)
    start = NOW + dt.timedelta(days=1)
    writer.plan_chat(contact, starts_at=start, minutes=30, medium="video", place="", questions="", now=NOW)
    writer.log(contact, Kind.REPLY, on=TODAY, now=NOW + dt.timedelta(minutes=1))
    return contact


def seen(seeker):
    return [model.objects.owned_by(seeker).count() for model in (Interaction, Chat, Due)]


def addresses(seeker, contact):
    said = Interaction.objects.filter(contact=contact).first()
    chat = Chat.objects.get(contact=contact)
    return [f"/people/{contact.pk}/interactions/{said.pk}/", f"/chats/{chat.pk}/"]


def test_removing_somebody_hides_what_was_said_and_restoring_shows_it_again(seeker, lena):
    writer.remove_contact(lena, now=NOW)
    assert seen(seeker) == [0, 0, 0]
    writer.restore_contact(lena, now=NOW)
    assert seen(seeker) == [2, 1, 1]


def test_the_pages_of_a_removed_person_do_not_exist(seeker, as_seeker, lena):
    pages = addresses(seeker, lena)
    assert [as_seeker.get(page).status_code for page in pages] == [200, 200]
    writer.remove_contact(lena, now=NOW)
    assert [as_seeker.get(page).status_code for page in pages] == [404, 404]
