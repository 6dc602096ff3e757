"""Takes an account out of SQLite, into PostgreSQL, out again and back into SQLite: what comes back is equal.

    python scripts/round_trip.py postgres://user@host:port/database

The server gets a database of its own for it, which is dropped afterwards; the one that is named is only
connected to. Everything goes through the commands that people use. Needs the dev dependencies.
"""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parents[1]
MAKER, FRESH = "random@example.org", "fresh@example.org"
MAKE_FRESH = f"from networking.accounts.models import User; User.objects.create_user('{FRESH}')"


def main(server: str) -> None:
    with tempfile.TemporaryDirectory() as name, database_at(server) as postgres:
        folder = Path(name)
        first, last = (f"sqlite:///{folder / one}.sqlite3" for one in ("first", "last"))
        for database in (first, postgres, last):
            manage(database, folder, "migrate", "--verbosity=0")
        run(first, folder, "-m", "tests.exchange.account.fill", MAKER)
        trips = [(first, MAKER), (postgres, FRESH), (last, FRESH)]
        zips = [folder / f"{number}.zip" for number in range(len(trips))]
        for place, (database, email) in enumerate(trips):
            if place:
                manage(database, folder, "shell", "--verbosity=0", "-c", MAKE_FRESH)
                manage(database, folder, "import_file", str(zips[place - 1]), "--user", email)
            manage(database, folder, "check_pipeline")
            manage(database, folder, "export_account", email, str(zips[place]))
        whole, *others = map(told, zips)
        for other, (database, _) in zip(others, trips[1:], strict=True):
            compare(whole, other, urlsplit(database).scheme)
    rows = sum(len(part) for part in whole.values() if isinstance(part, list))
    print(f"{rows} rows of {len(whole)} parts went from SQLite to PostgreSQL and back, and are equal.")


@contextmanager
def database_at(server: str) -> Iterator[str]:
    name = f"round_trip_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def manage(database: str, folder: Path, *words: str) -> None:
    run(database, folder, str(ROOT / "manage.py"), *words)


def run(database: str, folder: Path, *words: str) -> None:
    env = os.environ | {"DATABASE_URL": database, "INROAD_DATA": str(folder)}
    done = subprocess.run([sys.executable, *words], env=env, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(words)} on {urlsplit(database).scheme}:\n{done.stdout}{done.stderr}")


def told(path: Path) -> dict[str, Any]:
    """What the export says, but for whose account it is and when it was written."""
    with zipfile.ZipFile(path) as archive:
        found: dict[str, Any] = json.loads(archive.read("inroad.json"))
    for name in ("email", "date_joined"):
        del found["account"][name]
    return {name: part for name, part in found.items() if name not in {"made_at", "memberships"}}


def compare(whole: dict[str, Any], other: dict[str, Any], where: str) -> None:
    for name in whole.keys() | other.keys():
        if whole.get(name) != other.get(name):
            sys.exit(f"“{name}” is not the same any more after {where}.")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
