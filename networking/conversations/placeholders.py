"""Which words in braces stand for something in a message, and how they are filled: once, and never as code.

A value is put in as it is and never read again; whatever else stands in braces comes out as it was typed
(SECURITY T32: no text of a person ever reaches a template engine).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from networking.web.text import fold


class Placeholder(NamedTuple):
    """What it stands for, how it is asked for where it is not known, and what it may look like."""

    label: str
    ask: str
    example: str


PLACEHOLDERS: dict[str, Placeholder] = {
    "first_name": Placeholder("Their first name", "What do you call them?", "Lena"),
    "name": Placeholder("Their full name", "What is their full name?", "Lena Koch"),
    "role": Placeholder("Their role", "What is their role?", "Senior Developer"),
    "company": Placeholder("The company", "Which company is it about?", "Northwind Robotics"),
    "in": Placeholder(
        "Your “in” at the company",
        "Why this company and you? A sentence or two",
        "I built my final project on their open arm SDK.",
    ),
    "common_ground": Placeholder(
        "What you two have in common",
        "What do you two have in common? A sentence",
        "We both came to programming from teaching.",
    ),
    "my_name": Placeholder("Your name", "What is your name?", "Sam Rivera"),
    "times": Placeholder(
        "Times you offer",
        "Which times do you offer?",
        "Tuesday 24 November at 12:00 or Wednesday 25 November at 17:00",
    ),
    "introducer": Placeholder("Who knows you both", "Who knows you both?", "Mei Tanaka"),
    "whom": Placeholder(
        "Who you would like to meet", "Who would you like to be introduced to?", "Omar Haddad"
    ),
    "chat_day": Placeholder(
        "The day you talked", "When did you talk? For example “on Tuesday”", "on Tuesday"
    ),
    "event": Placeholder("Where you met", "Where did you two meet?", "the PyLadies meetup"),
    "about": Placeholder(
        "What has ended", "What is it about? A role, a referral, an introduction", "the introduction to Omar"
    ),
    "takeaway": Placeholder(
        "What you took from the chat",
        "What stayed with you from the chat?",
        "Start with the tests, they tell the story",
    ),
    "position": Placeholder(
        "The role you ask about", "Which role would you like to be referred for?", "Backend Developer"
    ),
    "why_me": Placeholder(
        "Why you for this role",
        "Why you for this role? A sentence or two",
        "I have built two services in Go and taught others to read them.",
    ),
    "talking_points": Placeholder(
        "What they could say about you",
        "What could they truthfully say about you?",
        "Finishes what she starts, explains it well, writes tests first.",
    ),
    "resume": Placeholder(
        "The link to your résumé", "Where is your résumé on the web?", "https://sam.example/resume"
    ),
}

_OURS = "|".join(PLACEHOLDERS)
_ONE = re.compile(rf"(?<![{{$])\{{({_OURS})\}}(?!\}})(?=(\.(?!\.))?)")
_WRAPPED = re.compile(rf"\{{{{\s*(?:{_OURS})\s*\}}}}|\$\{{\s*(?:{_OURS})\s*\}}")
_IN_BRACES = re.compile(r"\{([^{}\n]{1,60})\}")
_WORDS = re.compile(r"[\w .'’-]*[^\W\d_][\w .'’-]*")


class Piece(NamedTuple):
    """A part of a text; `name` says which placeholder stood there, `is_left` that it still does."""

    text: str
    name: str = ""
    is_left: bool = False


def pieces(text: str, known: Mapping[str, str]) -> list[Piece]:
    """The text in parts, each placeholder with its value, or as it stands where nothing is known."""
    parts, at = [], 0
    for found in _ONE.finditer(text):
        said = known.get(found[1], "").strip()
        value = said[:-1] if found[2] and said.endswith(".") and not said.endswith("..") else said
        parts += [Piece(text[at : found.start()]), Piece(value if said else found[0], found[1], not said)]
        at = found.end()
    return [part for part in [*parts, Piece(text[at:])] if part.text]


def fill(text: str, known: Mapping[str, str]) -> str:
    """The text with what is known; what is not stays `{name}`. Two full stops never meet."""
    return "".join(piece.text for piece in pieces(text, known))


def left_in(text: str) -> list[str]:
    """The placeholders that still stand in the text, each once, in their order."""
    return _once(found[1] for found in _ONE.finditer(text))


def unknown_in(text: str) -> list[str]:
    """The words in braces that stand for nothing, as they were typed: a slip or a name we do not know."""
    inside = (found[1] for found in _IN_BRACES.finditer(_WRAPPED.sub(" ", text)))
    return _once(word for word in inside if word not in PLACEHOLDERS and _WORDS.fullmatch(word))


def wrapped_in(text: str) -> list[str]:
    """Placeholders in two pairs of braces or behind a dollar sign, as other programs want them."""
    return _once(found[0] for found in _WRAPPED.finditer(text))


def nearest(word: str) -> str:
    """The placeholder that was probably meant; '' if none is near."""
    meant = "_".join(re.findall(r"\w+", fold(word).replace("_", " ")))
    plain = {name.replace("_", ""): name for name in PLACEHOLDERS}
    near = get_close_matches(meant.replace("_", ""), plain, n=1, cutoff=0.75)
    return plain[near[0]] if near else ""


def _once(found: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(found))
