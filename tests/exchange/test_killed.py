"""Killed in the middle of an import, at whatever statement: all of it is there, or nothing."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.exchange.files import row, text

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = 40

# Forks a process for each moment, kills it there as `kill -9` does, and counts what it left behind.
SCRIPT = """
import os, signal, sys
import django
django.setup()
from django.core.management import call_command
from django.db import connection, connections
from networking.accounts.models import User
from networking.contacts.models import Connection
from networking.exchange.models import Upload

call_command("migrate", verbosity=0)
User.objects.create_user("me@example.org", None)

def import_until(last):
    said = 0
    def count(execute, *args):
        nonlocal said
        said += 1
        if said > last:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*args)
    with connection.execute_wrapper(count), open(os.devnull, "w") as nowhere:
        call_command("import_file", sys.argv[1], user="me@example.org", stdout=nowhere)

def left_after(last):
    connections.close_all()
    child = os.fork()
    if not child:
        import_until(last)
        connections.close_all()
        os._exit(0)
    killed = os.waitpid(child, 0)[1] == signal.SIGKILL
    return killed, Connection.objects.count(), Upload.objects.count()

for last in range(60):
    killed, people, uploads = left_after(last)
    print(int(killed), people, uploads, flush=True)
    if not killed:
        break
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_an_import_that_is_killed_at_any_statement_leaves_all_or_nothing(tmp_path):
    path = tmp_path / "linkedin.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "Connections.csv", text(*(row(f"Ada{n}", "Quill", f"ada-{n}") for n in range(PEOPLE)))
        )
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "networking.config.settings",
        "INROAD_DATA": str(tmp_path / "data"),
    }
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(path)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    moments = [tuple(map(int, line.split())) for line in ended.stdout.splitlines()]
    *killed, last = moments
    assert len(killed) > 10
    assert set(killed) == {(1, 0, 0)}
    assert last == (0, PEOPLE, 1)
