"""Form fields for what people type by hand."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms


class KeyField(forms.UUIDField):
    """The key that makes two presses of one button one act; where it is left out, each press is its own."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)

    def clean(self, value: Any) -> uuid.UUID:
        return super().clean(value) or uuid.uuid4()


class WebAddressField(forms.CharField):
    """A web address as people write it: `northwind.example` means https://northwind.example."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault("max_length", 500)
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        bare = text and ":" not in text.split("/")[0] and not text.startswith("/")
        scheme, colon, rest = text.partition(":")
        return f"https://{text}" if bare else f"{scheme.lower()}{colon}{rest}"
