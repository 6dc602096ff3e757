"""Acts on communities: added once, joined and left, removed and brought back."""

from __future__ import annotations

import datetime as dt

import pytest

from networking.conversations import communities
from networking.conversations.audit import check
from networking.conversations.models import Community, Met
from tests.people import NOW, TODAY, make_contact, new_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def community(seeker) -> Community:
    return communities.add(seeker, key=new_key(), now=NOW, name="Python Berlin", kind="slack")


def test_the_same_form_again_gives_the_same_community(seeker):
    key = new_key()
    first = communities.add(seeker, key=key, now=NOW, name="Python Berlin")
    again = communities.add(seeker, key=key, now=NOW, name="Python Berlin")
    assert (again, Community.objects.count()) == (first, 1)


def test_joining_again_keeps_the_first_day_and_leaving_forgets_it(community):
    communities.join(community, TODAY - dt.timedelta(days=9))
    communities.join(community, TODAY)
    assert Community.objects.get().joined_on == TODAY - dt.timedelta(days=9)
    communities.leave(community)
    assert Community.objects.get().joined_on is None


def test_removed_it_is_out_of_sight_with_its_meetings_and_brought_back_they_are_there(seeker, community):
    contact = make_contact(seeker)
    Met.objects.create(owner=seeker, contact=contact, community=community, on=TODAY, key=new_key())
    communities.remove(community, now=NOW)
    assert not Met.objects.owned_by(seeker).exists()
    assert not Community.objects.owned_by(seeker).exists()
    communities.restore(community)
    assert Met.objects.owned_by(seeker).get().contact == contact
    assert list(check(fix=False, now=NOW)) == []


def test_only_its_own_columns_are_edited(community):
    with pytest.raises(TypeError, match="owner_id"):
        communities.edit(community, {"owner_id": 1})
