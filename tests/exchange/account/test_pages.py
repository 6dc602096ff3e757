"""An export on the pages: what is taken out there is put in there again."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from networking.exchange.models import Upload
from networking.exchange.sample import start_sample
from tests.exchange.account.accounts import comparable
from tests.people import NOW, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.UPLOADS_DIR = tmp_path / "uploads"


@pytest.fixture
def taken_out(seeker, as_seeker):
    start_sample(seeker, now=NOW)
    return b"".join(as_seeker.get("/export/everything.zip").streaming_content)


def send(client, content):
    return client.post("/import/", {"file": SimpleUploadedFile("inroad-export.zip", content)})


def test_out_of_one_account_and_into_another(seeker, taken_out):
    fresh, client = make_user("fresh"), Client()
    client.force_login(fresh)
    preview = send(client, taken_out)["Location"]
    page = client.get(preview).content.decode()
    assert re.search(r"It brings:.*<strong>17</strong> people", page, re.DOTALL)
    assert "Everything goes where it was, and your settings with it." in page
    client.post(f"{preview}commit/")
    fresh.refresh_from_db()
    assert comparable(fresh) == comparable(seeker)
    assert "17 people" in client.get(preview).content.decode()
    client.post(f"{preview}undo/")
    assert not Upload.objects.filter(owner=fresh, state="done").exists()
    assert comparable(fresh)["people"] == []


def test_into_the_same_account_it_brings_nothing(as_seeker, taken_out):
    preview = send(as_seeker, taken_out)["Location"]
    assert "There is nothing new in it" in as_seeker.get(preview).content.decode()


def test_an_account_in_use_is_told_so_beside_the_field(stranger, as_stranger, taken_out):
    start_sample(stranger, now=NOW)
    answer = send(as_stranger, taken_out[:-1] + b"\0")
    assert answer.status_code == 422
    start = "An export of Inroad goes into an empty account"
    assert start in answer.content.decode()
