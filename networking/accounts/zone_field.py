"""The field that asks for a time zone: the likely ones first, then every place by its name."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from networking.accounts.zones import zone_choices, zone_label


@lru_cache(maxsize=1)
def every_place() -> SafeString:
    """Five hundred options, drawn once in a process."""
    return format_html_join("", '<option value="{}">{}</option>', zone_choices())


class ZoneSelect(forms.Select):
    """What is chosen stands among the likely ones, so that the long list is the same for everybody."""

    def __init__(self, likely: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self.likely = likely

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen, first = value or "", dict(self.likely)
        if chosen and chosen in dict(zone_choices()):
            first.setdefault(chosen, zone_label(chosen))
        options = ((key, flatatt({"selected": key == chosen}), label) for key, label in first.items())
        return format_html(
            '<select{}>{}<optgroup label="All places">{}</optgroup></select>',
            flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name})),
            format_html_join("", '<option value="{}"{}>{}</option>', options),
            every_place(),
        )


class ZoneField(forms.CharField):
    """A time zone by its key; to say nothing is to choose the first that is offered."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=64, widget=ZoneSelect, **kwargs)

    def offer(self, likely: Sequence[tuple[str, str]]) -> None:
        """Puts these above the long list; one that is not on it can be chosen too."""
        assert isinstance(self.widget, ZoneSelect)
        self.widget.likely = list(dict(likely).items())

    def to_python(self, value: Any) -> str:
        assert isinstance(self.widget, ZoneSelect)
        return super().to_python(value) or next(iter(dict(self.widget.likely)), "")

    def validate(self, value: str) -> None:
        super().validate(value)
        assert isinstance(self.widget, ZoneSelect)
        if value and value not in dict(self.widget.likely) and value not in dict(zone_choices()):
            raise forms.ValidationError("There is no such time zone. Choose one of the list.")
