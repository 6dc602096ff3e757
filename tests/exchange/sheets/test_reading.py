"""Tables of every kind of file come out with the right header, rows and reasons."""

from __future__ import annotations

import datetime as dt

import pytest

from networking.exchange.report import Reason
from networking.exchange.sheets import reading
from networking.exchange.sheets.fields import Field, guess
from tests.exchange.files import save, text, zipped
from tests.exchange.sheets.books import ods, parts, sheet_xml, xlsx

HEADER = ["Company", "Role", "Status", "Date Applied"]
FERN = ["Fernwood", "Engineer", "Applied", "2026-03-02"]
HARBOUR = ["Harbour Labs", "Tester", "Rejected", "2026-03-05"]
DAY = dt.date(2026, 3, 2)


@pytest.fixture
def read(tmp_path):
    def read(content, **said):
        return reading.read(save(tmp_path / "file", content), name="list.csv", **said)

    return read


def rows_of(sheets):
    return [cells for _, cells in sheets.tables[0].rows]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(text(FERN, HARBOUR, header=HEADER), id="plain"),
        pytest.param(text(FERN, HARBOUR, header=HEADER, delimiter=";"), id="semicolon"),
        pytest.param(text(FERN, HARBOUR, header=HEADER, delimiter="\t"), id="TSV"),
        pytest.param(text(FERN, HARBOUR, header=HEADER, delimiter="|"), id="bar"),
        pytest.param("sep=;\r\n" + text(FERN, HARBOUR, header=HEADER, delimiter=";"), id="sep line"),
        pytest.param(text(FERN, HARBOUR, header=HEADER).encode("utf-16"), id="UTF-16"),
        pytest.param("\ufeff" + text(FERN, HARBOUR, header=HEADER), id="byte order mark"),
        pytest.param(text(FERN, HARBOUR, header=HEADER, end="\r"), id="CR only"),
        pytest.param("# my list\r\n\r\n" + text(FERN, HARBOUR, header=HEADER), id="comment above"),
        pytest.param("My search 2026,,,\r\n,,,\r\n" + text(FERN, HARBOUR, header=HEADER), id="banner"),
        pytest.param(text(FERN, [""] * 4, ["N/A", "", "-", ""], HARBOUR, header=HEADER), id="empty rows"),
        pytest.param(xlsx(HEADER, [*FERN[:3], DAY], HARBOUR), id="XLSX"),
        pytest.param(xlsx(["My search"], [], HEADER, [*FERN[:3], DAY], HARBOUR), id="XLSX with a banner"),
        pytest.param(
            zipped(parts({"S": sheet_xml([HEADER, FERN, HARBOUR], right=0, down=3)})), id="XLSX below"
        ),
        pytest.param(ods(HEADER, [*FERN[:3], DAY], HARBOUR), id="ODS"),
        pytest.param(zipped({"list.csv": text(FERN, HARBOUR, header=HEADER)}), id="zip"),
        pytest.param(zipped({"../../etc/list.csv": text(FERN, HARBOUR, header=HEADER)}), id="zip slip"),
    ],
)
def test_all_these_are_the_same_two_rows(read, content):
    sheets = read(content)
    assert rows_of(sheets) == [FERN, HARBOUR]
    assert sheets.tables[0].header == HEADER
    assert list(guess(sheets.tables[0]).values()) == [
        Field.COMPANY,
        Field.ROLE,
        Field.STATUS,
        Field.APPLIED_ON,
    ]


def test_the_number_of_a_row_is_the_one_its_program_shows(read):
    table = read(xlsx(["My search"], [], HEADER, FERN, [], HARBOUR)).tables[0]
    assert table.header_row == 3
    assert [number for number, _ in table.rows] == [4, 6]


def test_rows_that_are_no_entries_are_left_with_their_reason(read):
    example = ["EXAMPLE - delete this row", "Engineer", "To apply", "2026-01-01"]
    content = text(FERN, HEADER, example, ["=== TARGETS ===", "", "", ""], HARBOUR, header=HEADER)
    table = read(content).tables[0]
    assert [cells[0] for _, cells in table.rows] == ["Fernwood", "Harbour Labs"]
    assert [(left.row, left.reason) for left in table.left] == [
        (3, Reason.REPEATED_HEADER),
        (4, Reason.EXAMPLE_ROW),
        (5, Reason.UNREADABLE),
    ]


def test_a_company_alone_in_its_row_is_an_entry(read):
    table = read(xlsx(HEADER, ["Fernwood"], ["Harbour Labs"])).tables[0]
    assert [cells[0] for _, cells in table.rows] == ["Fernwood", "Harbour Labs"]


def test_rows_of_a_template_that_nobody_filled_are_blank(read):
    header = ["#", "Company", "Status", "Sent"]
    table = read(text(["1", "Fernwood", "Applied", "TRUE"], ["2", "", "N/A", "FALSE"], header=header)).tables[
        0
    ]
    assert len(table.rows) == 1
    assert table.blank == 1


def test_a_name_twice_takes_its_group_in_front(read):
    table = read(
        xlsx(
            ["APPLICATION", "", "", "INTERVIEW", ""],
            ["Company", "Role", "Date", "Date", "Notes"],
            ["Fernwood", "Engineer", DAY, dt.date(2026, 3, 9), ""],
        )
    ).tables[0]
    assert table.header_row == 2
    assert table.header == ["Company", "Role", "APPLICATION Date", "INTERVIEW Date", "Notes"]
    assert guess(table)[3] == Field.INTERVIEW_ON


def test_a_legend_beside_the_table_is_no_entry(read):
    table = read(
        xlsx(
            [*HEADER, "", "Status options:"],
            [*FERN, "", "To apply"],
            ["", "", "", "", "", "Offer"],
            ["", "", "", "", "", "Rejected"],
        )
    ).tables[0]
    assert [cells[0] for _, cells in table.rows] == ["Fernwood"]
    assert guess(table)[2] == Field.STATUS


def test_a_sheet_whose_fields_run_down_is_turned(read):
    content = xlsx(
        ["", "Company", "Fernwood", "Harbour Labs"],
        ["", "Role", "Engineer", "Tester"],
        ["", "Status", "Applied", "Rejected"],
        ["", "Notes", "", "by mail"],
    )
    table = read(content).tables[0]
    assert table.header == ["Company", "Role", "Status", "Notes"]
    assert [cells[0] for _, cells in table.rows] == ["Fernwood", "Harbour Labs"]
    assert "turned" in table.notes[0]


def test_a_table_without_a_header_is_numbered_and_nothing_is_guessed_by_position(read):
    table = read(text(HARBOUR, header=FERN)).tables[0]
    assert table.header_row == 0
    assert table.header == ["Column 1", "Column 2", "Column 3", "Column 4"]
    assert len(table.rows) == 2
    assert Field.COMPANY not in guess(table).values()


def test_the_person_may_say_that_the_first_row_is_an_entry(read):
    content = text(["Harbour Labs", "Tester"], header=["Fernwood", "Engineer"])
    assert len(read(content).tables[0].rows) == 1
    assert len(read(content, has_header=False).tables[0].rows) == 2


def test_the_likeliest_sheet_comes_first_and_lists_of_words_are_not_offered(read):
    sheets = read(
        xlsx(
            Words=[["Status", "Count"], ["Applied", 3], ["Offer", 1]],
            Raw_data=[HEADER, FERN, HARBOUR],
            Old=[["Company", "Role"], ["Quillworks", "Clerk"]],
        )
    )
    assert [table.name for table in sheets.tables] == ["Raw_data", "Old"]


def test_jobs_and_their_people_are_put_together(read):
    sheets = read(
        xlsx(
            Jobs=[
                ["Job_ID", "Company", "Role"],
                ["J1", "Fernwood", "Engineer"],
                ["J2", "Harbour Labs", "Tester"],
            ],
            Contacts=[
                ["Job_ID", "Name", "Email"],
                ["J1", "Ada Quill", "ada@example.org"],
                ["J1", "Bo Reed", ""],
            ],
        )
    )
    table = sheets.tables[0]
    assert table.header == ["Job_ID", "Company", "Role", "Contact Name", "Email"]
    assert [cells[1:4] for _, cells in table.rows] == [
        ["Fernwood", "Engineer", "Ada Quill"],
        ["Fernwood", "Engineer", "Bo Reed"],
        ["Harbour Labs", "Tester", ""],
    ]
    assert guess(table)[3] == Field.CONTACT


def test_notion_gives_every_database_once_and_whole(read):
    view, whole = text(["Fernwood", "Applied"], header=["Name", "Status"]), text(FERN, HARBOUR, header=HEADER)
    name = "Export-1/Jobs 0123456789abcdef0123456789abcdef"
    inner = zipped({f"{name}.csv": view, f"{name}_all.csv": whole, f"{name}/Page.md": "# a page"})
    sheets = read(zipped({"Export-9f-Part-1.zip": inner}))
    assert [table.name for table in sheets.tables] == ["Jobs"]
    assert rows_of(sheets) == [FERN, HARBOUR]


def test_the_traces_of_notion_are_taken_off_the_cells(read):
    header = ["Name", "Company", "Email", "Last Contacted"]
    page = "Fernwood (https://www.notion.so/Fernwood-0123?pvs=21)"
    table = read(text(["Ada Quill", page, "a@example.org", "@December 1, 2024 "], header=header)).tables[0]
    assert table.rows[0][1] == ["Ada Quill", "Fernwood", "a@example.org", "December 1, 2024"]


def test_an_unquoted_comma_in_a_place_moves_no_cell(read):
    header = "Company,Location,Salary,Notes\r\n"
    table = read(header + "Fernwood,Seattle, WA,$140k,by Ada\r\nHarbour Labs,Remote,,\r\n").tables[0]
    assert table.rows[0][1] == ["Fernwood", "Seattle, WA", "$140k", "by Ada"]
    assert table.notes == ()


def test_ragged_rows_are_filled_or_cut_with_a_word(read):
    table = read("Company,Role,Status\r\nFernwood\r\nHarbour Labs,Tester,Applied,left,over\r\n").tables[0]
    assert [cells for _, cells in table.rows] == [["Fernwood", "", ""], ["Harbour Labs", "Tester", "Applied"]]
    assert len(table.notes) == 2


def test_an_unclosed_quotation_mark_costs_one_row_and_is_told(read):
    content = 'Company,Role,Status\r\n"Fernwood,Engineer,Applied\r\nHarbour Labs,Tester,Applied\r\n'
    table = read(content).tables[0]
    assert [cells[0] for _, cells in table.rows] == ["Harbour Labs"]
    assert [left.reason for left in table.left] == [Reason.UNREADABLE]


def test_formula_cells_come_as_what_they_showed_and_errors_as_nothing(read):
    cells = [
        '<c t="str"><f>A1</f><v>Fernwood</v></c>',
        '<c t="e"><f>A1/0</f><v>#REF!</v></c>',
        '<c t="b"><v>1</v></c>',
    ]
    table = read(xlsx(["Company", "Role", "Interested", "Phone"], [*cells, 8080178719])).tables[0]
    assert table.rows[0][1] == ["Fernwood", "", "TRUE", "8080178719"]


def test_text_that_looks_like_a_formula_stays_as_it_is(read):
    table = read(text(["=2+5", "@Handle Corp", "'=1+1"], header=["Company", "Role", "Notes"])).tables[0]
    assert table.rows[0][1] == ["=2+5", "@Handle Corp", "=1+1"]


def test_a_cell_that_is_too_long_leaves_its_row_with_the_reason(read):
    table = read(xlsx(HEADER, FERN, ["Harbour Labs", "x" * 10_001])).tables[0]
    assert len(table.rows) == 1
    assert "10,001 characters" in table.left[0].text


def test_a_whole_line_in_one_quoted_cell_is_taken_apart(read):
    table = read('"Company,Role,Status,Notes"\r\n"Fernwood,Engineer,Applied,x"\r\n').tables[0]
    assert table.rows[0][1] == ["Fernwood", "Engineer", "Applied", "x"]


def test_a_title_between_the_rows_is_no_company_but_a_company_in_capitals_is(read):
    rows = [["FERN BANK"], ["HARBOUR GROUP"], ["QUILL WORKS"], ["Reed Ltd", "Engineer", "Applied", ""]]
    assert len(read(xlsx(HEADER, *rows)).tables[0].rows) == 4
    table = read(xlsx(HEADER, *[FERN] * 6, ["MY BACKLOG"], HARBOUR)).tables[0]
    assert [left.excerpt for left in table.left] == ["MY BACKLOG"]


def test_a_hidden_sheet_is_read_only_where_no_other_holds_a_list(read):
    old = [[*HEADER, "Notes", "Salary"], [*FERN, "x", "1"], [*HARBOUR, "", ""]]
    sheets = read(xlsx(Old=old, Jobs=[HEADER, FERN], hidden=["Old"]))
    assert [table.name for table in sheets.tables] == ["Jobs"]
    assert [table.name for table in read(xlsx(Old=old, Chart=[["a", 1]], hidden=["Old"])).tables] == ["Old"]


def test_a_row_of_groups_that_sounds_like_a_header_is_passed_over(read):
    header = ["Company", "Role", "Status", "Contact Name", "Email"]
    row = ["Fernwood", "Engineer", "Applied", "Ada Quill", "ada@example.org"]
    table = read(xlsx(["Company", "", "", "Contact", ""], header, row)).tables[0]
    assert table.header_row == 2
    assert [cells for _, cells in table.rows] == [row]
