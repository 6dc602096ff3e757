"""Templates: ours and one's own on one page, written, tried, changed, removed and brought back."""

from __future__ import annotations

from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from networking.accounts.models import LinkedInPlan
from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.conversations.models import Interaction, Purpose, Template
from networking.conversations.placeholders import PLACEHOLDERS
from networking.conversations.starters import STARTERS
from tests.people import NOW, TODAY, make_company, make_contact, make_template, new_key

BESIDE = f"The {len(PLACEHOLDERS)} there are stand beside the text."

HTMX = {"HX-Request": "true"}
WORDS = {"name": "Mine", "purpose": "outreach", "persona": "developer", "channel": "email"}
WORDS |= {"subject": "About {company}", "body": "Hi {first_name}, {in} Why?\r\n\r\n{my_name}"}


def page(response) -> str:
    return unescape(response.content.decode())


def words(response) -> str:
    return " ".join(strip_tags(page(response)).split())


def kept(owner):
    return list(Template.objects.owned_by(owner).order_by("pk"))


def names(owner):
    return [template.name for template in kept(owner)]


# --- The page


def test_every_starter_stands_under_its_purpose_with_its_words(as_seeker):
    shown = words(as_seeker.get("/messages/"))
    for purpose in Purpose:
        assert purpose.label in shown
    for starter in STARTERS:
        assert starter.name in shown
        assert " ".join(starter.body.split()) in shown
    assert "Nothing of yours yet" in shown


def test_my_own_come_first_and_are_marked(as_seeker, seeker):
    template = make_template(seeker, "My way", persona="manager", channel="alumni")
    shown = page(as_seeker.get("/messages/"))
    assert "Nothing of yours yet" not in shown
    assert shown.index("My way") < shown.index(STARTERS[0].name)
    card = shown[shown.index(f'id="own-{template.pk}"') :].split("</article>")[0]
    for said in ("Yours", "For managers", "Alumni channel", f"/messages/{template.pk}/"):
        assert said in card


def test_a_copy_stands_in_the_place_of_its_starter_and_removing_it_brings_that_back(as_seeker, seeker):
    starter = next(starter for starter in STARTERS if starter.slug == "check-in")
    copy = make_template(seeker, "Mine", purpose="check_in", copied_from=starter.key)
    assert starter.name not in page(as_seeker.get("/messages/"))
    as_seeker.post(f"/messages/{copy.pk}/remove/")
    assert starter.name in page(as_seeker.get("/messages/"))


def test_a_note_says_how_long_it_is_and_whether_that_is_too_long(as_seeker, seeker):
    make_template(seeker, "Short", channel="linkedin_note", body="Hi {first_name}?")
    make_template(seeker, "Long", channel="linkedin_note", body="o" * 201)
    shown = page(as_seeker.get("/messages/"))
    assert '<span class="tag">8 of 200 characters</span>' in shown
    assert '<span class="tag tag-amber">201 of 200 characters</span>' in shown
    seeker.change_settings(linkedin_plan=LinkedInPlan.PAID)
    assert '<span class="tag">201 of 300 characters</span>' in page(as_seeker.get("/messages/"))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_the_database_three_times(as_seeker, seeker, rows):
    for _ in range(rows):
        make_template(seeker)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        as_seeker.get("/messages/")
    assert len(queries) == 3  # who is signed in (2), the templates


def test_nobody_sees_what_somebody_else_wrote(as_stranger, seeker):
    make_template(seeker, "Secret name", body="Secret words")
    assert "Secret" not in page(as_stranger.get("/messages/"))


# --- Writing one


def test_the_empty_form_lists_the_placeholders_with_an_example_each(as_seeker):
    shown = words(as_seeker.get("/messages/add/"))
    for said in ("{first_name} Their first name", "Lena", "{takeaway}", "{chat_day}", "Northwind Robotics"):
        assert said in shown


def test_what_i_write_is_kept_and_i_am_led_to_it(as_seeker, seeker, noon):
    answer = as_seeker.post("/messages/add/", WORDS)
    (template,) = kept(seeker)
    assert (answer.status_code, answer["Location"]) == (302, f"/messages/#own-{template.pk}")
    stored = {name: getattr(template, name) for name in WORDS}
    assert stored == WORDS | {"body": "Hi {first_name}, {in} Why?\n\n{my_name}"}
    assert (template.copied_from, template.changed_at) == ("", NOW)
    assert f"/messages/{template.pk}/remove/" in page(as_seeker.get("/messages/"))  # the undo


def test_for_everybody_and_by_any_way_is_what_nothing_chosen_means(as_seeker, seeker):
    as_seeker.post("/messages/add/", {"name": "Mine", "purpose": "check_in", "body": "Hi"})
    assert [(t.persona, t.channel, t.subject) for t in kept(seeker)] == [("", "", "")]


def test_a_double_click_adds_one(as_seeker, seeker):
    assert [as_seeker.post("/messages/add/", WORDS).status_code for _ in range(2)] == [302, 302]
    assert names(seeker) == ["Mine"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": ""}, "Give it a name, so that you find it again."),
        ({"name": " \t "}, "Give it a name, so that you find it again."),
        ({"name": "x" * 101}, "at most 100 characters"),
        (
            {"name": "there ALREADY"},
            "You have one called “There already” already. What tells this one apart?",
        ),
        ({"body": ""}, "Write the words you would like to begin with."),
        ({"body": " \n "}, "Write the words you would like to begin with."),
        ({"body": "x" * 10_001}, "This is longer than a message can be: 10,000 characters at most."),
        ({"body": "Hi {foo}"}, f"There is no {{foo}}. {BESIDE}"),
        ({"body": "Hi {First Name}"}, "There is no {First Name}. Did you mean {first_name}?"),
        ({"body": "Hi {firstname}"}, "There is no {firstname}. Did you mean {first_name}?"),
        ({"body": "Hi {{name}}"}, "One pair of braces is enough: {name} instead of {{name}}."),
        ({"body": "Hi ${ in }"}, "One pair of braces is enough: {in} instead of ${ in }."),
        ({"subject": "{salary}"}, f"There is no {{salary}}. {BESIDE}"),
        ({"subject": "x" * 201}, "at most 200 characters"),
        ({"purpose": "spam"}, "Select a valid choice"),
        ({"purpose": ""}, "required"),
        ({"persona": "ceo"}, "Select a valid choice"),
        ({"channel": "phone"}, "Select a valid choice"),
        ({"body": "nul \x00"}, "Null characters"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_it_and_nothing_typed_is_lost(as_seeker, seeker, change, said):
    make_template(seeker, "There already")
    answer = as_seeker.post("/messages/add/", WORDS | change)
    assert answer.status_code == 422
    assert said in words(answer)
    assert names(seeker) == ["There already"]
    for name, value in (WORDS | change).items():
        if name not in change:
            assert " ".join(value.split())[:15] in " ".join(page(answer).split())


def test_all_wrong_words_are_named_at_once(as_seeker):
    shown = words(as_seeker.post("/messages/add/", WORDS | {"body": "{foo} {bar} {{name}}"}))
    for said in ("no {foo}", "no {bar}", "instead of {{name}}"):
        assert said in shown


@pytest.mark.parametrize(
    "body", ["{{7*7}} ${7} {7}", "<script>alert(1)</script> {% now 'Y' %}", "{} { } }{ {{{}}}"]
)
def test_odd_words_are_kept_and_shown_as_they_are(as_seeker, seeker, body):
    as_seeker.post("/messages/add/", WORDS | {"body": body})
    assert [template.body for template in kept(seeker)] == [body]
    answer = as_seeker.get("/messages/")
    assert "<script>alert" not in answer.content.decode()
    assert body in page(answer)


def test_a_note_that_is_too_long_is_kept_with_advice(as_seeker, seeker):
    note = WORDS | {"channel": "linkedin_note", "subject": "", "body": "o" * 220 + "?"}
    answer = as_seeker.post("/messages/add/", note, follow=True)
    assert names(seeker) == ["Mine"]
    assert "With an example person it has 221 characters, and LinkedIn lets 200 through." in words(answer)


# --- Beginning from another


def test_a_copy_begins_with_the_words_of_its_starter_and_remembers_it(as_seeker, seeker):
    starter = next(starter for starter in STARTERS if starter.slug == "first-developer")
    form = as_seeker.get("/messages/add/?from=starter:first-developer")
    for said in (starter.name, starter.subject, starter.body):
        assert said in page(form)
    as_seeker.post("/messages/add/?from=starter:first-developer", WORDS)
    assert [template.copied_from for template in kept(seeker)] == ["starter:first-developer"]


def test_a_duplicate_of_my_own_gets_a_name_that_is_free(as_seeker, seeker):
    mine = make_template(seeker, "My way", body="These words", channel="email")
    make_template(seeker, "my WAY 2")
    form = page(as_seeker.get(f"/messages/add/?from=own:{mine.pk}"))
    assert 'value="My way 3"' in form
    assert "These words" in form


def test_a_section_offers_to_add_one_of_its_kind(as_seeker):
    assert "?purpose=check_in" in page(as_seeker.get("/messages/"))
    assert '<option value="check_in" selected>' in page(as_seeker.get("/messages/add/?purpose=check_in"))
    assert '<option value="outreach" selected>' in page(as_seeker.get("/messages/add/?purpose=nonsense"))


@pytest.mark.parametrize(
    "key", ["starter:gone", "own:", "own:x", "own:-1", f"own:{'9' * 30}", "own:²", "x", "own:0"]
)
def test_what_does_not_exist_cannot_be_copied(as_seeker, key):
    assert as_seeker.get("/messages/add/", {"from": key}).status_code == 404


def test_neither_can_what_is_removed_or_somebody_elses(as_stranger, stranger, seeker):
    foreign, removed = make_template(seeker), make_template(stranger, removed_at=NOW)
    for template in (foreign, removed):
        path = f"/messages/add/?from=own:{template.pk}"
        assert (as_stranger.get(path).status_code, as_stranger.post(path, WORDS).status_code) == (404, 404)
    assert kept(stranger) == []


# --- Trying it


def test_the_preview_reads_as_somebody_would_read_it(as_seeker, seeker):
    answer = as_seeker.post("/messages/add/", WORDS | {"preview": "1"}, headers=HTMX)
    shown = words(answer)
    assert answer.status_code == 200
    assert "<form" not in page(answer)
    assert "About Northwind Robotics" in shown
    assert "Hi Lena, I built my final project on their open arm SDK. Why? Seeker" in shown
    assert kept(seeker) == []


def test_the_preview_names_what_is_wrong_and_gives_the_advice_of_the_message_check(as_seeker):
    body = "Hi {foo}, could you refer me"
    shown = words(
        as_seeker.post("/messages/add/", {"preview": "1", "purpose": "outreach", "body": body}, headers=HTMX)
    )
    for said in ("There is no {foo}", "asking for a job", "no question", "why this company"):
        assert said in shown
    assert "still to be filled in" not in shown


def test_without_script_the_preview_is_the_whole_page_with_what_i_typed_and_nothing_kept(as_seeker, seeker):
    template = make_template(seeker, "Mine", body="Old words")
    answer = as_seeker.post(
        f"/messages/{template.pk}/", WORDS | {"preview": "1", "body": "New words, {name}"}
    )
    assert answer.status_code == 200
    assert "New words, {name}" in page(answer)
    assert "New words, Lena Koch" in words(answer)
    assert [template.body for template in kept(seeker)] == ["Old words"]


def test_a_thank_you_is_not_asked_for_a_question(as_seeker):
    thanks = {"preview": "1", "purpose": "thank_you", "body": "Thank you!"}
    assert "no question" not in words(as_seeker.post("/messages/add/", thanks, headers=HTMX))


def test_a_name_that_looks_like_a_placeholder_is_shown_as_it_is(as_seeker, seeker):
    seeker.change_settings(name="{company}")
    shown = words(as_seeker.post("/messages/add/", {"preview": "1", "body": "I am {my_name}"}, headers=HTMX))
    assert "I am {company}" in shown


# --- Changing it


def test_changing_one_keeps_it_in_its_place(as_seeker, seeker, noon):
    template = make_template(seeker, "Mine", copied_from="starter:check-in")
    seen = as_seeker.get(f"/messages/{template.pk}/").context["form"].mark
    answer = as_seeker.post(f"/messages/{template.pk}/", WORDS | {"name": "Better", "seen": seen})
    assert answer.status_code == 302
    (changed,) = kept(seeker)
    assert (changed.pk, changed.name, changed.copied_from) == (template.pk, "Better", "starter:check-in")


def test_its_own_name_in_another_spelling_is_no_other_template(as_seeker, seeker):
    template = make_template(seeker, "Mine")
    assert as_seeker.post(f"/messages/{template.pk}/", WORDS | {"name": "MINE"}).status_code == 302
    assert names(seeker) == ["MINE"]


def test_the_name_of_another_is_refused_even_with_that_ones_words(as_seeker, seeker):
    make_template(seeker, **WORDS | {"name": "Taken", "body": "Hi {first_name}, {in} Why?\n\n{my_name}"})
    template = make_template(seeker, "Mine")
    assert as_seeker.post(f"/messages/{template.pk}/", WORDS | {"name": "Taken"}).status_code == 422
    assert names(seeker) == ["Taken", "Mine"]


def test_a_second_window_does_not_write_over_what_it_has_not_seen(as_seeker, seeker):
    template = make_template(seeker, "Mine")
    seen = as_seeker.get(f"/messages/{template.pk}/").context["form"].mark
    as_seeker.post(f"/messages/{template.pk}/", WORDS | {"body": "First", "seen": seen})
    late = as_seeker.post(f"/messages/{template.pk}/", WORDS | {"body": "Second", "seen": seen})
    assert late.status_code == 422
    assert "another window" in words(late)
    assert "Second" in page(late)
    assert [template.body for template in kept(seeker)] == ["First"]


def test_a_channel_that_we_do_not_offer_stays_when_it_is_there(as_seeker, seeker):
    template = make_template(seeker, "Mine", channel="phone")
    assert '<option value="phone" selected>Phone' in page(as_seeker.get(f"/messages/{template.pk}/"))
    assert as_seeker.post(f"/messages/{template.pk}/", WORDS | {"channel": "phone"}).status_code == 302


# --- Removing it


def test_a_removed_one_is_gone_and_undo_brings_it_back(as_seeker, seeker):
    template = make_template(seeker, "Mine")
    gone = as_seeker.post(f"/messages/{template.pk}/remove/", follow=True)
    assert kept(seeker) == []
    assert f"/messages/{template.pk}/restore/" in page(gone)
    assert as_seeker.get(f"/messages/{template.pk}/").status_code == 404
    assert as_seeker.post(f"/messages/{template.pk}/remove/").status_code == 404
    as_seeker.post(f"/messages/{template.pk}/restore/")
    assert names(seeker) == ["Mine"]
    assert as_seeker.post(f"/messages/{template.pk}/restore/").status_code == 404


def test_htmx_gets_the_list_without_it(as_seeker, seeker):
    template, other = make_template(seeker, "Mine"), make_template(seeker, "Other")
    answer = as_seeker.post(f"/messages/{template.pk}/remove/", headers=HTMX)
    assert "<html" not in page(answer)
    assert (f'id="own-{template.pk}"' in page(answer), f'id="own-{other.pk}"' in page(answer)) == (
        False,
        True,
    )
    assert f"/messages/{template.pk}/restore/" in answer["HX-Trigger"]


def test_undo_finds_another_name_when_its_own_was_given_away(as_seeker, seeker):
    template = make_template(seeker, "Mine")
    as_seeker.post(f"/messages/{template.pk}/remove/")
    make_template(seeker, "MINE")
    as_seeker.post(f"/messages/{template.pk}/restore/")
    assert names(seeker) == ["Mine 2", "MINE"]


def test_what_was_sent_with_it_keeps_its_words(as_seeker, seeker):
    template = make_template(seeker, "My way")
    person = make_contact(seeker, make_company(seeker))
    sent = writer.Sent("Hello", "The words I sent", f"own:{template.pk}", template.name)
    writer.log(person, Kind.OUTREACH, on=TODAY, now=NOW, key=new_key(), sent=sent)
    as_seeker.post(f"/messages/{template.pk}/remove/")
    Template.objects.filter(pk=template.pk).delete()  # and so after the thirty days
    said = Interaction.objects.get()
    assert (said.subject, said.text, said.template_name) == ("Hello", "The words I sent", "My way")


@pytest.mark.parametrize("act", ["", "remove/", "restore/"])
def test_nobody_changes_removes_or_brings_back_what_is_not_theirs(as_stranger, seeker, act):
    template = make_template(seeker, "Mine", removed_at=NOW if act == "restore/" else None)
    before = Template.objects.values().get()
    assert as_stranger.post(f"/messages/{template.pk}/{act}", WORDS).status_code == 404
    assert Template.objects.values().get() == before


def test_the_forms_need_their_token(seeker):
    template = make_template(seeker)
    client = Client(enforce_csrf_checks=True)
    client.force_login(seeker)
    for path in ("add/", f"{template.pk}/", f"{template.pk}/remove/", f"{template.pk}/restore/"):
        assert client.post(f"/messages/{path}", WORDS).status_code == 403
