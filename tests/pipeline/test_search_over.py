"""An accepted offer ends the search: everybody who helped can be told, and the search taken up again."""

from __future__ import annotations

import pytest

from networking.accounts.models import User
from networking.companies.models import Standing
from networking.contacts.stages import Kind
from networking.conversations import opportunities as acts
from networking.conversations import writer
from networking.conversations.clocks import Rule as Stored
from networking.conversations.models import Progress, Update
from networking.pipeline.next_steps import SEARCHING
from networking.pipeline.snapshot import STAYING
from tests.people import NOW, TODAY, make_company, make_contact
from tests.pipeline.test_opportunities import helper_at, page, role, undo_of, words
from tests.pipeline.writing import log


@pytest.fixture
def northwind(seeker):
    return make_company(seeker, "Northwind")


@pytest.fixture
def accepted(seeker, northwind):
    return role(seeker, northwind, progress=Progress.ACCEPTED)


def over_on(seeker):
    return User.objects.get(pk=seeker.pk).search_over_on


def told():
    return sorted(Update.objects.values_list("contact__name", flat=True))


def test_accepting_ends_the_search_on_its_day_and_undo_opens_it_again(as_seeker, seeker, northwind, noon):
    made = role(seeker, northwind, progress=Progress.OFFER)
    url = f"/opportunities/{made.pk}/"
    as_seeker.post(f"{url}progress/", {"progress": "accepted", "on": "2026-11-17"})
    assert str(over_on(seeker)) == "2026-11-17"
    shown = as_seeker.get(url)
    assert "Congratulations!" in words(shown)
    as_seeker.post(undo_of(shown))
    assert over_on(seeker) is None


def test_a_search_stays_over_while_another_offer_is_accepted(seeker, northwind, accepted):
    other = role(seeker, northwind, progress=Progress.ACCEPTED)
    acts.move_on(other, Progress.WITHDRAWN, on=TODAY, now=NOW)
    assert over_on(seeker) == TODAY
    acts.move_on(accepted, Progress.WITHDRAWN, on=TODAY, now=NOW)
    assert over_on(seeker) is None


def test_other_words_for_an_accepted_role_do_not_end_the_search_anew(seeker, accepted):
    seeker.change_settings(search_over_on=None)
    acts.edit(accepted, notes="More")
    assert over_on(seeker) is None


def test_an_example_ends_no_search(seeker):
    role(seeker, make_company(seeker, is_sample=True), progress=Progress.ACCEPTED)
    assert over_on(seeker) is None


# --- Telling everybody who helped


def test_everybody_who_helped_is_offered_ticked_but_who_hears_of_it_anyway(as_seeker, seeker, northwind):
    helper_at(seeker, northwind, "Lena Here")
    olu = helper_at(seeker, make_company(seeker, "Kestrel"), "Olu Elsewhere")
    make_contact(seeker, northwind, "Never Spoken")
    made = role(seeker, northwind, progress=Progress.ACCEPTED)
    shown = page(as_seeker.get(f"/opportunities/{made.pk}/"))
    offered = shown.split('id="tell"')[1].split("</section>")[0]
    assert f'name="person" value="{olu.pk}" id="tell-{olu.pk}" checked' in offered
    assert ("Olu Elsewhere, Kestrel" in offered, "talked with you" in offered) == (True, True)
    assert ("Lena Here" in offered, "Never Spoken" in offered) == (False, False)
    assert told() == ["Lena Here"]


def test_who_is_ticked_is_owed_a_word_and_undo_takes_exactly_those_back(as_seeker, seeker, northwind):
    helper_at(seeker, northwind, "Lena Here")
    olu, ana = (helper_at(seeker, make_company(seeker), name) for name in ("Olu Far", "Ana Far"))
    made = role(seeker, northwind, progress=Progress.ACCEPTED)
    url = f"/opportunities/{made.pk}/"
    assert as_seeker.post(f"{url}tell/", {"person": [olu.pk]})["Location"] == url
    assert told() == ["Lena Here", "Olu Far"]
    shown = as_seeker.get(url)
    assert f'id="tell-{ana.pk}"' in page(shown)
    assert f'id="tell-{olu.pk}"' not in page(shown)
    as_seeker.post(undo_of(shown))
    assert told() == ["Lena Here"]


def test_pressing_twice_tells_nobody_twice(as_seeker, seeker, accepted):
    olu = helper_at(seeker, make_company(seeker), "Olu Far")
    for _ in range(2):
        as_seeker.post(f"/opportunities/{accepted.pk}/tell/", {"person": [olu.pk]})
    assert told() == ["Olu Far"]


def test_nobody_ticked_is_said_kindly(as_seeker, seeker, accepted):
    helper_at(seeker, make_company(seeker), "Olu Far")
    answer = as_seeker.post(f"/opportunities/{accepted.pk}/tell/")
    assert (answer.status_code, told()) == (422, [])
    assert "Tick at least one person first." in page(answer)


def test_only_who_is_offered_can_be_told(as_seeker, stranger, seeker, accepted):
    theirs = helper_at(stranger, make_company(stranger), "Theirs")
    silent = make_contact(seeker, make_company(seeker), "Silent")
    for person in (theirs.pk, silent.pk, "x", 10**30):
        assert as_seeker.post(f"/opportunities/{accepted.pk}/tell/", {"person": [person]}).status_code == 422
    assert told() == []


@pytest.mark.parametrize("progress", sorted(set(Progress) - {Progress.ACCEPTED}))
def test_a_role_that_was_not_accepted_tells_nobody_elsewhere(as_seeker, seeker, northwind, progress):
    olu = helper_at(seeker, make_company(seeker), "Olu Far")
    made = role(seeker, northwind, progress=progress)
    assert as_seeker.post(f"/opportunities/{made.pk}/tell/", {"person": [olu.pk]}).status_code == 422
    assert told() == []


def test_after_a_no_who_answered_there_can_be_thanked_although_they_only_wrote(
    as_seeker, seeker, northwind, noon
):
    rita, sam, ivo = (make_contact(seeker, northwind, name) for name in ("Rita", "Sam Silent", "Ivo No"))
    log(rita, Kind.REPLY, 5)
    log(rita, Kind.MESSAGE, 4)
    log(sam, Kind.OUTREACH, 5)
    log(ivo, Kind.DECLINED, 5)
    helper_at(seeker, northwind, "Lena Helped")
    made = role(seeker, northwind, progress=Progress.APPLIED)
    url = f"/opportunities/{made.pk}/"
    assert 'id="tell"' not in page(as_seeker.get(url))
    as_seeker.post(f"{url}progress/", {"progress": "rejected"})
    offered = page(as_seeker.get(url)).split('id="tell"')[1].split("</section>")[0]
    assert ("Thank them and stay in touch" in offered, "answered you" in offered) == (True, True)
    names = ("Rita", "Sam Silent", "Ivo No", "Lena Helped")
    assert [name for name in names if name in offered] == ["Rita"]
    as_seeker.post(f"{url}tell/", {"person": [rita.pk]})
    assert told() == ["Lena Helped", "Rita"]
    as_seeker.post(undo_of(as_seeker.get(url)))
    assert told() == ["Lena Helped"]


# --- The search that is over


def test_today_and_settings_say_that_the_search_is_over_and_take_it_up_again(as_seeker, seeker, accepted):
    for url in ("/", "/settings/"):
        assert "Search again" in page(as_seeker.get(url))
    assert as_seeker.post("/search/again/")["Location"] == "/"
    assert over_on(seeker) is None
    shown = as_seeker.get("/")
    assert "Your search is over" not in words(shown)
    as_seeker.post(undo_of(shown))
    assert over_on(seeker) == TODAY


def test_what_comes_next_is_told_although_a_step_of_the_search_would_be_sooner(as_seeker, seeker, noon):
    backlog = make_company(seeker, "Kestrel", standing=Standing.BACKLOG)
    waiting = make_contact(seeker, backlog, "Ade Bello")
    writer.log(waiting, Kind.OUTREACH, on=TODAY, now=NOW)
    helper_at(seeker, backlog)
    as_seeker.post("/search/over/")
    shown = words(as_seeker.get("/"))
    assert "Next: a word with Lena Koch, on 11 November 2027." in shown
    assert "Ade Bello" not in shown


def test_of_the_stored_steps_those_stay_that_the_end_of_a_search_does_not_silence():
    assert set(Stored) - SEARCHING == STAYING


def test_a_search_can_be_ended_without_a_role_and_never_in_days_to_come(as_seeker, seeker, noon):
    make_company(seeker)
    assert "My search is over" in page(as_seeker.get("/settings/"))
    as_seeker.post("/search/over/?on=2999-01-01")
    assert over_on(seeker) == TODAY
    as_seeker.post("/search/over/?on=2026-01-01")  # it is over already
    assert over_on(seeker) == TODAY
    as_seeker.post(undo_of(as_seeker.get("/")))
    assert over_on(seeker) is None


def test_asking_for_what_is_so_already_says_nothing(as_seeker, seeker):
    make_company(seeker)
    as_seeker.post("/search/again/")
    assert "toast-undo" not in page(as_seeker.get("/"))
