"""Which letters the bytes of a vCard stand for: as any file, but a charset declared in it decides first."""

from __future__ import annotations

import re
from collections import Counter

from networking.exchange.address_books.vcard import codec
from networking.exchange.decode import CHUNK, Encoding, examine
from networking.exchange.sniff import Source

_DECLARED = re.compile(rb"charset=\"?([\w-]{2,30})", re.I)


def encoding_of(source: Source, chosen: str = "") -> Encoding:
    """The person's own word, else what the bytes prove, else what one property says of itself."""
    encoding = examine(source, chosen)
    if not encoding.is_guess:
        return encoding
    declared: Counter[bytes] = Counter()
    with source.open() as file:
        while chunk := file.read(CHUNK):
            declared.update(name.lower() for name in _DECLARED.findall(chunk))
    for name, _ in declared.most_common():
        known = codec(name.decode())
        if known and known != "utf-8":
            return Encoding(known)
    return encoding
