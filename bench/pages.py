# ruff: noqa: E501
"""G1, G2, G4, G7, G11: the list of 50 companies × 6 people, against a bare view that answers the same bytes.

    python bench/pages.py [--seekers 1000] [--seconds 3] [--rounds 5] [--page /companies/] [--only writing]

Makes its own databases: SQLite under build/bench, or beside the one of DATABASE_URL. It
serves the real application with two granian workers, and asks with wrk (Debian: wrk). What is compared is
asked in turns, and the median of the rounds counts. "Warm" has the pieces of pages in the cache, "cold" none.
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build" / "bench"
SMALL = 4  # seekers: 1,200 people
POST = Path(__file__).with_name("log.lua")
TOKEN = "b" * 32


@dataclass
class Site:
    """One running server over one database, and the seeker who is signed in there."""

    port: int
    folder: Path
    session: str
    person: int

    @property
    def cookie(self) -> str:
        return f"sessionid={self.session}; csrftoken={TOKEN}"

    def ask(self, path: str, *, data: str | None = None) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": self.cookie}
        if data is not None:
            headers |= {
                "X-CSRFToken": TOKEN, "HX-Request": "true", "Content-Type": "application/x-www-form-urlencoded",
            }  # fmt: skip
        connection.request("GET" if data is None else "POST", path, data, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()


@dataclass
class Shot:
    per_second: float
    p50: float
    p99: float


def environment(folder: Path, *, cold: bool = False) -> dict[str, str]:
    env = {k: v for k, v in os.environ.items() if k not in {"PUBLIC_URL", "DATABASE_URL"}}
    env |= {
        "INROAD_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "BENCH_COLD": "1" if cold else "",
    }
    if url := os.environ.get("DATABASE_URL"):
        env["DATABASE_URL"] = f"{url}_{folder.name}"
    return env


def make_database(seekers: int) -> tuple[Path, str, int]:
    folder = BUILD / f"of{seekers}"
    folder.mkdir(parents=True, exist_ok=True)
    if url := os.environ.get("DATABASE_URL"):
        with psycopg.connect(url, autocommit=True) as connection, suppress(psycopg.errors.DuplicateDatabase):
            connection.execute(f'CREATE DATABASE "{urlsplit(url).path[1:]}_{folder.name}"')
    command = [sys.executable, "-m", "bench.database", str(seekers)]
    made = subprocess.run(
        command, cwd=ROOT, env=environment(folder), capture_output=True, text=True, check=False
    )
    if made.returncode:
        sys.exit(made.stderr[-2000:])
    session, person, _ = made.stdout.split()[-3:]
    return folder, session, int(person)


@contextmanager
def served(port: int, made: tuple[Path, str, int], *, cold: bool = False) -> Iterator[Site]:
    folder, session, person = made
    command = [sys.executable, "-m", "bench.serve", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=environment(folder, cold=cold))
    site = Site(port, folder, session, person)
    try:
        for _ in range(200):
            with suppress(OSError):
                if site.ask("/healthz")[0] == 200:
                    break
            time.sleep(0.1)
        yield site
    finally:
        server.terminate()
        server.wait(20)


class Road(NamedTuple):
    """An act that htmx sends about one of the people: the end of its address, and its fields."""

    end: str
    fields: str
    is_typing: bool = False  # the same draft again and again, one window alone


WORDS = "purpose=check_in&channel=email&subject=Hello&text=" + "What+surprised+you+there%3F+" * 24
STEP = Road("log/touch/", "place=people")
SENT = Road("write/sent/", f"place=people&{WORDS}")
DRAFT = Road("write/", f"place=person&{WORDS}", is_typing=True)


def shoot(site: Site, path: str, connections: int, seconds: int, road: Road | None = None) -> Shot:
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency"]
    if not path.startswith("/open-bare/"):
        command += ["-H", f"Cookie: {site.cookie}"]
    env = {**os.environ, "PERSON": str(site.person), "TOKEN": TOKEN}
    if road:
        command += ["-s", str(POST)]
        version = draft_version(site) if road.is_typing else ""
        env |= {"ROAD": road.end, "FIELDS": road.fields, "VERSION": version}
    out = subprocess.run(
        [*command, f"http://127.0.0.1:{site.port}{path}"], capture_output=True, text=True, env=env, check=True
    ).stdout
    if "Non-2xx" in out or "Socket errors" in out:
        sys.exit(f"{path}: {out}")
    found = dict(re.findall(r"(\d\d)(?:\.?\d*)%\s+([\d.]+\w+)", out))
    rate = re.search(r"Requests/sec:\s+([\d.]+)", out)
    return Shot(float(rate[1]) if rate else 0.0, in_ms(found["50"]), in_ms(found["99"]))


def draft_version(site: Site) -> str:
    _, page = site.ask(f"/people/{site.person}/write/")
    found = re.search(rb'name="version" value="(\d+)"', page)
    return found[1].decode() if found else "0"


def in_ms(text: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(\w+)", text).groups()  # type: ignore[union-attr]
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def in_turns(acts: dict[str, Callable[[], Shot]], rounds: int) -> dict[str, Shot]:
    """Each once a round; of each the median."""
    shots: dict[str, list[Shot]] = defaultdict(list)
    for number in range(rounds + 1):
        for name, act in acts.items():
            shot = act()
            if number:  # the first round warms up
                shots[name].append(shot)

    def median(found: list[Shot]) -> Shot:
        return Shot(*(statistics.median(getattr(s, f) for s in found) for f in ("per_second", "p50", "p99")))

    return {name: median(found) for name, found in shots.items()}


class Table:
    def __init__(self) -> None:
        print("| # | what | ours | floor | ratio | goal | |\n|---|---|---|---|---|---|---|")

    def row(
        self, number: str, what: str, ours: str, floor: str, ratio: float, goal: float, *, least: bool
    ) -> None:
        met = ratio >= goal if least else ratio <= goal
        sign = "≥" if least else "≤"
        print(
            f"| {number} | {what} | {ours} | {floor} | {ratio:.3g} | {sign} {goal:g} | {'met' if met else 'missed'} |",
            flush=True,
        )


def main() -> None:
    args = arguments()
    if shutil.which("wrk") is None:
        sys.exit("The benchmark asks with wrk, and it is not here. On Debian: apt-get install wrk")
    big, small = make_database(args.seekers), make_database(SMALL)
    with (
        served(8701, big) as warm,
        served(8702, big, cold=True) as cold,
        served(8703, small, cold=True) as few,
    ):
        status, page = warm.ask(args.page)
        if status != 200:
            sys.exit(f"{args.page} answers {status}")
        swap = act_once(warm, STEP)
        for site in (warm, cold, few):
            (site.folder / "page.html").write_bytes(page)
            (site.folder / "small.html").write_bytes(b"x" * 2048)
        print(
            f"\n{args.seekers:,} seekers × 300 people, {args.page}, {len(page):,} bytes, {warm_vendor()}, median of {args.rounds}\n"
        )
        table = Table()
        if "reading" in args.only:
            reading(table, args, warm, cold)
        if "writing" in args.only:
            writing(table, args, warm, page, swap)
        if "growing" in args.only:
            growing(table, args, cold, few)
        if "weight" in args.only:
            weight(table, warm.folder, page, swap)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seekers", type=int, default=1000)
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--page", default="/companies/")
    parts = ["reading", "writing", "growing", "weight"]
    parser.add_argument("--only", choices=parts, nargs="+", default=parts)
    return parser.parse_args()


def warm_vendor() -> str:
    return "PostgreSQL" if os.environ.get("DATABASE_URL") else "SQLite"


def is_postgres() -> bool:
    return warm_vendor() == "PostgreSQL"


def reading(table: Table, args: argparse.Namespace, warm: Site, cold: Site) -> None:
    """G1 and G2: as many as possible, and one at a time."""
    asked = {
        "bare": (warm, "/bare/page/"),
        "open": (warm, "/open-bare/page/"),
        "warm": (warm, args.page),
        "cold": (cold, args.page),
    }
    acts = {
        f"{name} {count}": (lambda site=site, path=path, count=count: shoot(site, path, count, args.seconds))
        for count in (8, 1)
        for name, (site, path) in asked.items()
    }
    shots = in_turns(acts, args.rounds)
    goals = {"warm": 0.35 if is_postgres() else 0.5, "cold": 0.17 if is_postgres() else 0.22}
    for floor, words in (("bare", "bare, signed in"), ("open", "bare, nobody signed in")):
        for name, goal in goals.items():
            ours, low = shots[f"{name} 8"].per_second, shots[f"{floor} 8"].per_second
            table.row(
                "G1",
                f"{name}, 8 at once, against {words}",
                f"{ours:,.0f}/s",
                f"{low:,.0f}/s",
                ours / low,
                goal,
                least=True,
            )
        for name, goal in {"warm": 2.5, "cold": 6.5}.items():
            ours, low = shots[f"{name} 1"].p50, shots[f"{floor} 1"].p50
            table.row(
                "G2",
                f"{name}, p50, against {words}",
                f"{ours:.2f} ms",
                f"{low:.2f} ms",
                ours / low,
                goal,
                least=False,
            )
    for name in goals:
        shot = shots[f"{name} 1"]
        table.row(
            "G2",
            f"{name}, p99 against own p50",
            f"{shot.p99:.2f} ms",
            f"{shot.p50:.2f} ms",
            shot.p99 / shot.p50,
            3,
            least=False,
        )


def act_once(site: Site, road: Road) -> bytes:
    path = f"/people/{site.person}/{road.end}"
    version = draft_version(site) if road.is_typing else ""
    status, swap = site.ask(path, data=f"key={uuid.uuid4()}&{road.fields}&version={version}")
    if status != 200:
        sys.exit(f"{path} answers {status}")
    return swap


def writing(table: Table, args: argparse.Namespace, warm: Site, page: bytes, swap: bytes) -> None:
    """G4: one step logged by htmx, the write and the swap; and what the composer writes."""
    roads = {"a step logged": STEP, "a message marked as sent": SENT, "a draft kept": DRAFT}
    acts = {"bare": lambda: shoot(warm, "/bare/small/", 1, args.seconds)}
    for name, road in roads.items():
        for count in (1,) if road.is_typing else (1, 8):
            acts[f"{name} {count}"] = lambda road=road, count=count: shoot(
                warm, "/", count, args.seconds, road
            )
    shots = in_turns(acts, args.rounds)
    for name, road in roads.items():
        one, low = shots[f"{name} 1"], shots["bare"]
        table.row(
            "G4",
            f"{name}, p50, against bare 2 KB",
            f"{one.p50:.2f} ms",
            f"{low.p50:.2f} ms",
            one.p50 / low.p50,
            2.5,
            least=False,
        )
        if eight := shots.get(f"{name} 8"):
            table.row(
                "G4",
                f"{name}, 8 writers, p99 against own p50",
                f"{eight.p99:.1f} ms",
                f"{eight.p50:.1f} ms",
                eight.p99 / eight.p50,
                5,
                least=False,
            )
        size = len(swap if road is STEP else act_once(warm, road))
        table.row(
            "G4",
            f"{name}, bytes of the swap against the page",
            f"{size:,}",
            f"{len(page):,}",
            size / len(page),
            0.01,
            least=False,
        )


def growing(table: Table, args: argparse.Namespace, cold: Site, few: Site) -> None:
    """G7: the same page in a large database and in a small one."""
    acts = {
        "many": lambda: shoot(cold, args.page, 1, args.seconds),
        "few": lambda: shoot(few, args.page, 1, args.seconds),
    }
    shots = in_turns(acts, args.rounds)
    many, low = shots["many"].p50, shots["few"].p50
    what = f"{args.seekers * 300:,} people against {SMALL * 300:,}, cold, p50"
    table.row(
        "G7",
        what,
        f"{many:.2f} ms",
        f"{low:.2f} ms",
        many / low,
        1.25 if is_postgres() else 1.15,
        least=False,
    )


def weight(table: Table, folder: Path, page: bytes, swap: bytes) -> None:
    """G11: what goes over the wire."""
    linked = re.findall(rb'(?:href|src)="(/static/[^"]+\.(?:css|js))"', page)
    files = [folder / name.decode().removeprefix("/") for name in dict.fromkeys(linked)]
    for what, size, goal in (
        ("page, gzip", len(gzip.compress(page, 6)), 10_000),
        ("swap, gzip", len(gzip.compress(swap, 6)), 1_500),
        (f"JS and CSS of the page ({len(files)} files), {COMPRESSION}", sum(map(compressed, files)), 60_000),
    ):
        table.row("G11", what, f"{size:,} bytes", "", size, goal, least=False)


COMPRESSION = "brotli" if shutil.which("brotli") else "gzip -9 (no brotli here)"


def compressed(path: Path) -> int:
    if shutil.which("brotli"):
        return len(
            subprocess.run(["brotli", "-c", "-q", "11", str(path)], capture_output=True, check=True).stdout
        )
    return len(gzip.compress(path.read_bytes(), 9))


if __name__ == "__main__":
    main()
