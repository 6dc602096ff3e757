"""What a cell says once the traces of the program it comes from are taken away."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

from networking.contacts.profiles import clean_url
from networking.exchange import dates
from networking.web.csv import original

EMPTY: Final = dates.EMPTY | {
    "#ref!",
    "#name?",
    "#value!",
    "#div/0!",
    "#null!",
    "#num!",
    "#n/d",
    "#a/a",
    "#getting_data",
}
# Bidirectional overrides and isolates and zero-width marks, but not the joiners that letters and emoji need.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_RELATION = re.compile(r"\s*\((?:https?://(?:www\.)?notion\.so/|\.\./|[^()\s]*%20)[^()]*\)")
_MENTION = re.compile(r"@(?=[A-Z][a-z]+ \d|\d{4}-\d)")


def clean(cell: str) -> str:
    """The text of a cell; what people write for “nothing” is nothing."""
    text = cell.strip()
    if text.isascii() and text.isalnum():
        return "" if text.casefold() in EMPTY else text
    text = _HIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if text[:1] == "'":
        text = original(text)
    if text[:1] == "@":
        text = _MENTION.sub("", text)
    if "(" in text:
        text = _RELATION.sub("", text).strip()
    return "" if text.casefold() in EMPTY else unicodedata.normalize("NFC", text)


class CompanyCell(NamedTuple):
    """What a company's cell holds: its name, an address that stood in it, and a remark in brackets."""

    name: str
    url: str = ""
    remark: str = ""


_URL = re.compile(r"(?:https?://|www\.)\S+", re.I)
_REMARK = re.compile(
    r"\s*\(((?:via|through|referral|referred|ref|recruiter|agency|by|remote|contract|again|2nd|reapplied)\b[^()]*)\)\s*$",
    re.I,
)


def company(cell: str) -> CompanyCell:
    """“Amazon (referral)” is Amazon; an address alone is the company of that address."""
    found = _URL.search(cell)
    url = clean_url(found[0]) if found else ""
    text = _URL.sub(" ", cell).strip(" \n-–|,:()") if found else cell
    remark = _REMARK.search(text)
    name = " ".join((text[: remark.start()] if remark else text).split())
    if not name and url:
        name = _host_name(url)
    return CompanyCell(name, url, remark[1] if remark else "")


def _host_name(url: str) -> str:
    """“https://www.acme.co.uk/jobs” → “Acme”."""
    host = re.sub(r"^https?://(?:www\.|jobs?\.|careers?\.)?", "", url).split("/", maxsplit=1)[0]
    return host.split(".", maxsplit=1)[0].capitalize()


class PersonCell(NamedTuple):
    """Somebody named in a cell, with what stands behind the name in brackets."""

    name: str
    title: str = ""
    is_agency: bool = False


_PART = re.compile(r"\s+/\s+|\s*[;\n]\s*|\s+(?:and|und|et|y|&)\s+(?=[A-ZÀ-ÝЀ-Я])")
_BRACKETS = re.compile(r"^(.*?)\s*[(\[]([^()\[\]]*)[)\]]\s*$", re.S)
_AGENCY = re.compile(r"\b(?:recruit\w*|agency|staffing|headhunt\w*)\b", re.I)
_FIRM = re.compile(
    r"\b(?:partners?|group|inc|ltd|llc|gmbh|recruitment|recruiting|staffing|agency|consulting|talent)\b", re.I
)


def people(cell: str) -> list[PersonCell]:
    """“A (CPO) / B (VP Design)” are two people, “Starbridge Partners (recruiter)” is an agency."""
    return [person for part in _PART.split(cell) if (person := _person(part.strip(" ,-"))).name]


def _person(part: str) -> PersonCell:
    found = _BRACKETS.match(part)
    name, title = (found[1].strip(), found[2].strip()) if found else (part, "")
    is_agency = bool(_FIRM.search(name) and (_AGENCY.search(title) or _AGENCY.search(name)))
    return PersonCell(" ".join(name.split()), title, is_agency)
