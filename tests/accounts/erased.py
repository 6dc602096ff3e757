"""What `test_erased.py` runs in a process of its own, on a data folder of its own.

Somebody with a secret everywhere deletes their account. It prints the files that hold the secret: first
before, as a control, and after the word "deleted" afterwards, while the database is still open.
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client

from networking.accounts.models import User
from networking.cohorts.models import Organization
from tests.access import SECRET, mark, worlds
from tests.people import make_company, make_connection, make_user

HEAD = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"


def say_what_is_left() -> None:
    words = [SECRET.encode(), SECRET.encode("utf-16-le"), b"seeker@example.org"]
    for path in sorted(settings.DATA_DIR.rglob("*")):
        if path.is_file() and any(word in path.read_bytes() for word in words):
            tell(f"holds it: {path.relative_to(settings.DATA_DIR)}")
    for session in Session.objects.all():
        if SECRET in str(session.get_decoded()):
            tell("holds it: a session")


def tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def live(seeker: User, client: Client) -> None:
    """Months of a search: rows written over and over, deleted one by one, long texts, files on their way."""
    for number in range(300):
        company = make_company(seeker, f"{SECRET} {number}", notes=f"{SECRET} " * (number * 3))
        make_connection(seeker, f"{SECRET} {number}", company.name)
        if number % 3 == 0:
            company.delete()
        elif number % 3 == 1:
            type(company).objects.filter(pk=company.pk).update(notes=f"{number} {SECRET} " * 200)
    people = "".join(f"Ada {SECRET},Roe,,,,,\n" for _ in range(20))
    client.post("/import/", {"file": SimpleUploadedFile("a.csv", (HEAD + people).encode())})
    client.post("/accounts/password/reset/", {"email": seeker.email})
    client.post("/accounts/login/", {"login": seeker.email, "password": SECRET})
    session = client.session
    session["dropped_questions"] = [["key", 1, SECRET, 0]]
    session.save()


def main() -> None:
    settings.EMAIL_BACKEND = "networking.web.mail.OutboxBackend"
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    seeker, stranger = make_user("seeker"), make_user("stranger")
    mark(worlds(seeker, stranger)[0])
    # What a school says of itself is not the person's: tests/accounts/test_delete_account.py.
    Organization.objects.filter(name__contains=SECRET).delete()
    client = Client(SERVER_NAME="localhost")
    client.force_login(seeker)
    live(seeker, client)
    other = sqlite3.connect(Path(connection.settings_dict["NAME"]))  # as the worker has it open
    other.execute("SELECT count(*) FROM accounts_user").fetchall()
    say_what_is_left()
    answer = client.post("/accounts/delete/", {"email": seeker.email, "when": "now"})
    tell(f"deleted {answer.status_code}")
    say_what_is_left()
    tell(f"left: {User.objects.count()}")
