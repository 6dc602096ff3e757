"""A page asks for one style sheet, whatever number of files we write it in."""

from __future__ import annotations

import json
import re

import pytest
from django.core.management import call_command


@pytest.fixture
def collected(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "networking.web.storage.OneSheetStorage"}
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path


def sheet_of(folder):
    names = json.loads((folder / "staticfiles.json").read_text())["paths"]
    return names, (folder / names["css/inroad.css"]).read_text()


def test_the_collected_sheet_has_no_import_left(collected):
    _, sheet = sheet_of(collected)
    assert "@import" not in sheet
    assert ".next-step" in sheet
    assert ".form-control" in sheet


def test_every_address_in_it_leads_to_a_file(collected):
    _, sheet = sheet_of(collected)
    addresses = re.findall(r'url\("(?!data:)([^"]+)"\)', sheet)
    assert len(addresses) >= 4
    for address in addresses:
        assert (collected / "css" / address).resolve().is_file(), address


def test_collecting_again_after_a_change_gives_a_new_name(collected, monkeypatch):
    names, _ = sheet_of(collected)
    from networking.web import storage

    monkeypatch.setattr(
        storage, "joined", lambda name, paths, real=storage.joined: real(name, paths) + ".new{color:red}"
    )
    call_command("collectstatic", interactive=False, verbosity=0)
    again, changed = sheet_of(collected)
    assert again["css/inroad.css"] != names["css/inroad.css"]
    assert ".new{color:red}" in changed


def test_a_page_names_only_collected_files_and_no_other_host(collected, client, db):
    page = client.get("/accounts/login/").text
    addresses = re.findall(r'(?:<script|<link)[^>]*(?:src|href)="([^"]+)"', page)
    assert len(addresses) >= 8
    for address in addresses:
        assert address.startswith("/static/")
        assert (collected / address.removeprefix("/static/")).is_file(), address
