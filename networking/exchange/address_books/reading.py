"""Reads an address book from its bytes to people: a vCard by its cards, a table by its columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from networking.exchange import decode
from networking.exchange.address_books import table
from networking.exchange.address_books.cards import cards, physical_lines
from networking.exchange.address_books.encoding import encoding_of
from networking.exchange.address_books.entry import Entry
from networking.exchange.address_books.vcard import entry_of
from networking.exchange.delimited import Header
from networking.exchange.sniff import Source


@dataclass
class Book:
    """An address book that is about to be read, entry by entry."""

    entries: Iterator[Entry]
    encoding: decode.Encoding
    header: Header | None = None  # of a table


def vcards(source: Source, chosen: str = "") -> Book:
    encoding = encoding_of(source, chosen)
    wide = encoding.name.startswith("utf-16")
    lines = physical_lines(source, encoding.name)
    of_text = "utf-8" if wide else encoding.name
    return Book((entry_of(card, of_text) for card in cards(lines)), encoding)


def tables(source: Source, chosen: str = "", delimiter: str = "") -> Book:
    encoding = decode.examine(source, chosen)
    header, entries = table.entries(decode.lines(source, encoding), delimiter)
    return Book(entries, encoding, header)
