"""Taking an import back: what nobody touched since goes or comes back, everything else stays and is named."""

import datetime as dt
import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from networking.companies.models import Company
from networking.contacts.models import Connection, Contact
from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.conversations.models import Chat, Interaction
from networking.exchange import taking_back, undo
from networking.exchange.models import Change, Upload, UploadRow, UploadState
from tests.conversations import relations
from tests.exchange.files import ADA, BO, row, text
from tests.people import NOW, TODAY, make_company, make_connection, make_contact

LATER = NOW + dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.UPLOADS_DIR = tmp_path / "uploads"


def bring_in(client, content) -> Upload:
    sent = client.post("/import/", {"file": SimpleUploadedFile("Connections.csv", content.encode())})
    token = re.search(r"[0-9a-f-]{36}", sent["Location"])[0]
    client.post(f"/import/{token}/commit/")
    return Upload.objects.get(token=token)


def done(owner, **fields) -> Upload:
    made = {"created_at": NOW, "touched_at": NOW, "finished_at": NOW, "size": 1, "file_name": "list.csv"}
    return Upload.objects.create(owner=owner, token=uuid.uuid4(), state=UploadState.DONE, **(made | fields))


@pytest.fixture
def sheet(seeker):
    """A list that brought one company, two people there, and a first message to one of them."""
    upload = done(seeker)
    company = make_company(seeker, "Harbour")
    ada, bo = make_contact(seeker, company, name="Ada Quill"), make_contact(seeker, company, name="Bo Lind")
    said = writer.log(ada, Kind.OUTREACH, on=TODAY - DAY, now=NOW)
    undo.added(upload, [company, ada, bo, said])
    return upload, company, ada, bo, said


def living(model):
    return set(model.objects.filter(removed_at=None).values_list("pk", flat=True))


def kept(back):
    return dict(back.kept)


def test_the_address_book_is_as_it_was_before(as_seeker, seeker):
    first = bring_in(as_seeker, text(row("Zoe", "Roe", "zoe", company="Old")))
    before = list(Connection.objects.order_by("pk").values_list("name", "company", "title"))
    second = bring_in(as_seeker, text(ADA, BO, row("Zoe", "Roe", "zoe", company="New")))
    assert Connection.objects.count() == 3
    back = taking_back.take_back(second, LATER)
    assert back.numbers() | {"connections": 2, "put_back": 1, "kept": 0} == back.numbers()
    assert list(Connection.objects.order_by("pk").values_list("name", "company", "title")) == before
    second.refresh_from_db()
    assert second.state == UploadState.UNDONE
    taking_back.take_back(first, LATER)
    assert not Connection.objects.exists()


def test_whom_a_later_file_changed_and_who_is_on_my_list_stay(as_seeker, seeker):
    upload = bring_in(as_seeker, text(ADA, BO, row("Zoe", "Roe", "zoe")))
    bring_in(as_seeker, text(row("Ada", "Quill", ADA[2], company="Elsewhere")))
    bo = Connection.objects.get(name="Bo Lindqvist")
    make_contact(seeker, make_company(seeker), name=bo.name, connection=bo)
    back = taking_back.take_back(upload, LATER)
    assert back.connections == 1
    assert kept(back) == {"Ada Quill": taking_back.CHANGED, "Bo Lindqvist": taking_back.GONE_ON}
    assert sorted(Connection.objects.values_list("name", flat=True)) == ["Ada Quill", "Bo Lindqvist"]


def test_a_whole_list_goes_with_its_conversations(sheet, seeker):
    upload, *_ = sheet
    back = taking_back.take_back(upload, LATER)
    assert back.numbers() == {
        "companies": 1,
        "people": 2,
        "interactions": 1,
        "connections": 0,
        "put_back": 0,
        "kept": 0,
    }
    assert not living(Company)
    assert not living(Contact)
    assert not Change.objects.exists()
    call_command("check_pipeline")


def test_a_second_time_takes_nothing_back(sheet):
    upload, *_ = sheet
    assert taking_back.take_back(upload, LATER)
    assert taking_back.take_back(upload, LATER) is None


def test_somebody_with_whom_one_went_on_stays_and_so_does_their_company(sheet):
    upload, company, ada, _bo, _said = sheet
    ada.refresh_from_db()
    writer.log(ada, Kind.REPLY, on=TODAY, now=NOW)
    back = taking_back.take_back(upload, LATER)
    assert kept(back) == {"Ada Quill": taking_back.GONE_ON, "Harbour": taking_back.HAS_PEOPLE}
    assert living(Contact) == {ada.pk}
    assert living(Company) == {company.pk}
    ada.refresh_from_db()
    assert (ada.reached_on, ada.replied_on) == (None, TODAY)  # what the import had logged is gone
    call_command("check_pipeline")


GOING_ON = {
    "met": lambda s, ada: relations.met(s, contact=ada, event=relations.event(s)),
    "a day that matters": lambda s, ada: relations.important_date(s, contact=ada),
    "a referral": lambda s, ada: relations.referral(s, contact=ada),
    "an introduction": lambda s, ada: relations.introduction(s, introduced=ada),
    "a role": lambda s, ada: relations.opportunity(s, referrer=ada),
}


@pytest.mark.parametrize("how", GOING_ON)
def test_whatever_one_adds_about_somebody_is_going_on_with_them(sheet, seeker, how):
    upload, _company, ada, _bo, _said = sheet
    GOING_ON[how](seeker, ada)
    back = taking_back.take_back(upload, LATER)
    assert kept(back)["Ada Quill"] == taking_back.GONE_ON
    assert ada.pk in living(Contact)


def test_a_role_or_an_event_at_a_company_keeps_it(sheet, seeker):
    upload, company, *_ = sheet
    relations.opportunity(seeker, company=company)
    back = taking_back.take_back(upload, LATER)
    assert kept(back) == {"Harbour": taking_back.HAS_WORDS}


def test_what_was_learned_in_a_chat_of_the_import_stays_with_it(sheet, seeker):
    upload, _company, ada, *_ = sheet
    said = writer.log(ada, Kind.CHAT, on=TODAY, now=NOW)
    undo.added(upload, [said, said.chat])
    writer.write_learned(said.chat, {"role": "Patience with motors."})
    back = taking_back.take_back(upload, LATER)
    assert kept(back)["Ada Quill"] == taking_back.GONE_ON
    assert living(Chat) == {said.chat_id}
    assert said.pk in living(Interaction)
    call_command("check_pipeline")


def test_with_whom_somebody_of_mine_was_merged_stays(sheet, seeker):
    upload, company, ada, bo, _said = sheet
    for contact in (ada, bo):
        contact.refresh_from_db()
    mine = make_contact(seeker, company, name="Bo Lind")
    writer.merge_contacts(bo, mine, now=NOW)
    back = taking_back.take_back(upload, LATER)
    assert kept(back) == {"Bo Lind": taking_back.GONE_ON, "Harbour": taking_back.HAS_PEOPLE}
    assert living(Contact) == {bo.pk}


def test_who_was_merged_into_somebody_of_mine_leaves_both_histories_there(sheet, seeker):
    upload, company, ada, _bo, said = sheet
    ada.refresh_from_db()
    mine = make_contact(seeker, company, name="Ada Quill")
    merge = writer.merge_contacts(mine, ada, now=NOW)
    taking_back.take_back(upload, LATER)
    said.refresh_from_db()
    assert (said.contact, said.removed_at) == (mine, None)
    writer.undo_merge(merge, now=LATER)
    assert living(Contact) == {mine.pk, ada.pk}
    call_command("check_pipeline")


def test_a_word_about_somebody_of_the_address_book_goes_with_them(as_seeker, seeker):
    upload = bring_in(as_seeker, text(ADA))
    writer.say_two_people(seeker.pk, make_contact(seeker), Connection.objects.get(), now=NOW)
    assert taking_back.take_back(upload, LATER).connections == 1
    assert not Connection.objects.exists()


@pytest.mark.parametrize("which", ["company", "person", "interaction"])
def test_what_was_reworded_since_stays(sheet, which):
    upload, company, ada, _bo, said = sheet
    if which == "company":
        company.notes = "Mine"
        company.keep("notes")
    elif which == "person":
        ada.refresh_from_db()
        writer.edit_contact(ada, {"title": "CTO"}, version=ada.version, now=NOW)
    else:
        writer.correct(said, kind=said.kind, on=said.on - DAY, note="", channel="", now=NOW)
    back = taking_back.take_back(upload, LATER)
    names = {"company": "Harbour", "person": "Ada Quill", "interaction": str(said)}
    assert taking_back.CHANGED in kept(back).values()
    assert any(name.startswith(names[which][:8]) for name in kept(back))
    call_command("check_pipeline")


def test_what_was_changed_comes_back_unless_somebody_changed_it_again(seeker):
    upload = done(seeker)
    one, other = make_company(seeker, "One"), make_company(seeker, "Other")
    for company in (one, other):
        company.notes = "From the list"
        company.keep("notes")
    undo.changed(upload, [(one, {"notes": "Mine"}), (other, {"notes": "Mine too"})])
    other.notes = "Written since"
    other.keep("notes")
    back = taking_back.take_back(upload, LATER)
    assert kept(back) == {"Other": taking_back.CHANGED}
    assert list(Company.objects.order_by("pk").values_list("notes", flat=True)) == ["Mine", "Written since"]


def test_a_name_that_was_taken_meanwhile_is_not_put_back(seeker):
    upload = done(seeker)
    company = make_company(seeker, "New name")
    undo.changed(upload, [(company, {"name": "Old name"})])
    make_company(seeker, "Old name")
    assert kept(taking_back.take_back(upload, LATER)) == {"New name": taking_back.TAKEN}


def test_the_page_of_the_import_says_what_went_and_lists_what_stays(as_seeker, sheet):
    upload, _company, ada, *_ = sheet
    ada.refresh_from_db()
    writer.log(ada, Kind.REPLY, on=TODAY, now=NOW)
    page = reverse("exchange:upload", args=[upload.token])
    assert "Undo this import" in as_seeker.get(page).content.decode()
    assert as_seeker.post(reverse("exchange:undo", args=[upload.token]))["Location"] == page
    html = as_seeker.get(page).content.decode()
    for said in ("Taken back", "<strong>1</strong> person removed", taking_back.GONE_ON):
        assert said in html
    assert UploadRow.objects.count() == 2


def changed_rows(seeker, upload, count):
    """So many companies, people and rows of the address book that the import changed."""
    for number in range(count):
        company = make_company(seeker, f"Company {upload.pk} {number}", notes="List")
        person = make_contact(seeker, company, title="List")
        row = make_connection(seeker, title="List")
        undo.changed(upload, [(one, {"title": "Mine"}) for one in (person, row)])
        undo.changed(upload, [(company, {"notes": "Mine"})])


def test_a_hundred_changes_come_back_in_as_many_queries_as_three(seeker):
    asked = []
    for count in (3, 100):
        upload = done(seeker)
        changed_rows(seeker, upload, count)
        with CaptureQueriesContext(connection) as queries:
            back = taking_back.take_back(upload, LATER)
        assert len(back.put_back) == count * 3
        asked.append(len(queries))
    assert asked[0] == asked[1]
    assert set(Contact.objects.values_list("title", flat=True)) == {"Mine"}
    assert set(Connection.objects.values_list("title", flat=True)) == {"Mine"}
    assert set(Company.objects.values_list("notes", flat=True)) == {"Mine"}
    call_command("check_pipeline")


def test_the_others_come_back_where_one_place_of_many_is_taken(seeker):
    upload = done(seeker)
    for number in range(9):
        undo.changed(upload, [(make_company(seeker, f"New {number}"), {"name": f"Old {number}"})])
    make_company(seeker, "Old 4")
    assert kept(taking_back.take_back(upload, LATER)) == {"New 4": taking_back.TAKEN}
    assert sorted(Company.objects.values_list("name", flat=True)) == [
        "New 4",
        *(f"Old {number}" for number in range(9)),
    ]


def test_a_page_made_before_is_old_once_somebody_was_put_back(seeker):
    upload, company = done(seeker), make_company(seeker)
    person = make_contact(seeker, company, title="List")
    undo.changed(upload, [(person, {"title": "Mine"})])
    before = Company.objects.get().revision, Contact.objects.get().version
    taking_back.take_back(upload, LATER)
    assert (Company.objects.get().revision, Contact.objects.get().version) > before
    assert Contact.objects.get().version > before[1]
