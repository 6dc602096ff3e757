"""Whose messages matter: people of my list, by profile address or by a name that only one of them has."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from networking.accounts.models import User
from networking.contacts import names, profiles
from networking.contacts.models import Contact

_key = lru_cache(16_384)(profiles.profile_key)
name_key = lru_cache(16_384)(names.match_key)


def address_key(url: str) -> str:
    """The profile key in an address; '' for the numbers of 2021, which lead to nobody."""
    key = _key(url.strip()) if url else ""
    return "" if key.startswith("urn:") else key


class Circle:
    """Pure: made of (name key, profile key, profile key of their connection)."""

    def __init__(self, people: Iterable[tuple[str, str, str]]) -> None:
        self._keys: set[str] = set()
        self._by_name: dict[str, str] = {}
        for name, key, connection_key in people:
            self._keys |= {key, connection_key}
            known = self._by_name.setdefault(name, key or connection_key)
            if known != (key or connection_key):
                self._by_name[name] = ""  # two people
        self._keys.discard("")

    def __contains__(self, key: str) -> bool:
        return key in self._keys

    def __len__(self) -> int:
        return len(self._keys)

    def of_name(self, name: str) -> str:
        """The profile key of the only one of this name, as it is spelled in a file; '' if there is none."""
        return self._by_name.get(name_key(name), "") if name else ""


def load_circle(owner: User) -> Circle:
    people = Contact.objects.owned_by(owner).values_list("name_key", "profile_key", "connection__profile_key")
    return Circle((name, key, of_connection or "") for name, key, of_connection in people)
