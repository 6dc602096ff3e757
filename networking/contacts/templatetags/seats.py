"""Seats and letter tiles in templates: {% seat %}, {% empty_seat %}, {% tile %} and the filter |initials."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from networking.contacts import seats

register = template.Library()
register.filter("initials", seats.initials)


@register.simple_tag
def seat(initials: str, stage: int, due: bool = False, label: str = "") -> SafeString:
    return seats.seat(str(initials), int(stage), bool(due), str(label))


@register.simple_tag
def empty_seat(persona: object = "person", url: str = "") -> SafeString:
    return seats.empty_seat(str(persona), str(url))


@register.simple_tag
def tile(name: str, size: str = "") -> SafeString:
    letter, number = seats.tile(name)
    large = " tile-large" if size == "large" else ""
    return format_html('<span class="tile tile-{}{}" aria-hidden="true">{}</span>', number, large, letter)
