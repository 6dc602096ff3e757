"""The export page and its files: all of one's own, from the first day on, in a school or out of it."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
import vobject
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from networking.cohorts.models import Cohort, Membership, Organization, Role
from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.exchange.models import Upload
from networking.exchange.writing.lists import LISTS
from tests.people import NOW, TODAY, make_company, make_connection, make_contact

URL = reverse("exchange:export")
FILES = [*(f"/export/{name}.csv" for name in LISTS), "/export/contacts.vcf", "/export/chats.ics"]


def test_an_empty_account_is_told_what_will_be_here(as_seeker):
    page = as_seeker.get(URL).content.decode()
    assert "There is nothing to take along yet" in page
    assert "/export/people.csv" not in page


def test_every_file_stands_on_the_page_with_how_much_it_holds(as_seeker, seeker):
    acme = make_company(seeker, "Acme")
    for name in ("Ada", "Bo"):
        make_contact(seeker, acme, name)
    page = as_seeker.get(URL).content.decode()
    found = re.findall(r'href="(/export/[a-z]+\.[a-z]+)" download', page)
    assert set(found) == {*FILES, "/export/everything.zip"}
    assert re.search(r"People</strong> <span class=\"help\">2<", page)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_seven_queries(as_seeker, seeker, count, django_assert_num_queries):
    for _ in range(count):
        make_contact(seeker, make_company(seeker))
    with django_assert_num_queries(7):
        as_seeker.get(URL)


@pytest.mark.parametrize("url", FILES)
def test_a_file_is_downloaded_under_a_plain_name_and_kept_nowhere(as_seeker, url):
    response = as_seeker.get(url)
    assert response.status_code == 200
    assert response["Content-Disposition"] == f'attachment; filename="{url.rsplit("/")[-1]}"'
    assert response["Cache-Control"] == "no-store, private"


def test_there_are_no_other_lists(as_seeker):
    assert as_seeker.get("/export/users.csv").status_code == 404


def test_one_person_is_one_card(as_seeker, as_stranger, seeker):
    lena = make_contact(seeker, make_company(seeker, "Acme"), 'Lena "\r\nX:1', email="lena@acme.example")
    response = as_seeker.get(f"/people/{lena.pk}.vcf")
    assert (response["Content-Type"], response["Content-Disposition"]) == (
        "text/vcard; charset=utf-8",
        'attachment; filename="contact.vcf"',
    )
    assert vobject.readOne(response.content.decode()).email.value == "lena@acme.example"
    assert as_stranger.get(f"/people/{lena.pk}.vcf").status_code == 404
    writer.remove_contact(lena, now=NOW)
    assert as_seeker.get(f"/people/{lena.pk}.vcf").status_code == 404


def test_who_left_the_cohort_still_takes_everything_along(as_seeker, seeker):
    now = timezone.now()
    school = Organization.objects.create(name="School", created_at=now)
    cohort = Cohort.objects.create(organization=school, name="2611", created_at=now)
    place = {"organization": school, "cohort": cohort, "user": seeker, "role": Role.SEEKER}
    Membership.objects.create(**place, joined_at=now, consented_at=now)
    lena = make_contact(seeker, make_company(seeker, "Acme"), "Lena Koch")
    make_connection(seeker, "Grace Hopper", "Acme")
    writer.log(lena, Kind.CHAT, on=TODAY, now=NOW, note="They pair")
    before = [as_seeker.get(url).content for url in FILES]
    as_seeker.post(reverse("cohorts:leave"))
    assert Membership.objects.get().ended_at
    assert [as_seeker.get(url).content for url in FILES] == before
    assert Calendar.from_ical(before[-1]).events == []


def test_an_address_book_that_was_taken_along_comes_back_as_it_was(as_seeker, as_stranger, seeker, stranger):
    """The columns are those of LinkedIn, and a formula is undone on the way in."""
    at = "https://www.linkedin.com/in/ana-invented"
    names = {"first_name": "Ana", "last_name": "Roe", "profile_url": at, "profile_key": "ana-invented"}
    make_connection(seeker, "Ana Roe", "=Acme", **names, title="+CTO", connected_on=TODAY)
    file = as_seeker.get("/export/connections.csv").content
    as_stranger.post("/import/", {"file": SimpleUploadedFile("connections.csv", file)})
    as_stranger.post(reverse("exchange:commit", args=[Upload.objects.get().token]))
    assert as_stranger.get("/export/connections.csv").content == file


def test_lists_and_people_lead_to_their_own_files(as_seeker, seeker):
    lena = make_contact(seeker, make_company(seeker, "Acme"), "Lena Koch")
    writer.log(lena, Kind.CHAT, on=TODAY, now=NOW)
    for page, file in (
        ("/companies/", "/export/companies.csv"),
        ("/people/", "/export/people.csv"),
        ("/people/", "/export/contacts.vcf"),
        ("/chats/", "/export/chats.csv"),
        ("/chats/", "/export/chats.ics"),
        (f"/people/{lena.pk}/", f"/people/{lena.pk}.vcf"),
    ):
        assert f'href="{file}" download' in as_seeker.get(page).content.decode()


def test_where_a_list_is_empty_there_is_nothing_to_take_along(as_seeker):
    for page in ("/companies/", "/people/", "/chats/"):
        assert "/export/c" not in as_seeker.get(page).content.decode().replace('href="/export/"', "")


def test_everything_is_one_zip_that_is_written_and_gone(as_seeker, seeker, stranger, settings, tmp_path):
    settings.UPLOADS_DIR = tmp_path
    make_contact(seeker, make_company(seeker, "Acme"), "Lena Koch")
    make_contact(stranger, None, "Eve Foreign")
    response = as_seeker.get("/export/everything.zip")
    assert (response["Content-Type"], response["Content-Disposition"]) == (
        "application/zip",
        'attachment; filename="inroad-export.zip"',
    )
    with zipfile.ZipFile(io.BytesIO(response.getvalue())) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    assert members["people.csv"] == as_seeker.get("/export/people.csv").content
    assert b"Lena Koch" in members["inroad.json"]
    assert not any(b"Eve Foreign" in member for member in members.values())
    assert list(tmp_path.iterdir()) == []


def test_a_large_account_is_not_held_in_memory(as_seeker, seeker, settings, tmp_path, monkeypatch):
    settings.UPLOADS_DIR = tmp_path
    monkeypatch.setattr("networking.exchange.export_views.IN_MEMORY", 100)
    make_contact(seeker, None, "Lena Koch")
    response = as_seeker.get("/export/everything.zip")
    assert zipfile.is_zipfile(io.BytesIO(response.getvalue()))
    response.close()
    assert list(tmp_path.iterdir()) == []


def test_what_was_taken_along_from_a_cohort_is_whole_after_leaving_it(as_seeker, seeker):
    make_contact(seeker, make_company(seeker, "Acme"), "Lena Koch")
    now = timezone.now()
    school = Organization.objects.create(name="School", created_at=now)
    cohort = Cohort.objects.create(organization=school, name="2611", created_at=now)
    place = {"organization": school, "cohort": cohort, "user": seeker, "role": Role.SEEKER}
    Membership.objects.create(**place, joined_at=now, ended_at=now, ended="left")
    with zipfile.ZipFile(io.BytesIO(as_seeker.get("/export/everything.zip").getvalue())) as archive:
        assert b"Lena Koch" in archive.read("inroad.json")
