"""What we would look at again before sending a message: six pieces of advice, never a wall (DESIGN §2)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from networking.conversations.job_words import asks_for_job
from networking.conversations.placeholders import left_in, unknown_in, wrapped_in
from networking.conversations.plain_words import PLAIN_WORDS
from networking.web.text import fold


class Advice(NamedTuple):
    """One thing to look at again, in words for the writer."""

    code: str
    words: str


NO_IN = "Nothing here says why this company. A few words of your “in” make it yours."
ASKS_FOR_JOB = (
    "This sounds like asking for a job or a referral. A first message opens more doors when it asks to learn."
)
SAME_AS_BEFORE = (
    "Nearly the same as a message you sent lately. One line just for this person makes the difference."
)
NO_QUESTION = "There is no question to answer yet. One easy question makes it easy to write back."

ALIKE = 0.8  # of the runs of three words, so many must be shared to be “nearly the same”
RUN = 3
SHORTEST = 4  # letters that a telling word has at least
STEM = 5  # so many first letters make two forms of a word one: “teaching”, “teacher”

# In scripts that write without spaces a letter counts as a word.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = re.compile(f"[{_UNSPACED}]|(?:(?![{_UNSPACED}])\\w)+")
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]+")
_QUESTION = re.compile(
    "[?\u037e\u055e\u061f\u1367\u1945\u203d\u2047-\u2049\u2cfa\u2cfb\u2e2e\ua60f\ua6f7\ufe56\uff1f]"
)
_GREEK_QUESTION = re.compile("[\u0370-\u03ff\u1f00-\u1fff] *;")
_ADDRESS = re.compile(r"https?://\S*[^\s?]")


def check(
    text: str,
    *,
    limit: int | None,
    company_in: str,
    is_first: bool,
    lately: Iterable[str],
    asks: bool = True,
) -> list[Advice]:
    """The advice for this message. `asks` is false for thanks and other words that wait for no answer."""
    if not text.strip():
        return []
    over = count(text) - limit if limit is not None else 0
    found = {
        "placeholder": to_fill(text),
        "too_long": f"{over} character{'s' if over != 1 else ''} too many: {limit} fit here."
        if over > 0
        else "",
        "no_in": NO_IN if is_first and lacks(text, company_in) else "",
        "asks_for_job": ASKS_FOR_JOB if is_first and asks_for_job(text) else "",
        "same_as_before": SAME_AS_BEFORE if any(nearly_same(text, sent) for sent in lately) else "",
        "no_question": NO_QUESTION if asks and not has_question(text) else "",
    }
    return [Advice(code, words) for code, words in found.items() if words]


def count(text: str) -> int:
    """How long the text is, as a browser counts: a line break is one, an emoji is two."""
    return len(text.replace("\r\n", "\n").encode("utf-16-le", "surrogatepass")) // 2


def to_fill(text: str) -> str:
    left = [f"{{{name}}}" for name in left_in(text)] + wrapped_in(text)
    left += [f"{{{word}}}" for word in unknown_in(text)]
    if not left:
        return ""
    return (
        f"{left[0]} is still to be filled in."
        if len(left) == 1
        else f"Still to be filled in: {', '.join(left)}."
    )


def lacks(text: str, company_in: str) -> bool:
    """Whether no telling word of the “in” stands in the text. An “in” without such words is never missed."""
    telling = telling_words(company_in)
    return bool(telling) and telling.isdisjoint(telling_words(text))


def telling_words(text: str) -> frozenset[str]:
    """The words that say something, by their first letters; where words have no spaces, pairs of letters."""
    spaced: set[str] = set()
    for run in re.findall(rf"[{_UNSPACED}]+|(?:(?![{_UNSPACED}])\w)+", fold(text)):
        if _IS_UNSPACED.match(run):
            spaced.update(run[at : at + 2] for at in range(len(run) - 1))
        elif len(run) >= SHORTEST and run not in PLAIN_WORDS:
            spaced.add(run[:STEM])
    return frozenset(spaced)


def nearly_same(text: str, sent: str) -> bool:
    """Whether two messages share most of their runs of three words."""
    mine, theirs = runs(text), runs(sent)
    if not mine or not theirs:
        return bool(sent.strip()) and text.split() == sent.split()
    return len(mine & theirs) >= ALIKE * len(mine | theirs)


def runs(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(fold(text))
    if len(words) < RUN:
        return frozenset([tuple(words)] if words else [])
    return frozenset(zip(*(words[start:] for start in range(RUN)), strict=False))


def has_question(text: str) -> bool:
    """A question mark of any script; one inside an address is none, and Greek asks with a semicolon."""
    plain = _ADDRESS.sub(" ", text)
    return bool(_QUESTION.search(plain) or _GREEK_QUESTION.search(plain))
