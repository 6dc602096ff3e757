"""Reads a JSON object of any size piece by piece: the rows of its lists one after another, all else whole."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import IO, Any

CHUNK = 256 * 1024
LARGEST = 4 * 1024 * 1024  # characters of one row
BLANKS = " \t\r\n"
ENDS = BLANKS + ",:]}"


class BrokenError(Exception):
    """What stands there is no JSON, or not all of it."""


def pieces(text: IO[str]) -> Iterator[tuple[str, Any, bool]]:
    """(name, value, is a row of the list of that name), in the order of the file."""
    window = _Window(text)
    window.expect("{")
    if window.peek() == "}":
        return
    while True:
        name = window.value()
        if not isinstance(name, str):
            raise BrokenError
        window.expect(":")
        if window.peek() == "[":
            for row in _rows(window):
                yield name, row, True
        else:
            yield name, window.value(), False
        if (mark := window.take()) == "}":
            return
        if mark != ",":
            raise BrokenError


def _rows(window: _Window) -> Iterator[Any]:
    window.expect("[")
    if window.peek() == "]":
        window.take()
        return
    while True:
        yield window.value()
        if (mark := window.take()) == "]":
            return
        if mark != ",":
            raise BrokenError


class _Window:
    """The part of the text that is being looked at."""

    def __init__(self, text: IO[str]) -> None:
        self._text = text
        self._seen = ""
        self._at = 0
        self._is_over = False
        self._decode: Callable[[str, int], tuple[Any, int]] = json.JSONDecoder(
            parse_constant=_no_constant
        ).raw_decode

    def peek(self) -> str:
        """The next character that is no blank; raises at the end."""
        while True:
            while self._at < len(self._seen) and self._seen[self._at] in BLANKS:
                self._at += 1
            if self._at < len(self._seen):
                return self._seen[self._at]
            if not self._more():
                raise BrokenError

    def take(self) -> str:
        mark = self.peek()
        self._at += 1
        return mark

    def expect(self, mark: str) -> None:
        if self.take() != mark:
            raise BrokenError

    def value(self) -> Any:
        """The next value; one that the window cuts in two is looked at again with more of the text."""
        self.peek()
        while True:
            try:
                value, end = self._decode(self._seen, self._at)
            except (ValueError, RecursionError) as error:
                if isinstance(error, RecursionError) or not self._more():
                    raise BrokenError from error
                continue
            if end < len(self._seen) and self._seen[end] in ENDS:  # "1" may be the beginning of "1.5"
                self._at = end
                return value
            if not self._more():
                raise BrokenError

    def _more(self) -> bool:
        """Lets go of what was read, and takes in as much again; whether there was more."""
        rest = self._seen[self._at :]
        if self._is_over or len(rest) > LARGEST:
            return False
        found = self._text.read(max(CHUNK, len(rest)))
        self._is_over = not found
        self._seen, self._at = rest + found, 0
        return bool(found)


def _no_constant(name: str) -> Any:
    raise ValueError(name)
