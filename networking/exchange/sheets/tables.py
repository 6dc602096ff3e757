"""What a table is once it was read, whatever kind of file it came in."""

from __future__ import annotations

from typing import NamedTuple

from networking.exchange.report import Reason


class Left(NamedTuple):
    """A row that is not imported, and why; `text` says more than the reason does."""

    row: int
    reason: Reason
    excerpt: str
    text: str = ""


class Table(NamedTuple):
    """One table: `rows` are (row number, cells), each as wide as the header.

    `header_row` is 0 when the table has no header; then `header` says “Column 1”, “Column 2”…
    Found in the file are `rows` and `left` together; `blank` rows hold nothing and do not count.
    `notes` are said once about the whole table.
    """

    name: str
    header_row: int
    header: list[str]
    rows: list[tuple[int, list[str]]]
    left: tuple[Left, ...] = ()
    blank: int = 0
    notes: tuple[str, ...] = ()

    def column(self, index: int) -> list[str]:
        """The filled cells of one column."""
        return [cells[index] for _, cells in self.rows if cells[index]]
