"""Whatever a table holds: nothing raises, every row is accounted for, twice is once, columns may move."""

import csv
import io
import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from networking.contacts.models import Connection
from networking.exchange.commit import address_book, commit
from networking.exchange.reading import read
from networking.exchange.sniff import UnreadableError
from networking.web.csv import original, safe
from tests.exchange.files import HEADER
from tests.people import NOW, make_user

FEW = settings(max_examples=60, suppress_health_check=list(HealthCheck))
FIRST = st.sampled_from(["Ada", "Bo", "Zoë", "", " ada ", "Dr. Ada", "山本", "=1", "FALSE"])
LAST = st.sampled_from(["Quill", "Roe", "", "Quill, PhD", "QUILL", "🚀"])
SLUG = st.sampled_from(["", "ada", "bo", "zo%C3%AB"])
URLS = SLUG.map(lambda slug: slug and f"https://www.linkedin.com/in/{slug}")
EMAIL = st.sampled_from(["", "a@example.org", "b@example.org", "not one"])
COMPANY = st.sampled_from(["", "Fernwood", "fernwood inc.", "Harbour"])
ON = st.sampled_from(["12 Mar 2024", "", "31 Feb 2024", "3/4/24"])
ROWS = st.lists(
    st.tuples(FIRST, LAST, URLS, EMAIL, COMPANY, st.sampled_from(["", "Engineer"]), ON),
    min_size=1,
    max_size=14,
)
CELL = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
COLUMNS = ("name", "profile_key", "profile_url", "email", "company", "title", "connected_on")


def table(rows, order=range(7), delimiter=","):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow([HEADER[i] for i in order])
    writer.writerows([row[i] for i in order] for row in rows)
    return out.getvalue()


def bring(owner, folder, content):
    """The report of an import, or None for a file that holds nobody."""
    path = folder / uuid.uuid4().hex
    path.write_bytes(content.encode())
    try:
        reading = read(path)
    except UnreadableError:
        return None
    commit(owner, reading.matcher, NOW)
    reading.report.check()
    return reading.report


def book(owner):
    return sorted(Connection.objects.owned_by(owner).values_list(*COLUMNS), key=repr)


def fresh():
    return make_user(uuid.uuid4().hex)


@FEW
@given(ROWS)
def test_the_numbers_add_up_and_twice_is_once(db, tmp_path, rows):
    owner = fresh()
    report = bring(owner, tmp_path, table(rows))
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    if report is None:
        assert not filled
        return
    assert report.found == len(filled)
    assert Connection.objects.owned_by(owner).count() == report.added
    before = book(owner)
    again = bring(owner, tmp_path, table(rows))
    assert (again.found, again.added, again.updated) == (report.found, 0, 0)
    assert book(owner) == before


@FEW
@given(ROWS, st.permutations(range(7)), st.sampled_from(",\t|"))
def test_the_order_of_the_columns_and_what_parts_them_do_not_matter(db, tmp_path, rows, order, delimiter):
    one, other = fresh(), fresh()
    bring(one, tmp_path, table(rows))
    bring(other, tmp_path, table(rows, order, delimiter))
    assert book(one) == book(other)


@FEW
@given(ROWS, ROWS)
def test_nobody_is_lost_or_doubled_by_a_second_file(db, tmp_path, rows, more):
    owner = fresh()
    first = bring(owner, tmp_path, table(rows))
    second = bring(owner, tmp_path, table(more))
    added = sum(report.added for report in (first, second) if report)
    assert Connection.objects.owned_by(owner).count() == added == len(list(address_book(owner)))
    again = bring(owner, tmp_path, table(more))
    assert not again or again.added == 0


@FEW
@given(st.binary(max_size=400))
def test_any_bytes_end_in_a_report_or_a_sentence(db, tmp_path, content):
    path = tmp_path / uuid.uuid4().hex
    for start in (b"", b"First Name,Last Name,URL\n"):
        path.write_bytes(start + content)
        try:
            reading = read(path)
        except UnreadableError:
            continue
        commit(fresh(), reading.matcher, NOW)
        reading.report.check()


@FEW
@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=30), min_size=7, max_size=7),
        min_size=1,
        max_size=5,
    )
)
def test_any_text_ends_in_a_report_or_a_sentence(db, tmp_path, rows):
    report = bring(
        fresh(), tmp_path, table([[c.encode("utf-8", "replace").decode() for c in row] for row in rows])
    )
    assert report is None or report.found <= len(rows)


@given(st.text())
def test_what_is_written_for_a_spreadsheet_is_safe_and_reads_back_the_same(text):
    cell = safe(text)
    assert original(cell) == text
    assert not cell.lstrip(" ").startswith(tuple("=+-@\t\r\x00＝＋－＠"))


@pytest.mark.parametrize("number", [-5, 1.5, None])
def test_numbers_stay_numbers(number):
    assert safe(number) is number
