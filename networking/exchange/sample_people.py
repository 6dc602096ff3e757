"""The seventeen people of the sample: what was said with them, learned from them, and is still unsaid.

Days count back from today. The texts are as the composer would have sent them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from networking.contacts.models import Closeness, Persona, Place
from networking.contacts.stages import Kind, Parked
from networking.conversations.models import Channel, Topic
from networking.exchange.sample_story import BRIGHTWATER, FERNHILL, KESTREL, NORTHWIND, QUILLWORK
from networking.exchange.sample_texts import (
    ASKED_ADE,
    ASKED_DANA,
    ASKED_JONAS,
    ASKED_LENA,
    HALF_WRITTEN,
    OFFERED_LENA,
    THANKED_PRIYA,
    THANKED_YUSUF,
    Text,
)

DEVELOPER, MANAGER, RECRUITER = Persona.DEVELOPER, Persona.MANAGER, Persona.RECRUITER


class Said(NamedTuple):
    days_ago: int
    kind: str
    note: str
    channel: str = ""
    sent: Text | None = None
    asked: str = ""  # the questions of a chat
    learned: Mapping[str, str] = {}  # and what it taught, by topic


class Move(NamedTuple):
    """They changed jobs: when, and where they work now."""

    days_ago: int
    company: str
    title: str


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
    introducer: str = ""  # who named them, further up
    moved: Move | None = None
    looked: tuple[str, ...] = ()  # where an e-mail address was looked for
    draft: Text | None = None


PEOPLE = (
    SamplePerson(
        NORTHWIND,
        "Priya Raman",
        "Robotics Developer",
        DEVELOPER,
        (
            Said(16, Kind.OUTREACH, "Wrote about the bug I fixed in the SDK docs.", Channel.LINKEDIN_NOTE),
            Said(14, Kind.REPLY, "“That bug annoyed me for a year! Coffee?”", Channel.LINKEDIN),
            Said(
                10,
                Kind.CHAT,
                "Coffee. How the SDK team works, how she began.",
                Channel.IN_PERSON,
                asked="How did you get into development?\nWhat surprised you most in your first months?",
                learned={
                    Topic.PATH: "She taught maths for six years, then learned Python with her own pupils.",
                    Topic.CULTURE: "Pairs every morning. Fridays without meetings.",
                    Topic.REFER: "She will refer me when the junior role opens.",
                },
            ),
            Said(9, Kind.THANK_YOU, "She’ll refer me when the role opens.", Channel.EMAIL, THANKED_PRIYA),
        ),
        {
            "closeness": Closeness.CLOSE,
            "common_ground": "We both came to programming from teaching.",
            "email": "priya@northwind.example",
            "is_linkedin_friend": True,
            "profile_url": "https://linkedin.example/in/priya-raman",
        },
    ),
    SamplePerson(
        NORTHWIND,
        "Lena Koch",
        "Senior Developer",
        DEVELOPER,
        (
            Said(5, Kind.OUTREACH, "", Channel.EMAIL, ASKED_LENA),
            Said(2, Kind.REPLY, "“Happy to talk, I’m free next week.”", Channel.EMAIL),
            Said(1, Kind.MESSAGE, "She took the first.", Channel.EMAIL, OFFERED_LENA),
        ),
        {
            "common_ground": "Both contributed to the arm SDK. Mei (cohort 2308) worked with her.",
            "email": "lena@northwind.example",
            "notes": "Has a dog called Byte. Prefers e-mail.",
            "profile_url": "https://linkedin.example/in/lena-koch",
            "time_zone": "America/New_York",
        },
        chat_in=5,
        questions="What does a first month on the team look like?\n"
        "How does the SDK team decide what to build?\nWho else here does work that I could learn from?",
    ),
    SamplePerson(
        NORTHWIND,
        "Dana Moreau",
        "Engineering Manager",
        MANAGER,
        (
            Said(12, Kind.OUTREACH, "", Channel.EMAIL, ASKED_DANA),
            Said(8, Kind.REPLY, "“Priya speaks well of you. Tuesday?”", Channel.EMAIL),
            Said(7, Kind.MESSAGE, "Yes, Tuesday, by video.", Channel.EMAIL),
            Said(
                2,
                Kind.CHAT,
                "Team of 8; hires juniors each spring; she offered to pass on my résumé.",
                asked="What is the hardest problem your team has to solve this year?\n"
                "What does success look like for somebody new, after half a year?",
                learned={
                    Topic.ROLE: "Somebody who reads other people’s code gladly. C++ can be learned there.",
                    Topic.CULTURE: "Eight people, two of them in Pittsburgh. Everybody reviews.",
                    Topic.APPLY: "Through the careers page in February, with a line to Dana beforehand.",
                    Topic.OPEN_ROLES: "Two junior roles in spring, not announced yet.",
                    Topic.PEOPLE: "Ingrid Falk, who began the spring programme.",
                },
            ),
        ),
        {"common_ground": "Priya introduced us.", "email": "dana@northwind.example"},
    ),
    SamplePerson(
        NORTHWIND,
        "Ingrid Falk",
        "Team Lead, Grippers",
        MANAGER,
        fields={"common_ground": "Dana named her: she began the spring programme."},
        introducer="Dana Moreau",
    ),
    SamplePerson(
        NORTHWIND,
        "Ana Ortiz",
        "Technical Recruiter",
        RECRUITER,
        (Said(3, Kind.OUTREACH, "Asked what they look for in a first developer.", Channel.LINKEDIN_NOTE),),
        {"profile_url": "https://linkedin.example/in/ana-ortiz"},
    ),
    SamplePerson(
        NORTHWIND,
        "Olu Adeyemi",
        "Talent Partner",
        RECRUITER,
        fields={
            "common_ground": "Knows Mei from a meetup.",
            "email": "olu@northwind.example",
            "profile_url": "https://linkedin.example/in/olu-adeyemi",
        },
        draft=HALF_WRITTEN,
    ),
    SamplePerson(
        FERNHILL,
        "Jonas Thiel",
        "Backend Developer",
        DEVELOPER,
        (
            Said(4, Kind.OUTREACH, "How did you get from nursing into code?", Channel.EMAIL, ASKED_JONAS),
            Said(0, Kind.REPLY, "“Gladly. When would suit you?”", Channel.EMAIL),
        ),
        {
            "common_ground": "A career changer too: he was a nurse.",
            "email": "jonas@fernhill.example",
            "time_zone": "Europe/Lisbon",
        },
    ),
    SamplePerson(
        FERNHILL,
        "Sara Blum",
        "Head of Engineering",
        MANAGER,
        (Said(5, Kind.OUTREACH, "Her talk on calm on-call made me write.", Channel.LINKEDIN_NOTE),),
        {"profile_url": "https://linkedin.example/in/sara-blum"},
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
        FERNHILL,
        "Yusuf Demir",
        "Data Developer",
        DEVELOPER,
        (
            Said(13, Kind.OUTREACH, "Mei said that he explains things well.", Channel.EMAIL),
            Said(12, Kind.REPLY, "“I have half an hour tomorrow.”", Channel.EMAIL),
            Said(
                11,
                Kind.CHAT,
                "He thinks about moving on, and tells me why with great care.",
                Channel.PHONE,
                asked="What does a good day at work look like for you?",
                learned={
                    Topic.ROLE: "SQL and patience. They train Python on the job.",
                    Topic.CULTURE: "Kind, and slow to ship: every release waits for a nurse’s yes.",
                    Topic.APPLY: "No cover letter. They ask for one small thing that you built.",
                },
            ),
            Said(10, Kind.THANK_YOU, "", Channel.EMAIL, THANKED_YUSUF),
        ),
        {"common_ground": "Mei introduced us.", "email": "yusuf@brightwater.example"},
        moved=Move(3, BRIGHTWATER, "Senior Data Developer"),
    ),
    SamplePerson(
        KESTREL,
        "Ade Bello",
        "Map Developer",
        DEVELOPER,
        (Said(7, Kind.OUTREACH, "", Channel.EMAIL, ASKED_ADE),),
        {"common_ground": "Both map cycle paths.", "email": "ade@kestrel.example"},
    ),
    SamplePerson(
        KESTREL,
        "Hana Novak",
        "Frontend Developer",
        DEVELOPER,
        (Said(3, Kind.OUTREACH, "Told her what I like about the new map style.", Channel.LINKEDIN_NOTE),),
        {"profile_url": "https://linkedin.example/in/hana-novak"},
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
        {"email": "tomas@quillwork.example", "alumni_channel": "Bootcamp Slack, #alumni"},
    ),
    SamplePerson(
        QUILLWORK,
        "Mia Ito",
        "Recruiter",
        RECRUITER,
        (Said(0, Kind.OUTREACH, "Asked what makes an application stand out.", Channel.EMAIL),),
        {"email": "mia@quillwork.example"},
    ),
    SamplePerson(
        QUILLWORK,
        "Noor Aziz",
        "Editor Developer",
        DEVELOPER,
        fields={"common_ground": "She wrote the release notes that I quote on my blog."},
        looked=(Place.SEARCH, Place.OWN_SITE),
    ),
)
