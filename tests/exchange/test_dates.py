"""What day a cell names (FORMATS §0)."""

import datetime as dt

import pytest

from networking.exchange.dates import is_empty, order, parse

DAY = dt.date(2024, 3, 12)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12 Mar 2024", DAY),
        ("12 March 2024", DAY),
        ("12-Mar-24", DAY),
        ("09 Jul 17", dt.date(2017, 7, 9)),
        ("8-Aug-25", dt.date(2025, 8, 8)),
        ("30-oct-09", dt.date(2009, 10, 30)),
        ("18-déc-20", dt.date(2020, 12, 18)),
        ("12. Mär 2024", DAY),
        ("12.mars.2024", DAY),
        ("01-ene-21", dt.date(2021, 1, 1)),
        ("05-dez-22", dt.date(2022, 12, 5)),
        ("07 Ağu 2023", dt.date(2023, 8, 7)),
        ("12.03.2024", DAY),
        ("31.1.1972", dt.date(1972, 1, 31)),
        ("12. 3. 2024", DAY),
        ("9/21/16, 3:29 AM", dt.date(2016, 9, 21)),
        ("3/12/24", DAY),
        ("03/12/2024", DAY),
        ("2024-03-12", DAY),
        ("2024-03-12 15:09:26 UTC", DAY),
        ("2024-03-12T15:09:26Z", DAY),
        ("2024/3/12", DAY),
        ("2024年3月12日", DAY),
        ("March 12, 2024", DAY),
        ("March 12, 2024 8:45 AM", DAY),
        ("45363", DAY),
        ("30 Feb 2024", None),
        ("31.02.2024", None),
        ("32 Frob 2020", None),
        ("00/00/0000", None),
        ("12 Mar 9999", None),
        ("0001-01-01", None),
        ("12 Mar 99999", None),
        ("99999", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_cell_names_a_day_or_none(text, day):
    assert parse(text) == day


def test_day_first_is_for_numbers_only_and_never_for_american_moments():
    assert parse("03/12/24", day_first=True) == dt.date(2024, 12, 3)
    assert parse("03/12/24, 3:29 AM", day_first=True) == DAY
    assert parse("03/31/24", day_first=True) == dt.date(2024, 3, 31)


@pytest.mark.parametrize(
    ("texts", "day_first"),
    [
        (["03/12/24", "13/12/24"], True),
        (["03/12/24", "03/13/24"], False),
        (["03/12/24"], None),
        (["13/12/24", "03/13/24"], None),
        (["12 Mar 2024", ""], False),
        (["03/12/24, 3:29 AM"], False),
    ],
)
def test_the_whole_column_decides_which_comes_first(texts, day_first):
    assert order(texts) is day_first


def test_words_for_nothing_are_nothing():
    assert all(map(is_empty, ["", "-", "N/A", "NULL", "0000-00-00"]))
    assert not is_empty("12 Mar 2024")
