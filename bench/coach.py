# ruff: noqa: E501
"""G8 and G12: the numbers of 1,000 seekers against a raw read of their totals, and a coach's queue of them.

    python bench/coach.py [--seekers 1000] [--seconds 3] [--rounds 5]

The school is the one that `manage.py demo` makes: its invented coach reads nine of ten of them. SQLite, under build/bench.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.pages import BUILD, ROOT, Table, arguments, environment, in_turns, served, shoot


def main() -> None:
    args = arguments()
    folder = BUILD / f"school{args.seekers}"
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "bench.school", str(args.seekers)]
    made = subprocess.run(
        command, cwd=ROOT, env=environment(folder), capture_output=True, text=True, check=False
    )
    if made.returncode:
        sys.exit(made.stderr[-2000:])
    session, read, ours, floor = made.stdout.split()[-4:]
    with served(8701, (folder, session, 0)) as site:
        status, page = site.ask("/coach/")
        if status != 200:
            sys.exit(f"/coach/ answers {status}")
        (folder / "page.html").write_bytes(page)
        print(
            f"\n{read} of {args.seekers:,} seekers share, /coach/ of {len(page):,} bytes, median of {args.rounds}\n"
        )
        table = Table()
        table.row(
            "G8",
            "numbers and medians of all",
            f"{float(ours):.1f} ms",
            f"{float(floor):.1f} ms",
            float(ours) / float(floor),
            1.5,
            least=False,
        )
        shots = in_turns(
            {
                "ours": lambda: shoot(site, "/coach/", 8, args.seconds),
                "bare": lambda: shoot(site, "/bare/page/", 8, args.seconds),
            },
            args.rounds,
        )
        mine, bare = shots["ours"], shots["bare"]
        table.row(
            "G12",
            "queue, 8 at once, against bare",
            f"{mine.per_second:.0f}/s",
            f"{bare.per_second:.0f}/s",
            mine.per_second / bare.per_second,
            0.25,
            least=True,
        )
        print(f"\nqueue p50 {mine.p50:.0f} ms, p99 {mine.p99:.0f} ms; bare p50 {bare.p50:.1f} ms")


if __name__ == "__main__":
    main()
