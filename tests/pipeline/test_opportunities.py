"""Opportunities: listed by how far they came, added, changed, told on, ended, removed and brought back."""

from __future__ import annotations

import datetime as dt
from html import unescape

import pytest
from django.db import connection
from django.db.models.signals import pre_init
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from networking.companies.models import Company
from networking.contacts.stages import Kind, Stage
from networking.conversations import opportunities as acts
from networking.conversations import opportunity_form, updates, writer
from networking.conversations.audit import check
from networking.conversations.models import ENDED, Due, Opportunity, Progress, Referral, Update
from networking.pipeline.opportunity_list import groups_of, moves_of, road_of
from networking.pipeline.opportunity_words import AFTER, DONE, ENDINGS, EXPLAINED, NO_ANSWER, ROAD
from tests.people import NOW, TODAY, make_company, make_contact, make_user, new_key

HTMX = {"HX-Request": "true"}


def page(response) -> str:
    return unescape(response.content.decode())


def words(response) -> str:
    return " ".join(strip_tags(page(response)).split())


def role(owner, company=None, name="Engineer", **said) -> Opportunity:
    said = {"progress": Progress.SPOTTED, "on": TODAY, "now": NOW, "key": new_key(), "role": name} | said
    return acts.add(owner, company or make_company(owner), **said)


def kept(owner):
    return list(Opportunity.objects.owned_by(owner).order_by("pk"))


def undo_of(response) -> str:
    """The address behind the button that takes back what was just done."""
    shown = page(response)
    return unescape(shown[shown.index('id="toasts"') :].split('action="', 1)[1].split('"', 1)[0])


@pytest.fixture
def northwind(seeker):
    return make_company(seeker, "Northwind")


def helper_at(owner, company, name="Lena Koch"):
    person = make_contact(owner, company, name)
    writer.log(person, Kind.CHAT, on=TODAY - dt.timedelta(days=9), now=NOW - dt.timedelta(days=9))
    writer.log(person, Kind.THANK_YOU, on=TODAY - dt.timedelta(days=8), now=NOW - dt.timedelta(days=8))
    return person


# --- The rules


def test_every_progress_has_its_words_and_either_a_way_on_or_an_end():
    for progress in Progress:
        assert DONE[progress]
        assert (progress in AFTER) + (progress in ENDINGS) == 1
        assert (progress in EXPLAINED) == (progress not in ENDED)
    assert set(ENDINGS) == ENDED
    assert [*ROAD, *[p for p in Progress if p in ENDED]] == list(Progress)


@pytest.mark.parametrize("progress", Progress)
def test_where_an_answer_may_never_come_it_is_said_how_to_end_that(progress):
    is_waiting = progress in {Progress.APPLIED, Progress.INTERVIEWING}
    assert ("If no answer comes" in EXPLAINED.get(progress, "")) == is_waiting
    assert DONE[Progress.REJECTED] in NO_ANSWER


@pytest.mark.parametrize("progress", Progress)
def test_everything_but_what_is_can_be_told_once_and_the_next_thing_comes_first(progress):
    moves = moves_of(progress)
    assert sorted(value for value, _, _ in moves) == sorted(set(Progress.values) - {progress})
    assert [value for value, _, weight in moves if weight == "brand"] == [
        after for after in [AFTER.get(progress)] if after
    ]
    assert sum(stop.is_here for stop in road_of(progress)) == (progress in ROAD)
    assert sum(stop.is_reached for stop in road_of(progress)) == list(Progress).index(progress) % 4 * (
        progress in ROAD
    ) + (progress in ROAD)


def test_no_rows_make_no_groups():
    assert groups_of([]) == []


# --- The list


def test_an_empty_list_says_what_it_is_for(as_seeker):
    shown = words(as_seeker.get("/opportunities/"))
    assert "A role is one more reason to talk" in shown
    assert "Add a role" in shown


def test_open_roles_stand_by_how_near_they_are_and_ended_ones_are_folded(as_seeker, seeker, northwind):
    for progress in Progress:
        role(seeker, northwind, f"Role {progress}", progress=progress)
    shown = page(as_seeker.get("/opportunities/"))
    order = ["offer", "interviewing", "applied", "spotted", "withdrawn", "rejected", "accepted"]
    places = [shown.index(f"Role {progress}<") for progress in order]
    assert places == sorted(places)
    assert '<details class="card role-ended" id="ended">' in shown


def test_where_all_have_ended_they_are_open_to_read(as_seeker, seeker):
    role(seeker, progress=Progress.REJECTED)
    shown = page(as_seeker.get("/opportunities/"))
    assert "No role is open" in shown
    assert 'id="ended" open' in shown


def test_ended_roles_come_in_pages(as_seeker, seeker, northwind):
    for number in range(51):
        role(seeker, northwind, f"Role {number}.", progress=Progress.WITHDRAWN)
    assert "Role 0." not in page(as_seeker.get("/opportunities/"))
    assert "Role 0." in page(as_seeker.get("/opportunities/?page=2"))
    assert "Role 0." in page(as_seeker.get("/opportunities/?page=99"))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_database_four_times(as_seeker, seeker, rows):
    for _ in range(rows):
        company = make_company(seeker)
        role(seeker, company, referrer=make_contact(seeker, company))
        role(seeker, company, progress=Progress.REJECTED)
    with CaptureQueriesContext(connection) as queries:
        as_seeker.get("/opportunities/")
    assert len(queries) == 4  # who is signed in (2), open roles, ended roles


def test_nobody_sees_the_roles_of_somebody_else_or_those_of_a_removed_company(as_stranger, as_seeker, seeker):
    company = make_company(seeker)
    role(seeker, company, "Secret")
    assert "Secret" not in page(as_stranger.get("/opportunities/"))
    writer.remove_company(company, now=NOW)
    assert "Secret" not in page(as_seeker.get("/opportunities/"))


def test_who_referred_me_is_named_until_they_are_removed(as_seeker, seeker, northwind):
    lena = make_contact(seeker, northwind, "Lena Koch")
    made = role(seeker, northwind, referrer=lena)
    for url in ("/opportunities/", f"/opportunities/{made.pk}/"):
        assert "Lena Koch" in page(as_seeker.get(url))
    writer.remove_contact(lena, now=NOW)
    for url in ("/opportunities/", f"/opportunities/{made.pk}/"):
        assert "Lena Koch" not in page(as_seeker.get(url))


# --- Adding and changing

WORDS = {"company_name": "Northwind", "role": "Backend engineer", "department": "Maps", "found": "posted"}
WORDS |= {"url": "northwind.example/jobs/7", "progress": "applied", "on": "2026-11-10", "notes": "Nice"}


def test_a_role_is_kept_with_all_its_words_and_i_am_led_to_it(as_seeker, seeker, northwind, noon):
    lena = make_contact(seeker, northwind, "Lena Koch")
    answer = as_seeker.post(f"/opportunities/add/?company={northwind.pk}", WORDS | {"referrer": lena.pk})
    (made,) = kept(seeker)
    assert answer["Location"] == f"/opportunities/{made.pk}/"
    assert (made.company, made.role, made.department, made.notes) == (
        northwind, "Backend engineer", "Maps", "Nice",
    )  # fmt: skip
    assert (made.url, made.found, made.referrer) == ("https://northwind.example/jobs/7", "posted", lena)
    assert (made.progress, made.progress_on, made.progress_at) == ("applied", dt.date(2026, 11, 10), NOW)
    as_seeker.post(undo_of(as_seeker.get(answer["Location"])))
    assert kept(seeker) == []


def test_a_double_click_adds_one(as_seeker, seeker, northwind):
    for _ in range(2):
        as_seeker.post(
            "/opportunities/add/", WORDS | {"on": "", "key": "00000000-0000-4000-8000-000000000007"}
        )
    assert len(kept(seeker)) == 1


def test_the_company_of_the_board_stands_in_the_form_and_a_foreign_one_does_not(
    as_seeker, as_stranger, northwind
):
    url = f"/opportunities/add/?company={northwind.pk}"
    assert "Northwind" in page(as_seeker.get(url))
    assert "Northwind" not in page(as_stranger.get(url))


def test_a_company_that_is_new_joins_the_backlog(as_seeker, seeker):
    as_seeker.post("/opportunities/add/", WORDS | {"company_name": "Kestrel", "on": ""})
    assert list(Company.objects.owned_by(seeker).values_list("name", "standing")) == [("Kestrel", "backlog")]


REFUSED = {
    "no company": {"company_name": ""},
    "no letter in the company": {"company_name": "!!"},
    "no role": {"role": " "},
    "a long role": {"role": "x" * 201},
    "a script for a link": {"url": "javascript:alert(1)"},
    "an unknown progress": {"progress": "hired"},
    "an unknown way": {"found": "magic"},
    "tomorrow": {"on": "2999-01-01"},
    "no day": {"on": "2026-02-30"},
    "long ago": {"on": "1066-10-14"},
    "a person of nobody": {"referrer": "999999"},
}


@pytest.mark.parametrize("wrong", REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_said_and_the_words_stay(as_seeker, seeker, wrong):
    answer = as_seeker.post("/opportunities/add/", WORDS | {"notes": "My own words"} | wrong)
    assert answer.status_code == 422
    assert "My own words" in page(answer)
    assert kept(seeker) == []


def test_of_a_large_network_those_are_offered_who_are_likeliest_to_have_referred_me(
    seeker, northwind, monkeypatch
):
    monkeypatch.setattr(opportunity_form, "MOST_REFERRERS", 4)
    for name in ("Ada", "Ben", "Cleo", "Dan"):
        make_contact(seeker, None, name, stage=Stage.REPLIED, last_interaction_on=TODAY - dt.timedelta(300))
    make_contact(seeker, None, "Eva", stage=Stage.CHATTED, last_interaction_on=TODAY)
    make_contact(seeker, None, "Yara", closeness="close")
    make_contact(seeker, northwind, "Zoe")
    make_contact(seeker, None, "Nobody yet")
    offered = opportunity_form.referrers(seeker, northwind.pk)
    assert list(offered.values()) == ["Ada", "Eva", "Yara", "Zoe, Northwind"]
    assert list(opportunity_form.referrers(seeker, None).values()) == ["Ada", "Ben", "Eva", "Yara"]


def test_somebody_elses_person_refers_nobody(as_seeker, seeker):
    other = make_user("other")
    theirs = make_contact(other, make_company(other), "Their friend", closeness="close")
    answer = as_seeker.post("/opportunities/add/", WORDS | {"referrer": theirs.pk})
    assert (answer.status_code, kept(seeker)) == (422, [])
    assert "Their friend" not in page(answer)


def test_other_words_are_kept_and_the_progress_stays(as_seeker, seeker, northwind):
    made = role(seeker, northwind, progress=Progress.APPLIED)
    url = f"/opportunities/{made.pk}/edit/"
    assert "Engineer" in page(as_seeker.get(url))
    sent = {"company_name": "northwind", "role": "Engineer II", "found": "recruiter", "notes": "New"}
    assert as_seeker.post(url, sent)["Location"] == f"/opportunities/{made.pk}/"
    (after,) = kept(seeker)
    assert (after.company, after.role, after.found, after.notes) == (
        northwind,
        "Engineer II",
        "recruiter",
        "New",
    )
    assert (after.progress, after.progress_at) == (made.progress, made.progress_at)


def test_an_ended_role_that_is_put_right_is_told_rightly_and_to_those_who_had_a_part_in_it(
    as_seeker, seeker, northwind, noon
):
    kestrel = make_company(seeker, "Kestrel")
    lena, olu = helper_at(seeker, northwind), helper_at(seeker, kestrel, "Olu There")
    ana = helper_at(seeker, make_company(seeker), "Ana Ticked")
    made = role(seeker, northwind, progress=Progress.ACCEPTED)
    as_seeker.post(f"/opportunities/{made.pk}/tell/", {"person": [ana.pk]})
    sent = {"company_name": "Kestrel", "role": "Data Engineer", "found": "network"}
    as_seeker.post(f"/opportunities/{made.pk}/edit/", sent)
    said = "Data Engineer at Kestrel"
    owed = Update.objects.order_by("contact__name").values_list("contact__name", "about")
    assert list(owed) == [("Ana Ticked", said), ("Olu There", said)]
    about = Due.objects.filter(rule=3).order_by("contact__name").values_list("contact", "about")
    assert list(about) == [(ana.pk, f"update:{said}"), (olu.pk, f"update:{said}")]
    assert not Due.objects.filter(contact=lena, rule=3).exists()
    assert list(check(fix=False, now=NOW)) == []


def test_who_did_not_refer_me_after_all_is_owed_nothing_and_who_knows_still_knows(seeker, northwind):
    lena, olu = (make_contact(seeker, None, name) for name in ("Lena", "Olu"))
    made = role(seeker, northwind, progress=Progress.REJECTED, referrer=lena)
    acts.edit(made, referrer=olu)
    (owed,) = Update.objects.all()
    assert owed.contact == olu
    updates.say_known(owed)
    acts.edit(made, referrer=lena, role="Analyst")
    assert sorted(Update.objects.values_list("contact__name", "is_known")) == [("Lena", False), ("Olu", True)]


def test_two_windows_do_not_write_over_each_other(as_seeker, seeker, northwind):
    made = role(seeker, northwind)
    url = f"/opportunities/{made.pk}/edit/"
    seen = page(as_seeker.get(url)).split('name="seen" value="')[1].split('"')[0]
    acts.edit(made, notes="From the other window", role="Theirs")
    sent = {"company_name": "Northwind", "role": "Mine", "found": "posted", "seen": seen}
    answer = as_seeker.post(url, sent)
    assert answer.status_code == 422
    assert "in another window" in page(answer)
    assert kept(seeker)[0].role == "Theirs"
    seen = page(answer).split('name="seen" value="')[1].split('"')[0]
    assert as_seeker.post(url, sent | {"notes": "From the other window", "seen": seen}).status_code == 302
    assert [(one.role, one.notes) for one in kept(seeker)] == [("Mine", "From the other window")]


# --- How far it came


def test_telling_how_far_it_came_is_kept_with_its_day_and_can_be_taken_back(as_seeker, seeker, noon):
    made = role(seeker, on=TODAY - dt.timedelta(days=5), now=NOW - dt.timedelta(days=5))
    url = f"/opportunities/{made.pk}/"
    as_seeker.post(f"{url}progress/", {"progress": "interviewing", "on": "2026-11-18"})
    (after,) = kept(seeker)
    assert (after.progress, after.progress_on, after.progress_at) == (
        "interviewing",
        dt.date(2026, 11, 18),
        NOW,
    )
    as_seeker.post(undo_of(as_seeker.get(url)))
    (back,) = kept(seeker)
    assert (back.progress, back.progress_on, back.progress_at) == (
        made.progress, made.progress_on, made.progress_at,
    )  # fmt: skip


def test_saying_the_same_twice_changes_nothing(as_seeker, seeker, noon):
    made = role(seeker, progress=Progress.APPLIED, now=NOW - dt.timedelta(hours=1))
    as_seeker.post(f"/opportunities/{made.pk}/progress/", {"progress": "applied"})
    assert kept(seeker)[0].progress_at == made.progress_at


@pytest.mark.parametrize(
    "wrong", [{"progress": "hired"}, {"progress": ""}, {"on": "2999-01-01"}, {"on": "x"}]
)
def test_a_progress_that_cannot_be_is_said_on_the_page(as_seeker, seeker, wrong):
    made = role(seeker)
    answer = as_seeker.post(f"/opportunities/{made.pk}/progress/", {"progress": "applied"} | wrong)
    assert (answer.status_code, kept(seeker)[0].progress) == (422, "spotted")
    assert "How far has it come?" in page(answer)


def test_of_a_double_click_the_second_finds_the_first_that_came_in_between(seeker, northwind):
    key, begun = new_key(), []

    def twin_comes_first(sender, **kwargs):
        if not begun:
            begun.append(kwargs)
            columns = {"progress": "spotted", "progress_on": TODAY, "progress_at": NOW, "created_at": NOW}
            Opportunity.objects.create(owner=seeker, company=northwind, role="Engineer", key=key, **columns)

    pre_init.connect(twin_comes_first, sender=Opportunity)
    try:
        role(seeker, northwind, key=key)
    finally:
        pre_init.disconnect(twin_comes_first, sender=Opportunity)
    assert (len(begun), [one.role for one in kept(seeker)]) == (1, ["Engineer"])


@pytest.mark.parametrize(
    "query",
    [
        "progress=hired&on=2026-11-01&at=2026-11-01T10:00:00%2B00:00",
        "progress=applied&on=x&at=2026-11-01T10:00:00%2B00:00",
        "progress=applied&on=2026-11-01&at=2026-11-01T10:00:00",
        "progress=applied&on=2026-11-01&at=2026-13-01T10:00:00%2B00:00",
        "progress=applied&on=2026-11-01&at=2999-11-01T10:00:00%2B00:00",
        "progress=applied&on=2026-11-01&at=0001-01-01T00:00:00%2B14:00",
        "progress=rejected&on=0001-01-01&at=2026-11-01T10:00:00%2B00:00",
        "",
    ],
)
def test_an_undo_that_was_made_up_undoes_nothing(as_seeker, seeker, query):
    made = role(seeker)
    assert as_seeker.post(f"/opportunities/{made.pk}/progress/undo/?{query}").status_code == 404
    assert kept(seeker)[0].progress == "spotted"


def test_a_row_of_the_list_tells_the_next_thing_and_htmx_gets_the_list(as_seeker, seeker):
    made = role(seeker)
    sent = {"progress": "applied", "place": "list"}
    answer = as_seeker.post(f"/opportunities/{made.pk}/progress/", sent, headers=HTMX)
    assert answer.status_code == 200
    assert page(answer).lstrip().startswith('<div id="opportunities">')
    assert "I have an interview" in page(answer)
    plain = as_seeker.post(f"/opportunities/{made.pk}/progress/", sent | {"progress": "offer"})
    assert plain["Location"] == "/opportunities/"
    ended = as_seeker.post(
        f"/opportunities/{made.pk}/progress/", sent | {"progress": "accepted"}, headers=HTMX
    )
    assert ended["HX-Redirect"] == f"/opportunities/{made.pk}/"  # there is more to say about that


# --- The end of one


@pytest.mark.parametrize("progress", sorted(ENDED))
def test_when_a_role_ends_who_helped_is_owed_a_word_and_undo_takes_it_back(
    as_seeker, seeker, northwind, noon, progress
):
    lena = helper_at(seeker, northwind)
    made = role(seeker, northwind, progress=Progress.OFFER)
    url = f"/opportunities/{made.pk}/"
    as_seeker.post(f"{url}progress/", {"progress": progress})
    assert [(u.contact, u.opportunity, u.on) for u in Update.objects.all()] == [(lena, made, TODAY)]
    shown = as_seeker.get(url)
    assert ENDINGS[progress].title in words(shown)
    assert f"/people/{lena.pk}/write/?purpose=update" in page(shown).split('id="know"')[1]
    as_seeker.post(undo_of(shown))
    assert (kept(seeker)[0].progress, Update.objects.count()) == ("offer", 0)


def test_a_role_that_is_removed_owes_nothing_until_it_is_back(as_seeker, seeker, northwind):
    helper_at(seeker, northwind)
    made = role(seeker, northwind, progress=Progress.REJECTED)
    as_seeker.post(f"/opportunities/{made.pk}/remove/")
    assert (kept(seeker), Update.objects.count()) == ([], 0)
    assert as_seeker.get(f"/opportunities/{made.pk}/").status_code == 404
    as_seeker.post(undo_of(as_seeker.get("/opportunities/")))
    assert (kept(seeker), Update.objects.count()) == ([made], 1)


def test_a_role_that_is_still_open_owes_nothing(seeker, northwind):
    helper_at(seeker, northwind)
    for progress in ROAD:
        role(seeker, northwind, progress=progress)
    assert Update.objects.count() == 0


# --- One page


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize("progress", Progress)
def test_a_role_asks_at_most_eight_queries(as_seeker, seeker, northwind, progress, many):
    for number in range(many):
        helper_at(seeker, northwind, f"Lena {number}")
        helper_at(seeker, make_company(seeker), f"Olu {number}")
    made = role(seeker, northwind, progress=progress)
    with CaptureQueriesContext(connection) as queries:
        as_seeker.get(f"/opportunities/{made.pk}/")
    assert len(queries) <= 8


def test_an_open_role_names_whom_i_ask_to_refer_me_and_leads_to_asking(as_seeker, seeker, northwind):
    made = role(seeker, northwind)
    lena = make_contact(seeker, northwind, "Lena Koch")
    url = f"/opportunities/{made.pk}/"
    assert f"{url}ask/" in page(as_seeker.get(url))
    asked = Referral.objects.create(
        owner=seeker, contact=lena, opportunity=made, key=new_key(), created_at=NOW
    )
    assert f"/referrals/{asked.pk}/" in page(as_seeker.get(url))
    acts.move_on(made, Progress.REJECTED, on=TODAY, now=NOW)
    assert f"{url}ask/" not in page(as_seeker.get(url))


def test_a_role_stands_on_the_board_of_its_company(as_seeker, seeker, northwind):
    url = f"/companies/{northwind.pk}/"
    assert f"/opportunities/add/?company={northwind.pk}" in page(as_seeker.get(url))
    over = role(seeker, northwind, "Analyst", progress=Progress.REJECTED)
    made = role(seeker, northwind, "Engineer", department="Maps")
    role(seeker, make_company(seeker), "Elsewhere")
    shown = page(as_seeker.get(url))
    assert shown.index(f"/opportunities/{made.pk}/") < shown.index(f"/opportunities/{over.pk}/")
    assert "Elsewhere" not in shown
