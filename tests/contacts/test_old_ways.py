from __future__ import annotations

import datetime as dt

import pytest

from networking.contacts.models import PastJob
from networking.contacts.old_ways import put_aside, taken_back

JOB = PastJob(company_name="Northwind", title="Developer", until=dt.date(2026, 10, 31))
LINE = "E-mail at Northwind until 31 October 2026: lena@northwind.example"


@pytest.mark.parametrize("notes", ["", "Has a dog", "Two\n\nlines"])
def test_an_address_put_aside_comes_back_and_the_notes_are_as_they_were(notes):
    aside = put_aside(notes, "email", "lena@northwind.example", JOB)
    assert aside == (f"{notes}\n{LINE}" if notes else LINE)
    assert taken_back(aside, "email", JOB) == (notes, "lena@northwind.example")


def test_where_there_is_no_address_nothing_is_put_aside():
    assert put_aside("Has a dog", "phone", "", JOB) == "Has a dog"


def test_an_address_of_another_job_or_way_stays_in_the_notes():
    other = PastJob(company_name="Kestrel", until=JOB.until)
    assert taken_back(LINE, "email", other) == (LINE, "")
    assert taken_back(LINE, "phone", JOB) == (LINE, "")


@pytest.mark.parametrize(
    "edited", ["E-mail at Northwind until 31 October 2026: ", f"{LINE} or so", "x" * 400]
)
def test_what_is_no_address_any_more_stays_in_the_notes(edited):
    assert taken_back(edited, "email", JOB) == (edited, "")


def test_a_job_at_an_unknown_company_has_a_line_too():
    job = PastJob(title="Developer", until=JOB.until)
    assert put_aside("", "phone", "+49 1", job) == "Phone until 31 October 2026: +49 1"
