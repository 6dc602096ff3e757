"""Workbooks take the same pages as every file: looked at, imported, or refused beside the field."""

from __future__ import annotations

import datetime as dt

import pytest

from networking.companies.models import Company
from networking.exchange.models import Upload
from tests.exchange.files import zipped
from tests.exchange.sheets.books import ods, parts, sheet_xml, xlsx
from tests.exchange.test_views import folder, open_upload, page, send

__all__ = ["folder"]  # a fixture
HEADER = ["Company", "Role", "Status", "Date Applied"]
FERN = ["Fernwood", "Engineer", "Applied", dt.date(2026, 3, 2)]
HARBOUR = ["Harbour Labs", "Tester", "Rejected", dt.date(2026, 3, 5)]


@pytest.mark.parametrize("write", [xlsx, ods])
def test_a_workbook_is_shown_and_then_imported(as_seeker, seeker, write):
    upload = open_upload(as_seeker, write(["My search"], [], HEADER, FERN, HARBOUR))
    html = page(as_seeker, upload)
    for said in ("Fernwood", "2</strong> new", "Date Applied"):
        assert said in html
    assert not Company.objects.owned_by(seeker).exists()
    as_seeker.post(f"/import/{upload.token}/commit/")
    assert set(Company.objects.owned_by(seeker).values_list("name", flat=True)) == {
        "Fernwood",
        "Harbour Labs",
    }


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(xlsx(HEADER, FERN)[:900], id="truncated"),
        pytest.param(zipped(parts({"S": sheet_xml([HEADER], head="<!DOCTYPE x>")})), id="declaration"),
        pytest.param(
            zipped(parts({"S": sheet_xml([HEADER]).replace("</sheetData>", " " * 150_000_000)})), id="bomb"
        ),
        pytest.param(
            zipped(
                parts(
                    {
                        "S": sheet_xml([HEADER]).replace(
                            "</sheetData>",
                            '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>',
                        )
                    }
                )
            ),
            id="far cell",
        ),
        pytest.param(xlsx(HEADER), id="only names"),
        pytest.param(xlsx([]), id="empty"),
    ],
)
def test_a_hostile_workbook_is_answered_and_nothing_comes_in(as_seeker, seeker, content):
    response = send(as_seeker, content, "list.xlsx")
    assert response.status_code in {302, 422}
    if response.status_code == 302:
        upload = Upload.objects.get()
        assert upload.state == "failed"
        assert upload.error in page(as_seeker, upload).replace("&#x27;", "'")
    assert not Company.objects.owned_by(seeker).exists()
