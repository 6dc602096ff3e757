"""Which of all the people in an archive is the one whose archive it is. Pure.

An invitation says so itself. Messages do not: it is who takes part in most conversations. Where two do so
equally often, whoever is on the list, or in the address book, is somebody else; then the person is asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from networking.exchange.archive.circle import name_key

MOST_CANDIDATES = 6
_NAME = "="  # before an identity that is a name only


class Candidate(NamedTuple):
    identity: str
    name: str
    conversations: int


@dataclass(frozen=True)
class Me:
    """An address, the names that were written under it, or names alone."""

    identity: str
    key: str
    names: frozenset[str]

    def is_sender(self, key: str, name: str) -> bool:
        return key == self.key if key and self.key else name_key(name) in self.names


def identity(key: str, name: str) -> str:
    return key or _NAME + name_key(name)


class Census:
    """Counts who takes part in how many conversations, and by which names."""

    def __init__(self) -> None:
        self._conversations: Counter[str] = Counter()
        self._names: dict[str, str] = {}
        self._keys: dict[str, str] = {}  # by name key; '' when several have it
        self.told: Counter[str] = Counter()

    def conversation(self, people: Iterable[tuple[str, str]]) -> None:
        """Who took part in one conversation: profile key and name."""
        self._conversations.update({self._note(key, name) for key, name in people})

    def tell(self, key: str, name: str) -> None:
        """This is me, says the file."""
        self.told[self._note(key, name)] += 1

    def _note(self, key: str, name: str) -> str:
        who = identity(key, name)
        if name and who not in self._names:
            self._names[who] = name
            if key and self._keys.setdefault(name_key(name), key) != key:
                self._keys[name_key(name)] = ""
        return who

    def candidates(self) -> list[Candidate]:
        """Everybody who could be me, the likeliest first: whom the file tells, else who is everywhere."""
        counts = self._folded(self.told or self._conversations)
        best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_CANDIDATES]
        return [Candidate(who, self._names.get(who, ""), count) for who, count in best]

    def _folded(self, counts: Counter[str]) -> Counter[str]:
        """A name without an address is taken for the only one who has both."""
        folded: Counter[str] = Counter()
        for who, count in counts.items():
            key = self._keys.get(who[1:], "") if who.startswith(_NAME) else ""
            folded[key or who] += count
        return folded

    def decide(self, said: str, is_known: Callable[[str, str], bool]) -> Me | None:
        """Who I am: as said; else the only likeliest one; None when that cannot be told.

        `is_known` tells whether somebody (profile key, name) is on my list: that is not me.
        """
        if said in self._names or said in self._conversations:
            return self._me(said)
        best = self.candidates()
        best = [one for one in best if one.conversations == best[0].conversations]
        if len(best) > 1:
            others = [one for one in best if not is_known(_address(one.identity), one.name)]
            best = others or best
        return self._me(best[0].identity) if len(best) == 1 else None

    def _me(self, who: str) -> Me:
        key = _address(who)
        names = {name_key(self._names.get(who, ""))}
        names |= {name for name, of in self._keys.items() if key and of == key}
        return Me(who, key, frozenset(names - {""}))


def _address(who: str) -> str:
    return "" if who.startswith(_NAME) else who
