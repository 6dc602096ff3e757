"""What a column tells only as a whole: words nobody explained, my own address, the order of days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from networking.exchange import dates
from networking.exchange.sheets import statuses
from networking.exchange.sheets import subjects as read
from networking.exchange.sheets.fields import Field
from networking.exchange.sheets.tables import Table

MOST_WORDS: Final = 40  # more different words than that in a column of statuses are prose
DAYS: Final = frozenset({Field.APPLIED_ON, Field.INTERVIEW_ON, Field.LAST_CONTACTED, Field.NEXT_ON})


def unknown_words(
    table: Table, columns: Mapping[int, Field], words: Mapping[str, str]
) -> dict[str, tuple[str, int]]:
    """The status words nobody explained: as compared → (as written, how often)."""
    written: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for index, field in columns.items():
        if field == Field.STATUS:
            for cell in map(read.text, table.column(index)):
                key = statuses.plain(cell)
                if key and key not in words and statuses.meaning(cell) is None:
                    counts[key] += 1
                    written.setdefault(key, cell)
    return {key: (written[key], number) for key, number in counts.most_common()}


def own_addresses(table: Table, columns: Mapping[int, Field], email: str) -> frozenset[str]:
    """An address that stands in more than 80 % of the rows is the seeker's own, not somebody's there."""
    mine = {email.casefold()}
    for index, field in columns.items():
        if field in {Field.EMAIL, Field.EMAIL_2, Field.REACH, Field.REACH_2}:
            found = [read.find_email(cell).casefold() for cell in table.column(index)]
            for address, number in Counter(filter(None, found)).most_common(1):
                if number >= 3 and number > 0.8 * len(table.rows):
                    mine.add(address)
    return frozenset(mine)


def day_order(table: Table, columns: Mapping[int, Field]) -> bool | None:
    """Whether days stand before months; None when the dates of this table do not tell."""
    return dates.order(
        cell for index, field in columns.items() if field in DAYS for cell in table.column(index)
    )
