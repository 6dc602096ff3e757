"""Every hostile file ends in a sentence or a right table (SECURITY §4.1); nothing hangs or grows."""

from __future__ import annotations

import gzip
import io
import random
import resource
import subprocess
import zipfile

import pytest

from networking.exchange.sheets import child, reading, workbook
from networking.exchange.sniff import UnreadableError
from tests.exchange.files import save, text, zipped
from tests.exchange.sheets.books import ods, parts, sheet_xml, xlsx

HEADER = ["Company", "Role", "Status"]
FERN = ["Fernwood", "Engineer", "Applied"]
LAUGHS = '<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)


@pytest.fixture
def read(tmp_path):
    return lambda content: reading.read(save(tmp_path / "list.csv", content))


@pytest.fixture
def started(monkeypatch):
    """The processes that reading has started."""
    started = []

    class Seen(subprocess.Popen):
        def __init__(self, *args, **options):
            super().__init__(*args, **options)
            started.append(self)

    monkeypatch.setattr(workbook.subprocess, "Popen", Seen)
    return started


def are_buried(processes) -> bool:
    """Whether there were some, and each has ended and was waited for."""
    return processes != [] and all(process.returncode is not None for process in processes)


def with_sheet(xml):
    return zipped(parts({"S": xml}))


def with_end(end):
    return with_sheet(sheet_xml([HEADER, FERN]).replace("</sheetData>", f"{end}</sheetData>"))


def broken(name, content):
    return zipped(parts({"S": sheet_xml([HEADER, FERN])}) | {name: content})


def locked():
    out = io.BytesIO(xlsx(HEADER, FERN))
    data = bytearray(out.getvalue())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := data.find(mark, start)) >= 0:
            data[start + at] |= 1
            start += 4
    return bytes(data)


def lying():
    """A zip whose directory says that its sheet is small."""
    content = with_sheet(sheet_xml([HEADER]).replace("</sheetData>", " " * 120_000_000 + "</sheetData>"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    return content.replace(size.to_bytes(4, "little"), (500).to_bytes(4, "little"))


REPEATED = (
    '<table:table-row table:number-rows-repeated="1048570"><table:table-cell '
    'table:number-columns-repeated="1000" office:value-type="string"><text:p>again and again</text:p>'
    "</table:table-cell></table:table-row>"
)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param("", "nothing", id="32 empty"),
        pytest.param("\ufeff", "nothing", id="33 only a mark"),
        pytest.param("\r\n\r\n\r\n", "nothing", id="34 only line ends"),
        pytest.param("," * 200_000, "nothing in this file", id="35 only commas"),
        pytest.param(text(header=HEADER), "no entry below", id="31 only a header"),
        pytest.param(text(["x"] * 10_000, header=[f"c{i}" for i in range(10_000)]), "300 columns", id="49"),
        pytest.param(PNG, "a picture (PNG)", id="72 PNG"),
        pytest.param(b"%PDF-1.7\n" + bytes(100), "a PDF", id="73 PDF"),
        pytest.param("<!doctype html><p>hi", "a web page", id="74 HTML"),
        pytest.param('{"company": "Fernwood"}', "a JSON file", id="75 JSON"),
        pytest.param(random.Random(5).randbytes(1_000_000), "not hold text", id="76 random"),
        pytest.param(gzip.compress(b"Company,Role\r\n"), "a gzip", id="77 gzip"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an old Excel", id="78 old Excel"),
        pytest.param(
            "Dear diary, " + "today I wrote to nobody at all. " * 20, "a text, not a table", id="prose"
        ),
        pytest.param(with_end(" " * 200_000_000), "unpacks to more", id="81 huge sheet"),
        pytest.param(lying(), "more than|could not be opened", id="81 huge sheet, small in the directory"),
        pytest.param(
            zipped({f"x{i}.xml": "" for i in range(6_000)} | parts({})),
            "thousands of files",
            id="82 thousands of files",
        ),
        pytest.param(with_sheet(sheet_xml([HEADER, FERN], head=LAUGHS)), "declarations", id="83 laughs"),
        pytest.param(with_sheet(sheet_xml([HEADER, FERN], head=OUTSIDE)), "declarations", id="84 XXE"),
        pytest.param(
            broken("xl/sharedStrings.xml", OUTSIDE.encode("utf-16")), "declarations", id="84 in UTF-16"
        ),
        pytest.param(ods(HEADER, FERN, head=LAUGHS), "declarations", id="83 ODS"),
        pytest.param(
            with_end('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
            "unpacks to more",
            id="85 far cell",
        ),
        pytest.param(with_end('<row r="3"><c r="NZ3"><v>1</v></c></row>'), "300 columns", id="85 wide"),
        pytest.param(ods(HEADER, tail=REPEATED), "more|could not", id="85 ODS repeated"),
        pytest.param(broken("xl/_rels/workbook.xml.rels", "<x"), "could not be opened", id="87 broken rels"),
        pytest.param(broken("xl/workbook.xml", "<x"), "could not be opened", id="87 broken workbook"),
        pytest.param(xlsx(HEADER, FERN)[:900], "damaged", id="88 truncated"),
        pytest.param(locked(), "locked with a password", id="locked"),
        pytest.param(zipped({"readme.txt": "hello"}), "no list", id="89 plain zip"),
        pytest.param(zipped({}), "no list|damaged", id="89 empty zip"),
        pytest.param(
            zipped({"a.csv": b"Company\r\n" + b"x" * 60_000_000}), "unpacks to more", id="89 huge CSV"
        ),
        pytest.param(zipped({"a.csv": PNG}), "picture", id="89 zip with a picture for a list"),
    ],
)
def test_it_ends_in_one_sentence(read, content, words):
    with pytest.raises(UnreadableError) as caught:
        read(content)
    sentence = str(caught.value)
    assert any(word in sentence for word in words.split("|")), sentence
    assert len(sentence) < 300


def test_20000_rows_come_in_and_500000_are_refused(read):
    assert len(read(text(*[FERN] * 20_000, header=HEADER)).tables[0].rows) == 20_000
    with pytest.raises(UnreadableError, match="more than 50,000 rows"):
        read("Company,Role\r\n" + "a,b\r\n" * 500_000)


def test_a_row_far_down_is_read(read):
    table = read(with_end('<row r="1048576"><c r="A1048576"><v>1</v></c></row>')).tables[0]
    assert [number for number, _ in table.rows] == [2, 1_048_576]


def test_a_zip_in_a_zip_in_a_zip_is_not_opened(read):
    inner = zipped({"list.csv": text(FERN, header=HEADER)})
    with pytest.raises(UnreadableError, match="no list"):
        read(zipped({"a.zip": zipped({"b.zip": inner})}))


def test_nothing_is_written_and_no_process_is_left(read, tmp_path, started):
    before = set(tmp_path.iterdir())
    read(zipped(parts({"S": sheet_xml([HEADER, FERN])}) | {"../../slip.txt": "x"}))
    assert {path.name for path in set(tmp_path.iterdir()) - before} == {"list.csv"}
    assert are_buried(started)


def test_cancelling_ends_the_child(tmp_path, started):
    class CancelledError(Exception):
        pass

    def cancel(part):
        raise CancelledError

    path = save(tmp_path / "big.xlsx", xlsx(HEADER, *[FERN] * 5_000))
    with pytest.raises(CancelledError):
        workbook.grids(path, cancel)
    assert are_buried(started)


def test_a_child_that_hangs_is_ended(tmp_path, monkeypatch, started):
    monkeypatch.setattr(workbook, "PATIENCE", 0.2)
    monkeypatch.setattr(child, "__file__", str(save(tmp_path / "hang.py", "import time; time.sleep(30)")))
    with pytest.raises(UnreadableError, match="unpacks to more"):
        workbook.grids(save(tmp_path / "a.xlsx", xlsx(HEADER, FERN)))
    assert are_buried(started)


def test_the_child_knows_its_limits(tmp_path, monkeypatch):
    greedy = (
        "from runpy import run_path\n"
        f"run_path({child.__file__!r})['limit']()\n"
        "try:\n    bytearray(600 * 1024 * 1024)\n"
        'except MemoryError:\n    print(\'{"end": "too_large"}\')\n'
        'else:\n    print(\'{"end": "ok"}\')\n'
    )
    monkeypatch.setattr(child, "__file__", str(save(tmp_path / "greedy.py", greedy)))
    with pytest.raises(UnreadableError, match="unpacks to more"):
        workbook.grids(save(tmp_path / "a.xlsx", xlsx(HEADER, FERN)))


@pytest.mark.parametrize(
    "header", ["<script>alert(1)</script>", "__proto__", "is_staff", "Ａ" * 70, "{{7*7}}"]
)
def test_odd_headers_are_text(read, header):
    table = read(text(["Fernwood", "Engineer", "x"], header=["Company", "Role", header])).tables[0]
    assert table.header[2] == header


def test_headers_of_one_name_stand_side_by_side(read):
    table = read(text(["Fernwood", "Harbour Labs", "x"], header=["Company", "Company", "Role"])).tables[0]
    assert table.header == ["Company", "Company", "Role"]


def test_what_cannot_be_seen_is_taken_out(read):
    content = text(["Fern\x00wood", "Eng\u202eineer", "App\x1b[31mlied\u200b"], header=HEADER)
    assert read(content).tables[0].rows[0][1] == ["Fernwood", "Engineer", "App[31mlied"]


def test_lone_surrogates_and_bad_bytes_are_counted(read):
    content = (
        text(FERN, header=HEADER).encode() + "Bjørk,Häfen,ok\r\n".encode() * 3 + b"x\xff\xed\xa0\x80y,b,c\r\n"
    )
    sheets = read(content)
    assert sheets.encoding.undecodable == 4
    table = sheets.tables[0]
    assert all(
        ord(letter) < 0xD800 or ord(letter) > 0xDFFF for _, cells in table.rows for c in cells for letter in c
    )


def test_u2028_ends_no_row(read):
    table = read(text(["Fern\u2028wood", "a\u0085b", "c"], header=HEADER)).tables[0]
    assert len(table.rows) == 1


def test_memory_of_our_process_stays_small(read):
    many = text(*[[f"Company {i}", f"Role {i}", f"word {i}"] for i in range(50_000)], header=HEADER)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    read(many)
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < 120


def test_lines_and_quotation_marks_in_a_cell_stay(read):
    content = 'Company,Role,Notes\r\nFernwood,"Engineer ""II""","one\r\ntwo"\r\nHarbour "Labs",Tester,\r\n'
    table = read(content).tables[0]
    assert [cells for _, cells in table.rows] == [
        ["Fernwood", 'Engineer "II"', "one\ntwo"],
        ['Harbour "Labs"', "Tester", ""],
    ]


@pytest.mark.parametrize(
    "cell", [pytest.param("x" * 1_000_000, id="46"), pytest.param('"' + "y,\n" * 60_000 + '"', id="47")]
)
def test_a_cell_too_long_for_any_note_costs_its_row_alone(read, cell):
    table = read(f"Company,Role,Notes\r\nFernwood,Engineer,{cell}\r\nHarbour Labs,Tester,ok\r\n").tables[0]
    assert [cells[0] for _, cells in table.rows] == ["Harbour Labs"]
    assert table.left


def test_marks_piled_on_a_letter_are_capped_and_two_spellings_of_a_letter_are_one(read):
    table = read(text(["Z" + "\u0301" * 500, "Ade\u0301le", "x"], header=HEADER)).tables[0]
    assert len(table.rows[0][1][0]) < 12
    assert table.rows[0][1][1] == "Ad\u00e9le"
