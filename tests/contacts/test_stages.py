"""The table of DESIGN §2: whose each kind is, what it reaches, whether it waits for an answer."""

from __future__ import annotations

import pytest

from networking.contacts.stages import EFFECTS, OWES_THANKS, WANTS_ANSWER, Effect, Kind, Stage, Whose

MINE, THEIRS, BOTH = Whose.MINE, Whose.THEIRS, Whose.BOTH

AS_PUBLISHED = {
    "outreach": (MINE, Stage.REACHED_OUT, True),
    "follow_up": (MINE, Stage.REACHED_OUT, True),
    "message": (MINE, Stage.REACHED_OUT, True),
    "referral_ask": (MINE, Stage.REACHED_OUT, True),
    "thank_you": (MINE, Stage.THANKED, False),
    "check_in": (MINE, Stage.TO_CONTACT, False),
    "touch": (MINE, Stage.TO_CONTACT, False),
    "help_given": (MINE, Stage.TO_CONTACT, False),
    "reply": (THEIRS, Stage.REPLIED, False),
    "declined": (THEIRS, Stage.REPLIED, False),
    "referral": (THEIRS, Stage.REPLIED, False),
    "introduction": (THEIRS, Stage.REPLIED, False),
    "help_received": (THEIRS, Stage.REPLIED, False),
    "chat": (BOTH, Stage.CHATTED, False),
}


def test_every_kind_has_an_effect_and_no_other():
    assert set(EFFECTS) == set(Kind) == set(AS_PUBLISHED)


@pytest.mark.parametrize("kind", AS_PUBLISHED)
def test_a_kind_does_what_is_published(kind):
    assert EFFECTS[kind] == Effect(*AS_PUBLISHED[kind])


def test_four_kinds_owe_thanks_and_two_want_an_answer():
    assert {*OWES_THANKS} == {"chat", "referral", "introduction", "help_received"}
    assert {*WANTS_ANSWER} == {"reply", "declined"}
