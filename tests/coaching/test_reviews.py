"""The pages of a coach: one list with its review, and where it stands in the queue."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.test import Client

from networking.coaching import handing_in, reviewing
from networking.coaching.models import Remark, Review, SavedReply, Submission
from networking.cohorts import joining
from networking.cohorts.models import Act, Entry, Role
from networking.companies.models import Answer, Company, Criterion
from tests.access import digest
from tests.coaching.conftest import LATER, fresh, hand_in, say_to, send
from tests.cohorts.conftest import client_of
from tests.people import NOW, make_company, make_contact

HOUR = dt.timedelta(hours=1)
EVERYBODY_ELSE = ["seeker", "classmate", "other_coach", "admin", "foreign_admin", "stranger"]


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def made(listed) -> Submission:
    return hand_in(listed.seeker, "Be honest")


@pytest.fixture
def there(listed) -> Client:
    return client_of(listed.coach)


def url_of(submission, act=""):
    return f"/coach/reviews/{submission.pk}/{act}"


def text(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def typed(submission, version=0, overall="", **said):
    """What the form sends; `Globex=("rethink", "Why?")`."""
    data = {"version": version, "overall": overall}
    for name, pk in submission.companies.values_list("name", "pk"):
        verdict, words = said.get(name, ("", ""))
        data |= {f"words_{pk}": words} | ({f"verdict_{pk}": verdict} if verdict else {})
    return data


def second_list(listed, now=NOW + dt.timedelta(minutes=5)) -> Submission:
    listed.classmate.target_aim = 1
    listed.classmate.save(update_fields=["target_aim"])
    make_company(listed.classmate, "Kestrel", in_words="x")
    return hand_in(listed.classmate, now=now)


def test_the_queue_holds_the_lists_that_wait_the_oldest_first(there, listed, made):
    second_list(listed)
    page = text(there, "/coach/")
    assert page.index("Seeker") < page.index("Classmate")
    assert "2 lists waiting" in page
    send(made, listed.coach, say_to(made, "Fine"))
    assert url_of(made) not in text(there, "/coach/")


def test_a_coach_without_companies_of_their_own_lands_on_the_queue(there):
    assert there.get("/")["Location"] == "/coach/"


@pytest.mark.parametrize("who", EVERYBODY_ELSE)
@pytest.mark.parametrize("act", ["", "send/", "unsend/", "take-over/"])
def test_for_everybody_else_the_list_does_not_exist_and_nothing_changes(listed, made, who, act):
    client, before = client_of(getattr(listed, who)), digest()
    assert client.post(url_of(made, act), typed(made, overall="x")).status_code == 404
    assert client.get(url_of(made)).status_code == 404
    listed.stranger.is_superuser = True
    assert digest() == before


def test_a_superuser_sees_nothing(listed, made):
    type(listed.stranger).objects.filter(pk=listed.stranger.pk).update(is_superuser=True, is_staff=True)
    client = client_of(fresh(listed.stranger))
    assert [client.get(url).status_code for url in (url_of(made), "/coach/")] == [404, 404]


ENDS = [
    lambda s: joining.leave(s.place.seeker, now=NOW),
    lambda s: joining.share(s.place.seeker, consents=False, people=False, now=NOW),
    lambda s: joining.remove_member(s.place.coach, by=s.admin, now=NOW),
    lambda s: joining.archive(s.cohort, by=s.admin, now=NOW),
    lambda s: joining.join(s.organization, s.other_cohort, s.seeker, Role.SEEKER, consents=True, now=NOW),
    lambda s: type(s.seeker).objects.filter(pk=s.seeker.pk).update(is_active=False),
]


@pytest.mark.parametrize("end", ENDS)
def test_from_the_very_next_request_it_is_gone_and_nothing_changes(there, listed, made, end):
    review = reviewing.save(made, listed.coach, say_to(made, "So far"), version=0, now=NOW)
    assert there.get(url_of(made)).status_code == 200
    end(listed)
    before = digest()
    for act in ("", "send/", "unsend/", "take-over/"):
        data = typed(made, review.version, "More")
        assert there.post(url_of(made, act), data).status_code == 404
    assert there.get(url_of(made)).status_code == 404
    assert there.post(url_of(made), data, headers={"HX-Request": "true"}).status_code == 404
    assert digest() == before


def test_a_coach_sees_exactly_what_was_handed_in(there, listed):
    seeker, secret = listed.seeker, "zq7-hidden"
    criterion = Criterion.objects.create(owner=seeker, text="near-criterion")
    Criterion.objects.create(owner=seeker, text=f"{secret} criterion", is_hidden=True)
    northwind = Company.objects.get(name="Northwind")
    Company.objects.update(notes=f"{secret} note")
    Company.objects.filter(name="Northwind").update(
        website="https://northwind.example/", in_local=True, place="Fargo"
    )
    Answer.objects.create(
        owner=seeker,
        company=northwind,
        criterion=criterion,
        value="yes",
        note="answer-note",
        source="https://source.example/x",
    )
    for standing in ("backlog", "archived", "network"):
        make_company(seeker, f"{secret} {standing}", standing=standing, in_words=secret)
    make_company(seeker, f"{secret} sample", is_sample=True, in_words=secret)
    make_contact(seeker, northwind, f"{secret} person", notes=secret, email=f"{secret}@example.org")
    made = hand_in(seeker, "word-to-coach")
    Company.objects.filter(name="Northwind").update(in_words=f"{secret} later edit")
    page = text(there, url_of(made)) + text(there, "/coach/")
    assert secret not in page
    for shown in (
        "Northwind",
        "Fargo",
        "https://northwind.example/",
        "I use it",
        "hyper-local",
        "near-criterion",
        "answer-note",
        "https://source.example/x",
        "word-to-coach",
        "Globex",
        "Seeker",
        "2611",
    ):
        assert shown in page


def test_looking_is_written_down_once_an_hour_and_the_seeker_sees_it(there, listed, made):
    for _ in range(2):
        text(there, url_of(made))
    looked = Entry.objects.filter(act=Act.LOOKED)
    assert looked.values_list("actor", "about", "cohort", "at").get() == (
        listed.coach.pk,
        listed.seeker.pk,
        listed.cohort.pk,
        NOW,
    )
    with time_machine.travel(NOW + HOUR, tick=False):
        text(there, url_of(made))
    assert looked.count() == 2
    assert "Coach" in text(client_of(listed.seeker), "/cohorts/mine/")


def test_a_draft_is_kept_with_and_without_script(there, listed, made):
    data = typed(made, 0, "So far", Northwind=("good", "Nice"))
    assert there.post(url_of(made), data).status_code == 302
    review = Review.objects.get()
    assert (review.words, review.sent_at) == ("So far", None)
    page = text(there, url_of(made))
    assert 'value="good" checked' in page
    assert "Nice" in page
    answer = there.post(
        url_of(made), typed(made, review.version, "More"), headers={"HX-Request": "true"}
    ).content.decode()
    assert f'name="version" value="{Review.objects.get().version}"' in answer


def test_another_window_of_mine_overwrites_nothing_unless_i_say_so(there, listed, made):
    review = reviewing.save(made, listed.coach, say_to(made, "Stored"), version=0, now=NOW)
    for headers in ({}, {"HX-Request": "true"}):
        answer = there.post(url_of(made), typed(made, 7, "Mine"), headers=headers)
        assert answer.status_code == 422
        assert "Another window kept other words" in answer.content.decode()
    assert "Mine" in there.post(url_of(made), typed(made, 7, "Mine")).content.decode()
    assert Review.objects.get().words == "Stored"
    there.post(url_of(made), typed(made, 7, "Mine") | {"over": review.version})
    assert Review.objects.get().words == "Mine"


def test_sending_leads_to_the_next_list_and_then_back_to_the_queue(there, listed, made):
    other = second_list(listed)
    page = text(there, url_of(made))
    assert "1 of 2 waiting" in page
    assert "Send feedback &amp; next" in page
    answer = there.post(url_of(made, "send/"), typed(made, 0, "Well", Globex=("rethink", "Why?")))
    assert answer["Location"] == url_of(other)
    assert there.post(url_of(other, "send/"), typed(other, 0, "Fine"))["Location"] == "/coach/"
    assert Review.objects.filter(sent_at=NOW).count() == 2
    assert list(Remark.objects.exclude(verdict="").values_list("verdict", "words")) == [("rethink", "Why?")]
    assert "sent feedback Thursday 19 November" in text(there, url_of(made))


def test_skipping_goes_round(there, listed, made):
    other = second_list(listed)
    assert f'href="{url_of(other)}">Skip' in text(there, url_of(made))
    assert f'href="{url_of(made)}">Skip' in text(there, url_of(other))


def test_nothing_to_say_is_not_sent(there, made):
    answer = there.post(url_of(made, "send/"), typed(made))
    assert answer.status_code == 422
    assert "Say something first" in answer.content.decode()
    assert not Review.objects.exists()


@pytest.mark.parametrize(
    "odd", [{"overall": "x" * 2001}, {"version": "x"}, {"version": 2**40}, {"version": -1}]
)
def test_odd_forms_are_refused_and_keep_the_words(there, made, odd):
    for act in ("", "send/"):
        answer = there.post(url_of(made, act), typed(made, 0, "Kept words") | odd)
        assert answer.status_code == 422
        assert str(odd.get("overall", "Kept words")) in answer.content.decode()
    assert not Review.objects.exists()


def test_a_verdict_that_does_not_exist_is_refused(there, made):
    pk = made.companies.first().pk
    assert there.post(url_of(made, "send/"), {f"verdict_{pk}": "perhaps"}).status_code == 422


def test_companies_of_another_list_are_not_spoken_of(there, listed, made):
    other = second_list(listed)
    theirs = other.companies.get().pk
    there.post(url_of(made, "send/"), typed(made, 0, "Well") | {f"words_{theirs}": "slipped in"})
    assert not Remark.objects.filter(words="slipped in").exists()


def test_what_was_sent_can_be_taken_back_until_it_is_read(there, listed, made):
    send(made, listed.coach, say_to(made, "Well"), now=NOW)
    there.post(url_of(made, "unsend/"))
    assert Review.objects.get().sent_at is None
    assert fresh(listed.seeker).feedback_on is None
    review = Review.objects.get()
    send(made, listed.coach, say_to(made, "Well"), now=NOW, version=review.version)
    handing_in.read(listed.seeker, now=NOW)
    there.post(url_of(made, "unsend/"))
    assert Review.objects.get().sent_at == NOW


@pytest.fixture
def second(listed) -> Client:
    joining.join(listed.organization, listed.cohort, listed.other_coach, Role.COACH, consents=False, now=NOW)
    return client_of(listed.other_coach)


def test_the_second_coach_sees_who_is_on_it_and_takes_it_over_only_by_saying_so(there, second, listed, made):
    there.post(url_of(made), typed(made, 0, "First words"))
    version = Review.objects.get().version
    page = text(second, url_of(made))
    assert "has been on this list since Thursday, 12:00" in page
    assert "First words" in page
    assert "review-send" not in page
    for act in ("", "send/"):
        answer = second.post(url_of(made, act), typed(made, version, "Second words"))
        assert answer.status_code == 422
        assert "Coach is on this list" in answer.content.decode()
    assert Review.objects.get().words == "First words"
    assert "Coach since Thursday, 12:00" in text(second, "/coach/")
    second.post(url_of(made, "take-over/"))
    assert "review-send" in text(second, url_of(made))
    answer = there.post(url_of(made), typed(made, version, "Still typing"), headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert "Other_Coach is on this list" in answer.content.decode()
    assert Review.objects.get().words == "First words"


def test_once_sent_the_other_coach_can_change_nothing(there, second, made):
    there.post(url_of(made, "send/"), typed(made, 0, "Sent"))
    for act, status in (("", 422), ("send/", 422), ("take-over/", 302)):
        assert second.post(url_of(made, act), typed(made, 0, "Mine")).status_code == status
    assert Review.objects.values_list("words", "coach_name").get() == ("Sent", "Coach")


def test_the_next_round_shows_what_changed_since(there, listed, made):
    send(
        made, listed.coach, say_to(made, "Well", Northwind=("good", ""), Globex=("rethink", "Why?")), now=NOW
    )
    globex = Remark.objects.get(verdict="rethink")
    handing_in.answer(globex, "I know two people", now=NOW)
    handing_in.keep(globex, "They hire juniors", now=NOW)
    Company.objects.filter(name="Northwind").update(in_words="I wrote a plugin")
    make_company(listed.seeker, "Kestrel", in_words="Ten minutes away")
    again = hand_in(listed.seeker, now=LATER)
    page = text(there, url_of(again))
    for words in ("reworded", "last time: Why?", "I know two people", "They hire juniors"):
        assert words in page
    assert page.count('class="tag tag-brand">new') == 1
    assert "No longer on the list" not in page
    send(again, listed.coach, say_to(again, "Fine"), now=LATER)
    Company.objects.filter(name="Globex").update(standing="backlog", target_on=None)
    page = text(there, url_of(hand_in(listed.seeker, now=LATER)))
    assert "No longer on the list</h2>" in page
    assert "<strong>Globex</strong>" in page


def test_a_first_round_has_nothing_to_compare_with(there, made):
    page = text(there, url_of(made))
    assert not any(words in page for words in ("reworded", "last time", ">new<"))


def test_saved_replies_are_mine_alone(there, second, listed, made):
    here = url_of(made)
    answer = there.post("/coach/replies/add/", {"text": "What is your “in”?", "next": here})
    assert answer["Location"] == here
    there.post("/coach/replies/add/", {"text": "What is your “in”?"})
    there.post("/coach/replies/add/", {"text": " "})
    reply = SavedReply.objects.get()
    assert "What is your “in”?" in text(there, here)
    assert "What is your “in”?" not in text(second, here)
    assert second.post(f"/coach/replies/{reply.pk}/remove/").status_code == 404
    there.post(f"/coach/replies/{reply.pk}/remove/")
    assert not SavedReply.objects.exists()
    there.post("/coach/replies/add/?text=What+is+your+in")
    assert SavedReply.objects.get().text == "What is your in"


@pytest.mark.parametrize("rows", [1, 3])
def test_seven_questions_to_the_database_however_long_the_lists(
    there, listed, made, rows, django_assert_num_queries
):
    send(made, listed.coach, say_to(made, "Well", Globex=("rethink", "Why?")), now=NOW)
    for number in range(rows):
        make_company(listed.seeker, f"More {number}", in_words="x")
        again = hand_in(listed.seeker, now=LATER)
        SavedReply.objects.create(owner=listed.coach, text=f"{number}")
    with django_assert_num_queries(7):
        text(there, url_of(again))
