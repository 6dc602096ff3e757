"""The school that coaches are measured with: prints the key of a coach's session, and G8, measured here."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.database import sign_in  # noqa: E402
from networking.accounts.models import User  # noqa: E402
from networking.cohorts import access  # noqa: E402
from networking.config import static_files  # noqa: E402
from networking.conversations.models import Totals  # noqa: E402
from networking.exchange import sample_school  # noqa: E402
from networking.insights.numbers import load_lines, medians_of, sum_up  # noqa: E402

ROUNDS = 15


def numbers(coach: User) -> None:
    lines = load_lines(access.read_by(coach), now=timezone.now())
    sum_up(lines)
    medians_of(lines)


def raw(coach: User) -> None:
    list(Totals.objects.filter(owner__in=access.read_by(coach).values("user")).values_list())


def milliseconds(act: Callable[[User], None], coach: User) -> float:
    began = time.perf_counter()
    act(coach)
    return (time.perf_counter() - began) * 1000


def main() -> None:
    call_command("migrate", verbosity=0)
    static_files.collect()
    if not sample_school.exists():
        sample_school.make_school(int(sys.argv[1]), now=timezone.now())
    coach = User.objects.get(name=sample_school.COACH)
    both = [(milliseconds(numbers, coach), milliseconds(raw, coach)) for _ in range(ROUNDS + 1)][1:]
    ours, floor = (statistics.median(column) for column in zip(*both, strict=True))
    print(sign_in(coach), access.read_by(coach).count(), ours, floor)


if __name__ == "__main__":
    main()
