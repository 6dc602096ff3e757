"""Keys of rows, as an address or a form says them."""

from __future__ import annotations


def row_key(text: str) -> int:
    """The key that a text says; 0, which no row has, for anything that cannot be one on either database."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0
