"""What a cell says once the traces of the program it comes from are taken away."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from networking.exchange import dates
from networking.web.csv import original

EMPTY: Final = dates.EMPTY | {
    "#ref!",
    "#name?",
    "#value!",
    "#div/0!",
    "#null!",
    "#num!",
    "#n/d",
    "#a/a",
    "#getting_data",
}
# Bidirectional overrides and isolates and zero-width marks, but not the joiners that letters and emoji need.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_RELATION = re.compile(r"\s*\((?:https?://(?:www\.)?notion\.so/|\.\./|[^()\s]*%20)[^()]*\)")
_MENTION = re.compile(r"@(?=[A-Z][a-z]+ \d|\d{4}-\d)")


def clean(cell: str) -> str:
    """The text of a cell; what people write for “nothing” is nothing."""
    text = cell.strip()
    if text.isascii() and text.isalnum():
        return "" if text.casefold() in EMPTY else text
    text = _HIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if text[:1] == "'":
        text = original(text)
    if text[:1] == "@":
        text = _MENTION.sub("", text)
    if "(" in text:
        text = _RELATION.sub("", text).strip()
    return "" if text.casefold() in EMPTY else unicodedata.normalize("NFC", text)
