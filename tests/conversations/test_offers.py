"""Which templates are offered: what fits the person and the way best first, own words before ours."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networking.contacts.models import Persona
from networking.conversations.models import Channel, Purpose
from networking.conversations.offers import FROM_US, Offer, fitting, of_key, offers, own_offer
from networking.conversations.starters import STARTERS
from tests.people import make_template

FIRST, CHECK_IN = Purpose.OUTREACH, Purpose.CHECK_IN
DEVELOPER, MANAGER = Persona.DEVELOPER, Persona.MANAGER
EMAIL, NOTE = Channel.EMAIL, Channel.LINKEDIN_NOTE


def own(number, purpose=FIRST, persona="", channel="", copied_from=""):
    return Offer(f"own:{number}", f"Mine {number}", purpose, persona, channel, "", "Hi", copied_from)


def keys(found):
    return [offer.key for offer in found]


def test_without_own_ones_the_starters_are_offered():
    assert offers([]) == list(FROM_US)
    assert keys(offers([])) == [starter.key for starter in STARTERS]


def test_own_ones_come_before_the_starters():
    assert keys(offers([own(7)])) == ["own:7", *keys(FROM_US)]


@pytest.mark.parametrize(
    ("copy", "hides"),
    [
        (own(7, FIRST, DEVELOPER, copied_from="starter:first-developer"), True),
        (own(7, FIRST, "", copied_from="starter:first-developer"), True),
        (own(7, FIRST, MANAGER, copied_from="starter:first-developer"), False),
        (own(7, FIRST, DEVELOPER, EMAIL, copied_from="starter:first-developer"), False),
        (own(7, CHECK_IN, DEVELOPER, copied_from="starter:first-developer"), False),
        (own(7, FIRST, DEVELOPER), False),
        (own(7, FIRST, DEVELOPER, copied_from="starter:gone"), False),
    ],
)
def test_a_copy_hides_its_starter_where_it_serves_as_widely(copy, hides):
    left = keys(offers([copy]))
    assert ("starter:first-developer" not in left) == hides
    assert len(left) == len(FROM_US) + 1 - hides


def test_the_best_fit_comes_first_channel_then_persona_then_general_and_own_before_ours():
    mine = [own(1), own(2, persona=DEVELOPER), own(3, channel=EMAIL), own(4, FIRST, DEVELOPER, EMAIL)]
    found = keys(fitting(offers(mine), FIRST, DEVELOPER, EMAIL))
    assert found[:6] == [
        "own:4",
        "own:3",
        "own:2",
        "starter:first-developer",
        "own:1",
        "starter:first-general",
    ]


def test_a_template_of_another_channel_persona_or_purpose_is_never_offered():
    mine = [own(1, channel=NOTE), own(2, persona=MANAGER), own(3, CHECK_IN)]
    assert {"own:1", "own:2", "own:3"}.isdisjoint(keys(fitting(offers(mine), FIRST, DEVELOPER, EMAIL)))


@pytest.mark.parametrize(
    ("persona", "channel", "first"),
    [
        (DEVELOPER, EMAIL, "first-developer"),
        (MANAGER, EMAIL, "first-manager"),
        (Persona.RECRUITER, EMAIL, "first-recruiter"),
        (Persona.OTHER, EMAIL, "first-other"),
        (DEVELOPER, Channel.ALUMNI, "first-alumni"),
        (DEVELOPER, Channel.LINKEDIN, "first-linkedin"),
        (DEVELOPER, NOTE, "note-in"),
        (DEVELOPER, "", "first-developer"),
    ],
)
def test_the_first_message_that_is_offered_suits_the_person_and_the_way(persona, channel, first):
    assert fitting(offers([]), FIRST, persona, channel)[0].key == f"starter:{first}"


def test_there_is_something_to_begin_with_for_every_purpose_person_and_way():
    for each in itertools.product(Purpose.values, Persona.values, ["", *Channel.values]):
        assert fitting(offers([]), *each)


def test_an_offer_is_found_by_its_key():
    among = offers([own(7)])
    assert of_key(among, "own:7") == own(7)
    assert of_key(among, "starter:check-in").name == "How are you?"
    assert of_key(among, "own:8") is None
    assert of_key(among, "") is None


def test_a_template_of_the_database_is_offered_with_all_it_holds(seeker):
    template = make_template(
        seeker,
        "Mine",
        purpose=FIRST,
        persona=DEVELOPER,
        channel=EMAIL,
        subject="S",
        body="B",
        copied_from="starter:x",
    )
    offer = own_offer(template)
    assert offer == (f"own:{template.pk}", "Mine", FIRST, DEVELOPER, EMAIL, "S", "B", "starter:x")
    assert offer.is_own
    assert not FROM_US[0].is_own


any_offer = st.builds(
    own,
    st.integers(1, 99),
    st.sampled_from(Purpose.values),
    st.sampled_from(["", *Persona.values]),
    st.sampled_from(["", *Channel.values]),
    st.sampled_from(["", *keys(FROM_US)]),
)


@given(
    st.lists(any_offer, max_size=6),
    st.sampled_from(Purpose.values),
    st.sampled_from(Persona.values),
    st.sampled_from(["", *Channel.values]),
)
def test_whatever_own_ones_there_are_what_fits_is_usable_ordered_and_never_nothing(
    mine, purpose, persona, channel
):
    found = fitting(offers(mine), purpose, persona, channel)
    assert found
    ranks = [(not offer.channel, not offer.persona, not offer.is_own) for offer in found]
    assert ranks == sorted(ranks)
    assert all(offer.purpose == purpose for offer in found)
    assert all(offer.persona in ("", persona) and offer.channel in ("", channel) for offer in found)
