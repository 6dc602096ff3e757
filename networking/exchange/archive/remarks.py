"""What is said about messages that are left out: once for each conversation and reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from networking.exchange.report import Outcome, Reason, Report

MOST = 1_000  # conversations told one by one for each reason; the rest is counted in one sentence


class _Group:
    __slots__ = ("count", "row", "who")

    def __init__(self, row: int, who: tuple[str, ...]) -> None:
        self.row, self.who, self.count = row, who, 0


class Remarks:
    """Counts rows by reason, and remembers of each conversation its first row and who took part."""

    def __init__(self, report: Report, things: str) -> None:
        self._report = report
        self._things = things  # "message", "invitation"
        self._groups: dict[tuple[Reason, str], _Group] = {}
        self._told: Counter[Reason] = Counter()
        self._rest: dict[Reason, _Group] = {}

    def skip(self, reason: Reason, conversation: str, row: int, who: tuple[str, ...], count: int = 1) -> None:
        self._report.skipped[reason.value] += count
        group = self._groups.get((reason, conversation))
        if group is None:
            group = self._new(reason, conversation, row, who)
        group.count += count

    def _new(self, reason: Reason, conversation: str, row: int, who: tuple[str, ...]) -> _Group:
        self._told[reason] += 1
        if self._told[reason] > MOST:
            return self._rest.setdefault(reason, _Group(row, ()))
        return self._groups.setdefault((reason, conversation), _Group(row, who))

    def say(self, name_of: Callable[[tuple[str, ...]], str]) -> None:
        """Writes the remarks, once it is known who of those who took part is somebody else."""
        for (reason, _), group in self._groups.items():
            text = f"{self._count(group.count)}: {_begun(reason.label)}."
            self._report.say(group.row, Outcome.SKIPPED, name_of(group.who)[:100], text, reason.value)
        for reason, group in self._rest.items():
            text = f"{self._count(group.count)} of further conversations: {_begun(reason.label)}."
            self._report.say(group.row, Outcome.SKIPPED, "", text, reason.value)

    def _count(self, count: int) -> str:
        return f"{count:,} {self._things}{'s' if count != 1 else ''}"


def _begun(label: str) -> str:
    return label[:1].lower() + label[1:]
