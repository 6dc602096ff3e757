"""Sample data: what it shows, who may have it, and that removing it leaves mine as it was."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Model
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from networking.companies.models import Answer, Company, Criterion
from networking.contacts.models import Connection, Contact, Looked, PastJob, Place
from networking.contacts.stages import Kind, Stage
from networking.conversations import writer
from networking.conversations.clocks import Rule
from networking.conversations.models import (
    Chat,
    ChatStatus,
    Draft,
    Due,
    Hidden,
    Interaction,
    Learned,
    Purpose,
    Question,
    Template,
    Topic,
)
from networking.conversations.question_bank import STARTER_BANK
from networking.conversations.starters import STARTERS
from networking.exchange.sample import NotEmptyError, has_sample, is_empty, remove_sample, start_sample
from tests.people import NOW, TODAY, make_company, make_connection, make_contact, make_user

EVERYTHING = (
    *(Company, Answer, Criterion, Contact, PastJob, Connection, Looked),
    *(Interaction, Chat, Learned, Due, Hidden, Draft, Template, Question),
)
TURNING = {"revision", "version"}


def rows(owner) -> dict[str, list[dict]]:
    """Everything stored of this person, as it is; only what counts changes is left out."""

    def values(model: type[Model]) -> list[dict]:
        found = model._base_manager.filter(owner=owner).order_by("pk").values()
        return [{key: value for key, value in row.items() if key not in TURNING} for row in found]

    return {model.__name__: values(model) for model in EVERYTHING}


def test_it_has_five_companies_and_seventeen_people_at_all_stages(seeker):
    start_sample(seeker, now=NOW)
    people = Contact.objects.owned_by(seeker)
    assert Company.objects.owned_by(seeker).targets().count() == 5
    assert people.count() == 17
    assert set(people.values_list("stage", flat=True)) == set(Stage)
    assert people.exclude(parked_on=None).count() == 1
    for model in (Company, Contact, Connection, Interaction, Chat):
        assert not model.objects.owned_by(seeker).filter(is_sample=False).exists()


def test_today_looks_as_if_somebody_had_worked_for_three_weeks(seeker):
    start_sample(seeker, now=NOW)
    due = Due.objects.owned_by(seeker).due(TODAY).order_by("rule")
    assert list(due.values_list("contact__name", "rule", "due_on")) == [
        ("Dana Moreau", Rule.THANKS, TODAY - dt.timedelta(1)),
        ("Jonas Thiel", Rule.ANSWER, TODAY),
        ("Ade Bello", Rule.FOLLOW_UP, TODAY),
    ]
    lacking = [company.name for company in Company.objects.owned_by(seeker) if not company.has_in]
    assert lacking == ["Brightwater Energy"]


def test_what_was_learned_makes_the_brief_of_two_companies(seeker):
    start_sample(seeker, now=NOW)
    learned = Learned.objects.owned_by(seeker).values_list("company__name", "topic")
    assert Counter(company for company, _ in learned) == {"Northwind Robotics": 8, "Fernhill Health": 3}
    assert {topic for _, topic in learned} == set(Topic)
    assert set(Chat.objects.owned_by(seeker).values_list("time_zone", flat=True)) == {"", "America/New_York"}
    assert not Chat.objects.owned_by(seeker).filter(questions="").exists()


def test_what_was_asked_in_a_chat_is_known_to_the_bank_so_that_it_says_so(seeker):
    start_sample(seeker, now=NOW)
    held = Chat.objects.owned_by(seeker).filter(status=ChatStatus.HELD)
    asked = {question for chat in held for question in chat.questions.splitlines()}
    assert len(asked) == 5
    assert asked <= {question.text for question in STARTER_BANK}


def test_somebody_was_named_in_a_chat_and_somebody_changed_jobs(seeker):
    start_sample(seeker, now=NOW)
    named = Contact.objects.owned_by(seeker).exclude(introducer=None)
    assert list(named.values_list("name", "introducer__name", "stage", "email")) == [
        ("Ingrid Falk", "Dana Moreau", Stage.TO_CONTACT, "")
    ]
    moved = PastJob.objects.owned_by(seeker)
    assert list(moved.values_list("contact__name", "company__name", "contact__company__name")) == [
        ("Yusuf Demir", "Fernhill Health", "Brightwater Energy")
    ]


def test_a_message_is_half_written_and_an_address_half_looked_for(seeker):
    start_sample(seeker, now=NOW)
    assert list(Draft.objects.owned_by(seeker).values_list("contact__name", "purpose")) == [
        ("Olu Adeyemi", Purpose.OUTREACH)
    ]
    looked = Looked.objects.owned_by(seeker).order_by("pk").values_list("contact__name", "place")
    assert list(looked) == [("Noor Aziz", Place.SEARCH), ("Noor Aziz", Place.OWN_SITE)]


def test_what_was_sent_can_be_read_again_under_the_name_of_who_looks_around(seeker):
    start_sample(seeker, now=NOW)
    sent = Interaction.objects.owned_by(seeker).exclude(text="")
    assert sent.count() == 7
    assert not sent.filter(subject="").exists()
    began_as = set(sent.values_list("template_key", "template_name"))
    assert began_as <= {(starter.key, starter.name) for starter in STARTERS}
    assert {said.text.splitlines()[-1] for said in sent} == {seeker.name}


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin"])
@pytest.mark.parametrize("hour", [0, 11, 23])
def test_it_can_begin_at_any_hour_anywhere(db, zone, hour):
    owner = make_user("traveller", time_zone=zone)
    start_sample(owner, now=NOW.replace(hour=hour, month=3, day=29))
    assert Contact.objects.owned_by(owner).count() == 17


def test_what_is_stored_is_what_the_rules_say(seeker):
    start_sample(seeker, now=NOW)
    before = rows(seeker)
    writer.recompute_all(seeker)
    assert rows(seeker) == before


@pytest.mark.parametrize("make", [make_company, make_contact, make_connection])
def test_it_is_refused_to_an_account_with_anything_in_it(seeker, make):
    assert is_empty(seeker)
    make(seeker)
    before = rows(seeker)
    with pytest.raises(NotEmptyError):
        start_sample(seeker, now=NOW)
    assert rows(seeker) == before


def test_a_second_press_adds_nothing(seeker):
    start_sample(seeker, now=NOW)
    with pytest.raises(NotEmptyError):
        start_sample(seeker, now=NOW)
    assert Contact.objects.owned_by(seeker).count() == 17


def test_removing_it_from_an_untouched_account_leaves_nothing(seeker, stranger):
    start_sample(seeker, now=NOW)
    start_sample(stranger, now=NOW)
    others = rows(stranger)
    remove_sample(seeker)
    assert not any(rows(seeker).values())
    assert not has_sample(seeker)
    assert rows(stranger) == others


def test_what_was_said_with_a_sample_person_is_sample_too(seeker):
    start_sample(seeker, now=NOW)
    ana = Contact.objects.get(owner=seeker, name="Ana Ortiz")
    said = writer.log(ana, Kind.REPLY, on=TODAY, now=NOW)
    assert said.is_sample
    remove_sample(seeker)
    assert not Interaction.objects.filter(owner=seeker).exists()


def test_a_connection_of_the_sample_becomes_a_person_of_the_sample(seeker):
    start_sample(seeker, now=NOW)
    nils = Connection.objects.get(owner=seeker, first_name="Nils")
    assert writer.add_contact(seeker, now=NOW, name=nils.name, connection=nils).is_sample
    remove_sample(seeker)
    assert not Contact.objects.filter(owner=seeker).exists()


def test_a_sample_company_that_holds_a_person_of_mine_stays_as_mine(seeker):
    start_sample(seeker, now=NOW)
    kestrel = Company.objects.get(owner=seeker, name="Kestrel Maps")
    grace = writer.add_contact(seeker, now=NOW, company=kestrel, name="Grace Hopper")
    remove_sample(seeker)
    kept = Company.objects.get(owner=seeker)
    assert (kept.name, kept.is_sample, kept.has_in) == ("Kestrel Maps", False, True)
    assert list(Contact.objects.filter(owner=seeker)) == [grace]
    assert Answer.objects.filter(owner=seeker, company=kept).count() == 6


def test_a_sample_company_where_a_person_of_mine_once_was_stays_in_their_history(seeker):
    start_sample(seeker, now=NOW)
    kestrel = Company.objects.get(owner=seeker, name="Kestrel Maps")
    grace = writer.add_contact(seeker, now=NOW, company=kestrel, name="Grace Hopper")
    said = writer.log(grace, Kind.OUTREACH, on=TODAY, now=NOW)
    writer.change_job(grace, None, "", until=TODAY, now=NOW)
    remove_sample(seeker)
    said.refresh_from_db()
    assert said.company == kestrel


def test_what_was_put_off_about_the_sample_is_forgotten(seeker):
    start_sample(seeker, now=NOW)
    ana = Contact.objects.get(owner=seeker, name="Ana Ortiz")
    mine = make_contact(seeker)
    for contact in (ana, mine):
        Hidden.objects.create(owner=seeker, rule=6, subject=f"contact:{contact.pk}", until=TODAY)
    remove_sample(seeker)
    assert [hidden.subject for hidden in Hidden.objects.filter(owner=seeker)] == [f"contact:{mine.pk}"]


def make_template(owner) -> None:
    name = uuid.uuid4().hex
    Template.objects.create(owner=owner, name=name, purpose=Purpose.OUTREACH, body="Hi", changed_at=NOW)


def act_on_mine(owner, act: str, number: int) -> None:
    """Something that a person does with what is not sample."""
    companies = list(Company.objects.owned_by(owner).filter(is_sample=False))
    people = list(Contact.objects.owned_by(owner).filter(is_sample=False))
    company = companies[number % len(companies)] if companies else None
    if act == "company":
        make_company(owner)
    elif act == "person":
        make_contact(owner, company)
    elif act == "connection":
        make_connection(owner)
    elif act == "answer" and company:
        criterion = Criterion.objects.filter(owner=owner).first()
        Answer.objects.get_or_create(owner=owner, company=company, criterion=criterion)
    elif act == "words":
        make_template(owner)
        Question.objects.get_or_create(owner=owner, text=f"Question {number}?", topic=Topic.ROLE)
    if not people:
        return
    person = people[number % len(people)]
    if act == "log":
        writer.log(person, list(Kind)[number], on=TODAY, now=NOW)
    elif act == "move":
        writer.change_job(person, company, "x", until=TODAY, now=NOW)
    elif act == "remove":
        writer.remove_contact(person, now=NOW)
    elif act == "write":
        Draft.objects.get_or_create(
            owner=owner, contact=person, defaults={"purpose": Purpose.OUTREACH, "changed_at": NOW}
        )
        Looked.objects.get_or_create(owner=owner, contact=person, place=Place.values[number % 4])
    elif act == "learn":
        chat = writer.log(person, Kind.CHAT, on=TODAY, now=NOW).chat
        writer.write_learned(chat, {Topic.ROLE: "Go", Topic.PEOPLE: "Ask Ada"})
    elif act == "hide":
        subject = f"contact:{person.pk}"
        Hidden.objects.get_or_create(owner=owner, rule=6, subject=subject, defaults={"until": TODAY})


def mine_of(owner) -> dict[str, list[dict]]:
    """What stays when the sample goes."""
    found = rows(owner)
    sample = {name: {row["id"] for row in found[name] if row.get("is_sample")} for name in found}
    mine = {
        name: [
            row
            for row in found[name]
            if row["id"] not in sample[name]
            and row.get("contact_id") not in sample["Contact"]
            and row.get("chat_id") not in sample["Chat"]
        ]
        for name in found
    }
    mine["Answer"] = [row for row in mine["Answer"] if row["company_id"] not in sample["Company"]]
    return {**mine, "Criterion": found["Criterion"] if mine["Company"] else []}


acts = st.tuples(
    st.sampled_from(
        [
            "company",
            "person",
            "connection",
            "log",
            "move",
            "remove",
            "hide",
            "answer",
            "words",
            "write",
            "learn",
        ]
    ),
    st.integers(0, len(Kind) - 1),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(acts, max_size=12))
def test_whatever_was_done_beside_it_mine_is_mine_afterwards(db, chosen):
    owner = make_user(uuid.uuid4().hex)
    start_sample(owner, now=NOW)
    for act, number in chosen:
        act_on_mine(owner, act, number)
    mine = mine_of(owner)
    remove_sample(owner)
    assert rows(owner) == mine


def test_the_button_fills_an_empty_account_and_the_other_empties_it(as_seeker, seeker):
    assert as_seeker.post(reverse("exchange:start_sample")).status_code == 302
    assert Counter(c.company.name for c in Contact.objects.owned_by(seeker).select_related("company")) == {
        "Northwind Robotics": 6,
        "Fernhill Health": 3,
        "Kestrel Maps": 3,
        "Quillwork": 4,
        "Brightwater Energy": 1,
    }
    assert as_seeker.post(reverse("exchange:remove_sample")).status_code == 302
    assert is_empty(seeker)


def test_the_command_fills_the_owners_account_once(db, capsys):
    call_command("demo")
    call_command("demo")
    said = capsys.readouterr().out
    assert "5 companies, 17 people" in said
    assert "has the sample data already" in said
    assert Contact.objects.filter(is_sample=True).count() == 17


def test_the_command_refuses_an_account_in_use_and_one_that_is_not_there(seeker):
    make_company(seeker)
    for email in (seeker.email, "nobody@example.org"):
        with pytest.raises(CommandError):
            call_command("demo", user=email)
