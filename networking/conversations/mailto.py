"""The link that opens a mail program with a message in it (RFC 6068): nothing typed can add a header."""

from __future__ import annotations

from urllib.parse import quote

LONGEST = 1900  # longer links are cut or refused by some mail programs


def mailto(to: str, subject: str = "", body: str = "") -> str:
    """Everything is percent-encoded, line breaks as %0D%0A."""
    said = {"subject": " ".join(subject.split()), "body": "\r\n".join(body.splitlines())}
    fields = "&".join(f"{name}={encoded(text)}" for name, text in said.items() if text)
    return f"mailto:{encoded(to, safe='@')}{'?' if fields else ''}{fields}"


def encoded(text: str, safe: str = "") -> str:
    return quote(text, safe=safe, errors="replace")
