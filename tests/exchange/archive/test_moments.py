"""What moment a cell names, in the spellings of all years."""

from __future__ import annotations

import datetime as dt

import pytest

from networking.exchange.archive.moments import parse


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("2024-03-20 15:09:26 UTC", (2024, 3, 20, 15, 9, 26)),
        ("2024-05-15 10:30:00", (2024, 5, 15, 10, 30)),
        ("2024-03-20T15:09:26Z", (2024, 3, 20, 15, 9, 26)),
        ("1/8/18, 6:14 PM", (2018, 1, 8, 18, 14)),
        ("12/31/21, 12:05 AM", (2021, 12, 31, 0, 5)),
        ("Mar 25 2023 10:15 AM", (2023, 3, 25, 10, 15)),
        ("Wed Mar 13 18:51:14 UTC 2024", (2024, 3, 13, 18, 51)),
        ("2024-03-20", (2024, 3, 20, 0, 0)),
        ("20.3.2024", (2024, 3, 20, 12, 0)),
    ],
)
def test_a_moment_is_read(cell, moment):
    assert parse(cell) == dt.datetime(*moment, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "soon",
        "2024-02-31 10:00:00 UTC",
        "31/12/21, 9:99 ZM",
        "1999-01-01 10:00:00",
        "99:99",
        "2/31/21, 1:00 PM",
    ],
)
def test_what_names_no_moment_is_none(cell):
    assert parse(cell) is None
