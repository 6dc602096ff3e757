from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from networking.conversations import drafts
from networking.conversations.drafts import Stale, Words
from networking.conversations.models import Draft
from tests.people import NOW, make_contact, make_user

HELLO = Words("outreach", "email", "starter:hello", "Hello", "Hi Lena,")
OTHER = HELLO._replace(text="Good morning,")


@pytest.fixture
def lena(seeker):
    return make_contact(seeker, None, "Lena Koch")


def save(contact, words, version=0, now=NOW):
    return drafts.save(contact, words, version=version, now=now)


def stored(contact) -> tuple[str, str]:
    draft = Draft.objects.get(contact=contact)
    return draft.text, draft.earlier_text


def test_the_first_words_begin_a_draft_and_the_next_ones_follow(lena):
    first = save(lena, HELLO)
    second = save(lena, OTHER, first.version)
    assert drafts.words_of(second) == OTHER
    assert second.version == first.version + 1
    assert (second.owner, second.contact) == (lena.owner, lena)


def test_of_two_that_begin_at_once_one_wins_and_the_other_is_shown_both(lena):
    save(lena, HELLO)
    with pytest.raises(Stale) as stale:
        save(lena, OTHER)
    assert drafts.words_of(stale.value.stored) == HELLO
    assert stored(lena) == ("Hi Lena,", "")


def test_an_older_version_overwrites_nothing(lena):
    first = save(lena, HELLO)
    save(lena, OTHER, first.version)
    with pytest.raises(Stale) as stale:
        save(lena, HELLO._replace(text="From the other window"), first.version)
    assert stale.value.stored.text == "Good morning,"
    assert stored(lena) == ("Good morning,", "")


def test_the_same_words_sent_twice_are_no_quarrel(lena):
    first = save(lena, HELLO)
    second = save(lena, OTHER, first.version)
    assert save(lena, HELLO._replace(text="Good morning,"), first.version) == second
    assert save(lena, OTHER) == second


def test_a_message_that_was_sent_meanwhile_is_not_begun_again_by_itself(lena):
    first = save(lena, HELLO)
    drafts.let_go(lena, HELLO, version=first.version)
    with pytest.raises(Stale) as stale:
        save(lena, OTHER, first.version)
    assert stale.value.stored is None
    assert not Draft.objects.exists()


def test_a_later_draft_never_has_the_version_of_an_earlier_one(lena):
    first = save(lena, HELLO)
    drafts.let_go(lena, HELLO, version=first.version)
    save(lena, OTHER, now=NOW + dt.timedelta(minutes=1))
    with pytest.raises(Stale):
        save(lena, HELLO, first.version)
    assert stored(lena) == ("Good morning,", "")


def test_a_template_keeps_what_was_typed_and_swapping_brings_it_back_and_forth(lena):
    typed = save(lena, OTHER)
    begun = drafts.begin(lena, HELLO, OTHER, version=typed.version, now=NOW)
    assert stored(lena) == ("Hi Lena,", "Good morning,")
    back = drafts.swap(lena, HELLO._replace(text="Hi Lena, I"), version=begun.version, now=NOW)
    assert stored(lena) == ("Good morning,", "Hi Lena, I")
    assert back.template_key == ""
    drafts.swap(lena, OTHER, version=back.version, now=NOW)
    assert stored(lena) == ("Hi Lena, I", "Good morning,")


def test_typing_on_keeps_the_way_back(lena):
    first = drafts.begin(lena, HELLO, OTHER, version=0, now=NOW)
    save(lena, HELLO._replace(text="Hi Lena, I"), first.version)
    assert stored(lena) == ("Hi Lena, I", "Good morning,")


def test_nothing_is_swapped_where_nothing_is(lena):
    with pytest.raises(Stale):
        drafts.swap(lena, HELLO, version=0, now=NOW)


def test_of_two_texts_the_other_can_be_taken_and_mine_is_not_lost(lena):
    save(lena, HELLO)
    taken = drafts.take_stored(lena, OTHER, now=NOW)
    assert taken is not None
    assert drafts.words_of(taken) == HELLO
    assert stored(lena) == ("Hi Lena,", "Good morning,")


def test_there_is_nothing_to_take_of_a_message_that_was_sent(lena):
    assert drafts.take_stored(lena, OTHER, now=NOW) is None


def test_sending_deletes_the_draft_but_not_what_another_window_kept(lena):
    first = save(lena, HELLO)
    save(lena, OTHER, first.version)
    drafts.let_go(lena, HELLO, version=first.version)
    assert stored(lena) == ("Good morning,", "")
    drafts.let_go(lena, OTHER, version=first.version)
    assert not Draft.objects.exists()


def test_what_was_sent_comes_back_and_never_over_what_was_begun_since(lena):
    drafts.bring_back(lena, HELLO, now=NOW)
    assert stored(lena) == ("Hi Lena,", "")
    drafts.bring_back(lena, OTHER, now=NOW)
    assert stored(lena) == ("Hi Lena,", "Good morning,")


def test_a_draft_without_a_known_purpose_is_refused(lena):
    with pytest.raises(IntegrityError):
        save(lena, HELLO._replace(purpose="chain letter"))


class WindowsTest(TestCase):
    """Any number of windows that save in any order."""

    @settings(max_examples=50)
    @given(st.lists(st.tuples(st.integers(0, 2), st.text("ab", max_size=3)), max_size=12))
    def test_a_window_that_has_not_seen_the_last_words_never_overwrites_them(
        self, saves: list[tuple[int, str]]
    ) -> None:
        lena = make_contact(make_user("window"), None, "Lena")
        seen: dict[int, int] = {}
        last = None
        for window, text in saves:
            has_seen = last is None or seen.get(window) == last.version or text == last.text
            try:
                last = save(lena, HELLO._replace(text=text), seen.get(window, 0))
                seen[window] = last.version
                was_kept = True
            except Stale as stale:
                last, was_kept = stale.stored, False
            assert was_kept == has_seen
            assert Draft.objects.get(contact=lena) == last
