"""What templates name exists: icons, and no script or style that our policy would refuse."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from lucide import IconDoesNotExist
from lucide.templatetags.lucide import lucide

TEMPLATES = sorted((Path(settings.BASE_DIR) / "templates").rglob("*.html"))
ICON = re.compile(r'{% lucide "([a-z0-9-]+)"')
REFUSED = re.compile(r"<style|\sstyle=|\son[a-z]+=|hx-on|javascript:|<script(?![^>]*\ssrc=)")


def test_every_icon_exists():
    named = {(path.name, icon) for path in TEMPLATES for icon in ICON.findall(path.read_text())}
    assert named
    missing = []
    for name, icon in sorted(named):
        try:
            lucide(icon)
        except IconDoesNotExist:
            missing.append(f"{name}: {icon}")
    assert missing == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_holds_what_the_content_policy_refuses(path):
    assert REFUSED.findall(path.read_text()) == []
