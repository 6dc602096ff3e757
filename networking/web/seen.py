"""A form that writes over nothing which another window wrote meanwhile (SECURITY R05)."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any, ClassVar, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format

Row = TypeVar("Row", bound=Model)
STALE = "This was changed in another window meanwhile. What you wrote is still here: save again to keep it."
LENGTH = 8


class SeenForm(forms.ModelForm):  # type: ignore[type-arg]
    """Carries a mark of each value that it showed, and compares them with what is there when it comes back.

    A field that was left alone takes what another window wrote meanwhile. One that was changed in both is
    refused once, with what it says there; saving again keeps what this window says. Whoever sends no marks
    is not asked. Two that come at once take turns by `in_turn`.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    told_apart: ClassVar[tuple[str, ...]] = ()  # fields that `initial` says, not a column of the same name

    def as_it_is(self) -> dict[str, Any]:
        """What this form would show if it were opened now, by field."""
        columns = {name: getattr(self.instance, name) for name in self.kept}
        return columns | {name: self.initial.get(name) for name in self.told_apart}

    @property
    def kept(self) -> tuple[str, ...]:
        """The columns that this form may change."""
        return tuple(self._meta.fields or ())

    @property
    def said(self) -> dict[str, Any]:
        """The columns with what they are to say."""
        return {name: self.cleaned_data[name] for name in self.kept}

    @cached_property
    def stored(self) -> dict[str, Any]:
        """The same, told before a form that was sent writes into its instance."""
        return {name: value for name, value in self.as_it_is().items() if name in self.fields}

    @property
    def mark(self) -> str:
        return "".join(self.mark_of(name, as_sent(value)) for name, value in self.stored.items())

    def mark_of(self, name: str, sent: Any) -> str:
        """The same for everything that means the same to the field."""
        try:
            value = self.fields[name].to_python(sent)
        except ValidationError:
            value = sent
        plain = as_sent(value).replace("\r\n", "\n").strip()
        return hashlib.sha256(plain.encode()).hexdigest()[:LENGTH]

    def get_initial_for_field(self, field: forms.Field, field_name: str) -> Any:
        return self.mark if field_name == "seen" else super().get_initial_for_field(field, field_name)

    def full_clean(self) -> None:
        self.crossed: list[str] = []
        if self.is_bound:
            self.data = self.data.copy()  # type: ignore[attr-defined]
            if seen := self.data.get("seen"):
                self.meet(seen)
            self.data["seen"] = self.mark  # type: ignore[index]
        super().full_clean()

    def meet(self, seen: str) -> None:
        """Takes over what was changed elsewhere alone, and notes what was changed here too."""
        for number, (name, value) in enumerate(self.stored.items()):
            shown = seen[LENGTH * number :][:LENGTH]
            there = self.mark_of(name, as_sent(value))
            typed = self.mark_of(name, self.fields[name].widget.value_from_datadict(self.data, {}, name))
            if there in (shown, typed):
                continue
            if typed == shown:
                self.data[name] = as_sent(value)  # type: ignore[index]
            else:
                self.crossed.append(name)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        for name in self.crossed:
            self.add_error(name, f"Meanwhile it says: {self.in_words(name)}")
        if self.crossed:
            self.add_error(None, STALE)
        return cleaned

    def in_words(self, name: str) -> str:
        """What another window wrote there."""
        value = self.stored[name]
        if isinstance(value, dt.date):
            return date_format(value, "j F Y")
        if isinstance(value, bool):
            return "yes" if value else "no"
        choices = dict(getattr(self.fields[name], "choices", ()))
        return str(choices.get(value, as_sent(value))) or "nothing"


@contextmanager
def in_turn(request: HttpRequest, rows: QuerySet[Row]) -> Iterator[QuerySet[Row]]:
    """Where a form takes its row from: of two that are sent at once, the second reads what the first kept."""
    if request.method != "POST":
        yield rows
        return
    with transaction.atomic():
        yield rows.select_for_update(of=("self",), no_key=True)


def as_sent(value: Any) -> str:
    """A value as a browser would send it."""
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    if isinstance(value, bool):
        return "on" if value else ""
    return "" if value is None else str(value)
