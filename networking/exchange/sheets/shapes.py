"""What the cells of a column look like: addresses, days, links, ticks, phone numbers or words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from networking.exchange import dates
from networking.exchange.sheets import statuses

ENOUGH: Final = 200  # cells of a column that are looked at
_EMAIL = re.compile(r"(?:mailto:)?[^@\s]+@[^@\s]+\.[^@\s]+$", re.I)
_LINKEDIN = re.compile(r"(?:https?://)?(?:[\w-]+\.)?linkedin\.com/(?:in|pub|mwlite/in)/", re.I)
_URL = re.compile(r"(?:https?://|www\.)\S+$", re.I)
_PHONE = re.compile(r"\+?[\d\s().\-/]{7,24}$")
_NUMBER = re.compile(r"[-+]?[\d.,\s]+%?$")
_YES = "yes|y|true|x|✓|✔|☑|✅|1|ja|oui|si|sí|sim|да|是|checked|done"
_NO = "no|n|false|✗|✘|☐|❌|0|nein|non|não|nao|нет|否|unchecked"
YES: Final = frozenset(_YES.split("|"))
TICKS: Final = YES | frozenset(_NO.split("|"))


def is_email(cell: str) -> bool:
    return bool(_EMAIL.match(cell))


def is_profile(cell: str) -> bool:
    return bool(_LINKEDIN.match(cell))


def is_url(cell: str) -> bool:
    return bool(_URL.match(cell))


def is_phone(cell: str) -> bool:
    return bool(_PHONE.match(cell)) and 7 <= sum(c.isdigit() for c in cell) <= 15 and not is_day(cell)


def is_day(cell: str) -> bool:
    return len(cell) < 60 and dates.parse(cell) is not None


def is_number(cell: str) -> bool:
    return bool(_NUMBER.match(cell))


def is_tick(cell: str) -> bool:
    return cell.casefold() in TICKS


def is_ticked(cell: str) -> bool:
    """Whether a cell of a column of ticks says yes."""
    return cell.casefold() in YES


def is_status(cell: str) -> bool:
    return statuses.meaning(cell) is not None


def share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    """Which part of the filled cells is so."""
    sample = cells[:ENOUGH]
    return sum(map(test, sample)) / len(sample) if sample else 0.0


def looks_like_data(cell: str) -> bool:
    """Whether a cell cannot be the name of a column."""
    return is_email(cell) or is_url(cell) or is_profile(cell) or is_day(cell) or is_number(cell)
