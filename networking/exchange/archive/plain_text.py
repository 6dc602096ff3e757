"""The words of a message: known tags taken out, entities read, one line, and short."""

from __future__ import annotations

import html
import re

LONGEST = 300
_ENOUGH = 6_000  # of a body of up to 200,000 characters, tags and all
_TAGS = "p|br|li|ul|ol|strong|b|em|i|u|a|span|div|h[1-6]|blockquote|img|table|tbody|tr|td|hr|font|code|pre"
_TAG = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_CUT_TAG = re.compile(rf"</?(?:{_TAGS})\s[^<>]*$", re.IGNORECASE)  # the body ends in the middle of it
_AUTOLINK = re.compile(r"<((?:https?://|mailto:|tel:)[^<>\s]*)>")
_HIDDEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\x80-\x9f]")


def one_line(text: str) -> str:
    """Single spaces, and nothing that cannot be seen or turns the line around."""
    return " ".join((text if text.isascii() else _HIDDEN.sub("", text)).split())


def short(text: str) -> str:
    """One line of at most `LONGEST` characters; "<3" and what else is no tag stays."""
    text = text[:_ENOUGH]
    if "<" in text:
        text = _AUTOLINK.sub(r"\1", _CUT_TAG.sub("", _TAG.sub(" ", text)))
    if "&" in text:
        text = html.unescape(text)
    line = one_line(text)
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"
