from __future__ import annotations

import datetime as dt
import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import time_machine

from networking.contacts.models import Contact
from networking.contacts.stages import Kind
from networking.conversations import important_dates, writer
from networking.conversations.important_dates import Said
from networking.conversations.models import Draft, Interaction, Learned, Template
from tests.people import NOW, TODAY, make_company, make_contact
from tests.pipeline.writing import HTMX, composer, log, sent_form, url


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def northwind(seeker):
    return make_company(seeker, "Northwind Robotics", in_words="I built my project on your arm SDK")


@pytest.fixture
def lena(seeker, northwind):
    return make_contact(seeker, northwind, "Lena Koch", email="lena@northwind.example")


# --- What it begins with


def test_a_first_message_is_filled_from_what_is_known(as_seeker, lena):
    c = composer(as_seeker, lena)
    assert (c.words.purpose, c.words.channel, c.template) == ("outreach", "email", "Curious about the work")
    assert c.words.text.startswith("Hi Lena,\n")
    assert "I built my project on your arm SDK." in c.words.text
    assert c.words.text.endswith("Kind regards\nSeeker")
    assert (c.asks, c.version, Draft.objects.exists()) == ([], 0, False)


@pytest.mark.parametrize(
    ("kinds", "purpose"),
    [
        ([], "outreach"),
        ([(Kind.OUTREACH, 8)], "follow_up"),
        ([(Kind.OUTREACH, 20), (Kind.FOLLOW_UP, 9)], "last_follow_up"),
        ([(Kind.OUTREACH, 8), (Kind.REPLY, 0)], "offer_times"),
        ([(Kind.OUTREACH, 8), (Kind.DECLINED, 0)], "decline_thanks"),
        ([(Kind.CHAT, 1)], "thank_you"),
        ([(Kind.CHAT, 300), (Kind.THANK_YOU, 300), (Kind.CHECK_IN, 299)], "check_in"),
        ([(Kind.OUTREACH, 1)], "follow_up"),
    ],
)
def test_what_it_is_for_follows_from_the_step_at_hand(as_seeker, lena, kinds, purpose):
    for kind, days in kinds:
        log(lena, kind, days)
    assert composer(as_seeker, lena).words.purpose == purpose


def test_after_a_chat_that_fell_through_a_new_time_is_offered(as_seeker, lena):
    starts_at = NOW - dt.timedelta(hours=3)
    plan = {"minutes": 30, "medium": "video", "place": "", "questions": ""}
    chat = writer.plan_chat(lena, starts_at=starts_at, now=NOW - dt.timedelta(days=3), **plan)
    writer.cancel_chat(chat, now=NOW)
    assert composer(as_seeker, lena).words.purpose == "reschedule"


def test_the_address_may_choose_another_purpose_way_and_template(as_seeker, lena):
    Contact.objects.update(profile_url="https://www.linkedin.com/in/lena")
    c = composer(as_seeker, lena, "?purpose=thank_you&channel=linkedin_note")
    assert (c.words.purpose, c.words.channel) == ("thank_you", "linkedin_note")
    c = composer(as_seeker, lena, "?template=starter:check-in&channel=nonsense&purpose=nonsense")
    assert (c.words.purpose, c.words.channel, c.template) == ("check_in", "email", "How are you?")


def test_a_template_of_mine_goes_before_the_starters(as_seeker, seeker, lena):
    Template.objects.create(
        owner=seeker, name="Mine", purpose="outreach", body="Hello {first_name}!", changed_at=NOW
    )
    text = as_seeker.get(url(lena)).content.decode()
    assert "Template: Curious about the work" in text  # it is for developers, mine for everybody
    assert ">Mine</button>" in text


# --- Keeping


def test_what_was_typed_is_kept_and_shown_again(as_seeker, lena):
    c = composer(as_seeker, lena)
    response = as_seeker.post(url(lena), sent_form(c, text="Hi\r\n there ", place="today"))
    assert response["Location"] == f"{url(lena)}?place=today"
    assert Draft.objects.get().text == "Hi\n there "
    text = as_seeker.get(url(lena)).content.decode()
    assert "Hi\n there </textarea>" in text
    assert ">Kept</span>" in text


def test_htmx_gets_what_stands_beside_the_text(as_seeker, lena):
    c = composer(as_seeker, lena)
    response = as_seeker.post(url(lena), sent_form(c, text="Refer me? {in}", asked=""), headers=HTMX)
    text = response.content.decode()
    assert "<textarea" not in text
    assert f'name="version" value="{Draft.objects.get().version}"' in text
    assert "asking for a job or a referral" in text
    assert 'hx-swap-oob="true"' in text  # a new gap has a new question
    form = sent_form(c, text="Refer me?? {in}", asked="in", version=Draft.objects.get().version)
    assert "hx-swap-oob" not in as_seeker.post(url(lena), form, headers=HTMX).content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_second_window_is_shown_both_texts(as_seeker, lena, headers):
    c = composer(as_seeker, lena)
    as_seeker.post(url(lena), sent_form(c, text="From the first window"))
    response = as_seeker.post(url(lena), sent_form(c, text="From the second window"), headers=headers)
    text = response.content.decode()
    assert response.status_code == 422
    assert "From the first window" in text
    assert ("From the second window</textarea>" in text) == (not headers)
    over = re.search(r'name="over" value="(\d+)"', text)[1]
    assert Draft.objects.get().text == "From the first window"
    as_seeker.post(url(lena), sent_form(c, text="From the second window", over=over), headers=headers)
    assert Draft.objects.get().text == "From the second window"


def test_of_both_texts_the_other_one_may_be_taken(as_seeker, lena):
    c = composer(as_seeker, lena)
    as_seeker.post(url(lena), sent_form(c, text="From the first window"))
    form = sent_form(c, text="From the second window", take="1")
    text = as_seeker.post(url(lena), form, headers=HTMX).content.decode()
    assert "From the first window</textarea>" in text
    draft = Draft.objects.get()
    assert (draft.text, draft.earlier_text) == ("From the first window", "From the second window")


def test_a_message_sent_in_another_window_is_not_kept_again_by_itself(as_seeker, lena):
    c = composer(as_seeker, lena)
    as_seeker.post(url(lena), sent_form(c, text="Hello"))
    old = sent_form(c, text="Hello again", version=Draft.objects.get().version)
    as_seeker.post(url(lena, "sent/"), old | {"text": "Hello"})
    text = as_seeker.post(url(lena), old, headers=HTMX)
    assert "was sent in another window" in text.content.decode()
    assert not Draft.objects.exists()
    as_seeker.post(url(lena), old | {"over": "0"})
    assert Draft.objects.get().text == "Hello again"


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": "x" * 10_001},
        {"subject": "x" * 201},
        {"version": "-1"},
        {"purpose": "spam"},
        {"channel": "fax"},
    ],
)
def test_what_cannot_be_kept_is_refused_and_the_words_stay(as_seeker, lena, wrong):
    c = composer(as_seeker, lena)
    for act in ("", "begin/", "fill/", "times/", "earlier/", "sent/"):
        response = as_seeker.post(url(lena, act), sent_form(c, **{"text": "My own words", **wrong}))
        assert response.status_code == 422
        assert str(wrong.get("text", "My own words")) in response.content.decode()
    assert [Draft.objects.count(), Interaction.objects.count()] == [0, 0]


# --- Opening


def mail_in(c) -> tuple[str, dict[str, list[str]]]:
    link = urlsplit(c.open.url)
    return unquote(link.path), parse_qs(link.query)


def test_the_mail_opens_with_subject_and_text(as_seeker, lena):
    c = composer(as_seeker, lena)
    as_seeker.post(
        url(lena), sent_form(c, subject="Hi & bye?", text="100 % + you\n&cc=evil@example.org\n\nBye")
    )
    to, fields = mail_in(composer(as_seeker, lena))
    assert to == "lena@northwind.example"
    assert fields == {"subject": ["Hi & bye?"], "body": ["100 % + you\r\n&cc=evil@example.org\r\n\r\nBye"]}


def test_a_text_too_long_for_a_link_is_copied_instead(as_seeker, lena):
    as_seeker.post(url(lena), sent_form(composer(as_seeker, lena), text="Hello " * 400))
    c = composer(as_seeker, lena)
    assert c.is_too_long_for_mail
    assert "too long for a link into your mail program" in as_seeker.get(url(lena)).content.decode()


def test_by_linkedin_the_profile_is_opened(as_seeker, lena):
    Contact.objects.update(email="", profile_url="https://www.linkedin.com/in/lena")
    text = as_seeker.get(url(lena)).content.decode()
    assert (
        'href="https://www.linkedin.com/in/lena" target="_blank" rel="noopener noreferrer nofollow"' in text
    )
    assert "of 200 characters" in text


# --- What stands beside it


def test_for_thanks_what_was_said_is_at_hand(as_seeker, seeker, lena, northwind):
    log(lena, Kind.REFERRAL, 9, note="To the first team")
    log(lena, Kind.THANK_YOU, 8)
    chat = log(lena, Kind.CHAT, 1, note="They pair on Fridays").chat
    Learned.objects.create(
        owner=seeker, chat=chat, company=northwind, topic="culture", text="They laugh a lot"
    )
    log(lena, Kind.HELP_RECEIVED, 1)
    assert [tuple(piece) for piece in composer(as_seeker, lena).material] == [
        ("You talked with Lena · Yesterday", "They pair on Fridays"),
        ("Team and culture", "They laugh a lot"),
        ("Lena helped you · Yesterday", ""),
    ]


def test_for_an_answer_what_they_wrote_is_at_hand(as_seeker, lena):
    log(lena, Kind.REPLY, note="Happy to talk")
    assert [piece.text for piece in composer(as_seeker, lena).material] == ["Happy to talk"]


def test_to_keep_in_touch_what_matters_to_them_and_what_they_gave_is_at_hand(as_seeker, lena):
    Contact.objects.filter(pk=lena.pk).update(personal="Climbs on Thursdays")
    log(lena, Kind.HELP_RECEIVED, 300, sort="mentoring", note="An hour on my code")
    assert [tuple(piece) for piece in composer(as_seeker, lena, "?purpose=check_in").material] == [
        ("What matters to Lena", "Climbs on Thursdays"),
        ("Lena mentored you · 23 Jan", "An hour on my code"),
    ]


def test_on_a_day_that_matters_to_them_the_message_begins_with_that(as_seeker, lena):
    for kind in (Kind.CHAT, Kind.THANK_YOU):
        log(lena, kind, 30)
    assert composer(as_seeker, lena, "?purpose=check_in").template == "How are you?"
    important_dates.add(lena, Said("Birthday", TODAY.month, TODAY.day), today=TODAY)
    c = composer(as_seeker, lena)
    assert (c.words.purpose, c.template) == ("check_in", "On a day that matters")


def test_once_enough_new_people_were_written_to_it_says_so_kindly(as_seeker, seeker, lena):
    seeker.change_settings(new_people_a_day=1)
    other = make_contact(seeker, lena.company, "Ana", email="ana@example.org")
    assert composer(as_seeker, lena).cap == ""
    log(other, Kind.OUTREACH)
    said = "You have written to 1 new person today, as you set out to. This one can wait until tomorrow."
    assert composer(as_seeker, lena).cap == said
    assert composer(as_seeker, other).cap == ""


def test_advice_stands_beside_the_text_and_hinders_nothing(as_seeker, lena):
    c = composer(as_seeker, lena)
    form = sent_form(c, text="Please refer me for a job {foo}.")
    as_seeker.post(url(lena), form)
    assert [a.code for a in composer(as_seeker, lena).advice] == [
        "placeholder",
        "no_in",
        "asks_for_job",
        "no_question",
    ]
    assert as_seeker.post(url(lena, "sent/"), form).status_code == 302


# --- Strangers, odd texts, and what it costs


def test_a_stranger_writes_to_nobody(as_seeker, as_stranger, lena):
    form = sent_form(composer(as_seeker, lena))
    assert as_stranger.get(url(lena)).status_code == 404
    for act in ("", "begin/", "fill/", "times/", "earlier/", "sent/"):
        assert as_stranger.post(url(lena, act), form).status_code == 404
    sent = log(lena, Kind.OUTREACH)
    assert as_stranger.post(url(lena, f"sent/{sent.pk}/undo/")).status_code == 404
    sent.refresh_from_db()
    assert (sent.is_removed, Draft.objects.exists()) == (False, False)


def test_what_people_typed_is_only_text(as_seeker, lena):
    Contact.objects.update(name="<b>{0.__class__}</b> {{7*7}}", common_ground="</textarea><script>alert(1)")
    form = sent_form(
        composer(as_seeker, lena), text="</textarea><script>alert(1)</script> ${x} {{7*7}} %0d%0aBcc"
    )
    as_seeker.post(url(lena), form)
    text = as_seeker.get(url(lena)).content.decode()
    assert "<script>alert" not in text
    assert "${x} {{7*7}} %0d%0aBcc" in text
    assert "%250d%250aBcc" in composer(as_seeker, lena).open.url


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_eight_queries_for_one_entry_and_for_three(
    as_seeker, seeker, lena, northwind, django_assert_num_queries, rows
):
    for number in range(rows):
        chat = log(lena, Kind.CHAT, number).chat
        Learned.objects.create(owner=seeker, chat=chat, company=northwind, topic="role", text="Go")
        Template.objects.create(
            owner=seeker, name=f"Mine {number}", purpose="outreach", body="Hi", changed_at=NOW
        )
    as_seeker.post(url(lena), sent_form(composer(as_seeker, lena), text="Hi"))
    with django_assert_num_queries(8):
        as_seeker.get(url(lena))
