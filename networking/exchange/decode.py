"""Which letters the bytes stand for: a mark, else UTF-16 by its pattern, else UTF-8, else a code page."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from charset_normalizer import from_bytes

from networking.exchange.sniff import HEAD, Source, looks_like_utf16

CHUNK = 1024 * 1024
MAX_LINE = 3_000_000  # 300 cells of 10,000 characters
CODE_PAGES = (
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "mac_roman",
    "shift_jis",
    "euc_jp",
    "gb18030",
    "big5",
    "euc_kr",
)
LABELS = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16 (little endian)",
    "utf-16-be": "UTF-16 (big endian)",
    "cp1252": "Western European (Windows-1252)",
    "cp1250": "Central European (Windows-1250)",
    "cp1251": "Cyrillic (Windows-1251)",
    "cp1253": "Greek (Windows-1253)",
    "cp1254": "Turkish (Windows-1254)",
    "mac_roman": "Western European (Mac)",
    "shift_jis": "Japanese (Shift JIS)",
    "euc_jp": "Japanese (EUC)",
    "gb18030": "Chinese (GB18030)",
    "big5": "Chinese (Big5)",
    "euc_kr": "Korean (EUC)",
}
_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# Tabs and line ends stay; U+2028, U+2029 and NEL are letters of a cell, not ends of rows.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BAD = "\ufffd"


@dataclass
class Encoding:
    """How a file is read. `is_guess` when only its letters say so; `is_dirty` when lines want cleaning."""

    name: str
    is_guess: bool = False
    is_dirty: bool = False
    undecodable: int = 0

    @property
    def label(self) -> str:
        return LABELS.get(self.name, self.name)


def examine(source: Source, chosen: str = "") -> Encoding:
    """Reads the bytes once to find their encoding; `chosen` is the person's own word for it."""
    head = source.head()
    if chosen in LABELS:
        return Encoding(chosen, is_dirty=True)
    wide = looks_like_utf16(head)
    if wide:
        return Encoding(wide, is_dirty=True)
    valid, invalid, is_dirty, sample = _count_utf8(source)
    if not invalid or valid > invalid:
        return Encoding("utf-8", is_dirty=is_dirty or invalid > 0)
    return Encoding(_code_page(sample), is_guess=True, is_dirty=True)


def _count_utf8(source: Source) -> tuple[int, int, bool, bytes]:
    """How many letters beyond ASCII are right UTF-8, how many are not, and a sample of the latter."""
    valid = invalid = 0
    is_dirty = False
    sample = b""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    with source.open() as file:
        while chunk := file.read(CHUNK):
            is_dirty = is_dirty or bool(_CONTROL_BYTES.search(chunk)) or b"\xef\xbf\xbd" in chunk
            if chunk.isascii():
                continue
            text = decoder.decode(chunk)
            bad = text.count(_BAD) - chunk.count(b"\xef\xbf\xbd")
            invalid += max(bad, 0)
            valid += len(chunk) - len(text) - bad if bad <= 0 else _beyond_ascii(text) - bad
            if bad > 0 and len(sample) < HEAD:
                sample += b"\n".join(line for line in chunk.split(b"\n") if not line.isascii())[:HEAD]
    return valid, invalid, is_dirty, sample


def _without_rest(line: str, text: io.TextIOWrapper) -> str:
    rest = line
    while rest and not rest.endswith(("\n", "\r")):
        rest = text.readline(MAX_LINE)
    return line if line.endswith(("\n", "\r")) else f"{line}\n"


def _beyond_ascii(text: str) -> int:
    return sum(not c.isascii() for c in text[:200_000])


def _code_page(sample: bytes) -> str:
    """Windows-1252 unless the bytes speak clearly for another page: short texts are guesses."""
    best = from_bytes(sample[:HEAD], cp_isolation=list(CODE_PAGES)).best()
    name = best.encoding if best else "cp1252"
    if name in {"cp1250", "cp1254", "mac_roman"}:
        try:
            if sample.decode("cp1252") == sample.decode(name):
                return "cp1252"
        except UnicodeDecodeError:
            pass
    return name if name in LABELS else "cp1252"


def lines(source: Source, encoding: Encoding) -> Iterator[str]:
    """The physical lines with their ends, one at a time; counts what could not be decoded.

    No row that is kept has a line so long as `MAX_LINE`: its rest is read past.
    """
    with source.open() as raw, io.TextIOWrapper(raw, encoding.name, errors="replace", newline="") as text:
        first = True
        while line := text.readline(MAX_LINE):
            if len(line) == MAX_LINE:
                line = _without_rest(line, text)
            if first:
                line = line.removeprefix("\ufeff")
                first = False
            if encoding.is_dirty:
                encoding.undecodable += line.count(_BAD)
                line = _CONTROLS.sub("", line)
            yield line
