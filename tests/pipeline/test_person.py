from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from networking.companies.models import Company, Standing
from networking.contacts.models import Contact, Persona
from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.conversations.models import Draft
from tests.people import NOW, TODAY, make_company, make_contact, new_key


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def northwind(seeker):
    return make_company(seeker, "Northwind Robotics", in_words="their SDK")


@pytest.fixture
def lena(seeker, northwind):
    return make_contact(
        seeker,
        northwind,
        "Lena Koch",
        title="Senior Developer",
        email="lena@northwind.example",
        profile_url="https://www.linkedin.com/in/lena",
        common_ground="The same SDK",
        notes="Has a dog called Byte",
    )


def url(contact, act: str = "") -> str:
    return f"/people/{contact.pk}/{act}"


def page(client, contact) -> str:
    return client.get(url(contact)).content.decode()


def test_the_page_says_who_this_is_and_how_to_reach_them(as_seeker, lena):
    text = page(as_seeker, lena)
    for said in (
        "Senior Developer at",
        "Northwind Robotics",
        "The same SDK",
        "Has a dog called Byte",
        "Developer",
    ):
        assert said in text
    assert 'href="mailto:lena@northwind.example"' in text
    profile = 'href="https://www.linkedin.com/in/lena" target="_blank" rel="noopener noreferrer nofollow"'
    assert profile in text
    assert "5 of 5 left this month" in text


def test_a_stranger_finds_nobody(as_stranger, lena):
    for act in ("", "edit/", "job/"):
        assert as_stranger.get(url(lena, act)).status_code == 404


def test_the_progress_has_the_days_and_skipped_stages_are_reached(as_seeker, lena):
    writer.log(lena, Kind.REPLY, on=dt.date(2026, 11, 16), now=NOW)
    stages = as_seeker.get(url(lena)).context["stages"]
    assert [(stage.name, stage.on, stage.is_reached) for stage in stages] == [
        ("Reached out", None, True),
        ("Replied", dt.date(2026, 11, 16), True),
        ("Chat", None, False),
        ("Thank-you", None, False),
    ]


def test_the_next_step_of_the_account_has_the_strong_button_here_and_nowhere_else(as_seeker, seeker, lena):
    later = make_contact(seeker, lena.company, "Ana Ortiz", email="ana@northwind.example")
    for contact, days in ((lena, 9), (later, 8)):
        writer.log(contact, Kind.OUTREACH, on=TODAY - dt.timedelta(days=days), now=NOW)
    text = page(as_seeker, lena)
    assert "Follow up with Lena" in text
    assert "2 days late" in text
    assert "btn-act" in text
    assert "Follow up with Ana" in page(as_seeker, later)
    assert "btn-act" not in page(as_seeker, later)


def test_a_reply_can_be_answered_planned_on_or_settled(as_seeker, lena):
    writer.log(lena, Kind.REPLY, on=TODAY, now=NOW)
    text = page(as_seeker, lena)
    for said in ("Open in mail", "Mark as sent", "Plan the chat", "No answer needed", "Later…"):
        assert said in text


def test_somebody_due_for_rest_is_let_rest_with_one_press(as_seeker, lena):
    for days in (40, 30, 20):
        writer.log(lena, Kind.FOLLOW_UP, on=TODAY - dt.timedelta(days=days), now=NOW)
    text = page(as_seeker, lena)
    assert 'name="reason" value="no_answer">Let Lena rest' in text
    assert "Find somebody else" in text


def test_without_any_way_the_page_asks_for_one(as_seeker, seeker, northwind):
    olu = make_contact(seeker, northwind, "Olu Adeyemi")
    assert "Find Olu’s e-mail" in page(as_seeker, olu)
    assert "Add another way" in page(as_seeker, olu)


def test_when_nothing_is_due_the_page_says_what_comes(as_seeker, lena):
    writer.log(lena, Kind.OUTREACH, on=TODAY, now=NOW)
    assert "If no answer comes, a follow-up is due 26 Nov" in page(as_seeker, lena)


def test_the_ways_follow_the_seekers_order_and_count_the_notes(as_seeker, seeker, lena):
    seeker.change_settings(channel_order=["linkedin_note", "email"])
    writer.log(lena, Kind.OUTREACH, on=TODAY, now=NOW, channel="linkedin_note")
    writer.log(lena, Kind.OUTREACH, on=dt.date(2026, 10, 31), now=NOW, channel="linkedin_note")
    ways = as_seeker.get(url(lena)).context["ways"]
    assert [(way.channel, way.is_open, way.why) for way in ways] == [
        ("linkedin_note", True, "4 of 5 left this month"),
        ("email", True, "lena@northwind.example"),
        ("introduction", False, "Nobody yet"),
        ("alumni", False, "Not known yet"),
        ("linkedin", False, "You are not connected yet"),
    ]


def test_the_message_at_hand_is_written_on_the_page(as_seeker, seeker, lena):
    mei = make_contact(seeker, None, "Mei", closeness="close")
    for fields, said in (
        ({}, "Open in mail"),
        ({"email": ""}, "Open the profile"),
        ({"alumni_channel": "https://discord.example/lena"}, "Open the alumni channel"),
        ({"introducer": mei}, "Open Mei’s profile"),
    ):
        Contact.objects.filter(pk=lena.pk).update(**fields)
        assert said in page(as_seeker, lena)
    text = page(as_seeker, lena)
    assert 'id="write"' in text
    assert '<input type="hidden" name="place" value="person">' in text
    assert 'name="place" value="today"' in as_seeker.get(url(lena) + "?place=today").content.decode()


def test_where_nothing_is_to_be_written_one_may_write_all_the_same(as_seeker, lena):
    writer.log(lena, Kind.OUTREACH, on=TODAY, now=NOW)
    assert "Write to Lena" in page(as_seeker, lena)
    Draft.objects.create(owner=lena.owner, contact=lena, purpose="follow_up", text="Hi", changed_at=NOW)
    assert "Go on with your draft" in page(as_seeker, lena)


def test_the_conversation_shows_what_was_sent_and_folds_what_is_long(as_seeker, lena):
    short = writer.Sent("Hello", "Hi Lena", "own:1", "Curious about the work")
    writer.log(lena, Kind.OUTREACH, on=TODAY, now=NOW, sent=short)
    writer.log(lena, Kind.FOLLOW_UP, on=TODAY, now=NOW, sent=short._replace(text="Hi Lena " * 60))
    text = page(as_seeker, lena)
    assert "Template “Curious about the work”" in text
    assert '<div class="moment-note moment-words">Hi Lena</div>' in text
    assert "<summary>Hello</summary>" in text


def test_an_address_that_holds_more_than_an_address_adds_nothing_to_the_mail(as_seeker, lena):
    Contact.objects.update(email="lena?bcc=evil@example.org")
    assert "mailto:lena?bcc" not in page(as_seeker, lena)


def test_a_long_history_is_folded(as_seeker, lena):
    for days in range(12):
        writer.log(lena, Kind.MESSAGE, on=TODAY - dt.timedelta(days=days), now=NOW, note=f"Note {days}")
    context = as_seeker.get(url(lena)).context
    assert [moment.note for moment in context["moments"]] == [f"Note {days}" for days in range(8)]
    assert len(context["earlier"]) == 4


def test_all_kinds_can_be_logged_from_the_page(as_seeker, lena):
    text = page(as_seeker, lena)
    assert all(f'formaction="/people/{lena.pk}/log/{kind}/"' in text for kind in Kind.values)


def test_what_people_typed_is_only_text(as_seeker, lena):
    Contact.objects.update(notes="<script>alert(1)</script>", name="<b>{name}</b> {0.__class__}")
    writer.log(lena, Kind.REPLY, on=TODAY, now=NOW, note="{{7*7}}<img src=x>")
    text = page(as_seeker, lena)
    assert "<script>alert" not in text
    assert "<img" not in text
    assert "{0.__class__}" in text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_eight_queries_for_one_entry_and_for_three(
    as_seeker, lena, django_assert_num_queries, rows
):
    for number in range(rows):
        writer.log(lena, Kind.REPLY, on=TODAY, now=NOW)
        chat_at = NOW + dt.timedelta(days=number + 1)
        writer.plan_chat(lena, starts_at=chat_at, minutes=30, medium="video", place="", questions="", now=NOW)
        writer.change_job(lena, lena.company, f"Job {number}", until=TODAY, now=NOW)
    with django_assert_num_queries(8):
        as_seeker.get(url(lena))


# --- Adding


def new(**changed: str) -> dict[str, str]:
    return {"name": "Grace Hopper", "closeness": "distant", **changed}


def test_somebody_new_joins_and_their_role_is_told_from_the_title(as_seeker, northwind):
    data = new(title="Engineering Manager", company_name="northwind robotics")
    response = as_seeker.post("/people/add/", data)
    grace = Contact.objects.get()
    assert response["Location"] == url(grace)
    assert (grace.company, grace.persona) == (northwind, Persona.MANAGER)


def test_a_company_that_is_on_no_list_joins_the_network(as_seeker, seeker):
    as_seeker.post("/people/add/", new(company_name="Kestrel Maps"))
    assert Contact.objects.get().company.standing == Standing.NETWORK
    assert list(Company.objects.owned_by(seeker).values_list("name", flat=True)) == ["Kestrel Maps"]


def test_an_empty_seat_presets_company_and_role(as_seeker, northwind):
    text = as_seeker.get(f"/people/add/?company={northwind.pk}&persona=recruiter").content.decode()
    assert 'value="Northwind Robotics"' in text
    assert '<option value="recruiter" selected>' in text
    assert "linkedin.com/search" in text


def test_a_strangers_company_presets_nothing(as_stranger, northwind):
    text = as_stranger.get(f"/people/add/?company={northwind.pk}&persona=recruiter").content.decode()
    assert "Northwind" not in text


def test_the_same_profile_twice_leads_to_the_person_who_has_it(as_seeker, lena):
    data = new(profile_url="linkedin.com/in/LENA/?trk=x", notes="Met in Fargo")
    response = as_seeker.post("/people/add/", data)
    assert response.status_code == 422
    assert f'<a href="{url(lena)}">Lena Koch</a>' in response.content.decode()
    assert "Met in Fargo" in response.content.decode()
    assert Contact.objects.count() == 1


def test_a_strangers_profile_is_no_twin(as_stranger, lena):
    assert as_stranger.post("/people/add/", new(profile_url=lena.profile_url)).status_code == 302


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"name": ""}, "This field is required"),
        ({"name": "😀"}, "needs at least one letter"),
        ({"profile_url": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"email": "not an address"}, "Enter a valid email address"),
        ({"company_name": "…"}, "at least one letter or digit"),
        ({"persona": "boss"}, "Select a valid choice"),
        ({"closeness": "married"}, "Select a valid choice"),
        ({"introducer": "987654"}, "Select a valid choice"),
        ({"name": "x" * 201}, "at most 200 characters"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_the_words_stay(as_seeker, changed, why):
    response = as_seeker.post("/people/add/", new(notes="Met in Fargo", **changed))
    assert response.status_code == 422
    assert why in response.content.decode()
    assert "Met in Fargo" in response.content.decode()
    assert Contact.objects.count() == 0


# --- Editing


def edited(contact, **changed: object) -> dict[str, object]:
    return {
        "name": contact.name,
        "title": contact.title,
        "persona": contact.persona,
        "closeness": contact.closeness,
        "version": contact.version,
        **changed,
    }


def test_everything_known_can_be_edited(as_seeker, seeker, lena):
    mei = make_contact(seeker, None, "Mei", closeness="close")
    data = edited(
        lena,
        name="Lena König",
        closeness="close",
        introducer=mei.pk,
        phone="+49 1",
        is_linkedin_friend="on",
        personal="Climbs on Thursdays",
    )
    assert as_seeker.post(url(lena, "edit/"), data)["Location"] == url(lena)
    lena.refresh_from_db()
    assert (lena.name, lena.closeness, lena.introducer, lena.phone) == ("Lena König", "close", mei, "+49 1")
    assert (lena.is_linkedin_friend, lena.personal) == (True, "Climbs on Thursdays")
    assert lena.search_text.startswith("lena konig")
    assert "Mei can introduce you" in page(as_seeker, lena)


def test_two_windows_do_not_overwrite_each_other(as_seeker, lena):
    first = edited(lena, notes="From the first window")
    second = edited(lena, notes="From the second window")
    as_seeker.post(url(lena, "edit/"), first)
    response = as_seeker.post(url(lena, "edit/"), second)
    text = response.content.decode()
    assert response.status_code == 422
    assert "changed in another window" in text
    assert "From the second window</textarea>" in text
    assert "Meanwhile it says: From the first window" in text
    lena.refresh_from_db()
    assert lena.notes == "From the first window"
    version = response.context["form"].data["version"]
    as_seeker.post(url(lena, "edit/"), second | {"version": version})
    lena.refresh_from_db()
    assert lena.notes == "From the second window"


def test_a_strangers_person_introduces_nobody(as_seeker, stranger, lena):
    theirs = make_contact(stranger, None, "Their Friend", closeness="close")
    response = as_seeker.post(url(lena, "edit/"), edited(lena, introducer=theirs.pk))
    assert response.status_code == 422
    assert "Their Friend" not in response.content.decode()


def test_a_stranger_edits_moves_removes_and_restores_nobody(as_stranger, lena):
    for act, data in (("edit/", edited(lena, name="X")), ("job/", {"until": "2026-01-01"}), ("remove/", {})):
        assert as_stranger.post(url(lena, act), data).status_code == 404
    writer.remove_contact(lena, now=NOW)
    assert as_stranger.post(url(lena, "restore/")).status_code == 404
    lena.refresh_from_db()
    assert (lena.name, lena.company.name, lena.is_removed) == ("Lena Koch", "Northwind Robotics", True)


# --- Removing


def test_somebody_removed_is_gone_and_comes_back(as_seeker, lena):
    response = as_seeker.post(url(lena, "remove/"), follow=True)
    assert f'action="{url(lena, "restore/")}"' in response.content.decode()
    assert as_seeker.get(url(lena)).status_code == 404
    as_seeker.post(url(lena, "restore/"))
    assert as_seeker.get(url(lena)).status_code == 200


def test_somebody_whose_profile_was_taken_meanwhile_stays_removed_with_a_reason(as_seeker, seeker, lena):
    writer.remove_contact(lena, now=NOW)
    make_contact(seeker, None, "Lena again", profile_url=lena.profile_url)
    response = as_seeker.post(url(lena, "restore/"), follow=True)
    assert "has this profile already" in response.content.decode()
    lena.refresh_from_db()
    assert lena.is_removed


def test_a_form_sent_twice_adds_one_person_by_profile(as_seeker):
    data = new(profile_url="https://www.linkedin.com/in/grace", key=str(new_key()))
    assert len({as_seeker.post("/people/add/", data)["Location"] for _ in range(2)}) == 1
    assert as_seeker.post("/people/add/", {**data, "key": new_key()}).status_code == 422


def test_of_many_questions_the_first_six_stand_beside_the_conversation(as_seeker, seeker):
    contact = make_contact(seeker)
    questions = "\n".join(f"Why {number}?" for number in range(1, 10))
    start = NOW + dt.timedelta(days=2)
    plan = {"starts_at": start, "minutes": 30, "medium": "video", "place": ""}
    writer.plan_chat(contact, **plan, questions=questions, now=NOW)
    page = as_seeker.get(f"/people/{contact.pk}/").content.decode()
    assert "Why 6?" in page
    assert "Why 7?" not in page
    assert "All 9 questions" in page
