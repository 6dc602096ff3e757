"""What is said about a file: how many of its rows became what, and which rows want a word."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import models


class Outcome(models.TextChoices):
    """What happened to a row that is worth a word. Only a doubtful row is imported nevertheless.

    Kept is what an import that was taken back had brought, and what stays nevertheless.
    """

    SKIPPED = "skipped", "Left out"
    HELD = "held", "Held back"
    MERGED = "merged", "Joined with another row"
    DOUBT = "doubt", "Imported, please look"
    KEPT = "kept", "Stays"


class Reason(models.TextChoices):
    """Why a row was skipped; the values are what scripts read (issue: from the command line)."""

    NO_NAME = "no_name", "No name"
    NO_IDENTITY = (
        "no_identity",
        "Nobody: no name, no profile address, no e-mail (LinkedIn: a closed account)",
    )
    REPEATED_HEADER = "repeated_header", "The column names once more"
    EXAMPLE_ROW = "example_row", "An example to be deleted"
    UNREADABLE = "unreadable", "Could not be read"
    NO_COMPANY = "no_company", "Neither a company nor a person"
    TOO_LONG = "too_long", "A name longer than can be kept"
    DRAFT = "draft", "A draft that was never sent"
    SPAM = "spam", "Spam"
    SPONSORED = "sponsored", "Advertising"
    GROUP = "group", "Sent to several people at once"
    ANONYMOUS = "anonymous", "Between you and a closed account"
    NOT_ON_LIST = "not_on_list", "With somebody who is not on your list"
    NO_TEXT = "no_text", "No words in it"
    REMOVED = "removed", "You removed this company from your list"


class Finding(NamedTuple):
    """One remark about one row."""

    row: int
    outcome: Outcome
    name: str
    text: str
    reason: str = ""


class Part(NamedTuple):
    """One file inside a zip: what it is called and its own numbers."""

    name: str
    found: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    merged: int = 0
    held: int = 0
    skipped: int = 0


@dataclass
class Report:
    """The numbers of one file. Every row found is exactly one of the seven.

    `made` counts what comes in where a row holds several things; `parts` are the files inside a zip, whose
    sums stand here; `proposed` is what waits for a yes (its rows are held).
    """

    found: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    merged: int = 0
    held: int = 0
    look_alikes: int = 0
    made: Counter[str] = field(default_factory=Counter)
    parts: list[Part] = field(default_factory=list)
    proposed: list[dict[str, Any]] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)

    def check(self) -> None:
        """Found is always the sum of the rest: no row is lost in silence."""
        rest = self.added + self.updated + self.unchanged + self.merged + self.held + self.skipped.total()
        if self.found != rest:
            raise AssertionError(f"{self.found} rows were found and {rest} accounted for")

    def say(self, row: int, outcome: Outcome, name: str, text: str, reason: str = "") -> None:
        self.findings.append(Finding(row, outcome, name, text, reason))

    def skip(self, row: int, reason: Reason, name: str = "", text: str = "") -> None:
        self.skipped[reason.value] += 1
        self.say(row, Outcome.SKIPPED, name, text or reason.label, reason.value)

    def numbers(self) -> dict[str, Any]:
        """The report without its remarks, and how many of these there are."""
        numbers = self.as_json()
        del numbers["warnings"]
        numbers["made"] = dict(self.made)
        numbers["proposed"] = len(self.proposed)
        return numbers | {"remarks": dict(Counter(f.outcome.value for f in self.findings))}

    def as_json(self) -> dict[str, Any]:
        more: dict[str, Any] = {"parts": [part._asdict() for part in self.parts]} if self.parts else {}
        if self.proposed:
            more["proposed"] = self.proposed
        return more | {
            "found": self.found,
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "merged": self.merged,
            "held": self.held,
            "skipped": dict(self.skipped),
            "possible_duplicates": self.look_alikes,
            "warnings": [
                {"row": f.row, "text": f"{f.name}: {f.text}" if f.name else f.text}
                for f in sorted(self.findings)
                if f.outcome in {Outcome.DOUBT, Outcome.HELD} or f.reason == Reason.UNREADABLE
            ],
        }
