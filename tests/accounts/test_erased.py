"""A search for marked words in every file of the data folder, the database's own and its log among them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_no_file_holds_a_word_of_somebody_who_deleted_their_account(tmp_path):
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "networking.config.test_settings",
        "INROAD_DATA": str(tmp_path),
        "INROAD_TEST_DATABASE_URL": f"sqlite:///{tmp_path / 'inroad.sqlite3'}",
        "PYTHONPATH": str(ROOT),
    }
    env.pop("PUBLIC_URL", None)
    ran = subprocess.run(
        [sys.executable, "manage.py", "shell", "-c", "from tests.accounts import erased; erased.main()"],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    before, after = (part.splitlines() for part in ran.stdout.split("deleted 302\n"))
    held = {line.split()[-1].split("/")[0] for line in before if line.startswith("holds it:")}
    assert {"inroad.sqlite3", "inroad.sqlite3-wal", "outbox", "uploads", "session"} <= held
    assert after == ["left: 1"]
