"""Every text of ours can be read on every ground it stands on, in light and in dark (DESIGN §6)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = Path(settings.BASE_DIR) / "static" / "css"
TOKEN = re.compile(r"--([a-z0-9-]+): (#[0-9a-f]{6});")
LIGHT, DARK = (
    dict(TOKEN.findall(part))
    for part in (CSS / "tokens.css").read_text().split("@media (prefers-color-scheme: dark)")
)
THEMES = {"light": LIGHT, "dark": DARK}

GROUNDS = ["paper", "surface", "sunken"]
TEXTS = [(text, ground) for text in ("ink", "ink-2", "ink-3", "brand", "act", "amber") for ground in GROUNDS]
TEXTS += [("act", "act-tint"), ("amber", "amber-tint"), ("brand", "brand-tint")]
TEXTS += [("on-act", "act"), ("on-act", "act-strong"), ("on-brand", "brand")]
TEXTS += [("ink", "quiet-tint"), ("ink-2", "quiet-tint"), ("ink", "brand-tint"), ("paper", "ink")]
EDGES = [("line-strong", ground) for ground in GROUNDS]
ARCS = [(f"stage-{number}", "surface") for number in (1, 2, 3, 4)]


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_has_a_contrast_of_four_and_a_half(theme, text, ground):
    assert contrast(THEMES[theme][text], THEMES[theme][ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("mark", "ground"), EDGES + ARCS)
def test_the_edge_of_a_field_and_the_arcs_of_a_seat_have_three(theme, mark, ground):
    assert contrast(THEMES[theme][mark], THEMES[theme][ground]) >= 3


def test_the_letter_of_a_company_can_be_read_on_all_eight_tiles():
    tiles = re.findall(r"\.tile-\d \{\s*background: (#[0-9a-f]{6})", (CSS / "badges.css").read_text())
    assert len(tiles) == 8
    assert all(contrast("#ffffff", tile) >= 4.5 for tile in tiles)
