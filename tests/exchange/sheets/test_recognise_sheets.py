"""A list of somebody's search is told from LinkedIn's list of connections and from an address book."""

from __future__ import annotations

import pytest

from networking.exchange import recognise, roads
from networking.exchange.kinds import Kind
from tests.exchange.files import ADA, BO, save, text, zipped
from tests.exchange.sheets.books import ods, xlsx

HEADER = ["Company", "Role", "Status"]


@pytest.fixture
def kind_of(tmp_path, monkeypatch):
    for kind in (Kind.SHEET, Kind.NOTION):
        monkeypatch.setitem(roads.ROADS, kind, roads.ROADS.get(kind) or roads.ROADS[Kind.CONNECTIONS])
    return lambda content: recognise.recognise(save(tmp_path / "Connections.csv", content)).kind


@pytest.mark.parametrize(
    "header",
    [
        "Company,Role,Status",
        "First Name,Last Name,Company,Status,Last Contacted",
        "Name,Company,Role,LinkedIn,Email,Status,Last Contacted,Notes",
        "Entreprise;Poste;Statut;Date de candidature",
        "公司,岗位,当前状态",
        "COMPANY\tJOB TITLE\tAPP SUBMITTED DATE",
    ],
)
def test_a_list_of_a_search_by_its_header(kind_of, header):
    assert kind_of(f"{header}\r\na,b,c\r\n") == Kind.SHEET


def test_linkedins_list_stays_linkedins(kind_of):
    assert kind_of(text(ADA, BO)) == Kind.CONNECTIONS


def test_workbooks_are_tables_whatever_their_name(kind_of):
    assert kind_of(xlsx(HEADER, ["Fernwood"])) == Kind.SHEET
    assert kind_of(ods(HEADER, ["Fernwood"])) == Kind.SHEET


def test_notions_zip_in_a_zip_is_notions(kind_of):
    inner = zipped({"Jobs 0123456789abcdef0123456789abcdef_all.csv": text(["a"], header=HEADER)})
    assert kind_of(zipped({"Export-9f0c-Part-1.zip": inner})) == Kind.NOTION
