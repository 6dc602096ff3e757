"""The way around: everything in the sidebar, on a phone four places and a menu."""

from __future__ import annotations

import re

import pytest

SIDEBAR = [
    "Today",
    "Companies",
    "People",
    "Chats",
    "Opportunities",
    "Events",
    "Messages",
    "Import",
    "Export",
    "Settings",
    "Sign out",
]
TABBAR = [
    "Today",
    "Companies",
    "People",
    "Messages",
    "More",
    "Chats",
    "Opportunities",
    "Events",
    "Import",
    "Export",
    "Settings",
    "Sign out",
]


def items(page: str, nav: str) -> list[str]:
    """The words of its items, in order."""
    inside = page[page.index(f'<nav class="{nav}"') :]
    found = re.findall(
        r'class="nav-item"[^>]*>.*?</svg>\s*([\w ]+?)\s*<', inside[: inside.index("</nav>")], re.S
    )
    return [words.strip() for words in found]


def test_every_place_stands_in_its_order(as_seeker):
    page = as_seeker.get("/import/").content.decode()
    assert (items(page, "sidebar"), items(page, "tabbar")) == (SIDEBAR, TABBAR)


@pytest.mark.parametrize(
    "path",
    [
        "/companies/",
        "/people/",
        "/chats/",
        "/opportunities/",
        "/events/",
        "/messages/",
        "/import/",
        "/export/",
        "/settings/",
        "/companies/add/",
    ],
)
def test_the_place_where_one_is_is_marked_in_both(as_seeker, path):
    page = as_seeker.get(path).content.decode()
    here = re.findall(r'class="nav-item" href="([^"]+)" aria-current="page"', page)
    assert len(here) == 2
    assert all(path.startswith(place) for place in here)
