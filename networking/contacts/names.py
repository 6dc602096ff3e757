"""What to call somebody, and when two spellings are one name."""

from __future__ import annotations

import unicodedata


def search_form(text: str) -> str:
    """Text as it is searched: without case and accents, so that both databases find the same."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return " ".join("".join(c for c in folded if not unicodedata.combining(c)).split())


def match_key(name: str) -> str:
    """The cleaned name by which the same person is recognised."""
    return search_form(name)
