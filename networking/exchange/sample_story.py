"""The invented search that sample data tells: five companies, fourteen people, an address book.

All names and addresses are made up (`.example` belongs to nobody). Days count back from today.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from networking.companies.models import Verdict
from networking.contacts.models import Closeness, Persona
from networking.contacts.stages import Kind, Parked
from networking.conversations.models import Channel

YES, NO, UNKNOWN = Verdict.YES, Verdict.NO, Verdict.UNKNOWN
DEVELOPER, MANAGER, RECRUITER = Persona.DEVELOPER, Persona.MANAGER, Persona.RECRUITER


class SampleCompany(NamedTuple):
    name: str
    days_ago: int  # when it became a target
    place: str
    fields: dict[str, Any]
    answers: str = ""  # one letter a criterion, in their order: y, n or ?


class Said(NamedTuple):
    days_ago: int
    kind: str
    note: str
    channel: str = ""


class SamplePerson(NamedTuple):
    company: str
    name: str
    title: str
    persona: str
    said: tuple[Said, ...] = ()
    fields: dict[str, Any] = {}
    parked: tuple[int, str] | None = None  # days ago and why
    chat_in: int | None = None  # a chat is planned in so many days
    questions: str = ""


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

PEOPLE = (
    SamplePerson(
        NORTHWIND,
        "Priya Raman",
        "Robotics Developer",
        DEVELOPER,
        (
            Said(16, Kind.OUTREACH, "Wrote about the bug I fixed in the SDK docs.", Channel.LINKEDIN_NOTE),
            Said(14, Kind.REPLY, "“That bug annoyed me for a year! Coffee?”", Channel.LINKEDIN),
            Said(10, Kind.CHAT, "Coffee. How the SDK team works, how she began.", Channel.IN_PERSON),
            Said(9, Kind.THANK_YOU, "She’ll refer me when the role opens.", Channel.EMAIL),
        ),
        {
            "closeness": Closeness.CLOSE,
            "common_ground": "We both came to programming from teaching.",
            "email": "priya@northwind.example",
            "is_linkedin_friend": True,
        },
    ),
    SamplePerson(
        NORTHWIND,
        "Lena Koch",
        "Senior Developer",
        DEVELOPER,
        (
            Said(5, Kind.OUTREACH, "Excited about the arm SDK; mentioned my in.", Channel.EMAIL),
            Said(2, Kind.REPLY, "“Happy to talk, I’m free next week.”", Channel.EMAIL),
            Said(1, Kind.MESSAGE, "Offered two times; she took the first.", Channel.EMAIL),
        ),
        {
            "common_ground": "Both contributed to the arm SDK. Mei (cohort 2308) worked with her.",
            "email": "lena@northwind.example",
            "notes": "Has a dog called Byte. Prefers e-mail.",
        },
        chat_in=5,
        questions="What does a first month on the team look like?\n"
        "How does the SDK team decide what to build?\nWho else should I talk to?",
    ),
    SamplePerson(
        NORTHWIND,
        "Dana Moreau",
        "Engineering Manager",
        MANAGER,
        (
            Said(12, Kind.OUTREACH, "Priya said I should ask about the junior programme.", Channel.EMAIL),
            Said(8, Kind.REPLY, "“Priya speaks well of you. Tuesday?”", Channel.EMAIL),
            Said(7, Kind.MESSAGE, "Yes, Tuesday, by video.", Channel.EMAIL),
            Said(2, Kind.CHAT, "Team of 8; hires juniors each spring; she offered to pass on my résumé."),
        ),
        {"common_ground": "Priya introduced us.", "email": "dana@northwind.example"},
    ),
    SamplePerson(
        NORTHWIND,
        "Ana Ortiz",
        "Technical Recruiter",
        RECRUITER,
        (Said(3, Kind.OUTREACH, "Asked what they look for in a first developer.", Channel.LINKEDIN_NOTE),),
    ),
    SamplePerson(
        NORTHWIND,
        "Olu Adeyemi",
        "Talent Partner",
        RECRUITER,
        fields={"common_ground": "Knows Mei from a meetup.", "email": "olu@northwind.example"},
    ),
    SamplePerson(
        FERNHILL,
        "Jonas Thiel",
        "Backend Developer",
        DEVELOPER,
        (
            Said(4, Kind.OUTREACH, "How did you get from nursing into code?", Channel.EMAIL),
            Said(0, Kind.REPLY, "“Gladly. When would suit you?”", Channel.EMAIL),
        ),
        {"common_ground": "A career changer too: he was a nurse.", "email": "jonas@fernhill.example"},
    ),
    SamplePerson(
        FERNHILL,
        "Sara Blum",
        "Head of Engineering",
        MANAGER,
        (Said(5, Kind.OUTREACH, "Her talk on calm on-call made me write.", Channel.LINKEDIN_NOTE),),
    ),
    SamplePerson(
        FERNHILL,
        "Rosa Conti",
        "People Partner",
        RECRUITER,
        (Said(4, Kind.OUTREACH, "Asked how they hire people without a CS degree.", Channel.EMAIL),),
        {"email": "rosa@fernhill.example"},
    ),
    SamplePerson(
        KESTREL,
        "Ade Bello",
        "Map Developer",
        DEVELOPER,
        (Said(7, Kind.OUTREACH, "Asked about the tile server he wrote about.", Channel.EMAIL),),
        {"common_ground": "Both map cycle paths.", "email": "ade@kestrel.example"},
    ),
    SamplePerson(
        KESTREL,
        "Hana Novak",
        "Frontend Developer",
        DEVELOPER,
        (Said(3, Kind.OUTREACH, "Told her what I like about the new map style.", Channel.LINKEDIN_NOTE),),
    ),
    SamplePerson(
        KESTREL,
        "Max Ruiz",
        "Engineering Manager",
        MANAGER,
        (Said(8, Kind.OUTREACH, "Asked how the Fargo team came to be.", Channel.EMAIL),),
        {"email": "max@kestrel.example", "notes": "His profile says that he moved on."},
        parked=(5, Parked.LEFT),
    ),
    SamplePerson(
        QUILLWORK,
        "Zoe Park",
        "Full-stack Developer",
        DEVELOPER,
        (Said(1, Kind.OUTREACH, "Thanked her for the keyboard shortcuts.", Channel.EMAIL),),
        {"common_ground": "We follow each other’s blogs.", "email": "zoe@quillwork.example"},
    ),
    SamplePerson(
        QUILLWORK,
        "Tomas Vega",
        "Team Lead, Editor",
        MANAGER,
        (Said(0, Kind.OUTREACH, "Asked how the editor team reviews code.", Channel.EMAIL),),
        {"email": "tomas@quillwork.example"},
    ),
    SamplePerson(
        QUILLWORK,
        "Mia Ito",
        "Recruiter",
        RECRUITER,
        (Said(0, Kind.OUTREACH, "Asked what makes an application stand out.", Channel.EMAIL),),
        {"email": "mia@quillwork.example"},
    ),
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
