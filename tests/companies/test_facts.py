"""What a school knows about companies: who keeps it and how (DESIGN §3)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from networking.cohorts import access, joining
from networking.cohorts.models import Role
from networking.companies import facts
from networking.companies.models import Alum, Fact
from networking.web.seen import STALE
from tests.access import digest
from tests.cohorts.conftest import client_of
from tests.companies.conftest import make_alum, make_fact
from tests.people import NOW, make_user

KEEPERS = {"coach", "other_coach", "admin"}
EVERYBODY = ("seeker", "classmate", "coach", "other_coach", "admin", "foreign_admin", "stranger")
KINDS = {"hired_alumni": "on", "ask_coach": "on", "sponsors": "on"}


def url(name, *keys):
    return reverse(f"companies:{name}", args=[key if isinstance(key, int) else key.pk for key in keys])


def text_of(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


# --- Who


@pytest.mark.parametrize("who", EVERYBODY)
def test_coaches_and_admins_keep_them_and_seekers_are_told(school, who):
    here, there = make_fact(school.organization), make_fact(school.foreign)
    user = getattr(school, who)
    kept = {here} if who in KEEPERS else {there} if who == "foreign_admin" else set()
    assert set(Fact.objects.kept_by(user)) == kept
    assert set(Fact.objects.told_to(user)) == ({here} if who in {"seeker", "classmate"} else set())


@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_else_finds_nothing_and_changes_nothing(school, who):
    fact, removed = make_fact(school.organization), make_fact(school.organization, "Gone", removed_at=NOW)
    alum, client = make_alum(fact), client_of(getattr(school, who))
    pages = [url("facts", school.organization), url("add_fact", school.organization), url("edit_fact", fact)]
    assert {client.get(page).status_code for page in pages} == ({200} if who in KEEPERS else {404})
    if who in KEEPERS:
        return
    before = digest()
    acts = {
        url("add_fact", school.organization): {"name": "Kestrel", **KINDS},
        url("edit_fact", fact): {"name": "Kestrel", **KINDS},
        url("remove_fact", fact): {},
        url("restore_fact", removed): {},
        url("add_alum", fact): {"name": "Grace", "agreed_on": "2026-01-31"},
        url("remove_alum", alum): {},
    }
    for headers in ({}, {"HX-Request": "true"}):
        answers = {client.post(page, data, headers=headers).status_code for page, data in acts.items()}
        assert answers == {404}
    assert digest() == before


def test_a_superuser_is_nobody_here(school):
    school.stranger.is_superuser = school.stranger.is_staff = True
    school.stranger.save()
    assert client_of(school.stranger).get(url("facts", school.organization)).status_code == 404


def test_a_coach_keeps_nothing_from_the_next_request_on(school):
    page, coach = url("facts", school.organization), client_of(school.coach)
    assert coach.get(page).status_code == 200
    joining.archive(school.cohort, by=school.admin, now=NOW)
    assert coach.get(page).status_code == 404
    joining.reopen(school.cohort, by=school.admin, now=NOW)
    assert coach.get(page).status_code == 200
    joining.remove_member(school.place.coach, by=school.admin, now=NOW)
    assert coach.get(page).status_code == 404


def test_a_seeker_is_told_while_they_are_there_whether_they_share_or_not(school):
    def told():
        return set(access.facts_told_to(school.seeker))

    joining.share(school.place.seeker, consents=False, people=False, now=NOW)
    assert told() == {school.organization}
    joining.archive(school.cohort, by=school.admin, now=NOW)
    assert told() == set()
    joining.reopen(school.cohort, by=school.admin, now=NOW)
    assert told() == {school.organization}
    joining.leave(school.place.seeker, now=NOW)
    assert told() == set()


# --- Writing down


def test_a_coach_writes_down_what_every_seeker_will_read(school):
    data = {"name": " Northwind  Inc. ", **KINDS, "words": "Spring class", "source": "northwind.example/jobs"}
    answer = client_of(school.coach).post(url("add_fact", school.organization), data)
    fact = Fact.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, url("edit_fact", fact))
    assert (fact.name, fact.company_key, fact.words) == ("Northwind Inc.", "northwind", "Spring class")
    assert (fact.hired_alumni, fact.ask_coach, fact.sponsors) == (True, True, True)
    assert (fact.source, fact.written_by) == ("https://northwind.example/jobs", school.coach)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({"name": "Northwind"}, "Tick at least one"),
        ({"name": "Northwind", "words": "   "}, "Tick at least one"),
        ({"name": "", "sponsors": "on"}, "required"),
        ({"name": "\x00", "sponsors": "on"}, "Null characters"),
        ({"name": "N" * 201, "sponsors": "on"}, "at most 200"),
        ({"name": "Northwind", "words": "w" * 2001}, "at most 2000"),
        ({"name": "Northwind", "sponsors": "on", "source": "javascript:alert(1)"}, "valid URL"),
        ({}, "required"),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_words_kept(school, data, why):
    page = text_of(client_of(school.coach).post(url("add_fact", school.organization), data), 422)
    assert why in page
    assert data.get("words", "").strip() in page
    assert "Constraint" not in page
    assert not Fact.objects.exists()


@pytest.mark.parametrize("spelling", ["Northwind", "northwind GMBH", "NORTHWIND, Inc."])
def test_a_second_one_about_a_company_leads_to_the_first(school, spelling):
    there = make_fact(school.organization)
    page = text_of(
        client_of(school.coach).post(url("add_fact", school.organization), {"name": spelling, **KINDS}), 422
    )
    assert "Your school has written something about Northwind already" in page
    assert f'href="{url("edit_fact", there)}"' in page
    other = make_fact(school.organization, "Kestrel")
    renamed = client_of(school.admin).post(url("edit_fact", other), {"name": spelling, **KINDS})
    assert "<h1>Kestrel</h1>" in text_of(renamed, 422)
    assert Fact.objects.count() == 2


def test_of_two_at_the_same_moment_the_second_is_told_of_the_first(school, monkeypatch):
    make_fact(school.organization)
    seen, real = [], facts.kept_about
    monkeypatch.setattr(
        "networking.companies.fact_forms.kept_about", lambda *a, **k: seen.append(a)
    )  # it looked a moment too early
    page = client_of(school.coach).post(url("add_fact", school.organization), {"name": "Northwind", **KINDS})
    assert seen
    assert real(school.organization, "Northwind")
    assert "already" in text_of(page, 422)


def test_who_has_not_seen_the_latest_does_not_write_over_it(school):
    fact = make_fact(school.organization)
    coach, page = client_of(school.coach), url("edit_fact", fact)
    seen = coach.get(page).context["form"].mark
    client_of(school.admin).post(page, {"name": "Northwind", "words": "They hire in spring"})
    answer = coach.post(page, {"name": "Northwind", "words": "Never heard of", "seen": seen})
    assert STALE in text_of(answer, 422)
    assert "Never heard of" in answer.content.decode()
    fact.refresh_from_db()
    assert (fact.words, fact.written_by) == ("They hire in spring", school.admin)


def test_removed_and_brought_back_with_its_alumni(school):
    fact = make_fact(school.organization)
    make_alum(fact)
    coach = client_of(school.coach)
    coach.post(url("remove_fact", fact))
    page = text_of(coach.get(url("facts", school.organization)))
    assert "Ada" not in page
    assert f'action="{url("restore_fact", fact)}"' in page
    assert coach.get(url("edit_fact", fact)).status_code == 404
    client_of(school.admin).post(url("restore_fact", fact))
    assert "Ada Lovelace" in text_of(coach.get(url("facts", school.organization)))


def test_what_is_removed_stays_so_when_something_newer_took_its_place(school):
    fact = make_fact(school.organization, removed_at=NOW)
    newer = make_fact(school.organization)
    page = client_of(school.coach).post(url("restore_fact", fact), follow=True)
    assert "something newer about Northwind" in text_of(page)
    assert list(Fact.objects.kept_by(school.coach)) == [newer]


# --- Alumni


def test_an_alum_is_listed_with_the_day_they_agreed(school):
    fact = make_fact(school.organization)
    data = {"name": "Ada Lovelace", "role": "Developer", "agreed_on": "2026-01-31"}
    client = client_of(school.coach)
    for _ in range(2):
        page = client.post(url("add_alum", fact), data, follow=True)
    assert Alum.objects.values_list("name", "role", "agreed_on").get() == (
        "Ada Lovelace",
        "Developer",
        dt.date(2026, 1, 31),
    )
    assert "agreed 31 Jan 2026" in page.content.decode()


@pytest.mark.parametrize("day", ["", "tomorrow", "2026-02-30", "9999-12-31"])
def test_nobody_is_listed_who_has_not_agreed_yet(school, day):
    fact = make_fact(school.organization)
    answer = client_of(school.coach).post(url("add_alum", fact), {"name": "Ada Lovelace", "agreed_on": day})
    page = text_of(answer, 422)
    assert 'value="Ada Lovelace"' in page
    assert f'action="{url("edit_fact", fact)}"' in page
    assert not Alum.objects.exists()


def test_who_asks_to_be_taken_off_leaves_no_trace(school):
    fact = make_fact(school.organization)
    alum = make_alum(fact, role="Head of Difference Engines")
    page = client_of(school.coach).post(url("remove_alum", alum), follow=True)
    assert not Alum.objects.exists()
    assert "Ada" not in text_of(page)
    assert "toast-undo" not in page.content.decode()
    assert "Difference Engines" not in str(list(Fact.objects.values()))


# --- The list


@pytest.mark.parametrize(
    ("q", "found"),
    [("north", ["Northwind Inc."]), ("NORTHWIND GmbH", ["Northwind Inc."]), ("z", []), ("\x00%_", [])],
)
def test_a_company_is_found_by_a_part_of_its_name(school, q, found):
    make_fact(school.organization, "Northwind Inc.")
    make_fact(school.organization, "Kestrel")
    page = client_of(school.coach).get(url("facts", school.organization), {"q": q})
    assert [fact.name for fact in page.context["page"]] == found


def test_the_search_answers_with_the_list_alone(school):
    make_fact(school.organization)
    headers = {"HX-Request": "true", "HX-Target": "facts"}
    page = text_of(client_of(school.coach).get(url("facts", school.organization), headers=headers))
    assert page.strip().startswith('<div id="facts">')


def test_an_empty_list_says_what_it_is_for(school):
    page = text_of(client_of(school.coach).get(url("facts", school.organization)))
    assert "Nothing written down yet" in page
    assert "Add the first company" in page


@pytest.mark.parametrize("number", ["2", "0", "-1", "x", "9" * 400])
def test_a_long_list_has_pages_and_an_odd_page_is_one_of_them(school, number):
    for each in range(51):
        make_fact(school.organization, f"Company {each}")
    page = client_of(school.coach).get(url("facts", school.organization), {"page": number})
    assert "Page" in text_of(page)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_take_the_same_queries_for_one_row_and_for_three(school, django_assert_num_queries, rows):
    for each in range(rows):
        fact = make_fact(school.organization, f"Company {each}", written_by=school.coach)
        for name in range(rows):
            make_alum(fact, f"Alum {name}")
    coach = client_of(school.coach)
    for page, count in {url("facts", school.organization): 6, url("edit_fact", fact): 4}.items():
        with django_assert_num_queries(count):
            coach.get(page)


@pytest.mark.parametrize(("who", "linked"), [("coach", True), ("admin", True)])
def test_those_who_keep_them_get_there_from_their_cohorts(school, who, linked):
    link = f'href="{url("facts", school.organization)}"'
    client = client_of(getattr(school, who))
    assert (link in client.get(reverse("cohorts:home")).content.decode()) is linked
    if who == "admin":
        assert (
            link
            in client.get(reverse("cohorts:organization", args=[school.organization.pk])).content.decode()
        )


def test_who_coaches_at_two_schools_keeps_each_apart(school):
    both = make_user("both")
    joining.join(school.organization, school.cohort, both, Role.COACH, consents=False, now=timezone.now())
    joining.join(school.foreign, None, both, Role.ADMIN, consents=False, now=timezone.now())
    make_fact(school.organization, "Northwind")
    make_fact(school.foreign, "Kestrel")
    for organization, name in ((school.organization, "Northwind"), (school.foreign, "Kestrel")):
        page = client_of(both).get(url("facts", organization))
        assert [fact.name for fact in page.context["page"]] == [name]
