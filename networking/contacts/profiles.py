"""What makes two profile addresses one person (FORMATS §0), and which addresses are none."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, unquote, urlsplit

MAX_KEY = 300
MAX_URL = 500
_PLAIN = re.compile(r"https?://(?:www\.)?linkedin\.com/in/([a-z0-9_-]+)/?")  # as LinkedIn writes it
_URN = re.compile(r"urn:li:(?:member|person|fsd_profile):[\w-]+", re.IGNORECASE)
_SCHEMELESS = re.compile(r"(?:[a-z0-9-]+\.)*linkedin\.com(?:[/?#]|$)", re.IGNORECASE)
_LOCALE = re.compile(r"[a-z]{2}(?:[-_][a-z]{2})?")
_BLANKS = re.compile("[\\s\x00-\x20\x7f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
_LABEL = re.compile("[a-z0-9_-]{1,63}")
_PUB_PARTS = 4  # /pub/jane-doe/12/345/6b7


def profile_key(url: str) -> str:
    """The identity in an address: the slug of a LinkedIn profile, else host and path; '' if there is none."""
    if plain := _PLAIN.fullmatch(url):
        return plain[1][:MAX_KEY]
    if _URN.fullmatch(url.strip()):
        return url.strip().lower()[:MAX_KEY]
    address = clean_url(url)
    if not address:
        return ""
    parts = urlsplit(address)
    if _is_linkedin(parts.hostname or ""):
        return _slug(parts.path)[:MAX_KEY]
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}/{_text(parts.path).strip('/')}"[:MAX_KEY]


def profile_url(key: str) -> str:
    """An address to open for a key; '' for an empty key or a number that has none (`urn:`)."""
    if not key or key.startswith("urn:"):
        return ""
    first, slash, _ = key.partition("/")
    if slash and ("." in first or ":" in first):
        return f"https://{quote(key, safe='/:[]~')}"
    return f"https://www.linkedin.com/{'pub' if slash else 'in'}/{quote(key)}"


def linkedin_profile(url: str) -> str:
    """The page of a LinkedIn profile without what was carried along; '' for any other address."""
    host = urlsplit(clean_url(url)).hostname or ""
    return profile_url(profile_key(url)) if _is_linkedin(host) else ""


def clean_url(url: str) -> str:
    """A web address safe to store and show: http or https, no user and password, host in ASCII; else ''.

    It is never fetched. A name of another alphabet that looks like a known one is shown as xn--…
    """
    text = _BLANKS.sub("", url[: MAX_URL * 4])
    if "://" not in text and "%3a%2f%2f" in text.lower():
        text = unquote(text)
    if _SCHEMELESS.match(text):
        text = f"https://{text}"
    if len(text) > MAX_URL or not re.match(r"https?://[^/\\]", text, re.IGNORECASE):
        return ""
    try:
        parts = urlsplit(text)
        host, port = _ascii_host(parts.hostname or ""), parts.port
    except ValueError:
        return ""
    if not host:
        return ""
    netloc = f"{host}:{port}" if port else host
    address = parts._replace(scheme=parts.scheme.lower(), netloc=netloc).geturl()
    return address if len(address) <= MAX_URL else ""


def _ascii_host(host: str) -> str:
    """The host as the network spells it; '' if it is not one."""
    if ":" in host:
        return f"[{host}]"  # IPv6: urlsplit has checked it
    name = host.encode("idna").decode() if not host.isascii() else host
    name = name.removesuffix(".")
    return name if len(name) <= 253 and all(map(_LABEL.fullmatch, name.split("."))) else ""


def _is_linkedin(host: str) -> bool:
    return host == "linkedin.com" or host.endswith(".linkedin.com")


def _text(path: str) -> str:
    return unicodedata.normalize("NFC", unquote(path)).lower()


def _slug(path: str) -> str:
    """The slug after /in/; of an old /pub/ address all that follows: two people can share its beginning."""
    parts = [part for part in path.lower().split("/") if part]
    if parts[:1] == ["mwlite"]:
        parts = parts[1:]
    if len(parts) < 2 or parts[0] not in ("in", "pub"):
        return ""
    rest = parts[1:]
    if parts[0] == "in":
        return _text(rest[0]).strip().strip("/").replace("/", "-")
    if len(rest) > _PUB_PARTS and _LOCALE.fullmatch(rest[-1]):
        rest = rest[:-1]
    return _text("/".join(rest))
