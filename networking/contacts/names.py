"""What to call somebody, and when two spellings are one name (FORMATS §1, tricky names)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from networking.contacts.name_words import CREDENTIALS, HONORIFICS, PRONOUNS, SHORT_CREDENTIALS, SUFFIXES
from networking.web.text import fold as search_form

__all__ = ["NameParts", "display_name", "greeting", "match_key", "name_and_key", "parse_name", "search_form"]


class NameParts(NamedTuple):
    """A name read from an address book. Nothing is lost: what was typed stays beside it in the row."""

    display: str
    key: str
    greeting: str  # how a message begins; '' where only an initial is known: left for the person to fill
    other_key: str = ""  # with the former or other surname in brackets
    honorific: str = ""
    suffix: str = ""
    nickname: str = ""
    pronouns: str = ""
    credentials: tuple[str, ...] = ()


def parse_name(first: str, last: str = "") -> NameParts:
    """First and last name, or a full name alone, as in an address book."""
    if _PLAIN.fullmatch(first) and _PLAIN.fullmatch(last):
        words = f"{first} {last}".split()
        if _SPECIAL.isdisjoint(map(str.lower, words)):
            shown = " ".join(words)
            return NameParts(shown, _key(shown), _greeting(next(iter(first.split()), ""), words))
    return _read(first, last)


def name_and_key(first: str, last: str) -> tuple[str, str]:
    """What is stored of each name in an address book of thousands; plain ASCII words need no reading."""
    if first.isascii() and last.isascii() and first.isalpha() and last.isalpha():
        low_first, low_last = first.lower(), last.lower()
        if low_first not in _SPECIAL and low_last not in _SPECIAL:
            return f"{first} {last}", f"{low_first} {low_last}"
    parts = parse_name(first, last)
    return parts.display, parts.key


def display_name(first: str, last: str = "") -> str:
    """The name as it is shown; '' only if there is none at all."""
    return parse_name(first, last).display


@lru_cache(maxsize=4096)
def greeting(name: str) -> str:
    """The first name for the beginning of a message; '' if only an initial is known."""
    return parse_name(name).greeting


def match_key(name: str) -> str:
    """The cleaned name by which the same person is recognised."""
    return parse_name(name).key


_PLAIN = re.compile(
    "[A-Za-zÀ-ÖØ-öø-ıĴ-ľŁ-ňŊ-žȘ-ț -]*"
)  # most names; nothing in them to clean but a known word
_SPECIAL = frozenset(
    word for word in HONORIFICS | CREDENTIALS | SUFFIXES.keys() if word.replace("-", "").isalpha()
)
_MAX_MARKS = 8
_MARK = (
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u064b-\u065f"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_MARKS = re.compile(f"({_MARK}{{{_MAX_MARKS}}}){_MARK}+")
_DIRECTION = re.compile(
    "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u200b\u2060-\u2065\u00ad\ufe00-\ufe0e]"
)
_BRACKETS = re.compile(r"[(（\[{]([^()（）\[\]{}]*)[)）\]}]|[\"“”„]([^\"“”„]*)[\"“”„]")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff々〆ヶ]+")
_QUOTES = str.maketrans({"`": "'", "´": "'", "\u00a0": " "})


class _Found:
    """What the words around a name said, while it is being read."""

    def __init__(self) -> None:
        self.honorific = self.suffix = self.nickname = self.pronouns = self.former = ""
        self.credentials: list[str] = []


def _read(first: str, last: str) -> NameParts:
    found = _Found()
    clean_first, clean_last = _clean(first), _clean(last)
    shouting = (clean_first + clean_last).isupper()
    given = _take(clean_first, found, is_last=not clean_last, shouting=shouting)
    family = _take(clean_last, found, is_last=True, shouting=shouting) if clean_last else []
    if not given and not family:  # nothing but titles or symbols: better those than no name
        given = (clean_first or clean_last or _visible(first) or _visible(last)).split()
    if family and all(map(_CJK.fullmatch, given + family)):
        return _parts(family + given, given, found, joined=True)
    if not family and len(given) > 1 and all(map(_CJK.fullmatch, given)):
        return _parts(given, given[1:], found, joined=True)
    return _parts(given + family, given, found)


def _parts(words: list[str], given: list[str], found: _Found, *, joined: bool = False) -> NameParts:
    base = " ".join(words)
    shown = f"{base} {found.suffix}".strip() + (f" ({found.former})" if found.former else "")
    before = given if given != words else given[:-1]
    other = " ".join([*before, found.former]) if found.former else ""
    return NameParts(
        display=shown,
        key=_key("".join(words) if joined else base),
        greeting=_greeting(given[0] if given else "", words),
        other_key=_key(other),
        honorific=found.honorific,
        suffix=found.suffix,
        nickname=found.nickname,
        pronouns=found.pronouns,
        credentials=tuple(found.credentials),
    )


def _key(name: str) -> str:
    """Letters and digits only; if there are none, whatever is there."""
    folded = search_form(name)
    bare = re.sub("['’ʼ]", "", folded)
    return " ".join(re.sub(r"[^\w\u0900-\u109f]|_", " ", bare).split()) or folded or name


def _greeting(word: str, name: list[str]) -> str:
    letters = re.sub(r"[^\w]", "", word)
    if (len(letters) < 2 and not _CJK.fullmatch(word)) or re.fullmatch(r"(?:\w\.){2,}\w?", word):
        return ""
    if len(word) == 2 and word.isupper() and not "".join(name).isupper():
        return word  # JJ Doe calls herself so
    if _CJK.fullmatch(word) and len(name) == 1 and len(word) > 2:
        return ""  # family and first name in one: who knows where the second begins
    return word.title() if word.isupper() or word.islower() else word


def _clean(text: str) -> str:
    """One line of letters in composed form: no symbols, no invisible characters, few marks on a letter."""
    text = _DIRECTION.sub("", text).translate(_QUOTES)
    text = "".join(" " if _is_symbol(c) or c.isspace() else c for c in text)
    text = _MARKS.sub(r"\1", unicodedata.normalize("NFD", text))
    text = unicodedata.normalize("NFKC", text)
    return _joiners_between_letters(" ".join(text.split()))


def _visible(text: str) -> str:
    """The fallback for a name of symbols: as typed, without what cannot be seen."""
    text = "".join(" " if unicodedata.category(c) in ("Cc", "Zs") else c for c in _DIRECTION.sub("", text))
    return " ".join(_MARKS.sub(r"\1", unicodedata.normalize("NFC", text)).split())


def _is_symbol(c: str) -> bool:
    if c.isascii():
        return not c.isprintable()
    category = unicodedata.category(c)
    if c >= "\U0001f000" and category in ("Sk", "Cn", "Cf"):
        return True  # skin tones, flags, what this Python does not know yet
    return (category in ("So", "Cc", "Co", "Cs") and c != "\ufffd") or c in "\u20e3\ufe0f"


def _joiners_between_letters(text: str) -> str:
    """Zero-width joiners shape Persian and Indian letters; elsewhere they are litter."""
    return re.sub(
        "(?<![\u0600-\u06ff\u0900-\u0dff])[\u200c\u200d]+|[\u200c\u200d]+(?![\u0600-\u06ff\u0900-\u0dff])",
        "",
        text,
    )


def _take(text: str, found: _Found, *, is_last: bool, shouting: bool) -> list[str]:
    """The words of the name in this cell; what stands around them goes to `found`."""
    text = re.split(r"\s*[|•]\s*", text.strip(" ,;|•"))[0] or text  # a headline pasted behind the name
    text = _BRACKETS.sub(lambda hit: _bracket(hit, text, found, is_last=is_last), text)
    text = re.sub(r"[()\[\]{}（）\"“”„]", " ", text)
    before, *after = (part.strip() for part in text.split(","))
    words = before.split()
    for part in after:
        words += _after_comma(part, found, shouting=shouting)
    words = _pronouns_off(words, found)
    while len(words) > 1 and words[0].lower() in HONORIFICS:
        found.honorific = f"{found.honorific} {words.pop(0)}".strip()
    if words and not is_last and words[0].lower() in HONORIFICS and words[0].endswith("."):
        found.honorific = f"{found.honorific} {words.pop(0)}".strip()
    return _bare_ends_off(words, found, shouting=shouting)


def _bracket(hit: re.Match[str], text: str, found: _Found, *, is_last: bool) -> str:
    inside = (hit[1] if hit[1] is not None else hit[2]).strip(" .,")
    if not inside or not any(c.isalnum() for c in inside):
        return " "
    if _are_pronouns(inside):
        found.pronouns = inside
    elif all(_is_credential(word) for word in re.split(r"[,\s]+", inside)):
        found.credentials += [_credential(word) for word in re.split(r"[,\s]+", inside)]
    elif not text[: hit.start()].strip():
        return f" {inside} " if not text[hit.end() :].strip() else _nickname(inside, found)
    elif is_last and hit[1] is not None and not text[hit.end() :].strip(" ,"):
        found.former = inside
    else:
        return _nickname(inside, found)
    return " "


def _nickname(inside: str, found: _Found) -> str:
    found.nickname = found.nickname or inside
    return " "


def _after_comma(part: str, found: _Found, *, shouting: bool) -> list[str]:
    """Degrees and generations stand behind a comma; any other word there is part of the name."""
    kept = []
    for word in part.split():
        bare = word.strip(".").lower()
        if bare in SUFFIXES:
            found.suffix = SUFFIXES[bare]
        elif _is_credential(word) or (not shouting and _looks_like_credential(word)):
            found.credentials.append(_credential(word))
        else:
            kept.append(word)
    return kept


def _bare_ends_off(words: list[str], found: _Found, *, shouting: bool) -> list[str]:
    """Degrees and generations without a comma: only long known ones, written the way degrees are."""
    while words and _is_bare_credential(words[-1]) and not shouting:
        found.credentials.append(_credential(words.pop()))
    while words and _is_bare_credential(words[0]) and not shouting:
        found.credentials.append(_credential(words.pop(0)))
    if len(words) > 1 and words[-1].strip(".").lower() in SUFFIXES and words[-1] != words[-1].lower():
        found.suffix = SUFFIXES[words.pop().strip(".").lower()]
    return words


def _pronouns_off(words: list[str], found: _Found) -> list[str]:
    said = [word for word in words if "/" in word and _are_pronouns(word)]
    found.pronouns = found.pronouns or " ".join(said)
    return [word for word in words if word not in said]


def _are_pronouns(text: str) -> bool:
    words = [word for word in re.split(r"[/,\s·|]+", text.lower()) if word]
    return bool(words) and PRONOUNS.issuperset(words)


def _bare(word: str) -> str:
    return word.strip(".,;®™").lower()


def _is_credential(word: str) -> bool:
    bare = _bare(word)
    return bare in CREDENTIALS or bare in SHORT_CREDENTIALS or bare.replace(".", "") in CREDENTIALS


def _is_bare_credential(word: str) -> bool:
    bare = _bare(word).replace(".", "")
    return bare in CREDENTIALS and not word.islower() and word != word.capitalize()


def _looks_like_credential(word: str) -> bool:
    """An unknown one: capitals, perhaps with digits and hyphens ("AWS-SAA", "RYT-200")."""
    return bool(re.fullmatch(r"[A-Z][A-Za-z]{0,2}[A-Z0-9][A-Z0-9.-]*[®™]?", word)) and word == word.upper()


def _credential(word: str) -> str:
    """As it is usually written: "Ph.D." is PhD."""
    bare = word.strip(".,;®™ ")
    return {"phd": "PhD"}.get(bare.replace(".", "").lower(), bare)
