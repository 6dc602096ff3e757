"""What tells who somebody is besides a profile address: an e-mail address, a phone, and a name that fits."""

from __future__ import annotations

import re
from typing import Protocol

_ROLES = re.compile(
    r"(?:info|hr|jobs?|careers?|no-?reply|do-?not-?reply|office|kontakt|contact|hello|mail|sales|support|team"
    r"|recruit(?:ing|ment)|bewerbung(?:en)?|talents?|admin|service|post|webmaster|privacy|datenschutz)"
    r"(?:[-_.+][^@]*)?@"
)
_EXTENSION = re.compile(r"(?:x|ext|#|;|,|p|w|durchwahl).*", re.I | re.S)
ENOUGH = 9  # digits; the last nine are the same with and without a country


class Named(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def name_key(self) -> str: ...


def email_mark(email: str) -> str:
    """What an e-mail address tells; '' for none, and for one that belongs to an office."""
    mark = email.casefold()
    return "" if not mark or _ROLES.match(mark) else mark


def phone_mark(phone: str) -> str:
    """What a phone number tells, however it is written; '' when it is too short to be one person's."""
    digits = "".join(c for c in _EXTENSION.sub("", phone) if c.isdigit())
    return digits[-ENOUGH:] if len(digits) >= ENOUGH else ""


def marks(email: str, phone: str, also: tuple[str, ...] = ()) -> tuple[list[str], list[str]]:
    """The e-mail addresses and the phones that tell who this is."""
    emails, phones = [email_mark(email)], [phone_mark(phone)]
    for text in also:
        if "@" in text:
            emails.append(email_mark(text))
        else:
            phones.append(phone_mark(text))
    return [mark for mark in emails if mark], [mark for mark in phones if mark]


def is_named(one: Named) -> bool:
    """Whether this is a name, and not the e-mail address that stands for one."""
    return "@" not in one.name


def fits(one: Named, other: Named, *, by_phone: bool = False) -> bool:
    """Whether both can be one person: families share an address and a phone, but not their first names.

    By phone the surname must be the same too.
    """
    if not is_named(one) or not is_named(other) or one.name_key == other.name_key:
        return True
    mine, theirs = one.name_key.split(), other.name_key.split()
    if not mine or not theirs:
        return False
    if set(mine) <= set(theirs) or set(theirs) <= set(mine):
        return not by_phone or mine[-1] == theirs[-1]
    if mine[-1] == theirs[-1]:
        return mine[0][0] == theirs[0][0] and 1 in (len(mine[0]), len(theirs[0]))
    return not by_phone and mine[0] == theirs[0] and len(mine[0]) > 1
