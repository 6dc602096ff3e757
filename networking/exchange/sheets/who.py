"""Who of those on the list somebody in a row is (FORMATS §9). No queries.

By profile; by e-mail, if the names can be one person's; by phone and surname; by name and company. Two
different addresses are two people, shown as possible duplicates, and a name alone is nobody's proof. Whom a
row adds to is found again when the same file comes once more.
"""

from __future__ import annotations

from collections.abc import Iterator

from networking.contacts.names import match_key
from networking.contacts.profiles import profile_key
from networking.exchange.sheets.lines import Person
from networking.exchange.sheets.subjects import is_of_a_role
from networking.exchange.sheets.there import Somebody, There, digits, surname


class Unsure(Exception):  # noqa: N818 - it says why, and is caught at once
    """The row fits several people, or gives no more than a name that somebody has."""


def find(there: There, person: Person, company: str) -> Somebody | None:
    """The one person this is, None for somebody new; `company` is the key of where the row places them."""
    profile, name = profile_key(person.profile_url), match_key(person.name)
    if profile and (known := there.by_profile.get(profile)):
        return known
    if not (company or profile or _own(person.email) or digits(person.phone)):
        return _by_name_alone(there, person, name)
    for way in _ways(there, person, name, company):
        fits = [one for one in way if not (profile and one.profile_key)]
        if found := [one for one in fits if one.name_key == name] or fits:
            if len(found) > 1:
                raise Unsure(f"{person.name} fits {len(found)} people on your list.")
            return found[0]
    return None


def having(there: There, email: str, name: str) -> list[Somebody]:
    """Those with this address whose name can be that of the same person."""
    return [one for one in there.called(email, name) if _is_name_of(name, one.name_key)]


def _by_name_alone(there: There, person: Person, name: str) -> Somebody | None:
    others = there.by_name.get(name, [])
    if len(others) > 1 or any(one.company for one in others):
        raise Unsure(f"The row gives no more than a name, and {person.name} may be somebody on your list.")
    return others[0] if others else None


def _ways(there: There, person: Person, name: str, company: str) -> Iterator[list[Somebody]]:
    """Of those with another address or profile nobody is this one."""
    email, profile = _own(person.email), profile_key(person.profile_url)
    yield having(there, email, name)
    near = there.by_phone.get((digits(person.phone), surname(name)), ())
    yield [one for one in near if not (email and one.email)]
    yield there.at(name, company, with_email=not email, with_profile=not profile)


def _own(email: str) -> str:
    """An address that is one person's; '' for jobs@ and its like."""
    return "" if is_of_a_role(email) else email.casefold()


def _is_name_of(name: str, other: str) -> bool:
    """Whether two cleaned names can be one person's: one has all the words of the other."""
    one, two = set(name.split()), set(other.split())
    return one <= two or two <= one
