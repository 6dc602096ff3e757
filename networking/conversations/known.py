"""What a message can be filled with: whom it greets, and what is known of them, of the company and of me."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from networking.accounts.models import User
from networking.contacts.models import Contact
from networking.contacts.name_words import CREDENTIALS, HONORIFICS
from networking.contacts.names import parse_name
from networking.conversations.placeholders import PLACEHOLDERS

NOBODY = "there"  # “Hi there”: where a name holds no name
_PLAIN_WORD = re.compile(r"[^\W\d_]+(?![\w@.:/])")
_CLOSING = "\"'”’»)]」』"
_ENDING = ".!?…。！？؟։።।॥,،;:–—-"
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def known_of(
    contact: Contact,
    user: User,
    *,
    to: Contact | None = None,
    introducer: Contact | None = None,
    last_chat_on: dt.date | None = None,
    today: dt.date,
    times: str = "",
) -> dict[str, str]:
    """A value for each placeholder, '' where it must be asked for.

    `to` is the one who is asked for an introduction to the contact: the message greets them.
    The contact comes with its company; no query is made here.
    """
    greeted, company = to or contact, contact.company
    known = {
        "name": full_name(greeted.name),
        "first_name": first_name(greeted.name),
        "role": one_line(greeted.title),
        "company": one_line(company.name) if company else "",
        "in": sentence(company.in_words) if company else "",
        "common_ground": sentence(greeted.common_ground),
        "my_name": one_line(user.name),
        "times": one_line(times),
        "introducer": full_name(introducer.name) if introducer else "",
        "whom": full_name(contact.name) if to else "",
        "chat_day": day_of_chat(last_chat_on, today),
    }
    return dict.fromkeys(PLACEHOLDERS, "") | known


def full_name(name: str) -> str:
    """The name without titles, degrees and symbols; if nothing is left, as it was typed."""
    return parse_name(name).display or one_line(name)


def first_name(name: str) -> str:
    """What a greeting says: the first name, else all there is of a name, never a title or a symbol alone."""
    parts = parse_name(name)
    hello = parts.greeting or parts.display
    return hello if is_name(hello) else NOBODY


def is_name(text: str) -> bool:
    """Whether something in it is a name: not an honorific, not a degree, not a symbol."""
    words = [word for word in text.split() if any(c.isalpha() for c in word)]
    return any(not is_title(word) for word in words)


def is_title(word: str) -> bool:
    low = word.lower()
    return low in HONORIFICS or (low.replace(".", "") in CREDENTIALS and word != word.capitalize())


def one_line(text: str) -> str:
    return " ".join(text.split())


def sentence(text: str) -> str:
    """Words of a person as a sentence: a capital at the beginning, a full stop at the end.

    A word like “iOS” or an address stays as it is, and what already ends in a mark gets none.
    """
    line = one_line(text)
    if _PLAIN_WORD.match(line) and line.split()[0].islower():
        line = line[0].upper() + line[1:]
    last = line.rstrip(_CLOSING)[-1:]
    if not last or last in _ENDING or unicodedata.category(last) in ("So", "Sk"):
        return line
    return f"{line}。" if _CJK.match(last) else f"{line}."


def day_of_chat(day: dt.date | None, today: dt.date) -> str:
    """Today, yesterday, the weekday of the last six days, else the date; the year only when it is another."""
    if day is None or day > today:
        return ""
    days = (today - day).days
    if days < 2:
        return ("today", "yesterday")[days]
    if days < 7:
        return f"on {day:%A}"
    return f"on {day.day} {day:%B}" + (f" {day.year}" if day.year != today.year else "")
