from __future__ import annotations

import datetime as dt
import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import time_machine

from networking.contacts.models import Contact
from networking.contacts.stages import Kind, Stage
from networking.conversations import writer
from networking.conversations.models import Draft, Hidden, Interaction, Learned, Template
from tests.people import NOW, TODAY, make_company, make_contact, new_key


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


def url(contact, act: str = "") -> str:
    return f"/people/{contact.pk}/write/{act}"


def composer(client, contact, query: str = ""):
    return client.get(url(contact) + query).context["c"]


def sent_form(c, **changed) -> dict[str, object]:
    """What the form on the page would send."""
    form = {**c.words._asdict(), "version": c.version, "key": str(c.key), "place": c.place}
    return {**form, **changed}


def log(contact, kind, days_ago=0, **more):
    return writer.log(contact, kind, on=TODAY - dt.timedelta(days=days_ago), now=NOW, **more)


HTMX = {"HX-Request": "true"}


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


# --- Ways


def test_a_first_message_goes_by_the_first_open_way_and_the_chooser_says_why(as_seeker, seeker, lena):
    Contact.objects.update(profile_url="https://www.linkedin.com/in/lena", alumni_channel="Slack: @lena")
    c = composer(as_seeker, lena)
    assert [(tab.name, tab.why, tab.is_chosen) for tab in c.tabs] == [
        ("Alumni channel", "Slack: @lena", True),
        ("E-mail", "lena@northwind.example", False),
        ("LinkedIn note", "5 of 5 left this month", False),
    ]
    assert [way.name for way in c.closed] == ["An introduction", "LinkedIn message"]
    seeker.change_settings(channel_order=["linkedin_note"])
    c = composer(as_seeker, lena)
    assert (c.words.channel, c.limit) == ("linkedin_note", 200)


def test_a_later_message_goes_by_the_way_of_the_last_exchange(as_seeker, seeker, lena):
    mei = make_contact(seeker, None, "Mei", email="mei@example.org")
    Contact.objects.filter(pk=lena.pk).update(alumni_channel="Slack: @lena", introducer=mei)
    log(lena, Kind.OUTREACH, 3, channel="email")
    log(lena, Kind.REPLY, 1)
    assert composer(as_seeker, lena).words.channel == "email"
    log(lena, Kind.REPLY, channel="in_person")
    assert composer(as_seeker, lena).words.channel == "alumni"


def test_without_any_way_the_page_still_lets_one_write(as_seeker, lena):
    Contact.objects.update(email="")
    c = composer(as_seeker, lena)
    assert (c.words.channel, c.tabs, c.open) == ("", [], None)


def test_another_way_changes_the_text_only_while_nobody_wrote_in_it(as_seeker, lena):
    Contact.objects.update(profile_url="https://www.linkedin.com/in/lena")
    c = composer(as_seeker, lena)
    as_seeker.post(url(lena, "begin/"), sent_form(c, choose_channel="linkedin_note"))
    c = composer(as_seeker, lena)
    assert (c.words.channel, c.template) == ("linkedin_note", "Note with your “in”")
    as_seeker.post(url(lena, "begin/"), sent_form(c, text="My own words", choose_channel="email"))
    draft = Draft.objects.get()
    assert (draft.channel, draft.text, draft.earlier_text) == ("email", "My own words", "")


def test_a_closed_way_and_a_lost_template_are_refused_and_the_words_stay(as_seeker, lena):
    c = composer(as_seeker, lena)
    for choice, said in (
        ({"choose_channel": "linkedin"}, "This way is not open"),
        ({"choose_template": "own:987654"}, "no longer here"),
    ):
        response = as_seeker.post(url(lena, "begin/"), sent_form(c, text="My own words", **choice))
        assert response.status_code == 422
        assert said in response.content.decode()
        assert "My own words</textarea>" in response.content.decode()
    assert not Draft.objects.exists()


# --- Templates


def test_a_template_replaces_what_was_typed_and_keeps_it(as_seeker, lena):
    c = composer(as_seeker, lena)
    form = sent_form(c, text="My own words", choose_template="starter:first-in-common")
    response = as_seeker.post(url(lena, "begin/"), form, follow=True)
    draft = Draft.objects.get()
    assert "with whom I share something" in draft.text
    assert draft.earlier_text == "My own words"
    text = response.content.decode()
    assert f'action="{url(lena, "earlier/")}"' in text
    assert "Your own words are kept." in text
    as_seeker.post(url(lena, "earlier/"))
    assert Draft.objects.get().text == "My own words"
    as_seeker.post(url(lena, "earlier/"), sent_form(composer(as_seeker, lena), text="My own words!"))
    draft = Draft.objects.get()
    assert ("with whom I share" in draft.text, draft.earlier_text) == (True, "My own words!")


def test_an_untouched_text_is_replaced_without_a_word(as_seeker, lena):
    c = composer(as_seeker, lena)
    as_seeker.post(url(lena, "begin/"), sent_form(c, choose_template="starter:first-in-common"))
    assert Draft.objects.get().earlier_text == ""


def test_a_draft_nobody_wrote_in_gives_way_to_the_step_at_hand(as_seeker, lena):
    c = composer(as_seeker, lena)
    as_seeker.post(url(lena), sent_form(c))
    log(lena, Kind.REPLY)
    assert composer(as_seeker, lena).words.purpose == "offer_times"
    as_seeker.post(url(lena), sent_form(c, text="My own words", version=Draft.objects.get().version))
    c = composer(as_seeker, lena, "?purpose=thank_you")
    assert (c.words.purpose, c.words.text) == ("outreach", "My own words")


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


# --- Filling in


def test_what_is_missing_is_asked_for_and_kept_where_it_belongs(as_seeker, seeker, lena, northwind):
    northwind.in_words, northwind.in_product = "", True
    northwind.save()
    seeker.change_settings(name="")
    Template.objects.create(
        owner=seeker,
        name="Mine",
        purpose="outreach",
        persona="developer",
        body="{first_name}, {role}: {in} {common_ground} {takeaway} {my_name}",
        changed_at=NOW,
    )
    c = composer(as_seeker, lena)
    assert [ask.name for ask in c.asks] == ["role", "in", "common_ground", "takeaway", "my_name"]
    text = as_seeker.get(url(lena)).content.decode()
    for said in (
        "Still to fill in: Their role, Your “in” at the company",
        "Kept as your “in” at Northwind Robotics too.",
        "Kept with Lena too",
        "Kept as Lena’s job title too.",
        "Kept in your settings too.",
    ):
        assert said in text
    answers = {
        "known_role": "Developer",
        "known_in": "i use the SDK",
        "known_common_ground": "we both taught",
        "known_takeaway": "{role} <b>",
        "known_my_name": "Sam",
        "known_company": "Evil",
    }
    as_seeker.post(url(lena, "fill/"), sent_form(c, **answers))
    assert Draft.objects.get().text == "Lena, Developer: I use the SDK. We both taught. {role} <b> Sam"
    for row in (lena, northwind, seeker):
        row.refresh_from_db()
    assert (lena.title, lena.common_ground) == ("Developer", "we both taught")
    assert (northwind.in_words, northwind.name, seeker.name) == ("i use the SDK", "Northwind Robotics", "Sam")


def test_answers_left_empty_leave_their_gaps_and_what_is_too_long_is_refused(as_seeker, lena):
    c = composer(as_seeker, lena)
    form = sent_form(c, text="{takeaway} and {role}", known_role="Developer")
    as_seeker.post(url(lena, "fill/"), form)
    assert Draft.objects.get().text == "{takeaway} and Developer"
    form = sent_form(composer(as_seeker, lena), known_takeaway="x" * 501)
    response = as_seeker.post(url(lena, "fill/"), form)
    assert response.status_code == 422
    assert "x" * 501 in response.content.decode()


def test_what_has_become_known_meanwhile_is_offered_and_what_is_kept_stays(as_seeker, lena, northwind):
    as_seeker.post(url(lena), sent_form(composer(as_seeker, lena), text="Once more: {in}"))
    c = composer(as_seeker, lena)
    assert [(ask.value, ask.kept) for ask in c.asks] == [("I built my project on your arm SDK.", "")]
    as_seeker.post(url(lena, "fill/"), sent_form(c, known_in="Another reason"))
    assert Draft.objects.get().text == "Once more: Another reason."
    northwind.refresh_from_db()
    assert northwind.in_words == "I built my project on your arm SDK"


def test_a_message_that_would_grow_too_long_is_refused_before_it_is_kept(as_seeker, lena):
    form = sent_form(composer(as_seeker, lena), text="x" * 9_900 + "{takeaway}", known_takeaway="y" * 200)
    response = as_seeker.post(url(lena, "fill/"), form)
    assert response.status_code == 422
    assert "longer than 10,000 characters" in response.content.decode()
    assert not Draft.objects.exists()


def test_enter_in_a_question_fills_in_without_script(as_seeker, lena):
    c = composer(as_seeker, lena)
    as_seeker.post(url(lena), sent_form(c, text="Thank you for {takeaway}", known_takeaway="your time"))
    assert Draft.objects.get().text == "Thank you for your time"


def test_times_go_into_the_text_in_both_time_zones(as_seeker, seeker, lena):
    seeker.change_settings(time_zone="Europe/Berlin")
    log(lena, Kind.REPLY)
    c = composer(as_seeker, lena)
    assert [ask.name for ask in c.asks] == ["times"]
    times = {"date_1": "2026-11-24", "time_1": "12:00", "time_zone": "America/New_York"}
    as_seeker.post(url(lena, "times/"), sent_form(c, **times))
    said = "Tuesday 24 November at 12:00 Berlin time (06:00 in New York)"
    assert f"Would {said} suit you?" in Draft.objects.get().text
    lena.refresh_from_db()
    assert lena.time_zone == "America/New_York"
    c = composer(as_seeker, lena)
    as_seeker.post(url(lena, "times/"), sent_form(c, text="Hi Lena", **times))
    assert Draft.objects.get().text == f"Hi Lena\n\nWould {said} suit you?"


def test_times_that_are_over_are_refused_and_nothing_typed_is_lost(as_seeker, lena):
    log(lena, Kind.REPLY)
    c = composer(as_seeker, lena)
    times = {"date_1": "2026-11-01", "time_1": "12:00"}
    response = as_seeker.post(
        url(lena, "times/"), sent_form(c, text="My words {times}", **times), headers=HTMX
    )
    text = response.content.decode()
    assert response.status_code == 422
    assert "This is over already" in text
    assert 'value="2026-11-01"' in text
    assert "My words {times}</textarea>" in text


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


# --- Sending


def test_marking_as_sent_logs_the_text_and_the_template_and_deletes_the_draft(as_seeker, lena):
    c = composer(as_seeker, lena)
    as_seeker.post(url(lena), sent_form(c))
    response = as_seeker.post(url(lena, "sent/"), sent_form(c, version=Draft.objects.get().version))
    assert response["Location"] == f"/people/{lena.pk}/"
    sent = Interaction.objects.get()
    assert (sent.kind, sent.channel, sent.on) == ("outreach", "email", TODAY)
    assert (sent.subject, sent.text) == (c.words.subject, c.words.text)
    assert (sent.template_key, sent.template_name) == ("starter:first-developer", "Curious about the work")
    assert not Draft.objects.exists()
    lena.refresh_from_db()
    assert lena.stage == Stage.REACHED_OUT


def test_a_double_click_sends_once(as_seeker, lena):
    form = sent_form(composer(as_seeker, lena))
    for _ in range(2):
        assert as_seeker.post(url(lena, "sent/"), form).status_code == 302
    assert Interaction.objects.count() == 1


@pytest.mark.parametrize(
    ("place", "there"),
    [("today", "/"), ("people", "/people/"), ("", "/people/{pk}/"), ("//evil", "/people/{pk}/")],
)
def test_after_sending_one_is_where_one_came_from(as_seeker, lena, place, there):
    c = composer(as_seeker, lena, f"?place={place}")
    there = there.format(pk=lena.pk)
    assert as_seeker.post(url(lena, "sent/"), sent_form(c))["Location"] == there
    response = as_seeker.post(url(lena, "sent/"), sent_form(c, key=new_key()), headers=HTMX)
    assert response["HX-Redirect"] == there


def test_the_undo_of_sending_takes_back_and_brings_the_draft_back(as_seeker, lena):
    c = composer(as_seeker, lena)
    response = as_seeker.post(url(lena, "sent/"), sent_form(c, text="My own words"), follow=True)
    undo = re.search(r'action="([^"]*/undo/[^"]*)"', response.content.decode())[1]
    as_seeker.post(undo)
    assert not Interaction.objects.filter(removed_at=None).exists()
    draft = Draft.objects.get()
    assert (draft.purpose, draft.channel, draft.text) == ("outreach", "email", "My own words")
    assert as_seeker.post(undo).status_code == 404
    lena.refresh_from_db()
    assert lena.stage == Stage.TO_CONTACT


def test_what_another_window_wrote_meanwhile_stays_a_draft(as_seeker, lena):
    c = composer(as_seeker, lena)
    as_seeker.post(url(lena), sent_form(c, text="From the other window"))
    as_seeker.post(url(lena, "sent/"), sent_form(c))
    assert Draft.objects.get().text == "From the other window"


# --- Introductions


@pytest.fixture
def mei(seeker, lena):
    mei = make_contact(seeker, None, "Mei Tanaka", email="mei@example.org", closeness="close")
    Contact.objects.filter(pk=lena.pk).update(introducer=mei)
    return mei


def test_an_introduction_is_asked_of_the_one_who_can_introduce(as_seeker, lena, mei):
    c = composer(as_seeker, lena)
    assert (c.words.purpose, c.words.channel) == ("introduction", "introduction")
    assert c.words.text.startswith("Hi Mei,")
    assert "I would love to talk with Lena Koch there. I built my project" in c.words.text
    assert mail_in(c)[0] == "mei@example.org"


def test_choosing_an_introduction_and_leaving_it_again(as_seeker, seeker, lena, mei):
    seeker.change_settings(channel_order=["email"])
    c = composer(as_seeker, lena)
    assert c.words.purpose == "outreach"
    as_seeker.post(url(lena, "begin/"), sent_form(c, choose_channel="introduction"))
    c = composer(as_seeker, lena)
    assert (c.words.purpose, c.words.text[:7]) == ("introduction", "Hi Mei,")
    as_seeker.post(url(lena, "begin/"), sent_form(c, choose_channel="email"))
    c = composer(as_seeker, lena)
    assert (c.words.purpose, c.words.channel, c.words.text[:8]) == ("outreach", "email", "Hi Lena,")


@pytest.mark.parametrize(("before", "kind"), [([], "outreach"), ([Kind.REPLY], "message")])
def test_asking_for_an_introduction_is_logged_with_the_introducer(as_seeker, lena, mei, before, kind):
    for said in before:
        log(mei, said, 3)
    c = composer(as_seeker, lena)
    response = as_seeker.post(url(lena, "sent/"), sent_form(c), follow=True)
    sent = Interaction.objects.latest("pk")
    assert (sent.contact, sent.kind, sent.channel, sent.text) == (mei, kind, "email", c.words.text)
    assert not Interaction.objects.filter(contact=lena).exists()
    put_off = Hidden.objects.get()
    assert (put_off.rule, put_off.subject) == (7, f"contact:{lena.pk}")
    assert put_off.until == TODAY + dt.timedelta(days=7)
    undo = re.search(r'action="([^"]*/undo/[^"]*)"', response.content.decode())[1]
    as_seeker.post(undo)
    assert not Hidden.objects.exists()
    draft = Draft.objects.get()
    assert (draft.contact, draft.purpose, draft.channel) == (lena, "introduction", "introduction")


def test_an_introducer_who_was_removed_introduces_nobody(as_seeker, lena, mei):
    writer.remove_contact(mei, now=NOW)
    c = composer(as_seeker, lena, "?purpose=introduction&channel=introduction")
    assert (c.words.purpose, c.words.channel) == ("outreach", "email")


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
