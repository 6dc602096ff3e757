"""Who may be one person, and why. No queries; nothing is ever merged by it, somebody is only asked.

The reasons from the surest to the least sure are the order in which pairs are shown. Two different profile
addresses speak against a similar name; against the same name at the same company they do not, for people
change their address.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from enum import IntEnum
from itertools import combinations
from typing import NamedTuple

from networking.contacts.names import match_key, parse_name
from networking.contacts.nicknames import are_one_name, plain

MOST_IN_A_GROUP = 40  # more than so many of one address are nobody's own address
PHONE_DIGITS = 9
SHORTEST_MISSPELT = 5
SHARED_MAILBOXES = """
info hr jobs job careers career karriere bewerbung noreply no-reply donotreply hello hallo hi contact kontakt
contacto office team mail email people talent recruiting recruitment hiring apply support sales admin press
marketing
"""


class Why(IntEnum):
    PROFILE = 1
    EMAIL = 2
    PHONE = 3
    NAME_AND_COMPANY = 4
    NAME = 5
    SIMILAR = 6


WORDS = {
    Why.PROFILE: "The same profile address",
    Why.EMAIL: "The same e-mail address",
    Why.PHONE: "The same phone number and surname",
    Why.NAME_AND_COMPANY: "The same name at the same company",
    Why.NAME: "The same name, and one of them without a company",
    Why.SIMILAR: "A similar name at the same company",
}
SURE = frozenset({Why.PROFILE, Why.EMAIL, Why.PHONE})


class One(NamedTuple):
    """One of my people, or somebody of the address book."""

    pk: int
    name: str
    name_key: str
    profile_key: str
    email: str
    phone: str
    company_key: str
    is_book: bool = False


class Pair(NamedTuple):
    why: Why
    one: One
    other: One


def look_alikes(
    people: Iterable[One], book: Iterable[One] = (), apart: Collection[tuple[int, int, bool]] = ()
) -> list[Pair]:
    """Each pair once, with its surest reason, the surest first. `apart` are the keys of pairs that are two
    people: mine, the other one, and whether that is somebody of the address book."""
    found: dict[tuple[int, int, bool], Pair] = {}
    for why, one, other in _candidates([*people, *book]):
        key = (one.pk, other.pk, other.is_book)
        if key not in apart and (key not in found or why < found[key].why):
            found[key] = Pair(why, one, other)
    return sorted(found.values(), key=lambda pair: (pair.why, pair.one.name_key, *_keys(pair)))


def reason(one: One, other: One) -> Why | None:
    """Why these two may be one person; None if nothing speaks for it."""
    pair = next(iter(look_alikes([one, other])), None)
    return pair.why if pair else None


def _keys(pair: Pair) -> tuple[int, int, bool]:
    return pair.one.pk, pair.other.pk, pair.other.is_book


# --- Who is compared with whom


def _candidates(everybody: list[One]) -> Iterator[tuple[Why, One, One]]:
    """Only those are compared who share something, so that thousands are compared in a moment."""
    for one, other in _sharing(everybody, lambda one: [one.profile_key]):
        yield Why.PROFILE, one, other
    for one, other in _sharing(everybody, lambda one: [own_email(one.email)]):
        yield Why.EMAIL, one, other
    for one, other in _sharing(everybody, lambda one: [phone_and_surname(one)]):
        yield Why.PHONE, one, other
    for one, other in _sharing(everybody, lambda one: [one.name_key]):
        if why := _of_one_name(one, other):
            yield why, one, other
    for one, other in _sharing(everybody, _words_at_company):
        if not _have_two_addresses(one, other) and are_similar(one.name, other.name):
            yield Why.SIMILAR, one, other


def _sharing(everybody: list[One], keys_of: Callable[[One], list[str]]) -> Iterator[tuple[One, One]]:
    """Pairs with a key in common, the first of them mine. Two of the address book are none."""
    groups: dict[str, list[One]] = defaultdict(list)
    for one in everybody:
        for key in set(keys_of(one)) - {""}:
            groups[key].append(one)
    for group in groups.values():
        mine = [one for one in group if not one.is_book][:MOST_IN_A_GROUP]
        book = [one for one in group if one.is_book][:MOST_IN_A_GROUP]
        for one, other in combinations(mine, 2):
            yield (one, other) if one.pk < other.pk else (other, one)
        yield from ((one, other) for one in mine for other in book)


def _of_one_name(one: One, other: One) -> Why | None:
    if one.company_key and one.company_key == other.company_key:
        return Why.NAME_AND_COMPANY
    if (one.company_key and other.company_key) or _have_two_addresses(one, other):
        return None
    return Why.NAME


def _have_two_addresses(one: One, other: One) -> bool:
    return bool(one.profile_key and other.profile_key and one.profile_key != other.profile_key)


def _words_at_company(one: One) -> list[str]:
    if not one.company_key:
        return []
    words = {word for key in _names_of(one.name) for word in key.split() if len(word) > 1}
    return [f"{word} @ {one.company_key}" for word in words]


def own_email(email: str) -> str:
    """An address as it is compared; '' for a mailbox that several people read."""
    local, at, _ = email.strip().casefold().partition("@")
    return "" if not at or local in SHARED_MAILBOXES.split() else email.strip().casefold()


def phone_and_surname(one: One) -> str:
    """The last digits, as numbers are written with and without their country; '' if there are too few."""
    digits = re.sub(r"\D", "", one.phone)
    words = one.name_key.split()
    return f"{digits[-PHONE_DIGITS:]} {words[-1]}" if words and len(digits) >= PHONE_DIGITS else ""


# --- Names


def are_similar(one: str, other: str) -> bool:
    """Whether two names may be one person's: nicknames, initials, second names, spellings, a slip."""
    return any(_fit(a.split(), b.split()) for a in _names_of(one) for b in _names_of(other))


def _names_of(name: str) -> set[str]:
    """All keys of a name: as it is, with the former surname, with the nickname; ae, oe and ue are ä, ö, ü."""
    keys = {match_key(name)}
    if re.search(r"[(（\[\"“„]", name):
        parts = parse_name(name)
        words = parts.key.split()
        if parts.nickname and len(words) > 1:
            keys.add(f"{match_key(parts.nickname)} {words[-1]}")
        keys.add(parts.other_key)
    return {plain(key) for key in keys if key}


def _fit(one: list[str], other: list[str]) -> bool:
    if min(len(one), len(other)) < 2:
        return False
    if sorted(one) == sorted(other):
        return True
    first = _is_first_name(one[0], other[0])
    if first and one[-1] == other[-1]:
        return True
    if first and (set(one) <= set(other) or set(other) <= set(one)):
        return True  # a double surname, or one of two
    return one[0] == other[0] and _is_slip(one[-1], other[-1])


def _is_first_name(one: str, other: str) -> bool:
    if 1 in (len(one), len(other)):
        return one[0] == other[0]
    return are_one_name(one, other)


def _is_slip(one: str, other: str) -> bool:
    """One letter more, less, other, or two exchanged, in a word long enough for that to mean something."""
    if min(len(one), len(other)) < SHORTEST_MISSPELT or abs(len(one) - len(other)) > 1:
        return False
    start = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    a, b = one[start:], other[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
