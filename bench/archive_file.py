"""G9 for LinkedIn's whole archive: 30,000 connections and 100,000 messages in one zip, and their floor.

The floor parses both lists with `csv` and upserts every row of both, the messages into a bare table with one key.
Ours compares each conversation with the people on the list (300 of the connections), finds out who the seeker is,
gives each row left out its reason, and stores what it proposes, the remarks and what an undo needs.
"""

# ruff: noqa: E501
from __future__ import annotations

import csv
import datetime as dt
import io
import random
import zipfile
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from networking.accounts.models import User
from networking.companies.models import Company
from networking.contacts.models import Connection, Contact
from networking.exchange.choices import Choices
from networking.exchange.models import Upload
from networking.exchange.proposal import Proposal
from networking.exchange.recognise import recognise
from networking.exchange.roads import ROADS
from networking.exchange.uploads import import_path

MESSAGES, ON_LIST, A_TALK = 100_000, 300, 12
ME = ("Nia Falk", "https://www.linkedin.com/in/nia-falk")
HEADER = [
    "CONVERSATION ID",
    "CONVERSATION TITLE",
    "FROM",
    "SENDER PROFILE URL",
    "TO",
    "RECIPIENT PROFILE URLS",
    "DATE",
    "SUBJECT",
    "CONTENT",
    "FOLDER",
    "ATTACHMENTS",
    "IS MESSAGE DRAFT",
]
WORDS = [
    "thanks",
    "for",
    "writing",
    "I",
    "would",
    "gladly",
    "tell",
    "you",
    "how",
    "the",
    "team",
    "works",
    "and",
    "what",
    "they",
    "look",
    "for",
    "when",
    "somebody",
    "new",
    "begins",
    "here",
    "next",
    "week",
    "maybe",
]
TABLE = "floor_message"


def make_archive(path: Path, connections: Path, messages: int) -> None:
    """Talks of twelve messages: seven of ten with connections; some in groups, some advertising, some HTML."""
    people = _people(connections)
    dice = random.Random(11)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for talk in range(messages // A_TALK):
        who = (
            people[talk * 7 % len(people)]
            if talk % 10 < 7
            else (f"Stranger {talk}", f"https://www.linkedin.com/in/stranger-{talk}")
        )
        _write_talk(writer, dice, talk, who)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(connections, "Complete/Connections.csv")
        archive.writestr("Complete/messages.csv", out.getvalue())


def _write_talk(writer: object, dice: random.Random, talk: int, who: tuple[str, str]) -> None:
    begun = dt.datetime(2026, 11, 1, tzinfo=dt.UTC) - dt.timedelta(hours=talk * 3)
    title = "Sponsored Conversation" if talk % 33 == 0 else ""
    for number in range(A_TALK):
        mine = number % 2 == 0
        sender, to = (ME, who) if mine else (who, ME)
        to_url = f"{to[1]},https://www.linkedin.com/in/third-one" if talk % 25 == 0 else to[1]
        at = begun - dt.timedelta(hours=number * 20)
        words = " ".join(dice.choices(WORDS, k=dice.randint(3, 60)))
        words = words.replace(" and ", "\n\n") if number % 5 == 0 else words
        words = f'<p class="spinmail-quill-editor">{words}</p>' if number == 7 else words
        writer.writerow(
            [
                f"2-{talk:030x}==",
                title,
                sender[0],
                sender[1],
                to[0],
                to_url,
                f"{at:%Y-%m-%d %H:%M:%S} UTC",
                "",
                words,
                "INBOX",
                "",
                "No",
            ]
        )  # type: ignore[attr-defined]


def _people(connections: Path) -> list[tuple[str, str]]:
    with connections.open(encoding="utf-8", newline="") as file:
        return [(f"{row[0]} {row[1]}", row[2]) for row in list(csv.reader(file))[4:] if row[0]]


def put_on_list(owner: User, connections: Path) -> None:
    """Every seventh … of the connections works where the seeker wants to."""
    company = Company.objects.create(
        owner=owner, name="Orbit", standing="target", target_on=timezone.now().date()
    )
    people = [
        Contact(owner=owner, company=company, name=name, profile_url=url, created_at=timezone.now())
        for name, url in _people(connections)[: 7 * ON_LIST : 7]
    ]
    for contact in people:
        contact.fill_keys()
    Contact.objects.bulk_create(people, batch_size=500)


def forget(owner: User) -> None:
    for model in (Proposal, Upload, Connection):
        model.objects.filter(owner=owner).delete()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")
        cursor.execute(
            f"CREATE TABLE {TABLE} (key text PRIMARY KEY, owner_id integer, who text, url text, sent_at text, words text)"
        )


def floor_messages(path: Path, owner: User) -> int:
    with zipfile.ZipFile(path) as archive, archive.open("Complete/messages.csv") as raw:
        rows = [
            (f"{c[0]} {c[6]} {c[3]}", owner.pk, c[2], c[3], c[6], c[8])
            for c in csv.reader(io.TextIOWrapper(raw, "utf-8", newline=""))
        ]
    names = "key, owner_id, who, url, sent_at, words"
    again = "ON CONFLICT (key) DO UPDATE SET words = excluded.words"
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"CREATE TEMPORARY TABLE staging_message ON COMMIT DROP AS SELECT {names} FROM {TABLE} LIMIT 0"
            )
            with cursor.copy(f"COPY staging_message ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            cursor.execute(f"INSERT INTO {TABLE} ({names}) SELECT {names} FROM staging_message {again}")
        else:
            cursor.connection.executemany(
                f"INSERT INTO {TABLE} ({names}) VALUES (?, ?, ?, ?, ?, ?) {again}", rows
            )
    return len(rows)


def unpack(path: Path) -> Path:
    """The floor reads its connections from the zip too."""
    with zipfile.ZipFile(path) as archive:
        return Path(archive.extract("Complete/Connections.csv", path.parent / "unpacked"))


def ours(path: Path, owner: User) -> int:
    kind = recognise(path).kind
    coming = ROADS[kind].read(path, Choices(), lambda part: None, owner)
    import_path(owner, path, kind, coming, timezone.now())
    return coming.report.found
