"""Whatever stands in a table: no row is lost in silence, and every kind of file says the same."""

from __future__ import annotations

import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from networking.exchange.sheets import reading
from networking.exchange.sheets.cleaning import clean
from networking.exchange.sheets.fields import MANY, guess
from networking.exchange.sheets.layout import table
from networking.exchange.sheets.statuses import WORDS, Status, meaning
from networking.exchange.sheets.tables import Table
from networking.exchange.sniff import UnreadableError
from tests.exchange.files import save, text
from tests.exchange.sheets.books import ods, xlsx

HEADER = ["Company", "Role", "Status", "Notes"]
LETTERS = string.ascii_letters + string.digits + " .,;|\"'()äß漢🙂=+-@/"
CELL = st.text(LETTERS, max_size=25)
ROWS = st.lists(
    st.tuples(st.text(string.ascii_letters, min_size=3, max_size=12), CELL, CELL, CELL), max_size=8
)
COMMON = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


def understood(path):
    try:
        found = reading.read(path, name="list.csv").tables[0]
    except UnreadableError as error:
        return str(error)
    return [cells for _, cells in found.rows], [(one.reason, one.excerpt) for one in found.left]


@COMMON
@given(rows=ROWS)
def test_every_row_is_an_entry_or_left_or_blank(rows):
    numbered = [(n, [clean(cell) for cell in row]) for n, row in enumerate([HEADER, *rows], 1)]
    found = table("t", numbered)
    assert found is not None
    seen = [n for n, _ in found.rows] + [one.row for one in found.left]
    assert len(set(seen)) == len(seen)
    assert len(seen) + found.blank == len(rows)
    assert all(len(cells) == len(found.header) for _, cells in found.rows)


@settings(COMMON, max_examples=15)
@given(rows=ROWS)
@pytest.mark.parametrize("write", [xlsx, ods])
def test_a_workbook_says_what_the_same_list_as_text_says(tmp_path, write, rows):
    plain = save(tmp_path / "list.csv", "\ufeff" + text(*rows, header=HEADER))
    book = save(tmp_path / "book", write(HEADER, *rows))
    assert understood(plain) == understood(book)


@settings(COMMON, max_examples=80)
@given(content=st.binary(max_size=400) | st.text(max_size=300).map(str.encode))
def test_any_bytes_are_a_table_or_a_sentence(tmp_path, content):
    result = understood(save(tmp_path / "x", content))
    assert isinstance(result, tuple) or result.endswith(".")


@settings(COMMON, max_examples=30)
@given(end=st.integers(0, 1500), flipped=st.integers(0, 1500), byte=st.integers(0, 255))
def test_a_damaged_workbook_is_a_table_or_a_sentence(tmp_path, end, flipped, byte):
    content = bytearray(xlsx(HEADER, ["Fernwood", "Engineer", "Applied", ""]))
    content[flipped % len(content)] = byte
    result = understood(save(tmp_path / "x", bytes(content[: len(content) - end // 50])))
    assert isinstance(result, tuple) or result.endswith(".")


@COMMON
@given(header=st.lists(st.sampled_from(["Name", "Company", "Role", "Contact", "Email", "Date", "Recruiter"])))
def test_a_field_is_guessed_for_one_column_whatever_stands_beside_it(header):
    found = list(guess(Table("t", 1, header, [])).values())
    assert [field for field in found if field not in MANY and found.count(field) > 1] == []


@COMMON
@given(word=st.sampled_from([(w, s) for s, ws in WORDS.items() for w in ws.split("|")]), caps=st.booleans())
def test_a_status_is_known_in_any_case_and_with_a_tick(word, caps):
    said, status = word[0].strip(), Status(word[1])
    assert meaning(f" ✅ {said.upper() if caps else said} ") == status


@given(cell=st.text(max_size=60))
def test_cleaning_twice_is_cleaning_once(cell):
    once = clean(cell)
    assert clean(once) == once or once.startswith("'")
