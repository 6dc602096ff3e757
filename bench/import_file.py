"""G9: a LinkedIn file of 30,000 rows, imported; against `csv` and a raw upsert of the same rows, in one run.

The floor parses the file with `csv`, cuts the cells to the columns and writes them with the quickest
statement the database has. Ours detects kind, encoding, header and days, cleans and validates each cell,
finds out who is who, reports, and writes.

    python bench/import_file.py [rows]            SQLite, or DATABASE_URL
    python bench/import_file.py --archive         the same with 100,000 messages beside them
"""

# ruff: noqa: E501
from __future__ import annotations

import csv
import datetime as dt
import io
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "networking.config.settings")
if "--growth" not in sys.argv:  # which measures in the folder of its parent
    os.environ["INROAD_DATA"] = tempfile.mkdtemp(prefix="inroad-bench-")
os.environ.pop("PUBLIC_URL", None)

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench import archive_file  # noqa: E402
from networking.accounts.models import User  # noqa: E402
from networking.contacts.models import Connection  # noqa: E402
from networking.exchange.commit import commit  # noqa: E402
from networking.exchange.reading import read  # noqa: E402

ROUNDS = int(os.environ.get("ROUNDS", "5"))
FIRST = [
    "Ada",
    "Bo",
    "Cy",
    "Dana",
    "Eli",
    "Fay",
    "Gus",
    "Hana",
    "Ivo",
    "Jun",
    "Kai",
    "Lea",
    "Mio",
    "Nia",
    "Oto",
    "Pia",
    "Quin",
    "Rui",
    "Sol",
    "Tea",
    "Uma",
    "Vic",
    "Wim",
    "Xia",
    "Yan",
    "Zoë",
]
LAST = [
    a + b
    for a in ["Quill", "Lind", "Okaf", "Marsh", "Tober", "Vant", "Ruiz", "Salo", "Petr", "Noor"]
    for b in ("", "er", "sen", "ova", "es", "ström")
]
COMPANIES = [
    f"{a} {b}"
    for a in ["Fern", "Harbour", "Juniper", "Cobalt", "Maple", "Orbit", "Quarry", "Tide"]
    for b in ("Labs", "Works GmbH", "Systems, Inc.", "Bank", "Studio", "& Sons Ltd")
]
TITLES = [
    f"{a}{b}"
    for a in ("", "Senior ", "Lead ", "Head of ")
    for b in (
        "Software Engineer",
        "Data Analyst",
        "Technical Recruiter",
        "Product Manager",
        "Marketing",
        "HR Business Partner",
        "Designer",
    )
]


def make_file(path: Path, rows: int) -> None:
    """As LinkedIn writes it: a note, 2 % closed accounts, 3 % with degrees, 2 % with an e-mail address."""
    dice = random.Random(7)
    out = io.StringIO()
    out.write('Notes:\r\n"When exporting your connection data, some addresses are missing."\r\n\r\n')
    writer = csv.writer(out)
    writer.writerow(
        ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]
    )
    for number in range(rows):
        day = (dt.date(2026, 11, 1) - dt.timedelta(days=number // 8)).strftime("%d %b %Y")
        if number % 50 == 0:
            writer.writerow(["", "", "", "", "", "", day])
            continue
        first, last = dice.choice(FIRST), dice.choice(LAST) + dice.choice(LAST).lower()
        slug = f"{first}-{last}-{number:x}".lower().replace("ë", "e").replace("ö", "o")
        last += ", MBA" if number % 33 == 0 else ""
        mail = f"{first}.{number}@example.org" if number % 47 == 0 else ""
        url = f"https://www.linkedin.com/in/{slug}"
        writer.writerow([first, last, url, mail, dice.choice(COMPANIES), dice.choice(TITLES), day])
    path.write_text(out.getvalue(), encoding="utf-8", newline="")


COLUMNS = (
    "owner_id, first_name, last_name, name, name_key, profile_url, profile_key, email, company, company_key, "
    "title, connected_on, created_at, updated_at"
)
CHANGE = "company = excluded.company, company_key = excluded.company_key, title = excluded.title, updated_at = excluded.updated_at"
ON_CONFLICT = f"ON CONFLICT (owner_id, profile_key) WHERE NOT (profile_key = '') DO UPDATE SET {CHANGE}"


def floor(path: Path, owner: User) -> int:
    """`csv` and a raw upsert: nothing is detected, checked, compared or said."""
    now = timezone.now()
    months = {
        m: f"{n:02}"
        for n, m in enumerate(
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], 1
        )
    }
    rows = []
    with path.open(encoding="utf-8", newline="") as file:
        for cells in list(csv.reader(file))[4:]:
            first, last, url, mail, company, title, on = cells
            if not first:
                continue
            name = f"{first} {last}"
            day = f"{on[7:]}-{months[on[3:6]]}-{on[:2]}"
            key = url.rsplit("/", 1)[1]
            rows.append(
                (
                    owner.pk,
                    first,
                    last,
                    name,
                    name.lower(),
                    url,
                    key,
                    mail,
                    company,
                    company.lower(),
                    title,
                    day,
                    now,
                    now,
                )
            )
    table = Connection._meta.db_table
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"CREATE TEMPORARY TABLE staging ON COMMIT DROP AS SELECT {COLUMNS} FROM {table} LIMIT 0"
            )
            with cursor.copy(f"COPY staging ({COLUMNS}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            cursor.execute(f"INSERT INTO {table} ({COLUMNS}) SELECT {COLUMNS} FROM staging {ON_CONFLICT}")
        else:
            cursor.connection.executemany(
                f"INSERT INTO {table} ({COLUMNS}) VALUES ({', '.join('?' * 14)}) {ON_CONFLICT}",
                [(*row[:12], str(row[12]), str(row[13])) for row in rows],
            )
    return len(rows)


def ours(path: Path, owner: User) -> int:
    reading = read(path)
    commit(owner, reading.matcher, timezone.now())
    return reading.report.added + reading.report.updated + reading.report.unchanged


def memory() -> float:
    """The most memory this process ever held, in megabytes; `getrusage` would count its parent's too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024


def whole_floor(path: Path, owner: User) -> int:
    return floor(archive_file.unpack(path), owner) + archive_file.floor_messages(path, owner)


def prepare_growth(*, of_archive: bool) -> None:
    """Before the fresh process begins, or what is done here would count as already held there."""
    folder = Path(os.environ["INROAD_DATA"])
    make_file(folder / "small.csv", 10)
    owner = User.objects.create_user("growth@example.org")
    if of_archive:
        archive_file.put_on_list(owner, folder / "Connections.csv")
        archive_file.make_archive(folder / "small.zip", folder / "small.csv", 24)


def growth(*, of_archive: bool) -> float:
    """Our import alone, in this fresh process."""
    folder = Path(os.environ["INROAD_DATA"])
    owner = User.objects.get(email="growth@example.org")
    act, names = (
        (archive_file.ours, ("small.zip", "whole.zip"))
        if of_archive
        else (ours, ("small.csv", "Connections.csv"))
    )
    act(folder / names[0], owner)  # what the code itself takes is not growth
    before = memory()
    act(folder / names[1], owner)
    return memory() - before


def main(rows: int, *, of_archive: bool) -> None:
    call_command("migrate", verbosity=0)
    path = Path(os.environ["INROAD_DATA"]) / "Connections.csv"
    make_file(path, rows)
    owner = User.objects.create_user("bench@example.org")
    acts = {"floor": floor, "ours": ours}
    if of_archive:
        archive_file.put_on_list(owner, path)
        archive_file.make_archive(path.with_name("whole.zip"), path, archive_file.MESSAGES)
        acts, path = {"floor": whole_floor, "ours": archive_file.ours}, path.with_name("whole.zip")
    prepare_growth(of_archive=of_archive)
    again = [sys.executable, __file__, "--growth", *(["--archive"] if of_archive else [])]
    grown = subprocess.run(again, capture_output=True, text=True, check=True)
    User.objects.get(email="growth@example.org").delete()
    took: dict[str, list[float]] = {}
    try:
        for number in range(ROUNDS + 1):
            for name, act in acts.items():
                archive_file.forget(owner)
                for what in ("first", "again"):
                    begin = time.perf_counter()
                    act(path, owner)
                    if number:  # the first round warms up
                        took.setdefault(f"{name} {what}", []).append(time.perf_counter() - begin)
    finally:
        owner.delete()
    say(rows, path, took)
    print(f"memory growth of a fresh process while importing: {grown.stdout.strip()} MB (goal ≤ 50)")


def say(rows: int, path: Path, took: dict[str, list[float]]) -> None:
    print(f"{rows:,} rows, {path.stat().st_size / 1e6:.1f} MB, {connection.vendor}, median of {ROUNDS}")
    print("| import | floor ms | ours ms | ours / floor (must ≤ 3) | of the floor's rows/s (goal ≥ 0.80) |")
    print("|---|---|---|---|---|")
    for what in ("first", "again"):
        low, mine = (statistics.median(took[f"{name} {what}"]) for name in ("floor", "ours"))
        print(f"| {what} | {low * 1e3:.0f} | {mine * 1e3:.0f} | {mine / low:.2f} | {low / mine:.2f} |")


if __name__ == "__main__":
    is_archive = "--archive" in sys.argv
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    if "--growth" in sys.argv:
        print(round(growth(of_archive=is_archive)))
    else:
        main(*numbers or [30_000], of_archive=is_archive)
