"""What is asked about a table before it comes in: its columns, its status words, where the companies go."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from networking.companies.models import Standing
from networking.exchange.said import SaidForm
from networking.exchange.sheets.fields import MANY, SUBJECT, Field
from networking.exchange.sheets.rows import ONLY_A_NOTE
from networking.exchange.sheets.statuses import Status

NOTE: Final = "note"
LEFT_OUT: Final = "-"
NOT_YET: Final = "?"
FIELDS: Final = [(LEFT_OUT, "Leave it out"), *Field.choices]
MEANINGS: Final = [(NOT_YET, "Not said yet: these rows wait"), (NOTE, "Only a note"), *Status.choices]
WISHES: Final = [
    (Standing.BACKLOG.value, "To the backlog"),
    (Standing.TARGET.value, "Among my targets, up to the number I aim for; the rest to the backlog"),
]
HEADERS: Final = [
    ("", "Find out"),
    ("yes", "The names of the columns"),
    ("no", "An entry already; the columns have no names"),
]
TWICE: Final = "Another column holds this already. Choose one of the two."
NO_SUBJECT: Final = "Say which column holds the company, or the person."


class MappingForm(SaidForm):
    """`words` is `SheetComing.as_json()`; what is cleaned is what it reads as `Choices.said`."""

    wish = forms.ChoiceField(label="Companies that are new go", choices=WISHES, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"wish": self.words.get("wish", Standing.BACKLOG.value)}
        self.columns: list[str] = []
        self.asked: list[str] = []
        if len(tables := self.words.get("tables", [])) > 1:
            self.fields["table"] = forms.ChoiceField(label="Which table", choices=list(enumerate(tables)))
            self.initial["table"] = self.words["table"]
        if self.words.get("asks_header"):
            self.fields["header"] = forms.ChoiceField(
                label="The first row holds", choices=HEADERS, required=False
            )
            self.initial["header"] = self.words["header"]
        for index, column in enumerate(self.words.get("fields", [])):
            name = f"column_{index}"
            self.fields[name] = forms.ChoiceField(label=column["header"], choices=FIELDS)
            self.initial[name] = column["field"] or LEFT_OUT
            self.columns.append(name)
        for number, asked in enumerate(self.words.get("asked", [])):
            name, said = f"word_{number}", asked["meaning"]
            self.fields[name] = forms.ChoiceField(label=f"“{asked['word']}”", choices=MEANINGS)
            self.initial[name] = NOTE if said == ONLY_A_NOTE else said or NOT_YET
            self.asked.append(name)

    @property
    def is_urgent(self) -> bool:
        """Whether something waits for an answer."""
        waits = any(asked["meaning"] is None for asked in self.words.get("asked", []))
        return waits or bool(self.words.get("asks_subject"))

    def column_rows(self) -> list[tuple[forms.BoundField, list[str]]]:
        """Each column's choice, with a few of its cells."""
        return [
            (self[name], column["examples"])
            for name, column in zip(self.columns, self.words["fields"], strict=True)
        ]

    def word_rows(self) -> list[tuple[forms.BoundField, int]]:
        """Each status word's choice, with how many rows have it."""
        return [
            (self[name], asked["rows"]) for name, asked in zip(self.asked, self.words["asked"], strict=True)
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        wish = said.get("wish") or Standing.BACKLOG.value
        table = int(said.get("table") or 0)
        header = said.get("header", "")
        if table != self.words.get("table", 0) or header != self.words.get("header", ""):
            return {"table": table, "wish": wish, "header": header}
        self._check_columns(said)
        words = {}
        for name, asked in zip(self.asked, self.words.get("asked", []), strict=True):
            meaning = said.get(name, NOT_YET)
            if meaning != NOT_YET:
                words[asked["key"]] = ONLY_A_NOTE if meaning == NOTE else meaning
        columns = {str(index): _field(said, name) for index, name in enumerate(self.columns)}
        return {"table": table, "columns": columns, "words": words, "wish": wish, "header": header}

    def _check_columns(self, said: dict[str, Any]) -> None:
        seen: set[str] = set()
        for name in self.columns:
            what = _field(said, name)
            if what in seen and what not in MANY:
                self.add_error(name, TWICE)
            seen |= {what} if what else set()
        if SUBJECT.isdisjoint(seen):
            self.add_error(None, NO_SUBJECT)


def _field(said: dict[str, Any], name: str) -> str:
    """What a column was said to hold; '' for one that is left out."""
    what = str(said.get(name, LEFT_OUT))
    return "" if what == LEFT_OUT else what
