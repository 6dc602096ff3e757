"""Who somebody is to a job seeker, guessed from the job title: developer, manager, recruiter or other.

The words are tables (`persona_words`); here is only their order. Human resources beats leadership, leadership
beats the craft, and a title that no table knows is other.
"""

from __future__ import annotations

import re
from functools import lru_cache

from networking.contacts import persona_words as words
from networking.contacts.models import Persona
from networking.web.text import fold


class Words:
    """A table of words, ready to be looked for in a title."""

    def __init__(self, table: str) -> None:
        entries = [fold(entry) for entry in table.split(",")]
        phrases = [entry for entry in entries if " " in entry]
        single = [entry for entry in entries if " " not in entry]
        self.titles = frozenset(entry[1:] for entry in single if entry[0] == "=")
        self.whole = frozenset(entry for entry in single if "*" not in entry)
        self.begins = tuple(entry[:-1] for entry in single if entry.endswith("*") and entry[0] != "*")
        self.ends = tuple(entry[1:] for entry in single if entry.startswith("*") and entry[-1] != "*")
        self.parts = tuple(entry.strip("*") for entry in single if entry[0] == entry[-1] == "*")
        self.phrases = _either(phrases)

    def are_in(self, title: str) -> bool:
        in_title = title.split()
        return (
            not self.whole.isdisjoint(in_title)
            or title in self.titles
            or any(word.startswith(self.begins) or word.endswith(self.ends) for word in in_title)
            or any(part in title for part in self.parts)
            or self.phrases.search(title) is not None
        )


def _either(phrases: list[str]) -> re.Pattern[str]:
    """One pattern for many phrases; the longest is tried first."""
    ordered = sorted(phrases, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(p).replace(r"\*", r"\w*") for p in ordered) + r")\b")


_NOT_RECRUITING = _either([fold(phrase) for phrase in words.NOT_RECRUITING.split(",")])
_NOT_LEADING = _either([fold(phrase) for phrase in words.NOT_LEADING.split(",")])
RECRUITER, MANAGER = Words(words.RECRUITER), Words(words.MANAGER)
CRAFT, OTHER, DEVELOPER = Words(words.CRAFT), Words(words.OTHER), Words(words.DEVELOPER)


@lru_cache(maxsize=16_384)
def guess(title: str) -> str:
    """The persona (a value of `Persona`) that this job title speaks of."""
    plain = " ".join(re.findall(r"[\w#+]+", fold(title[:300]).replace("&", " and ")))
    if RECRUITER.are_in(_NOT_RECRUITING.sub(" ", plain)):
        return Persona.RECRUITER.value
    if MANAGER.are_in(_NOT_LEADING.sub(" ", plain)):
        return Persona.MANAGER.value
    if CRAFT.are_in(plain):
        return Persona.DEVELOPER.value
    if OTHER.are_in(plain) or not DEVELOPER.are_in(plain):
        return Persona.OTHER.value
    return Persona.DEVELOPER.value
