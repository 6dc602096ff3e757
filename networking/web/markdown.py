"""How typed text stands in a Markdown file: as it was typed, never as a heading, a link or HTML."""

from __future__ import annotations

import re
import unicodedata

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&$])")
_AT_THE_START = re.compile(r"^([+\-=]|\d+(?=[.)]))")
_BREAKS = frozenset({"Cc", "Cs", "Zl", "Zp"})


def escaped(line: str) -> str:
    """One line of text; what would end it is a space."""
    plain = "".join(" " if unicodedata.category(c) in _BREAKS else c for c in line)
    words = _SPECIAL.sub(r"\\\1", " ".join(plain.split()))
    return _AT_THE_START.sub(_escaped_start, words)


def _escaped_start(hit: re.Match[str]) -> str:
    """“1.” would be a list: it is the full stop that is escaped."""
    return f"{hit[0]}\\" if hit[0].isdigit() else f"\\{hit[0]}"


def paragraphs(text: str, *, indent: str = "") -> str:
    """Text of several lines, each on its own, without empty ones; those after the first are indented."""
    return f"  \n{indent}".join(line for raw in text.splitlines() if (line := escaped(raw)))
