"""Which sort of help or of a small sign of life is said, and what becomes of it."""

from __future__ import annotations

import pytest

from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.conversations.models import Sort
from networking.conversations.sorts import SORTS, choices, fitting
from tests.people import NOW, TODAY, make_contact


@pytest.mark.parametrize("kind", Kind.values)
@pytest.mark.parametrize("sort", ["", "nonsense", *Sort.values])
def test_a_sort_stays_only_with_a_kind_that_has_it(kind, sort):
    assert fitting(kind, sort) == (sort if sort in SORTS.get(kind, ()) else "")


def test_only_touches_and_help_have_sorts():
    assert set(SORTS) == {Kind.TOUCH, Kind.HELP_GIVEN, Kind.HELP_RECEIVED}
    assert choices(Kind.REPLY) == [("", "Not said")]


def test_their_referral_is_a_kind_of_its_own_that_is_owed_thanks():
    assert not {Sort.REFERRAL, Sort.INTRODUCTION} & set(SORTS[Kind.HELP_RECEIVED])


@pytest.mark.django_db
def test_the_writer_keeps_a_sort_that_fits_and_drops_one_that_does_not(seeker):
    lena = make_contact(seeker, name="Lena Koch")
    helped = writer.log(lena, Kind.HELP_GIVEN, on=TODAY, now=NOW, sort=Sort.MENTORING)
    replied = writer.log(lena, Kind.REPLY, on=TODAY, now=NOW, sort=Sort.MENTORING)
    assert (helped.sort, replied.sort) == (Sort.MENTORING, "")
    assert writer.correct(helped, now=NOW, sort=Sort.KNOWLEDGE).sort == Sort.KNOWLEDGE
    assert writer.correct(helped, now=NOW, kind=Kind.TOUCH).sort == ""


@pytest.mark.django_db
def test_a_no_to_a_referral_stays_one_when_its_note_is_put_right(seeker):
    replied = writer.log(make_contact(seeker), Kind.REPLY, on=TODAY, now=NOW)
    replied.sort = Sort.REFERRAL  # as `referrals` writes it
    replied.save()
    assert writer.correct(replied, now=NOW, note="No open role").sort == Sort.REFERRAL
    assert writer.correct(replied, now=NOW, kind=Kind.MESSAGE).sort == ""
