"""What one kind of file asks besides: a form that knows how the file was read."""

from __future__ import annotations

from typing import Any

from django import forms


class SaidForm(forms.Form):
    """`words` is how the file was read (`Coming.as_json`); what is cleaned must be fit for JSON."""

    def __init__(self, *args: Any, words: dict[str, Any], **kwargs: Any) -> None:
        self.words = words
        super().__init__(*args, **kwargs)
