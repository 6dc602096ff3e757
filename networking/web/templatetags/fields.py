"""What a form field looks like: its shape follows from its widget, so forms need not speak of CSS."""

from __future__ import annotations

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def shape(field: BoundField) -> str:
    """hidden, check (one box), choices (several), or line: label above, input below."""
    widget = field.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        return "choices"
    return "line"


@register.filter
def styled(field: BoundField) -> SafeString:
    """The input itself, dressed; Django adds aria-invalid and aria-describedby."""
    widget = field.field.widget
    css = "form-select" if isinstance(widget, forms.Select) else "form-control"
    if isinstance(widget, (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)):
        css = "form-check-input"
    own = widget.attrs.get("class", "")
    # allauth repeats the label inside the input.
    if str(widget.attrs.get("placeholder")).casefold().startswith(str(field.label).casefold()):
        widget.attrs.pop("placeholder", None)
    return field.as_widget(attrs={"class": f"{css} {own}".strip()})
