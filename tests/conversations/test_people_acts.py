"""Adding, editing, moving and removing people and companies."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from networking.companies.models import Company, Standing
from networking.contacts.models import Contact, PastJob
from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.conversations.models import Due, Interaction
from tests.people import NOW, TODAY, make_company, make_connection, make_contact

PROFILE = "https://www.linkedin.com/in/ada"
LATER = NOW + dt.timedelta(hours=1)


def revision(company):
    return Company.objects.get(pk=company.pk).revision


@pytest.fixture
def company(seeker):
    return make_company(seeker)


@pytest.fixture
def person(seeker, company):
    return make_contact(seeker, company, "Ada")


def test_adding_somebody_turns_the_company(seeker, company):
    before = revision(company)
    added = writer.add_contact(seeker, now=NOW, company=company, name="Ada", persona="manager")
    assert (added.company, added.persona, added.created_at) == (company, "manager", NOW)
    assert revision(company) == before + 1


def test_a_connection_becomes_one_contact(seeker, company):
    connection = make_connection(seeker, "Ada")
    first = writer.add_contact(seeker, now=NOW, company=company, name="Ada", connection=connection)
    assert writer.add_contact(seeker, now=NOW, name="Ada", connection=connection) == first


def test_a_connection_whose_contact_was_removed_can_become_one_again(seeker):
    connection = make_connection(seeker, "Ada")
    first = writer.add_contact(seeker, now=NOW, name="Ada", connection=connection)
    writer.remove_contact(first, now=NOW)
    second = writer.add_contact(seeker, now=NOW, name="Ada", connection=connection)
    assert second != first
    assert list(Contact.objects.owned_by(seeker)) == [second]


def test_one_person_per_profile(seeker, person):
    writer.edit_contact(person, {"profile_url": PROFILE}, version=person.version, now=NOW)
    with pytest.raises(ValidationError, match="already"):
        writer.add_contact(seeker, now=NOW, name="Twin", profile_url=PROFILE + "/")
    other = writer.add_contact(seeker, now=NOW, name="Other")
    with pytest.raises(ValidationError, match="already"):
        writer.edit_contact(other, {"profile_url": PROFILE}, version=other.version, now=NOW)


def test_editing_stores_the_fields_and_what_is_found_by_them(seeker, company, person):
    before = revision(company)
    fields = {"name": "Ada Lovelace", "title": "Chief", "profile_url": PROFILE}
    writer.edit_contact(person, fields, version=person.version, now=NOW)
    stored = Contact.objects.get()
    assert (stored.name, stored.name_key, stored.search_text, stored.profile_key, stored.version) == (
        "Ada Lovelace",
        "ada lovelace",
        "ada lovelace chief",
        "ada",
        2,
    )
    assert revision(company) == before + 1


def test_an_old_form_changes_nothing(person):
    version = person.version
    writer.edit_contact(person, {"title": "Lead"}, version=version, now=NOW)
    with pytest.raises(writer.Stale):
        writer.edit_contact(person, {"title": "Old"}, version=version, now=NOW)
    assert Contact.objects.get().title == "Lead"


def test_what_is_derived_cannot_be_edited(person):
    with pytest.raises(TypeError, match="stage"):
        writer.edit_contact(person, {"stage": 4}, version=person.version, now=NOW)


def test_closeness_changes_when_to_keep_in_touch(person):
    for kind in (Kind.CHAT, Kind.THANK_YOU):
        writer.log(person, kind, on=TODAY, now=NOW)
    assert person.due_on == TODAY + dt.timedelta(365)
    writer.edit_contact(person, {"closeness": "close"}, version=person.version, now=NOW)
    assert person.due_on == TODAY + dt.timedelta(90)


def test_a_wrong_company_is_corrected_without_a_past_job(seeker, company, person):
    right = make_company(seeker)
    before = revision(company), revision(right)
    writer.edit_contact(person, {"company": right}, version=person.version, now=NOW)
    assert (Contact.objects.get().company, person.past_jobs.count()) == (right, 0)
    assert (revision(company), revision(right)) == (before[0] + 1, before[1] + 1)


def test_a_new_job_keeps_the_old_one_and_turns_both_companies(seeker, company, person):
    new = make_company(seeker)
    before = revision(company), revision(new)
    for _ in range(2):
        writer.change_job(person, new, "CTO", until=TODAY, now=NOW)
    past = person.past_jobs.get()
    assert (past.company, past.company_name, past.title, past.until) == (company, company.name, "", TODAY)
    assert (person.company, person.title, Contact.objects.get().search_text) == (new, "CTO", "ada cto")
    assert (revision(company), revision(new)) == (before[0] + 1, before[1] + 1)


def test_the_first_known_job_leaves_none_behind(seeker, company):
    person = make_contact(seeker)
    writer.change_job(person, company, "Dev", until=TODAY, now=NOW)
    assert (person.company, person.past_jobs.count()) == (company, 0)


def test_a_removed_person_takes_all_that_was_said_out_of_sight_and_back(seeker, person):
    said = writer.log(person, Kind.OUTREACH, on=TODAY, now=NOW)
    writer.remove_contact(person, now=NOW)
    writer.remove_contact(person, now=LATER)
    for model in (Contact, Interaction, Due):
        assert not model.objects.owned_by(seeker).exists()
    assert person.removed_at == NOW
    writer.restore_contact(person, now=LATER)
    assert list(Contact.objects.owned_by(seeker)) == [person]
    assert list(Interaction.objects.owned_by(seeker)) == [said]
    assert Due.objects.owned_by(seeker).count() == 1


def test_a_person_comes_back_without_a_company_that_was_removed_meanwhile(seeker, company, person):
    writer.remove_contact(person, now=NOW)
    writer.remove_company(company, now=LATER)
    writer.restore_contact(person, now=LATER)
    assert Contact.objects.owned_by(seeker).get().company is None


def test_a_person_does_not_come_back_beside_a_twin(seeker, person):
    writer.edit_contact(person, {"profile_url": PROFILE}, version=person.version, now=NOW)
    writer.remove_contact(person, now=NOW)
    writer.add_contact(seeker, now=NOW, name="Twin", profile_url=PROFILE)
    with pytest.raises(ValidationError):
        writer.restore_contact(person, now=LATER)


def test_archiving_a_company_silences_its_people_and_a_target_has_a_day(seeker, company, person):
    writer.log(person, Kind.OUTREACH, on=TODAY, now=NOW)
    before = revision(company)
    writer.set_standing(company, Standing.ARCHIVED, today=TODAY, now=NOW)
    assert (company.target_on, list(person.dues.all())) == (None, [])
    assert company.revision > before
    tomorrow = TODAY + dt.timedelta(1)
    for day in (tomorrow, tomorrow + dt.timedelta(1)):
        writer.set_standing(company, Standing.TARGET, today=day, now=NOW)
    assert (company.target_on, person.dues.get().rule) == (tomorrow, 6)


def test_a_removed_company_takes_its_people_and_brings_those_back(seeker, company, person):
    left_before = make_contact(seeker, company)
    writer.remove_contact(left_before, now=NOW)
    writer.remove_company(company, now=LATER)
    assert not Contact.objects.owned_by(seeker).exists()
    writer.restore_company(company, now=LATER)
    assert list(Company.objects.owned_by(seeker)) == [company]
    assert list(Contact.objects.owned_by(seeker)) == [person]


def test_a_company_does_not_come_back_beside_its_twin(seeker, company):
    writer.remove_company(company, now=NOW)
    make_company(seeker, company.name.upper())
    with pytest.raises(ValidationError, match="another company"):
        writer.restore_company(company, now=LATER)
    assert Company.objects.get(pk=company.pk).is_removed


def test_a_company_does_not_come_back_with_a_twin_of_somebody(seeker, company, person):
    writer.edit_contact(person, {"profile_url": PROFILE}, version=person.version, now=NOW)
    writer.remove_company(company, now=NOW)
    writer.add_contact(seeker, now=NOW, name="Twin", profile_url=PROFILE)
    with pytest.raises(ValidationError, match="profile"):
        writer.restore_company(company, now=LATER)


def test_what_is_said_with_a_sample_person_is_sample(seeker):
    person = make_contact(seeker, is_sample=True)
    interaction = writer.log(person, Kind.CHAT, on=TODAY, now=NOW)
    assert (interaction.is_sample, interaction.chat.is_sample) == (True, True)


def test_moving_can_be_undone(seeker):
    before, after = make_company(seeker), make_company(seeker)
    person = make_contact(seeker, before, title="Developer")
    writer.change_job(person, after, "Lead", until=TODAY, now=NOW)
    writer.undo_job(person, PastJob.objects.get(), now=NOW)
    person.refresh_from_db()
    assert (person.company, person.title, PastJob.objects.count()) == (before, "Developer", 0)


def test_only_the_last_move_is_undone(seeker):
    person = make_contact(seeker, make_company(seeker), title="Developer")
    writer.change_job(person, make_company(seeker), "Lead", until=TODAY, now=NOW)
    first = PastJob.objects.get()
    last = make_company(seeker)
    writer.change_job(person, last, "Head", until=TODAY, now=NOW)
    writer.undo_job(person, first, now=NOW)
    person.refresh_from_db()
    assert (person.company, person.title, PastJob.objects.count()) == (last, "Head", 2)


def test_undoing_a_move_leaves_a_removed_company_out(seeker):
    before = make_company(seeker)
    person = make_contact(seeker, before, title="Developer")
    writer.change_job(person, make_company(seeker), "Lead", until=TODAY, now=NOW)
    writer.remove_company(before, now=NOW)
    writer.undo_job(person, PastJob.objects.get(), now=NOW)
    person.refresh_from_db()
    assert (person.company, person.title) == (None, "Developer")
