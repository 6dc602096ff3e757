"""What is left of a cell: one line without what cannot be seen; an e-mail address, a profile; how long."""

from __future__ import annotations

import re
import unicodedata

from networking.contacts.profiles import clean_url, profile_key
from networking.web.csv import original

NAME_LENGTH, FULL_LENGTH, EMAIL_LENGTH, COMPANY_LENGTH, TITLE_LENGTH = 200, 400, 254, 300, 500
PHONE_LENGTH = 50
KEY_LENGTH = 280  # two of them, an e-mail address and a phone are one index entry: 2,704 bytes on PostgreSQL
EMAIL = re.compile(r"[^@\s,;:<>()\[\]\"\\]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{1,62}$")
PROFILE = "https://www.linkedin.com/in/"
SLUG = re.compile(r"[a-z0-9-]{1,200}")
EMPTY = frozenset({"-", "–", "—", "n/a", "N/A", "n/d", "N/D", "#N/A", "#A/A", "#NAME?"})
_MARK = (
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u064b-\u065f"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
PILED_MARKS = re.compile(f"({_MARK}{{8}}){_MARK}+")
# Bidirectional overrides and isolates, zero-width marks (but not the joiners that letters and emoji need).
_HIDDEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\x80-\x9f]")


def clean(text: str) -> str:
    """One line, single spaces; what cannot be seen or turns the line around is dropped."""
    if text.isalpha() and text.isascii():
        return text
    text = " ".join(text.split())
    if text[:1] == "'":
        text = original(text)
    if text.isascii():
        return "" if text in EMPTY else text
    text = PILED_MARKS.sub(r"\1", unicodedata.normalize("NFC", _HIDDEN.sub("", text))).strip()
    return "" if text in EMPTY else text


def is_email(text: str) -> bool:
    """Whether this is an address that a mail can be sent to; its length is counted in bytes."""
    return bool(EMAIL.match(text)) and len(text.encode()) <= EMAIL_LENGTH


def profile(text: str) -> tuple[str, str]:
    """The address of a profile, and the identity in it."""
    if text.startswith(PROFILE) and SLUG.fullmatch(text, len(PROFILE)):
        return text, profile_key(text)
    return clean_url(text), profile_key(text)
