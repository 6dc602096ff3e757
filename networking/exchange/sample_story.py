"""The invented search that sample data tells: five companies and an address book.

All names and addresses are made up (`.example` belongs to nobody). Days count back from today.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from networking.companies.models import Verdict

YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN


class SampleCompany(NamedTuple):
    name: str
    days_ago: int  # when it became a target
    place: str
    fields: dict[str, Any]
    answers: str = ""  # one letter a criterion, in their order: y, n or ?


class SampleConnection(NamedTuple):
    first_name: str
    last_name: str
    company: str
    title: str
    days_ago: int


NORTHWIND, FERNHILL, KESTREL = "Northwind Robotics", "Fernhill Health", "Kestrel Maps"
QUILLWORK, BRIGHTWATER = "Quillwork", "Brightwater Energy"

COMPANIES = (
    SampleCompany(
        NORTHWIND,
        21,
        "Pittsburgh or remote",
        {
            "website": "https://northwind.example",
            "in_product": True,
            "in_words": "I built my capstone on their open arm SDK and fixed a bug in its docs.",
        },
        "yy?yy?",
    ),
    SampleCompany(
        FERNHILL,
        14,
        "Remote",
        {
            "website": "https://fernhill.example",
            "in_someone": True,
            "in_words": "Mei from cohort 2308 works there, and my first project was a rota for a clinic.",
        },
        "yyyy?n",
    ),
    SampleCompany(
        KESTREL,
        9,
        "Fargo",
        {
            "website": "https://kestrel.example",
            "in_local": True,
            "in_words": "Their Fargo office is ten minutes from my door; I map cycle paths at weekends.",
        },
        "yy??yy",
    ),
    SampleCompany(
        QUILLWORK,
        6,
        "Lisbon or remote",
        {
            "website": "https://quillwork.example",
            "in_interests": True,
            "in_product": True,
            "in_words": "I love the product: every essay on my blog began in it.",
        },
        "y?n?yy",
    ),
    SampleCompany(BRIGHTWATER, 0, "Rotterdam", {"website": "https://brightwater.example"}),
)

CONNECTIONS = (
    SampleConnection("Nils", "Aronsen", KESTREL, "Engineering Manager", 400),
    SampleConnection("Chipo", "Dube", KESTREL, "Talent Acquisition Specialist", 120),
    SampleConnection("Mei", "Tanaka", FERNHILL, "Software Engineer", 700),
    SampleConnection("Farid", "Haddad", BRIGHTWATER, "Data Engineer", 60),
    SampleConnection("Ines", "Duarte", "Tidewater Analytics", "Data Analyst", 330),
    SampleConnection("Kofi", "Mensah", "Tidewater Analytics", "Head of Data", 90),
    SampleConnection("Eva", "Lindqvist", "Oakline Software", "Systemutvecklare", 210),
    SampleConnection("Ruth", "Abara", "Freelance", "Web Developer", 510),
)
