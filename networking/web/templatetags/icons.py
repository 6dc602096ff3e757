"""{% lucide %}, each icon drawn once in a process: a page prints a dozen of them."""

from __future__ import annotations

from functools import lru_cache

from django import template
from lucide.templatetags import lucide as drawn

register = template.Library()
register.simple_tag(lru_cache(maxsize=512)(drawn.lucide), name="lucide")
