"""The list of people of a network of 2,000: whole, narrowed by each filter, and all of them said to be close.

    python bench/many_people.py [--people 2000] [--seconds 2] [--rounds 3]

SQLite, under build/bench; the floor is a bare page of the same bytes.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.pages import BUILD, ROOT, Site, Table, environment, in_turns, served, shoot

GOAL = 20  # times a bare page: about 50 ms on a quiet machine
PAGES = {
    "everybody": "/people/",
    "a word of a name": "/people/?q=adler",
    "close": "/people/?closeness=close",
    "last word over 90 days ago": "/people/?last=90",
    "never a word": "/people/?last=never",
    "met anywhere": "/people/?met=any",
    "can introduce": "/people/?introduces=1",
    "page 30": "/people/?page=30",
}


def make(people: int) -> tuple[Path, str, str]:
    folder = BUILD / f"network{people}"
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "bench.network", str(people)]
    made = subprocess.run(
        command, cwd=ROOT, env=environment(folder), capture_output=True, text=True, check=False
    )
    if made.returncode:
        sys.exit(made.stderr[-2000:])
    session, number, said, seconds = made.stdout.split()[-4:]
    words = (
        f"{int(number):,} people, {int(said):,} interactions; all said to be close in {float(seconds):.2f} s"
    )
    return folder, session, words


def measure(site: Site, args: argparse.Namespace) -> None:
    table = Table()
    (site.folder / "page.html").write_bytes(site.ask("/people/")[1])
    acts = {
        words: (lambda path=path: shoot(site, path, 1, args.seconds))
        for words, path in {"bare": "/bare/page/", **PAGES}.items()
    }
    shots = in_turns(acts, args.rounds)
    bare = shots.pop("bare").p50
    for words, shot in shots.items():
        table.row(
            "–", f"{words}, p50", f"{shot.p50:.1f} ms", f"{bare:.2f} ms", shot.p50 / bare, GOAL, least=False
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name, usual in (("people", 2000), ("seconds", 2), ("rounds", 3)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    args = parser.parse_args()
    folder, session, words = make(args.people)
    with served(8701, (folder, session, 0)) as site:
        print(f"\n{words}, median of {args.rounds}\n")
        measure(site, args)


if __name__ == "__main__":
    main()
