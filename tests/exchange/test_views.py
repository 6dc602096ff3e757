"""The import pages: choose, look, import, see; and what they refuse."""

import datetime as dt
import os
import re

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from networking.accounts.deletion import delete_account
from networking.contacts.models import Connection
from networking.exchange import uploads
from networking.exchange.models import Upload, UploadRow, UploadState
from networking.reminders.models import Schedule
from tests.exchange.files import ADA, BO, CLOSED, row, text, zipped
from tests.people import NOW


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.UPLOADS_DIR = tmp_path / "uploads"
    return settings.UPLOADS_DIR


def send(client, content, name="Connections.csv"):
    content = content if isinstance(content, bytes) else content.encode()
    return client.post("/import/", {"file": SimpleUploadedFile(name, content)})


def open_upload(client, content=None):
    response = send(client, content or text(ADA, BO, CLOSED))
    assert response.status_code == 302, response.content.decode()
    return Upload.objects.get(token=re.search(r"[0-9a-f-]{36}", response["Location"])[0])


def page(client, upload, query=""):
    return client.get(f"/import/{upload.token}/{query}").content.decode()


def files(folder):
    return list(folder.iterdir()) if folder.exists() else []


def test_a_file_is_shown_before_anything_of_it_is_imported(as_seeker, folder):
    upload = open_upload(as_seeker)
    html = page(as_seeker, upload)
    for said in (
        "Ada Quill",
        "2</strong> new",
        "3</strong> rows",
        "UTF-8",
        "comma",
        "closed account",
        "Import 2 people",
    ):
        assert said in html
    assert not Connection.objects.exists()
    assert [f.stat().st_mode & 0o777 for f in files(folder)] == [0o600]
    assert upload.stored_as == files(folder)[0].name != "Connections.csv"


def test_import_brings_them_in_and_deletes_the_file(as_seeker, seeker, folder):
    upload = open_upload(as_seeker)
    response = as_seeker.post(f"/import/{upload.token}/commit/")
    assert response["Location"] == f"/import/{upload.token}/"
    assert sorted(Connection.objects.owned_by(seeker).values_list("name", flat=True)) == [
        "Ada Quill",
        "Bo Lindqvist",
    ]
    assert files(folder) == []
    html = page(as_seeker, upload)
    assert "/companies/" in html
    assert "2</strong> new" in html
    assert "Ada Quill" not in html


def test_pressing_import_twice_imports_once(as_seeker):
    upload = open_upload(as_seeker)
    for _ in range(2):
        as_seeker.post(f"/import/{upload.token}/commit/")
    assert Connection.objects.count() == 2
    upload.refresh_from_db()
    assert (upload.state, upload.report["added"]) == ("done", 2)


def test_cancelling_deletes_the_file_and_all_that_was_read(as_seeker, folder):
    upload = open_upload(as_seeker)
    assert as_seeker.post(f"/import/{upload.token}/cancel/")["Location"] == "/import/"
    assert not Upload.objects.exists()
    assert not UploadRow.objects.exists()
    assert files(folder) == []
    assert as_seeker.post(f"/import/{upload.token}/commit/").status_code == 404


def test_what_was_imported_cannot_be_cancelled(as_seeker):
    upload = open_upload(as_seeker)
    as_seeker.post(f"/import/{upload.token}/commit/")
    assert as_seeker.post(f"/import/{upload.token}/cancel/")["Location"] == f"/import/{upload.token}/"
    assert Connection.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "a picture (PNG)"),
        (b"Company,Position\n", "no entry below them"),
        (text().encode(), "nobody below them"),
        (zipped({"Logins.csv": "IP"}), "nothing in this zip that Inroad knows"),
    ],
)
def test_a_wrong_file_is_answered_beside_the_field_and_not_kept(as_seeker, folder, content, sentence):
    response = send(as_seeker, content)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Upload.objects.exists()
    assert files(folder) == []


def test_no_file_at_all_is_answered_beside_the_field(as_seeker):
    response = as_seeker.post("/import/", {})
    assert response.status_code == 422
    assert "Please choose a file first" in response.content.decode()


def test_a_file_over_its_limit_is_dropped_while_it_arrives(as_seeker, monkeypatch, folder):
    monkeypatch.setattr("networking.exchange.handlers.ZIP_LIMIT", 1000)
    response = send(as_seeker, text(ADA) + "x" * 200_000)
    assert response.status_code == 422
    assert "over its limit" in response.content.decode()
    assert files(folder) == []


def test_files_sent_to_other_pages_are_dropped(as_seeker):
    upload = open_upload(as_seeker)
    response = as_seeker.post(
        f"/import/{upload.token}/cancel/", {"file": SimpleUploadedFile("x.csv", b"a,b")}
    )
    assert response.status_code == 302


def test_only_five_files_may_wait(as_seeker, folder):
    for _ in range(5):
        open_upload(as_seeker)
    response = send(as_seeker, text(ADA))
    assert response.status_code == 422
    assert "still waiting" in response.content.decode()
    assert len(files(folder)) == 5


@pytest.mark.parametrize("act", ["", "read/", "commit/", "cancel/", "left-out.csv"])
def test_somebody_elses_file_does_not_exist(as_seeker, as_stranger, folder, act):
    upload = open_upload(as_seeker)
    before = list(Upload.objects.values())
    address = f"/import/{upload.token}/{act}"
    assert as_stranger.post(address).status_code in {404, 405}
    assert as_stranger.get(address).status_code in {404, 405}
    assert list(Upload.objects.values()) == before
    assert len(files(folder)) == 1
    assert not Connection.objects.exists()


def test_the_person_can_say_which_letters_and_dates_it_has(as_seeker):
    upload = open_upload(as_seeker, text(row("Zoë", on="03/04/2024")).encode("cp1252"))
    assert "two ways" in page(as_seeker, upload)
    as_seeker.post(
        f"/import/{upload.token}/read/", {"encoding": "cp1250", "delimiter": "", "day_first": "day"}
    )
    upload.refresh_from_db()
    assert (upload.report["encoding"], upload.report["first_rows"][0][3]) == ("cp1250", "3 Apr 2024")
    as_seeker.post(f"/import/{upload.token}/commit/")
    assert Connection.objects.get().connected_on == dt.date(2024, 4, 3)


def test_a_choice_that_does_not_exist_is_answered_with_the_form(as_seeker):
    upload = open_upload(as_seeker)
    assert as_seeker.post(f"/import/{upload.token}/read/", {"encoding": "klingon"}).status_code == 422


def test_a_large_file_is_read_in_the_background(as_seeker, monkeypatch):
    monkeypatch.setattr(uploads, "AT_ONCE", 10)
    upload = open_upload(as_seeker)  # the suite's tasks run at once
    assert upload.state == UploadState.READY


def test_a_waiting_file_shows_progress_and_looks_again_by_itself(as_seeker):
    upload = open_upload(as_seeker)
    Upload.objects.update(state=UploadState.READING, progress=40)
    html = page(as_seeker, upload)
    assert 'value="40"' in html
    assert 'hx-trigger="every 1s"' in html
    assert "Look again" in html


def test_without_a_worker_it_can_be_read_here(as_seeker):
    upload = open_upload(as_seeker)
    Upload.objects.update(state=UploadState.WAITING)
    assert "Read it here" in page(as_seeker, upload)
    as_seeker.post(f"/import/{upload.token}/read/")
    upload.refresh_from_db()
    assert upload.state == UploadState.READY


def test_the_page_says_when_the_worker_last_looked(as_seeker):
    assert "not been seen" in as_seeker.get("/import/").content.decode()
    Schedule.objects.create(name="tick", ticked_at=NOW)
    assert "last looked for work" in as_seeker.get("/import/").content.decode()


def test_the_list_of_rows_is_safe_for_a_spreadsheet(as_seeker):
    upload = open_upload(as_seeker, text(ADA, row("=1+1", "Bee", "bee", on="31 Feb 2024")))
    body = as_seeker.get(f"/import/{upload.token}/left-out.csv").content.decode("utf-8-sig")
    assert "'=1+1 Bee" in body
    assert "31 Feb 2024" in body


def test_the_rows_come_in_pages(as_seeker, django_assert_num_queries):
    upload = open_upload(as_seeker, text(ADA, *[CLOSED] * 120))
    assert "Page 1 of 3" in page(as_seeker, upload)
    assert "Page 3 of 3" in page(as_seeker, upload, "?page=99")


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_ask_the_database_equally_often_however_long_they_are(
    as_seeker, django_assert_num_queries, count
):
    for _ in range(count):
        upload = open_upload(as_seeker, text(ADA, *[CLOSED] * count))
    with django_assert_num_queries(6):
        as_seeker.get("/import/")
    with django_assert_num_queries(7):
        as_seeker.get(f"/import/{upload.token}/")


def test_a_name_of_a_file_is_only_ever_text(as_seeker):
    upload = open_upload(as_seeker)
    Upload.objects.update(file_name='<img src=x onerror="x">')
    assert "<img" not in page(as_seeker, upload)


def test_an_old_file_goes_and_so_does_what_nobody_claims(as_seeker, seeker, folder):
    upload = open_upload(as_seeker)
    (folder / "orphan").write_bytes(b"x")
    later = upload.created_at + dt.timedelta(hours=25)
    uploads.purge(upload.created_at + dt.timedelta(minutes=59))
    assert len(files(folder)) == 2
    old = (upload.created_at - dt.timedelta(hours=1)).timestamp()
    for path in files(folder):
        os.utime(path, (old, old))
    uploads.purge(later)
    assert not Upload.objects.exists()
    assert files(folder) == []


def take_away_when(monkeypatch, state):
    """Somebody cancels in another window just as the upload moves on to this state."""
    move = uploads._move

    def moved(upload, before, after, **fields):
        answer = move(upload, before, after, **fields)
        if after == state:
            Upload.objects.all().delete()
        return answer

    monkeypatch.setattr(uploads, "_move", moved)


@pytest.mark.parametrize("state", [UploadState.READING, UploadState.READY])
def test_a_file_that_is_cancelled_while_its_page_waits_is_no_page(as_seeker, monkeypatch, state):
    take_away_when(monkeypatch, state)
    assert send(as_seeker, text(ADA)).status_code == 404


@pytest.mark.parametrize(("act", "state"), [("read", UploadState.READING), ("commit", UploadState.IMPORTING)])
def test_an_upload_that_is_cancelled_in_the_middle_of_an_act_is_no_page(as_seeker, monkeypatch, act, state):
    upload = open_upload(as_seeker)
    take_away_when(monkeypatch, state)
    assert as_seeker.post(f"/import/{upload.token}/{act}/", follow=True).status_code == 404
    assert not Connection.objects.exists()


def test_what_nobody_claims_goes_after_an_hour_and_what_waits_stays(as_seeker, folder):
    upload = open_upload(as_seeker)
    (folder / "orphan").write_bytes(b"x")
    uploads.purge(upload.created_at + dt.timedelta(minutes=59))
    assert len(files(folder)) == 2
    uploads.purge(upload.created_at + dt.timedelta(minutes=61))
    assert [file.name for file in files(folder)] == [upload.stored_as]


def test_deleting_the_account_deletes_its_files_once_it_is_gone_for_certain(
    as_seeker, seeker, folder, django_capture_on_commit_callbacks
):
    open_upload(as_seeker)
    with django_capture_on_commit_callbacks() as after:
        delete_account(seeker)
    assert len(files(folder)) == 1
    for callback in after:
        callback()
    assert files(folder) == []
    assert not Upload.objects.exists()


def test_uploads_are_kept_apart_from_what_is_served():
    assert settings.STATIC_ROOT not in settings.UPLOADS_DIR.parents
    assert connection.vendor in {"sqlite", "postgresql"}


def test_a_large_file_that_cannot_be_read_says_why_and_is_deleted(as_seeker, monkeypatch, folder):
    monkeypatch.setattr(uploads, "AT_ONCE", 10)
    upload = open_upload(as_seeker, "Company,Position\r\n")
    assert "no entry below them" in page(as_seeker, upload)
    assert files(folder) == []


def test_a_reading_tells_how_far_it_is(as_seeker, monkeypatch):
    told = []
    monkeypatch.setattr(uploads, "AT_ONCE", 10)
    monkeypatch.setattr("networking.exchange.reading.EVERY", 2)
    original = uploads._move
    monkeypatch.setattr(
        uploads,
        "_move",
        lambda *args, **fields: told.append(fields.get("progress")) or original(*args, **fields),
    )
    open_upload(as_seeker, text(*[row("Ada", f"Quill {n}") for n in range(10)]))
    assert told == sorted(told)
    assert told[0] == 0
    assert told[-1] == 100
    assert len(set(told)) > 3
