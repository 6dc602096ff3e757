"""A list of a job search comes in: looked at, columns named, imported, once and once more, taken back."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from networking.companies.models import Company, Criterion, Standing
from networking.contacts.models import Contact, Persona
from networking.conversations import writer
from networking.conversations.audit import check
from networking.conversations.models import Interaction
from networking.exchange.models import Remembered, Upload, UploadState
from tests.exchange.files import text
from tests.people import NOW, make_company, make_connection, make_contact

HEADER = ["Company", "Position", "Status", "Date Applied", "Recruiter", "Recruiter email", "Last Contacted"]
ACME = ["Acme", "Developer", "Applied", "2026-10-01", "Ana Roe", "ana@acme.example", "2026-10-05"]
BETA = ["Beta", "Tester", "Rejected", "2026-09-01"]
CEDAR = ["Cedar", "Developer", "Blorp"]


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.UPLOADS_DIR = tmp_path / "uploads"


def send(client, *rows, header=HEADER):
    wide = [[*row, *[""] * (len(header) - len(row))] for row in rows]
    content = text(*wide, header=header).encode()
    response = client.post("/import/", {"file": SimpleUploadedFile("search.csv", content)})
    assert response.status_code == 302, response.content.decode()
    return Upload.objects.get(token=re.search(r"[0-9a-f-]{36}", response["Location"])[0])


def page(client, upload):
    return client.get(f"/import/{upload.token}/").content.decode()


def say(client, upload, **changed):
    """Sends the form as it stands on the page, but for what is changed."""
    form = client.get(f"/import/{upload.token}/").context["said"]
    data = {name: form.initial.get(name) or "" for name in form.fields} | {"said": "1"} | changed
    return client.post(f"/import/{upload.token}/read/", data)


def bring(client, upload):
    client.post(f"/import/{upload.token}/commit/")
    upload.refresh_from_db()
    assert upload.state == UploadState.DONE
    return upload


def standings(seeker):
    return dict(Company.objects.owned_by(seeker).values_list("name", "standing"))


def test_a_list_is_shown_with_its_columns_before_anything_of_it_is_imported(as_seeker):
    upload = send(as_seeker, ACME, BETA)
    html = page(as_seeker, upload)
    for said in ("2</strong> rows", "2 companies", "1 person", "What the columns hold", "ana@acme.example"):
        assert said in html
    assert not Company.objects.exists()


def test_importing_brings_companies_people_and_what_was_said(as_seeker, seeker):
    bring(as_seeker, send(as_seeker, ACME, BETA))
    assert standings(seeker) == {"Acme": Standing.BACKLOG, "Beta": Standing.ARCHIVED}
    ana = Contact.objects.get(owner=seeker)
    assert (ana.name, ana.company.name, ana.email, ana.stage) == ("Ana Roe", "Acme", "ana@acme.example", 1)
    assert ana.persona == Persona.RECRUITER
    assert ana.company.notes == "Developer – Applied · applied on 1 October 2026"
    assert Interaction.objects.get(owner=seeker).kind == "outreach"
    assert Criterion.objects.owned_by(seeker).exists()
    assert list(check(fix=False, now=NOW)) == []


def test_the_same_file_once_more_changes_nothing(as_seeker, seeker):
    bring(as_seeker, send(as_seeker, ACME, BETA, ACME))
    before = (
        list(Contact.objects.values()),
        list(Company.objects.values()),
        list(Interaction.objects.values()),
    )
    upload = bring(as_seeker, send(as_seeker, ACME, BETA, ACME))
    after = list(Contact.objects.values()), list(Company.objects.values()), list(Interaction.objects.values())
    assert after == before
    assert (upload.report["unchanged"], upload.report["added"], upload.report["updated"]) == (3, 0, 0)


def test_as_targets_up_to_the_number_aimed_for(as_seeker, seeker):
    seeker.target_aim = 2
    seeker.save()
    make_company(seeker, name="Here")
    upload = send(as_seeker, ACME, BETA, ["Dune"], ["Elm"])
    say(as_seeker, upload, wish="target")
    bring(as_seeker, upload)
    assert standings(seeker) == {
        "Here": Standing.TARGET,
        "Acme": Standing.TARGET,
        "Beta": Standing.ARCHIVED,
        "Dune": Standing.BACKLOG,
        "Elm": Standing.BACKLOG,
    }


def test_a_status_nobody_knows_is_asked_and_remembered(as_seeker, seeker):
    upload = send(as_seeker, ACME, CEDAR)
    assert "“Blorp”" in page(as_seeker, upload)
    assert upload.report["held"] == 1
    assert say(as_seeker, upload, word_0="rejected").status_code == 302
    upload.refresh_from_db()
    assert upload.report["held"] == 0
    bring(as_seeker, upload)
    assert standings(seeker)["Cedar"] == Standing.ARCHIVED
    again = send(as_seeker, ["Dune", "Developer", "blorp"], header=HEADER[:3])
    assert again.report["held"] == 0


def test_what_the_columns_hold_can_be_put_right_and_is_remembered(as_seeker, seeker):
    upload = send(as_seeker, ACME)
    assert say(as_seeker, upload, column_4="contact", column_1="notes").status_code == 302
    bring(as_seeker, upload)
    notes = "Application – Applied · applied on 1 October 2026\nPosition: Developer"
    assert Company.objects.get(name="Acme").notes == notes
    assert Remembered.objects.get(owner=seeker).columns["position"] == "notes"
    again = send(as_seeker, ["Developer", "Dune"], header=[HEADER[1], HEADER[0]])
    assert not again.report["is_remembered"]
    mixed = [HEADER[n] for n in (6, 5, 4, 3, 2, 1, 0)]
    again = send(as_seeker, ["", "", "", "", "", "Tester", "Elm"], header=mixed)
    assert again.report["is_remembered"]
    assert again.report["fields"][5]["field"] == "notes"


def test_two_columns_of_one_thing_and_none_of_any_are_refused_with_the_choices_kept(as_seeker):
    upload = send(as_seeker, ACME)
    response = say(as_seeker, upload, column_1="company")
    assert response.status_code == 422
    assert "Another column holds this already" in response.content.decode()
    nothing = {f"column_{n}": "-" for n in range(7)}
    response = say(as_seeker, upload, **nothing)
    assert response.status_code == 422
    assert "Say which column holds the company" in response.content.decode()


def test_columns_nobody_can_tell_are_asked_for(as_seeker, seeker):
    upload = send(as_seeker, ["Acme", "Applied"], ["Beta", "Applied"], header=["Wohin", "Status"])
    assert upload.report["held"] == upload.report["found"] == 2
    assert "We could not tell which column" in page(as_seeker, upload)
    say(as_seeker, upload, column_0="company")
    bring(as_seeker, upload)
    assert set(standings(seeker)) == {"Acme", "Beta"}


def test_what_is_remembered_wrongly_is_not_believed(as_seeker, seeker):
    bring(as_seeker, send(as_seeker, ACME))
    Remembered.objects.update(columns={"company": "company", "status": "evil"}, words={"blorp": 7}, wish="no")
    upload = send(as_seeker, CEDAR)
    assert upload.report["fields"][2]["field"] == ""
    assert upload.report["wish"] == "backlog"


def test_whether_the_first_row_is_names_can_be_said(as_seeker, seeker):
    upload = send(as_seeker, ["Beta", "Bonn"], ["Cedar", "Kiel"], header=["Acme", "Berlin"])
    assert "The first row holds" in page(as_seeker, upload)
    say(as_seeker, upload, header="no")
    upload.refresh_from_db()
    assert upload.report["found"] == 3
    say(as_seeker, upload, header="no", column_0="company", column_1="place")
    bring(as_seeker, upload)
    assert not Remembered.objects.exists()
    assert set(standings(seeker)) == {"Acme", "Beta", "Cedar"}


def test_what_is_there_gains_and_loses_nothing(as_seeker, seeker):
    acme = make_company(seeker, name="Acme Inc.", notes="Mine.")
    ana = make_contact(seeker, acme, name="Ana Roe", title="CTO", persona=Persona.MANAGER)
    upload = bring(as_seeker, send(as_seeker, ACME))
    acme.refresh_from_db()
    ana.refresh_from_db()
    assert acme.standing == Standing.TARGET
    assert acme.notes == "Mine.\nDeveloper – Applied · applied on 1 October 2026"
    assert (ana.title, ana.persona, ana.email) == ("CTO", Persona.MANAGER, "ana@acme.example")
    assert upload.report["updated"] == 1
    assert list(check(fix=False, now=NOW)) == []


def test_taken_back_all_is_as_before(as_seeker, seeker):
    acme = make_company(seeker, name="Acme", notes="Mine.")
    make_contact(seeker, acme, name="Ana Roe")
    columns = ("name", "notes", "standing", "removed_at")
    people = ("name", "email", "stage", "company_id")
    living = Company.objects.owned_by(seeker).order_by("pk")
    before = list(living.values(*columns)), list(Contact.objects.owned_by(seeker).values(*people))
    upload = bring(as_seeker, send(as_seeker, ACME, BETA, ["Dune", "", "", "", "Bo Lind", "", "2026-10-07"]))
    as_seeker.post(f"/import/{upload.token}/undo/")
    assert (list(living.values(*columns)), list(Contact.objects.owned_by(seeker).values(*people))) == before
    assert not Interaction.objects.owned_by(seeker).exists()
    assert list(check(fix=False, now=NOW)) == []


def test_who_is_in_the_address_book_is_joined_by_profile(as_seeker, seeker):
    known = make_connection(seeker, "Bo Lind", profile_url="https://www.linkedin.com/in/bo", profile_key="bo")
    header = ["Name", "Company", "LinkedIn", "Status", "Last Contacted"]
    row = ["Bo Lind", "Acme", "linkedin.com/in/bo", "Replied", "2026-10-07"]
    bring(as_seeker, send(as_seeker, row, header=header))
    bo = Contact.objects.get(owner=seeker)
    assert (bo.connection, bo.is_linkedin_friend, bo.stage) == (known, True, 2)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_few_questions_of_the_database(as_seeker, django_assert_num_queries, rows):
    upload = send(as_seeker, *[[f"Company {n}", "Developer", f"Blorp {n}"] for n in range(rows)])
    page(as_seeker, upload)
    with django_assert_num_queries(7):
        page(as_seeker, upload)


def test_sixty_known_people_gain_what_a_list_says_in_as_many_queries_as_three(as_seeker, seeker):
    asked = []
    for count in (3, 60):
        company = make_company(seeker, f"Company of {count}")
        names = [f"Person {chr(97 + n // 26)}{chr(97 + n % 26)} Roe" for n in range(count)]
        for name in names:
            make_contact(seeker, company, name=name)
        rows = [[company.name, "", "", "", name, f"p{n}.of{count}@x.example"] for n, name in enumerate(names)]
        upload = send(as_seeker, *rows)
        with CaptureQueriesContext(connection) as queries:
            bring(as_seeker, upload)
        assert Contact.objects.filter(company=company).exclude(email="").count() == count
        asked.append(len(queries))
    assert asked[1] <= asked[0]
    assert list(check(fix=False, now=NOW)) == []


@pytest.mark.parametrize("touch", [None, "words", "person"])
def test_sample_that_a_list_made_mine_is_sample_again_only_if_nobody_touched_it_since(
    as_seeker, seeker, touch
):
    acme = make_company(seeker, "Acme", is_sample=True)
    upload = bring(as_seeker, send(as_seeker, ACME))
    acme.refresh_from_db()
    assert not acme.is_sample
    if touch == "words":
        acme.in_words = "I like them."
        acme.keep("in_words")
    elif touch == "person":
        writer.add_contact(seeker, now=NOW, company=acme, name="Cy Moss")
    as_seeker.post(f"/import/{upload.token}/undo/")
    acme.refresh_from_db()
    assert (acme.is_sample, acme.notes) == (touch is None, "")
