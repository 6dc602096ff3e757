"""Files that are broken, foreign or meant to harm: each ends in a right import or in one clear sentence."""

import json
import struct
import zipfile
from collections import Counter

import pytest

from networking.contacts.models import Connection
from networking.exchange import sniff
from networking.exchange.commit import commit
from networking.exchange.reading import Choices, read
from networking.exchange.sniff import UnreadableError
from tests.exchange.files import ADA, BO, CLOSED, CY, HEADER, NOTES, row, save, text, zipped
from tests.people import NOW


@pytest.fixture
def bring(seeker, tmp_path):
    """Reads and imports; returns the report."""

    def bring(content, **choices):
        reading = read(save(tmp_path / "file", content), Choices(**choices))
        commit(seeker, reading.matcher, NOW)
        reading.report.check()
        return reading.report

    return bring


def names():
    return sorted(Connection.objects.values_list("name", flat=True))


BOTH = ["Ada Quill", "Bo Lindqvist"]
TWO = text(ADA, BO)
GERMAN = ["Vorname", "Nachname", "URL", "E-Mail-Adresse", "Unternehmen", "Position", "Vernetzt am"]
FRENCH = ["Prénom", "Nom", "URL", "Adresse e-mail", "Entreprise", "Poste", "Connecté(e) le"]
SPANISH = ["Nombre", "Apellidos", "URL", "Correo electrónico", "Empresa", "Cargo", "Conectado el"]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(TWO, id="plain"),
        pytest.param(NOTES + TWO, id="notes above"),
        pytest.param(b"\xef\xbb\xbf" + (NOTES + TWO).encode(), id="notes and a byte order mark"),
        pytest.param("Notes:,,,,,,\r\nsome words,,,,,,\r\n,,,,,,\r\n" + TWO, id="notes padded by Excel"),
        pytest.param(TWO.replace("\r\n", "\n"), id="LF"),
        pytest.param(TWO.replace("\r\n", "\r"), id="CR only"),
        pytest.param(TWO.replace("\r\n", "\n", 1), id="mixed line ends"),
        pytest.param(TWO.encode("utf-16"), id="UTF-16 with mark"),
        pytest.param(TWO.encode("utf-16-le"), id="UTF-16LE without mark"),
        pytest.param(TWO.encode("utf-16-be"), id="UTF-16BE without mark"),
        pytest.param(text(ADA, BO, header=GERMAN), id="German"),
        pytest.param(text(ADA, BO, header=FRENCH), id="French"),
        pytest.param(text(ADA, BO, header=SPANISH), id="Spanish"),
        pytest.param(text(ADA, BO, delimiter=";"), id="semicolon"),
        pytest.param(text(ADA, BO, delimiter="\t"), id="tab"),
        pytest.param(text(ADA, BO, delimiter="|"), id="bar"),
        pytest.param("sep=;\r\n" + text(ADA, BO, delimiter=";"), id="sep line"),
        pytest.param(text(ADA, BO, header=[h.upper().replace(" ", "_") for h in HEADER]), id="odd header"),
        pytest.param(text(["x", *ADA], ["y", *BO], header=["", *HEADER]), id="index column"),
        pytest.param(text([*ADA, "7"], [*BO, "8"], header=[*HEADER, "owner_id"]), id="system column"),
        pytest.param(text([*ADA, "z"], [*BO, "z"], header=[*HEADER, "Company"]), id="column twice"),
        pytest.param(text(ADA, [], [""] * 7, BO) + "\r\n\r\n", id="empty rows"),
        pytest.param(zipped({"Connections.csv": TWO}), id="zip"),
        pytest.param(zipped({"a/b/CONNECTIONS.CSV": TWO, "x.html": "<p>"}), id="zip in folders"),
        pytest.param(zipped({"../../etc/Connections.csv": TWO}), id="zip slip"),
        pytest.param(
            zipped({"__MACOSX/._Connections.csv": b"\0\5", "Connections.csv": TWO}), id="zip of a Mac"
        ),
        pytest.param(
            "\r\n".join('"{}"'.format(line.replace('"', '""')) for line in TWO.split()) if 0 else TWO,
            id="same",
        ),
    ],
)
def test_all_these_are_the_same_two_people(bring, content):
    report = bring(content)
    assert names() == BOTH
    assert (report.found, report.added, report.skipped) == (2, 2, Counter())


HOLDS_NOBODY = [
    ("empty", b"", "empty"),
    ("only a mark", b"\xef\xbb\xbf", "nothing in this file"),
    ("only line ends", b"\r\n" * 50, "nothing in this file"),
    ("only commas", b"," * 200_000, "nothing in this file"),
    ("header only", text(), "nobody below"),
    ("no header", "\r\n".join(",".join(one) for one in (ADA, BO)), "No row of column names"),
    (
        "no names",
        "Company,Position,Connected On\r\nFernwood,Engineer,\r\n",
        "no columns for names",
    ),
    ("unknown columns", "alpha,beta\r\n1,2\r\n", "No row of column names"),
    ("10,000 columns", ",".join(HEADER + [f"c{i}" for i in range(10_000)]) + "\r\na,b\r\n", "300 columns"),
    ("picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10, "PNG"),
    ("PDF", b"%PDF-1.7\n" + bytes(range(256)) * 10, "PDF"),
    ("web page", b"\n<!DOCTYPE html><html><body>First Name,Last Name</body></html>", "HTML"),
    ("JSON", b'[{"First Name": "Ada"}]', "JSON"),
    ("gzip", b"\x1f\x8b\x08" + bytes(100), "gzip"),
    ("old Excel", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Excel"),
    ("Excel", zipped({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}), "Excel"),
    ("random", bytes((i * 7919 + i // 3) % 256 for i in range(50_000)), "does not hold text"),
    ("calendar", "BEGIN:VCALENDAR\r\n", "ICS"),
    ("messages", "CONVERSATION ID,FROM,TO,DATE,CONTENT\r\n1,a,b,c,d\r\n", "LinkedIn messages"),
    (
        "old messages",
        "From,To,Date,Subject,Content,Direction,Folder\r\na,b,c,d,e,f,g\r\n",
        "LinkedIn messages",
    ),
    ("invitations", "From,To,Sent At,Message,Direction\r\na,b,c,d,e\r\n", "LinkedIn invitations"),
    ("Google", "First Name,Last Name,Organization Name,E-mail 1 - Value\r\na,b,c,d\r\n", "Google Contacts"),
    ("Outlook", "First Name,Last Name,Company,E-mail Display Name\r\na,b,c,d\r\n", "Outlook"),
    ("plain zip", zipped({"readme.txt": "hello"}), "no Connections.csv in it"),
    ("empty zip", zipped({}), "no Connections.csv in it"),
    ("empty member", zipped({"Connections.csv": ""}), "is empty"),
    ("zip in the zip", zipped({"Connections.csv": zipped({"a": "b"})}), "itself a zip"),
    ("picture in the zip", zipped({"Connections.csv": b"\x89PNG\r\n" + bytes(50)}), "PNG"),
    ("cut zip", zipped({"Connections.csv": TWO * 50})[:200], "damaged"),
    ("crowded zip", zipped({f"{i}.txt": "" for i in range(5_100)}), "thousands of files"),
]


@pytest.mark.parametrize(
    ("content", "sentence"), [c[1:] for c in HOLDS_NOBODY], ids=[c[0] for c in HOLDS_NOBODY]
)
def test_what_holds_nobody_is_refused_with_a_sentence(bring, content, sentence):
    with pytest.raises(UnreadableError, match=sentence) as error:
        bring(content)
    assert len(str(error.value)) < 300
    assert not Connection.objects.exists()


def test_a_zip_that_lies_about_its_size_is_counted_while_it_is_read(bring, monkeypatch):
    monkeypatch.setattr(sniff, "MEMBER_LIMIT", 100_000)
    content = bytearray(zipped({"Connections.csv": TWO + "x" * 5_000_000}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.index(signature)
        content[at + offset : at + offset + 4] = struct.pack("<I", 1_000)
    with pytest.raises(UnreadableError, match=r"damaged|larger"):
        bring(bytes(content))


def test_a_zip_bomb_is_refused_by_its_directory(bring, monkeypatch):
    monkeypatch.setattr(sniff, "MEMBER_LIMIT", 100_000)
    with pytest.raises(UnreadableError, match="larger than"):
        bring(zipped({"Connections.csv": "0" * 200_000}))


def test_a_locked_zip_is_refused(bring):
    content = bytearray(zipped({"Connections.csv": TWO}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    with pytest.raises(UnreadableError, match="password"):
        bring(bytes(content))


def test_a_file_over_its_limit_is_refused(bring, monkeypatch):
    monkeypatch.setattr(sniff, "CSV_LIMIT", 100)
    with pytest.raises(UnreadableError, match="larger than"):
        bring(TWO)


def test_too_many_rows_are_refused_and_nothing_of_them_comes_in(bring, monkeypatch):
    monkeypatch.setattr("networking.exchange.delimited.MAX_ROWS", 3)
    with pytest.raises(UnreadableError, match="more than 3 rows"):
        bring(text(ADA, BO, CY, row("Di", "Marsh", "di")))
    assert not Connection.objects.exists()


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("cp1252", "Zoë Müller"),
        ("cp1250", "Łukasz Žižka"),
        ("shift_jis", "山本 太郎"),
        ("cp1251", "Анна Петрова"),
    ],
)
def test_a_code_page_can_always_be_chosen(bring, encoding, name):
    first, last = name.split()
    bring(text(row(first, last, "somebody")).encode(encoding), encoding=encoding)
    assert Connection.objects.get().first_name == first


def test_windows_1252_is_found_out(bring, tmp_path):
    content = text(row("Zoë", "Müller"), row("Jürgen", "Groß", company="Bäckerei Özgür"), ADA).encode(
        "cp1252"
    )
    reading = read(save(tmp_path / "x", content))
    assert reading.encoding.is_guess
    bring(content)
    assert names() == ["Ada Quill", "Jürgen Groß", "Zoë Müller"]


@pytest.mark.parametrize(
    "bad", [b"\xff", b"\xc0\xaf", b"\xed\xa0\x80"], ids=["byte", "overlong", "surrogate"]
)
def test_a_broken_byte_in_utf8_is_counted_and_shown(bring, bad):
    content = text(
        row("Zoë", "Müller", "zoe"), row("Łukasz", "Žižka", "l"), row("BAD", "Roe", "bad")
    ).encode()
    report = bring(content.replace(b"BAD", b"B" + bad))
    assert report.added == 3
    assert "could not be read and show as" in report.findings[0].text


def test_control_characters_and_nuls_are_dropped(bring):
    bring(text(row("A\x00d\x07a", "Qui\x1bll", "ada\x00-quill"), BO))
    assert names() == BOTH
    assert Connection.objects.filter(profile_key="ada-quill").exists()


def test_line_separators_of_unicode_are_no_row_breaks(bring):
    report = bring(text(row("Ada\u2028", "Qui\u0085ll", "ada", title="One\u2029Two")))
    assert report.found == 1
    assert Connection.objects.get().title == "One Two"


def test_short_and_long_rows_are_said_once(bring):
    report = bring(text(ADA[:2], BO[:3], [*CY, "more"], [*row("Di", "Marsh", "di"), "", ""]))
    assert report.added == 4
    assert [(f.row, f.text.split(";")[0]) for f in report.findings] == [
        (2, "This row and 1 others have fewer cells than the header"),
        (4, "This row has more cells than the header"),
    ]


def test_an_unquoted_american_date_is_joined_again(bring):
    bring(text() + "Ada,Quill,,,Fernwood,Engineer,Jan 1, 2024\r\n")
    assert str(Connection.objects.get().connected_on) == "2024-01-01"


def test_an_unclosed_quotation_mark_costs_its_own_row_only(bring):
    lines = text(ADA, BO, CY).split("\r\n")
    lines[2] = 'Bo,"Lindqvist,,,Harbour,Manager,12 Mar 2024'
    report = bring("\r\n".join(lines))
    assert names() == ["Ada Quill", "Cy Okafor"]
    assert (report.found, report.skipped) == (3, {"unreadable": 1})


def test_an_unclosed_quotation_mark_that_meets_another_costs_little_too(bring):
    quoted = 'Di,Marsh,https://www.linkedin.com/in/di,,"Marsh, Sons",Owner,12 Mar 2024'
    lines = text(ADA, BO, CY).split("\r\n")
    lines[2] = 'Bo,"Lindqvist,,,Harbour,Manager,12 Mar 2024'
    report = bring("\r\n".join([*lines[:4], quoted]))
    assert names() == ["Ada Quill", "Cy Okafor", "Di Marsh"]
    assert report.found == 4


def test_quotation_marks_inside_and_cells_of_several_lines_are_fine(bring):
    bring(text(row('Ada "AQ"', "Quill", "ada"), row("Bo", "Lindqvist", "bo", title="One\r\nTwo")))
    assert Connection.objects.get(profile_key="bo").title == "One Two"


def test_a_line_that_excel_quoted_whole_is_taken_apart(bring):
    whole = ",".join(ADA)
    bring(text() + f'"{whole}",,,,,,\r\n' + f'"{",".join(BO)}"\r\n')
    assert names() == BOTH


@pytest.mark.parametrize("size", [10_001, 200_000, 1_000_000])
def test_a_cell_that_is_too_long_costs_its_row(bring, size):
    report = bring(text(row(title="x" * size), BO))
    assert names() == ["Bo Lindqvist"]
    assert report.skipped == {"unreadable": 1}
    assert f"{size:,} characters" in report.findings[0].text


def test_a_cell_longer_than_its_column_is_cut_and_said(bring):
    report = bring(text(row("A" * 300, "B" * 300, company="C" * 900, title="D" * 9_000)))
    one = Connection.objects.get()
    assert [len(v) for v in (one.first_name, one.last_name, one.company, one.title)] == [200, 200, 300, 500]
    assert len(report.findings) == 3


def test_the_wide_letters_of_other_alphabets_fit_the_columns_too(bring):
    bring(text(row("\ufdfa" * 200, "\U00020000" * 200, company="\U00020000" * 300)))
    assert Connection.objects.count() == 1


def test_the_skipped_are_counted_by_reason(bring):
    report = bring(
        text(
            ADA,
            CLOSED,
            row("", "", "somebody", company=""),
            row("", "", email="x@example.org", company=""),
            row("", "", company="Fernwood"),
            HEADER,
            row("EXAMPLE", "- delete this row"),
            ["=== TARGETS ==="],
            ["# a remark"],
            ["<<<<<<< HEAD"],
            ["FALSE"] * 7,
        )
    )
    assert names() == ["Ada Quill"]
    assert report.skipped == {
        "no_identity": 3,
        "no_name": 2,
        "repeated_header": 1,
        "example_row": 1,
        "unreadable": 3,
    }


def test_one_name_is_enough_for_a_person(bring):
    bring(text(row("Ada", ""), row("", "Quill", "q")))
    assert names() == ["Ada", "Quill"]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " java\tscript:alert(1)",
        "data:text/html,x",
        "//evil.example/in/x",
        "https://[::1",
        "https://a.example:99999/",
        "https://" + "a" * 3_000 + ".example/",
        "ftp://a.example/",
    ],
)
def test_an_address_that_is_none_is_dropped_with_its_reason_and_the_person_stays(bring, url):
    report = bring(text([*ADA[:2], url, *ADA[3:]]))
    one = Connection.objects.get()
    assert (one.name, one.profile_url, one.profile_key) == ("Ada Quill", "", "")
    assert "not a web address" in report.findings[0].text


def test_what_is_before_the_host_of_an_address_is_dropped(bring):
    bring(text([*ADA[:2], "https://user:secret@www.linkedin.com/in/ada", *ADA[3:]]))
    assert Connection.objects.get().profile_url == "https://www.linkedin.com/in/ada"


@pytest.mark.parametrize(
    "url",
    [
        "http://www.linkedin.com/in/ada-quill/",
        "https://de.linkedin.com/in/ada-quill?trk=x",
        "linkedin.com/in/ADA-Quill",
        "www.linkedin.com/in/ada-quill/de",
        "https://m.linkedin.com/in/ada-quill#about",
    ],
)
def test_near_duplicates_of_an_address_are_one_person(bring, url):
    bring(text(ADA))
    report = bring(text([*ADA[:2], url, *ADA[3:]]))
    assert report.added == 0
    assert Connection.objects.count() == 1


@pytest.mark.parametrize(
    "cell", ["=2+5", "+1 555", "-x", "@Handle Corp", "{{7*7}}", "<script>x</script>", "NaN", "null"]
)
def test_cells_are_data_and_come_in_literally(bring, cell):
    bring(text(row(company=cell, title=cell)))
    one = Connection.objects.get()
    assert (one.company, one.title) == (cell, cell)


@pytest.mark.parametrize(
    "email",
    [
        "a@b@c.example",
        "Ada <ada@example.org>",
        "a@b.example\r\nBcc: x@y.example",
        "x" * 400 + "@e.org",
        "EX:/O=A",
    ],
)
def test_an_e_mail_address_that_is_none_is_left_out(bring, email):
    report = bring(text(row(email=email)))
    assert Connection.objects.get().email == ""
    assert "not an e-mail address" in report.findings[0].text


def test_impossible_days_are_left_empty_with_the_reason(bring):
    report = bring(text(row(on="31 Feb 2024"), row("Bo", "Roe", on="00/00/0000"), row("Cy", "Roe", on="-")))
    assert list(Connection.objects.values_list("connected_on", flat=True)) == [None] * 3
    assert [f.row for f in report.findings] == [2, 3]


def test_days_and_months_that_could_be_each_other_are_asked_about(tmp_path):
    reading = read(save(tmp_path / "x", text(row(on="03/04/2024"), row("Bo", on="05/06/2024"))))
    assert reading.asks_day_first
    assert "two ways" in reading.report.findings[0].text
    reading = read(save(tmp_path / "x", text(row(on="03/04/2024"), row("Bo", on="25/06/2024"))))
    assert not reading.asks_day_first
    assert reading.day_first


def test_twenty_times_the_same_row_is_one_person(bring):
    report = bring(text(*[ADA] * 20))
    assert (report.added, report.merged) == (1, 19)


def test_names_that_turn_the_line_around_lose_only_what_turns_it(bring):
    bring(
        text(
            row("\u202eAda", "Qui\u200bll", "ada"),
            row("محمد", "علي", "m"),
            row("e\u0301" + "\u0301" * 500, "Roe", "e"),
        )
    )
    assert Connection.objects.get(profile_key="ada").first_name == "Ada"
    assert Connection.objects.get(profile_key="m").first_name == "محمد"
    assert len(Connection.objects.get(profile_key="e").first_name) < 12


def test_the_same_name_written_in_two_ways_is_one(bring):
    report = bring(
        text(row("Zoe\u0308", "Roe"), row("Zoë", "Roe"), row("ZOË", "ROE", company="FERNWOOD Inc."))
    )
    assert (report.added, report.merged) == (1, 2)


def test_a_report_is_always_json(bring):
    report = bring(text(row("A\udc80".encode("utf-8", "replace").decode(), "\U0001f680", on="x"), CLOSED))
    assert json.loads(json.dumps(report.as_json()))["found"] == 2


def test_a_zip_keeps_to_its_one_member(bring, monkeypatch):
    content = zipped({"Logins.csv": "secret", "x/Connections.csv": TWO})
    opened = []
    original = zipfile.ZipFile.open

    def spy(self, name, *args, **kwargs):
        opened.append(name)
        return original(self, name, *args, **kwargs)

    monkeypatch.setattr(zipfile.ZipFile, "open", spy)
    bring(content)
    assert set(opened) == {"x/Connections.csv"}


@pytest.mark.parametrize(
    "cell", ["x" * 50_000, '"' + "x" * 50_000, "x," * 25_000], ids=["one", "quoted", "many"]
)
def test_a_line_beyond_all_limits_is_read_past_and_costs_its_row(bring, monkeypatch, cell):
    monkeypatch.setattr("networking.exchange.decode.MAX_LINE", 20_000)
    report = bring(f"{text(ADA)}Zed,{cell}\r\n" + "\r\n".join(text(BO).split("\r\n")[1:]))
    assert names()[:2] == BOTH
    assert report.found == 3
