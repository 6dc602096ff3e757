"""What makes two profile addresses one person."""

from __future__ import annotations

import re
from urllib.parse import unquote


def profile_key(url: str) -> str:
    """The identity in a profile address: the slug of a LinkedIn profile, else host and path; '' if none."""
    text = unquote(url).strip().casefold()
    found = re.search(r"linkedin\.com/(?:mwlite/)?in/([^/?#]+)", text)
    return found.group(1)[:300] if found else re.sub(r"^https?://(www\.)?", "", text).rstrip("/")[:300]
