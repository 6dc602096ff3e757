"""The pages and buttons that put a step off, turn it down, list it and bring it back."""

from __future__ import annotations

import datetime as dt

import pytest

from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.conversations.models import Hidden, Medium
from tests.people import NOW, TODAY, make_company, make_contact
from tests.pipeline.snapshots import days

pytestmark = pytest.mark.usefixtures("noon")
HTMX = {"HX-Request": "true"}


@pytest.fixture
def waiting(seeker):
    """Somebody who waits for an answer."""
    seeker.target_aim = 0
    seeker.save()
    contact = make_contact(seeker, name="Ade Bello")
    writer.log(contact, Kind.REPLY, on=TODAY, now=NOW)
    return contact


def url_of(contact, act="", rule=4):
    return f"/steps/{rule}/contact:{contact.pk}/{act}"


def kept():
    return list(Hidden.objects.values_list("rule", "subject", "until", "reason"))


def test_later_hides_the_step_says_until_when_and_offers_the_way_back(as_seeker, waiting):
    response = as_seeker.post(url_of(waiting, "later/"), {"until": "2026-11-22"}, follow=True)
    assert response.redirect_chain == [("/", 302)]
    assert kept() == [(4, f"contact:{waiting.pk}", dt.date(2026, 11, 22), "")]
    page = response.content.decode()
    assert "Put off until Sunday 22 November." in page
    assert f'action="{url_of(waiting, "show/")}"' in page


def test_later_goes_back_to_where_the_person_was(as_seeker, waiting):
    data = {"until": "2026-11-22", "next": f"/people/{waiting.pk}/"}
    assert as_seeker.post(url_of(waiting, "later/"), data)["Location"] == f"/people/{waiting.pk}/"


@pytest.mark.parametrize("place", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_later_leads_nowhere_else(as_seeker, waiting, place):
    data = {"until": "2026-11-22", "next": place}
    assert as_seeker.post(url_of(waiting, "later/"), data)["Location"] == "/"


@pytest.mark.parametrize("until", ["", "soon", "2026-11-19", "2026-11-18", "2026-02-30", "0000-00-00"])
def test_a_day_that_cannot_be_is_asked_for_again_and_the_word_is_kept(as_seeker, waiting, until):
    response = as_seeker.post(url_of(waiting, "later/"), {"until": until})
    assert response.status_code == 422
    assert "field-error" in response.content.decode()
    assert f'value="{until}"' in response.content.decode() or not until
    assert kept() == []


def test_not_this_one_takes_a_reason(as_seeker, waiting):
    assert as_seeker.post(url_of(waiting, "not-this-one/"), {"reason": " "}).status_code == 422
    assert as_seeker.post(url_of(waiting, "not-this-one/"), {"reason": "x" * 201}).status_code == 422
    assert kept() == []
    response = as_seeker.post(url_of(waiting, "not-this-one/"), {"reason": "Done another way"}, follow=True)
    assert "Set aside." in response.content.decode()
    assert kept() == [(4, f"contact:{waiting.pk}", TODAY + days(30), "Done another way")]


def test_the_choices_are_a_page_and_beside_the_step_a_fragment(as_seeker, waiting):
    page = as_seeker.get(url_of(waiting)).content.decode()
    fragment = as_seeker.get(url_of(waiting), headers=HTMX).content.decode()
    assert "<html" in page
    assert "<html" not in fragment
    for words in ("Tomorrow", "In 3 days", "Next week", "Done another way"):
        assert words in page
        assert words in fragment


def test_htmx_comes_back_to_the_page_that_is_looked_at(as_seeker, waiting):
    """What htmx shows may have come from the address of a POST, to which nobody can go back."""
    headers = HTMX | {"HX-Current-URL": f"http://testserver/people/{waiting.pk}/"}
    fragment = as_seeker.get(f"{url_of(waiting)}?next=/people/1/log/reply/", headers=headers).content.decode()
    assert fragment.count(f'name="next" value="/people/{waiting.pk}/"') == 4


@pytest.mark.parametrize("starts_in", [dt.timedelta(hours=3), dt.timedelta(hours=-3)])
def test_a_promise_can_be_put_off_until_tomorrow_only(as_seeker, seeker, starts_in):
    when = {"starts_at": NOW + starts_in, "minutes": 30, "medium": Medium.VIDEO, "place": ""}
    chat = writer.plan_chat(make_contact(seeker), **when, questions="", now=NOW)
    url = f"/steps/{1 if starts_in > days(0) else 2}/chat:{chat.pk}/"
    page = as_seeker.get(url).content.decode()
    assert [words in page for words in ("Tomorrow", "In 3 days", "Next week")] == [True, False, False]
    as_seeker.post(f"{url}later/", {"until": "2026-12-24"})
    assert Hidden.objects.get().until == TODAY + days(1)


def test_hidden_steps_are_listed_and_come_back(as_seeker, waiting):
    as_seeker.post(url_of(waiting, "not-this-one/"), {"reason": "Not the right time"})
    page = as_seeker.get("/steps/hidden/").content.decode()
    assert "Answer Ade Bello" in page
    assert "Not the right time" in page
    assert "Answer Ade Bello" not in as_seeker.get("/").content.decode()
    as_seeker.post(url_of(waiting, "show/"))
    assert kept() == []
    assert "Answer Ade Bello" in as_seeker.get("/").content.decode()


@pytest.mark.parametrize(
    ("act", "data"), [("later/", {"until": "2026-11-22"}), ("not-this-one/", {"reason": "No: & why?"})]
)
def test_bringing_back_can_be_undone(as_seeker, waiting, act, data):
    as_seeker.post(url_of(waiting, act), data)
    before = kept()
    response = as_seeker.post(url_of(waiting, "show/"))
    assert kept() == []
    *_, message = response.wsgi_request._messages
    as_seeker.post(message.extra_tags)
    assert kept() == before


def test_bringing_back_twice_does_no_harm(as_seeker, waiting):
    as_seeker.post(url_of(waiting, "later/"), {"until": "2026-11-22"})
    assert [as_seeker.post(url_of(waiting, "show/")).status_code for _ in range(2)] == [302, 302]


def test_nothing_hidden_is_said_kindly(as_seeker):
    assert "Nothing is put off" in as_seeker.get("/steps/hidden/").content.decode()


NO_STEPS = (
    *("4/contact:0", "4/contact:{pk}x", "4/{pk}", "4/company:{pk}", "3/contact:{pk}", "5/contact:{pk}"),
    *("99/contact:{pk}", "14/calm", "4/contact:%00", "4/contact%00:1", "4/contact:99999999999999999999"),
    "99999999999999999999/contact:{pk}",
)


@pytest.mark.parametrize("path", NO_STEPS)
@pytest.mark.parametrize("act", ["later/", "not-this-one/", "show/"])
def test_a_step_that_does_not_exist_cannot_be_hidden(as_seeker, waiting, path, act):
    url = f"/steps/{path.format(pk=waiting.pk)}/{act}"
    assert as_seeker.post(url, {"until": "2026-11-22", "reason": "no"}).status_code == 404
    assert kept() == []


def test_calm_cannot_be_hidden(as_seeker, seeker):
    seeker.target_aim = 0
    seeker.save()
    assert as_seeker.post("/steps/14/calm/later/", {"until": "2026-11-22"}).status_code == 404
    assert "Later…" not in as_seeker.get("/").content.decode()


@pytest.mark.parametrize("act", ["", "later/", "not-this-one/", "show/"])
def test_the_step_of_somebody_else_does_not_exist(as_stranger, waiting, act):
    Hidden.objects.create(owner=waiting.owner, rule=4, subject=f"contact:{waiting.pk}", until=TODAY + days(3))
    before = kept()
    data = {"until": "2026-11-22", "reason": "no"}
    response = as_stranger.post(url_of(waiting, act), data) if act else as_stranger.get(url_of(waiting))
    assert response.status_code == 404
    assert kept() == before


@pytest.mark.parametrize("number", [1, 3])
def test_the_hidden_list_takes_the_same_queries_for_one_and_three(
    as_seeker, seeker, django_assert_num_queries, number
):
    for _ in range(number):
        company = make_company(seeker)
        Hidden.objects.create(owner=seeker, rule=8, subject=f"company:{company.pk}", until=TODAY + days(3))
    with django_assert_num_queries(6):  # session, user and the four of the snapshot
        page = as_seeker.get("/steps/hidden/").content.decode()
    assert page.count("Bring back:") == number


def test_the_reasons_at_hand_speak_of_what_the_step_is_about(as_seeker, seeker, waiting):
    company = make_company(seeker)
    seeker.change_settings(target_aim=5)
    right = {
        url_of(waiting): ["Not the right person", "Not the right time", "Done another way"],
        f"/steps/8/company:{company.pk}/": [
            "Not the right company",
            "Not the right time",
            "Done another way",
        ],
        "/steps/9/list/": ["Not the right time", "Done another way"],
    }
    assert {url: as_seeker.get(url).context["reasons"] for url in right} == right
