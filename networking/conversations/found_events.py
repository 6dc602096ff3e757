"""An event as a file or a mail tells of it, before anybody has said that they want it."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
import uuid
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from networking.conversations.models import EventKind
from networking.web.fields import SCHEMES

EARLIEST, LATEST = dt.date(1990, 1, 1), dt.date(2100, 1, 1)
LONGEST = {"name": 200, "place": 500, "notes": 2_000}
ADDRESS = re.compile(r"https?://[^\s<>\"']+")
IS_WEB = URLValidator(schemes=SCHEMES)
KINDS: tuple[tuple[EventKind, str], ...] = (
    (EventKind.HACKATHON, r"hack(athon|night|day)?s?|game jam|code jam"),
    (EventKind.JOB_FAIR, r"(job|career|recruiting|hiring)s? (fair|day|expo|event)s?|jobmesse|karrieremesse"),
    (EventKind.OPEN_HOUSE, r"open (house|day|doors?|office)|office (tour|visit)|tag der offenen tür"),
    (EventKind.CONFERENCE, r"conference|conf|summit|congress|konferenz|symposium|expo|\w+conf"),
    (
        EventKind.MEETUP,
        r"meet-?ups?|user group|networking|stammtisch|mixer|coffee chat|lightning talks|panel|workshop"
        r"|webinar",
    ),
)
ONLINE = re.compile(
    r"\b(zoom|online|virtual|webinar|google meet|microsoft teams|livestream|meet\.google|teams\.microsoft)\b",
    re.I,
)


@dataclass(frozen=True)
class Found:
    """One event; `remarks` are what was taken in another way than it is written there."""

    uid: str
    name: str
    starts_at: dt.datetime
    ends_at: dt.datetime | None = None
    is_all_day: bool = False
    time_zone: str = ""
    place: str = ""
    url: str = ""
    notes: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def known_kind(self) -> EventKind | None:
        """What its name says it is; a calendar holds much that is no place to meet anybody."""
        found = (kind for kind, words in KINDS if re.search(rf"\b({words})\b", self.name, re.I))
        return next(found, None)

    @property
    def kind(self) -> EventKind:
        return self.known_kind or EventKind.OTHER

    @property
    def is_online(self) -> bool:
        """If it says so, or leads to a call; a link alone may as well be the page of a meetup in town."""
        return bool(ONLINE.search(f"{self.name} {self.place} {self.url}"))

    def with_uid(self) -> Self:
        """A name of its own for what has none: the same text brings the same event."""
        own = f"{self.name}|{self.starts_at.astimezone(dt.UTC).isoformat()}"
        return self if self.uid else replace(self, uid=f"told:{uuid.uuid5(uuid.NAMESPACE_OID, own)}")

    def as_json(self) -> dict[str, Any]:
        ends_at = self.ends_at.isoformat() if self.ends_at else None
        return asdict(self) | {"starts_at": self.starts_at.isoformat(), "ends_at": ends_at, "remarks": ()}


def of_json(words: dict[str, Any]) -> Found:
    ends_at = dt.datetime.fromisoformat(words["ends_at"]) if words["ends_at"] else None
    return Found(**{**words, "starts_at": dt.datetime.fromisoformat(words["starts_at"]), "ends_at": ends_at})


def fitting(text: str, field: str) -> str:
    """The text as the column takes it: nothing that cannot be seen, and no longer than it holds."""
    if field == "notes":
        return "\n".join(map(_line, text.split("\n"))).strip()[: LONGEST[field]].strip()
    return _line(text)[: LONGEST[field]].strip()


def _line(text: str) -> str:
    seen = (
        "" if unicodedata.category(c) in {"Cs", "Cn"} else " " if unicodedata.category(c) == "Cc" else c
        for c in text
    )
    return " ".join("".join(seen).split())


def web_address(*texts: str) -> str:
    """The first address of the web in them that a link may hold."""
    for text in texts:
        for hit in ADDRESS.finditer(text[:20_000]):
            address = hit[0].rstrip(".,;:!?)]}")
            try:
                IS_WEB(address)
            except ValidationError:
                continue
            if len(address) <= 500:
                return address
    return ""


def short_uid(uid: str, day: dt.date | None = None) -> str:
    """The calendar's name for it, with the day for one of a row; folded where it is too long."""
    name = _line(uid)
    if not name:
        return ""
    name = f"{name}#{day.isoformat()}" if day else name
    return name if len(name) <= 255 else f"long:{uuid.uuid5(uuid.NAMESPACE_OID, name)}"
