"""Somebody in an address book as the file says it, before anything of it is cleaned or judged."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_PHONE = re.compile(r"[\d\s+()./#*-]+")


@dataclass
class Entry:
    """One card or row. The preferred e-mail address, phone and web address come first."""

    row: int
    full: str = ""
    prefix: str = ""
    first: str = ""
    middle: str = ""
    last: str = ""
    suffix: str = ""
    nickname: str = ""
    company: str = ""
    department: str = ""
    title: str = ""
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    birthday: str = ""
    note: str = ""
    is_company: bool = False
    is_header: bool = False
    problem: str = ""

    @property
    def display(self) -> str:
        """What they are called: the whole name, else its parts, else the nickname; '' if nobody says."""
        if self.full and is_name(self.full):
            return self.full
        parts = (self.first, self.middle, self.last, self.suffix)
        built = " ".join(part for part in parts if part) if self.first or self.last else ""
        if is_name(built):
            return built
        return self.nickname if is_name(self.nickname) else ""

    @property
    def is_empty(self) -> bool:
        return not (self.display or self.company or self.emails or self.phones or self.urls or self.note)


def is_name(text: str) -> bool:
    """Whether this can be what somebody is called: no e-mail address, and more than a phone number."""
    return bool(text.strip()) and "@" not in text and not _PHONE.fullmatch(text)
