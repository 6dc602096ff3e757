"""Who is in the list for which choice: a network of thousands needs other questions than five companies."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from networking.contacts.models import Closeness, Contact
from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.conversations.models import Community, Event, Introduction, Met
from networking.pipeline.people_choice import Choice, venues_with_people
from tests.people import NOW, TODAY, make_company, make_contact, new_key

URL = "/people/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


def names(client, query: str) -> list[str]:
    return [line.name for line in client.get(URL + query).context["people"].lines]


@pytest.fixture
def people(seeker):
    company = make_company(seeker, "Northwind")
    return {name: make_contact(seeker, company, name) for name in ("Ada", "Bo", "Cy")}


def make_event(owner, name: str = "PyLadies", **fields) -> Event:
    return Event.objects.create(
        owner=owner, name=name, starts_at=NOW, key=new_key(), created_at=NOW, **fields
    )


def make_community(owner, name: str = "Rust Berlin") -> Community:
    return Community.objects.create(owner=owner, name=name, key=new_key(), created_at=NOW)


def meet(contact, **place) -> Met:
    return Met.objects.create(owner=contact.owner, contact=contact, on=TODAY, key=new_key(), **place)


def introduced(introducer, other, **fields) -> Introduction:
    return Introduction.objects.create(
        owner=introducer.owner, introducer=introducer, introduced=other, on=TODAY, key=new_key(), **fields
    )


def test_how_close(as_seeker, seeker, people):
    writer.set_closeness(seeker, [people["Bo"].pk], Closeness.CLOSE)
    assert names(as_seeker, "?closeness=close") == ["Bo"]
    assert names(as_seeker, "?closeness=distant") == ["Ada", "Cy"]


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (0, {"month"}),
        (18, {"month"}),  # the first of this month
        (19, set()),
        (90, set()),
        (91, {"90"}),
        (365, {"90"}),
        (366, {"90", "365"}),
        (None, {"never"}),
    ],
)
def test_how_long_ago_the_last_word_was(as_seeker, people, days, found):
    ada = people["Ada"]
    if days is not None:
        writer.log(ada, Kind.TOUCH, on=TODAY - dt.timedelta(days=days), now=NOW)
    said = {last for last in ("month", "90", "365", "never") if "Ada" in names(as_seeker, f"?last={last}")}
    assert said == found


def test_met_at_this_event_in_this_community_or_anywhere(as_seeker, seeker, people):
    event, community = make_event(seeker), make_community(seeker)
    meet(people["Ada"], event=event)
    meet(people["Bo"], community=community)
    assert names(as_seeker, f"?met=event:{event.pk}") == ["Ada"]
    assert names(as_seeker, f"?met=community:{community.pk}") == ["Bo"]
    assert set(names(as_seeker, "?met=any")) == {"Ada", "Bo"}
    assert venues_with_people(seeker) == (
        [(f"event:{event.pk}", "PyLadies")],
        [(f"community:{community.pk}", "Rust Berlin")],
    )


def test_a_removed_event_and_a_strangers_one_find_nobody(as_seeker, seeker, stranger, people):
    gone, theirs = make_event(seeker, removed_at=NOW), make_event(stranger, "Secret meetup")
    meet(people["Ada"], event=gone)
    meet(make_contact(stranger, name="Zoe"), event=theirs)
    assert names(as_seeker, f"?met=event:{gone.pk}") == []
    assert names(as_seeker, f"?met=event:{theirs.pk}") == []
    assert names(as_seeker, "?met=any") == []
    assert "Secret meetup" not in as_seeker.get(URL).content.decode()


def test_who_can_introduce_is_named_by_somebody_or_did_introduce(as_seeker, seeker, people):
    make_contact(seeker, name="Dee", introducer=people["Ada"])
    introduced(people["Bo"], people["Cy"])
    assert names(as_seeker, "?introduces=1") == ["Ada", "Bo"]


def test_who_is_named_by_somebody_removed_or_introduced_in_a_removed_line_is_not(as_seeker, seeker, people):
    make_contact(seeker, name="Dee", introducer=people["Ada"], removed_at=NOW)
    introduced(people["Bo"], people["Cy"], removed_at=NOW)
    assert names(as_seeker, "?introduces=1") == []
    said = writer.log(people["Ada"], Kind.INTRODUCTION, on=TODAY, now=NOW)
    introduced(people["Ada"], people["Cy"], interaction=said)
    assert names(as_seeker, "?introduces=1") == ["Ada"]
    writer.remove(said, now=NOW)
    assert names(as_seeker, "?introduces=1") == []


@pytest.mark.parametrize(
    "query",
    [
        "closeness=best",
        "last=7",
        "met=event:0",
        "met=event:x",
        "met=owner:1",
        "met=event:%D9%A1",
        "introduces=yes",
        "met=event:9999999999",
    ],
)
def test_what_the_address_should_not_say_is_as_if_it_were_not_said(as_seeker, people, query):
    assert names(as_seeker, f"?{query}") == ["Ada", "Bo", "Cy"]


def test_a_filter_that_stands_folded_away_is_open_while_it_is_used(as_seeker, people):
    assert '<details class="more-filters">' in as_seeker.get(URL).content.decode()
    assert '<details class="more-filters" open>' in as_seeker.get(f"{URL}?last=never").content.decode()


def test_two_thousand_people_take_six_queries_whatever_the_filter(
    as_seeker, seeker, people, django_assert_num_queries
):
    many = [Contact(owner=seeker, name=f"Person {n}", created_at=NOW, key=new_key()) for n in range(2000)]
    writer.add_many(seeker, many)
    meet(people["Ada"], event=make_event(seeker))
    choices = ("", "q=person", "closeness=distant", "last=never", "met=any", "introduces=1", "page=41")
    for query in choices:
        with django_assert_num_queries(6):
            as_seeker.get(f"{URL}?{query}")


words = st.text(max_size=12)


@given(st.dictionaries(st.sampled_from(Choice._fields), words))
def test_any_address_makes_a_choice_that_says_itself_again(data):
    choice = Choice.of(data)
    assert Choice.of(QueryDict(choice.query()).dict()) == choice
