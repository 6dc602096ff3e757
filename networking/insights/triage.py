"""Who needs their coach first, and why: a table of reasons, the worst first, and a total order made from it.

Everything is given to the functions: no queries, and no today. A measure of 0: the reason does not hold.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from networking.conversations.rates import TELLING
from networking.insights.words import counted_words, waited

QUIET = 7  # days
SILENT = TELLING  # messages: fewer tell nothing


class Facts(NamedTuple):
    """What the reasons ask about a seeker. `waiting_minutes` count from handing in; None: no list waits."""

    waiting_minutes: int | None = None
    quiet_days: int = 0
    silent_messages: int = 0
    answers: int = 0
    thanks: int = 0
    targets: int = 5
    aim: int = 5
    targets_with_in: int = 5
    holes: int = 0


class Reason(NamedTuple):
    """`name` stands in the filter, `words` in the row; the greater the measure, the worse."""

    key: str
    name: str
    measure: Callable[[Facts], int]
    words: Callable[[Facts], str]


def waiting_words(facts: Facts) -> str:
    return f"List waiting for {waited(facts.waiting_minutes or 0)}"


REASONS: tuple[Reason, ...] = (
    Reason(
        "waiting",
        "A list waits for me",
        lambda f: 0 if f.waiting_minutes is None else f.waiting_minutes + 1,
        waiting_words,
    ),
    Reason(
        "quiet",
        f"Quiet for {QUIET} days or more",
        lambda f: f.quiet_days if f.quiet_days >= QUIET else 0,
        lambda f: f"Quiet for {f.quiet_days} days",
    ),
    Reason(
        "silent",
        f"Nobody answered in {SILENT} messages",
        lambda f: f.silent_messages if f.silent_messages >= SILENT else 0,
        lambda f: f"Nobody answered in {f.silent_messages} messages",
    ),
    Reason(
        "answers",
        "Answers wait on them",
        lambda f: f.answers,
        lambda f: f"{counted_words(f.answers, 'answer waits', 'answers wait')} on them",
    ),
    Reason(
        "thanks",
        "Thank-yous owed",
        lambda f: f.thanks,
        lambda f: f"{counted_words(f.thanks, 'thank-you', 'thank-yous')} owed",
    ),
    Reason(
        "targets",
        "Fewer targets than aimed for",
        lambda f: max(0, f.aim - f.targets),
        lambda f: f"{f.targets} of {counted_words(f.aim, 'target', 'targets')}",
    ),
    Reason(
        "in",
        "A target without an “in”",
        lambda f: f.targets - f.targets_with_in,
        lambda f: f"{counted_words(f.targets - f.targets_with_in, 'target', 'targets')} without an “in”",
    ),
    Reason(
        "holes",
        "A target with people missing",
        lambda f: f.holes,
        lambda f: f"People missing at {counted_words(f.holes, 'target', 'targets')}",
    ),
)
KEYS = tuple(reason.key for reason in REASONS)


def measures(facts: Facts) -> tuple[int, ...]:
    """How bad each reason is, in the order of the table."""
    return tuple(reason.measure(facts) for reason in REASONS)


def place(measured: tuple[int, ...], name: str, pk: int) -> tuple[object, ...]:
    """Where a seeker stands: the worst of the first reason first, then of the next; then by name and key."""
    return (*(-measure for measure in measured), name.casefold(), pk)


def reasons_of(facts: Facts) -> list[str]:
    """The reasons that hold, in words."""
    return [reason.words(facts) for reason in REASONS if reason.measure(facts)]
