"""One vCard of any version (2.1, 3.0, 4.0) as an entry: its properties decoded, unescaped and sorted."""

from __future__ import annotations

import codecs
import quopri
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from networking.exchange.address_books.cards import Card
from networking.exchange.address_books.entry import Entry, is_name

_HEAD = re.compile(rb'((?:[^":;]|"[^"]*")*)((?:;(?:[^":;]|"[^"]*"?)*)*):', re.S)
_PARAMETER = re.compile(r';((?:[^";]|"[^"]*"?)*)')
_CODEC = re.compile(
    r"(?:utf|iso|cp|windows|koi|mac|shift|s_?jis|euc|gb|big5|ascii|us-|latin|ansi)[\w-]*", re.I
)
_ESCAPED = re.compile(r"\\(.)", re.S)
_SYSTEM_LABELS = frozenset({"mycontacts", "my contacts", "starred", "friends"})
_NO_CALL = frozenset({"FAX", "PAGER", "BBS", "MODEM", "X-EVOLUTION-TELEX"})
_PRETTY = re.compile(r"^_?\$!<(.*)>!\$_?$")
_PROFILE = re.compile(r"(?:https?://)?(?:[\w-]+\.)*linkedin\.com/(?:mwlite/)?(?:in|pub)/[^\s,;\"<>\\]+", re.I)


@dataclass
class Property:
    """One line of a card: group, name, kinds (HOME, WORK, PREF…), parameters and value."""

    group: str
    name: str
    kinds: frozenset[str]
    said: dict[str, str]
    escaped: str
    is_old: bool  # version 2.1 escapes the semicolon alone

    @property
    def text(self) -> str:
        return _unescape(self.escaped, self.is_old)

    def parts(self, mark: str) -> list[str]:
        return [_unescape(part, self.is_old) for part in _parts(self.escaped, mark)]

    @property
    def rank(self) -> int:
        """The lower, the more it is preferred."""
        number = self.said.get("PREF", "")
        if number.isascii() and number.isdigit():
            return int(number[:3])
        return 0 if "PREF" in self.kinds else 101


def entry_of(card: Card, encoding: str) -> Entry:
    """What the card says of somebody."""
    properties = [p for line in card.lines if (p := _property(line, encoding, is_old=card.is_old)) and p.text]
    named = _by_name(properties)
    entry = Entry(card.number)
    _name(entry, named)
    _work(entry, named)
    entry.emails = _distinct(_email(p) for p in _preferred(named.get("EMAIL", [])))
    phones = (p for p in named.get("TEL", []) if not p.kinds & _NO_CALL)
    entry.phones = _distinct(_phone(p) for p in _preferred(phones))
    entry.urls = _distinct(_urls(properties))
    entry.note = "\n".join(p.text for p in named.get("NOTE", []))
    entry.birthday = _birthday(named.get("BDAY", []))
    labels = (part for p in named.get("CATEGORIES", []) for part in p.parts(","))
    entry.labels = _distinct(label for label in labels if label.casefold() not in _SYSTEM_LABELS)
    entry.is_company = _is_company(entry, named)
    if not card.is_closed and entry.is_empty:
        entry.problem = "This card is cut off before it says who it is."
    if card.shortened:
        entry.problem = "This card holds a text of more than 64 kB; it was not imported."
    return entry


def _property(line: bytes, encoding: str, *, is_old: bool) -> Property | None:
    found = _HEAD.match(line)
    if not found:
        return None
    group, _, name = found[1].strip().decode("ascii", "replace").upper().rpartition(".")
    kinds: set[str] = set()
    said: dict[str, str] = {}
    for parameter in _PARAMETER.findall(found[2].decode("utf-8", "replace")):
        key, equals, value = parameter.partition("=")
        key, value = key.strip().upper(), value.strip().strip('"')
        if not equals:
            kinds.add(key)
        elif key == "TYPE":
            kinds.update(re.sub(r"(?i)type=", "", value).upper().replace('"', "").split(","))
        else:
            said.setdefault(key, value)
    value = _decode(line[found.end() :], kinds, said, encoding)
    return Property(group, name, frozenset(kinds), said, value, is_old)


def _decode(value: bytes, kinds: set[str], said: dict[str, str], encoding: str) -> str:
    """The letters of a value; pictures and other base64 say nothing."""
    how = said.get("ENCODING", "").upper()
    if how in {"B", "BASE64"} or kinds & {"BASE64", "B"}:
        return ""
    if how == "QUOTED-PRINTABLE" or "QUOTED-PRINTABLE" in kinds:
        value = quopri.decodestring(value)
    text = _letters(value.replace(b"\r\n", b"\n"), (codec(said.get("CHARSET", "")), "utf-8", encoding))
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", "", text)


def _letters(value: bytes, encodings: Iterable[str]) -> str:
    last = "utf-8"
    for name in filter(None, encodings):
        last = name
        try:
            return value.decode(name)
        except UnicodeDecodeError:
            continue
    return value.decode(last, "replace")


def codec(name: str) -> str:
    """Python's name of a declared charset; '' for one that is unknown or no alphabet."""
    if not _CODEC.fullmatch(name):
        return ""
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def _by_name(properties: Iterable[Property]) -> dict[str, list[Property]]:
    named: dict[str, list[Property]] = {}
    for one in properties:
        named.setdefault(one.name, []).append(one)
    return named


def _preferred(properties: Iterable[Property]) -> list[Property]:
    return sorted(properties, key=lambda p: p.rank)


def _parts(text: str, mark: str) -> list[str]:
    """The parts of a value, split where the mark is not escaped; each still escaped."""
    parts, start, at = [], 0, 0
    while at < len(text):
        if text[at] == "\\":
            at += 1
        elif text[at] == mark:
            parts.append(text[start:at])
            start = at + 1
        at += 1
    return [*parts, text[start:]]


def _unescape(text: str, is_old: bool) -> str:
    if is_old:
        return text.replace("\\;", ";").strip()
    return _ESCAPED.sub(lambda m: "\n" if m[1] in "nN" else m[1] if m[1] in "\\,;:" else m[0], text).strip()


def _name(entry: Entry, named: dict[str, list[Property]]) -> None:
    if "FN" in named:
        entry.full = " ".join(_preferred(named["FN"])[0].text.split())
    if "NICKNAME" in named:
        entry.nickname = named["NICKNAME"][0].parts(",")[0]
    if "N" in named:
        parts = [" ".join(part.replace(",", " ").split()) for part in named["N"][0].parts(";")[:5]]
        parts += [""] * (5 - len(parts))
        entry.last, entry.first, entry.middle, entry.prefix, entry.suffix = parts


def _work(entry: Entry, named: dict[str, list[Property]]) -> None:
    if "ORG" in named:
        parts = _preferred(named["ORG"])[0].parts(";")
        entry.company, entry.department = parts[0], next(filter(None, parts[1:]), "")
    for name in ("TITLE", "ROLE"):
        if name in named and not entry.title:
            entry.title = _preferred(named[name])[0].text


def _email(one: Property) -> str:
    text = one.text
    if inner := re.search(r"<([^<>\s]+@[^<>\s]+)>", text):
        text = inner[1]
    return re.sub(r"(?i)^mailto:", "", text).strip()


def _phone(one: Property) -> str:
    text = re.sub("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", one.text).replace("\u00a0", " ")
    if text[:4].lower() == "tel:":
        text = unquote(text[4:].split(";")[0])
    return text.strip()


def _urls(properties: Iterable[Property]) -> list[str]:
    """Web addresses, those of LinkedIn first, wherever a card may hold one."""
    labels = {p.group: _pretty(p.text) for p in properties if p.name == "X-ABLABEL" and p.group}
    profiles: list[str] = []
    others: list[str] = []
    for one in properties:
        text = one.text
        if one.name == "NOTE":
            profiles += _PROFILE.findall(text)
        elif one.name in {"URL", "X-SOCIALPROFILE", "IMPP", "X-LINKEDIN", "X-LINKEDIN-URL"}:
            is_linkedin = (
                "linkedin"
                in " ".join(
                    (one.name, *one.kinds, labels.get(one.group, ""), one.said.get("X-SERVICE-TYPE", ""))
                ).lower()
            )
            if profile := _PROFILE.search(text):
                profiles.append(profile[0])
            elif is_linkedin and (handle := _handle(one, text)):
                profiles.append(f"https://www.linkedin.com/in/{handle}")
            elif one.name == "URL" and ":" not in text.replace("http:", "").replace("https:", ""):
                others.append(text)
    return profiles + others


def _handle(one: Property, text: str) -> str:
    """The name of a LinkedIn profile that stands alone, as iPhones write it."""
    handle = one.said.get("X-USER", "") or re.sub(r"(?i)^(?:x-apple|linkedin):", "", text)
    return handle if re.fullmatch(r"[\w%-]{2,100}", handle) else ""


def _pretty(label: str) -> str:
    found = _PRETTY.match(label)
    return found[1] if found else label


def _birthday(properties: list[Property]) -> str:
    """The day as it is written, without a year that an iPhone made up."""
    if not properties:
        return ""
    text = properties[0].text[:40]
    omitted = properties[0].said.get("X-APPLE-OMIT-YEAR", "")
    return f"-{text[4:]}" if omitted and text.startswith(omitted) else text


def _is_company(entry: Entry, named: dict[str, list[Property]]) -> bool:
    """Whether the card stands for a company and not for somebody."""
    said = [p.text.strip().casefold() for n in ("KIND", "X-ADDRESSBOOKSERVER-KIND") for p in named.get(n, [])]
    if {"org", "organization", "location", "application"} & set(said):
        return True
    shows = [p.text.strip().casefold() for p in named.get("X-ABSHOWAS", [])]
    is_nobody = not (entry.first or entry.last) and (not is_name(entry.full) or entry.full == entry.company)
    return bool(entry.company) and is_nobody and ("company" in shows or not entry.emails)


def _distinct(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(text for text in texts if text))
