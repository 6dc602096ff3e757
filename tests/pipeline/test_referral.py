"""The page of one referral: what is ready, whether it is time to ask, and what comes next."""

from __future__ import annotations

import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from networking.contacts.stages import Kind
from networking.conversations import opportunities, referrals, writer
from networking.conversations.models import ENDED, Introduction, Outcome
from tests.conversations.test_referrals import MAIL, make_role
from tests.people import NOW, TODAY, make_company, make_contact, new_key
from tests.pipeline.writing import composer

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def role(seeker):
    return make_role(seeker, make_company(seeker, "Northwind"), department="Platform")


def begun(seeker, role, name="Lena Koch", **fields):
    return referrals.begin(make_contact(seeker, role.company, name, **fields), role, now=NOW)


def read(client, referral, path: str = "") -> str:
    response = client.get(f"/referrals/{referral.pk}/{path}")
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def test_somebody_close_can_be_asked_once_it_is_ready(as_seeker, seeker, role):
    mine = begun(seeker, role, closeness="close")
    page = read(as_seeker, mine)
    assert "Backend Engineer (Platform)" in page
    assert "You are close: ask Lena directly" in page
    assert "1 of 4" in page
    assert "Write the packet" in page
    referrals.edit(mine, {"why_me": "Go", "talking_points": "Kind", "resume_url": "https://sam.example/"})
    for what in referrals.READY:
        as_seeker.post(f"/referrals/{mine.pk}/ready/{what}/", {"on": "1"})
    page = read(as_seeker, mine)
    assert "4 of 4" in page
    assert f"/people/{mine.contact_id}/write/?purpose=referral&place=referral%3A{mine.pk}" in page


def test_somebody_distant_is_not_asked_before_a_chat_and_the_reason_is_said(as_seeker, seeker, role):
    page = read(as_seeker, begun(seeker, role))
    assert "You two have not talked yet." in page
    assert "Go on with Lena" in page
    assert "purpose=referral" not in page


def test_after_a_chat_the_thanks_come_first(as_seeker, seeker, role):
    mine = begun(seeker, role)
    writer.log(mine.contact, Kind.CHAT, on=TODAY, now=NOW)
    page = read(as_seeker, mine)
    assert "Say it first, then ask." in page
    assert f"/people/{mine.contact_id}/write/?purpose=thank_you" in page


def test_whoever_was_introduced_can_be_asked_until_the_introducer_is_gone(as_seeker, seeker, role):
    mine, mei = begun(seeker, role), make_contact(seeker, None, "Mei Tanaka")
    Introduction.objects.create(
        owner=seeker, introducer=mei, introduced=mine.contact, on=TODAY, key=new_key()
    )
    assert "Mei Tanaka introduced you two" in read(as_seeker, mine)
    writer.remove_contact(mei, now=NOW)
    assert "You two have not talked yet." in read(as_seeker, mine)


def test_a_tick_is_taken_away_again_and_an_unknown_one_is_not_there(as_seeker, seeker, role):
    mine = begun(seeker, role)
    for on in ("1", ""):
        as_seeker.post(f"/referrals/{mine.pk}/ready/has_story/", {"on": on})
        mine.refresh_from_db()
        assert mine.has_story is bool(on)
    for what in ("outcome", "owner", "has_everything"):
        assert as_seeker.post(f"/referrals/{mine.pk}/ready/{what}/", {"on": "1"}).status_code == 404


def test_somebody_who_works_elsewhere_is_no_connection_there(as_seeker, seeker, role):
    mine = referrals.begin(make_contact(seeker, None, "Ida"), role, now=NOW)
    assert "Ida does not work at Northwind." in read(as_seeker, mine)


def test_asking_in_another_way_is_written_down_and_taken_back(as_seeker, seeker, role):
    mine = begun(seeker, role)
    answer = as_seeker.post(
        f"/referrals/{mine.pk}/asked/", {"on": TODAY, "channel": "in_person", "key": new_key()}, follow=True
    )
    page = html.unescape(answer.content.decode())
    assert "You asked Lena. It is written down." in page
    assert "What did Lena say?" in page
    as_seeker.post(f"/referrals/{mine.pk}/asked/undo/")
    assert "What did Lena say?" not in read(as_seeker, mine)


@pytest.mark.parametrize("day", ["2026-11-20", "never", "0001-01-01"])
def test_a_day_that_cannot_be_is_refused_and_nothing_is_written(as_seeker, seeker, role, day):
    mine = begun(seeker, role)
    for path, more in (("asked", {}), ("ended", {"outcome": "no", "note": "Kept <b>words</b>"})):
        answer = as_seeker.post(f"/referrals/{mine.pk}/{path}/", {"on": day, **more})
        assert answer.status_code == 422
    assert "Kept <b>words</b>" not in answer.content.decode()
    assert not mine.contact.interactions.exists()


def test_a_refused_answer_keeps_the_words(as_seeker, seeker, role):
    mine = referrals.ask(begun(seeker, role), key=new_key(), **MAIL)
    sent = {"on": "never", "outcome": "no", "note": "Not this year"}
    answer = as_seeker.post(f"/referrals/{mine.pk}/ended/", sent)
    assert answer.status_code == 422
    assert "Not this year" in answer.content.decode()
    assert as_seeker.post(f"/referrals/{mine.pk}/ended/", {"outcome": "perhaps"}).status_code == 422


@pytest.mark.parametrize(
    ("outcome", "words", "purpose"),
    [
        (Outcome.YES, "Lena passes your name on.", "thank_you"),
        (Outcome.NO, "A no is about rules or timing", "decline_thanks"),
        (Outcome.SILENCE, "Silence is normal", ""),
    ],
)
def test_each_answer_has_its_words_what_comes_next_and_an_undo(
    as_seeker, seeker, role, outcome, words, purpose
):
    mine = referrals.ask(begun(seeker, role), key=new_key(), **MAIL)
    as_seeker.post(f"/referrals/{mine.pk}/ended/", {"on": TODAY, "outcome": outcome, "key": new_key()})
    page = read(as_seeker, mine)
    assert words in page
    assert (f"purpose={purpose}" if purpose else f"/opportunities/{role.pk}/ask/") in page
    as_seeker.post(f"/referrals/{mine.pk}/open/")
    assert "What did Lena say?" in read(as_seeker, mine)


@pytest.mark.parametrize("progress", sorted(ENDED))
@pytest.mark.parametrize("said", ["nothing", "asked", Outcome.SILENCE])
def test_for_a_role_that_has_ended_nobody_is_asked_any_more(as_seeker, seeker, role, progress, said):
    mine = begun(seeker, role)
    if said != "nothing":
        referrals.ask(mine, key=new_key(), **MAIL)
    if said == Outcome.SILENCE:
        referrals.end(mine, said, on=TODAY, key=new_key(), now=NOW)
    opportunities.move_on(role, progress, on=TODAY, now=NOW)
    page = read(as_seeker, mine)
    assert "This role has come to an end, so nothing is left to ask for. Lena stays" in page
    assert f'href="/opportunities/{role.pk}/">See the role' in page
    for words in ("You can ask", "purpose=referral", "Ready to ask", "Ask somebody else", "kind reminder"):
        assert words not in page
    there = as_seeker.get(f"/people/{mine.contact_id}/").content.decode()
    assert "getting ready" not in there
    assert "asked, no answer yet" not in there
    assert composer(as_seeker, mine.contact, "?purpose=referral").words.purpose != "referral"


def test_it_is_removed_and_brought_back(as_seeker, seeker, role):
    mine = begun(seeker, role)
    as_seeker.post(f"/referrals/{mine.pk}/remove/")
    assert as_seeker.get(f"/referrals/{mine.pk}/").status_code == 404
    as_seeker.post(f"/referrals/{mine.pk}/restore/")
    read(as_seeker, mine)


def test_of_a_removed_role_or_company_there_is_no_page(as_seeker, seeker, role):
    mine = begun(seeker, role)
    writer.remove_company(role.company, now=NOW)
    for path in ("", "packet/", "packet.md", "edit/"):
        assert as_seeker.get(f"/referrals/{mine.pk}/{path}").status_code == 404
    assert as_seeker.post(f"/referrals/{mine.pk}/restore/").status_code == 404


def test_words_of_people_are_only_words(as_seeker, seeker, role):
    mine = begun(seeker, role, name="<img src=x onerror=alert(1)> {introducer}")
    evil = "<script>alert(1)</script>"
    referrals.edit(mine, {"context": evil, "why_me": evil, "talking_points": evil})
    for path in ("", "packet/", "edit/"):
        page = as_seeker.get(f"/referrals/{mine.pk}/{path}").content.decode()
        assert evil not in page
        assert "<img src=x" not in page


@pytest.mark.parametrize("people", [1, 3])
def test_the_pages_ask_few_questions(as_seeker, seeker, role, people):
    all_of_them = [begun(seeker, role, f"Person {number}") for number in range(people)]
    mine = referrals.ask(all_of_them[0], key=new_key(), **MAIL)
    for path, most in ((f"referrals/{mine.pk}/", 3), (f"referrals/{mine.pk}/packet/", 3)):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            as_seeker.get(f"/{path}")
        assert len(asked) == most, path
