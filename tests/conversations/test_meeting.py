"""Meeting somebody: nobody is doubled, nothing is met twice, and everything can be taken back."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from networking.accounts.models import User
from networking.companies.models import Standing
from networking.contacts.models import Contact
from networking.contacts.stages import Kind
from networking.conversations import meeting, writer
from networking.conversations.meeting import meet, meet_again, unmeet
from networking.conversations.models import Community, Event
from networking.conversations.recognising import Recognised, recognise
from tests.people import NOW, TODAY, make_company, make_connection, make_contact, new_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(seeker: User) -> Event:
    return Event.objects.create(owner=seeker, name="PyLadies", starts_at=NOW, key=new_key(), created_at=NOW)


@pytest.fixture
def community(seeker: User) -> Community:
    return Community.objects.create(owner=seeker, name="Data Slack", key=new_key(), created_at=NOW)


def people(owner: User) -> list[str]:
    return [contact.name for contact in Contact.objects.owned_by(owner).order_by("pk")]


def there(place: Event | Community) -> list[tuple[str, str, dt.date]]:
    rows = place.met.filter(contact__removed_at=None)
    return [(met.contact.name, met.note, met.on) for met in rows.select_related("contact").order_by("pk")]


def test_somebody_new_joins_my_people(seeker: User, event: Event) -> None:
    company = make_company(seeker, "Bluebird", standing=Standing.NETWORK)
    met = meet(event, "Mei Tanaka", company=company, note="robots", on=TODAY, key=new_key(), now=NOW)
    assert met.is_new
    assert there(event) == [("Mei Tanaka", "robots", TODAY)]
    assert met.met.contact.company == company


def test_a_community_works_the_same(seeker: User, community: Community) -> None:
    met = meet(community, "Mei Tanaka", note="robots", on=TODAY, key=new_key(), now=NOW).met
    assert (met.community, met.event) == (community, None)
    assert people(seeker) == ["Mei Tanaka"]


def test_the_same_form_again_meets_nobody_else(seeker: User, event: Event) -> None:
    key = new_key()
    first = meet(event, "Mei Tanaka", on=TODAY, key=key, now=NOW)
    again = meet(event, "Mei Tanaka", on=TODAY, key=key, now=NOW)
    assert (again.met, again.is_new) == (first.met, True)
    assert people(seeker) == ["Mei Tanaka"]


def test_somebody_i_know_is_not_doubled_and_met_once(seeker: User, event: Event) -> None:
    dana = make_contact(seeker, None, "Dana Mertens")
    first = meet(event, dana, note="tests", on=TODAY, key=new_key(), now=NOW)
    again = meet(event, dana, note="coffee", on=TODAY, key=new_key(), now=NOW)
    same = meet(event, dana, note="tests", on=TODAY, key=new_key(), now=NOW)
    assert (first.is_new, first.was_there, again.was_there, same.was_there) == (False, False, True, True)
    assert there(event) == [("Dana Mertens", "tests · coffee", TODAY)]
    assert people(seeker) == ["Dana Mertens"]


def test_a_note_never_outgrows_its_place(seeker: User, event: Event) -> None:
    dana = make_contact(seeker, None, "Dana Mertens")
    for letter in "ab":
        meet(event, dana, note=letter * 400, on=TODAY, key=new_key(), now=NOW)
    assert len(there(event)[0][1]) == meeting.NOTE_LENGTH


def test_a_company_is_kept_where_none_was_known_and_never_changed(seeker: User, event: Event) -> None:
    bluebird, kestrel = make_company(seeker, "Bluebird"), make_company(seeker, "Kestrel")
    dana = make_contact(seeker, None, "Dana Mertens")
    meet(event, dana, company=bluebird, on=TODAY, key=new_key(), now=NOW)
    meet(event, dana, company=kestrel, on=TODAY, key=new_key(), now=NOW)
    dana.refresh_from_db()
    assert dana.company == bluebird


def test_somebody_of_the_address_book_brings_what_is_known(seeker: User, event: Event) -> None:
    company = make_company(seeker, "Bluebird")
    known = make_connection(seeker, "Mei Tanaka", "Bluebird", title="Engineering Manager")
    contact = meet(event, "mei tanaka", company=company, on=TODAY, key=new_key(), now=NOW).met.contact
    assert (contact.connection, contact.title, contact.name) == (known, "Engineering Manager", "mei tanaka")


# --- Taking back


def test_who_came_with_it_goes_with_it_and_comes_back(seeker: User, event: Event) -> None:
    met = meet(event, "Mei Tanaka", note="robots", on=TODAY, key=new_key(), now=NOW).met
    taken = unmeet(met, now=NOW)
    assert (people(seeker), there(event)) == ([], [])
    meet_again(seeker, taken, now=NOW)
    assert (people(seeker), there(event)) == (["Mei Tanaka"], [("Mei Tanaka", "robots", TODAY)])


def test_the_form_of_somebody_taken_off_brings_them_back(seeker: User, event: Event) -> None:
    met = meet(event, "Mei Tanaka", on=TODAY, key=new_key(), now=NOW).met
    unmeet(met, now=NOW)
    assert meet(event, "Mei Tanaka", on=TODAY, key=met.key, now=NOW).met == met
    assert people(seeker) == ["Mei Tanaka"]


def test_whom_i_knew_before_stays(seeker: User, event: Event) -> None:
    dana = make_contact(seeker, None, "Dana Mertens")
    taken = unmeet(meet(event, dana, note="tests", on=TODAY, key=new_key(), now=NOW).met, now=NOW)
    assert (people(seeker), there(event)) == (["Dana Mertens"], [])
    meet_again(seeker, taken, now=NOW)
    meet_again(seeker, taken, now=NOW)
    assert there(event) == [("Dana Mertens", "tests", TODAY)]


def test_who_was_written_to_since_stays(seeker: User, event: Event) -> None:
    met = meet(event, "Mei Tanaka", on=TODAY, key=new_key(), now=NOW).met
    writer.log(met.contact, Kind.OUTREACH, on=TODAY, now=NOW)
    unmeet(met, now=NOW)
    assert (people(seeker), there(event)) == (["Mei Tanaka"], [])


def test_who_was_met_elsewhere_too_stays(seeker: User, event: Event, community: Community) -> None:
    met = meet(event, "Mei Tanaka", on=TODAY, key=new_key(), now=NOW).met
    meet(community, met.contact, on=TODAY, key=new_key(), now=NOW)
    unmeet(met, now=NOW)
    assert people(seeker) == ["Mei Tanaka"]


def test_nothing_comes_back_to_an_event_that_is_gone(seeker: User, event: Event) -> None:
    dana = make_contact(seeker, None, "Dana Mertens")
    taken = unmeet(meet(event, dana, on=TODAY, key=new_key(), now=NOW).met, now=NOW)
    Event.objects.filter(pk=event.pk).update(removed_at=NOW)
    assert meet_again(seeker, taken, now=NOW) is None


def test_nobody_brings_back_what_is_not_theirs(stranger: User, seeker: User, event: Event) -> None:
    dana = make_contact(seeker, None, "Dana Mertens")
    taken = unmeet(meet(event, dana, on=TODAY, key=new_key(), now=NOW).met, now=NOW)
    assert meet_again(stranger, taken, now=NOW) is None
    assert there(event) == []


# --- Who a typed name may be


def test_a_name_is_recognised_where_it_is_sure(seeker: User, stranger: User) -> None:
    bluebird = make_company(seeker, "Bluebird")
    make_contact(stranger, None, "Dana Mertens")
    dana = make_contact(seeker, bluebird, "Dana Mertens")
    assert recognise(seeker, "dana mertens") == Recognised(dana)
    assert recognise(seeker, "Dana Mertens", "BLUEBIRD") == Recognised(dana)
    assert recognise(seeker, "Somebody Else") == Recognised()


def test_of_everything_else_somebody_is_asked(seeker: User) -> None:
    bluebird, kestrel = make_company(seeker, "Bluebird"), make_company(seeker, "Kestrel")
    dana = make_contact(seeker, bluebird, "Dana Mertens")
    assert recognise(seeker, "Dana Mertens", "Kestrel") == Recognised(perhaps=(dana,))
    assert recognise(seeker, "Dana Mertens", "Never Heard Of") == Recognised(perhaps=(dana,))
    other = make_contact(seeker, kestrel, "Dana Mertens")
    assert recognise(seeker, "Dana Mertens") == Recognised(perhaps=(dana, other))
    assert recognise(seeker, "Dana Mertens", "Kestrel") == Recognised(other)


def test_somebody_removed_is_nobody(seeker: User) -> None:
    make_contact(seeker, None, "Dana Mertens", removed_at=NOW)
    assert recognise(seeker, "Dana Mertens") == Recognised()


def test_keys_are_the_owners(seeker: User, stranger: User, event: Event) -> None:
    theirs = Event.objects.create(
        owner=stranger, name="Theirs", starts_at=NOW, key=uuid.uuid4(), created_at=NOW
    )
    key = new_key()
    meet(theirs, "Mei Tanaka", on=TODAY, key=key, now=NOW)
    meet(event, "Omar Haddad", on=TODAY, key=key, now=NOW)
    assert (people(seeker), people(stranger)) == (["Omar Haddad"], ["Mei Tanaka"])
