"""What stands for a person and for a company: a ring of four arcs, a letter on one of eight colours."""

from __future__ import annotations

import unicodedata
import zlib
from functools import lru_cache
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

TILES = 8
STAGES = 4
# One arc each quarter from the top clockwise, on a circle of radius 18 around 20,20, a little apart.
ARCS = (
    "M21.1 2.03A18 18 0 0 1 37.97 18.9",
    "M37.97 21.1A18 18 0 0 1 21.1 37.97",
    "M18.9 37.97A18 18 0 0 1 2.03 21.1",
    "M2.03 18.9A18 18 0 0 1 18.9 2.03",
)


class Tile(NamedTuple):
    letter: str
    number: int


def initials(name: str) -> str:
    """Two letters at most, of the first and the last word that begin with a letter or a digit."""
    words = [word for word in unicodedata.normalize("NFC", name).split() if word[0].isalnum()]
    if not words:
        return "?"
    ends = words if len(words) == 1 else [words[0], words[-1]]
    return "".join(word[0] for word in ends).upper()[:2]


def tile(name: str) -> Tile:
    """The letter of a company and its colour, the same on every page and every machine."""
    letter = next((c for c in name if c.isalnum()), "?").upper()[0]
    return Tile(letter, zlib.crc32(name.casefold().encode()) % TILES)


@lru_cache(maxsize=4096)
def seat(letters: str, stage: int, due: bool, label: str) -> SafeString:
    """The ring of one person; `label` is what a screen reader says, empty where a name stands beside it."""
    reached = min(max(int(stage), 0), STAGES)
    arcs = "".join(
        f'<path class="{css}" d="{"".join(paths)}"/>'
        for css, paths in (("seat-arc seat-on", ARCS[:reached]), ("seat-arc", ARCS[reached:]))
        if paths
    )
    dot = '<circle class="seat-dot" cx="34" cy="6" r="5.5"/>' if due else ""
    spoken = format_html('role="img" aria-label="{}"', label) if label else 'aria-hidden="true"'
    return format_html(
        '<svg class="seat seat-{}" viewBox="0 0 40 40" {}>{}'
        '<circle class="seat-face" cx="20" cy="20" r="13.5"/>'
        '<text class="seat-initials" x="20" y="20.5">{}</text>{}</svg>',
        reached,
        mark_safe(spoken),  # noqa: S308 (escaped above)
        mark_safe(arcs),  # noqa: S308 (ours)
        letters,
        mark_safe(dot),  # noqa: S308 (ours)
    )


EMPTY = (
    '<svg class="seat seat-empty" viewBox="0 0 40 40" aria-hidden="true">'
    '<circle class="seat-gap" cx="20" cy="20" r="16.5"/>'
    '<path class="seat-plus" d="M20 15v10M15 20h10"/></svg>'
)


@lru_cache(maxsize=1024)
def empty_seat(persona: str, url: str) -> SafeString:
    """A seat that waits for somebody: with an address it is the link that finds one."""
    if not url:
        return mark_safe(f'<span class="seat-nobody">{EMPTY}</span>')  # noqa: S308 (ours)
    return format_html(
        '<a class="seat-link" href="{}" aria-label="Find a {}">{}</a>',
        url,
        persona.lower(),
        mark_safe(EMPTY),  # noqa: S308 (ours)
    )
